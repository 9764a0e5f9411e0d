package io.lyceum.messaging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.security.Encryption;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReturnAddressTest {

    private static final SchoolId SCHOOL = new SchoolId(UUID.randomUUID());
    private static final Encryption KEY =
            new Encryption(Base64.getEncoder().encodeToString(new byte[32]));

    private final ReturnAddress addresses =
            new ReturnAddress(Optional.of("bounces@mail.example.org"), KEY);

    private String of(String recipient) {
        return new CurrentSchool().call(SCHOOL, () -> addresses.of(recipient).orElseThrow());
    }

    @Test
    void itTellsTheSchoolForItsRecipientOnly() {
        String address = of("Ada@example.org");

        assertTrue(address.matches("bounces\\+[a-z2-7]{40}@mail\\.example\\.org"), address);
        assertTrue(address.indexOf('@') <= 64, "the part before the @ is short enough");
        assertEquals(Optional.of(SCHOOL), addresses.school(address, "ada@example.org"));
        assertEquals(
                Optional.of(SCHOOL),
                addresses.school(
                        "<" + address.toUpperCase(Locale.ROOT) + ">, other@example.org",
                        "ADA@example.org "));
        assertEquals(Optional.empty(), addresses.school(address, "eve@example.org"));
        assertEquals(
                Optional.empty(), addresses.school("bounces@mail.example.org", "ada@example.org"));
        assertEquals(Optional.empty(), addresses.school("", "ada@example.org"));
        char last = address.charAt(47);
        assertEquals(
                Optional.empty(),
                addresses.school(
                        address.substring(0, 47) + (last == 'a' ? 'b' : 'a') + "@mail.example.org",
                        "ada@example.org"));
    }

    @Test
    void whereNoneIsSetThereIsNone() {
        ReturnAddress none = new ReturnAddress(Optional.empty(), KEY);

        assertEquals(
                Optional.empty(),
                new CurrentSchool().call(SCHOOL, () -> none.of("ada@example.org")));
        assertEquals(Optional.empty(), none.school(of("ada@example.org"), "ada@example.org"));
    }
}
