package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.view.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShufflingTest {

    private final Words words = Words.in(Locale.ENGLISH);

    private Content bank(int there, int draw, boolean shuffle) {
        List<Map<String, Object>> questions =
                IntStream.range(0, there)
                        .mapToObj(
                                i -> {
                                    Map<String, Object> one = SampleQuiz.single();
                                    one.put("id", "n" + i);
                                    one.put("bank", i % 2 == 0 ? "even" : "odd");
                                    return one;
                                })
                        .toList();
        return Content.of(
                Map.of(
                        "questions",
                        questions,
                        "settings",
                        Map.of("draws", Map.of("even", draw), "shuffleQuestions", shuffle)),
                words);
    }

    private static List<String> ids(List<Question> questions) {
        return questions.stream().map(Question::id).toList();
    }

    @Test
    void a_seed_draws_the_same_questions_in_the_same_order_again() {
        Content content = bank(20, 3, true);
        assertEquals(ids(content.draw(new Seed("one"))), ids(content.draw(new Seed("one"))));
        assertNotEquals(ids(content.draw(new Seed("one"))), ids(content.draw(new Seed("two"))));
    }

    @Test
    void as_many_are_drawn_from_each_bank_as_the_settings_say() {
        Content content = bank(20, 3, false);
        assertEquals(13, content.asked());
        for (int i = 0; i < 50; i++) {
            List<Question> drawn = content.draw(new Seed("seed " + i));
            assertEquals(3, drawn.stream().filter(q -> q.bank().equals("even")).count());
            assertEquals(10, drawn.stream().filter(q -> q.bank().equals("odd")).count());
            assertEquals(13, new HashSet<>(drawn).size());
        }
    }

    @Test
    void every_question_of_a_bank_has_about_the_same_chance() {
        Content content = bank(20, 3, false);
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            content.draw(new Seed("seed " + i)).stream()
                    .filter(q -> q.bank().equals("even"))
                    .forEach(q -> times.merge(q.id(), 1, Integer::sum));
        }
        assertEquals(10, times.size());
        // 600 are expected each; the bounds are seven standard deviations away.
        assertTrue(times.values().stream().allMatch(n -> n > 450 && n < 750), times.toString());
    }

    @Test
    void without_shuffling_drawn_questions_keep_their_order() {
        Content content = bank(20, 3, false);
        List<Integer> places =
                content.draw(new Seed("x")).stream().map(q -> content.place(q.id())).toList();
        assertEquals(places.stream().sorted().toList(), places);
    }

    @Test
    void options_stay_in_place_when_another_is_added() {
        Seed seed = new Seed("s");
        List<String> before = seed.shuffled("q", List.of("a", "b", "c", "d"), x -> x);
        List<String> after =
                new ArrayList<>(seed.shuffled("q", List.of("a", "b", "new", "c", "d"), x -> x));
        after.remove("new");
        assertEquals(before, after);
    }

    @Test
    void what_a_browser_gets_does_not_tell_what_is_right() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            var asking = new Task.Asking("capital", new Seed("s" + i), true, words, null);
            var choice =
                    (Component.Choice)
                            SampleQuiz.read(SampleQuiz.single()).task().ask(asking, List.of());
            first.add(choice.options().get(0).label());
            assertFalse(choice.options().stream().anyMatch(o -> o.value().equals("lima")));
        }
        assertEquals(Set.of("Lima", "Cusco", "Quito"), first);
    }

    @Test
    void an_untouched_order_is_never_the_right_one() {
        Task task =
                SampleQuiz.read(
                                SampleQuiz.question(
                                        "o",
                                        "order",
                                        Map.of(
                                                "items",
                                                List.of(
                                                        Map.of("id", "a", "text", "first"),
                                                        Map.of("id", "b", "text", "second")))))
                        .task();
        for (int i = 0; i < 40; i++) {
            var asking = new Task.Asking("o", new Seed("s" + i), false, words, null);
            var order = (Component.Order) task.ask(asking, List.of());
            assertEquals("second", order.options().get(0).label());
        }
    }
}
