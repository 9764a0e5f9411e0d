/**
 * Plugins: which there are, which of them a school uses and with what rights, and calls to them.
 *
 * <p>Tables: plugin_version, publisher, publisher_key, publisher_member, plugin_listing,
 * plugin_picture and plugin_rating (all cross-school), school_plugin, plugin_entry. Events out:
 * {@link VersionMoved}. Events in: none. No call of a plugin happens inside a transaction; what a
 * plugin does through its context runs in short ones of its own.
 */
@NullMarked
package io.lyceum.plugins;

import org.jspecify.annotations.NullMarked;
