package io.lyceum.commerce;

import io.lyceum.commerce.internal.OfferRows;
import io.lyceum.shared.Slugs;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** For how much the products of the current school are sold. */
@UseCase
public class Offers {

    /** So many a product has at most. */
    public static final int MOST = 20;

    private static final long MOST_MINOR = 100_000_000;

    private final OfferRows rows;
    private final Products products;
    private final Clock clock;
    private final Audit audit;

    protected Offers() {
        this(null, null, null, null);
    }

    @Inject
    Offers(OfferRows rows, Products products, Clock clock, Audit audit) {
        this.rows = rows;
        this.products = products;
        this.clock = clock;
        this.audit = audit;
    }

    /** An offer with what it sells. */
    public record Listed(Offer offer, Product product) {

        public SaleItem item() {
            return SaleItem.of(offer, product);
        }

        boolean is(OfferId id) {
            return offer.id().equals(id);
        }
    }

    /** Lists a product's offers in their order. */
    public List<Offer> of(ProductId product) {
        return rows.of(product);
    }

    /** Lists what can be bought now, in its order. */
    public List<Listed> onSale() {
        Instant now = clock.instant();
        return rows.onSale().stream()
                .filter(offer -> offer.onSale(now))
                .map(offer -> new Listed(offer, products.byId(offer.product())))
                .filter(listed -> !listed.product().archived())
                .toList();
    }

    /** Tells whether anything is on sale. */
    public boolean anyOnSale() {
        return rows.anyOnSale(clock.instant());
    }

    /**
     * Reads an offer.
     *
     * @throws Problem NOT_FOUND
     */
    public Listed byId(OfferId id) {
        Offer offer = rows.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        return new Listed(offer, products.byId(offer.product()));
    }

    /**
     * Reads an offer that is or was sold, by its address.
     *
     * @throws Problem NOT_FOUND also for drafts
     */
    public Listed bySlug(String slug) {
        Offer offer =
                rows.find(slug)
                        .filter(found -> found.status() != Offer.Status.DRAFT)
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        return new Listed(offer, products.byId(offer.product()));
    }

    /**
     * Adds an offer as a draft.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT, OFFER_ADDRESS_TAKEN, TOO_MANY_OFFERS
     */
    public Offer add(ProductId id, Offer.Draft draft) {
        Product product = products.byId(id);
        check(draft, product);
        if (of(id).size() >= MOST) {
            throw new Problem(PaymentProblem.TOO_MANY_OFFERS, MOST);
        }
        String slug =
                draft.slug().isBlank()
                        ? rows.freeSlug(
                                Slugs.of(draft.title().isBlank() ? product.title() : draft.title()))
                        : draft.slug().strip();
        try {
            OfferId added = rows.insert(id, slug, draft);
            audit.record("offer.added", "offer", added, Map.of("slug", slug));
            return byId(added).offer();
        } catch (Sql.DuplicateRow e) {
            throw new Problem(PaymentProblem.OFFER_ADDRESS_TAKEN, slug);
        }
    }

    /**
     * Changes an offer. Open orders and subscriptions keep what they began with.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_INPUT, OFFER_ADDRESS_TAKEN
     */
    public Offer change(OfferId id, long version, Offer.Draft draft) {
        Listed listed = byId(id);
        Offer before = listed.offer();
        check(draft, listed.product());
        new Checks()
                .that(
                        draft.places().filter(places -> places < before.sold()).isEmpty(),
                        "places",
                        "More are sold already.")
                .done();
        String slug = draft.slug().isBlank() ? before.slug() : draft.slug().strip();
        try {
            if (!rows.change(id, version, slug, draft)) {
                throw new Problem(CommonProblem.STALE_VERSION);
            }
        } catch (Sql.DuplicateRow e) {
            throw new Problem(PaymentProblem.OFFER_ADDRESS_TAKEN, slug);
        }
        audit.record("offer.changed", "offer", id, Map.of("slug", slug));
        return byId(id).offer();
    }

    private static void check(Offer.Draft draft, Product product) {
        boolean once = draft.kind() == Offer.Kind.ONCE;
        boolean instalments = draft.kind() == Offer.Kind.INSTALMENTS;
        new Checks()
                .atMost(draft.title(), "title", 120)
                .that(
                        draft.slug().isBlank()
                                || draft.slug().strip().matches("[a-z0-9]+(-[a-z0-9]+)*")
                                        && draft.slug().strip().length() <= 80,
                        "slug",
                        "Use small letters, digits and hyphens.")
                .that(known(draft.currency()), "currency", "Write a currency code like EUR.")
                .that(
                        draft.priceMinor() > 0 && draft.priceMinor() <= MOST_MINOR,
                        "price",
                        "Write an amount like 19.99.")
                .that(once == draft.period().isEmpty(), "period", "Fill this in.")
                .that(
                        instalments == draft.payments().isPresent()
                                && draft.payments().filter(n -> n < 2 || n > 36).isEmpty(),
                        "payments",
                        "Write a number from 2 to 36.")
                .that(
                        draft.trialDays() >= 0 && draft.trialDays() <= 365,
                        "trialDays",
                        "Write a number from 0 to 365.")
                .that(
                        draft.trialDays() == 0 || draft.kind() == Offer.Kind.SUBSCRIPTION,
                        "trialDays",
                        "Only subscriptions can be tried.")
                .that(
                        draft.places().filter(n -> n < 1 || n > 1_000_000).isEmpty(),
                        "places",
                        "Write a number from 1 to 1000000.")
                .that(
                        draft.saleFrom().isEmpty()
                                || draft.saleUntil().isEmpty()
                                || draft.saleFrom().get().isBefore(draft.saleUntil().get()),
                        "saleUntil",
                        "The end comes after the beginning.")
                .atMost(draft.extraText(), "extraText", 200)
                .that(
                        draft.extraText().isBlank() || once && draft.opensAt().isEmpty(),
                        "extraText",
                        "Only what is paid once and opens at once can be taken along.")
                .that(
                        draft.opensAt().isEmpty() || once,
                        "opensAt",
                        "Only what is paid once can be sold ahead.")
                .that(
                        draft.opensAt().isEmpty() || product.scope() != Product.Scope.CREDITS,
                        "opensAt",
                        "AI credits come at once.")
                .that(
                        !product.unlimitedCredits() || draft.kind() == Offer.Kind.SUBSCRIPTION,
                        "kind",
                        "Unlimited AI credits are sold as a subscription.")
                .that(
                        product.scope() != Product.Scope.CREDITS || !instalments,
                        "kind",
                        "AI credits are paid once or as a subscription.")
                .done();
    }

    private static boolean known(String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Puts an offer on sale or takes it off.
     *
     * @throws Problem NOT_FOUND
     */
    public Offer setStatus(OfferId id, Offer.Status status) {
        byId(id);
        rows.setStatus(id, status);
        audit.record("offer.status", "offer", id, Map.of("status", status));
        return byId(id).offer();
    }
}
