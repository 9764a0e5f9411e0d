package io.lyceum.plugins.quiz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A quiz with a question of each type. */
final class SampleQuiz {

    private SampleQuiz() {}

    static Map<String, Object> content(Map<String, Object> settings) {
        return content(settings, single(), multiple(), text(), number(), order(), match());
    }

    @SafeVarargs
    static Map<String, Object> content(
            Map<String, Object> settings, Map<String, Object>... questions) {
        return Map.of("format", 1, "questions", List.of(questions), "settings", settings);
    }

    static Map<String, Object> single() {
        return question(
                "capital",
                "single",
                Map.of(
                        "options",
                        List.of(
                                option("lima", "Lima", true),
                                option("cusco", "Cusco", false),
                                option("quito", "Quito", false))));
    }

    static Map<String, Object> multiple() {
        return question(
                "primes",
                "multiple",
                Map.of(
                        "options",
                        List.of(
                                option("two", "2", true),
                                option("three", "3", true),
                                option("four", "4", false),
                                option("six", "6", false))));
    }

    static Map<String, Object> text() {
        return question(
                "author",
                "text",
                Map.of(
                        "accepted",
                        List.of(
                                Map.of("text", "Leo Tolstoy", "percent", 100),
                                Map.of("text", "*tolst*", "percent", 50)),
                        "exactCase",
                        false));
    }

    static Map<String, Object> number() {
        return question(
                "pi",
                "number",
                Map.of(
                        "values",
                        List.of(
                                Map.of("value", "3.14", "tolerance", "0.01", "percent", 100),
                                Map.of("value", "3", "tolerance", "0.5", "percent", 25)),
                        "unit",
                        "rad"));
    }

    static Map<String, Object> order() {
        return question(
                "alphabet",
                "order",
                Map.of(
                        "items",
                        List.of(
                                Map.of("id", "a", "text", "alpha"),
                                Map.of("id", "b", "text", "beta"),
                                Map.of("id", "c", "text", "gamma"),
                                Map.of("id", "d", "text", "delta"),
                                Map.of("id", "e", "text", "epsilon"))));
    }

    static Map<String, Object> match() {
        return question(
                "sounds",
                "match",
                Map.of(
                        "pairs",
                        List.of(
                                Map.of("id", "cat", "prompt", "cat", "answer", "meow"),
                                Map.of("id", "dog", "prompt", "dog", "answer", "woof"),
                                Map.of("id", "wolf", "prompt", "wolf", "answer", "woof"),
                                Map.of("id", "cow", "prompt", "cow", "answer", "moo")),
                        "extra",
                        List.of("quack")));
    }

    static Map<String, Object> option(String id, String text, boolean right) {
        return Map.of("id", id, "text", text, "right", right, "feedback", "about " + text);
    }

    static Map<String, Object> question(String id, String kind, Map<String, Object> task) {
        Map<String, Object> question = new LinkedHashMap<>(task);
        question.put("id", id);
        question.put("kind", kind);
        question.put("text", "Question " + id + "?");
        question.put("points", 2);
        question.put("feedback", "");
        return question;
    }

    static Question read(Map<String, Object> question) {
        return Content.of(content(Map.of(), question), Words.in(java.util.Locale.ENGLISH))
                .questions()
                .get(0);
    }
}
