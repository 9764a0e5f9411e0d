package io.lyceum.tenancy;

import java.time.ZoneId;
import java.util.Locale;

/**
 * A school as the rest of the product sees it.
 *
 * @param slug lower-case name of the school's subdomain and of its identity realm
 * @param locale language of pages and mails when a person has not chosen one
 */
public record School(
        SchoolId id, String slug, String name, Status status, Locale locale, ZoneId timeZone) {

    /** Where a school stands between sign-up and removal. */
    public enum Status {
        ONBOARDING,
        ACTIVE,
        SUSPENDED,
        /** Closed, and brought back by a word until its grace ends. */
        DELETING,
        /** Past return: parts of it are gone. */
        ERASING,
        /** Nothing is left but its address, name and dates. */
        ERASED
    }

    /** Tells whether this is the platform's own tenant rather than a customer's school. */
    public boolean isPlatform() {
        return id.equals(SchoolId.PLATFORM);
    }
}
