package io.lyceum.money;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** In which currencies the current school shows its prices. */
@UseCase
public class CurrencyChoices {

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected CurrencyChoices() {
        this(null, null, null);
    }

    @Inject
    CurrencyChoices(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /** Reads what the school has chosen. */
    public CurrencyChoice current() {
        return sql.query(
                        "select base, rates, version from currency_setting where tenant_id = :tenant")
                .first(
                        row ->
                                new CurrencyChoice(
                                        row.text("base"),
                                        row.constant("rates", RateSource.class),
                                        offered(),
                                        row.integer("version")))
                .orElse(CurrencyChoice.FIRST);
    }

    private List<CurrencyChoice.Offered> offered() {
        return sql.query(
                        """
                        select currency, pricing, rounding
                        from price_currency
                        where tenant_id = :tenant
                        order by position
                        """)
                .list(
                        row ->
                                new CurrencyChoice.Offered(
                                        row.text("currency"),
                                        row.constant("pricing", CurrencyChoice.Pricing.class),
                                        row.constant("rounding", RoundingRule.class)));
    }

    /**
     * Changes what the school has chosen.
     *
     * @param wanted its version is the one that the change starts from
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public CurrencyChoice change(CurrencyChoice wanted) {
        wanted.check();
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int written =
                sql.update(
                                """
                                insert into currency_setting (tenant_id, id, base, rates, version)
                                select :tenant, :id, :base, :rates, 1
                                where :version = 0
                                   or exists (select 1 from currency_setting where tenant_id = :tenant)
                                on conflict (tenant_id) do update
                                set base = excluded.base, rates = excluded.rates,
                                    version = currency_setting.version + 1
                                where currency_setting.version = :version
                                """)
                        .set("id", id)
                        .set("base", wanted.base())
                        .set("rates", wanted.rates())
                        .set("version", wanted.version())
                        .run();
        if (written == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        sql.update("delete from price_currency where tenant_id = :tenant").run();
        int position = 0;
        for (CurrencyChoice.Offered one : wanted.offered()) {
            sql.update(
                            """
                            insert into price_currency (tenant_id, id, currency, pricing, rounding, position)
                            values (:tenant, :id, :currency, :pricing, :rounding, :position)
                            """)
                    .set("id", Ids.at(now))
                    .set("currency", one.currency())
                    .set("pricing", one.pricing())
                    .set("rounding", one.rounding())
                    .set("position", position++)
                    .run();
        }
        audit.record(
                "currencies.changed",
                "currency_setting",
                id,
                Map.of("base", wanted.base(), "offered", wanted.offered().size()));
        return current();
    }
}
