package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * What a plugin may do during one call, at the school that the host has bound to it. It is of no
 * use after the call has ended. Whatever the school has not granted answers {@link
 * CapabilityDenied}.
 */
@Stable
public interface PluginContext {

    /** The id of the running plugin, as in its descriptor. */
    String pluginId();

    /** The version of the running plugin. */
    String pluginVersion();

    /** The language that the answer is to be in. */
    Locale locale();

    /** The school's time zone. */
    ZoneId zone();

    /** The time, in UTC; in tests it stands still until it is moved. */
    Clock clock();

    /**
     * What the school has set, by the names of the descriptor's settings schema, defaults filled
     * in. Secrets are not among them.
     */
    Map<String, Object> settings();

    /**
     * Opens one of the plugin's declared storages. What it belongs to besides the school (activity,
     * learner) follows from its scope and the running call.
     *
     * @param name the declaration's name
     * @throws CapabilityDenied if it is not declared, or its scope needs an activity or a learner
     *     that the running call does not have
     */
    Storage storage(String name);

    /** Sends requests to the hosts that the descriptor names and the school has agreed to. */
    Http http();

    /** Tells the plugin's own listeners and others that something has happened. */
    Events events();

    /** Runs one of the plugin's declared jobs later. */
    Scheduler scheduler();

    /** Reads secret settings. */
    Secrets secrets();

    /** Looks up people, as far as the granted scopes go. */
    Users users();

    /** Reads the files of the content package that the running call is about. */
    PackageFiles files();

    /** Writes to the plugin's log at this school; never write personal data. */
    Logger log();
}
