package io.lyceum.commerce.internal;

import io.lyceum.commerce.Order;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What Stripe calls the school's tax rates, in the caller's transaction. */
@ApplicationScoped
class StripeTaxRates {

    private final Sql sql;
    private final Clock clock;

    protected StripeTaxRates() {
        this(null, null);
    }

    @Inject
    StripeTaxRates(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<String> find(Order.Billed billed) {
        return of(
                        sql.query(
                                """
                                select rate_id
                                from stripe_tax_rate
                                where tenant_id = :tenant and country = :country and region = :region
                                  and name = :name and rate_thousandths = :rate and included = :included
                                """),
                        billed)
                .first(row -> row.text("rate_id"));
    }

    /** Answers the one that is known, should somebody else have been first. */
    String add(Order.Billed billed, String rate) {
        of(
                        sql.update(
                                """
                                insert into stripe_tax_rate
                                    (tenant_id, id, country, region, name, rate_thousandths, included, rate_id)
                                values (:tenant, :id, :country, :region, :name, :rate, :included, :rateId)
                                on conflict do nothing
                                """),
                        billed)
                .set("id", Ids.at(clock.instant()))
                .set("rateId", rate)
                .run();
        return find(billed).orElseThrow();
    }

    private static Sql.Statement.Bound of(Sql.Statement.Bound statement, Order.Billed billed) {
        return statement
                .set("country", billed.country())
                .set("region", billed.region())
                .set("name", billed.taxName())
                .set("rate", billed.taxThousandths())
                .set("included", billed.taxIncluded());
    }
}
