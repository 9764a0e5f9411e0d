package io.lyceum.commerce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import io.lyceum.commerce.internal.Shares.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final int HISTORIES = 400;

    private static long sum(List<Long> parts) {
        return parts.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void thePartsOfAnAmountAreTheAmount() {
        assertEquals(List.of(33L, 33L, 34L), Shares.split(100, List.of(1L, 1L, 1L)));
        assertEquals(List.of(-34L, -33L, -33L), Shares.split(-100, List.of(1L, 1L, 1L)));
        Random random = new Random(1);
        for (int i = 0; i < HISTORIES; i++) {
            List<Long> weights = new ArrayList<>();
            for (int j = 0; j <= random.nextInt(5); j++) {
                weights.add(1L + random.nextInt(10_000_000));
            }
            long minor = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
            assertEquals(minor, sum(Shares.split(minor, weights)), weights.toString());
        }
    }

    @Test
    void twoTeachersGetWhatTheyAgreedOn() {
        // 49.00 less the platform's 2.45 and Stripe's 1.67.
        assertEquals(List.of(1346L, 898L), Shares.of(4488, List.of(3000, 2000)));
        assertEquals(List.of(2244L, 2245L), Shares.of(4489, List.of(5000, 5000)));
        assertEquals(List.of(0L, 0L), Shares.of(-30, List.of(3000, 2000)));
    }

    @Test
    void whatIsDividedIsWithoutFeesInTheCurrencyOfTheBalance() {
        assertEquals(
                new Net("EUR", 4488),
                Net.of(
                        List.of(
                                new Line(LedgerAccount.SALES, "EUR", -4900),
                                new Line(LedgerAccount.STRIPE_BALANCE, "EUR", 4733),
                                new Line(LedgerAccount.PROCESSOR_FEES, "EUR", 167),
                                new Line(LedgerAccount.PLATFORM_FEES, "EUR", 245),
                                new Line(LedgerAccount.DUE_TO_PLATFORM, "EUR", -245))));
        // 100.00 $ came in as 90.00 €, of which Stripe kept 3.00 €.
        assertEquals(
                new Net("EUR", 8250),
                Net.of(
                        List.of(
                                new Line(LedgerAccount.SALES, "USD", -10_000),
                                new Line(LedgerAccount.STRIPE_BALANCE, "EUR", 8700),
                                new Line(LedgerAccount.PROCESSOR_FEES, "EUR", 300),
                                new Line(LedgerAccount.EXCHANGE, "USD", 10_000),
                                new Line(LedgerAccount.EXCHANGE, "EUR", -9000),
                                new Line(LedgerAccount.PLATFORM_FEES, "USD", 500),
                                new Line(LedgerAccount.DUE_TO_PLATFORM, "USD", -500))));
        assertEquals(
                new Net("EUR", -950),
                Net.of(
                        List.of(
                                new Line(LedgerAccount.REFUNDS, "EUR", 1000),
                                new Line(LedgerAccount.STRIPE_BALANCE, "EUR", -1000),
                                new Line(LedgerAccount.PLATFORM_FEES, "EUR", -50),
                                new Line(LedgerAccount.DUE_TO_PLATFORM, "EUR", 50))));
    }

    @Test
    void nextIsToSendWhatIsEnoughAndToTakeBackWhatNothingHeldCovers() {
        assertEquals(new Step(Step.Move.SEND, 700), Shares.next(1000, 1500, 300, 700));
        assertEquals(Step.NONE, Shares.next(1000, 1500, 301, 700));
        assertEquals(Step.NONE, Shares.next(1000, 1500, 1000, 0));
        // More was sent than is due, but what is held will cover it.
        assertEquals(Step.NONE, Shares.next(200, 900, 800, 0));
        assertEquals(new Step(Step.Move.TAKE_BACK, 100), Shares.next(200, 700, 800, 0));
        // Nothing was sent, so that there is nothing to take back: it is carried.
        assertEquals(Step.NONE, Shares.next(-40, -40, 0, 0));
        assertEquals(new Step(Step.Move.TAKE_BACK, 30), Shares.next(-40, -40, 30, 0));
    }

    /** A sale with its teachers' shares, and how much of it was given back so far. */
    private static final class Sale {

        private final long paid;
        private final List<Long> shares;
        private final long[] lost;
        private final boolean held;
        private long refunded;

        private Sale(long paid, List<Long> shares, boolean held) {
            this.paid = paid;
            this.shares = shares;
            this.lost = new long[shares.size()];
            this.held = held;
        }

        /** Gives back a part, or takes a failed refund back; answers each one's change. */
        private List<Long> refund(long minor) {
            refunded += minor;
            List<Long> changes = new ArrayList<>();
            for (int i = 0; i < lost.length; i++) {
                long now = Shares.takenBack(shares.get(i), refunded, paid);
                changes.add(lost[i] - now);
                lost[i] = now;
            }
            return changes;
        }
    }

    @Test
    void inAnyHistoryNobodyEverHasMoreThanTheyEarnedAndAllIsTakenBackWithTheWholeSale() {
        Random random = new Random(7);
        for (int history = 0; history < HISTORIES; history++) {
            List<Integer> points = List.of(1 + random.nextInt(5000), 1 + random.nextInt(5000));
            long minimum = random.nextInt(3) * 1000L;
            List<Sale> sales = new ArrayList<>();
            long[] earned = new long[2];
            long[] held = new long[2];
            long[] moved = new long[2];
            for (int event = 0; event < 60; event++) {
                if (sales.isEmpty() || random.nextInt(3) == 0) {
                    long paid = 50 + random.nextInt(20_000);
                    long net = paid - paid / 20 - 25 - paid * 29 / 1000;
                    Sale sale = new Sale(paid, Shares.of(net, points), random.nextInt(4) == 0);
                    assertTrue(sum(sale.shares) <= Math.max(0, net));
                    sales.add(sale);
                    for (int i = 0; i < 2; i++) {
                        earned[i] += sale.shares.get(i);
                        held[i] += sale.held ? sale.shares.get(i) : 0;
                    }
                } else {
                    Sale sale = sales.get(random.nextInt(sales.size()));
                    boolean failed = sale.refunded > 0 && random.nextInt(6) == 0;
                    long minor =
                            failed
                                    ? -(1 + random.nextLong(sale.refunded))
                                    : sale.refunded == sale.paid
                                            ? 0
                                            : 1 + random.nextLong(sale.paid - sale.refunded);
                    List<Long> changes = sale.refund(minor);
                    for (int i = 0; i < 2; i++) {
                        earned[i] += changes.get(i);
                        held[i] += sale.held ? changes.get(i) : 0;
                    }
                }
                for (int i = 0; i < 2; i++) {
                    Step step = Shares.next(earned[i] - held[i], earned[i], moved[i], minimum);
                    switch (step.move()) {
                        case NOTHING -> {}
                        case SEND -> {
                            moved[i] += step.minor();
                            assertTrue(moved[i] <= earned[i] - held[i], "sent what is held");
                            assertTrue(step.minor() >= minimum);
                        }
                        case TAKE_BACK -> moved[i] -= step.minor();
                    }
                    assertTrue(moved[i] >= 0 && moved[i] <= Math.max(earned[i], 0));
                }
            }
            for (Sale sale : sales) {
                sale.refund(sale.paid - sale.refunded);
                for (int i = 0; i < 2; i++) {
                    assertEquals(sale.shares.get(i), sale.lost[i], "all of it is taken back");
                }
            }
        }
    }
}
