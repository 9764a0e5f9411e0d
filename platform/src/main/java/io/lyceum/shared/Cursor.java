package io.lyceum.shared;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a keyset-paged list goes on: the sort values of the last row seen, opaque to clients.
 *
 * @param values never empty
 */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        values = List.copyOf(values);
    }

    /** A cursor after a row with these sort values. */
    public static Cursor after(Object... values) {
        return new Cursor(Arrays.stream(values).map(Object::toString).toList());
    }

    /**
     * Reads a cursor that a client sent back.
     *
     * @param size how many values it must hold
     * @throws Problem INVALID_INPUT when it is none of ours
     */
    public static Optional<Cursor> parse(String text, int size) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> values = List.of(plain.split(SEPARATOR, -1));
            if (values.size() == size) {
                return Optional.of(new Cursor(values));
            }
        } catch (IllegalArgumentException e) {
            // Not base64: answered like any other unreadable cursor.
        }
        throw invalid();
    }

    /** Reads one value as a moment. */
    public Instant instant(int index) {
        try {
            return Instant.parse(values.get(index));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    /** Reads one value as an id. */
    public UUID uuid(int index) {
        try {
            return UUID.fromString(values.get(index));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** The same failure for a value inside the cursor that does not parse. */
    public static Problem invalid() {
        return new Problem(
                CommonProblem.INVALID_INPUT,
                List.of(new Problem.FieldError("cursor", "Start again without a cursor.")),
                "cursor");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
    }
}
