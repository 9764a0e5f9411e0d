package io.lyceum.identity.internal.realms;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A person who is asked to join a school.
 *
 * @param name full name as the person writes it; the part after the first space becomes the family
 *     name, which may stay empty
 * @param roles of {@link SchoolRole}; learner comes by itself
 * @param locale language of the mail and of the sign-in pages
 * @param welcome where the person goes afterwards: {@code {base}/welcome} of one of the realm's
 *     hosts, nothing else is let through
 */
public record Invitation(
        String email, String name, Set<SchoolRole> roles, Locale locale, URI welcome) {

    public Invitation {
        email = email.strip();
        name = name.strip();
        roles = Set.copyOf(roles);
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("an invitation needs an e-mail address");
        }
        if (!welcome.getPath().equals("/welcome")) {
            throw new IllegalArgumentException("an invitation ends at {base}/welcome");
        }
    }

    String givenName() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    String familyName() {
        int space = name.indexOf(' ');
        return space < 0 ? "" : name.substring(space + 1).strip();
    }

    @Override
    public String toString() {
        return "Invitation" + roles;
    }
}
