package io.lyceum.admin.courses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Currency;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Currency YEN = Currency.getInstance("JPY");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "149 | 14900",
                "149.00 | 14900",
                "149,5 | 14950",
                "1 249,50 | 124950",
                "1,249.50 | 124950",
                "1.249,50 | 124950",
                "1,249 | 124900",
                "0 | 0",
            })
    void anAmountIsReadHoweverItIsWritten(String typed, long minorUnits) {
        assertEquals(OptionalLong.of(minorUnits), Amounts.minorUnits(typed, EURO));
    }

    @Test
    void anEmptyPriceIsAFreeCourse() {
        assertEquals(OptionalLong.of(0), Amounts.minorUnits("  ", EURO));
        assertEquals("", Amounts.field(0, EURO));
    }

    @Test
    void aCurrencyWithoutMinorUnitsHasNone() {
        assertEquals(OptionalLong.of(1500), Amounts.minorUnits("1,500", YEN));
        assertEquals("1500", Amounts.field(1500, YEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a lot", "-5", "1.2345", "9999999999999", "€ 5", "5 per month"})
    void whatIsNoAmountIsRefusedRatherThanGuessed(String typed) {
        assertTrue(Amounts.minorUnits(typed, EURO).isEmpty());
    }

    @Test
    void whatIsShownInTheFieldIsReadBackAsTheSame() {
        for (long minorUnits : new long[] {1, 99, 100, 14_950, 100_000, 123_456_789}) {
            assertEquals(
                    OptionalLong.of(minorUnits),
                    Amounts.minorUnits(Amounts.field(minorUnits, EURO), EURO));
        }
    }
}
