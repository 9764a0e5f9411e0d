package io.lyceum.integrations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.integrations.Webhook.State;
import io.lyceum.integrations.internal.ConnectionHealth;
import io.lyceum.integrations.internal.ConnectionRows;
import io.lyceum.integrations.internal.Envelope;
import io.lyceum.integrations.internal.Quota;
import io.lyceum.integrations.internal.SigningKey.Purpose;
import io.lyceum.integrations.internal.SigningKeys;
import io.lyceum.integrations.internal.WebhookLane;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.outbox.Deliveries;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.outbox.LeasedDelivery;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The webhooks of the current school. */
@UseCase
public class Webhooks {

    /** How long the secrets before hold beside new ones. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final int MOST = 20;

    /** Why what waits for a webhook is given up. */
    public static final String SWITCHED_OFF = "the webhook was switched off";

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_URL = 500;

    private static final String SELECT =
            """
            select id, name, state, settings, version, created_at, failing_since, last_success_at, last_failure_at,
                last_error
            from connection
            where tenant_id = :tenant and kind = 'WEBHOOK'
            """;

    private final Sql sql;
    private final ConnectionRows rows;
    private final Clock clock;
    private final Audit audit;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final DueSchools dueSchools;
    private final SigningKeys keys;
    private final ConnectionHealth health;
    private final OutboundHttp http;
    private final CurrentSchool school;

    protected Webhooks() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Webhooks(
            Sql sql,
            ConnectionRows rows,
            Clock clock,
            Audit audit,
            Outbox outbox,
            Deliveries deliveries,
            DueSchools dueSchools,
            SigningKeys keys,
            ConnectionHealth health,
            OutboundHttp http,
            CurrentSchool school) {
        this.sql = sql;
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.dueSchools = dueSchools;
        this.keys = keys;
        this.health = health;
        this.http = http;
        this.school = school;
    }

    /** Lists all, the oldest first. */
    public List<Webhook> list() {
        return sql.query(SELECT + "order by created_at, id").list(Webhooks::webhook);
    }

    /** Finds one. */
    public Optional<Webhook> find(UUID id) {
        return sql.query(SELECT + "and id = :id").set("id", id).first(Webhooks::webhook);
    }

