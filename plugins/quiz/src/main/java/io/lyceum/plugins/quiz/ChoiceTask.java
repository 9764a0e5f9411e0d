package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One or several of some options. Each option carries a share of the points; the answer's score is
 * their sum, not below 0. Without a share of its own, an option carries: the only choice all or
 * nothing; of several, right ones share 100 % equally, wrong ones −100 % equally.
 */
record ChoiceTask(boolean multiple, List<Option> options) implements Task {

    private static final double ALMOST = 0.9999;

    /**
     * What can be chosen.
     *
     * @param percent of the points, −100 to 100; null for the rule's share
     */
    record Option(
            String id, String text, boolean right, @Nullable Double percent, String feedback) {}

    ChoiceTask {
        options = List.copyOf(options);
    }

    static ChoiceTask read(boolean multiple, Given given) {
        List<Option> options = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Given one : given.objects("options")) {
            String text = one.text("text", LONGEST_OPTION);
            if (text.isEmpty() || options.size() == MOST_OPTIONS) {
                continue;
            }
            Double percent = one.number("percent");
            options.add(
                    new Option(
                            Ids.unique(one.line("id", 2 * Ids.LONGEST), "o", ids),
                            text,
                            one.yes("right", false),
                            percent == null ? null : Math.max(-100, Math.min(100, percent)),
                            one.text("feedback", LONGEST_FEEDBACK)));
        }
        return new ChoiceTask(multiple, options);
    }

    @Override
    public Kind kind() {
        return multiple ? Kind.MULTIPLE : Kind.SINGLE;
    }

    @Override
    public @Nullable String flaw() {
        if (options.size() < 2) {
            return "flaw.options";
        }
        if (options.stream().map(Option::text).distinct().count() < options.size()) {
            return "flaw.same";
        }
        double best =
                multiple
                        ? options.stream().mapToDouble(o -> Math.max(0, weight(o))).sum()
                        : options.stream().mapToDouble(this::weight).max().orElse(0);
        return best < ALMOST ? "flaw.right" : null;
    }

    private double weight(Option option) {
        if (option.percent() != null) {
            return option.percent() / 100;
        }
        if (!multiple) {
            return option.right() ? 1 : 0;
        }
        long alike = options.stream().filter(o -> o.right() == option.right()).count();
        return (option.right() ? 1.0 : -1.0) / alike;
    }

    @Override
    public Component ask(Asking asking, List<String> answer) {
        List<Option> order =
                asking.shuffle()
                        ? asking.seed().shuffled(asking.question(), options, Option::id)
                        : options;
        return new Component.Choice(
                asking.field(),
                asking.words().say(multiple ? "ask.multiple" : "ask.single"),
                multiple,
                order.stream()
                        .map(
                                o ->
                                        new Component.Option(
                                                asking.token(o.id()),
                                                o.text(),
                                                answer.contains(o.id())))
                        .toList(),
                asking.error());
    }

    @Override
    public List<String> take(Asking asking, Fields fields) {
        Set<String> sent = new HashSet<>(fields.all(asking.field()));
        return options.stream()
                .map(Option::id)
                .filter(id -> sent.contains(asking.token(id)))
                .limit(multiple ? options.size() : 1)
                .toList();
    }

    @Override
    public double score(List<String> answer) {
        double sum = chosen(answer).stream().mapToDouble(this::weight).sum();
        // Three thirds of 33.33333 % are all the points.
        return sum >= ALMOST ? 1 : Math.max(0, sum);
    }

    private List<Option> chosen(List<String> answer) {
        return options.stream().filter(o -> answer.contains(o.id())).toList();
    }

    @Override
    public String shown(List<String> answer) {
        return chosen(answer).stream().map(Option::text).collect(Collectors.joining("; "));
    }

    @Override
    public String solution() {
        return options.stream()
                .filter(o -> multiple ? weight(o) > 0 : weight(o) >= ALMOST)
                .map(Option::text)
                .collect(Collectors.joining("; "));
    }

    @Override
    public List<String> remarks(List<String> answer) {
        return chosen(answer).stream()
                .filter(o -> !o.feedback().isEmpty())
                .map(o -> o.text() + ": " + o.feedback())
                .toList();
    }

    @Override
    public List<String> mistakes(List<String> answer) {
        return answer.isEmpty() || score(answer) >= ALMOST
                ? List.of()
                : List.of(chosen(answer).stream().map(Option::id).collect(Collectors.joining("+")));
    }

    @Override
    public String shownMistake(String mistake) {
        return shown(List.of(mistake.split("\\+")));
    }

    @Override
    public int length() {
        return options.stream().mapToInt(o -> o.text().length() + o.feedback().length()).sum();
    }

    @Override
    public void write(Map<String, Object> into) {
        into.put(
                "options",
                options.stream()
                        .map(
                                o -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("id", o.id());
                                    one.put("text", o.text());
                                    one.put("right", o.right());
                                    if (o.percent() != null) {
                                        one.put("percent", o.percent());
                                    }
                                    one.put("feedback", o.feedback());
                                    return one;
                                })
                        .toList());
    }
}
