package io.lyceum.commerce.internal;

import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.SaleItem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of Stripe about subscriptions. Never inside a transaction. */
@ApplicationScoped
public class SubscriptionGateway {

    private static final long MOST_LISTED = 100;

    /** Why an invoice was made that is not for a period. */
    private static final String CHANGE = "subscription_update";

    private final StripeConnection connection;
    private final StripeGateway stripe;
    private final Clock clock;

    protected SubscriptionGateway() {
        this(null, null, null);
    }

    @Inject
    SubscriptionGateway(StripeConnection connection, StripeGateway stripe, Clock clock) {
        this.connection = connection;
        this.stripe = stripe;
        this.clock = clock;
    }

    /**
     * Reads how a subscription stands.
     *
     * @param known tells whether a paid invoice is known already
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    Subscribed subscribed(String id, Predicate<String> known) {
        com.stripe.model.Subscription found = read(id);
        SubscriptionItem item = found.getItems().getData().get(0);
        Subscribed.State state = state(found);
        return new Subscribed(
                state,
                found.getCustomer(),
                item.getId(),
                item.getPrice().getCurrency().toUpperCase(Locale.ROOT),
                item.getPrice().getUnitAmount() * item.getQuantity(),
                found.getPauseCollection() != null,
                time(found),
                moment(item.getCurrentPeriodEnd()),
                moment(found.getTrialEnd()),
                endsAt(found),
                state == Subscribed.State.PAST_DUE ? unpaidSince(id) : Optional.empty(),
                paid(id, known).flatMap(invoice -> invoice(invoice).stream()).toList());
    }

    com.stripe.model.Subscription read(String id) {
        return connection.ask(
                client ->
                        client.v1()
                                .subscriptions()
                                .retrieve(
                                        id,
                                        SubscriptionRetrieveParams.builder()
                                                .addExpand("test_clock")
                                                .build()));
    }

    /** The time of a subscription: that of its test clock, if it has one. */
    Instant time(com.stripe.model.Subscription found) {
        return moment(
                        found.getTestClockObject() == null
                                ? null
                                : found.getTestClockObject().getFrozenTime())
                .orElseGet(clock::instant);
    }

    /** When a subscription ends that was cancelled or has an end. */
    static Optional<Instant> endsAt(com.stripe.model.Subscription found) {
        return moment(
                Boolean.TRUE.equals(found.getCancelAtPeriodEnd())
                        ? found.getItems().getData().get(0).getCurrentPeriodEnd()
                        : found.getCancelAt());
    }

    /** What was paid and is not known, the oldest first. */
    Stream<Invoice> paid(String id, Predicate<String> known) {
        return invoices(id, InvoiceListParams.Status.PAID).stream()
                .filter(invoice -> invoice.getAmountPaid() > 0)
                .filter(invoice -> !known.test(invoice.getId()))
                .sorted(Comparator.comparing(Invoice::getCreated));
    }

    static Subscribed.State state(com.stripe.model.Subscription found) {
        return switch (found.getStatus()) {
            case "trialing" -> Subscribed.State.TRIAL;
            case "active" -> Subscribed.State.ACTIVE;
            case "past_due", "incomplete" -> Subscribed.State.PAST_DUE;
            case "unpaid", "paused" -> Subscribed.State.UNPAID;
            default -> Subscribed.State.ENDED;
        };
    }

    static Optional<Instant> moment(@Nullable Long seconds) {
        return Optional.ofNullable(seconds).map(Instant::ofEpochSecond);
    }

    Optional<Instant> unpaidSince(String subscription) {
        return invoices(subscription, InvoiceListParams.Status.OPEN).stream()
                .map(invoice -> Instant.ofEpochSecond(invoice.getCreated()))
                .min(Comparator.naturalOrder());
    }

    private List<Invoice> invoices(String subscription, InvoiceListParams.Status status) {
        return connection
                .ask(
                        client ->
                                client.v1()
                                        .invoices()
                                        .list(
                                                InvoiceListParams.builder()
                                                        .setSubscription(subscription)
                                                        .setStatus(status)
                                                        .setLimit(MOST_LISTED)
                                                        .build()))
                .getData();
    }

