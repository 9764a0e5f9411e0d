package io.lyceum.commerce.internal;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute.EvidenceDetails;
import com.stripe.param.DisputeListParams;
import io.lyceum.commerce.Dispute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What Stripe says of disputes. Never inside a transaction. */
@ApplicationScoped
public class StripeDisputes {

    private static final String USUAL_BASE = "https://api.stripe.com";
    private static final long MOST = 100;

    private final StripeConnection stripe;
    private final String base;

    protected StripeDisputes() {
        this(null, USUAL_BASE);
    }

    @Inject
    StripeDisputes(
            StripeConnection stripe,
            @ConfigProperty(name = "lyceum.stripe.base", defaultValue = USUAL_BASE) String base) {
        this.stripe = stripe;
        this.base = base;
    }

    /**
     * Reads the disputes of a payment, the oldest first.
     *
     * @throws io.lyceum.shared.problem.Problem PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    List<Disputed> of(String intent) {
        return stripe
                .ask(
                        client ->
                                client.v1()
                                        .disputes()
                                        .list(
                                                DisputeListParams.builder()
                                                        .setPaymentIntent(intent)
                                                        .setLimit(MOST)
                                                        .build()))
                .getData()
                .stream()
                .map(StripeDisputes::disputed)
                .sorted(Comparator.comparing(Disputed::at).thenComparing(Disputed::id))
                .toList();
    }

    private static Disputed disputed(com.stripe.model.Dispute dispute) {
        Dispute.Status status = status(dispute.getStatus());
        return new Disputed(
                dispute.getId(),
                Optional.ofNullable(dispute.getReason()).orElse("general"),
                status,
                dispute.getCurrency().toUpperCase(Locale.ROOT),
                dispute.getAmount(),
                Optional.ofNullable(dispute.getEvidenceDetails())
                        .map(EvidenceDetails::getDueBy)
                        .filter(due -> Dispute.OPEN.contains(status))
                        .map(Instant::ofEpochSecond),
                Instant.ofEpochSecond(dispute.getCreated()),
                Optional.ofNullable(dispute.getBalanceTransactions()).orElse(List.of()).stream()
                        .map(StripeDisputes::move)
                        .toList());
    }

    /** One that Stripe names anew later is open until it says more. */
    private static Dispute.Status status(String status) {
        return switch (status) {
            case "warning_needs_response", "warning_under_review" -> Dispute.Status.INQUIRY;
            case "warning_closed", "prevented" -> Dispute.Status.CLOSED;
            case "won" -> Dispute.Status.WON;
            case "lost" -> Dispute.Status.LOST;
            case "needs_response" -> Dispute.Status.NEEDS_RESPONSE;
            default -> Dispute.Status.UNDER_REVIEW;
        };
    }

    private static Disputed.Move move(BalanceTransaction transaction) {
        return new Disputed.Move(
                transaction.getId(),
                Instant.ofEpochSecond(transaction.getCreated()),
                new Paid.Settlement(
                        transaction.getCurrency().toUpperCase(Locale.ROOT),
                        transaction.getAmount(),
                        transaction.getFee()));
    }

    /** Where a payment stands in Stripe's dashboard; a simulation has none. */
    public Optional<String> dashboard(String intent) {
        return base.equals(USUAL_BASE)
                ? Optional.of(
                        "https://dashboard.stripe.com/"
                                + (stripe.test() ? "test/" : "")
                                + "payments/"
                                + intent)
                : Optional.empty();
    }
}
