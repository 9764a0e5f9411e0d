package io.lyceum.credentials.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final SecureRandom random = new SecureRandom();

    @Test
    void aCodeHasFourReadableGroups() {
        CertificateCode code = CertificateCode.generate(random);

        assertTrue(
                code.grouped().matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"),
                code.grouped());
        assertEquals(code.value(), code.grouped().replace("-", ""));
    }

    @Test
    void codesDoNotRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(seen.add(CertificateCode.generate(random).value()));
        }
    }

    @Test
    void everySingleTypoIsFound() {
        String code = CertificateCode.generate(random).value();
        for (int place = 0; place < code.length(); place++) {
            for (char wrong : ALPHABET.toCharArray()) {
                if (wrong != code.charAt(place)) {
                    String typo = code.substring(0, place) + wrong + code.substring(place + 1);
                    assertEquals(Optional.empty(), CertificateCode.read(typo), typo);
                }
            }
        }
    }

    @Test
    void everyExchangeOfTwoCharactersIsFound() {
        String code = CertificateCode.generate(random).value();
        for (int i = 0; i < code.length(); i++) {
            for (int j = i + 1; j < code.length(); j++) {
                char[] exchanged = code.toCharArray();
                exchanged[i] = code.charAt(j);
                exchanged[j] = code.charAt(i);
                if (code.charAt(i) != code.charAt(j)) {
                    assertEquals(Optional.empty(), CertificateCode.read(String.valueOf(exchanged)));
                }
            }
        }
    }

    @Test
    void whatPeopleTypeIsUnderstood() {
        for (int i = 0; i < 500; i++) {
            CertificateCode code = CertificateCode.generate(random);
            String spoken = code.grouped().toLowerCase(Locale.ROOT).replace('0', 'o');
            assertEquals(
                    Optional.of(code), CertificateCode.read(" " + spoken.replace('1', 'l') + "\n"));
            assertEquals(Optional.of(code), CertificateCode.read(spoken.replace('1', 'I')));
            assertEquals(Optional.of(code), CertificateCode.read(spoken.replace('-', '\u2013')));
            assertEquals(
                    Optional.of(code),
                    CertificateCode.read(
                            code.value()
                                    .replace('A', 'А')
                                    .replace('B', 'В')
                                    .replace('C', 'с')
                                    .replace('H', 'Н')
                                    .replace('3', 'З')
                                    .replace('0', 'О')));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "ABCD",
                "UUUU-UUUU-UUUU-UUUU",
                "'; drop table certificate; --",
                "ЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩ"
            })
    void whatIsNoCodeIsTold(String typed) {
        assertEquals(Optional.empty(), CertificateCode.read(typed));
    }

    @Test
    void aVeryLongTextIsNoCode() {
        assertEquals(Optional.empty(), CertificateCode.read("0".repeat(1_000_000)));
        assertThrows(IllegalArgumentException.class, () -> new CertificateCode("ABC"));
    }
}
