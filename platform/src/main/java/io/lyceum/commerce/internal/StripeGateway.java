package io.lyceum.commerce.internal;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.TaxRateCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.lyceum.commerce.Coupon;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.Quote;
import io.lyceum.commerce.SaleItem;
import io.lyceum.identity.Person;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Stripe. Never inside a transaction. Whatever is asked for twice with the same
 * key is done once.
 */
@ApplicationScoped
public class StripeGateway {

    static final String SCHOOL = "lyceum_school";
    static final String ORDER = "lyceum_order";
    private static final String REFUND = "lyceum_refund";

    private static final long MOST_LISTED = 100;
    private static final int LONGEST_COUPON_NAME = 40;

    private final StripeConnection connection;
    private final Optional<String> webhookSecret;

    protected StripeGateway() {
        this(null, Optional.empty());
    }

    /**
     * @param webhookSecret what Stripe signs its messages with
     */
    @Inject
    StripeGateway(
            StripeConnection connection,
            @ConfigProperty(name = "lyceum.stripe.webhook-secret") Optional<String> webhookSecret) {
        this.connection = connection;
        this.webhookSecret = webhookSecret;
    }

    /** Tells whether anything can be bought. */
    public boolean ready() {
        return connection.ready();
    }

    /** Tells whether no real money moves. */
    public boolean test() {
        return connection.test();
    }

    /**
     * What is bought.
     *
     * @param order also the key by which it is asked for once
     * @param email of the buyer; not used where the customer is known
     * @param customer who the buyer is at Stripe, if that is known
     * @param taxRate what Stripe calls the rate of the school's own table, if tax is collected
     * @param seller the school's account at Stripe, in whose name it is sold; nothing while it has
     *     none that can be
     * @param locale of the page on which it is paid
     * @param taxes whether Stripe adds taxes
     * @param done where the buyer is led afterwards
     * @param back where the buyer is led who does not pay
     */
    record Wanted(
            UUID school,
            UUID order,
            Quote quote,
            String email,
            Optional<String> customer,
            Optional<String> taxRate,
            Optional<String> seller,
            Locale locale,
            boolean taxes,
            String done,
            String back,
            Instant until) {

        SaleItem item() {
            return quote.item();
        }

        private Map<String, String> marks() {
            return Map.of(SCHOOL, school.toString(), ORDER, order.toString());
        }
    }

    /** A checkout that was begun. */
    record Begun(String session, String url) {}

