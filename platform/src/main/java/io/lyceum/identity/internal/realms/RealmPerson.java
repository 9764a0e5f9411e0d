package io.lyceum.identity.internal.realms;

import java.util.Set;

/**
 * A person as the realm knows them.
 *
 * @param subject the {@code sub} of their tokens
 * @param pending what they must do at the next sign-in, for example {@code UPDATE_PASSWORD}
 */
public record RealmPerson(
        String subject,
        String email,
        String name,
        boolean emailVerified,
        boolean enabled,
        Set<String> pending) {

    public RealmPerson {
        pending = Set.copyOf(pending);
    }

    @Override
    public String toString() {
        return "RealmPerson[" + subject + "]";
    }
}
