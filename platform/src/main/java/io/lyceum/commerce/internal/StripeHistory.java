package io.lyceum.commerce.internal;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.EventListParams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What has happened at Stripe, for comparing. Never inside a transaction. */
@ApplicationScoped
class StripeHistory {

    private static final long A_PAGE = 100;

    private final StripeConnection stripe;

    protected StripeHistory() {
        this(null);
    }

    @Inject
    StripeHistory(StripeConnection stripe) {
        this.stripe = stripe;
    }

    /**
     * A change of the balance.
     *
     * @param source as the books name what is posted for it
     * @param netMinor after fees; negative for what goes out
     * @param payment whether it is about a payment of somebody, and not the platform's own
     * @param intent the payment; empty if it is about none
     */
    record Movement(
            String id,
            String type,
            String source,
            String currency,
            long netMinor,
            Instant at,
            boolean payment,
            String intent) {

        /** The same as the platform's own. */
        Movement platforms() {
            return new Movement(id, type, source, currency, netMinor, at, false, "");
        }
    }

    /**
     * A message.
     *
     * @param at when Stripe made it
     */
    record Message(StripeGateway.Told told, Instant at) {}

    /** Reads all changes of the balance since a moment, the latest first. */
    List<Movement> movements(Instant since) {
        return all(
                after -> {
                    BalanceTransactionListParams.Builder params =
                            BalanceTransactionListParams.builder()
                                    .setCreated(
                                            BalanceTransactionListParams.Created.builder()
                                                    .setGte(since.getEpochSecond())
                                                    .build())
                                    .setLimit(A_PAGE)
                                    .addExpand("data.source");
                    after.ifPresent(params::setStartingAfter);
                    return stripe.ask(
                            client -> client.v1().balanceTransactions().list(params.build()));
                },
                StripeHistory::movement);
    }

    private static Movement movement(BalanceTransaction transaction) {
        BalanceTransactionSource source = transaction.getSourceObject();
        String intent = "";
        boolean payment = true;
        String name = Optional.ofNullable(transaction.getSource()).orElse("");
        if (source instanceof Charge charge) {
            intent = charge.getPaymentIntent();
        } else if (source instanceof Refund refund) {
            intent = refund.getPaymentIntent();
            if (transaction.getId().equals(refund.getFailureBalanceTransaction())) {
                name += Settling.RETURNED;
            }
        } else if (source instanceof Dispute dispute) {
            intent = dispute.getPaymentIntent();
            name = transaction.getId();
        } else {
            payment = false;
        }
        return new Movement(
                transaction.getId(),
                transaction.getType(),
                name,
                transaction.getCurrency().toUpperCase(Locale.ROOT),
                transaction.getNet(),
                Instant.ofEpochSecond(transaction.getCreated()),
                payment,
                Optional.ofNullable(intent).orElse(""));
    }

    /** Reads all messages since a moment, the latest first; Stripe keeps them for 30 days. */
    List<Message> messages(Instant since) {
        return all(
                after -> {
                    EventListParams.Builder params =
                            EventListParams.builder()
                                    .setCreated(
                                            EventListParams.Created.builder()
                                                    .setGte(since.getEpochSecond())
                                                    .build())
                                    .setLimit(A_PAGE);
                    after.ifPresent(params::setStartingAfter);
                    return stripe.ask(client -> client.v1().events().list(params.build()));
                },
                StripeHistory::message);
    }

    private static Message message(Event event) {
        return new Message(
                EventReading.told(event.getId(), event.getType(), event.toJson()),
                Instant.ofEpochSecond(event.getCreated()));
    }

    private static <S extends HasId, T> List<T> all(
            Function<Optional<String>, StripeCollection<S>> page, Function<S, T> mapping) {
        List<T> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        boolean more = true;
        while (more) {
            StripeCollection<S> found = page.apply(after);
            found.getData().forEach(one -> all.add(mapping.apply(one)));
            more = Boolean.TRUE.equals(found.getHasMore()) && !found.getData().isEmpty();
            if (more) {
                after = Optional.of(found.getData().get(found.getData().size() - 1).getId());
            }
        }
        return all;
    }

    /** Asks about which order a payment says that it is; nothing if it says none. */
    StripeGateway.Told payment(String intent) {
        PaymentIntent found = stripe.ask(client -> client.v1().paymentIntents().retrieve(intent));
        return EventReading.marked(intent, found.getMetadata());
    }
}
