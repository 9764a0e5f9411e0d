package io.lyceum.commerce.internal;

import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What is asked of Stripe about schools that pay for their plans, on the platform's own account.
 * Never inside a transaction.
 */
@ApplicationScoped
public class PlanGateway {

    private static final String PLAN = "lyceum_plan";

    private final StripeConnection connection;
    private final StripeGateway stripe;
    private final SubscriptionGateway subscriptions;

    protected PlanGateway() {
        this(null, null, null);
    }

    @Inject
    PlanGateway(
            StripeConnection connection, StripeGateway stripe, SubscriptionGateway subscriptions) {
        this.connection = connection;
        this.stripe = stripe;
        this.subscriptions = subscriptions;
    }

    /**
     * Makes a school known to Stripe.
     *
     * @param key for which it is asked once
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public String customer(UUID key, School school, String email) {
        CustomerCreateParams.Builder params =
                CustomerCreateParams.builder()
                        .setName(school.name())
                        .putMetadata(StripeGateway.SCHOOL, school.id().toString());
        if (!email.isBlank()) {
            params.setEmail(email);
        }
        return connection
                .ask(
                        client ->
                                client.v1()
                                        .customers()
                                        .create(
                                                params.build(),
                                                StripeConnection.once("plan-customer-" + key)))
                .getId();
    }

    /**
     * What a school wants to pay.
     *
     * @param open its id is also the key by which it is asked for once
     * @param name of the plan
     * @param customer who the school is at Stripe
     * @param done where the owner is led afterwards
     * @param back where the owner is led who does not pay
     */
    public record Wanted(
            UUID school,
            PlanSubscription open,
            String name,
            String customer,
            Locale locale,
            String done,
            String back,
            Instant until) {

        /** The school and the row as with orders, so that messages are read in the same way. */
        private Map<String, String> marks() {
            return Map.of(
                    StripeGateway.SCHOOL,
                    school.toString(),
                    StripeGateway.ORDER,
                    open.id().toString(),
                    PLAN,
                    open.plan().toString());
        }
    }

    /** A checkout that was begun. */
    public record Begun(String session, String url) {}

    /**
     * Begins a checkout.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Begun begin(Wanted wanted) {
        PlanSubscription open = wanted.open();
        SessionCreateParams params =
                SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                        .setClientReferenceId(open.id().toString())
                        .putAllMetadata(wanted.marks())
                        .setCustomer(wanted.customer())
                        .addLineItem(
                                SessionCreateParams.LineItem.builder()
                                        .setQuantity(1L)
                                        .setPriceData(
                                                SessionCreateParams.LineItem.PriceData.builder()
                                                        .setCurrency(lower(open.currency()))
                                                        .setUnitAmount(open.priceMinor())
                                                        .setRecurring(
                                                                SessionCreateParams.LineItem
                                                                        .PriceData.Recurring
                                                                        .builder()
                                                                        .setInterval(
                                                                                checkoutInterval(
                                                                                        open
                                                                                                .period()))
                                                                        .build())
                                                        .setProductData(
                                                                SessionCreateParams.LineItem
                                                                        .PriceData.ProductData
                                                                        .builder()
                                                                        .setName(wanted.name())
                                                                        .build())
                                                        .build())
                                        .build())
                        .setSubscriptionData(
                                SessionCreateParams.SubscriptionData.builder()
                                        .putAllMetadata(wanted.marks())
                                        .setDescription(wanted.name())
                                        .build())
                        .setLocale(
                                wanted.locale().getLanguage().equals("ru")
                                        ? SessionCreateParams.Locale.RU
                                        : SessionCreateParams.Locale.AUTO)
                        .setExpiresAt(wanted.until().getEpochSecond())
                        .setSuccessUrl(wanted.done())
                        .setCancelUrl(wanted.back())
                        .build();
        Session session =
                connection.ask(
                        client ->
                                client.v1()
                                        .checkout()
                                        .sessions()
                                        .create(
                                                params,
                                                StripeConnection.once("plan-" + open.id())));
        return new Begun(session.getId(), session.getUrl());
    }

    private static String lower(String currency) {
        return currency.toLowerCase(Locale.ROOT);
    }

    private static SessionCreateParams.LineItem.PriceData.Recurring.Interval checkoutInterval(
            Offer.Period period) {
        return switch (period) {
            case MONTH -> SessionCreateParams.LineItem.PriceData.Recurring.Interval.MONTH;
            case YEAR -> SessionCreateParams.LineItem.PriceData.Recurring.Interval.YEAR;
        };
    }

    /** Lets a checkout that nobody has paid end now. */
    public void expire(String session) {
        stripe.expire(session);
    }