    /**
     * Begins a checkout.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    Begun begin(Wanted wanted) {
        SessionCreateParams.Builder params =
                SessionCreateParams.builder()
                        .setClientReferenceId(wanted.order().toString())
                        .putAllMetadata(wanted.marks())
                        .addLineItem(line(wanted, wanted.item(), wanted.quote().wish().quantity()))
                        .setLocale(
                                wanted.locale().getLanguage().equals("ru")
                                        ? SessionCreateParams.Locale.RU
                                        : SessionCreateParams.Locale.AUTO)
                        .setExpiresAt(wanted.until().getEpochSecond())
                        .setSuccessUrl(wanted.done())
                        .setCancelUrl(wanted.back());
        wanted.quote().extra().ifPresent(extra -> params.addLineItem(line(wanted, extra, 1)));
        wanted.item()
                .billing()
                .ifPresentOrElse(
                        billing -> againAndAgain(params, wanted, billing),
                        () -> once(params, wanted));
        if (wanted.quote().discountMinor() > 0) {
            params.addDiscount(
                    SessionCreateParams.Discount.builder().setCoupon(coupon(wanted)).build());
        }
        if (wanted.taxes()) {
            params.setAutomaticTax(
                    SessionCreateParams.AutomaticTax.builder().setEnabled(true).build());
            params.setBillingAddressCollection(
                    SessionCreateParams.BillingAddressCollection.REQUIRED);
            params.setTaxIdCollection(
                    SessionCreateParams.TaxIdCollection.builder().setEnabled(true).build());
            if (wanted.customer().isPresent()) {
                // What the buyer writes there is kept with who they are.
                params.setCustomerUpdate(
                        SessionCreateParams.CustomerUpdate.builder()
                                .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                                .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                                .build());
            }
        }
        if (wanted.customer().isPresent()) {
            params.setCustomer(wanted.customer().get());
        } else if (!wanted.email().isBlank()) {
            params.setCustomerEmail(wanted.email());
        }
        Session session =
                ask(
                        stripe ->
                                stripe.v1()
                                        .checkout()
                                        .sessions()
                                        .create(params.build(), once("order-" + wanted.order())));
        return new Begun(session.getId(), session.getUrl());
    }

    private static SessionCreateParams.LineItem line(Wanted wanted, SaleItem item, long quantity) {
        SessionCreateParams.LineItem.PriceData.ProductData.Builder product =
                SessionCreateParams.LineItem.PriceData.ProductData.builder().setName(item.title());
        if (!item.description().isBlank()) {
            product.setDescription(item.description());
        }
        SessionCreateParams.LineItem.PriceData.Builder price =
                SessionCreateParams.LineItem.PriceData.builder()
                        .setCurrency(item.currency().toLowerCase(Locale.ROOT))
                        .setUnitAmount(item.priceMinor())
                        .setProductData(product.build());
        item.billing()
                .ifPresent(
                        billing ->
                                price.setRecurring(
                                        SessionCreateParams.LineItem.PriceData.Recurring.builder()
                                                .setInterval(
                                                        switch (billing.period()) {
                                                            case MONTH ->
                                                                    SessionCreateParams.LineItem
                                                                            .PriceData.Recurring
                                                                            .Interval.MONTH;
                                                            case YEAR ->
                                                                    SessionCreateParams.LineItem
                                                                            .PriceData.Recurring
                                                                            .Interval.YEAR;
                                                        })
                                                .build()));
        SessionCreateParams.LineItem.Builder line =
                SessionCreateParams.LineItem.builder()
                        .setQuantity(quantity)
                        .setPriceData(price.build());
        wanted.taxRate().ifPresent(line::addTaxRate);
        return line.build();
    }

    private static void once(SessionCreateParams.Builder params, Wanted wanted) {
        SessionCreateParams.PaymentIntentData.Builder data =
                SessionCreateParams.PaymentIntentData.builder()
                        .putAllMetadata(wanted.marks())
                        .setDescription(wanted.item().title())
                        .setTransferGroup(wanted.order().toString());
        wanted.seller().ifPresent(data::setOnBehalfOf);
        params.setMode(SessionCreateParams.Mode.PAYMENT).setPaymentIntentData(data.build());
    }

    private static void againAndAgain(
            SessionCreateParams.Builder params, Wanted wanted, SaleItem.Billing billing) {
        SessionCreateParams.SubscriptionData.Builder data =
                SessionCreateParams.SubscriptionData.builder()
                        .putAllMetadata(wanted.marks())
                        .setDescription(wanted.item().title());
        wanted.seller().ifPresent(data::setOnBehalfOf);
        // Also for what is added later; a line of its own rate keeps that.
        wanted.taxRate().ifPresent(data::addDefaultTaxRate);
        if (billing.trialDays() > 0) {
            data.setTrialPeriodDays((long) billing.trialDays());
        }
        params.setMode(SessionCreateParams.Mode.SUBSCRIPTION).setSubscriptionData(data.build());
    }

    /** Makes a discount at Stripe that is good for one order. */
    private String coupon(Wanted wanted) {
        Quote quote = wanted.quote();
        CouponCreateParams.Builder params =
                CouponCreateParams.builder()
                        .setName(couponName(quote))
                        .setMaxRedemptions(1L)
                        .putAllMetadata(wanted.marks());
        Coupon first = quote.discounts().get(0).coupon();
        if (wanted.item().billing().isPresent() && first.kind() == Coupon.Kind.PERCENT) {
            params.setPercentOff(BigDecimal.valueOf(first.basisPoints(), 2));
        } else {
            params.setAmountOff(quote.discountMinor())
                    .setCurrency(wanted.item().currency().toLowerCase(Locale.ROOT));
        }
        switch (first.duration()) {
            case ONCE -> params.setDuration(CouponCreateParams.Duration.ONCE);
            case FOREVER -> params.setDuration(CouponCreateParams.Duration.FOREVER);
            case MONTHS ->
                    params.setDuration(CouponCreateParams.Duration.REPEATING)
                            .setDurationInMonths((long) first.months().orElseThrow());
        }
        if (wanted.item().billing().isEmpty()) {
            params.setDuration(CouponCreateParams.Duration.ONCE);
        }
        return ask(stripe ->
                        stripe.v1()
                                .coupons()
                                .create(params.build(), once("coupon-" + wanted.order())))
                .getId();
    }

