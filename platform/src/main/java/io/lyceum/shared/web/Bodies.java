package io.lyceum.shared.web;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks of what comes in that every route of the API shares. */
public final class Bodies {

    private static final int MOST = 100;

    private Bodies() {}

    /**
     * Requires a body.
     *
     * @throws Problem MALFORMED_BODY when there is none
     */
    public static <T> T require(T body) {
        if (body == null) {
            throw new Problem(CommonProblem.MALFORMED_BODY, "it is empty");
        }
        return body;
    }

    /** Brings the size of a page into 1 to 100; 0 means the usual 20. */
    public static int limit(int asked) {
        return asked <= 0 ? 20 : Math.min(asked, MOST);
    }

    /**
     * Reads a parameter that is one of a few words, in any case.
     *
     * @param name the parameter's name
     * @return nothing when it was left out
     * @throws Problem INVALID_INPUT, naming the parameter, for any other word
     */
    public static <E extends Enum<E>> Optional<E> choice(
            Class<E> words, String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new Problem(CommonProblem.INVALID_INPUT, name);
        }
    }
}
