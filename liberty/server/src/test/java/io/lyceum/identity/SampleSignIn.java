package io.lyceum.identity;

import io.lyceum.identity.internal.RealmSettings;
import io.lyceum.identity.internal.SessionCache;
import io.lyceum.identity.internal.TokenChecks;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the real {@link SignIn} over a database in which no school has a session. */
public final class SampleSignIn {

    private SampleSignIn() {}

    public static SignIn of(
            RealmSettings realms, TokenChecks tokens, SessionCache sessions, CurrentSchool school) {
        Transactions nothingFound =
                new Transactions() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T> T call(Supplier<T> action) {
                        return (T) Optional.empty();
                    }
                };
        People people =
                new People() {
                    @Override
                    public Person signedIn(
                            String subject, String email, boolean verified, String name) {
                        return person(email);
                    }
                };
        return new SignIn(
                null,
                Clock.systemUTC(),
                nothingFound,
                realms,
                tokens,
                people,
                null,
                sessions,
                school);
    }

    /** Somebody whom a realm vouches for. */
    public static Person person(String email) {
        return new Person(
                new PersonId(UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8))),
                email,
                email,
                email,
                Role.LEARNER,
                Optional.empty(),
                true,
                Instant.EPOCH,
                1);
    }
}
