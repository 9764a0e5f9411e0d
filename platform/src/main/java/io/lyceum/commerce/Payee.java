package io.lyceum.commerce;

import io.lyceum.identity.PersonId;
import java.util.Optional;

/**
 * Who gets a part of what is sold.
 *
 * @param person the teacher; nothing for the school itself
 */
public record Payee(Optional<PersonId> person) {

    /** What kind of payee it is. */
    public enum Kind {
        SCHOOL,
        TEACHER
    }

    public static Payee school() {
        return new Payee(Optional.empty());
    }

    public static Payee teacher(PersonId person) {
        return new Payee(Optional.of(person));
    }

    public Kind kind() {
        return person.isPresent() ? Kind.TEACHER : Kind.SCHOOL;
    }
}
