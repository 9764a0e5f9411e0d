package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.AuthorRequest;
import io.lyceum.plugin.activity.ActivityType.SaveRequest;
import io.lyceum.plugin.activity.ActivityType.Saved;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoringTest {

    private final TestHost host = TestHost.ofClassPath();
    private final ActivityType quiz = host.extension(ActivityType.class, "quiz");
    private Map<String, Object> content = SampleQuiz.content(Map.of());

    private View open(String place) {
        return quiz.author(
                host.context(), new AuthorRequest(host.activity("quiz", content), place));
    }

    /** Sends a form as a browser and a host would: what is accepted is the content from then on. */
    private Saved save(String place, String action, Map<String, String> values) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        values.forEach((name, value) -> fields.put(name, List.of(value)));
        Saved saved =
                quiz.save(
                        host.context(),
                        new SaveRequest(
                                host.activity("quiz", content), place, action, new Fields(fields)));
        if (saved.content() != null) {
            content = saved.content();
        }
        return saved;
    }

    /** What a browser sends when nobody has touched the form. */
    private static Map<String, String> untouched(View view) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Component c : Desk.all(view).toList()) {
            if (c instanceof Component.Hidden field) {
                values.put(field.name(), field.value());
            } else if (c instanceof Component.TextField field) {
                values.put(field.name(), field.value());
            } else if (c instanceof Component.NumberField field) {
                values.put(field.name(), field.value());
            } else if (c instanceof Component.Toggle field && field.on()) {
                values.put(field.name(), "true");
            } else if (c instanceof Component.Choice field) {
                field.options().stream()
                        .filter(Component.Option::chosen)
                        .forEach(o -> values.put(field.name(), o.value()));
            }
        }
        return values;
    }

    private List<Question> questions() {
        return Content.of(content, Words.in(Locale.ENGLISH)).questions();
    }

    private List<String> ids() {
        return questions().stream().map(Question::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capital", "primes", "author", "pi", "alphabet", "sounds"})
    void a_question_saved_untouched_stays_the_same(String id) {
        List<Question> before = questions();
        Saved saved = save("question/" + id, "save-question", untouched(open("question/" + id)));
        assertEquals(List.of(), saved.errors());
        assertEquals(before, questions());
    }

    @ParameterizedTest
    @CsvSource({
        "single, row.1.text=A;row.1.right=true;row.2.text=B, A",
        "multiple, row.1.text=A;row.1.percent=100;row.2.text=B;row.2.percent=-50, A",
        "text, row.1.text=A, A",
        "number, 'row.1.value=2,5;row.1.tolerance=0.5', 2.5 ± 0.5",
        "order, row.1.text=A;row.4.text=B, A → B",
        "match, row.1.prompt=a;row.1.answer=A;row.2.prompt=b;row.2.answer=B;extra=C, a → A; b → B",
    })
    void a_new_question_of_each_type_is_added_at_the_end(
            String kind, String rows, String solution) {
        Map<String, String> values = untouched(open("new/" + kind));
        values.put("text", "New one?");
        for (String row : rows.split(";")) {
            values.put(row.split("=")[0], row.split("=")[1]);
        }
        Saved saved = save("new/" + kind, "save-question", values);
        assertEquals(List.of(), saved.errors());
        Question added = questions().get(6);
        assertEquals("New one?", added.text());
        assertEquals(Kind.of(kind).orElseThrow(), added.task().kind());
        assertEquals(solution, added.task().solution());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void an_empty_question_is_refused_with_words_for_the_field(Kind kind) {
        String place = "new/" + kind.word();
        Saved saved = save(place, "save-question", untouched(open(place)));
        assertNull(saved.content());
        assertTrue(saved.errors().stream().anyMatch(e -> e.field().equals("text")));
        Component.TextField text = Desk.all(saved.view(), Component.TextField.class).get(0);
        assertEquals("Write the question.", text.error());
    }

    @ParameterizedTest
    @CsvSource({
        "capital, points, none, points",
        "capital, points, 0, points",
        "capital, row.1.percent, 150, row.1.percent",
        "capital, row.1.text, '', row.1.text",
        "capital, row.2.text, Lima, row.1.text",
        "author, row.1.percent, -5, row.1.percent",
        "pi, row.1.value, much, row.1.value",
        "pi, row.1.tolerance, some, row.1.tolerance",
        "sounds, row.1.answer, '', row.1.answer",
        "alphabet, row.1.text, beta, row.1.text",
    })
    void a_wrong_field_is_named_and_what_was_written_is_shown_again(
            String id, String field, String value, String named) {
        Map<String, String> values = untouched(open("question/" + id));
        values.put(field, value);
        Saved saved = save("question/" + id, "save-question", values);
        assertNull(saved.content());
        assertEquals(List.of(named), saved.errors().stream().map(FieldError::field).toList());
        assertFalse(saved.errors().get(0).message().isBlank());
        Map<String, String> again = untouched(saved.view());
        assertEquals(value, again.get(field));
        assertEquals(values.get("text"), again.get("text"));
    }

    @Test
    void the_revision_counts_what_is_right_and_not_how_it_is_said() {
        Map<String, String> values = untouched(open("question/capital"));
        values.put("text", "Better words?");
        save("question/capital", "save-question", values);
        assertEquals(1, questions().get(0).revision());
        values.remove("row.1.right");
        values.put("row.2.right", "true");
        save("question/capital", "save-question", values);
        assertEquals(2, questions().get(0).revision());
        assertEquals("Cusco", questions().get(0).task().solution());
    }

    @Test
    void an_option_added_later_takes_no_old_name() {
        Map<String, String> values = untouched(open("question/capital"));
        values.put("row.3.text", "");
        values.put("row.3.feedback", "");
        values.put("row.4.text", "Arequipa");
        save("question/capital", "save-question", values);
        ChoiceTask task = (ChoiceTask) questions().get(0).task();
        assertEquals("Arequipa", task.options().get(2).text());
        assertNotEquals("quito", task.options().get(2).id());
        assertEquals("lima", task.options().get(0).id());
    }

    @Test
    void questions_move_up_and_down_and_stop_at_the_ends() {
        save("", "down", Map.of("id", "capital"));
        assertEquals(List.of("primes", "capital"), ids().subList(0, 2));
        save("", "up", Map.of("id", "capital"));
        save("", "up", Map.of("id", "capital"));
        assertEquals(List.of("capital", "primes"), ids().subList(0, 2));
        save("", "down", Map.of("id", "sounds"));
        assertEquals("sounds", ids().get(5));
    }

    @Test
    void a_copy_stands_behind_its_original_under_a_name_of_its_own() {
        save("", "duplicate", Map.of("id", "capital"));
        assertEquals(7, new HashSet<>(ids()).size());
        assertEquals(questions().get(0).task(), questions().get(1).task());
    }

    @Test
    void deleting_asks_first_and_twice_is_once() {
        View asks = open("question/capital/delete");
        Component.Button button = Desk.all(asks, Component.Button.class).get(0);
        save("", button.action(), button.values());
        assertEquals(5, ids().size());
        assertNull(save("", button.action(), button.values()).content());
        assertTrue(Desk.text(open("question/capital")).contains("no longer there"));
        Saved late = save("question/capital", "save-question", Map.of("text", "x"));
        assertNull(late.content());
        assertFalse(late.errors().isEmpty());
    }

    @Test
    void settings_saved_untouched_stay_the_same() {
        content =
                SampleQuiz.content(
                        Map.of(
                                "attempts",
                                2,
                                "minutes",
                                15,
                                "passMark",
                                60,
                                "shuffleQuestions",
                                true,
                                "shuffleOptions",
                                false,
                                "feedback",
                                "last",
                                "solutions",
                                false,
                                "passedText",
                                "Bravo",
                                "draws",
                                Map.of("", 4)));
        Settings before = Content.of(content, Words.in(Locale.ENGLISH)).settings();
        save("settings", "save-settings", untouched(open("settings")));
        assertEquals(before, Content.of(content, Words.in(Locale.ENGLISH)).settings());
        assertEquals(4, Content.of(content, Words.in(Locale.ENGLISH)).asked());
    }

    @ParameterizedTest
    @CsvSource({
        "attempts, many",
        "attempts, 201",
        "minutes, -5",
        "passMark, 101",
        "draw.1, 7",
        "draw.1, 0",
        "feedback, last"
    })
    void a_setting_that_cannot_be_is_refused(String field, String value) {
        Map<String, String> values = untouched(open("settings"));
        values.put(field, value);
        Saved saved = save("settings", "save-settings", values);
        assertNull(saved.content());
        assertEquals(List.of(field), saved.errors().stream().map(FieldError::field).toList());
    }

    @Test
    void pasted_gift_is_shown_before_it_is_added_and_added_once() {
        Saved pasted = save("import", "gift-read", Map.of("gift", "A? {=x ~y}\n\nEssay {}"));
        assertNull(pasted.content());
        assertEquals("import/preview", pasted.place());
        View preview = open("import/preview");
        assertTrue(Desk.text(preview).contains("[1, Single choice, A?, x, –]"));
        assertTrue(Desk.text(preview).contains("Line 3: free text"));
        assertEquals(6, ids().size());
        Component.Button add = Desk.all(preview, Component.Button.class).get(0);
        save("import/preview", add.action(), add.values());
        save("import/preview", add.action(), add.values());
        assertEquals(7, ids().size());
    }

    @Test
    void what_a_colleague_has_pasted_since_is_not_added_unseen() {
        save("import", "gift-read", Map.of("gift", "A? {T}"));
        Component.Button add = Desk.all(open("import/preview"), Component.Button.class).get(0);
        save("import", "gift-read", Map.of("gift", "B? {F}"));
        Saved saved = save("import/preview", add.action(), add.values());
        assertNull(saved.content());
        assertEquals("import/preview", saved.place());
        assertTrue(Desk.text(open("import/preview")).contains("B?"));
    }

    @Test
    void a_thrown_away_text_is_gone() {
        save("import", "gift-read", Map.of("gift", "A? {T}"));
        save("import/preview", "gift-drop", Map.of());
        assertFalse(Desk.text(open("import/preview")).contains("A?"));
    }

    @Test
    void an_empty_or_too_long_text_is_refused_with_words() {
        assertEquals(
                "Paste at least one question.",
                save("import", "gift-read", Map.of("gift", " ")).errors().get(0).message());
        Saved saved = save("import", "gift-read", Map.of("gift", "ы".repeat(60_001)));
        assertTrue(saved.errors().get(0).message().contains("60,000"));
        assertEquals(
                "import/preview",
                save("import", "gift-read", Map.of("gift", "ы".repeat(60_000))).place());
    }

    @Test
    void a_long_list_has_pages() {
        for (int i = 0; i < 25; i++) {
            save("", "duplicate", Map.of("id", "capital"));
        }
        assertEquals(31, ids().size());
        assertTrue(Desk.text(open("")).contains("text=25. "));
        assertFalse(Desk.text(open("")).contains("text=26. "));
        assertTrue(Desk.text(open("page/2")).contains("text=31. "));
        assertEquals("page/2", save("page/2", "up", Map.of("id", "sounds")).place());
    }

    @Test
    void all_pages_speak_russian_with_labels_everywhere() {
        host.locale("ru");
        for (String place :
                List.of("", "settings", "import", "new/single", "new/match", "question/pi")) {
            for (Component c : Desk.all(open(place)).toList()) {
                String label =
                        c instanceof Component.TextField f
                                ? f.label()
                                : c instanceof Component.NumberField f
                                        ? f.label()
                                        : c instanceof Component.Toggle f
                                                ? f.label()
                                                : c instanceof Component.Link f
                                                        ? f.label()
                                                        : c instanceof Component.Button f
                                                                ? f.label()
                                                                : "ё";
                assertTrue(label.matches("(?s).*[а-яё].*"), place + ": " + label);
            }
        }
    }
}
