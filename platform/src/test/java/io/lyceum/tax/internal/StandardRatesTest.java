package io.lyceum.tax.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.tax.Countries;
import io.lyceum.tax.TaxRate;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardRatesTest {

    @Test
    void everyCountryOfTheUnionAndSomeMoreHaveARateToday() {
        for (String country : Countries.all()) {
            if (Countries.inUnion(country)) {
                int rate =
                        StandardRates.find(country, StandardRates.OF).orElseThrow().thousandths();
                // The directive allows no standard rate below 15 %.
                assertTrue(rate >= 15_000 && rate <= 27_000, country + " " + rate);
            }
        }
        for (String country : List.of("GB", "NO", "CH", "AU", "RU")) {
            assertTrue(StandardRates.find(country, StandardRates.OF).isPresent(), country);
        }
        assertTrue(StandardRates.find("US", StandardRates.OF).isEmpty());
    }

    @Test
    void aCountryHasOneRateADayAndNoGaps() {
        for (TaxRate rate : StandardRates.all()) {
            LocalDate day = rate.until().orElse(StandardRates.OF);
            assertEquals(
                    1,
                    StandardRates.all().stream()
                            .filter(other -> other.country().equals(rate.country()))
                            .filter(other -> other.holds(day))
                            .count(),
                    rate.country() + " on " + day);
            rate.until()
                    .ifPresent(
                            last ->
                                    assertTrue(
                                            StandardRates.find(rate.country(), last.plusDays(1))
                                                    .isPresent(),
                                            rate.country() + " after " + last));
        }
    }
}
