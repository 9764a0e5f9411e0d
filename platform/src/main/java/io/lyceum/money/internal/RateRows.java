package io.lyceum.money.internal;

import io.lyceum.money.Currencies;
import io.lyceum.money.Rate;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of exchange rates. */
@ApplicationScoped
public class RateRows {

    private static final int A_PORTION = 5000;

    private final Sql sql;
    private final Clock clock;

    protected RateRows() {
        this(null, null);
    }

    @Inject
    RateRows(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Finds the latest rate of a pair that the school has of some days, from either side. */
    Optional<Rate> ofSchool(String base, String quote, LocalDate first, LocalDate last) {
        return sql.query(
                        """
                        select id, base, quote, rate, on_date
                        from school_rate
                        where tenant_id = :tenant
                          and (base, quote) in ((:base, :quote), (:quote, :base))
                          and on_date between :first and :last
                        order by on_date desc, base = :base desc
                        limit 1
                        """)
                .set("base", base)
                .set("quote", quote)
                .set("first", first)
                .set("last", last)
                .first(row -> rate(row, Rate.Origin.SCHOOL, Optional.of(row.uuid("id"))))
                .map(rate -> rate.base().equals(base) ? rate : rate.turned());
    }

    /** Finds the latest rate of a pair with the euro that the platform has of some days. */
    Optional<Rate> ofPlatform(String base, String quote, LocalDate first, LocalDate last) {
        return sql.query(
                        """
                        select base, quote, rate, on_date
                        from platform_rate
                        where (base, quote) in ((:base, :quote), (:quote, :base))
                          and on_date between :first and :last
                        order by on_date desc
                        limit 1
                        """)
                .set("base", base)
                .set("quote", quote)
                .set("first", first)
                .set("last", last)
                .first(row -> rate(row, Rate.Origin.PLATFORM, Optional.empty()))
                .map(rate -> rate.base().equals(base) ? rate : rate.turned());
    }

    private static Rate rate(Row row, Rate.Origin origin, Optional<UUID> id) {
        return new Rate(
                row.text("base"),
                row.text("quote"),
                new BigDecimal(row.text("rate")),
                BigDecimal.ONE,
                LocalDate.parse(row.text("on_date")),
                origin,
                id);
    }

    /** Lists rates of the school, the latest first; at most 200. */
    public List<Rate> own() {
        return sql.query(
                        """
                        select id, base, quote, rate, on_date
                        from school_rate
                        where tenant_id = :tenant
                        order by on_date desc, base, quote
                        limit 200
                        """)
                .list(row -> rate(row, Rate.Origin.SCHOOL, Optional.of(row.uuid("id"))));
    }

    /** Writes a rate of the school; one of the same day is replaced. */
    public Rate enter(Rate rate) {
        Instant now = clock.instant();
        return sql.query(
                        """
                        insert into school_rate (tenant_id, id, base, quote, rate, on_date, created_at)
                        values (:tenant, :id, :base, :quote, :rate, :on, :now)
                        on conflict (tenant_id, base, quote, on_date) do update
                        set rate = excluded.rate, created_at = excluded.created_at
                        returning id, base, quote, rate, on_date
                        """)
                .set("id", Ids.at(now))
                .set("base", rate.base())
                .set("quote", rate.quote())
                .set("rate", rate.units())
                .set("on", rate.date())
                .set("now", now)
                .first(row -> rate(row, Rate.Origin.SCHOOL, Optional.of(row.uuid("id"))))
                .orElseThrow();
    }

    /** Removes a rate of the school; tells whether it was there. */
    public boolean remove(UUID id) {
        return sql.update("delete from school_rate where tenant_id = :tenant and id = :id")
                        .set("id", id)
                        .run()
                > 0;
    }

    /** Removes all rates of the school. */
    public void removeAll() {
        sql.update("delete from school_rate where tenant_id = :tenant").run();
    }

    /** Writes lines of a file as the school's rates. */
    public void keepForSchool(List<EcbFile.Line> lines) {
        keep(
                lines,
                """
                insert into school_rate (tenant_id, id, base, quote, rate, on_date, created_at)
                select :tenant, gen_random_uuid(), :euro, quote, cast(rate as numeric), cast(on_date as date), :now
                from unnest(:quotes, :rates, :dates) as line (quote, rate, on_date)
                on conflict (tenant_id, base, quote, on_date) do update set rate = excluded.rate
                """);
    }

    /** Writes lines of a file as the platform's rates. */
    public void keepForAll(List<EcbFile.Line> lines) {
        keep(
                lines,
                """
                insert into platform_rate (base, quote, rate, on_date, created_at)
                select :euro, quote, cast(rate as numeric), cast(on_date as date), :now
                from unnest(:quotes, :rates, :dates) as line (quote, rate, on_date)
                on conflict (base, quote, on_date) do update set rate = excluded.rate
                """);
    }

    private void keep(List<EcbFile.Line> lines, String statement) {
        // A file may name a day and currency twice; a statement may touch a row once.
        List<EcbFile.Line> once =
                List.copyOf(
                        lines.stream()
                                .collect(
                                        Collectors.toMap(
                                                line -> line.on() + line.currency(),
                                                line -> line,
                                                (one, other) -> other,
                                                LinkedHashMap::new))
                                .values());
        for (int from = 0; from < once.size(); from += A_PORTION) {
            List<EcbFile.Line> portion =
                    once.subList(from, Math.min(once.size(), from + A_PORTION));
            sql.update(statement)
                    .set("euro", Currencies.EURO)
                    .set("now", clock.instant())
                    .set("quotes", texts(portion.stream().map(EcbFile.Line::currency)))
                    .set("rates", texts(portion.stream().map(l -> l.rate().toPlainString())))
                    .set("dates", texts(portion.stream().map(l -> l.on().toString())))
                    .run();
        }
    }

    private static String[] texts(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }
}
