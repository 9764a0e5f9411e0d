package io.lyceum.admin.sales;

import io.lyceum.admin.desk.Desk;
import io.lyceum.catalog.CourseText;
import io.lyceum.shared.problem.Checks;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Amounts, numbers and days as they stand in the forms of sales. */
public final class SaleForms {

    /** What {@link #number} answers for something that is no number. */
    private static final int NONSENSE = -1;

    private SaleForms() {}

    /**
     * Reads an amount as people write it: with a point or a comma before the fraction.
     *
     * @return in minor units of the currency
     * @throws io.lyceum.shared.problem.Problem INVALID_INPUT
     */
    public static long minor(String text, String currency, String field) {
        String amount = text.strip().replace(',', '.');
        int digits = digits(currency);
        new Checks()
                .that(
                        amount.matches("\\d{1,10}(\\.\\d{1," + Math.max(1, digits) + "})?"),
                        field,
                        "Write an amount like 19.99.")
                .done();
        return new BigDecimal(amount)
                .movePointRight(digits)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }

    static String amount(long minor, String currency) {
        return CourseText.decimal(minor, currency);
    }

    /** Reads a number that may be left out; one that is none is left to the checks. */
    static Optional<Integer> number(MultivaluedMap<String, String> form, String name) {
        String text = Desk.value(form, name).strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(text.matches("\\d{1,9}") ? Integer.parseInt(text) : NONSENSE);
    }

    /**
     * Reads a day that may be left out.
     *
     * @throws io.lyceum.shared.problem.Problem INVALID_INPUT
     */
    static Optional<Instant> day(
            MultivaluedMap<String, String> form, String name, ZoneId zone, int daysLater) {
        String text = Desk.value(form, name).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.parse(text).plusDays(daysLater).atStartOfDay(zone).toInstant());
        } catch (DateTimeParseException e) {
            new Checks().that(false, name, "Write a day like 2027-01-31.").done();
            return Optional.empty();
        }
    }

    static String day(Optional<Instant> moment, ZoneId zone, int daysLater) {
        return moment.map(at -> at.atZone(zone).toLocalDate().minusDays(daysLater).toString())
                .orElse("");
    }

    /** Reads a constant of an enum; the first one if there is none such. */
    static <E extends Enum<E>> E choice(
            MultivaluedMap<String, String> form, String name, Class<E> type) {
        String text = Desk.value(form, name);
        return List.of(type.getEnumConstants()).stream()
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElse(type.getEnumConstants()[0]);
    }
}
