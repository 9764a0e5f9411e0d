package io.lyceum.shared.web;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows what changes in the content of all schools, whoever changes it: triggers of the tables
 * that pages are made of leave a row in {@code content_change}, and each node looks for new ones.
 */
@ApplicationScoped
class ContentWatch implements Chore {

    private static final Logger LOG = Logger.getLogger(ContentWatch.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long pages are believed to be followed after a look: three that fail end it. */
    private static final Duration TRUST = Duration.ofSeconds(3);

    /** A node that has not looked for so long may have missed rows that were removed since. */
    private static final Duration GAP = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofMinutes(15);

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final PageCache pages;

    @Resource ManagedScheduledExecutorService executor;

    private volatile boolean running = true;

    /** The oldest transaction that was still under way at the last look. */
    private String since = "";

    private Set<Long> seen = Set.of();
    private Instant looked = Instant.MIN;

    protected ContentWatch() {
        this(null, null, null, null);
    }

    @Inject
    ContentWatch(Sql sql, Clock clock, Transactions transactions, PageCache pages) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.pages = pages;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        executor.scheduleWithFixedDelay(this::attempt, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    private void attempt() {
        try {
            look();
        } catch (RuntimeException e) {
            if (running) {
                LOG.log(Level.WARNING, "changes of content: the next look tries again", e);
            }
        }
    }

    /**
     * @param school empty when it may be any
     */
    private record Change(long id, Optional<UUID> school) {}

    private record Look(String oldest, List<Change> changes) {}

    private void look() {
        Instant now = clock.instant();
        String from = since;
        Look look = transactions.call(() -> read(from));
        if (from.isEmpty() || now.isAfter(looked.plus(GAP))) {
            pages.forgetAll();
        } else {
            look.changes().stream()
                    .filter(change -> !seen.contains(change.id()))
                    .map(Change::school)
                    .distinct()
                    .forEach(this::forget);
        }
        Set<Long> ids = new HashSet<>();
        look.changes().forEach(change -> ids.add(change.id()));
        seen = ids;
        since = look.oldest();
        looked = now;
        pages.followed(now.plus(TRUST));
    }

    private void forget(Optional<UUID> school) {
        school.ifPresentOrElse(id -> pages.forget(new SchoolId(id)), pages::forgetAll);
    }

    /**
     * Reads what committed since the last look, and some of it again: a row becomes visible with
     * its transaction, which may have begun long before.
     */
    private Look read(String from) {
        String oldest =
                sql.query("select cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as oldest")
                        .first(row -> row.text("oldest"))
                        .orElseThrow();
        List<Change> changes =
                from.isEmpty()
                        ? List.of()
                        : sql.query(
                                        """
                                        select id, cast(tenant_id as text) as school
                                        from content_change
                                        where xid >= cast(:from as xid8)
                                        """)
                                .set("from", from)
                                .list(
                                        row ->
                                                new Change(
                                                        row.number("id"),
                                                        row.optionalText("school")
                                                                .map(UUID::fromString)));
        return new Look(oldest, changes);
    }

    @Override
    public void onThisNode(Instant now) {
        transactions.run(
                () ->
                        sql.update("delete from content_change where changed_at < :old")
                                .set("old", now.minus(KEPT))
                                .run());
    }
}
