/**
 * What every plugin meets: {@link io.lyceum.plugin.PluginContext}, its capabilities, and what can
 * go wrong with them. Extension points are in the packages below, one each.
 *
 * <p>Every call is {@code (PluginContext, request record) → response record}. Both records are made
 * of text, numbers, booleans, instants, enums, lists, maps with text as keys, and records of those,
 * so that a call can cross a process boundary. No object of the host ever reaches a plugin.
 */
@NullMarked
package io.lyceum.plugin;

import org.jspecify.annotations.NullMarked;
