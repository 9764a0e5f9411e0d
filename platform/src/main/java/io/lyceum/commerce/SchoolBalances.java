package io.lyceum.commerce;

import io.lyceum.commerce.internal.ReconciliationRows;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** How the books of all schools stand, for the platform. Each school's are read by themselves. */
@ApplicationScoped
public class SchoolBalances {

    private final ReconciliationRows rows;
    private final Ledger ledger;
    private final CurrentSchool school;
    private final Transactions transactions;

    protected SchoolBalances() {
        this(null, null, null, null);
    }

    @Inject
    SchoolBalances(
            ReconciliationRows rows,
            Ledger ledger,
            CurrentSchool school,
            Transactions transactions) {
        this.rows = rows;
        this.ledger = ledger;
        this.school = school;
        this.transactions = transactions;
    }

    /**
     * How a school stands in one currency, in minor units.
     *
     * @param soldMinor less what went back or was disputed, without taxes
     * @param feesMinor of the platform, so far
     * @param atStripeMinor at the platform's account at Stripe, after Stripe's fees
     * @param dueToPlatformMinor of that
     * @param dueToTeachersMinor of that
     */
    public record Balance(
            SchoolId school,
            String currency,
            long soldMinor,
            long feesMinor,
            long atStripeMinor,
            long dueToPlatformMinor,
            long dueToTeachersMinor) {

        /** What is left of it for the school, with the taxes that it owes. */
        public long ownMinor() {
            return atStripeMinor - dueToPlatformMinor - dueToTeachersMinor;
        }
    }

    /** Lists schools that were paid, with a balance for each of their currencies. */
    public Slice<Balance> list(Optional<String> cursor, int schools) {
        Optional<UUID> after = cursor.flatMap(text -> Cursor.parse(text, 1)).map(c -> c.uuid(0));
        List<UUID> found = transactions.call(() -> rows.paidSchools(after, schools + 1));
        List<Balance> balances = new ArrayList<>();
        found.stream().limit(schools).forEach(id -> balances.addAll(of(new SchoolId(id))));
        return new Slice<>(
                balances,
                found.size() > schools
                        ? Optional.of(Cursor.after(found.get(schools - 1)).toString())
                        : Optional.empty());
    }

    private List<Balance> of(SchoolId id) {
        List<Ledger.Line> lines = school.call(id, () -> transactions.call(ledger::balances));
        Map<String, Map<LedgerAccount, Long>> sums = new TreeMap<>();
        for (Ledger.Line line : lines) {
            sums.computeIfAbsent(line.currency(), c -> new EnumMap<>(LedgerAccount.class))
                    .put(line.account(), line.minor());
        }
        List<Balance> balances = new ArrayList<>();
        sums.forEach((currency, accounts) -> balances.add(balance(id, currency, accounts)));
        return balances;
    }

    private static Balance balance(SchoolId id, String currency, Map<LedgerAccount, Long> of) {
        return new Balance(
                id,
                currency,
                -of.getOrDefault(LedgerAccount.SALES, 0L)
                        - of.getOrDefault(LedgerAccount.REFUNDS, 0L)
                        - of.getOrDefault(LedgerAccount.DISPUTES, 0L),
                of.getOrDefault(LedgerAccount.PLATFORM_FEES, 0L),
                of.getOrDefault(LedgerAccount.STRIPE_BALANCE, 0L),
                -of.getOrDefault(LedgerAccount.DUE_TO_PLATFORM, 0L),
                -of.getOrDefault(LedgerAccount.DUE_TO_TEACHERS, 0L));
    }
}
