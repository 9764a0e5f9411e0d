package io.lyceum.shared.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a form or body and fails once with all of it. */
public final class Checks {

    /** Deliberately loose: the proof of an address is the mail that arrives. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>(),;:\"]{1,64}@[^\\s@<>(),;:\"]{1,180}\\.[^\\s@.]{2,}");

    private final List<Problem.FieldError> errors = new ArrayList<>();

    /** Adds an error unless the condition holds. */
    public Checks that(boolean condition, String field, String message) {
        if (!condition) {
            errors.add(new Problem.FieldError(field, message));
        }
        return this;
    }

    /** Requires text of at most so many characters that is not blank. */
    public Checks text(@Nullable String value, String field, int max) {
        return that(value != null && !value.isBlank(), field, "Fill this in.")
                .atMost(value, field, max);
    }

    /** Requires text, if there is any, of at most so many characters and without control codes. */
    public Checks atMost(@Nullable String value, String field, int max) {
        return that(
                        value == null || value.length() <= max,
                        field,
                        "Use at most " + max + " characters.")
                .that(
                        value == null
                                || value.chars()
                                        .noneMatch(
                                                c ->
                                                        Character.isISOControl(c)
                                                                && c != '\n'
                                                                && c != '\r'
                                                                && c != '\t'),
                        field,
                        "Remove the invisible control characters.");
    }

    /** Requires an e-mail address. */
    public Checks email(@Nullable String value, String field) {
        return that(
                value != null && value.length() <= 254 && EMAIL.matcher(value).matches(),
                field,
                "Write an e-mail address like ada@example.org.");
    }

    /** Requires a colour written as {@code #rrggbb}. */
    public Checks colour(@Nullable String value, String field) {
        return that(
                value != null && value.matches("#[0-9a-fA-F]{6}"),
                field,
                "Write a colour like #1b6e53.");
    }

    /**
     * Ends the checks.
     *
     * @throws Problem INVALID_INPUT with every field that is wrong
     */
    public void done() {
        if (!errors.isEmpty()) {
            throw new Problem(
                    CommonProblem.INVALID_INPUT,
                    errors,
                    errors.stream()
                            .map(Problem.FieldError::field)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
    }
}
