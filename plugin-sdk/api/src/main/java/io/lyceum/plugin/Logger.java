package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/** The plugin's log at one school. Lines are cut at 2,000 characters, and rates are bounded. */
@Stable
public interface Logger {

    /** Says what has happened. */
    void info(String message);

    /** Says what somebody should look at. */
    void warn(String message);
}
