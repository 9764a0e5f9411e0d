/**
 * What other systems are told, and what they tell: a school's connections to them.
 *
 * <p>Owns {@code connection}, {@code connection_secret}, {@code inbound_message}, {@code
 * crm_backfill}. Events out: {@code webhook.failing}, {@code webhook.disabled}, {@code
 * address.reported}. Events in: every open one, for endpoints that have subscribed to it; {@code
 * person.joined}.
 */
@NullMarked
package io.lyceum.integrations;

import org.jspecify.annotations.NullMarked;
