package io.lyceum.money;

import io.lyceum.money.internal.EcbFile;
import io.lyceum.money.internal.RateRows;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rates that the current school has, and those that the platform has for all schools. */
@UseCase
public class ExchangeRates {

    /** How many days before the latest one of a file a school keeps. */
    public static final int KEPT_DAYS = 400;

    private final RateRows rows;
    private final Clock clock;
    private final Audit audit;
    private final Conversion conversion;

    protected ExchangeRates() {
        this(null, null, null, null);
    }

    @Inject
    ExchangeRates(RateRows rows, Clock clock, Audit audit, Conversion conversion) {
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
        this.conversion = conversion;
    }

    /**
     * What came of a file.
     *
     * @param days on which there are rates
     * @param rates that were kept
     * @param passedOver rates of currencies in which there are no prices here, or of days that are
     *     long ago
     */
    public record Imported(int days, int rates, int passedOver, LocalDate first, LocalDate last) {}

    /**
     * Lists the rates that hold today from a currency to all others, by code; those that are known.
     */
    public List<Rate> from(String base) {
        List<Rate> found = new ArrayList<>();
        for (Currencies.Known other : Currencies.all()) {
            if (!other.code().equals(base)) {
                conversion.rate(base, other.code(), today()).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Lists the rates that the school has entered or imported, the latest first; at most 200. */
    public List<Rate> own() {
        return rows.own();
    }

    /**
     * Enters a rate; one of the same day takes the place of the one before.
     *
     * @param rate units of {@code quote} for one of {@code base}
     * @throws Problem INVALID_INPUT
     */
    public Rate enter(String base, String quote, BigDecimal rate, LocalDate on) {
        new Checks()
                .that(Currencies.isKnown(base), "base", "Choose one of the currencies.")
                .that(
                        Currencies.isKnown(quote) && !quote.equals(base),
                        "quote",
                        "Choose another currency.")
                .that(
                        rate.signum() > 0
                                && rate.stripTrailingZeros().scale() <= 10
                                && rate.precision() - rate.scale() <= 10,
                        "rate",
                        "Write a rate like 1.0847.")
                .that(
                        on.getYear() >= 1999 && !on.isAfter(today().plusDays(1)),
                        "date",
                        "Choose a day that is not in the future.")
                .done();
        Rate entered = rows.enter(Rate.of(base, quote, rate, on, Rate.Origin.SCHOOL));
        audit.record(
                "rate.entered",
                "school_rate",
                entered.id().orElseThrow(),
                Map.of("base", base, "quote", quote, "rate", rate.toPlainString()));
        return entered;
    }

    /**
     * Removes a rate of the school.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(UUID id) {
        if (!rows.remove(id)) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        audit.record("rate.removed", "school_rate", id, Map.of());
    }

    /** Removes all rates of the school: those of the platform hold again. */
    public void removeAll() {
        rows.removeAll();
    }

    /** Keeps rates of a file for the school: the latest 400 days. */
    Imported keep(List<EcbFile.Line> lines) {
        List<EcbFile.Line> kept = kept(lines, last(lines).minusDays(KEPT_DAYS));
        rows.keepForSchool(kept);
        Imported imported = counted(lines, kept);
        noted(imported);
        return imported;
    }

    /** Keeps rates of a file for all schools. */
    Imported keepForAll(List<EcbFile.Line> lines) {
        List<EcbFile.Line> kept = kept(lines, LocalDate.MIN);
        rows.keepForAll(kept);
        Imported imported = counted(lines, kept);
        noted(imported);
        return imported;
    }

    private static List<EcbFile.Line> kept(List<EcbFile.Line> lines, LocalDate first) {
        return lines.stream()
                .filter(line -> Currencies.isKnown(line.currency()))
                .filter(line -> !line.on().isBefore(first))
                .toList();
    }

    private static LocalDate last(List<EcbFile.Line> lines) {
        return lines.stream().map(EcbFile.Line::on).max(LocalDate::compareTo).orElseThrow();
    }

    private static Imported counted(List<EcbFile.Line> lines, List<EcbFile.Line> kept) {
        return new Imported(
                (int) kept.stream().map(EcbFile.Line::on).distinct().count(),
                kept.size(),
                lines.size() - kept.size(),
                kept.stream()
                        .map(EcbFile.Line::on)
                        .min(LocalDate::compareTo)
                        .orElseGet(() -> last(lines)),
                last(lines));
    }

    private void noted(Imported imported) {
        audit.record(
                "rates.imported",
                "school_rate",
                new UUID(0, 0),
                Map.of("days", imported.days(), "rates", imported.rates()));
    }
}
