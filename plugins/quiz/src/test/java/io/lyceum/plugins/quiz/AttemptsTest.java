package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Map<String, List<String>> ALL_RIGHT =
            Map.of(
                    "capital", List.of("Lima"),
                    "primes", List.of("2", "3"),
                    "author", List.of("leo tolstoy"),
                    "pi", List.of("3,14"),
                    "alphabet", List.of("alpha", "beta", "gamma", "delta", "epsilon"),
                    "sounds", List.of("cat=meow", "dog=woof", "wolf=woof", "cow=moo"));

    private static Map<String, Object> small(Map<String, Object> settings) {
        return SampleQuiz.content(settings, SampleQuiz.single(), SampleQuiz.number());
    }

    private static Map<String, List<String>> capital(View view, String city) {
        return Desk.answers(view, Map.of("capital", List.of(city)));
    }

    @Test
    void the_start_says_what_awaits() {
        String page =
                Desk.text(
                        Desk.with(
                                        SampleQuiz.content(
                                                Map.of(
                                                        "attempts", 3,
                                                        "minutes", 20,
                                                        "passMark", 60,
                                                        "introduction", "Good luck")))
                                .open(""));
        for (String part :
                List.of(
                        "Good luck",
                        "label=Questions, value=6",
                        "label=Time, value=20 min",
                        "label=Attempts left, value=3",
                        "value=60%")) {
            assertTrue(page.contains(part), part + " in " + page);
        }
    }

    @Test
    void all_right_answers_of_all_types_give_the_full_score_and_complete() {
        Desk desk = Desk.with(SampleQuiz.content(Map.of("passMark", 100)));
        View form = desk.start(1).view();
        Submission submission = desk.submit(1, Desk.answers(form, ALL_RIGHT));
        assertEquals(1.0, submission.score());
        assertEquals(Completion.COMPLETE, submission.completion());
    }

    @Test
    void nothing_answered_scores_nothing_but_the_order_that_cannot_be_empty() {
        Desk desk = Desk.with(small(Map.of("passMark", 50)));
        desk.start(1);
        Submission submission = desk.submit(1, Map.of());
        assertEquals(0.0, submission.score());
        assertEquals(Completion.INCOMPLETE, submission.completion());
    }

    @Test
    void without_a_pass_mark_handing_in_completes() {
        Desk desk = Desk.with(small(Map.of()));
        desk.start(1);
        assertEquals(Completion.COMPLETE, desk.submit(1, Map.of()).completion());
    }

    @Test
    void the_second_window_gets_the_running_attempt_with_its_answers() {
        Desk desk = Desk.with(SampleQuiz.content(Map.of("attempts", 1)));
        View first = desk.start(1).view();
        desk.autosave(1, Desk.answers(first, Map.of("capital", List.of("Cusco"))));
        View second = desk.start(1).view();
        assertEquals(second, desk.open(""));
        Component.Choice choice = Desk.all(second, Component.Choice.class).get(0);
        assertEquals(
                List.of("Cusco"),
                choice.options().stream()
                        .filter(Component.Option::chosen)
                        .map(Component.Option::label)
                        .toList());
    }

    @Test
    void the_shuffled_order_is_the_same_whenever_the_attempt_is_opened() {
        Desk desk = Desk.with(SampleQuiz.content(Map.of("shuffleQuestions", true)));
        View first = desk.start(1).view();
        assertEquals(first, desk.open(""));
        assertEquals(first, desk.open("attempt/1"));
    }

    @Test
    void a_start_button_pressed_again_after_the_end_takes_no_attempt() {
        Desk desk = Desk.with(small(Map.of("attempts", 2)));
        desk.start(1);
        desk.submit(1, Map.of());
        Submission again = desk.start(1);
        assertFalse(Desk.runs(again.view()));
        assertTrue(Desk.text(desk.open("")).contains("label=Attempts left, value=1"));
    }

    @Test
    void a_submission_that_comes_twice_counts_once() {
        Desk desk = Desk.with(small(Map.of()));
        View form = desk.start(1).view();
        Submission first = desk.submit(1, capital(form, "Lima"));
        Submission second = desk.submit(1, capital(form, "Cusco"));
        assertEquals(0.5, first.score());
        assertEquals(0.5, second.score());
        assertTrue(Desk.text(desk.report()).contains("label=Finished attempts, value=1"));
    }

    @Test
    void no_attempt_begins_beyond_the_limit_or_out_of_turn() {
        Desk desk = Desk.with(small(Map.of("attempts", 2)));
        assertNull(desk.start(2).view());
        desk.start(1);
        desk.submit(1, Map.of());
        desk.start(2);
        desk.submit(2, Map.of());
        assertNull(desk.start(3).view());
        assertTrue(Desk.text(desk.open("")).contains("used all your attempts"));
        assertNull(desk.start(-5).view());
    }

    @Test
    void the_next_attempt_does_not_begin_while_one_runs() {
        Desk desk = Desk.with(small(Map.of()));
        View first = desk.start(1).view();
        assertEquals(first, desk.start(2).view());
    }

    @Test
    void the_best_score_is_shown_and_the_host_hears_each_one() {
        Desk desk = Desk.with(small(Map.of()));
        View form = desk.start(1).view();
        assertEquals(0.5, desk.submit(1, capital(form, "Lima")).score());
        View again = desk.start(2).view();
        assertEquals(0.0, desk.submit(2, capital(again, "Cusco")).score());
        assertTrue(Desk.text(desk.open("")).contains("label=Your best score, value=50%"));
    }

    @Test
    void a_form_carries_the_deadline_and_saves_itself() {
        Desk desk = Desk.with(small(Map.of("minutes", 10)));
        Component.Form form = Desk.all(desk.start(1).view(), Component.Form.class).get(0);
        assertEquals(Instant.parse("2026-01-05T09:10:00Z"), form.deadline());
        assertEquals("autosave", form.autosave());
    }

    @Test
    void the_time_is_counted_from_the_first_start() {
        Desk desk = Desk.with(small(Map.of("minutes", 10)));
        desk.start(1);
        desk.host.clock().pass(Duration.ofMinutes(4));
        Component.Form form = Desk.all(desk.start(1).view(), Component.Form.class).get(0);
        assertEquals(Instant.parse("2026-01-05T09:10:00Z"), form.deadline());
    }

    @Test
    void what_the_host_sends_at_the_end_counts() {
        Desk desk = Desk.with(small(Map.of("minutes", 10)));
        View form = desk.start(1).view();
        desk.host.clock().pass(Duration.ofMinutes(10).plusSeconds(5));
        assertEquals(0.5, desk.submit(1, capital(form, "Lima")).score());
    }

    @Test
    void what_comes_after_the_end_does_not_count_but_what_was_saved_does() {
        Desk desk = Desk.with(small(Map.of("minutes", 10)));
        View form = desk.start(1).view();
        desk.autosave(1, capital(form, "Cusco"));
        desk.host.clock().pass(Duration.ofMinutes(10).plusSeconds(6));
        desk.autosave(1, capital(form, "Lima"));
        assertEquals(0.0, desk.submit(1, capital(form, "Lima")).score());
    }

    @Test
    void who_comes_back_after_the_end_gets_what_was_saved_scored() {
        Desk desk = Desk.with(small(Map.of("minutes", 10)));
        View form = desk.start(1).view();
        desk.autosave(1, capital(form, "Lima"));
        desk.host.clock().pass(Duration.ofDays(1));
        View page = desk.open("");
        assertFalse(Desk.runs(page));
        Component.Button button = Desk.all(page, Component.Button.class).get(0);
        Submission submission =
                desk.send(
                        button.action(),
                        Map.of("attempt", List.of(button.values().get("attempt"))));
        assertEquals(0.5, submission.score());
        assertEquals(Completion.COMPLETE, submission.completion());
    }

    @Test
    void an_autosave_after_handing_in_changes_nothing() {
        Desk desk = Desk.with(small(Map.of()));
        View form = desk.start(1).view();
        View result = desk.submit(1, capital(form, "Lima")).view();
        assertNull(desk.autosave(1, capital(form, "Cusco")).score());
        assertEquals(result, desk.open("attempt/1"));
    }

    @Test
    void a_sending_without_the_form_wipes_no_answers() {
        Desk desk = Desk.with(small(Map.of()));
        View form = desk.start(1).view();
        desk.autosave(1, capital(form, "Lima"));
        assertEquals(0.5, desk.send("submit", Map.of("attempt", List.of("1"))).score());
    }

    @Test
    void a_number_that_cannot_be_read_is_asked_for_again_and_nothing_is_lost() {
        Desk desk = Desk.with(small(Map.of()));
        View form = desk.start(1).view();
        Map<String, List<String>> answers =
                Desk.answers(
                        form, Map.of("capital", List.of("Lima"), "pi", List.of("about three")));
        Submission submission = desk.submit(1, answers);
        assertEquals("q.pi", submission.errors().get(0).field());
        assertNull(submission.score());
        assertNotNull(submission.view());
        assertTrue(Desk.text(desk.open("")).contains("about three"));
    }

    @Test
    void at_the_end_an_unreadable_number_holds_nothing_up() {
        Desk desk = Desk.with(small(Map.of("minutes", 10)));
        View form = desk.start(1).view();
        desk.host.clock().pass(Duration.ofMinutes(10));
        Submission submission =
                desk.submit(
                        1,
                        Desk.answers(form, Map.of("capital", List.of("Lima"), "pi", List.of("?"))));
        assertEquals(0.5, submission.score());
    }

    @Test
    void without_feedback_nobody_learns_what_was_right() {
        Desk desk = Desk.with(small(Map.of("feedback", "never", "passedText", "Bravo")));
        View form = desk.start(1).view();
        String result = Desk.text(desk.submit(1, capital(form, "Cusco")).view());
        assertFalse(result.contains("Lima"), result);
        assertFalse(result.contains("Bravo"), result);
        assertFalse(Desk.text(desk.open("attempt/1")).contains("Lima"));
    }

    @Test
    void feedback_after_each_attempt_says_everything() {
        Desk desk = Desk.with(small(Map.of("feedback", "each", "passedText", "Bravo")));
        View form = desk.start(1).view();
        String result = Desk.text(desk.submit(1, capital(form, "Cusco")).view());
        for (String part : List.of("Lima", "about Cusco", "Bravo", "Your answer, value=Cusco")) {
            assertTrue(result.contains(part), part + " in " + result);
        }
    }

    @Test
    void solutions_can_be_kept_back() {
        Desk desk = Desk.with(small(Map.of("feedback", "each", "solutions", false)));
        View form = desk.start(1).view();
        String result = Desk.text(desk.submit(1, capital(form, "Cusco")).view());
        assertTrue(result.contains("about Cusco"));
        assertFalse(result.contains("Lima"));
    }

    @Test
    void late_feedback_waits_for_the_last_attempt() {
        Desk desk = Desk.with(small(Map.of("feedback", "last", "attempts", 2, "passMark", 50)));
        View form = desk.start(1).view();
        assertFalse(Desk.text(desk.submit(1, capital(form, "Cusco")).view()).contains("Lima"));
        assertFalse(Desk.text(desk.open("attempt/1")).contains("Lima"));
        View again = desk.start(2).view();
        assertTrue(Desk.text(desk.submit(2, capital(again, "Cusco")).view()).contains("Lima"));
        assertTrue(Desk.text(desk.open("attempt/1")).contains("Lima"));
    }

    @Test
    void late_feedback_comes_with_passing() {
        Desk desk = Desk.with(small(Map.of("feedback", "last", "attempts", 5, "passMark", 50)));
        View form = desk.start(1).view();
        String result = Desk.text(desk.submit(1, capital(form, "Lima")).view());
        assertTrue(result.contains("about Lima"), result);
    }

    @Test
    void past_attempts_can_be_looked_at_with_the_answers_of_then() {
        Desk desk = Desk.with(small(Map.of()));
        View first = desk.start(1).view();
        desk.submit(1, capital(first, "Cusco"));
        View second = desk.start(2).view();
        desk.submit(2, capital(second, "Quito"));
        assertTrue(Desk.text(desk.open("attempt/1")).contains("Your answer, value=Cusco"));
        assertTrue(Desk.text(desk.open("attempt/2")).contains("Your answer, value=Quito"));
        assertEquals(desk.open(""), desk.open("attempt/3"));
    }

    @Test
    void a_question_deleted_meanwhile_costs_nobody_anything() {
        Desk desk = Desk.with(small(Map.of()));
        View form = desk.start(1).view();
        desk.change(SampleQuiz.content(Map.of(), SampleQuiz.single()));
        assertEquals(1.0, desk.submit(1, capital(form, "Lima")).score());
    }

    @Test
    void points_once_given_stay_when_the_teacher_changes_what_is_right() {
        Desk desk = Desk.with(SampleQuiz.content(Map.of(), SampleQuiz.single()));
        View form = desk.start(1).view();
        desk.submit(1, capital(form, "Lima"));
        Map<String, Object> changed = SampleQuiz.single();
        changed.put("revision", 2);
        changed.put(
                "options",
                List.of(
                        SampleQuiz.option("lima", "Lima", false),
                        SampleQuiz.option("cusco", "Cusco", true)));
        desk.change(SampleQuiz.content(Map.of(), changed));
        String review = Desk.text(desk.open("attempt/1"));
        assertTrue(review.contains("Score, value=100%"), review);
        assertTrue(review.contains("has been changed since"), review);
    }

    @Test
    void garbage_in_a_form_is_no_answer() {
        Desk desk = Desk.with(SampleQuiz.content(Map.of()));
        desk.start(1);
        Submission submission =
                desk.submit(
                        1,
                        Map.of(
                                "q.capital", List.of("lima", "<script>"),
                                "q.primes", List.of("two", "two"),
                                "q.alphabet", List.of("a", "b", "c", "d", "e"),
                                "q.sounds.cat", List.of("meow"),
                                "q.author", List.of("\ud800 \u0000" + "x".repeat(5000)),
                                "q.nothing", List.of("1")));
        assertEquals(0.0, submission.score());
        assertNull(desk.send("submit", Map.of("attempt", List.of("99999999999"))).view());
        assertNull(desk.send("submit", Map.of("attempt", List.of())).view());
    }

    @Test
    void the_longest_attempt_fits_into_its_entry() {
        Map<String, List<String>> wanted = new HashMap<>();
        List<Map<String, Object>> questions = new ArrayList<>();
        for (int q = 0; q < 200; q++) {
            String id = "question-of-24-signs-" + (100 + q);
            List<Map<String, Object>> pairs = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            for (int p = 0; p < 30; p++) {
                String text = "Я" + p + "-" + q;
                pairs.add(
                        Map.of(
                                "id", "prompt-with-24-signs-" + (100 + p),
                                "prompt", "п" + p,
                                "answer", text));
                answers.add("п" + p + "=" + text);
            }
            questions.add(SampleQuiz.question(id, "match", Map.of("pairs", pairs)));
            wanted.put(id, answers);
        }
        Desk desk = Desk.with(Map.of("questions", questions));
        View form = desk.start(1).view();
        assertEquals(200, Desk.all(form, Component.Match.class).size());
        assertEquals(1.0, desk.submit(1, Desk.answers(form, wanted)).score());
        assertTrue(Desk.text(desk.report()).contains("label=Finished attempts, value=1"));
    }
}
