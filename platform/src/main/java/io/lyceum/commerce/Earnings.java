package io.lyceum.commerce;

import io.lyceum.commerce.internal.EarningRows;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What the current school and its teachers earn. */
@UseCase
public class Earnings {

    private final EarningRows rows;

    protected Earnings() {
        this(null);
    }

    @Inject
    Earnings(EarningRows rows) {
        this.rows = rows;
    }

    /**
     * An earning in a statement.
     *
     * @param course its title; empty for what the school keeps and for courses that are gone
     */
    public record Line(Earning earning, String course) {}

    /**
     * Somebody who earns.
     *
     * @param name or the address of whoever has none
     */
    public record Teacher(PersonId person, String name) {}

    /** Tells how somebody stands, by currency; none for whoever has earned nothing. */
    public List<Balance> balances(Payee payee) {
        return rows.balances(payee);
    }

    /** Lists what somebody earned and lost again, the latest first. */
    public Slice<Line> statement(Payee payee, Optional<String> cursor, int limit) {
        List<Line> found = rows.list(payee, cursor, limit + 1);
        return Slice.of(
                found, limit, last -> Cursor.after(last.earning().earnedAt(), last.earning().id()));
    }

    /** Lists the teachers who have a share of something, by name; at most 200. */
    public List<Teacher> teachers() {
        return rows.teachers();
    }
}
