package io.lyceum.credits;

import io.lyceum.credits.internal.CreditRows;
import io.lyceum.credits.internal.CreditRows.About;
import io.lyceum.credits.internal.CreditRows.Account;
import io.lyceum.credits.internal.CreditRows.EntryKind;
import io.lyceum.credits.internal.CreditRows.Reserved;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What people of the current school, and the school itself, may have done for them. Work that costs
 * credits reserves before it begins, and commits what it took or releases all of it.
 *
 * <p>A reservation that is open when its month ends stays what it is. What comes back of it later
 * comes back as what it was: extra credits stay, free ones of the month before have lapsed.
 */
@UseCase
public class Credits {

    private static final long MOST = 1_000_000;

    private final CreditRows rows;
    private final People people;
    private final Schools schools;
    private final CurrentSchool school;
    private final Audit audit;
    private final Clock clock;
    private final Duration kept;

    protected Credits() {
        this(null, null, null, null, null, null, Duration.ZERO);
    }

    /**
     * @param kept after what time a reservation is given back by itself
     */
    @Inject
    Credits(
            CreditRows rows,
            People people,
            Schools schools,
            CurrentSchool school,
            Audit audit,
            Clock clock,
            @ConfigProperty(name = "lyceum.credits.reserved", defaultValue = "PT15M")
                    Duration kept) {
        this.rows = rows;
        this.people = people;
        this.schools = schools;
        this.school = school;
        this.audit = audit;
        this.clock = clock;
        this.kept = kept;
    }

    private ZoneId zone() {
        return schools.byId(school.id()).orElseThrow().timeZone();
    }

    /** Reads how somebody's credits stand. */
    public CreditBalance balance(CreditHolder holder) {
        Instant now = clock.instant();
        ZoneId zone = zone();
        CreditMonth month = CreditMonth.at(now, zone);
        return balance(
                rows.look(holder, month, now), rows.settings().monthly(holder), month, zone, now);
    }

    private static CreditBalance balance(
            Optional<CreditRows.Standing> standing,
            long monthly,
            CreditMonth month,
            ZoneId zone,
            Instant now) {
        CreditPurse purse =
                standing.map(s -> s.purse().in(month, monthly).with(s.due()))
                        .orElseGet(() -> new CreditPurse(month, monthly, monthly, 0));
        return new CreditBalance(
                purse.left(),
                purse.free(),
                purse.extra(),
                standing.map(CreditRows.Standing::held).orElse(0L),
                purse.given(),
                purse.month().ends(zone),
                standing.flatMap(CreditRows.Standing::unlimitedUntil)
                        .filter(until -> until.isAfter(now)));
    }

    /**
     * Locks somebody's account and brings it up to now: the month's free credits, and what was
     * reserved for too long.
     */
    private Account open(CreditHolder holder, Instant now) {
        CreditMonth month = CreditMonth.at(now, zone());
        Account account = rows.lock(holder, month, now);
        CreditPurse before = account.purse();
        CreditPurse purse = before.in(month, rows.settings().monthly(holder));
        if (!purse.equals(before)) {
            boolean turned = !purse.month().equals(before.month());
            if (turned && before.free() > 0) {
                rows.enter(account.id(), EntryKind.LAPSED, -before.free(), 0, About.NOTHING, now);
            }
            long came = turned ? purse.free() : purse.free() - before.free();
            if (came > 0) {
                rows.enter(account.id(), EntryKind.MONTH, came, 0, About.NOTHING, now);
            }
            rows.change(account.id(), before, purse);
        }
        for (Reserved overdue : rows.overdue(account.id(), now)) {
            purse =
                    giveBack(
                            account.id(),
                            purse,
                            overdue,
                            CreditReservation.Status.EXPIRED,
                            EntryKind.EXPIRED,
                            0,
                            now);
        }
        return new Account(account.id(), purse, account.unlimitedUntil());
    }

    private CreditPurse giveBack(
            UUID account,
            CreditPurse purse,
            Reserved reserved,
            CreditReservation.Status status,
            EntryKind kind,
            long used,
            Instant now) {
        CreditPurse.Part rest = reserved.part().rest(used);
        CreditPurse after = purse.with(rest);
        CreditReservation reservation = reserved.reservation();
        About about = About.reservation(reservation.id(), reservation.purpose());
        rows.finish(reservation.id(), status, used, now);
        rows.enter(account, kind, rest.free(), rest.extra(), about, now);
        long lapsed = rest.free() - (after.free() - purse.free());
        if (lapsed > 0) {
            rows.enter(account, EntryKind.LAPSED, -lapsed, 0, about, now);
        }
        if (!after.equals(purse)) {
            rows.change(account, purse, after);
        }
        return after;
    }

