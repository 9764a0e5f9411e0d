package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A short text. Spaces around and repeated ones don't count, nor does the form of characters; in
 * accepted texts {@code *} stands for any characters and {@code \*} for a star. Of several that
 * fit, the best counts.
 */
record TextTask(List<Accepted> accepted, boolean exactCase) implements Task {

    private static final int LONGEST_COUNTED = 60;

    /**
     * A text that is accepted.
     *
     * @param percent of the points, 0 to 100
     */
    record Accepted(String text, double percent, String feedback) {}

    TextTask {
        accepted = List.copyOf(accepted);
    }

    static TextTask read(Given given) {
        List<Accepted> accepted = new ArrayList<>();
        for (Given one : given.objects("accepted")) {
            String text = one.line("text", LONGEST_ANSWER);
            if (!text.isEmpty() && accepted.size() < MOST_OPTIONS) {
                accepted.add(
                        new Accepted(
                                text,
                                Math.max(0, Math.min(100, one.number("percent", 100))),
                                one.text("feedback", LONGEST_FEEDBACK)));
            }
        }
        return new TextTask(accepted, given.yes("exactCase", false));
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public @Nullable String flaw() {
        return accepted.stream().anyMatch(a -> a.percent() >= 100) ? null : "flaw.accepted";
    }

    @Override
    public Component ask(Asking asking, List<String> answer) {
        return new Component.TextField(
                asking.field(),
                asking.words().say("ask.text"),
                answer.isEmpty() ? "" : answer.get(0),
                1,
                LONGEST_ANSWER,
                null,
                asking.error());
    }

    @Override
    public List<String> take(Asking asking, Fields fields) {
        String text = Written.line(fields.first(asking.field()).orElse(""), LONGEST_ANSWER);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    @Override
    public double score(List<String> answer) {
        return best(answer).map(a -> a.percent() / 100).orElse(0.0);
    }

    private Optional<Accepted> best(List<String> answer) {
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        String given = normal(answer.get(0));
        Accepted best = null;
        for (Accepted one : accepted) {
            if (fits(normal(one.text()), given)
                    && (best == null || one.percent() > best.percent())) {
                best = one;
            }
        }
        return Optional.ofNullable(best);
    }

    private String normal(String text) {
        String same =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replaceAll("[\u2018\u2019\u02bc]", "'")
                        .replaceAll("\\s+", " ")
                        .strip();
        return exactCase ? same : same.toLowerCase(Locale.ROOT);
    }

    /** Compares piece by piece, in time that grows with the text and never explodes. */
    static boolean fits(String pattern, String text) {
        List<String> pieces = pieces(pattern);
        if (pieces.size() == 1) {
            return text.equals(pieces.get(0));
        }
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (!text.startsWith(first)) {
            return false;
        }
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return text.length() - last.length() >= at && text.endsWith(last);
    }

    private static List<String> pieces(String pattern) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
                piece.append('*');
                i++;
            } else if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    @Override
    public String shown(List<String> answer) {
        return answer.isEmpty() ? "" : answer.get(0);
    }

    @Override
    public String solution() {
        return accepted.stream()
                .filter(a -> a.percent() >= 100)
                .map(Accepted::text)
                .collect(Collectors.joining("; "));
    }

    @Override
    public List<String> remarks(List<String> answer) {
        return best(answer).map(Accepted::feedback).filter(f -> !f.isEmpty()).stream().toList();
    }

    @Override
    public List<String> mistakes(List<String> answer) {
        return answer.isEmpty() || score(answer) >= 1
                ? List.of()
                : List.of(Written.brief(normal(answer.get(0)), LONGEST_COUNTED));
    }

    @Override
    public String shownMistake(String mistake) {
        return mistake;
    }

    @Override
    public int length() {
        return accepted.stream().mapToInt(a -> a.text().length() + a.feedback().length()).sum();
    }

    @Override
    public void write(Map<String, Object> into) {
        into.put(
                "accepted",
                accepted.stream()
                        .map(
                                a -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("text", a.text());
                                    one.put("percent", a.percent());
                                    one.put("feedback", a.feedback());
                                    return one;
                                })
                        .toList());
        into.put("exactCase", exactCase);
    }
}
