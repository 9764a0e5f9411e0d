package io.lyceum.integrations;

import io.lyceum.integrations.internal.WebhookLane;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Tries whether a webhook works, by a message that says itself to be an example. */
@ApplicationScoped
public class WebhookTests {

    private final Webhooks webhooks;
    private final WebhookLane lane;
    private final Transactions transactions;
    private final Clock clock;

    protected WebhookTests() {
        this(null, null, null, null);
    }

    @Inject
    WebhookTests(Webhooks webhooks, WebhookLane lane, Transactions transactions, Clock clock) {
        this.webhooks = webhooks;
        this.lane = lane;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Sends the example of a type, signed as all messages are, and waits for the answer; its id
     * begins with {@code test_}. Call it outside of transactions.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT for a type that does not exist
     */
    public DeliveryAttempt send(UUID id, String type) {
        Webhook webhook = transactions.call(() -> webhooks.byId(id));
        Optional<EventType> chosen = EventTypes.named(type);
        new Checks().that(chosen.isPresent(), "type", "There is no such event.").done();
        byte[] body = chosen.get().example().toString().getBytes(StandardCharsets.UTF_8);
        String message = "test_" + Ids.at(clock.instant());
        return lane.trySending(webhook, message, body).noted(1);
    }
}
