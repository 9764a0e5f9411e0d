package io.lyceum.integrations;

import io.lyceum.integrations.internal.ConnectionHealth;
import io.lyceum.integrations.internal.ConnectionRows;
import io.lyceum.integrations.internal.ConnectionSecrets;
import io.lyceum.integrations.internal.CrmDocument;
import io.lyceum.integrations.internal.CrmLane;
import io.lyceum.integrations.internal.Quota;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The CRMs that are told of the current school's learners. */
@UseCase
public class CrmConnections {

    public static final int MOST = 5;
    public static final int MOST_FIELDS = 40;

    /** What fields may be filled from. */
    public static final List<String> SOURCES =
            List.of(
                    "person.id",
                    "person.email",
                    "person.name",
                    "person.firstName",
                    "person.lastName",
                    "person.language",
                    "person.joinedAt",
                    "enrolment.id",
                    "enrolment.status",
                    "enrolment.percent",
                    "enrolment.enrolledAt",
                    "enrolment.completedAt",
                    "course.id",
                    "course.title",
                    "course.slug",
                    "school.name");

    /** Whatever changes what a CRM is told. */
    private static final Set<String> EVENTS =
            Set.of(
                    "person.joined",
                    "person.profile_changed",
                    "enrolment.created",
                    "lesson.completed",
                    "course.completed");

    private static final Pattern FIELD =
            Pattern.compile("[^.\\s\\p{Cntrl}\"]+(?:\\.[^.\\s\\p{Cntrl}\"]+){0,4}");
    private static final String KIND = "CRM";
    private static final String ADDRESS = "Write an address like https://api.example.com.";
    private static final String MAPPING =
            "Check the path and the fields: each needs a name and one of the sources, or a text in quotes.";
    private static final int LONGEST = 300;

    private static final String SELECT =
            """
            select id, name, state, settings, version, created_at, failing_since, last_success_at, last_error
            from connection
            where tenant_id = :tenant and kind = 'CRM'
            """;

    private final Sql sql;
    private final ConnectionRows rows;
    private final Clock clock;
    private final Audit audit;
    private final Outbox outbox;
    private final DueSchools due;
    private final OutboundHttp http;
    private final ConnectionSecrets secrets;
    private final ConnectionHealth health;

    protected CrmConnections() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    CrmConnections(
            Sql sql,
            ConnectionRows rows,
            Clock clock,
            Audit audit,
            Outbox outbox,
            DueSchools due,
            OutboundHttp http,
            ConnectionSecrets secrets,
            ConnectionHealth health) {
        this.sql = sql;
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.due = due;
        this.http = http;
        this.secrets = secrets;
        this.health = health;
    }

    /** Lists all, the oldest first. */
    public List<CrmConnection> list() {
        return sql.query(SELECT + "order by created_at, id").list(CrmConnections::connection);
    }

    /** Finds one. */
    public Optional<CrmConnection> find(UUID id) {
        return sql.query(SELECT + "and id = :id").set("id", id).first(CrmConnections::connection);
    }

