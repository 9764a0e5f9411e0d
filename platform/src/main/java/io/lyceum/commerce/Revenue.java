package io.lyceum.commerce;

import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the current school has earned, added up from its books by days of its own time zone. Nothing
 * is converted: each currency stands alone.
 */
@UseCase
public class Revenue {

    /** More would be no chart. */
    private static final int MOST_PERIODS = 400;

    private final Sql sql;
    private final Schools schools;
    private final CurrentSchool school;

    protected Revenue() {
        this(null, null, null);
    }

    @Inject
    Revenue(Sql sql, Schools schools, CurrentSchool school) {
        this.sql = sql;
        this.schools = schools;
        this.school = school;
    }

    /** How long a period is. */
    public enum Interval {
        DAY(ChronoUnit.DAYS),
        /** From Monday on. */
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS);

        private final ChronoUnit unit;

        Interval(ChronoUnit unit) {
            this.unit = unit;
        }

        /** The first day of the period that a day is in. */
        public LocalDate start(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        /** The first day of the period after the one that begins on a day. */
        public LocalDate next(LocalDate start) {
            return start.plus(1, unit);
        }
    }

    /**
     * Amounts in minor units of one currency.
     *
     * @param grossMinor what was sold
     * @param refundsMinor what was given back, less what could not be
     * @param disputesMinor what buyers' banks took back, less what was won
     * @param feesMinor of Stripe and of the platform
     * @param orders how many were paid
     */
    public record Figures(
            long grossMinor, long refundsMinor, long disputesMinor, long feesMinor, long orders) {

        static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        /** What is left. */
        public long netMinor() {
            return grossMinor - refundsMinor - disputesMinor - feesMinor;
        }

        Figures plus(Figures other) {
            return new Figures(
                    grossMinor + other.grossMinor,
                    refundsMinor + other.refundsMinor,
                    disputesMinor + other.disputesMinor,
                    feesMinor + other.feesMinor,
                    orders + other.orders);
        }
    }

    /**
     * A day, week or month.
     *
     * @param from its first day
     * @param netMinor what is left
     */
    public record Period(LocalDate from, Figures figures, long netMinor) {}

    /**
     * A course among those that brought in most.
     *
     * @param netMinor what was sold, less what went back
     */
    public record Course(String title, long orders, long netMinor) {}

    /**
     * One currency.
     *
     * @param periods without gaps, the oldest first
     * @param courses at most 10, those that brought in most first
     */
    public record OfCurrency(
            String currency,
            Figures total,
            long netMinor,
            List<Period> periods,
            List<Course> courses) {}

    /**
     * What was earned in a time.
     *
     * @param to its last day
     * @param timeZone in which days begin and end
     * @param currencies those in which something moved, by their codes
     */
    public record Report(
            LocalDate from,
            LocalDate to,
            Interval interval,
            String timeZone,
            List<OfCurrency> currencies) {}