    /**
     * Reads one.
     *
     * @throws Problem NOT_FOUND
     */
    public Webhook byId(UUID id) {
        return find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Adds a webhook; it is told of what happens from now on.
     *
     * @throws Problem INVALID_INPUT, TOO_MANY_WEBHOOKS
     */
    public Webhook add(WebhookForm form) {
        check(form);
        if (list().size() >= MOST) {
            throw new Problem(IntegrationProblem.TOO_MANY_WEBHOOKS, MOST);
        }
        UUID id = rows.add("WEBHOOK", form.name(), settings(form));
        keys.renew(id, Duration.ZERO);
        return followed(byId(id), "webhook.added");
    }

    /**
     * Changes a webhook.
     *
     * @param version the version that was read
     * @throws Problem NOT_FOUND, INVALID_INPUT, WEBHOOK_CHANGED
     */
    public Webhook change(UUID id, int version, WebhookForm form) {
        byId(id);
        check(form);
        if (!rows.change(id, version, form.name(), settings(form))) {
            throw new Problem(IntegrationProblem.WEBHOOK_CHANGED);
        }
        return followed(byId(id), "webhook.changed");
    }

    /**
     * Lets events wait.
     *
     * @throws Problem NOT_FOUND, WRONG_WEBHOOK_STATE
     */
    public Webhook pause(UUID id) {
        return move(id, State.PAUSED, Set.of(State.ACTIVE), "webhook.paused");
    }

    /**
     * Tells a webhook of events again: of those that have waited, or after it was switched off of
     * new ones.
     *
     * @throws Problem NOT_FOUND, WRONG_WEBHOOK_STATE
     */
    public Webhook resume(UUID id) {
        return move(id, State.ACTIVE, Set.of(State.PAUSED, State.DISABLED), "webhook.resumed");
    }

    private Webhook move(UUID id, State to, Set<State> from, String action) {
        Webhook webhook = byId(id);
        if (!from.contains(webhook.state())) {
            throw new Problem(
                    IntegrationProblem.WRONG_WEBHOOK_STATE,
                    webhook.state().name().toLowerCase(Locale.ROOT));
        }
        rows.move(id, to.name());
        return followed(byId(id), action);
    }

    /** Has the outbox know who is told of what, and has the lane look. */
    private Webhook followed(Webhook webhook, String action) {
        outbox.subscribe(
                webhook.listener(),
                WebhookLane.LANE,
                webhook.state() == State.DISABLED
                        ? Map.of()
                        : Map.of(webhook.listener(), webhook.events()));
        outbox.hurry(webhook.listener(), WebhookLane.LANE);
        dueSchools.signal(WebhookLane.LANE, clock.instant());
        audit.record(action, "webhook", webhook.id(), Map.of());
        return webhook;
    }

    /**
     * Forgets a webhook, what waits for it, and its secrets.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(UUID id) {
        Webhook webhook = byId(id);
        outbox.forget(webhook.listener());
        rows.remove(id);
        audit.record("webhook.removed", "webhook", id, Map.of());
    }

    /**
     * What a receiver checks signatures with.
     *
     * @param shown as Standard Webhooks writes it: {@code whsec_…} or {@code whpk_…}
     * @param secret whether nobody else may know it
     * @param expiresAt when it ends, if another one has taken over
     */
    public record Secret(
            String shown, boolean secret, Instant createdAt, Optional<Instant> expiresAt) {}

    /**
     * Reads the secrets and public keys that hold, the latest first.
     *
     * @throws Problem NOT_FOUND
     */
    public List<Secret> secrets(UUID id) {
        byId(id);
        return keys.of(id).stream()
                .map(
                        held ->
                                new Secret(
                                        held.key().shown(),
                                        held.purpose() == Purpose.HMAC,
                                        held.createdAt(),
                                        held.expiresAt()))
                .toList();
    }

    /**
     * Makes new secrets; those before hold for {@link #OVERLAP} beside them.
     *
     * @throws Problem NOT_FOUND, TOO_MANY_SECRETS while two hold already
     */
    public void renewSecrets(UUID id) {
        byId(id);
        Optional<Instant> ends =
                keys.of(id).stream().flatMap(held -> held.expiresAt().stream()).findFirst();
        if (ends.isPresent()) {
            throw new Problem(IntegrationProblem.TOO_MANY_SECRETS, ends.get());
        }
        keys.renew(id, OVERLAP);
        audit.record("webhook.secrets_renewed", "webhook", id, Map.of());
    }

    /**
     * Tells the current school's webhook once more of what happened since a moment.
     *
     * @return how many events
     * @throws Problem NOT_FOUND
     */
    public int replay(UUID id, Instant since) {
        Webhook webhook = byId(id);
        int events = outbox.replay(webhook.listener(), since);
        audit.record("webhook.replayed", "webhook", id, Map.of("events", events));
        return events;
    }

    /** The id that a message about an event bears, in each attempt and at each endpoint. */
    public static String messageId(UUID event) {
        return "msg_" + event;
    }

    /** Writes what is sent about an event of the current school, for people: with line breaks. */
    public String message(LeasedDelivery event) {
        return Envelope.shown(school.id().value(), event);
    }

    /** Notes that something was delivered, within the lane's transaction. */
    public void succeeded(UUID id, Instant at) {
        health.succeeded(id, at);
    }

    /**
     * Notes that nothing could be delivered, within the lane's transaction; warns of long failure
     * and at last switches the webhook off.
     *
     * @param gone whether the other system says that it is gone for good
     */
    public void failed(
            UUID id,
            Instant at,
            String error,
            boolean gone,
            Duration warnAfter,
            Duration endAfter) {
        health.failed(id, at, error);
        Instant since =
                sql.query(
                                """
                                select failing_since
                                from connection
                                where tenant_id = :tenant and id = :id and state = 'ACTIVE'
                                for update
                                """)
                        .set("id", id)
                        .first(row -> row.instant("failing_since"))
                        .orElse(Instant.MAX);
        if (since.equals(Instant.MAX)) {
            return;
        }
        if (gone || at.isAfter(since.plus(endAfter))) {
            disable(id, gone);
        } else if (at.isAfter(since.plus(warnAfter))) {
            warn(id, at, since, since.plus(endAfter));
        }
    }

    private void warn(UUID id, Instant at, Instant since, Instant until) {
        int first =
                sql.update(
                                """
                                update connection
                                set warned_at = :at
                                where tenant_id = :tenant and id = :id and warned_at is null
                                """)
                        .set("at", at)
                        .set("id", id)
                        .run();
        if (first > 0) {
            outbox.publish(new WebhookFailing(id, since, until));
        }
    }

    private void disable(UUID id, boolean gone) {
        sql.update(
                        """
                        update connection
                        set state = 'DISABLED', version = version + 1, updated_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("now", clock.instant())
                .set("id", id)
                .run();
        Webhook webhook = byId(id);
        outbox.subscribe(webhook.listener(), WebhookLane.LANE, Map.of());
        deliveries.parkAll(webhook.listener(), SWITCHED_OFF);
        outbox.publish(new WebhookDisabled(id, gone));
        audit.record("webhook.disabled", "webhook", id, Map.of("gone", gone));
    }

    private void check(WebhookForm form) {
        Set<String> events = form.events() == null ? Set.of() : form.events();
        Quota.checkOptional(new Checks(), form.perMinute())
                .text(form.name(), "name", LONGEST_NAME)
                .text(form.url(), "url", LONGEST_URL)
                .that(
                        form.url() == null || form.url().isBlank() || http.mayAsk(form.url()),
                        "url",
                        "Write an address like https://example.org/hooks, without a port.")
                .that(!events.isEmpty(), "events", "Choose at least one event.")
                .that(
                        events.stream().allMatch(name -> EventTypes.named(name).isPresent()),
                        "events",
                        "There is no such event.")
                .done();
    }

    private static String settings(WebhookForm form) {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        settings.put("url", form.url().strip());
        settings.put("perMinute", Quota.given(form.perMinute()));
        ArrayNode events = settings.putArray("events");
        new TreeSet<>(form.events()).forEach(events::add);
        return settings.toString();
    }

    /** What is kept of a webhook beside its name. */
    private record Settings(String url, Set<String> events, int perMinute) {}

    private static Webhook webhook(Row row) {
        Settings settings = Json.read(row.text("settings"), Settings.class);
        return new Webhook(
                row.uuid("id"),
                row.text("name"),
                settings.url(),
                new TreeSet<>(settings.events()),
                settings.perMinute(),
                row.constant("state", State.class),
                row.integer("version"),
                row.instant("created_at"),
                row.optionalInstant("failing_since"),
                row.optionalInstant("last_success_at"),
                row.optionalInstant("last_failure_at"),
                row.text("last_error"));
    }
}
