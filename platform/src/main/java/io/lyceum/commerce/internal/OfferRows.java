package io.lyceum.commerce.internal;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.ProductId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of offers, in the caller's transaction. */
@ApplicationScoped
public class OfferRows {

    private static final String SELECT =
            """
            select id, product_id, slug, title, kind, currency, price_minor, period, payments, trial_days, places,
                sold, sale_from, sale_until, opens_at, featured, position, extra_text, status, version
            from offer
            where tenant_id = :tenant
            """;

    private final Sql sql;
    private final Clock clock;

    protected OfferRows() {
        this(null, null);
    }

    @Inject
    OfferRows(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private static Offer offer(Row row) {
        return new Offer(
                new OfferId(row.uuid("id")),
                new ProductId(row.uuid("product_id")),
                row.text("slug"),
                row.text("title"),
                row.constant("kind", Offer.Kind.class),
                row.text("currency"),
                row.number("price_minor"),
                row.optionalText("period").map(Offer.Period::valueOf),
                row.optionalInteger("payments"),
                row.integer("trial_days"),
                row.optionalInteger("places"),
                row.integer("sold"),
                row.optionalInstant("sale_from"),
                row.optionalInstant("sale_until"),
                row.optionalInstant("opens_at"),
                row.flag("featured"),
                row.integer("position"),
                row.text("extra_text"),
                row.constant("status", Offer.Status.class),
                row.number("version"));
    }

    public List<Offer> of(ProductId product) {
        return sql.query(SELECT + "and product_id = :product order by position, created_at, id")
                .set("product", product.value())
                .list(OfferRows::offer);
    }

    public List<Offer> onSale() {
        return sql.query(SELECT + "and status = 'ON_SALE' order by position, created_at, id")
                .list(OfferRows::offer);
    }

    /** Tells whether any offer of a product that is not archived is on sale at a moment. */
    public boolean anyOnSale(Instant now) {
        return sql.query(
                        """
                        select 1 as one
                        from offer o
                        join product p on p.tenant_id = :tenant and p.id = o.product_id
                        where o.tenant_id = :tenant and o.status = 'ON_SALE' and not p.archived
                          and (o.sale_from is null or o.sale_from <= :now)
                          and (o.sale_until is null or o.sale_until > :now)
                        limit 1
                        """)
                .set("now", now)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    public Optional<Offer> find(OfferId id) {
        return sql.query(SELECT + "and id = :id").set("id", id.value()).first(OfferRows::offer);
    }

    public Optional<Offer> find(String slug) {
        return sql.query(SELECT + "and slug = :slug").set("slug", slug).first(OfferRows::offer);
    }

    /** Finds an address that none has, from a wanted one. */
    public String freeSlug(String wanted) {
        String slug = wanted;
        for (int n = 2; find(slug).isPresent(); n++) {
            slug = wanted + "-" + n;
        }
        return slug;
    }

    public OfferId insert(ProductId product, String slug, Offer.Draft draft) {
        Instant now = clock.instant();
        OfferId id = new OfferId(Ids.at(now));
        written(
                        sql.update(
                                """
                                insert into offer
                                    (tenant_id, id, product_id, slug, title, kind, currency, price_minor, period,
                                     payments, trial_days, places, sale_from, sale_until, opens_at, featured,
                                     position, extra_text, status, created_at)
                                values (:tenant, :id, :product, :slug, :title, :kind, :currency, :price,
                                    cast(:period as text), cast(:payments as integer), :trial,
                                    cast(:places as integer), cast(:from as timestamptz),
                                    cast(:until as timestamptz), cast(:opens as timestamptz), :featured,
                                    :position, :extra, 'DRAFT', :now)
                                """),
                        slug,
                        draft)
                .set("id", id.value())
                .set("product", product.value())
                .set("now", now)
                .run();
        return id;
    }

    private static Sql.Statement.Bound written(
            Sql.Statement.Bound statement, String slug, Offer.Draft draft) {
        return statement
                .set("slug", slug)
                .set("title", draft.title().strip())
                .set("kind", draft.kind())
                .set("currency", draft.currency())
                .set("price", draft.priceMinor())
                .set("period", draft.period().map(Enum::name).orElse(null))
                .set("payments", draft.payments().orElse(null))
                .set("trial", draft.trialDays())
                .set("places", draft.places().orElse(null))
                .set("from", draft.saleFrom().orElse(null))
                .set("until", draft.saleUntil().orElse(null))
                .set("opens", draft.opensAt().orElse(null))
                .set("featured", draft.featured())
                .set("position", draft.position())
                .set("extra", draft.extraText().strip());
    }

    /** Answers whether nobody else has changed it meanwhile. */
    public boolean change(OfferId id, long version, String slug, Offer.Draft draft) {
        return written(
                                sql.update(
                                        """
                                        update offer
                                        set slug = :slug, title = :title, kind = :kind, currency = :currency,
                                            price_minor = :price, period = cast(:period as text),
                                            payments = cast(:payments as integer), trial_days = :trial,
                                            places = cast(:places as integer),
                                            sale_from = cast(:from as timestamptz),
                                            sale_until = cast(:until as timestamptz),
                                            opens_at = cast(:opens as timestamptz), featured = :featured,
                                            position = :position, extra_text = :extra, version = version + 1
                                        where tenant_id = :tenant and id = :id and version = :version
                                        """),
                                slug,
                                draft)
                        .set("id", id.value())
                        .set("version", version)
                        .run()
                == 1;
    }

    public void setStatus(OfferId id, Offer.Status status) {
        sql.update(
                        """
                        update offer
                        set status = :status, version = version + 1
                        where tenant_id = :tenant and id = :id and status <> :status
                        """)
                .set("status", status)
                .set("id", id.value())
                .run();
    }

    /** Takes places for an order; answers whether there were so many. */
    boolean take(OfferId id, int places) {
        return sql.update(
                                """
                                update offer
                                set sold = sold + :places
                                where tenant_id = :tenant and id = :id
                                  and (places is null or sold + :places <= places)
                                """)
                        .set("places", places)
                        .set("id", id.value())
                        .run()
                == 1;
    }

    /** Takes places for an order that had given them back, whether there are so many or not. */
    void takeAgain(OfferId id, int places) {
        sql.update(
                        """
                        update offer
                        set sold = sold + :places
                        where tenant_id = :tenant and id = :id
                        """)
                .set("places", places)
                .set("id", id.value())
                .run();
    }

    /** Gives places back. */
    void giveBack(OfferId id, int places) {
        sql.update(
                        """
                        update offer
                        set sold = greatest(0, sold - :places)
                        where tenant_id = :tenant and id = :id
                        """)
                .set("places", places)
                .set("id", id.value())
                .run();
    }
}
