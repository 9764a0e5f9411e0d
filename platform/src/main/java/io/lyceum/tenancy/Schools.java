package io.lyceum.tenancy;

import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The schools of this installation: created, suspended, removed. */
@UseCase
public class Schools {

    private static final Duration GRACE = Duration.ofDays(30);
    private static final Set<String> RESERVED =
            Set.of(
                    "platform",
                    "www",
                    "admin",
                    "api",
                    "mail",
                    "smtp",
                    "static",
                    "assets",
                    "cdn",
                    "status",
                    "help",
                    "support",
                    "auth",
                    "login",
                    "account",
                    "master",
                    "lyceum");

    private static final String COLUMNS =
            """
            s.id, s.slug, s.name, s.status, s.locale, s.time_zone, s.owner_email, s.created_at,
            s.activated_at, s.suspended_at, s.delete_after, s.erased_at, s.version
            """;

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final Hosts hosts;
    private final SchoolHosts schoolHosts;
    private final Instance<OnboardingStep> steps;

    protected Schools() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Schools(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Audit audit,
            Hosts hosts,
            SchoolHosts schoolHosts,
            @Any Instance<OnboardingStep> steps) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.hosts = hosts;
        this.schoolHosts = schoolHosts;
        this.steps = steps;
    }

    /** Finds a school by its id. */
    public Optional<School> byId(SchoolId id) {
        return sql.query("select " + COLUMNS + " from school s where s.id = :id")
                .set("id", id.value())
                .first(Schools::school);
    }

    /**
     * Finds a school for a platform admin.
     *
     * @throws Problem NOT_FOUND
     */
    public Details bySlug(String slug) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + ", p.host as primary_host from school s left join school_host p on"
                                + " p.school_id = s.id and p.is_primary where s.slug = :slug and s.id <> :platform")
                .set("slug", slug)
                .set("platform", SchoolId.PLATFORM.value())
                .first(this::details)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Lists schools, newest first, without the platform's own tenant. */
    public Slice<Details> list(
            Optional<School.Status> status, String search, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        List<Details> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        , p.host as primary_host
                                        from school s
                                        left join school_host p on p.school_id = s.id and p.is_primary
                                        where s.id <> :platform
                                          and (cast(:status as text) is null or s.status = :status)
                                          and (:search = '' or s.slug like :pattern or lower(s.name) like :pattern)
                                          and (cast(:at as timestamptz) is null or (s.created_at, s.id) < (:at, :id))
                                        order by s.created_at desc, s.id desc
                                        limit :limit
                                        """)
                        .set("platform", SchoolId.PLATFORM.value())
                        .set("status", status.map(Enum::name).orElse(null))
                        .set("search", search)
                        .set("pattern", "%" + search.toLowerCase(Locale.ROOT) + "%")
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("id", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(this::details);
        return Slice.of(rows, limit, last -> Cursor.after(last.createdAt(), last.school().id()));
    }

    /**
     * Writes the school, its host, its brand and its steps; the onboarding worker does the rest.
     * Repeating the same request while the school is being set up answers the same school.
     *
     * @throws Problem SLUG_TAKEN, SLUG_RESERVED
     */
    public Details create(NewSchool wanted) {
        if (RESERVED.contains(wanted.slug())) {
            throw new Problem(TenancyProblem.SLUG_RESERVED, wanted.slug());
        }
        Optional<UUID> existing =
                sql.query(
                                """
                                select id from school
                                where slug = :slug and status = 'ONBOARDING' and owner_email = :owner
                                """)
                        .set("slug", wanted.slug())
                        .set("owner", wanted.ownerEmail())
                        .first(row -> row.uuid("id"));
        if (existing.isEmpty()) {
            SchoolId id = new SchoolId(Ids.at(clock.instant()));
            insert(id, wanted, hosts.subdomainOf(wanted.slug()));
            audit.record("school.created", "school", id, Map.of("slug", wanted.slug()));
        }
        return bySlug(wanted.slug());
    }

    /** Writes the platform's own tenant at the first start; later starts change nothing. */
    public void ensurePlatform(String name, String adminEmail) {
        boolean missing =
                sql.query("select 1 as one from school where id = :id")
                        .set("id", SchoolId.PLATFORM.value())
                        .first(row -> row.integer("one"))
                        .isEmpty();
        if (missing) {
            insert(
                    SchoolId.PLATFORM,
                    new NewSchool(
                            "platform",
                            name,
                            adminEmail,
                            "",
                            "en",
                            "UTC",
                            "",
                            "#26324a",
                            "#7c8db5",
                            Brand.Typeface.HUMANIST,
                            Brand.Radius.SOFT),
                    hosts.platformHost());
        }
    }

    private void insert(SchoolId id, NewSchool wanted, String host) {
        Instant now = clock.instant();
        int inserted =
                sql.update(
                                """
                                insert into school
                                    (id, slug, name, status, locale, time_zone, owner_email, created_at, plan_id)
                                select :id, :slug, :name, 'ONBOARDING', :locale, :zone, :owner, :now, id
                                from plan
                                where usual
                                on conflict (slug) do nothing
                                """)
                        .set("id", id.value())
                        .set("slug", wanted.slug())
                        .set("name", wanted.name())
                        .set("locale", wanted.locale())
                        .set("zone", wanted.timeZone())
                        .set("owner", wanted.ownerEmail())
                        .set("now", now)
                        .run();
        if (inserted == 0) {
            throw new Problem(TenancyProblem.SLUG_TAKEN, wanted.slug());
        }
        sql.update(
                        """
                        insert into school_host
                            (host, school_id, kind, status, is_primary, created_at, verified_at)
                        values (:host, :school, 'SUBDOMAIN', 'VERIFIED', true, :now, :now)
                        """)
                .set("host", host)
                .set("school", id.value())
                .set("now", now)
                .run();
        List<OnboardingStep> ordered =
                steps.stream().sorted(Comparator.comparing(OnboardingStep::position)).toList();
        addStep(id, SCHOOL_STEP, 0, OnboardingStep.Status.DONE, now);
        for (OnboardingStep step : ordered) {
            addStep(id, step.key(), step.position(), OnboardingStep.Status.WAITING, now);
        }
        sql.update(
                        """
                        insert into school_seed (school_id, owner_name, tagline, primary_colour, secondary_colour, typeface, radius)
                        values (:school, :owner, :tagline, :primary, :secondary, :typeface, :radius)
                        """)
                .set("school", id.value())
                .set("owner", wanted.ownerName())
                .set("tagline", wanted.tagline())
                .set("primary", wanted.primary())
                .set("secondary", wanted.secondary())
                .set("typeface", wanted.typeface())
                .set("radius", wanted.radius())
                .run();
    }

    /** The step that is done as soon as the school is written. */
    public static final String SCHOOL_STEP = "school";

    private void addStep(
            SchoolId school, String key, int position, OnboardingStep.Status status, Instant now) {
        sql.update(
                        """
                        insert into onboarding_step
                            (school_id, step, position, status, attempts, started_at, finished_at)
                        values (:school, :step, :position, :status, 0, :now, :now)
                        """)
                .set("school", school.value())
                .set("step", key)
                .set("position", position)
                .set("status", status)
                .set("now", status == OnboardingStep.Status.DONE ? now : null)
                .run();
    }

    /** Answers what was asked for when the school was created. */
    public Seed seed(SchoolId id) {
        return sql.query(
                        """
                        select s.name, s.owner_email, e.owner_name, e.tagline, e.primary_colour,
                               e.secondary_colour, e.typeface, e.radius
                        from school s
                        join school_seed e on e.school_id = s.id
                        where s.id = :id
                        """)
                .set("id", id.value())
                .first(
                        row ->
                                new Seed(
                                        row.text("name"),
                                        row.text("owner_email"),
                                        row.text("owner_name"),
                                        row.text("tagline"),
                                        row.text("primary_colour"),
                                        row.text("secondary_colour"),
                                        row.constant("typeface", Brand.Typeface.class),
                                        row.constant("radius", Brand.Radius.class)))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Lists the onboarding steps of a school in their order. */
    public List<StepView> steps(SchoolId id) {
        return sql.query(
                        """
                        select step, status, attempts, error, started_at, finished_at
                        from onboarding_step
                        where school_id = :id
                        order by position
                        """)
                .set("id", id.value())
                .list(
                        row ->
                                new StepView(
                                        row.text("step"),
                                        row.constant("status", OnboardingStep.Status.class),
                                        row.integer("attempts"),
                                        row.optionalText("error"),
                                        row.optionalInstant("started_at"),
                                        row.optionalInstant("finished_at")));
    }

    /** Opens a school after its last step. */
    public void activate(SchoolId id) {
        int opened =
                sql.update(
                                """
                                update school
                                set status = 'ACTIVE', activated_at = :now, version = version + 1
                                where id = :id and status = 'ONBOARDING'
                                """)
                        .set("id", id.value())
                        .set("now", clock.instant())
                        .run();
        if (opened == 1) {
            School school = byId(id).orElseThrow();
            outbox.publish(new SchoolActivated(school.slug(), seed(id).ownerEmail()));
        }
        schoolHosts.forget();
    }

    /**
     * Closes a school at once; nothing is lost.
     *
     * @throws Problem NOT_FOUND, WRONG_SCHOOL_STATE
     */
    public Details suspend(String slug) {
        return change(slug, Set.of(School.Status.ACTIVE), School.Status.SUSPENDED, "suspended");
    }

    /**
     * Opens a suspended school, or one within its grace before deletion. One that was never open
     * goes on being set up.
     *
     * @throws Problem NOT_FOUND, WRONG_SCHOOL_STATE
     */
    public Details reactivate(String slug) {
        return change(
                slug,
                Set.of(School.Status.SUSPENDED, School.Status.DELETING),
                bySlug(slug).activatedAt().isPresent()
                        ? School.Status.ACTIVE
                        : School.Status.ONBOARDING,
                "reactivated");
    }

    /**
     * Closes a school and marks it for erasure in 30 days.
     *
     * @param typedSlug what the admin typed to confirm
     * @throws Problem NOT_FOUND, SLUG_NOT_CONFIRMED, WRONG_SCHOOL_STATE
     */
    public Details delete(String slug, String typedSlug) {
        bySlug(slug);
        if (!slug.equals(typedSlug)) {
            throw new Problem(TenancyProblem.SLUG_NOT_CONFIRMED);
        }
        return change(
                slug,
                Set.of(School.Status.ACTIVE, School.Status.SUSPENDED, School.Status.ONBOARDING),
                School.Status.DELETING,
                "deletion_requested");
    }

    private Details change(String slug, Set<School.Status> from, School.Status to, String action) {
        Details before = bySlug(slug);
        if (!from.contains(before.school().status())) {
            throw new Problem(
                    TenancyProblem.WRONG_SCHOOL_STATE,
                    before.school().status().name().toLowerCase(Locale.ROOT));
        }
        Instant now = clock.instant();
        int changed =
                sql.update(
                                """
                                update school
                                set status = :to, suspended_at = :suspended, delete_after = :delete, version = version + 1
                                where id = :id and status = :from
                                """)
                        .set("to", to)
                        .set("from", before.school().status())
                        .set("suspended", closes(to) ? now : null)
                        .set("delete", to == School.Status.DELETING ? now.plus(GRACE) : null)
                        .set("id", before.school().id().value())
                        .run();
        if (changed == 0) {
            // Somebody else changed it between the look and the step: they get the last word.
            throw new Problem(
                    TenancyProblem.WRONG_SCHOOL_STATE,
                    bySlug(slug).school().status().name().toLowerCase(Locale.ROOT));
        }
        audit.record("school." + action, "school", before.school().id(), Map.of("slug", slug));
        outbox.publish(new SchoolStatusChanged(before.school().id().value(), to));
        schoolHosts.forget();
        return bySlug(slug);
    }

    private static boolean closes(School.Status to) {
        return to != School.Status.ACTIVE && to != School.Status.ONBOARDING;
    }

    /**
     * Changes what the current school says about itself.
     *
     * @param locale one of the shipped languages
     * @throws Problem INVALID_INPUT
     */
    public School change(SchoolId id, String name, Locale locale, ZoneId zone) {
        new Checks()
                .text(name, "name", 200)
                .that(
                        NewSchool.LANGUAGES.contains(locale.toLanguageTag()),
                        "locale",
                        "Choose one of " + NewSchool.LANGUAGES + ".")
                .done();
        sql.query(
                        """
                        update school
                        set name = :name, locale = :locale, time_zone = :zone, version = version + 1
                        where id = :id
                        returning version
                        """)
                .set("name", name.strip())
                .set("locale", locale.toLanguageTag())
                .set("zone", zone.getId())
                .set("id", id.value())
                .first(row -> row.number("version"))
                .ifPresent(version -> outbox.publish(new SchoolChanged(version)));
        audit.record("school.changed", "school", id, Map.of());
        schoolHosts.forget();
        return byId(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** The origin at which people reach a school. */
    public String originOf(SchoolId id) {
        return hosts.origin(
                sql.query(
                                """
                                select host from school_host where school_id = :id and is_primary
                                """)
                        .set("id", id.value())
                        .first(row -> row.text("host"))
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND)));
    }

    static School school(Row row) {
        return new School(
                new SchoolId(row.uuid("id")),
                row.text("slug"),
                row.text("name"),
                row.constant("status", School.Status.class),
                Locale.forLanguageTag(row.text("locale")),
                ZoneId.of(row.text("time_zone")));
    }

    private Details details(Row row) {
        return new Details(
                school(row),
                row.text("owner_email"),
                hosts.origin(
                        row.optionalText("primary_host")
                                .orElseGet(() -> hosts.subdomainOf(row.text("slug")))),
                row.instant("created_at"),
                row.optionalInstant("activated_at"),
                row.optionalInstant("suspended_at"),
                row.optionalInstant("delete_after"),
                row.optionalInstant("erased_at"),
                row.number("version"));
    }

    /**
     * A school as platform admins see it.
     *
     * @param ownerEmail empty once the school is erased
     * @param origin where people reach it, or reached it
     * @param deleteAfter when it begins to be erased, once deletion was asked for
     * @param erasedAt when nothing was left of it
     */
    public record Details(
            School school,
            String ownerEmail,
            String origin,
            Instant createdAt,
            Optional<Instant> activatedAt,
            Optional<Instant> suspendedAt,
            Optional<Instant> deleteAfter,
            Optional<Instant> erasedAt,
            long version) {}

    /** One onboarding step as people see it. */
    public record StepView(
            String key,
            OnboardingStep.Status status,
            int attempts,
            Optional<String> error,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt) {}

    /** What was asked for when the school was created. */
    public record Seed(
            String name,
            String ownerEmail,
            String ownerName,
            String tagline,
            String primary,
            String secondary,
            Brand.Typeface typeface,
            Brand.Radius radius) {}
}