    /**
     * Keeps credits for a piece of work.
     *
     * @param amount as many as it can take at most, 1 to 1,000,000
     * @param purpose what for, as people are told; at most 200 characters
     * @param key whoever asks again with the same key gets the same reservation; at most 200
     *     characters
     * @throws Problem NOT_ENOUGH_CREDITS, INVALID_INPUT, IDEMPOTENCY_KEY_REUSED when the key was
     *     used for something else, NOT_FOUND for nobody
     */
    public CreditReservation reserve(CreditHolder holder, long amount, String purpose, String key) {
        new Checks()
                .that(amount > 0 && amount <= MOST, "amount", "Choose between 1 and 1000000.")
                .text(purpose, "purpose", 200)
                .text(key, "key", 200)
                .done();
        known(holder);
        Instant now = clock.instant();
        Account account = open(holder, now);
        Optional<Reserved> repeated = rows.find(account.id(), key);
        if (repeated.isPresent()) {
            CreditReservation same = repeated.get().reservation();
            if (same.amount() != amount || !same.purpose().equals(purpose)) {
                throw new Problem(CommonProblem.IDEMPOTENCY_KEY_REUSED);
            }
            return same;
        }
        boolean unlimited =
                account.unlimitedUntil().filter(until -> until.isAfter(now)).isPresent();
        CreditPurse.Part part =
                unlimited
                        ? new CreditPurse.Part(account.purse().month(), 0, 0)
                        : account.purse()
                                .part(amount)
                                .orElseThrow(() -> notEnough(account.purse(), amount));
        UUID id = rows.reserve(account.id(), key, purpose, amount, part, now, now.plus(kept));
        rows.enter(
                account.id(),
                EntryKind.RESERVED,
                -part.free(),
                -part.extra(),
                About.reservation(id, purpose),
                now);
        if (!unlimited) {
            rows.change(account.id(), account.purse(), account.purse().without(part));
        }
        return reservation(id);
    }

    private Problem notEnough(CreditPurse purse, long amount) {
        ZoneId zone = zone();
        return new Problem(
                CreditProblem.NOT_ENOUGH_CREDITS,
                purse.left(),
                amount,
                purse.month().ends(zone).atZone(zone).toLocalDate().toString());
    }

    /** Somebody has to be there before they have an account. */
    private void known(CreditHolder holder) {
        holder.person().ifPresent(people::byId);
    }

    /**
     * Reads a reservation.
     *
     * @throws Problem NOT_FOUND
     */
    public CreditReservation reservation(UUID id) {
        return reserved(id).reservation();
    }

