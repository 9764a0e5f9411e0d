package io.lyceum.integrations.internal;

import io.lyceum.integrations.InboundFormat;
import io.lyceum.integrations.InboundWebhook;
import io.lyceum.integrations.InboundWebhooks;
import io.lyceum.integrations.IntegrationProblem;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The way in: the sender proves itself, the message is kept as it came, and what is to be done
 * about it waits in the outbox. Only then the sender is answered.
 */
@Dependent
class InboundRoute extends RouteBuilder {

    static final String ENTRANCE = "direct:inbound";

    private static final String WEBHOOK = "lyceum.inbound.webhook";

    private final InboundWebhooks webhooks;
    private final Clock clock;

    @Inject
    InboundRoute(InboundWebhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * What came in.
     *
     * @param header reads a header by its name; empty if there is none
     */
    record Arrived(UUID webhook, UnaryOperator<String> header, byte[] body) {}

    @Override
    public void configure() {
        from(ENTRANCE)
                .routeId("inbound")
                .errorHandler(noErrorHandler())
                .process(this::prove)
                .process(this::keep);
    }

    private void prove(Exchange exchange) {
        Arrived arrived = exchange.getMessage().getBody(Arrived.class);
        InboundWebhook webhook = webhooks.byId(arrived.webhook());
        if (!InboundSignature.proves(
                webhook,
                webhooks.secrets(webhook.id()),
                arrived.header(),
                arrived.body(),
                clock.instant())) {
            throw new Problem(IntegrationProblem.NOT_PROVED);
        }
        if (!webhook.active()) {
            throw new Problem(IntegrationProblem.INBOUND_PAUSED);
        }
        exchange.setProperty(WEBHOOK, webhook);
    }

    private void keep(Exchange exchange) {
        Arrived arrived = exchange.getMessage().getBody(Arrived.class);
        InboundWebhook webhook = exchange.getProperty(WEBHOOK, InboundWebhook.class);
        InboundReading message =
                InboundReading.of(arrived.body())
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                CommonProblem.MALFORMED_BODY,
                                                "it is no JSON object, nor a list of at most 1000, in UTF-8"));
        exchange.getMessage()
                .setBody(
                        webhooks.keep(
                                webhook.id(),
                                message.event(
                                        webhook,
                                        webhook.format() == InboundFormat.STANDARD
                                                ? arrived.header().apply("webhook-id")
                                                : ""),
                                message.type(webhook),
                                message));
    }
}
