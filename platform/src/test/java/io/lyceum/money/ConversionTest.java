package io.lyceum.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.money.internal.FixedRates;
import io.lyceum.shared.problem.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConversionTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 24);
    private final FixedRates rates = new FixedRates();

    private static Rate rate(String base, String quote, String rate) {
        return Rate.of(base, quote, new BigDecimal(rate), DAY, Rate.Origin.SCHOOL);
    }

    private static long converted(String to, String rate, long minor, RoundingRule rule) {
        return Conversion.by(rate("EUR", to, rate), minor, rule).money().minor();
    }

    @Test
    void thereAreTwelveCurrenciesAndMoreWithTheDigitsThatIsoSays() {
        assertTrue(Currencies.all().size() >= 12);
        for (Currencies.Known currency : Currencies.all()) {
            java.util.Currency iso = java.util.Currency.getInstance(currency.code());
            assertEquals(iso.getDefaultFractionDigits(), currency.digits(), currency.code());
            assertTrue(currency.usual().fits(currency), currency.code());
        }
        assertEquals(0, Currencies.of("JPY").digits());
        assertEquals(0, Currencies.of("KRW").digits());
        assertThrows(Problem.class, () -> Currencies.of("XAU"));
    }

    @Test
    void amountsAreRoundedOnceHalvesUp() {
        assertEquals(5570, converted("USD", "1.1367", 4900, RoundingRule.EXACT));
        assertEquals(1, converted("USD", "0.5", 1, RoundingRule.EXACT));
        assertEquals(3, converted("USD", "0.5", 5, RoundingRule.EXACT));
        assertEquals(8848, converted("JPY", "180.57", 4900, RoundingRule.EXACT));
        assertEquals(8850, converted("JPY", "180.57", 4900, RoundingRule.TENS));
        assertEquals(8800, converted("JPY", "180.57", 4900, RoundingRule.HUNDREDS));
        assertEquals(4610, converted("CHF", "0.9409", 4900, RoundingRule.FIVE_HUNDREDTHS));
        assertEquals(5600, converted("USD", "1.1367", 4900, RoundingRule.WHOLE));
        assertEquals(5599, converted("USD", "1.1367", 4900, RoundingRule.ENDS_IN_99));
    }

    @Test
    void aPriceThatEndsIn99IsTheNearestOne() {
        assertEquals(999, converted("USD", "1", 1020, RoundingRule.ENDS_IN_99));
        assertEquals(999, converted("USD", "1", 1048, RoundingRule.ENDS_IN_99));
        assertEquals(1099, converted("USD", "1", 1049, RoundingRule.ENDS_IN_99));
        assertEquals(99, converted("USD", "1", 3, RoundingRule.ENDS_IN_99));
    }

    @Test
    void whatCostsSomethingNeverBecomesFree() {
        for (Currencies.Known currency : Currencies.all()) {
            if (currency.code().equals("EUR")) {
                continue;
            }
            for (RoundingRule rule : RoundingRule.of(currency)) {
                assertTrue(converted(currency.code(), "0.0001", 1, rule) > 0, rule + "");
                assertEquals(0, converted(currency.code(), "3", 0, rule));
            }
        }
    }

    @Test
    void moneyThatGoesBackIsRoundedAsTheMoneyThatCame() {
        for (RoundingRule rule : RoundingRule.values()) {
            assertEquals(
                    -converted("USD", "1.1367", 4900, rule),
                    converted("USD", "1.1367", -4900, rule));
        }
    }

    @Test
    void aRuleThatSetsDigitsDoesNotFitACurrencyWithoutAny() {
        assertFalse(RoundingRule.ENDS_IN_99.fits(Currencies.of("JPY")));
        assertFalse(RoundingRule.of(Currencies.of("KRW")).contains(RoundingRule.FIVE_HUNDREDTHS));
        assertThrows(
                IllegalArgumentException.class,
                () -> converted("JPY", "180", 100, RoundingRule.ENDS_IN_99));
    }

    /**
     * There and back is off by at most half a unit of the other currency, as it is worth here, and
     * half a unit of one's own.
     */
    @Test
    void thereAndBackStaysWithinARoundingUnit() {
        Random random = new Random(20260924);
        for (int i = 0; i < 20_000; i++) {
            Currencies.Known from = any(random);
            Currencies.Known to = any(random);
            Optional<Rate> found = rates.find(from.code(), to.code(), DAY);
            if (found.isEmpty()) {
                continue;
            }
            long minor = 1 + random.nextInt(10_000_000);
            Money there = Conversion.by(found.get(), minor, RoundingRule.EXACT).money();
            Money back =
                    Conversion.by(found.get().turned(), there.minor(), RoundingRule.EXACT).money();
            double unit =
                    found.get().per().doubleValue()
                            / found.get().units().doubleValue()
                            * Math.pow(10, from.digits() - to.digits());
            // An amount below the smallest unit there becomes that unit.
            double most = 0.5 + (there.minor() == 1 ? 1 : 0.5) * unit + 1e-6;
            assertTrue(
                    Math.abs(back.minor() - minor) <= most,
                    minor + " " + from.code() + " → " + there + " → " + back);
            assertEquals(from.code(), back.currency());
        }
    }

    private static Currencies.Known any(Random random) {
        return Currencies.all().get(random.nextInt(Currencies.all().size()));
    }

    @Test
    void everyRulesPriceIsAsNearAsItsStepAllows() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Currencies.Known to = any(random);
            Optional<Rate> found = rates.find("GBP", to.code(), DAY);
            if (found.isEmpty() || to.code().equals("GBP")) {
                continue;
            }
            RoundingRule rule = RoundingRule.of(to).get(random.nextInt(RoundingRule.of(to).size()));
            long minor = 1_000 + random.nextInt(1_000_000);
            long exact = Conversion.by(found.get(), minor, RoundingRule.EXACT).money().minor();
            long price = Conversion.by(found.get(), minor, rule).money().minor();
            double step =
                    switch (rule) {
                        case EXACT -> 1;
                        case FIVE_HUNDREDTHS -> 5;
                        case WHOLE, ENDS_IN_99 -> Math.pow(10, to.digits());
                        case TENS -> 10 * Math.pow(10, to.digits());
                        case HUNDREDS -> 100 * Math.pow(10, to.digits());
                    };
            boolean smallest = price <= step;
            assertTrue(
                    smallest || Math.abs(price - exact) <= step / 2 + 1,
                    exact + " → " + price + " " + to.code() + " by " + rule);
        }
    }

    @Test
    void aCrossedRateIsExactAndOfTheOlderDay() {
        Rate toEuro = rate("USD", "EUR", "0.8").turned().turned();
        Rate older =
                Rate.of(
                        "EUR",
                        "JPY",
                        new BigDecimal("180.57"),
                        DAY.minusDays(3),
                        Rate.Origin.PLATFORM);

        Rate crossed = toEuro.then(older);

        assertEquals(DAY.minusDays(3), crossed.date());
        assertEquals(new BigDecimal("144.456"), crossed.rate());
        assertEquals(Rate.Origin.SCHOOL, crossed.origin());
        assertEquals("USD", crossed.base());
        assertEquals("JPY", crossed.quote());
        // A third has no end as a decimal fraction; three thirds are one again.
        Rate third = rate("EUR", "USD", "3").turned();
        assertEquals(100, Conversion.by(third, 300, RoundingRule.EXACT).money().minor());
    }

    @Test
    void theRatesThatComeWithTheProductKnowTheirDayAndNothingBefore() {
        assertEquals(DAY, rates.find("EUR", "USD", DAY).orElseThrow().date());
        assertEquals(DAY, rates.find("USD", "KRW", DAY.plusYears(1)).orElseThrow().date());
        assertTrue(rates.find("EUR", "USD", DAY.minusDays(1)).isEmpty());
        assertTrue(rates.find("EUR", "RUB", DAY).isEmpty());
        assertEquals(BigDecimal.ONE, rates.find("RUB", "RUB", DAY).orElseThrow().rate());
    }

    @Test
    void amountsAreReadAsPeopleWriteThem() {
        assertEquals(Optional.of(new Money(4950, "EUR")), Money.parse(" 49,5 ", "EUR"));
        assertEquals(Optional.of(new Money(4900, "EUR")), Money.parse("49.000", "EUR"));
        assertEquals(Optional.of(new Money(49, "JPY")), Money.parse("49.00", "JPY"));
        assertTrue(Money.parse("49.5", "JPY").isEmpty());
        assertTrue(Money.parse("-1", "EUR").isEmpty());
        assertTrue(Money.parse("1.005", "EUR").isEmpty());
    }
}
