package io.lyceum.credits;

import io.lyceum.identity.PersonId;
import java.util.Optional;

/**
 * Whose credits they are.
 *
 * @param person nobody for the school's own
 */
public record CreditHolder(Optional<PersonId> person) {

    /** The school itself: what its staff has done for everybody. */
    public static final CreditHolder SCHOOL = new CreditHolder(Optional.empty());

    /** The source of what staff makes unlimited; the last word of theirs holds. */
    public static final String BY_HAND = "by hand";

    public static CreditHolder of(PersonId person) {
        return new CreditHolder(Optional.of(person));
    }
}
