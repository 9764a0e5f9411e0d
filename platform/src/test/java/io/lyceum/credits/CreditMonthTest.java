package io.lyceum.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CreditMonthTest {

    private static CreditMonth month(int year, int month) {
        return new CreditMonth(LocalDate.of(year, month, 1));
    }

    private static CreditMonth at(String moment, String zone) {
        return CreditMonth.at(Instant.parse(moment), ZoneId.of(zone));
    }

    @Test
    void theMonthIsTheOneAtTheSchool() {
        assertEquals(month(2026, 12), at("2026-11-30T20:30:00Z", "Asia/Tokyo"));
        assertEquals(month(2026, 11), at("2026-11-30T20:30:00Z", "Europe/Lisbon"));
        assertEquals(month(2026, 10), at("2026-11-01T03:59:59Z", "America/New_York"));
        assertEquals(month(2026, 11), at("2026-11-01T04:00:00Z", "America/New_York"));
    }

    @Test
    void itEndsWhereTheNextOneBegins() {
        assertEquals(
                Instant.parse("2026-12-31T23:00:00Z"),
                month(2026, 12).ends(ZoneId.of("Europe/Berlin")));
        assertEquals(
                Instant.parse("2028-02-29T22:00:00Z"),
                month(2028, 2).ends(ZoneId.of("Europe/Helsinki")));
    }

    @Test
    void aMidnightThatClocksSkipIsNoTrouble() {
        // In Paraguay summer began on 1 October 2017 at midnight: the day began at one.
        ZoneId zone = ZoneId.of("America/Asuncion");
        Instant end = month(2017, 9).ends(zone);

        assertEquals(Instant.parse("2017-10-01T04:00:00Z"), end);
        assertEquals(month(2017, 10), CreditMonth.at(end, zone));
        assertEquals(month(2017, 9), CreditMonth.at(end.minusMillis(1), zone));
    }

    @Test
    void everyMonthOfManyYearsFollowsTheOneBefore() {
        for (String name : new String[] {"UTC", "Pacific/Apia", "America/Asuncion", "Asia/Gaza"}) {
            ZoneId zone = ZoneId.of(name);
            CreditMonth now = month(2005, 1);
            for (int i = 0; i < 400; i++) {
                CreditMonth next = CreditMonth.at(now.ends(zone), zone);
                assertEquals(now.first().plusMonths(1), next.first(), name);
                now = next;
            }
        }
    }

    @Test
    void aMonthBeginsOnItsFirstDay() {
        assertThrows(
                IllegalArgumentException.class, () -> new CreditMonth(LocalDate.of(2026, 11, 2)));
    }
}