    /**
     * Reads one.
     *
     * @throws Problem NOT_FOUND
     */
    public CrmConnection byId(UUID id) {
        return find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** What is kept beside the name. */
    private record Settings(
            String url,
            CrmAuth auth,
            String tokenUrl,
            String user,
            int perMinute,
            CrmRecord contact,
            CrmRecord enrolment) {}

    private static CrmConnection connection(Row row) {
        Settings settings = Json.read(row.text("settings"), Settings.class);
        return new CrmConnection(
                row.uuid("id"),
                row.text("name"),
                settings.url(),
                settings.auth(),
                settings.tokenUrl(),
                settings.user(),
                settings.perMinute(),
                settings.contact(),
                settings.enrolment(),
                row.text("state").equals("ACTIVE"),
                row.integer("version"),
                row.instant("created_at"),
                row.optionalInstant("failing_since"),
                row.optionalInstant("last_success_at"),
                row.text("last_error"));
    }

    /** What a form of Salesforce begins with: contacts and a custom object by external ids. */
    public static CrmForm salesforce() {
        return new CrmForm(
                "Salesforce",
                "https://my-domain.my.salesforce.com",
                CrmAuth.CLIENT_CREDENTIALS,
                "https://my-domain.my.salesforce.com/services/oauth2/token",
                "",
                "",
                300,
                new CrmRecord(
                        "PATCH",
                        "/services/data/v62.0/sobjects/Contact/Lyceum_Id__c/{person.id}",
                        List.of(
                                new CrmField("FirstName", "person.firstName"),
                                new CrmField("LastName", "person.lastName"),
                                new CrmField("Email", "person.email"))),
                new CrmRecord(
                        "PATCH",
                        "/services/data/v62.0/sobjects/Enrolment__c/Lyceum_Id__c/{enrolment.id}",
                        List.of(
                                new CrmField("Contact__r.Lyceum_Id__c", "person.id"),
                                new CrmField("Course__c", "course.title"),
                                new CrmField("Progress__c", "enrolment.percent"),
                                new CrmField("Enrolled__c", "enrolment.enrolledAt"),
                                new CrmField("Completed__c", "enrolment.completedAt"))));
    }

    /** What a form of any other system with JSON over HTTP begins with. */
    public static CrmForm json() {
        return new CrmForm(
                "CRM",
                "https://api.example.com",
                CrmAuth.BEARER,
                "",
                "",
                "",
                300,
                new CrmRecord(
                        "PUT",
                        "/contacts/{person.id}",
                        List.of(
                                new CrmField("email", "person.email"),
                                new CrmField("name", "person.name"))),
                new CrmRecord(
                        "PUT",
                        "/enrolments/{enrolment.id}",
                        List.of(
                                new CrmField("contact", "person.id"),
                                new CrmField("course", "course.title"),
                                new CrmField("percent", "enrolment.percent"))));
    }

    /**
     * Adds one; it is told of what happens from now on.
     *
     * @throws Problem INVALID_INPUT, TOO_MANY_CRMS
     */
    public CrmConnection add(CrmForm form) {
        check(form, true);
        if (list().size() >= MOST) {
            throw new Problem(IntegrationProblem.TOO_MANY_CRMS, MOST);
        }
        UUID id = rows.add(KIND, form.name(), settings(form));
        secrets.replace(id, KIND, form.secret().strip());
        return followed(id, "crm.added");
    }

    private static String settings(CrmForm form) {
        return Json.write(
                new Settings(
                        form.url().strip().replaceAll("/+$", ""),
                        form.auth(),
                        form.auth() == CrmAuth.CLIENT_CREDENTIALS ? form.tokenUrl().strip() : "",
                        form.auth() == CrmAuth.BEARER ? "" : form.user().strip(),
                        form.perMinute(),
                        form.contact(),
                        form.enrolment()));
    }

    /**
     * Changes one. Its secret is asked for anew when it would go to another place.
     *
     * @param version the version that was read
     * @throws Problem NOT_FOUND, INVALID_INPUT, WEBHOOK_CHANGED
     */
    public CrmConnection change(UUID id, int version, CrmForm form) {
        CrmConnection before = byId(id);
        boolean elsewhere =
                !hostOf(before.url()).equals(hostOf(form.url().strip()))
                        || !hostOf(before.tokenUrl()).equals(hostOf(form.tokenUrl().strip()))
                        || before.auth() != form.auth();
        check(form, elsewhere);
        if (!rows.change(id, version, form.name(), settings(form))) {
            throw new Problem(IntegrationProblem.WEBHOOK_CHANGED);
        }
        if (!form.secret().isBlank()) {
            secrets.replace(id, KIND, form.secret().strip());
        }
        return followed(id, "crm.changed");
    }

    private static String hostOf(String url) {
        try {
            return String.valueOf(new URI(url).getAuthority());
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private void check(CrmForm form, boolean asksForSecret) {
        Quota.check(new Checks(), form.perMinute())
                .text(form.name(), "name", 80)
                .that(http.mayAsk(form.url()), "url", ADDRESS)
                .that(
                        form.auth() != CrmAuth.CLIENT_CREDENTIALS || http.mayAsk(form.tokenUrl()),
                        "tokenUrl",
                        ADDRESS)
                .that(
                        form.auth() == CrmAuth.BEARER || !form.user().isBlank(),
                        "user",
                        "Fill this in.")
                .atMost(form.user(), "user", LONGEST)
                .that(!asksForSecret || !form.secret().isBlank(), "secret", "Fill this in.")
                .atMost(form.secret(), "secret", 4000)
                .that(form.contact().written(), "contact", "Map at least one field of contacts.")
                .that(isSound(form.contact(), false), "contact", MAPPING)
                .that(
                        !form.enrolment().written() || isSound(form.enrolment(), true),
                        "enrolment",
                        MAPPING)
                .done();
    }

    private static boolean isSound(CrmRecord record, boolean ofEnrolment) {
        boolean path =
                record.path().startsWith("/")
                        && record.path().length() <= LONGEST
                        && !record.path().contains("..")
                        && isPath(CrmDocument.PLACE.matcher(record.path()).replaceAll("x"))
                        && CrmDocument.PLACE
                                .matcher(record.path())
                                .results()
                                .allMatch(found -> isSource(found.group(1), ofEnrolment));
        return path
                && Set.of("PUT", "PATCH", "POST").contains(record.method())
                && record.fields().size() <= MOST_FIELDS
                && record.fields().stream()
                        .allMatch(
                                field ->
                                        field.to().length() <= LONGEST
                                                && FIELD.matcher(field.to()).matches()
                                                && (isText(field.from())
                                                        || isSource(field.from(), ofEnrolment)));
    }

    private static boolean isPath(String path) {
        try {
            return new URI(path).getRawFragment() == null && !path.startsWith("//");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isSource(String name, boolean ofEnrolment) {
        return SOURCES.contains(name)
                && (ofEnrolment || name.startsWith("person.") || name.startsWith("school."));
    }

    private static boolean isText(String from) {
        return from.length() >= 2
                && from.length() <= LONGEST
                && from.startsWith("\"")
                && from.endsWith("\"")
                && from.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Tells a CRM again, or lets what happens wait.
     *
     * @throws Problem NOT_FOUND
     */
    public CrmConnection setActive(UUID id, boolean active) {
        byId(id);
        rows.move(id, active ? "ACTIVE" : "PAUSED");
        return followed(id, active ? "crm.resumed" : "crm.paused");
    }

    private CrmConnection followed(UUID id, String action) {
        CrmConnection crm = byId(id);
        outbox.subscribe(crm.listener(), CrmLane.LANE, Map.of(crm.listener(), EVENTS));
        outbox.hurry(crm.listener(), CrmLane.LANE);
        due.signal(CrmLane.LANE, clock.instant());
        audit.record(action, "crm", id, Map.of());
        return crm;
    }

    /**
     * Forgets one and what waits for it. What it was told stays there.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(UUID id) {
        CrmConnection crm = byId(id);
        outbox.forget(crm.listener());
        rows.remove(id);
        audit.record("crm.removed", "crm", id, Map.of());
    }

    /** Opens its secret. */
    public String secret(UUID id) {
        return secrets.only(id, KIND).orElse("");
    }

    /** Notes that it took something, or why it did not. */
    public void note(UUID id, Instant at, String error) {
        if (error.isEmpty()) {
            health.succeeded(id, at);
        } else {
            health.failed(id, at, error);
        }
    }
}
