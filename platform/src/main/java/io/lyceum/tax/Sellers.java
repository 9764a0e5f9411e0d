package io.lyceum.tax;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Who sells at the current school. */
@UseCase
public class Sellers {

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected Sellers() {
        this(null, null, null);
    }

    @Inject
    Sellers(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /** Reads who sells; empty texts for what nobody has said yet. */
    public Seller current() {
        return sql.query(
                        """
                        select legal_name, address, country, vat_id, email, footer, version
                        from seller
                        where tenant_id = :tenant
                        """)
                .first(
                        row ->
                                new Seller(
                                        row.text("legal_name"),
                                        row.text("address"),
                                        row.text("country"),
                                        row.text("vat_id"),
                                        row.text("email"),
                                        row.text("footer"),
                                        row.integer("version")))
                .orElse(Seller.UNKNOWN);
    }

    /**
     * Changes who sells.
     *
     * @param wanted its version is the one that the change starts from
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public Seller change(Seller wanted) {
        Checks checks =
                new Checks()
                        .text(wanted.legalName(), "legalName", 200)
                        .atMost(wanted.address(), "address", 500)
                        .that(
                                wanted.country().isEmpty() || Countries.isKnown(wanted.country()),
                                "country",
                                "Choose a country.")
                        .atMost(wanted.vatId(), "vatId", 40)
                        .atMost(wanted.footer(), "footer", 1000);
        if (!wanted.email().isEmpty()) {
            checks.email(wanted.email(), "email");
        }
        checks.done();
        UUID id = Ids.at(clock.instant());
        int written =
                sql.update(
                                """
                                insert into seller
                                    (tenant_id, id, legal_name, address, country, vat_id, email, footer, version)
                                select :tenant, :id, :name, :address, :country, :vat, :email, :footer, 1
                                where :version = 0
                                   or exists (select 1 from seller where tenant_id = :tenant)
                                on conflict (tenant_id) do update
                                set legal_name = excluded.legal_name, address = excluded.address,
                                    country = excluded.country, vat_id = excluded.vat_id,
                                    email = excluded.email, footer = excluded.footer,
                                    version = seller.version + 1
                                where seller.version = :version
                                """)
                        .set("id", id)
                        .set("name", wanted.legalName().strip())
                        .set("address", wanted.address().strip())
                        .set("country", wanted.country())
                        .set("vat", wanted.vatId().strip())
                        .set("email", wanted.email().strip())
                        .set("footer", wanted.footer().strip())
                        .set("version", wanted.version())
                        .run();
        if (written == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        audit.record("seller.changed", "seller", id, Map.of());
        return current();
    }
}
