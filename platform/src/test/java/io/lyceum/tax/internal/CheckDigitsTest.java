package io.lyceum.tax.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.tax.VatIdAnswer.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitsTest {

    private final CheckDigits digits = new CheckDigits();

    private State state(String vatId) {
        return digits.check(vatId).state();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATU13585627",
                "BE0428759497",
                "CZ25123891",
                "DE136695976",
                "DK13585628",
                "EE100931558",
                "EL094259216",
                "ESB58378431",
                "ES54362315K",
                "FI20774740",
                "FR40303265045",
                "HR33392005961",
                "HU12892312",
                "IE6433435F",
                "IT00743110157",
                "LU15027442",
                "MT11679112",
                "NL004495445B01",
                "PL8567346215",
                "PT501964843",
                "RO18547290",
                "SE123456789701",
                "SI50223054",
                "SK2022749619"
            })
    void aWellWrittenIdIsValidAndEachOtherLastDigitIsNot(String vatId) {
        assertEquals(State.VALID, state(vatId), vatId);
        // The digit before the last one that is a digit, since some end in letters or in 01.
        int at = vatId.matches("(SE|NL).*") ? 6 : vatId.replaceAll("[A-Z]$", "").length() - 1;
        int wrong = 0;
        for (char other = '0'; other <= '9'; other++) {
            String changed = vatId.substring(0, at) + other + vatId.substring(at + 1);
            if (other != vatId.charAt(at) && state(changed) == State.INVALID) {
                wrong++;
            }
        }
        assertEquals(9, wrong, vatId);
    }

    @Test
    void whereThereAreNoCheckDigitsNobodyKnows() {
        assertEquals(State.UNKNOWN, state("LT119511515"));
        assertEquals(State.UNKNOWN, state("CY10259033P"));
        assertEquals(State.UNKNOWN, state("CZ7103192745"));
        assertEquals(State.UNKNOWN, state("GB980780684"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "DE", "DE12345678", "DE12345678X", "ATX13585627", "12345678", "D!1234"})
    void whatIsWrittenOtherwiseIsInvalid(String vatId) {
        assertEquals(State.INVALID, state(vatId));
    }
}
