package io.lyceum.plugin.tools.verify;

import java.util.List;

/**
 * A check and how it went.
 *
 * @param summary a few words; empty for none
 * @param lines what is wrong, or worth knowing, a line each
 */
record Check(CheckName name, Outcome outcome, String summary, List<String> lines) {

    Check {
        lines = List.copyOf(lines);
    }

    /** How a check went. */
    enum Outcome {
        PASSED,
        FAILED,
        LEFT_OUT
    }

    static Check passed(CheckName name, String summary) {
        return passed(name, summary, List.of());
    }

    static Check passed(CheckName name, String summary, List<String> lines) {
        return new Check(name, Outcome.PASSED, summary, lines);
    }

    static Check failed(CheckName name, List<String> lines) {
        return new Check(name, Outcome.FAILED, "", lines);
    }

    static Check failed(CheckName name, String line) {
        return failed(name, List.of(line));
    }

    static Check leftOut(CheckName name, String why) {
        return new Check(name, Outcome.LEFT_OUT, why, List.of());
    }

    /** Draws it as {@code ✓ name summary} with its lines below. */
    String shown() {
        String sign =
                switch (outcome) {
                    case PASSED -> "✓";
                    case FAILED -> "✗";
                    case LEFT_OUT -> "·";
                };
        StringBuilder text = new StringBuilder();
        text.append("  %s %-15s %s".formatted(sign, name.shown(), summary).stripTrailing());
        lines.forEach(line -> text.append("\n      ").append(line));
        return text.toString();
    }
}
