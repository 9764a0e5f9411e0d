package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.AuthorRequest;
import io.lyceum.plugin.activity.ActivityType.ImportRequest;
import io.lyceum.plugin.activity.ActivityType.Imported;
import io.lyceum.plugin.activity.ActivityType.LearnerRequest;
import io.lyceum.plugin.activity.ActivityType.ReportRequest;
import io.lyceum.plugin.privacy.PrivacyProvider;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonRequest;
import io.lyceum.plugin.testkit.TestHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTest {

    private final TestHost host = TestHost.ofClassPath();
    private final ActivityType quiz = host.extension(ActivityType.class, "quiz");

    private Imported read(String format, Map<String, Object> content, String text) {
        return quiz.read(
                host.context(),
                new ImportRequest(host.activity("quiz", Map.of()), format, content, text));
    }

    @Test
    void good_content_comes_in_without_notes() {
        Imported imported = read("lyceum", SampleQuiz.content(Map.of("attempts", 3)), "");
        assertEquals(List.of(), imported.notes());
        assertEquals(6, ((List<?>) imported.content().get("questions")).size());
    }

    @Test
    void what_was_left_out_or_changed_is_said() {
        Map<String, Object> unknown = SampleQuiz.question("a", "essay", Map.of());
        Map<String, Object> flawed = SampleQuiz.question("b", "single", Map.of());
        Map<String, Object> points = SampleQuiz.single();
        points.put("points", -3);
        points.put("colour", "red");
        Map<String, Object> twin = SampleQuiz.single();
        Map<String, Object> content =
                new LinkedHashMap<>(
                        SampleQuiz.content(
                                Map.of("attempts", 1_000_000, "passMark", 50),
                                unknown,
                                flawed,
                                points,
                                twin));
        content.put("format", 2);
        content.put("theme", "dark");
        List<String> notes = read("lyceum", content, "").notes();
        for (String part :
                List.of(
                        "«theme»",
                        "newer version",
                        "Question 1 was left out: its type",
                        "Question 2 was left out: Give at least two options",
                        "Question 3: «points»",
                        "Question 3: «colour»",
                        "Question 4: «id»",
                        "Settings: «attempts»")) {
            assertTrue(notes.stream().anyMatch(n -> n.contains(part)), part + " in " + notes);
        }
        assertTrue(notes.stream().noneMatch(n -> n.contains("passMark")), notes.toString());
    }

    @Test
    void too_many_questions_are_cut_off_with_a_note() {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(SampleQuiz.question("q" + i, "order", SampleQuiz.order()));
            many.get(i).put("id", "q" + i);
        }
        Imported imported = read("lyceum", Map.of("questions", many), "");
        assertEquals(500, ((List<?>) imported.content().get("questions")).size());
        assertTrue(imported.notes().get(0).startsWith("From question 501 on"));
    }

    @Test
    void gift_is_added_to_what_is_there() {
        Imported imported =
                quiz.read(
                        host.context(),
                        new ImportRequest(
                                host.activity(
                                        "quiz", SampleQuiz.content(Map.of(), SampleQuiz.single())),
                                "gift",
                                Map.of(),
                                "A? {T}\n\nEssay {}"));
        assertEquals(2, ((List<?>) imported.content().get("questions")).size());
        assertEquals(1, imported.notes().size());
        assertTrue(imported.notes().get(0).startsWith("Line 3:"));
    }

    @Test
    void an_unknown_format_reads_nothing_and_says_so() {
        Imported imported = read("aiken", Map.of(), "What? A) B)");
        assertEquals(List.of(), imported.content().get("questions"));
        assertTrue(imported.notes().get(0).contains("aiken"));
    }

    @Test
    void no_garbage_makes_a_page_fail() {
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            Map<String, Object> broken = broken(SampleQuiz.content(Map.of("attempts", 2)), random);
            String locale = i % 2 == 0 ? "en" : "ru";
            host.locale(locale);
            var activity = host.activity("garbage-" + i, "quiz", broken);
            for (String place : List.of("", "settings", "question/capital", "page/9", "new/text")) {
                quiz.author(host.context(), new AuthorRequest(activity, place));
            }
            quiz.submit(
                    host.context(),
                    new ActivityType.SubmitRequest(
                            activity,
                            host.learner(),
                            "start",
                            new io.lyceum.plugin.Fields(Map.of("attempt", List.of("1")))));
            quiz.learner(host.context(), new LearnerRequest(activity, host.learner(), ""));
            quiz.submit(
                    host.context(),
                    new ActivityType.SubmitRequest(
                            activity,
                            host.learner(),
                            "submit",
                            new io.lyceum.plugin.Fields(Map.of("attempt", List.of("1")))));
            quiz.report(host.context(), new ReportRequest(activity, ""));
            read("lyceum", broken, "");
        }
    }

    /** A copy of content in which something, somewhere, is something else. */
    private static Map<String, Object> broken(Map<String, Object> whole, Random random) {
        Map<String, Object> copy = new HashMap<>();
        whole.forEach((name, value) -> copy.put(name, broken(value, random)));
        return copy;
    }

    private static Object broken(Object value, Random random) {
        if (random.nextInt(12) == 0) {
            List<Object> anything =
                    List.of(
                            "",
                            "\ud800",
                            "x".repeat(3000),
                            -1,
                            1e300,
                            Long.MAX_VALUE,
                            true,
                            List.of(),
                            List.of(List.of(Map.of())),
                            Map.of("id", Map.of()));
            return anything.get(random.nextInt(anything.size()));
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((name, one) -> copy.put(String.valueOf(name), broken(one, random)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(one -> broken(one, random)).toList()
                : value;
    }

    @Test
    void half_a_character_cannot_be_kept() {
        assertEquals("ab", Written.text("a\ud800b", 10));
        assertEquals("a", Written.text("a\ud83d\udc0d", 2));
        assertNotEquals("", Written.text("a\ud83d\udc0d", 3).substring(1));
    }

    @Test
    void nothing_is_known_of_a_person_beside_what_the_host_keeps() {
        PrivacyProvider privacy = host.extension(PrivacyProvider.class, "quiz");
        PersonRequest ada = new PersonRequest("ada");
        assertEquals(List.of(), privacy.export(host.context(), ada).entries());
        assertEquals(0, privacy.erase(host.context(), ada).entries());
        assertEquals(0, privacy.erase(host.context(), ada).entries());
    }
}
