package io.lyceum.integrations.internal;

import io.lyceum.shared.net.OutboundHttp.Answer;
import io.lyceum.shared.net.OutboundHttp.NotAllowed;
import io.lyceum.shared.net.PublicAddresses.PrivateAddress;
import io.lyceum.shared.outbox.DeliveryAttempt;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a message once.
 *
 * @param answer what the endpoint said, if it did
 * @param error empty when it was delivered
 */
public record Attempted(Instant at, int millis, Optional<Answer> answer, String error) {

    private static final int GONE = 410;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    static Attempted of(Exchange exchange, Instant at, long nanos) {
        Object body = exchange.getMessage().getBody();
        return new Attempted(
                at,
                (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000),
                body instanceof Answer answer ? Optional.of(answer) : Optional.empty(),
                inWords(exchange.getException()));
    }

    private static String inWords(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof WebhookRoute.NotDelivered
                || failure instanceof NotAllowed
                || failure instanceof PrivateAddress
                || failure instanceof SocketTimeoutException) {
            return said;
        }
        if (failure instanceof UnknownHostException) {
            return "no such host: " + said;
        }
        if (failure instanceof SSLException) {
            return "TLS failed: " + said;
        }
        return "no connection: " + said;
    }

    boolean delivered() {
        return error.isEmpty();
    }

    /** Tells whether the endpoint says that it will never be there again. */
    boolean gone() {
        return answer.filter(a -> a.status() == GONE).isPresent();
    }

    /** How long the endpoint asks to be left alone; zero if it does not (RFC 9110, 10.2.3). */
    Duration pause() {
        return answer.filter(a -> a.status() == 429 || a.status() == 503)
                .flatMap(
                        a ->
                                a.headers().getOrDefault("retry-after", List.of()).stream()
                                        .findFirst())
                .map(this::pause)
                .orElse(Duration.ZERO);
    }

    private Duration pause(String text) {
        Duration pause;
        try {
            pause =
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    at,
                                    ZonedDateTime.parse(
                                            text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** What is kept of it. */
    public DeliveryAttempt noted(int number) {
        return new DeliveryAttempt(
                number, at, millis, delivered(), answer.map(Answer::status), error, said());
    }

    /** The beginning of the answer, as far as it is text. */
    private String said() {
        return answer.map(a -> new String(a.body(), StandardCharsets.UTF_8))
                .orElse("")
                .replaceAll("[\\p{Cntrl}\\uFFFD&&[^\\n\\t]]+", "\uFFFD");
    }
}
