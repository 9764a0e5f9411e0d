package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number. One is accepted when it is no further from a value than its tolerance, both counted
 * exactly, in decimals. Of several that fit, the best counts.
 *
 * @param unit shown behind the field; empty for none
 */
record NumberTask(List<Value> values, String unit) implements Task {

    private static final int LONGEST_UNIT = 30;

    /**
     * A number that is accepted.
     *
     * @param tolerance 0 or more
     * @param percent of the points, 0 to 100
     */
    record Value(BigDecimal value, BigDecimal tolerance, double percent, String feedback) {

        boolean fits(BigDecimal number) {
            return number.subtract(value).abs().compareTo(tolerance) <= 0;
        }
    }

    NumberTask {
        values = List.copyOf(values);
    }

    static NumberTask read(Given given) {
        List<Value> values = new ArrayList<>();
        for (Given one : given.objects("values")) {
            Optional<BigDecimal> value = Decimal.read(one.line("value", 100));
            if (value.isPresent() && values.size() < MOST_OPTIONS) {
                values.add(
                        new Value(
                                value.get(),
                                Decimal.read(one.line("tolerance", 100))
                                        .map(BigDecimal::abs)
                                        .orElse(BigDecimal.ZERO),
                                Math.max(0, Math.min(100, one.number("percent", 100))),
                                one.text("feedback", LONGEST_FEEDBACK)));
            }
        }
        return new NumberTask(values, given.line("unit", LONGEST_UNIT));
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public @Nullable String flaw() {
        return values.stream().anyMatch(v -> v.percent() >= 100) ? null : "flaw.value";
    }

    @Override
    public Component ask(Asking asking, List<String> answer) {
        return new Component.NumberField(
                asking.field(),
                asking.words().say("ask.number"),
                shown(answer),
                unit.isEmpty() ? null : unit,
                null,
                asking.error());
    }

    @Override
    public List<String> take(Asking asking, Fields fields) {
        String text = Written.line(fields.first(asking.field()).orElse(""), LONGEST_ANSWER);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** Tells whether an answer is there, but is no number. */
    static boolean unreadable(List<String> answer) {
        return !answer.isEmpty() && Decimal.read(answer.get(0)).isEmpty();
    }

    @Override
    public double score(List<String> answer) {
        return best(answer).map(v -> v.percent() / 100).orElse(0.0);
    }

    private Optional<Value> best(List<String> answer) {
        Optional<BigDecimal> number =
                answer.isEmpty() ? Optional.empty() : Decimal.read(answer.get(0));
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Value best = null;
        for (Value one : values) {
            if (one.fits(number.get()) && (best == null || one.percent() > best.percent())) {
                best = one;
            }
        }
        return Optional.ofNullable(best);
    }

    @Override
    public String shown(List<String> answer) {
        return answer.isEmpty() ? "" : answer.get(0);
    }

    @Override
    public String solution() {
        return values.stream()
                .filter(v -> v.percent() >= 100)
                .map(
                        v ->
                                Decimal.plain(v.value())
                                        + (v.tolerance().signum() == 0
                                                ? ""
                                                : " ± " + Decimal.plain(v.tolerance()))
                                        + (unit.isEmpty() ? "" : " " + unit))
                .collect(Collectors.joining("; "));
    }

    @Override
    public List<String> remarks(List<String> answer) {
        return best(answer).map(Value::feedback).filter(f -> !f.isEmpty()).stream().toList();
    }

    @Override
    public List<String> mistakes(List<String> answer) {
        return answer.isEmpty() || score(answer) >= 1
                ? List.of()
                : List.of(
                        Written.brief(
                                Decimal.read(answer.get(0))
                                        .map(Decimal::plain)
                                        .orElse(answer.get(0)),
                                60));
    }

    @Override
    public String shownMistake(String mistake) {
        return mistake;
    }

    @Override
    public int length() {
        return values.stream().mapToInt(v -> 80 + v.feedback().length()).sum();
    }

    @Override
    public void write(Map<String, Object> into) {
        into.put(
                "values",
                values.stream()
                        .map(
                                v -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("value", v.value().toString());
                                    one.put("tolerance", v.tolerance().toString());
                                    one.put("percent", v.percent());
                                    one.put("feedback", v.feedback());
                                    return one;
                                })
                        .toList());
        into.put("unit", unit);
    }
}
