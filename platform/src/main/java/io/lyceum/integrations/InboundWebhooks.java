package io.lyceum.integrations;

import com.fasterxml.jackson.core.JsonPointer;
import io.lyceum.integrations.internal.ConnectionHealth;
import io.lyceum.integrations.internal.ConnectionRows;
import io.lyceum.integrations.internal.ConnectionSecrets;
import io.lyceum.integrations.internal.InboundReading;
import io.lyceum.integrations.internal.InboundSignature;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The addresses at which other systems tell the current school something, and what they told. */
@UseCase
public class InboundWebhooks {

    public static final int MOST = 20;
    public static final int MOST_RULES = 20;

    /** How long a secret holds beside the one that took over. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SECRET = 500;
    private static final int LONGEST_POINTER = 200;
    private static final String KIND = "INBOUND";
    private static final String POINTER = "Write where it is in the JSON, like /data/type.";
    private static final String AUDITED = "inbound_webhook";

    private static final String SELECT =
            """
            select id, name, state, settings, version, created_at, last_success_at
            from connection
            where tenant_id = :tenant and kind = 'INBOUND'
            """;

    private static final String MESSAGE =
            """
            select id, connection_id, event_id, type, body, received_at, status, attempts, outcome, handled_at
            from inbound_message
            where tenant_id = :tenant
            """;

    private final Sql sql;
    private final ConnectionRows rows;
    private final Clock clock;
    private final Audit audit;
    private final Outbox outbox;
    private final ConnectionSecrets secrets;
    private final ConnectionHealth health;

    protected InboundWebhooks() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    InboundWebhooks(
            Sql sql,
            ConnectionRows rows,
            Clock clock,
            Audit audit,
            Outbox outbox,
            ConnectionSecrets secrets,
            ConnectionHealth health) {
        this.health = health;
        this.sql = sql;
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.secrets = secrets;
    }

    /** Lists all, the oldest first. */
    public List<InboundWebhook> list() {
        return sql.query(SELECT + "order by created_at, id").list(InboundWebhooks::webhook);
    }

