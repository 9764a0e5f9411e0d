package io.lyceum.tenancy;

import java.util.Locale;

/** What a plan limits. */
public enum Quota {
    COURSES,
    /** People who learn, as long as they have access. */
    LEARNERS,
    /** Bytes of stored files. */
    STORAGE,
    /** Those that are switched on. */
    PLUGINS,
    /** Of the API by programs, in a calendar month of UTC. */
    CALLS;

    /** Its name in sentences and texts' keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