    private Optional<Subscribed.Invoice> invoice(Invoice invoice) {
        long tax =
                invoice.getTotalTaxes() == null
                        ? 0
                        : invoice.getTotalTaxes().stream()
                                .mapToLong(Invoice.TotalTax::getAmount)
                                .sum();
        return stripe.intentOf(invoice.getId())
                .map(
                        intent ->
                                new Subscribed.Invoice(
                                        invoice.getId(),
                                        invoice.getAmountPaid(),
                                        tax,
                                        intent,
                                        !CHANGE.equals(invoice.getBillingReason())));
    }

    /** Has a subscription end when its last instalment is used up. */
    public void endAfter(String id, int payments) {
        com.stripe.model.Subscription found =
                connection.ask(client -> client.v1().subscriptions().retrieve(id));
        ZonedDateTime begun =
                Instant.ofEpochSecond(found.getBillingCycleAnchor()).atZone(ZoneOffset.UTC);
        String period = found.getItems().getData().get(0).getPrice().getRecurring().getInterval();
        ZonedDateTime end =
                period.equals("year") ? begun.plusYears(payments) : begun.plusMonths(payments);
        update(
                id,
                SubscriptionUpdateParams.builder()
                        .setCancelAt(end.toEpochSecond())
                        .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
                        .build());
    }

    /** Has a subscription end with what is paid for, or go on after all. */
    public void endWithPeriod(String id, boolean end) {
        update(id, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(end).build());
    }

    /** Ends a subscription now; nothing more is paid. */
    void end(String id) {
        connection.ask(client -> client.v1().subscriptions().cancel(id));
    }

    /** Has nothing be paid, or have it paid again. */
    public void pause(String id, boolean paused) {
        SubscriptionUpdateParams.Builder params = SubscriptionUpdateParams.builder();
        if (paused) {
            params.setPauseCollection(
                    SubscriptionUpdateParams.PauseCollection.builder()
                            .setBehavior(SubscriptionUpdateParams.PauseCollection.Behavior.VOID)
                            .build());
        } else {
            params.setPauseCollection(EmptyParam.EMPTY);
        }
        update(id, params.build());
    }

    /** Has a subscription be for something else from now on; the difference is paid at once. */
    public void change(String id, SaleItem item) {
        com.stripe.model.Subscription found =
                connection.ask(client -> client.v1().subscriptions().retrieve(id));
        Price price =
                connection.ask(
                        client ->
                                client.v1()
                                        .prices()
                                        .create(
                                                PriceCreateParams.builder()
                                                        .setCurrency(
                                                                item.currency()
                                                                        .toLowerCase(Locale.ROOT))
                                                        .setUnitAmount(item.priceMinor())
                                                        .setRecurring(
                                                                PriceCreateParams.Recurring
                                                                        .builder()
                                                                        .setInterval(
                                                                                interval(
                                                                                        item.billing()
                                                                                                .orElseThrow()
                                                                                                .period()))
                                                                        .build())
                                                        .setProductData(
                                                                PriceCreateParams.ProductData
                                                                        .builder()
                                                                        .setName(item.title())
                                                                        .build())
                                                        .build()));
        update(
                id,
                SubscriptionUpdateParams.builder()
                        .addItem(
                                SubscriptionUpdateParams.Item.builder()
                                        .setId(found.getItems().getData().get(0).getId())
                                        .setPrice(price.getId())
                                        .build())
                        .setProrationBehavior(
                                SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                        .build());
    }

    static PriceCreateParams.Recurring.Interval interval(Offer.Period period) {
        return switch (period) {
            case MONTH -> PriceCreateParams.Recurring.Interval.MONTH;
            case YEAR -> PriceCreateParams.Recurring.Interval.YEAR;
        };
    }

    private void update(String id, SubscriptionUpdateParams params) {
        connection.ask(client -> client.v1().subscriptions().update(id, params));
    }

    /** Leads a customer to where they change their card and see their invoices. */
    public String portal(String customer, String back) {
        return connection
                .ask(
                        client ->
                                client.v1()
                                        .billingPortal()
                                        .sessions()
                                        .create(
                                                com.stripe.param.billingportal.SessionCreateParams
                                                        .builder()
                                                        .setCustomer(customer)
                                                        .setReturnUrl(back)
                                                        .build()))
                .getUrl();
    }
}
