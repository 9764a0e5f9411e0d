package io.lyceum.notifications;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people of the current school are told by itself, step by step. */
@UseCase
public class Sequences {

    public static final Duration LONGEST_DELAY = Duration.ofDays(365);
    public static final Duration SHORTEST_DELAY = Duration.ofMinutes(10);

    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected Sequences() {
        this(null, null, null);
    }

    @Inject
    Sequences(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /** Lists all steps. */
    public List<Step> list() {
        return NotificationKind.steps().stream().map(this::of).toList();
    }

    /** Reads one step, or how it usually is. */
    public Step of(NotificationKind kind) {
        return sql.query(
                        """
                        select enabled, delay_minutes, version
                        from sequence_step
                        where tenant_id = :tenant and kind = :kind
                        """)
                .set("kind", kind)
                .first(row -> step(kind, row))
                .orElseGet(() -> usual(kind));
    }

    private static Step usual(NotificationKind kind) {
        return new Step(kind, kind.usual(), kind.usualDelay(), 0);
    }

    private static Step step(NotificationKind kind, Row row) {
        return new Step(
                kind,
                row.flag("enabled"),
                Duration.ofMinutes(row.integer("delay_minutes")),
                row.integer("version"));
    }

    /**
     * Reads one by its name in lower case.
     *
     * @throws Problem NOT_FOUND
     */
    public Step named(String name) {
        return NotificationKind.steps().stream()
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .map(this::of)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Switches a step. What happened before it was switched on is not caught up with.
     *
     * @param step with the version that was read
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public Step save(Step step) {
        NotificationKind kind = step.kind();
        new Checks()
                .that(
                        !kind.delayed()
                                || step.delay().compareTo(SHORTEST_DELAY) >= 0
                                        && step.delay().compareTo(LONGEST_DELAY) <= 0,
                        "delay",
                        "Choose between ten minutes and a year.")
                .done();
        Instant now = clock.instant();
        Duration delay = kind.delayed() ? step.delay() : Duration.ZERO;
        Step before = of(kind);
        int changed =
                sql.update(
                                """
                                insert into sequence_step
                                    (tenant_id, id, kind, enabled, delay_minutes, reached_at, reached_id)
                                values (:tenant, :id, :kind, :enabled, :delay, :reached, :first)
                                on conflict (tenant_id, kind) do update
                                set enabled = excluded.enabled, delay_minutes = excluded.delay_minutes,
                                    reached_at = case
                                        when sequence_step.enabled then sequence_step.reached_at
                                        else excluded.reached_at end,
                                    reached_id = case
                                        when sequence_step.enabled then sequence_step.reached_id
                                        else excluded.reached_id end,
                                    version = sequence_step.version + 1
                                where sequence_step.version = :version
                                """)
                        .set("id", Ids.at(now))
                        .set("kind", kind)
                        .set("enabled", step.enabled())
                        .set("delay", Math.toIntExact(delay.toMinutes()))
                        .set("reached", now.minus(delay))
                        .set("first", FIRST)
                        .set("version", step.version())
                        .run();
        if (changed == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        if (before.enabled() != step.enabled() || !before.delay().equals(delay)) {
            audit.record(
                    "sequence.changed",
                    "sequence",
                    kind.name(),
                    Map.of("enabled", step.enabled(), "delay", delay.toString()));
        }
        return of(kind);
    }

    /**
     * Up to where people have been told.
     *
     * @param at what happened at this moment
     * @param id to whom, or to which of their enrolments
     */
    public record Reached(Instant at, UUID id) {}

    /**
     * A step that is gone through.
     *
     * @param from where to go on
     * @param delay how long ago something has to have happened
     */
    public record Taken(Reached from, Duration delay) {}

    /**
     * Takes on a step, for this transaction, and tells where to go on. Where it begins, what
     * happened before is left alone.
     *
     * @return nothing if it is switched off or another node is at it
     */
    public Optional<Taken> takeOn(NotificationKind kind) {
        Instant now = clock.instant();
        Step usual = usual(kind);
        sql.update(
                        """
                        insert into sequence_step
                            (tenant_id, id, kind, enabled, delay_minutes, reached_at, reached_id, version)
                        values (:tenant, :id, :kind, :enabled, :delay, :reached, :first, 0)
                        on conflict (tenant_id, kind) do nothing
                        """)
                .set("id", Ids.at(now))
                .set("kind", kind)
                .set("enabled", usual.enabled())
                .set("delay", Math.toIntExact(usual.delay().toMinutes()))
                .set("reached", now.minus(usual.delay()))
                .set("first", FIRST)
                .run();
        return sql.query(
                        """
                        select reached_at, reached_id, delay_minutes
                        from sequence_step
                        where tenant_id = :tenant and kind = :kind and enabled
                        for update skip locked
                        """)
                .set("kind", kind)
                .first(
                        row ->
                                new Taken(
                                        new Reached(
                                                row.instant("reached_at"), row.uuid("reached_id")),
                                        Duration.ofMinutes(row.integer("delay_minutes"))));
    }

    /** Notes how far people have been told, while the step is taken on. */
    public void reached(NotificationKind kind, Reached reached) {
        sql.update(
                        """
                        update sequence_step
                        set reached_at = :at, reached_id = :id
                        where tenant_id = :tenant and kind = :kind
                        """)
                .set("at", reached.at())
                .set("id", reached.id())
                .set("kind", kind)
                .run();
    }

    /**
     * What a step has come to.
     *
     * @param told how many people
     * @param mailed how many by mail
     * @param read how many opened it at the school
     */
    public record Count(long told, long mailed, long read) {}

    /** Counts by step what was told since a moment. */
    public Map<NotificationKind, Count> counts(Instant since) {
        Map<NotificationKind, Count> counts = new EnumMap<>(NotificationKind.class);
        sql.query(
                        """
                        select kind, count(*) as told, count(mailed_at) as mailed, count(read_at) as read
                        from notification
                        where tenant_id = :tenant and created_at >= :since
                        group by kind
                        """)
                .set("since", since)
                .list(
                        row ->
                                counts.put(
                                        row.constant("kind", NotificationKind.class),
                                        new Count(
                                                row.number("told"),
                                                row.number("mailed"),
                                                row.number("read"))));
        return counts;
    }
}