    private Reserved reserved(UUID id) {
        return rows.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Says how much a piece of work took; the rest comes back. Said twice, it counts once.
     *
     * @param used 0 to what was reserved
     * @throws Problem NOT_FOUND, INVALID_INPUT, RESERVATION_OVER
     */
    public CreditReservation commit(UUID id, long used) {
        long amount = reservation(id).amount();
        new Checks()
                .that(used >= 0 && used <= amount, "used", "Choose at most what was reserved.")
                .done();
        return finish(id, CreditReservation.Status.COMMITTED, EntryKind.USED, used);
    }

    /**
     * Gives back all of a reservation, for work that was not done. Said twice, it counts once.
     *
     * @throws Problem NOT_FOUND, RESERVATION_OVER
     */
    public CreditReservation release(UUID id) {
        return finish(id, CreditReservation.Status.RELEASED, EntryKind.RELEASED, 0);
    }

    private CreditReservation finish(
            UUID id, CreditReservation.Status status, EntryKind kind, long used) {
        Instant now = clock.instant();
        Account account = open(reservation(id).holder(), now);
        Reserved reserved = reserved(id);
        CreditReservation reservation = reserved.reservation();
        if (reservation.status() == CreditReservation.Status.OPEN) {
            giveBack(account.id(), account.purse(), reserved, status, kind, used, now);
            return reservation(id);
        }
        if (reservation.status() != status || reservation.used() != used) {
            throw new Problem(
                    CreditProblem.RESERVATION_OVER,
                    reservation.status().name().toLowerCase(Locale.ROOT));
        }
        return reservation;
    }

    /**
     * Gives credits that stay until they are used.
     *
     * @param amount 1 to 1,000,000
     * @param source what they are of, such as an order; whatever is granted with the same source
     *     again is granted once
     * @param note what for, as people are told; may be empty
     * @return whether they were granted now
     * @throws Problem INVALID_INPUT, NOT_FOUND for nobody
     */
    public boolean grant(CreditHolder holder, long amount, String source, String note) {
        new Checks()
                .that(amount > 0 && amount <= MOST, "credits", "Choose between 1 and 1000000.")
                .text(source, "source", 300)
                .atMost(note, "note", 200)
                .done();
        known(holder);
        Instant now = clock.instant();
        Account account = open(holder, now);
        if (rows.ofSource(account.id(), EntryKind.GRANTED, source).isPresent()) {
            return false;
        }
        rows.enter(
                account.id(),
                EntryKind.GRANTED,
                0,
                amount,
                About.source(source, note.strip()),
                now);
        rows.change(account.id(), account.purse(), account.purse().withExtra(amount));
        audit.record(
                "credits.granted",
                "credit_account",
                account.id(),
                Map.of("credits", amount, "source", source));
        return true;
    }

    /**
     * Takes back what is left of a grant, such as a pack that was paid back. Said twice, it counts
     * once; what was used by then stays used.
     *
     * @return how many were taken back
     */
    public long takeBack(CreditHolder holder, String source) {
        Instant now = clock.instant();
        Account account = open(holder, now);
        Optional<Long> granted = rows.ofSource(account.id(), EntryKind.GRANTED, source);
        if (granted.isEmpty()
                || rows.ofSource(account.id(), EntryKind.TAKEN_BACK, source).isPresent()) {
            return 0;
        }
        long taken = Math.min(granted.get(), account.purse().extra());
        rows.enter(account.id(), EntryKind.TAKEN_BACK, 0, -taken, About.source(source, ""), now);
        rows.change(account.id(), account.purse(), account.purse().withExtra(-taken));
        audit.record(
                "credits.taken_back",
                "credit_account",
                account.id(),
                Map.of("credits", taken, "source", source));
        return taken;
    }

    /** Tells whether what a source gave was taken back. */
    public boolean takenBack(CreditHolder holder, String source) {
        Account account = open(holder, clock.instant());
        return rows.ofSource(account.id(), EntryKind.TAKEN_BACK, source).isPresent();
    }

    /**
     * Makes somebody's credits unlimited; work is still noted.
     *
     * @param until the latest of all sources holds; a source that ends early says when
     * @param source what it is of, such as a membership; said again, its time is another
     * @throws Problem INVALID_INPUT, NOT_FOUND for nobody
     */
    public void unlimited(CreditHolder holder, Instant until, String source) {
        new Checks().text(source, "source", 300).done();
        known(holder);
        Instant now = clock.instant();
        Account account = open(holder, now);
        if (rows.unlimited(account.id(), source).equals(Optional.of(until))) {
            return;
        }
        rows.unlimited(account.id(), source, until, now);
        rows.enter(account.id(), EntryKind.UNLIMITED, 0, 0, About.NOTHING, now);
        audit.record(
                "credits.unlimited",
                "credit_account",
                account.id(),
                Map.of("until", until.toString(), "source", source));
    }

    /** Ends what a source makes unlimited; if it does not now, nothing changes. */
    public void endUnlimited(CreditHolder holder, String source) {
        Instant now = clock.instant();
        Account account = open(holder, now);
        if (rows.unlimited(account.id(), source).filter(now::isBefore).isPresent()) {
            unlimited(holder, now, source);
        }
    }

    /** Gives back what was reserved for too long, of one account; see {@link #reserve}. */
    public void tidy(CreditHolder holder) {
        open(holder, clock.instant());
    }

    /** Lists accounts of which something was reserved for too long. */
    public List<CreditHolder> overdue(int limit) {
        return rows.overdue(clock.instant(), limit);
    }

    public CreditSettings settings() {
        return rows.settings();
    }

    /**
     * Changes how many credits are free in a month. More hold at once, fewer from the next month.
     *
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public CreditSettings change(CreditSettings settings) {
        new Checks()
                .that(
                        free(settings.learnerMonthly()),
                        "learnerMonthly",
                        "Choose between 0 and 1000000.")
                .that(
                        free(settings.schoolMonthly()),
                        "schoolMonthly",
                        "Choose between 0 and 1000000.")
                .done();
        if (!rows.save(settings, clock.instant())) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        audit.record(
                "credits.settings_changed",
                "school",
                school.id(),
                Map.of(
                        "learnerMonthly", settings.learnerMonthly(),
                        "schoolMonthly", settings.schoolMonthly()));
        return rows.settings();
    }

    private static boolean free(int monthly) {
        return monthly >= 0 && monthly <= CreditSettings.MOST;
    }

    /**
     * Somebody's credits in a list.
     *
     * @param name empty if they gave none
     */
    public record PersonLine(PersonId person, String name, String email, CreditBalance balance) {}

    /**
     * Lists people with their credits, the latest to join first.
     *
     * @param query a part of a name or address; empty for all
     */
    public Slice<PersonLine> list(String query, Optional<String> cursor, int limit) {
        Instant now = clock.instant();
        ZoneId zone = zone();
        CreditMonth month = CreditMonth.at(now, zone);
        long monthly = rows.settings().learnerMonthly();
        return Slice.of(
                        rows.people(query, cursor, limit + 1, month, now),
                        limit,
                        last -> Cursor.after(last.createdAt(), last.person()))
                .map(
                        row ->
                                new PersonLine(
                                        row.person(),
                                        row.name(),
                                        row.email(),
                                        balance(row.standing(), monthly, month, zone, now)));
    }

    public CreditTotals totals() {
        Instant now = clock.instant();
        ZoneId zone = zone();
        return rows.totals(CreditMonth.at(now, zone).first().atStartOfDay(zone).toInstant(), now);
    }

    /** Lists what happened to somebody's credits, the latest first. */
    public List<CreditLine> lines(CreditHolder holder, int limit) {
        return rows.lines(holder, limit);
    }
}
