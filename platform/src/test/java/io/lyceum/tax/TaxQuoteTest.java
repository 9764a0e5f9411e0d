package io.lyceum.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.problem.Problem;
import io.lyceum.tax.TaxRegistration.Scheme;
import io.lyceum.tax.VatIdAnswer.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaxQuoteTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final List<TaxRegistration> GERMANY =
            List.of(registered("DE", "", Scheme.LOCAL, LocalDate.of(2020, 1, 1)));
    private static final List<TaxRegistration> ONE_STOP =
            List.of(registered("DE", "", Scheme.EU_ONE_STOP, LocalDate.of(2020, 1, 1)));

    private static TaxRegistration registered(
            String country, String region, Scheme scheme, LocalDate since) {
        return new TaxRegistration(new UUID(0, 1), country, region, scheme, "", since);
    }

    private static TaxQuestion question(String country, String region, long minor, LocalDate on) {
        return new TaxQuestion(country, region, minor, "EUR", on, Optional.empty());
    }

    private static TaxQuestion business(String country, String vatId, State state) {
        return new TaxQuestion(
                country,
                "",
                12_100,
                "EUR",
                DAY,
                Optional.of(new VatIdAnswer(vatId, state, VatIdAnswer.Source.VIES)));
    }

    private static TaxQuote quote(TaxQuestion question, List<TaxRegistration> registrations) {
        return Taxes.quote(question, TaxPrices.CUSTOMARY, "DE", registrations, List.of());
    }

    private static TaxRate own(
            String country, String region, int thousandths, LocalDate from, boolean included) {
        return new TaxRate(
                Optional.of(new UUID(0, 2)),
                country,
                region,
                "Own",
                thousandths,
                from,
                Optional.empty(),
                included);
    }

    @Test
    void thePriceInEuropeHasTheTaxInIt() {
        TaxQuote quote = quote(question("DE", "", 11_900, DAY), GERMANY);

        assertEquals(new TaxQuote(10_000, 1_900, 11_900, "EUR", 19_000, "VAT", true, false), quote);
    }

    @Test
    void theTaxIsAddedWhereThatIsCustomaryOrTheSchoolWantsIt() {
        List<TaxRegistration> canada = List.of(registered("CA", "", Scheme.LOCAL, DAY));

        TaxQuote customary = quote(question("CA", "", 10_000, DAY), canada);
        TaxQuote wanted =
                Taxes.quote(
                        question("DE", "", 10_000, DAY), TaxPrices.ADDED, "DE", GERMANY, List.of());

        assertEquals(10_500, customary.grossMinor());
        assertFalse(customary.included());
        assertEquals(11_900, wanted.grossMinor());
        assertEquals(10_000, wanted.netMinor());
    }

    @Test
    void theRateIsThatOfTheDay() {
        assertEquals(
                16_000,
                quote(question("DE", "", 100, LocalDate.of(2020, 12, 31)), GERMANY).thousandths());
        assertEquals(
                19_000,
                quote(question("DE", "", 100, LocalDate.of(2021, 1, 1)), GERMANY).thousandths());
        assertEquals(25_500, quote(question("FI", "", 100, DAY), ONE_STOP).thousandths());
        assertEquals(24_000, quote(question("EE", "", 100, DAY), ONE_STOP).thousandths());
    }

    @Test
    void nothingIsCollectedWhereTheSchoolIsNotRegistered() {
        TaxQuote elsewhere = quote(question("FR", "", 11_900, DAY), GERMANY);
        TaxQuote before = quote(question("DE", "", 100, LocalDate.of(2019, 12, 31)), GERMANY);

        assertEquals(0, elsewhere.taxMinor());
        assertEquals(11_900, elsewhere.grossMinor());
        assertEquals(11_900, elsewhere.netMinor());
        assertEquals("", elsewhere.name());
        assertEquals(0, before.taxMinor());
    }

    @Test
    void theOneStopShopIsForTheWholeUnionAndNothingElse() {
        assertEquals(2_000, quote(question("FR", "", 12_000, DAY), ONE_STOP).taxMinor());
        assertEquals(0, quote(question("GB", "", 12_000, DAY), ONE_STOP).taxMinor());
        assertEquals(0, quote(question("CH", "", 12_000, DAY), ONE_STOP).taxMinor());
    }

    @Test
    void aBusinessInAnotherCountryOfTheUnionPaysThePriceWithoutTheTax() {
        TaxQuote belgium = quote(business("BE", "BE0428759497", State.VALID), ONE_STOP);

        assertTrue(belgium.reverseCharge());
        assertEquals(0, belgium.taxMinor());
        assertEquals(10_000, belgium.grossMinor());
    }

    @Test
    void theTaxIsNotGivenUpOnAGuessAtHomeOrForAnIdOfElsewhere() {
        for (TaxQuestion question :
                List.of(
                        business("BE", "BE0428759497", State.UNKNOWN),
                        business("BE", "BE0428759497", State.INVALID),
                        business("BE", "NL004495445B01", State.VALID),
                        business("DE", "DE136695976", State.VALID))) {
            TaxQuote quote = quote(question, ONE_STOP);

            assertFalse(quote.reverseCharge(), question.toString());
            assertTrue(quote.taxMinor() > 0, question.toString());
        }
        TaxQuote fromOutside =
                Taxes.quote(
                        business("BE", "BE0428759497", State.VALID),
                        TaxPrices.CUSTOMARY,
                        "US",
                        ONE_STOP,
                        List.of());
        assertFalse(fromOutside.reverseCharge());
    }

    @Test
    void aSchoolsOwnRateOfTheRegionGoesBeforeTheCountrysAndTheStandardOne() {
        List<TaxRate> rates =
                List.of(
                        own("US", "CA", 7_250, LocalDate.of(2020, 1, 1), false),
                        own("US", "CA", 9_500, LocalDate.of(2026, 1, 1), false),
                        own("DE", "", 7_000, LocalDate.of(2026, 1, 1), true));
        List<TaxRegistration> places =
                List.of(
                        registered("US", "CA", Scheme.LOCAL, LocalDate.of(2020, 1, 1)),
                        registered("US", "NY", Scheme.LOCAL, LocalDate.of(2020, 1, 1)),
                        GERMANY.get(0));

        assertEquals(
                950,
                Taxes.quote(
                                question("US", "ca", 10_000, DAY),
                                TaxPrices.CUSTOMARY,
                                "DE",
                                places,
                                rates)
                        .taxMinor());
        assertEquals(
                7_000,
                Taxes.quote(
                                question("DE", "", 10_700, DAY),
                                TaxPrices.CUSTOMARY,
                                "DE",
                                places,
                                rates)
                        .thousandths());
        // Registered, and no rate: nobody guesses one.
        assertThrows(
                Problem.class,
                () ->
                        Taxes.quote(
                                question("US", "NY", 10_000, DAY),
                                TaxPrices.CUSTOMARY,
                                "DE",
                                places,
                                rates));
    }

    @Test
    void netAndTaxAlwaysMakeTheGrossAndHalvesGoUp() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            long minor = random.nextInt(10_000_000);
            TaxRate rate = own("DE", "", random.nextInt(100_001), DAY, true);
            for (boolean included : new boolean[] {true, false}) {
                TaxQuote quote = TaxQuote.of(minor, "EUR", rate, included);

                assertEquals(quote.grossMinor(), quote.netMinor() + quote.taxMinor());
                assertEquals(minor, included ? quote.grossMinor() : quote.netMinor());
                double exact =
                        included
                                ? minor * (rate.thousandths() / (100_000.0 + rate.thousandths()))
                                : minor * (rate.thousandths() / 100_000.0);
                assertTrue(Math.abs(exact - quote.taxMinor()) <= 0.5 + 1e-6, quote.toString());
            }
        }
        assertEquals(1, TaxQuote.of(5, "EUR", own("DE", "", 10_000, DAY, false), false).taxMinor());
    }
}
