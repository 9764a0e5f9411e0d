package io.lyceum.integrations;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * A webhook was switched off because it could not be reached.
 *
 * @param gone whether its system said that it is gone for good
 */
@Event.Type(name = "webhook.disabled")
public record WebhookDisabled(UUID webhook, boolean gone) implements Event {}
