package io.lyceum.commerce.internal;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The platform's way to Stripe, and what its silence and its refusals mean here. */
@ApplicationScoped
class StripeConnection {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 20_000;
    private static final int RETRIES = 2;
    private static final String USUAL_BASE = "https://api.stripe.com";

    private final Optional<StripeClient> client;
    private final boolean test;

    protected StripeConnection() {
        this(Optional.empty(), USUAL_BASE);
    }

    /**
     * @param key the platform's secret key; nothing can be asked without one
     * @param base another address than Stripe's own, for a simulation
     */
    @Inject
    StripeConnection(
            @ConfigProperty(name = "lyceum.stripe.secret-key") Optional<String> key,
            @ConfigProperty(name = "lyceum.stripe.base", defaultValue = USUAL_BASE) String base) {
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
        this.test = !base.equals(USUAL_BASE) || key.filter(k -> k.contains("_test_")).isPresent();
    }

    boolean ready() {
        return client.isPresent();
    }

    boolean test() {
        return test;
    }

    interface Question<T> {
        T ask(StripeClient stripe) throws StripeException;
    }

    /**
     * Asks Stripe something.
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

    /** What is asked for twice with the same key is done once. */
    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey("lyceum-" + key).build();
    }
}
