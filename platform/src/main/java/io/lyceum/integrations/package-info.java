/**
 * What other systems are told: a school's connections to them, beginning with webhooks.
 *
 * <p>Owns {@code connection}, {@code connection_secret}. Events out: {@code webhook.failing},
 * {@code webhook.disabled}. Events in: every open one, for endpoints that have subscribed to it.
 */
@NullMarked
package io.lyceum.integrations;

import org.jspecify.annotations.NullMarked;