    private static String couponName(Quote quote) {
        String names =
                quote.discounts().stream()
                        .map(discount -> discount.coupon().name())
                        .collect(Collectors.joining(", "));
        return names.substring(0, Math.min(LONGEST_COUPON_NAME, names.length()));
    }

    /**
     * Tells Stripe of a rate at which the school collects tax.
     *
     * @return what Stripe calls it
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    String taxRate(UUID school, Order.Billed billed) {
        TaxRateCreateParams.Builder params =
                TaxRateCreateParams.builder()
                        .setDisplayName(billed.taxName())
                        .setPercentage(BigDecimal.valueOf(billed.taxThousandths(), 3))
                        .setInclusive(billed.taxIncluded())
                        .setCountry(billed.country())
                        .putMetadata(SCHOOL, school.toString());
        if (!billed.region().isEmpty()) {
            params.setState(billed.region());
        }
        String key =
                Tokens.hash(
                        String.join(
                                "/",
                                school.toString(),
                                billed.country(),
                                billed.region(),
                                billed.taxName(),
                                String.valueOf(billed.taxThousandths()),
                                String.valueOf(billed.taxIncluded())));
        return ask(stripe -> stripe.v1().taxRates().create(params.build(), once("tax-rate-" + key)))
                .getId();
    }

    /**
     * Makes somebody a customer, so that they find their card again.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    String customer(UUID school, Person person) {
        return ask(stripe ->
                        stripe.v1()
                                .customers()
                                .create(
                                        CustomerCreateParams.builder()
                                                .setEmail(person.email())
                                                .setName(person.name())
                                                .putMetadata(SCHOOL, school.toString())
                                                .build(),
                                        once("customer-" + school + "-" + person.id())))
                .getId();
    }

    /** Lets a checkout that nobody has paid end now. */
    void expire(String session) {
        try {
            ask(stripe -> stripe.v1().checkout().sessions().expire(session));
        } catch (Problem problem) {
            if (problem.code() != PaymentProblem.PAYMENT_REFUSED) {
                throw problem;
            }
            // It is over already; how is asked next.
        }
    }

    /** What has begun with a checkout. */
    record Started(String subscription, String customer) {}

