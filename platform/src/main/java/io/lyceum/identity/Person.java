package io.lyceum.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody at one school. The same human at two schools is two people.
 *
 * @param subject the {@code sub} of the realm's tokens
 * @param locale the language they chose; the school's when they have not
 */
public record Person(
        PersonId id,
        String subject,
        String email,
        String name,
        Role role,
        Optional<Locale> locale,
        boolean active,
        Instant createdAt,
        long version) {}
