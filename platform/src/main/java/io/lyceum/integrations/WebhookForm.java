package io.lyceum.integrations;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a webhook.
 *
 * @param name at most 80 characters
 * @param url where its system listens
 * @param events names of types from {@link EventTypes}, at least one
 * @param perMinute how many messages it is sent at most, from 10 on; 0 or nothing for as many as
 *     there are
 */
public record WebhookForm(
        @Nullable String name,
        @Nullable String url,
        @Nullable Set<String> events,
        @Nullable Integer perMinute) {}