    /**
     * Reads how an order stands.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    Paid read(Order order) {
        if (order.paymentIntent().isPresent()) {
            return paid(
                    Paid.Session.COMPLETE,
                    Optional.of(intent(order.paymentIntent().get())),
                    Optional.empty(),
                    order.totalMinor(),
                    order.taxMinor(),
                    false);
        }
        Session session = session(order.session().orElseThrow());
        Optional<PaymentIntent> intent =
                Optional.ofNullable(session.getPaymentIntentObject())
                        .or(
                                () ->
                                        Optional.ofNullable(session.getInvoice())
                                                .flatMap(this::intentOf)
                                                .map(this::intent));
        return paid(
                standing(session, intent.orElse(null)),
                intent,
                Optional.of(session),
                session.getAmountTotal(),
                Optional.ofNullable(session.getTotalDetails())
                        .map(Session.TotalDetails::getAmountTax)
                        .orElse(0L),
                session.getStatus().equals("complete")
                        && session.getPaymentStatus().equals("no_payment_required"));
    }

    private Session session(String id) {
        return ask(
                stripe ->
                        stripe.v1()
                                .checkout()
                                .sessions()
                                .retrieve(
                                        id,
                                        SessionRetrieveParams.builder()
                                                .addExpand(
                                                        "payment_intent.latest_charge.balance_transaction")
                                                .build()));
    }

    private PaymentIntent intent(String id) {
        return ask(
                stripe ->
                        stripe.v1()
                                .paymentIntents()
                                .retrieve(
                                        id,
                                        PaymentIntentRetrieveParams.builder()
                                                .addExpand("latest_charge.balance_transaction")
                                                .build()));
    }

    /** Finds the payment of an invoice; there is none of one that costs nothing. */
    Optional<String> intentOf(String invoice) {
        return ask(
                        stripe ->
                                stripe.v1()
                                        .invoicePayments()
                                        .list(
                                                InvoicePaymentListParams.builder()
                                                        .setInvoice(invoice)
                                                        .build()))
                .getData()
                .stream()
                .map(payment -> payment.getPayment().getPaymentIntent())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Paid paid(
            Paid.Session standing,
            Optional<PaymentIntent> intent,
            Optional<Session> session,
            long total,
            long tax,
            boolean nothingDue) {
        Optional<Charge> charge =
                intent.map(PaymentIntent::getLatestChargeObject)
                        .filter(c -> Boolean.TRUE.equals(c.getPaid()));
        return new Paid(
                standing,
                intent.map(PaymentIntent::getId),
                session.map(Session::getInvoice),
                session.filter(s -> s.getSubscription() != null)
                        .map(s -> new Started(s.getSubscription(), s.getCustomer())),
                total,
                tax,
                nothingDue,
                charge.map(StripeGateway::charge),
                charge.isPresent() ? refunds(intent.get().getId()) : List.of());
    }

    private static Paid.Session standing(Session session, @Nullable PaymentIntent intent) {
        return switch (session.getStatus()) {
            case "open" -> Paid.Session.OPEN;
            case "expired" -> Paid.Session.EXPIRED;
            default ->
                    intent != null
                                    && (intent.getStatus().equals("requires_payment_method")
                                            || intent.getStatus().equals("canceled"))
                            ? Paid.Session.FAILED
                            : Paid.Session.COMPLETE;
        };
    }

    private static Paid.Charge charge(Charge charge) {
        return new Paid.Charge(
                charge.getId(),
                charge.getCurrency().toUpperCase(Locale.ROOT),
                charge.getAmount(),
                Instant.ofEpochSecond(charge.getCreated()),
                settled(charge.getBalanceTransactionObject()));
    }

    private static Optional<Paid.Settlement> settled(@Nullable BalanceTransaction transaction) {
        return Optional.ofNullable(transaction)
                .map(
                        t ->
                                new Paid.Settlement(
                                        t.getCurrency().toUpperCase(Locale.ROOT),
                                        t.getAmount(),
                                        t.getFee()));
    }

    private List<Paid.Refund> refunds(String intent) {
        return ask(
                        stripe ->
                                stripe.v1()
                                        .refunds()
                                        .list(
                                                RefundListParams.builder()
                                                        .setPaymentIntent(intent)
                                                        .setLimit(MOST_LISTED)
                                                        .addExpand("data.balance_transaction")
                                                        .addExpand(
                                                                "data.failure_balance_transaction")
                                                        .build()))
                .getData()
                .stream()
                .map(StripeGateway::refund)
                .toList();
    }

    private static Paid.Refund refund(Refund refund) {
        return new Paid.Refund(
                refund.getId(),
                Optional.ofNullable(refund.getMetadata())
                        .map(marks -> marks.get(REFUND))
                        .map(UUID::fromString),
                switch (refund.getStatus()) {
                    case "succeeded" -> Paid.Refund.Status.DONE;
                    case "failed", "canceled" -> Paid.Refund.Status.FAILED;
                    default -> Paid.Refund.Status.PENDING;
                },
                refund.getAmount(),
                Instant.ofEpochSecond(refund.getCreated()),
                settled(refund.getBalanceTransactionObject()),
                settled(refund.getFailureBalanceTransactionObject()));
    }

    /**
     * Gives money back.
     *
     * @param asked also the key by which it is asked for once
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    String refund(UUID asked, String intent, long minor) {
        return ask(stripe ->
                        stripe.v1()
                                .refunds()
                                .create(
                                        RefundCreateParams.builder()
                                                .setPaymentIntent(intent)
                                                .setAmount(minor)
                                                .putMetadata(REFUND, asked.toString())
                                                .build(),
                                        once("refund-" + asked)))
                .getId();
    }

    /**
     * A message of Stripe.
     *
     * @param school of which it is, if it says so
     * @param order about which it is, if it says so
     * @param paymentIntent about which it is; empty if about none
     * @param account of which it is; empty for the platform's own
     */
    public record Told(
            String id,
            String type,
            Optional<UUID> school,
            Optional<UUID> order,
            String paymentIntent,
            String account) {}

    /**
     * Reads a message that Stripe has signed, within five minutes.
     *
     * @throws Problem PAYMENT_NOT_PROVED
     */
    public Told told(String body, String signature) {
        Problem unproved = new Problem(PaymentProblem.PAYMENT_NOT_PROVED);
        String secret = webhookSecret.orElseThrow(() -> unproved);
        try {
            Event event =
                    Webhook.constructEvent(
                            body, signature, secret, Duration.ofMinutes(5).toSeconds());
            return EventReading.told(event.getId(), event.getType(), body);
        } catch (SignatureVerificationException | RuntimeException e) {
            throw unproved;
        }
    }

    private <T> T ask(StripeConnection.Question<T> question) {
        return connection.ask(question);
    }

    private static RequestOptions once(String key) {
        return StripeConnection.once(key);
    }
}
