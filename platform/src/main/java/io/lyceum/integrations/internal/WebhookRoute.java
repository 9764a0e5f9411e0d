package io.lyceum.integrations.internal;

import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.net.OutboundHttp.Answer;
import io.lyceum.shared.net.OutboundHttp.Ask;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The way of a {@link WebhookMessage} to its endpoint, by Standard Webhooks 1.0. It ends with the
 * endpoint's {@link Answer}, and fails with {@link NotDelivered} when that is no 2xx, with an
 * {@link java.io.IOException} when there is none.
 */
@Dependent
class WebhookRoute extends RouteBuilder {

    static final String ENTRANCE = "direct:webhook";

    /** How long an endpoint has for its answer. */
    static final Duration WITHIN = Duration.ofSeconds(20);

    private static final String HEADERS = "lyceum.webhook.headers";
    private static final int MOST_OF_AN_ANSWER = 2000;

    private final OutboundHttp http;
    private final Clock clock;

    @Inject
    WebhookRoute(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** An endpoint answered with something other than 2xx. */
    static final class NotDelivered extends Exception {

        private static final long serialVersionUID = 1L;

        NotDelivered(int status) {
            super("the answer was " + status);
        }
    }

    @Override
    public void configure() {
        from(ENTRANCE)
                .routeId("webhook")
                .errorHandler(noErrorHandler())
                .process(this::sign)
                .process(sending())
                .process(WebhookRoute::judge);
    }

    private void sign(Exchange exchange) {
        WebhookMessage message = exchange.getMessage().getBody(WebhookMessage.class);
        long now = clock.instant().getEpochSecond();
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Lyceum-Webhooks/1");
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", Long.toString(now));
        headers.put(
                "webhook-signature",
                message.keys().stream()
                        .map(key -> key.signature(message.id(), now, message.body()))
                        .collect(Collectors.joining(" ")));
        exchange.setProperty(HEADERS, headers);
    }

    private AsyncProcessor sending() {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                http.begin(ask(exchange))
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure == null) {
                                        exchange.getMessage().setBody(answer);
                                    } else {
                                        exchange.setException(failure);
                                    }
                                    callback.done(false);
                                });
                return false;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Ask ask(Exchange exchange) {
        WebhookMessage message = exchange.getMessage().getBody(WebhookMessage.class);
        return new Ask(
                "POST",
                message.url(),
                (Map<String, String>) exchange.getProperty(HEADERS),
                Set.of(),
                message.body(),
                to -> true,
                0,
                WITHIN,
                MOST_OF_AN_ANSWER,
                true);
    }

    private static void judge(Exchange exchange) {
        Answer answer = exchange.getMessage().getBody(Answer.class);
        if (answer.status() / 100 != 2) {
            exchange.setException(new NotDelivered(answer.status()));
        }
    }
}
