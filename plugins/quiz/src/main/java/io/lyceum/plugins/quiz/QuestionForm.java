package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form of one question. Its rows are options, accepted answers, items or pairs; empty ones at
 * the end are for more.
 */
final class QuestionForm {

    private static final int SPARE = 2;
    private static final String PERCENT = "percent";
    private static final String FEEDBACK = "feedback";

    private final Kind kind;
    private final Words words;
    private final Map<String, String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private QuestionForm(Kind kind, Words words, Map<String, String> values) {
        this.kind = kind;
        this.words = words;
        this.values = values;
    }

    static QuestionForm blank(Kind kind, Words words) {
        return new QuestionForm(kind, words, new LinkedHashMap<>(Map.of("points", "1")));
    }

    static QuestionForm of(Question question, Words words) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("text", question.text());
        values.put("points", plain(question.points()));
        values.put("bank", question.bank());
        values.put(FEEDBACK, question.feedback());
        Given given = Given.of(question.write());
        int row = 0;
        for (Given one : given.objects(list(question.task().kind()))) {
            row++;
            for (Object name : one.values().keySet()) {
                String field = field(row, String.valueOf(name));
                Object value = one.values().get(name);
                values.put(
                        field,
                        value instanceof Double number ? plain(number) : String.valueOf(value));
            }
        }
        values.put("exactCase", String.valueOf(given.yes("exactCase", false)));
        values.put("unit", given.line("unit", 100));
        values.put("extra", String.join("\n", given.lines("extra", 1000)));
        return new QuestionForm(question.task().kind(), words, values);
    }

    static QuestionForm sent(Kind kind, Words words, Fields fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.values()
                .forEach(
                        (name, all) ->
                                values.put(
                                        name,
                                        all.isEmpty() ? "" : Written.text(all.get(0), 20_000)));
        return new QuestionForm(kind, words, values);
    }

    private static String plain(double number) {
        return Decimal.plain(BigDecimal.valueOf(number));
    }

    private static String list(Kind kind) {
        return switch (kind) {
            case SINGLE, MULTIPLE -> "options";
            case TEXT -> "accepted";
            case NUMBER -> "values";
            case ORDER -> "items";
            case MATCH -> "pairs";
        };
    }

    private static String field(int row, String name) {
        return "row." + row + "." + name;
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private String value(int row, String name) {
        return value(field(row, name));
    }

    private boolean on(String name) {
        return "true".equals(value(name));
    }

    Map<String, String> errors() {
        return errors;
    }

    /** Adds what is wrong for another reason than the form itself can know. */
    void wrong(String field, String message) {
        errors.putIfAbsent(field, message);
    }

    /**
     * Reads the question; when something is wrong, {@link #errors} says what, and there is none.
     */
    Optional<Question> question(String id) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("text", value("text"));
        given.put("bank", value("bank"));
        given.put(FEEDBACK, value(FEEDBACK));
        if (value("text").isBlank()) {
            wrong("text", words.say("flaw.text"));
        }
        Optional<BigDecimal> points = Decimal.read(value("points"));
        if (points.isEmpty()
                || points.get().doubleValue() < Question.LEAST_POINTS
                || points.get().doubleValue() > Question.MOST_POINTS) {
            wrong("points", words.say("error.points", Question.LEAST_POINTS, Question.MOST_POINTS));
        } else {
            given.put("points", points.get().doubleValue());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 1; row <= filled(); row++) {
            row(row).ifPresent(rows::add);
        }
        given.put(list(kind), rows);
        given.put("exactCase", on("exactCase"));
        given.put("unit", value("unit"));
        given.put("extra", List.of(value("extra").split("\n")));
        Question question = Question.read(kind, id, Given.of(given));
        String flaw = question.flaw();
        if (flaw != null && errors.isEmpty()) {
            wrong(field(1, main()), words.say(flaw));
        }
        return errors.isEmpty() ? Optional.of(question) : Optional.empty();
    }

    private String main() {
        return switch (kind) {
            case SINGLE, MULTIPLE, TEXT, ORDER -> "text";
            case NUMBER -> "value";
            case MATCH -> "prompt";
        };
    }

    private List<String> parts() {
        return switch (kind) {
            case SINGLE, MULTIPLE -> List.of("text", "right", PERCENT, FEEDBACK);
            case TEXT -> List.of("text", PERCENT, FEEDBACK);
            case NUMBER -> List.of("value", "tolerance", PERCENT, FEEDBACK);
            case ORDER -> List.of("text");
            case MATCH -> List.of("prompt", "answer");
        };
    }

    private boolean empty(int row) {
        return parts().stream().allMatch(part -> value(row, part).isBlank());
    }

    private int filled() {
        int last = Task.MOST_OPTIONS;
        while (last > 0 && empty(last)) {
            last--;
        }
        return last;
    }

    private Optional<Map<String, Object>> row(int row) {
        if (empty(row)) {
            return Optional.empty();
        }
        Map<String, Object> given = new LinkedHashMap<>();
        // A new row must not take the name of one that was there: running attempts know it.
        given.put(
                "id",
                value(row, "id").isEmpty()
                        ? UUID.randomUUID().toString().substring(0, 8)
                        : value(row, "id"));
        for (String part : parts()) {
            given.put(part, value(row, part));
        }
        if (value(row, main()).isBlank()) {
            wrong(field(row, main()), words.say("error.row"));
        }
        if (kind == Kind.MATCH && value(row, "answer").isBlank()) {
            wrong(field(row, "answer"), words.say("error.row"));
        }
        if (kind == Kind.NUMBER) {
            number(row, "value");
            if (!value(row, "tolerance").isBlank()) {
                number(row, "tolerance");
            }
        }
        given.put("right", on(field(row, "right")));
        given.remove(PERCENT);
        percent(row).ifPresent(percent -> given.put(PERCENT, percent));
        return Optional.of(given);
    }

    private void number(int row, String part) {
        if (Decimal.read(value(row, part)).isEmpty()) {
            wrong(field(row, part), words.say("error.number"));
        }
    }

    private Optional<Double> percent(int row) {
        if (value(row, PERCENT).isBlank()) {
            return Optional.empty();
        }
        Optional<Double> percent =
                Decimal.read(value(row, PERCENT).replace("%", "")).map(BigDecimal::doubleValue);
        boolean choice = kind == Kind.SINGLE || kind == Kind.MULTIPLE;
        int least = choice ? -100 : 0;
        if (percent.isEmpty() || percent.get() < least || percent.get() > 100) {
            wrong(field(row, PERCENT), words.say("error.percent", least));
        }
        return percent;
    }

    Component.Form form() {
        List<Component> shown = new ArrayList<>();
        shown.add(new Component.Hidden("kind", kind.word()));
        shown.add(text("text", "form.text", 4, Question.LONGEST_TEXT, words.say("form.textHelp")));
        shown.add(
                new Component.NumberField(
                        "points",
                        words.say("form.points"),
                        value("points"),
                        null,
                        null,
                        errors.get("points")));
        shown.add(text("bank", "form.bank", 1, Question.LONGEST_BANK, words.say("form.bankHelp")));
        shown.add(new Component.Text(kind.rule(words)));
        int least = kind == Kind.TEXT || kind == Kind.NUMBER ? 2 : 4;
        int rows = Math.min(Task.MOST_OPTIONS, Math.max(least, filled() + SPARE));
        for (int row = 1; row <= rows; row++) {
            shown.add(
                    new Component.Group(words.say("form.row." + kind.word(), row), row(row, kind)));
        }
        if (kind == Kind.TEXT) {
            shown.add(
                    new Component.Toggle(
                            "exactCase", words.say("form.exactCase"), on("exactCase")));
        }
        if (kind == Kind.NUMBER) {
            shown.add(text("unit", "form.unit", 1, 30, null));
        }
        if (kind == Kind.MATCH) {
            shown.add(text("extra", "form.extra", 3, 5000, words.say("form.extraHelp")));
        }
        shown.add(text(FEEDBACK, "form.feedback", 2, Task.LONGEST_FEEDBACK, null));
        return new Component.Form(Authoring.SAVE_QUESTION, words.say("form.save"), shown);
    }

    private List<Component> row(int row, Kind of) {
        List<Component> shown = new ArrayList<>();
        shown.add(new Component.Hidden(field(row, "id"), value(row, "id")));
        switch (of) {
            case SINGLE, MULTIPLE -> {
                shown.add(rowText(row, "text", "form.option", Task.LONGEST_OPTION));
                shown.add(
                        new Component.Toggle(
                                field(row, "right"),
                                words.say("form.right"),
                                on(field(row, "right"))));
                shown.add(rowPercent(row, "form.percentRule"));
                shown.add(rowText(row, FEEDBACK, "form.rowFeedback", Task.LONGEST_FEEDBACK));
            }
            case TEXT -> {
                shown.add(rowText(row, "text", "form.accepted", Task.LONGEST_ANSWER));
                shown.add(rowPercent(row, "form.percentAll"));
                shown.add(rowText(row, FEEDBACK, "form.rowFeedback", Task.LONGEST_FEEDBACK));
            }
            case NUMBER -> {
                shown.add(rowNumber(row, "value", "form.value", null));
                shown.add(rowNumber(row, "tolerance", "form.tolerance", "form.toleranceHelp"));
                shown.add(rowPercent(row, "form.percentAll"));
                shown.add(rowText(row, FEEDBACK, "form.rowFeedback", Task.LONGEST_FEEDBACK));
            }
            case ORDER -> shown.add(rowText(row, "text", "form.item", Task.LONGEST_OPTION));
            case MATCH -> {
                shown.add(rowText(row, "prompt", "form.prompt", MatchTask.LONGEST_SIDE));
                shown.add(rowText(row, "answer", "form.answer", MatchTask.LONGEST_SIDE));
            }
        }
        return shown;
    }

    private Component rowText(int row, String part, String key, int longest) {
        return text(field(row, part), key, 1, longest, null);
    }

    private Component rowPercent(int row, String help) {
        return new Component.NumberField(
                field(row, PERCENT),
                words.say("form.percent"),
                value(row, PERCENT),
                "%",
                words.say(help),
                errors.get(field(row, PERCENT)));
    }

    private Component rowNumber(int row, String part, String key, @Nullable String help) {
        return new Component.NumberField(
                field(row, part),
                words.say(key),
                value(row, part),
                null,
                help == null ? null : words.say(help),
                errors.get(field(row, part)));
    }

    private Component text(String name, String key, int rows, int longest, @Nullable String help) {
        // A field of one line would lose the others.
        int lines = value(name).contains("\n") ? Math.max(3, rows) : rows;
        return new Component.TextField(
                name, words.say(key), value(name), lines, longest, help, errors.get(name));
    }
}
