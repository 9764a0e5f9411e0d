package io.lyceum.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.identity.PersonId;
import io.lyceum.notifications.UnsubscribeTokens.Unsubscribe;
import io.lyceum.shared.security.Encryption;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeTokensTest {

    private static final SchoolId HERE = new SchoolId(new UUID(0, 1));
    private static final SchoolId ELSEWHERE = new SchoolId(new UUID(0, 2));
    private static final PersonId SOMEBODY = new PersonId(new UUID(0, 3));

    private final CurrentSchool school = new CurrentSchool();
    private final Encryption encryption =
            new Encryption("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private final UnsubscribeTokens tokens = new UnsubscribeTokens(encryption);

    private Optional<Unsubscribe> read(SchoolId where, String token) {
        return school.call(where, () -> tokens.read(token));
    }

    @Test
    void aTokenSaysWhoAndWhatAtTheSchoolThatGaveItOnly() {
        String token = school.call(HERE, () -> tokens.of(SOMEBODY, Topic.REMINDERS));

        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
        assertEquals(Optional.of(new Unsubscribe(SOMEBODY, Topic.REMINDERS)), read(HERE, token));
        assertEquals(Optional.empty(), read(ELSEWHERE, token));
        assertEquals(Optional.empty(), read(HERE, token.substring(1)));
        assertEquals(Optional.empty(), read(HERE, token.substring(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "abcd", "nobody-gave-this", "нет", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatNobodyGaveSaysNothing(String token) {
        assertEquals(Optional.empty(), read(HERE, token));
    }

    @Test
    void anotherSecretOfTheSchoolIsNoToken() {
        String secret =
                school.call(
                        HERE,
                        () ->
                                encryption
                                        .encrypt("smtp/" + SOMEBODY + "/REMINDERS")
                                        .replace('+', '-')
                                        .replace('/', '_'));

        assertEquals(Optional.empty(), read(HERE, secret));
    }
}
