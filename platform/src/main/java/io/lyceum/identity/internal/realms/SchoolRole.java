package io.lyceum.identity.internal.realms;

import java.util.Locale;

/**
 * The roles that a realm knows. Lyceum's own tables are the truth for permissions; these mirror
 * them into tokens.
 */
public enum SchoolRole {
    OWNER,
    ADMIN,
    TEACHER,
    LEARNER,
    /** Only in the realm of the platform. */
    PLATFORM_ADMIN;

    /** The name in the realm and in tokens, for example {@code platform-admin}. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
