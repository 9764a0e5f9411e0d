package io.lyceum.plugins.quiz;

import java.util.Locale;
import java.util.Optional;

/** The types of questions. */
enum Kind {
    SINGLE,
    MULTIPLE,
    TEXT,
    NUMBER,
    ORDER,
    MATCH;

    /** The name in content and places. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String word) {
        for (Kind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    String name(Words words) {
        return words.say("kind." + word());
    }

    /** Says how points are given. */
    String rule(Words words) {
        return words.say("rule." + word());
    }
}