    /**
     * Reads one.
     *
     * @throws Problem NOT_FOUND
     */
    public InboundWebhook byId(UUID id) {
        return sql.query(SELECT + "and id = :id")
                .set("id", id)
                .first(InboundWebhooks::webhook)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** What is kept beside the name. */
    private record Settings(
            InboundFormat format,
            String header,
            String type,
            String event,
            List<InboundRule> rules) {}

    private static InboundWebhook webhook(Row row) {
        Settings settings = Json.read(row.text("settings"), Settings.class);
        return new InboundWebhook(
                row.uuid("id"),
                row.text("name"),
                settings.format(),
                settings.header(),
                settings.type(),
                settings.event(),
                settings.rules(),
                row.text("state").equals("ACTIVE"),
                row.integer("version"),
                row.instant("created_at"),
                row.optionalInstant("last_success_at"));
    }

    /**
     * Adds one.
     *
     * @throws Problem INVALID_INPUT, TOO_MANY_WEBHOOKS
     */
    public InboundWebhook add(InboundWebhookForm form) {
        check(form, true);
        if (list().size() >= MOST) {
            throw new Problem(IntegrationProblem.TOO_MANY_WEBHOOKS, MOST);
        }
        UUID id = rows.add(KIND, form.name(), settings(form));
        secrets.add(id, KIND, secret(form));
        audit.record("inbound_webhook.added", AUDITED, id, Map.of());
        return byId(id);
    }

    private static String secret(InboundWebhookForm form) {
        return form.secret().isBlank()
                ? ConnectionSecrets.made(form.format())
                : form.secret().strip();
    }

    private static String settings(InboundWebhookForm form) {
        return Json.write(
                new Settings(
                        form.format(),
                        form.format().namesHeader()
                                ? form.header().strip().toLowerCase(Locale.ROOT)
                                : "",
                        form.type().strip(),
                        form.event().strip(),
                        form.rules()));
    }

    /**
     * Changes one. A secret that is given takes over from the one that is there.
     *
     * @param version the version that was read
     * @throws Problem NOT_FOUND, INVALID_INPUT, WEBHOOK_CHANGED
     */
    public InboundWebhook change(UUID id, int version, InboundWebhookForm form) {
        InboundWebhook before = byId(id);
        boolean other = before.format() != form.format();
        check(form, other);
        if (!rows.change(id, version, form.name(), settings(form))) {
            throw new Problem(IntegrationProblem.WEBHOOK_CHANGED);
        }
        if (other || !form.secret().isBlank()) {
            secrets.renew(id, KIND, secret(form), other ? Duration.ZERO : OVERLAP);
        }
        audit.record("inbound_webhook.changed", AUDITED, id, Map.of());
        return byId(id);
    }

    private static void check(InboundWebhookForm form, boolean asksForSecret) {
        new Checks()
                .text(form.name(), "name", LONGEST_NAME)
                .that(
                        !form.format().namesHeader()
                                || form.header().strip().matches("[A-Za-z][A-Za-z0-9-]{0,60}"),
                        "header",
                        "Name a header like X-Signature.")
                .that(
                        !asksForSecret
                                || form.format().secretIsMadeHere()
                                || !form.secret().isBlank(),
                        "secret",
                        "Fill this in.")
                .atMost(form.secret(), "secret", LONGEST_SECRET)
                .that(
                        form.secret().isBlank() || form.secret().strip().length() >= 8,
                        "secret",
                        "Use at least 8 characters.")
                .that(
                        form.format() != InboundFormat.STANDARD
                                || form.secret().isBlank()
                                || InboundSignature.isStandardSecret(form.secret().strip()),
                        "secret",
                        "Standard Webhooks write it as whsec_ and base64.")
                .that(isPointer(form.type()), "type", POINTER)
                .that(form.event().isBlank() || isPointer(form.event()), "event", POINTER)
                .that(form.rules().size() <= MOST_RULES, "rules", "These are too many rules.")
                .that(
                        form.rules().stream().allMatch(InboundWebhooks::isWhole),
                        "rules",
                        "A rule needs a type and where the mail address is, like /data/email; an enrolment also where the course is.")
                .done();
    }

    private static boolean isWhole(InboundRule rule) {
        return !rule.when().isBlank()
                && rule.when().chars().noneMatch(Character::isISOControl)
                && rule.when().length() <= LONGEST_POINTER
                && isPointer(rule.email())
                && (rule.name().isBlank() || isPointer(rule.name()))
                && (rule.action() != InboundAction.ENROL || isPointer(rule.course()));
    }

    private static boolean isPointer(String text) {
        if (text.isBlank()
                || text.length() > LONGEST_POINTER
                || text.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        try {
            JsonPointer.compile(text.strip());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Takes messages in again, or none until further notice.
     *
     * @throws Problem NOT_FOUND
     */
    public InboundWebhook setActive(UUID id, boolean active) {
        InboundWebhook webhook = byId(id);
        if (webhook.active() != active) {
            rows.move(id, active ? "ACTIVE" : "PAUSED");
            audit.record(
                    active ? "inbound_webhook.resumed" : "inbound_webhook.paused",
                    AUDITED,
                    id,
                    Map.of());
        }
        return byId(id);
    }

    /**
     * Forgets one with all that it was told.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(UUID id) {
        byId(id);
        rows.remove(id);
        audit.record("inbound_webhook.removed", AUDITED, id, Map.of());
    }

    /** The secrets that hold, the latest first. */
    public List<String> secrets(UUID id) {
        return secrets.held(id, KIND);
    }

    /**
     * Keeps a message and has it handled.
     *
     * @return whether it was not here yet
     */
    public boolean keep(UUID webhook, String eventId, String type, InboundReading message) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int kept =
                sql.update(
                                """
                                insert into inbound_message
                                    (tenant_id, id, connection_id, event_id, type, body, addresses, received_at, status)
                                values (:tenant, :id, :webhook, :event, :type, :body, :addresses, :now, 'RECEIVED')
                                on conflict (tenant_id, connection_id, event_id) do nothing
                                """)
                        .set("id", id)
                        .set("webhook", webhook)
                        .set("event", eventId)
                        .set("type", type)
                        .set("body", message.text())
                        .set("addresses", message.addresses())
                        .set("now", now)
                        .run();
        if (kept == 1) {
            outbox.publish(new InboundReceived(id));
        }
        health.succeeded(webhook, now);
        return kept == 1;
    }

    /**
     * Lists what one was told, last told first.
     *
     * @throws Problem NOT_FOUND
     */
    public Slice<InboundMessage> messages(
            UUID webhook,
            Optional<InboundMessage.Status> status,
            Optional<String> cursor,
            int limit) {
        byId(webhook);
        Optional<Cursor> after = cursor.flatMap(t -> Cursor.parse(t, 2));
        List<InboundMessage> rows =
                sql.query(
                                MESSAGE
                                        + """
                                        and connection_id = :webhook
                                        and (cast(:status as text) is null or status = :status)
                                        and (cast(:at as timestamptz) is null or (received_at, id) < (:at, :after))
                                        order by received_at desc, id desc
                                        limit :limit
                                        """)
                        .set("webhook", webhook)
                        .set("status", status.map(Enum::name).orElse(null))
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(InboundWebhooks::message);
        return Slice.of(rows, limit, last -> Cursor.after(last.receivedAt(), last.id()));
    }

    private static InboundMessage message(Row row) {
        return new InboundMessage(
                row.uuid("id"),
                row.uuid("connection_id"),
                row.text("event_id"),
                row.text("type"),
                row.text("body"),
                row.instant("received_at"),
                row.constant("status", InboundMessage.Status.class),
                row.integer("attempts"),
                row.text("outcome"),
                row.optionalInstant("handled_at"));
    }

    /**
     * Reads one.
     *
     * @throws Problem NOT_FOUND
     */
    public InboundMessage message(UUID webhook, UUID id) {
        return find(id).filter(message -> message.webhook().equals(webhook))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Finds one by its id alone. */
    public Optional<InboundMessage> find(UUID id) {
        return sql.query(MESSAGE + "and id = :id").set("id", id).first(InboundWebhooks::message);
    }

    /**
     * Handles a message once more, by the rules of now.
     *
     * @throws Problem NOT_FOUND
     */
    public InboundMessage replay(UUID webhook, UUID id) {
        message(webhook, id);
        sql.update(
                        """
                        update inbound_message
                        set status = 'RECEIVED', waits_for = '{}'
                        where tenant_id = :tenant and id = :id
                        """)
                .set("id", id)
                .run();
        outbox.publish(new InboundReceived(id));
        audit.record("inbound_message.replayed", "inbound_message", id, Map.of());
        return message(webhook, id);
    }

    /** Takes on a message that is to be handled; nobody else handles it in this transaction. */
    public Optional<InboundMessage> takeOn(UUID id) {
        return sql.query(MESSAGE + "and id = :id and status = 'RECEIVED' for update")
                .set("id", id)
                .first(InboundWebhooks::message);
    }

    /**
     * Notes what became of a message that was to be handled.
     *
     * @param waitsFor the addresses of those who have to join first
     */
    public void note(
            UUID id, InboundMessage.Status status, String outcome, Collection<String> waitsFor) {
        sql.update(
                        """
                        update inbound_message
                        set status = :status, outcome = :outcome, attempts = attempts + 1, handled_at = :now,
                            waits_for = :waitsFor
                        where tenant_id = :tenant and id = :id and status = 'RECEIVED'
                        """)
                .set("status", status)
                .set("outcome", outcome)
                .set("now", clock.instant())
                .set(
                        "waitsFor",
                        waitsFor.stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .distinct()
                                .toArray(String[]::new))
                .set("id", id)
                .run();
    }

    /** Notes what is in the way of a message that is tried again. */
    public void trouble(UUID id, String outcome) {
        sql.update(
                        """
                        update inbound_message
                        set outcome = :outcome
                        where tenant_id = :tenant and id = :id and status = 'RECEIVED'
                        """)
                .set("outcome", outcome)
                .set("id", id)
                .run();
    }

    /** Has handled what waited for somebody who has joined. */
    public void joined(String address) {
        List<UUID> waiting =
                sql.query(
                                """
                                update inbound_message
                                set status = 'RECEIVED', waits_for = '{}'
                                where tenant_id = :tenant
                                  and status = 'WAITING'
                                  and waits_for @> array[cast(:address as text)]
                                returning id
                                """)
                        .set("address", address.toLowerCase(Locale.ROOT))
                        .list(row -> row.uuid("id"));
        waiting.forEach(id -> outbox.publish(new InboundReceived(id)));
    }
}