    /** What day it is in the school, at some moment. */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone());
    }

    private ZoneId zone() {
        return schools.byId(school.id()).orElseThrow().timeZone();
    }

    /**
     * Adds up what was earned.
     *
     * @param to the last day
     * @throws Problem INVALID_INPUT if the time ends before it begins, or has too many periods
     */
    public Report report(LocalDate from, LocalDate to, Interval interval) {
        List<LocalDate> starts = new ArrayList<>();
        new Checks()
                .that(!to.isBefore(from), "to", "Choose a day that is not before the first.")
                .that(
                        interval.unit.between(from, to) < MOST_PERIODS,
                        "interval",
                        "Choose a shorter time, or weeks or months.")
                .done();
        for (LocalDate at = interval.start(from); !at.isAfter(to); at = interval.next(at)) {
            starts.add(at);
        }
        ZoneId zone = zone();
        Map<String, Map<LocalDate, Figures>> found = figures(from, to, interval, zone);
        List<OfCurrency> currencies = new ArrayList<>();
        found.forEach(
                (currency, byPeriod) -> {
                    Figures total = byPeriod.values().stream().reduce(Figures.NONE, Figures::plus);
                    currencies.add(
                            new OfCurrency(
                                    currency,
                                    total,
                                    total.netMinor(),
                                    starts.stream().map(at -> period(at, byPeriod)).toList(),
                                    courses(from, to, zone, currency)));
                });
        return new Report(from, to, interval, zone.getId(), List.copyOf(currencies));
    }

    private static Period period(LocalDate at, Map<LocalDate, Figures> byPeriod) {
        Figures figures = byPeriod.getOrDefault(at, Figures.NONE);
        return new Period(at, figures, figures.netMinor());
    }

    private Map<String, Map<LocalDate, Figures>> figures(
            LocalDate from, LocalDate to, Interval interval, ZoneId zone) {
        Map<String, Map<LocalDate, Figures>> found = new LinkedHashMap<>();
        sql.query(
                        """
                        select l.currency,
                            to_char(date_trunc(:unit, p.occurred_at at time zone :zone), 'YYYY-MM-DD') as day,
                            cast(-coalesce(sum(l.amount_minor) filter (where l.account = 'SALES'), 0)
                                as bigint) as gross,
                            cast(coalesce(sum(l.amount_minor) filter (where l.account = 'REFUNDS'), 0)
                                as bigint) as refunds,
                            cast(coalesce(sum(l.amount_minor) filter (where l.account = 'DISPUTES'), 0)
                                as bigint) as disputes,
                            cast(coalesce(sum(l.amount_minor)
                                filter (where l.account in ('PROCESSOR_FEES', 'PLATFORM_FEES')), 0)
                                as bigint) as fees,
                            count(distinct p.id) filter (where p.kind = 'SALE' and l.account = 'SALES') as orders
                        from ledger_posting p
                        join ledger_line l on l.tenant_id = p.tenant_id and l.posting_id = p.id
                        where p.tenant_id = :tenant
                          and p.occurred_at >= :from
                          and p.occurred_at < :until
                          and l.account in ('SALES', 'REFUNDS', 'DISPUTES', 'PROCESSOR_FEES', 'PLATFORM_FEES')
                        group by 1, 2
                        order by 1, 2
                        """)
                .set("unit", interval.name().toLowerCase(Locale.ROOT))
                .set("zone", zone.getId())
                .set("from", from.atStartOfDay(zone).toInstant())
                .set("until", to.plusDays(1).atStartOfDay(zone).toInstant())
                .list(
                        row ->
                                found.computeIfAbsent(
                                                row.text("currency"), c -> new LinkedHashMap<>())
                                        .put(
                                                LocalDate.parse(row.text("day")),
                                                new Figures(
                                                        row.number("gross"),
                                                        row.number("refunds"),
                                                        row.number("disputes"),
                                                        row.number("fees"),
                                                        row.number("orders"))));
        return found;
    }

    private List<Course> courses(LocalDate from, LocalDate to, ZoneId zone, String currency) {
        return sql.query(
                        """
                        select o.title, count(distinct p.id) filter (where p.kind = 'SALE') as orders,
                            cast(-sum(l.amount_minor) as bigint) as net
                        from ledger_posting p
                        join ledger_line l on l.tenant_id = p.tenant_id and l.posting_id = p.id
                        join sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
                        where p.tenant_id = :tenant
                          and p.occurred_at >= :from
                          and p.occurred_at < :until
                          and l.currency = :currency
                          and l.account in ('SALES', 'REFUNDS', 'DISPUTES')
                        group by o.course_id, o.product_id, o.title
                        order by 3 desc, 1
                        limit 10
                        """)
                .set("from", from.atStartOfDay(zone).toInstant())
                .set("until", to.plusDays(1).atStartOfDay(zone).toInstant())
                .set("currency", currency)
                .list(
                        row ->
                                new Course(
                                        row.text("title"),
                                        row.number("orders"),
                                        row.number("net")));
    }
}
