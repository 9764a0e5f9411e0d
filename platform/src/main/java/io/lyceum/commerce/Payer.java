package io.lyceum.commerce;

import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import java.util.Optional;

/** Who pays: a person, or a guest. */
public record Payer(Optional<Person> person, Optional<Guest> guest) {

    public Payer {
        if (person.isPresent() == guest.isPresent()) {
            throw new IllegalArgumentException("either a person or a guest");
        }
    }

    public static Payer of(Person person) {
        return new Payer(Optional.of(person), Optional.empty());
    }

    public static Payer of(Guest guest) {
        return new Payer(Optional.empty(), Optional.of(guest));
    }

    public Optional<PersonId> id() {
        return person.map(Person::id);
    }

    public String email() {
        return person.map(Person::email).or(() -> guest.map(Guest::email)).orElseThrow();
    }
}
