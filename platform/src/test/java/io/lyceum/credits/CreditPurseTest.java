package io.lyceum.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.credits.CreditPurse.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CreditPurseTest {

    private static final CreditMonth MARCH = new CreditMonth(LocalDate.of(2026, 3, 1));
    private static final CreditMonth APRIL = new CreditMonth(LocalDate.of(2026, 4, 1));

    @Test
    void freeCreditsAreTakenFirst() {
        CreditPurse purse = new CreditPurse(MARCH, 50, 7, 10);

        assertEquals(Optional.of(new Part(MARCH, 5, 0)), purse.part(5));
        assertEquals(Optional.of(new Part(MARCH, 7, 2)), purse.part(9));
        assertEquals(Optional.of(new Part(MARCH, 7, 10)), purse.part(17));
        assertEquals(Optional.empty(), purse.part(18));
    }

    @Test
    void whatIsNotUsedComesBackWhereItCameFrom() {
        Part part = new Part(MARCH, 7, 10);

        assertEquals(new Part(MARCH, 7, 10), part.rest(0));
        assertEquals(new Part(MARCH, 4, 10), part.rest(3));
        assertEquals(new Part(MARCH, 0, 8), part.rest(9));
        assertEquals(new Part(MARCH, 0, 0), part.rest(17));
    }

    @Test
    void freeCreditsLapseWithTheirMonthAndOthersStay() {
        CreditPurse purse = new CreditPurse(MARCH, 50, 7, 10).in(APRIL, 40);

        assertEquals(new CreditPurse(APRIL, 40, 40, 10), purse);
        assertEquals(purse, purse.in(MARCH, 40), "a month never comes back");
    }

    @Test
    void whatWasReservedBeforeTheMonthEndedComesBackWithoutItsFreeCredits() {
        CreditPurse purse = new CreditPurse(MARCH, 50, 7, 10);
        Part part = purse.part(12).orElseThrow();

        CreditPurse april = purse.without(part).in(APRIL, 50);

        assertEquals(new CreditPurse(APRIL, 50, 50, 10), april.with(part));
        assertEquals(new CreditPurse(APRIL, 50, 50, 7), april.with(part.rest(10)));
    }

    @Test
    void moreFreeCreditsHoldAtOnceAndFewerFromTheNextMonth() {
        CreditPurse purse = new CreditPurse(MARCH, 50, 7, 0);

        assertEquals(new CreditPurse(MARCH, 80, 37, 0), purse.in(MARCH, 80));
        assertEquals(purse, purse.in(MARCH, 10));
        assertEquals(new CreditPurse(APRIL, 10, 10, 0), purse.in(APRIL, 10));
    }

    @Test
    void aPurseHoldsNoLessThanNothing() {
        CreditPurse purse = new CreditPurse(MARCH, 50, 7, 0);

        assertThrows(IllegalArgumentException.class, () -> purse.without(new Part(MARCH, 8, 0)));
        assertThrows(IllegalArgumentException.class, () -> purse.withExtra(-1));
    }

    /** Whatever happens: what came is what is left, held, used or lapsed. */
    @Test
    void nothingIsLostAndNothingComesFromNowhere() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            CreditPurse purse = new CreditPurse(MARCH, 50, 50, 0);
            List<Part> open = new ArrayList<>();
            long came = 50;
            long gone = 0;
            for (int step = 0; step < 200; step++) {
                CreditPurse before = purse;
                switch (random.nextInt(8)) {
                    case 0 -> {
                        int more = 1 + random.nextInt(40);
                        purse = purse.withExtra(more);
                        came += more;
                    }
                    case 1 -> {
                        int monthly = random.nextInt(80);
                        CreditMonth next =
                                new CreditMonth(
                                        purse.month().first().plusMonths(random.nextInt(2)));
                        purse = purse.in(next, monthly);
                        boolean turned = !purse.month().equals(before.month());
                        came += turned ? purse.given() : purse.given() - before.given();
                        gone += turned ? before.free() : 0;
                    }
                    case 2, 3, 4 -> {
                        long amount = 1 + random.nextInt(30);
                        Optional<Part> part = purse.part(amount);
                        assertEquals(amount <= purse.left(), part.isPresent(), "seed " + seed);
                        if (part.isPresent()) {
                            purse = purse.without(part.get());
                            open.add(part.get());
                        }
                    }
                    default -> {
                        if (!open.isEmpty()) {
                            Part part = open.remove(random.nextInt(open.size()));
                            long amount = part.free() + part.extra();
                            Part rest = part.rest(random.nextLong(amount + 1));
                            purse = purse.with(rest);
                            gone += amount - (purse.left() - before.left());
                        }
                    }
                }
                long held = open.stream().mapToLong(p -> p.free() + p.extra()).sum();
                assertEquals(came, purse.left() + held + gone, "seed " + seed);
                assertTrue(purse.free() >= 0 && purse.extra() >= 0, "seed " + seed);
            }
        }
    }
}
