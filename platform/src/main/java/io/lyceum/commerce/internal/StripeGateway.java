package io.lyceum.commerce.internal;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 20_000;
    private static final int RETRIES = 2;
    private static final String USUAL_BASE = "https://api.stripe.com";
    private static final long MOST_REFUNDS = 100;

    private final Optional<StripeClient> client;
    private final Optional<String> webhookSecret;
    private final boolean test;

    protected StripeGateway() {
        this(Optional.empty(), USUAL_BASE, Optional.empty());
    }

    /**
     * @param key the platform's secret key; nothing can be bought without one
     * @param base another address than Stripe's own, for a simulation
     * @param webhookSecret what Stripe signs its messages with
     */
    @Inject
    StripeGateway(
            @ConfigProperty(name = "lyceum.stripe.secret-key") Optional<String> key,
            @ConfigProperty(name = "lyceum.stripe.base", defaultValue = USUAL_BASE) String base,
            @ConfigProperty(name = "lyceum.stripe.webhook-secret") Optional<String> webhookSecret) {
        this.client =
                key.map(
                        secret ->
                                StripeClient.builder()
                                        .setApiKey(secret)
                                        .setApiBase(base)
                                        .setConnectTimeout(CONNECT_MILLIS)
                                        .setReadTimeout(ANSWER_MILLIS)
                                        .setMaxNetworkRetries(RETRIES)
                                        .build());
        this.webhookSecret = webhookSecret;
        this.test = !base.equals(USUAL_BASE) || key.filter(k -> k.contains("_test_")).isPresent();
    }

    /** Tells whether anything can be bought. */
    public boolean ready() {
        return client.isPresent();
    }

    /** Tells whether no real money moves. */
    public boolean test() {
        return test;
    }

    /**
     * What is bought.
     *
     * @param order also the key by which it is asked for once
     * @param description may be empty
     * @param email of the buyer, if it is known
     * @param locale of the page on which it is paid
     * @param done where the buyer is led afterwards
     * @param back where the buyer is led who does not pay
     */
    record Wanted(
            UUID school,
            UUID order,
            String title,
            String description,
            String currency,
            long minor,
            String email,
            Locale locale,
            String done,
            String back,
            Instant until) {}

    /** A checkout that was begun. */
    record Begun(String session, String url) {}

    /**
     * Begins a checkout.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    Begun begin(Wanted wanted) {
        Map<String, String> marks =
                Map.of(SCHOOL, wanted.school().toString(), ORDER, wanted.order().toString());
        SessionCreateParams.LineItem.PriceData.ProductData.Builder product =
                SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName(wanted.title());
        if (!wanted.description().isBlank()) {
            product.setDescription(wanted.description());
        }
        SessionCreateParams.Builder params =
                SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.PAYMENT)
                        .setClientReferenceId(wanted.order().toString())
                        .putAllMetadata(marks)
                        .setPaymentIntentData(
                                SessionCreateParams.PaymentIntentData.builder()
                                        .putAllMetadata(marks)
                                        .setDescription(wanted.title())
                                        .setTransferGroup(wanted.order().toString())
                                        .build())
                        .addLineItem(
                                SessionCreateParams.LineItem.builder()
                                        .setQuantity(1L)
                                        .setPriceData(
                                                SessionCreateParams.LineItem.PriceData.builder()
                                                        .setCurrency(
                                                                wanted.currency()
                                                                        .toLowerCase(Locale.ROOT))
                                                        .setUnitAmount(wanted.minor())
                                                        .setProductData(product.build())
                                                        .build())
                                        .build())
                        .setLocale(
                                wanted.locale().getLanguage().equals("ru")
                                        ? SessionCreateParams.Locale.RU
                                        : SessionCreateParams.Locale.AUTO)
                        .setExpiresAt(wanted.until().getEpochSecond())
                        .setSuccessUrl(wanted.done())
                        .setCancelUrl(wanted.back());
        if (!wanted.email().isBlank()) {
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

    /**
     * Reads how an order stands.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    Paid read(String session) {
        Session found =
                ask(
                        stripe ->
                                stripe.v1()
                                        .checkout()
                                        .sessions()
                                        .retrieve(
                                                session,
                                                SessionRetrieveParams.builder()
                                                        .addExpand(
                                                                "payment_intent.latest_charge.balance_transaction")
                                                        .build()));
        PaymentIntent intent = found.getPaymentIntentObject();
        Optional<Charge> charge =
                Optional.ofNullable(intent)
                        .map(PaymentIntent::getLatestChargeObject)
                        .filter(c -> Boolean.TRUE.equals(c.getPaid()));
        return new Paid(
                standing(found, intent),
                intent == null ? "" : intent.getId(),
                charge.map(StripeGateway::charge),
                charge.isPresent() ? refunds(intent.getId()) : List.of());
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
                                                        .setLimit(MOST_REFUNDS)
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
     */
    public record Told(
            String id,
            String type,
            Optional<UUID> school,
            Optional<UUID> order,
            String paymentIntent) {}

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

    /** What is asked. */
    interface Question<T> {
        T ask(StripeClient stripe) throws StripeException;
    }

    /**
     * Asks, and says in the platform's own words what went wrong.
     *
     * @throws Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    <T> T ask(Question<T> question) {
        StripeClient stripe = client.orElseThrow(() -> new Problem(PaymentProblem.PAYMENTS_OFF));
        try {
            return question.ask(stripe);
        } catch (InvalidRequestException e) {
            throw new Problem(PaymentProblem.PAYMENT_REFUSED, String.valueOf(e.getUserMessage()));
        } catch (ApiConnectionException | RateLimitException | ApiException e) {
            throw new Problem(PaymentProblem.PAYMENT_UNREACHABLE);
        } catch (StripeException e) {
            throw new Problem(PaymentProblem.PAYMENT_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey("lyceum-" + key).build();
    }
}
