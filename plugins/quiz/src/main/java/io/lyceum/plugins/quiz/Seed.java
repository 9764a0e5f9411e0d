package io.lyceum.plugins.quiz;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What makes one attempt's order different from another's. It stays in the attempt and never
 * reaches a browser: there, options have tokens, so that neither their names nor their numbers tell
 * which is right.
 */
record Seed(String value) {

    private static final int TOKEN = 12;

    static Seed fresh() {
        return new Seed(UUID.randomUUID().toString());
    }

    /** Gives the name under which a browser knows something; always the same in an attempt. */
    String token(String question, String thing) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (value + "\n" + question + "\n" + thing)
                                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, TOKEN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Shuffles: in the order of tokens, so that things which come or go leave the others' order as
     * it was.
     */
    <T> List<T> shuffled(String question, List<T> things, Function<T, String> name) {
        record Placed<T>(String token, T thing) {}
        List<Placed<T>> placed = new ArrayList<>();
        things.forEach(t -> placed.add(new Placed<>(token(question, name.apply(t)), t)));
        placed.sort(Comparator.comparing(Placed::token));
        return placed.stream().map(Placed::thing).toList();
    }
}
