package io.lyceum.integrations.internal;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * A message on its way to an endpoint.
 *
 * @param webhook whose message it is
 * @param id the same in each attempt
 * @param keys those that hold; each signs
 */
record WebhookMessage(UUID webhook, URI url, String id, byte[] body, List<SigningKey> keys) {}