    /**
     * How a checkout stands.
     *
     * @param over whether it cannot be paid any more
     * @param subscription that has begun with it
     */
    record Checkout(boolean over, Optional<String> subscription) {}

    /**
     * Reads how a checkout stands.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    Checkout checkout(String id) {
        Session session = connection.ask(client -> client.v1().checkout().sessions().retrieve(id));
        return new Checkout(
                session.getStatus().equals("expired"),
                Optional.ofNullable(session.getSubscription()));
    }

    /**
     * Reads how a subscription stands.
     *
     * @param known tells whether a paid invoice is known already
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    PlanAtStripe plan(String id, Predicate<String> known) {
        Subscription found = subscriptions.read(id);
        SubscriptionItem item = found.getItems().getData().get(0);
        Price price = item.getPrice();
        Subscribed.State state = SubscriptionGateway.state(found);
        return new PlanAtStripe(
                state,
                Optional.ofNullable(found.getMetadata().get(PLAN)).map(UUID::fromString),
                price.getRecurring().getInterval().equals("year")
                        ? Offer.Period.YEAR
                        : Offer.Period.MONTH,
                price.getCurrency().toUpperCase(Locale.ROOT),
                price.getUnitAmount(),
                subscriptions.time(found),
                SubscriptionGateway.moment(item.getCurrentPeriodEnd()),
                SubscriptionGateway.endsAt(found),
                state == Subscribed.State.PAST_DUE
                        ? subscriptions.unpaidSince(id)
                        : Optional.empty(),
                subscriptions.paid(id, known).map(this::invoice).toList());
    }

    private PlanAtStripe.Invoice invoice(Invoice invoice) {
        return new PlanAtStripe.Invoice(
                invoice.getId(),
                Optional.ofNullable(invoice.getNumber()).orElse(""),
                invoice.getCurrency().toUpperCase(Locale.ROOT),
                invoice.getAmountPaid(),
                Instant.ofEpochSecond(
                        Optional.ofNullable(invoice.getStatusTransitions())
                                .map(Invoice.StatusTransitions::getPaidAt)
                                .orElse(invoice.getCreated())),
                stripe.intentOf(invoice.getId()));
    }

    /**
     * Has a subscription be for another plan or period from now on; the difference is paid at once,
     * and if it cannot be, nothing changes.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public void change(String id, Plan plan, Offer.Period period, long priceMinor) {
        Subscription found = connection.ask(client -> client.v1().subscriptions().retrieve(id));
        if (found.getStatus().equals("past_due") || found.getStatus().equals("unpaid")) {
            // What is due comes first.
            throw new Problem(PaymentProblem.PLAN_UNPAID);
        }
        Price price =
                connection.ask(
                        client ->
                                client.v1()
                                        .prices()
                                        .create(
                                                PriceCreateParams.builder()
                                                        .setCurrency(lower(plan.currency()))
                                                        .setUnitAmount(priceMinor)
                                                        .setRecurring(
                                                                PriceCreateParams.Recurring
                                                                        .builder()
                                                                        .setInterval(
                                                                                SubscriptionGateway
                                                                                        .interval(
                                                                                                period))
                                                                        .build())
                                                        .setProductData(
                                                                PriceCreateParams.ProductData
                                                                        .builder()
                                                                        .setName(plan.name())
                                                                        .build())
                                                        .build()));
        connection.ask(
                client ->
                        client.v1()
                                .subscriptions()
                                .update(
                                        id,
                                        SubscriptionUpdateParams.builder()
                                                .addItem(
                                                        SubscriptionUpdateParams.Item.builder()
                                                                .setId(
                                                                        found.getItems()
                                                                                .getData()
                                                                                .get(0)
                                                                                .getId())
                                                                .setPrice(price.getId())
                                                                .build())
                                                .putMetadata(PLAN, plan.id().toString())
                                                .setCancelAtPeriodEnd(false)
                                                .setProrationBehavior(
                                                        SubscriptionUpdateParams.ProrationBehavior
                                                                .ALWAYS_INVOICE)
                                                .setPaymentBehavior(
                                                        SubscriptionUpdateParams.PaymentBehavior
                                                                .ERROR_IF_INCOMPLETE)
                                                .build()));
    }

    /** Ends a subscription now; nothing more is paid. */
    void end(String id) {
        try {
            connection.ask(client -> client.v1().subscriptions().cancel(id));
        } catch (Problem problem) {
            if (problem.code() != PaymentProblem.PAYMENT_REFUSED) {
                throw problem;
            }
            // It is over already.
        }
    }

    /** Finds the PDF of an invoice. */
    public Optional<String> pdf(String invoice) {
        return Optional.ofNullable(
                connection.ask(client -> client.v1().invoices().retrieve(invoice)).getInvoicePdf());
    }
}
