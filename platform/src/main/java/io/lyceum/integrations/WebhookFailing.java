package io.lyceum.integrations;

import io.lyceum.shared.outbox.Event;
import java.time.Instant;
import java.util.UUID;

/**
 * A webhook has failed for long and will be switched off if it goes on.
 *
 * @param since since when nothing could be delivered
 * @param until when it is switched off
 */
@Event.Type(name = "webhook.failing")
public record WebhookFailing(UUID webhook, Instant since, Instant until) implements Event {}
