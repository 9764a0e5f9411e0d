package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {

    private static double score(Map<String, Object> question, String answer) {
        List<String> ids = answer.isEmpty() ? List.of() : pairs(answer.split(" "));
        return SampleQuiz.read(question).task().score(ids);
    }

    /** An attempt keeps an answer's key for its text. */
    private static List<String> pairs(String... answers) {
        return Stream.of(answers)
                .map(a -> a.split("="))
                .map(a -> a.length < 2 ? a[0] : a[0] + "=" + MatchTask.key(a[1]))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"lima, 1", "cusco, 0", "'', 0", "nowhere, 0"})
    void a_single_choice_is_right_or_not(String answer, double expected) {
        assertEquals(expected, score(SampleQuiz.single(), answer), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "two three, 1",
        "two, 0.5",
        "two three four, 0.5",
        "two four, 0",
        "four six, 0",
        "two three four six, 0",
        "'', 0"
    })
    void several_choices_gain_for_right_ones_and_lose_for_wrong_ones(
            String answer, double expected) {
        assertEquals(expected, score(SampleQuiz.multiple(), answer), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"a b c, 1", "a b, 0.66666", "a b c x, 0.49999", "x, 0"})
    void shares_of_their_own_are_summed_up_and_almost_all_is_all(String answer, double expected) {
        Map<String, Object> question =
                SampleQuiz.question(
                        "shares",
                        "multiple",
                        Map.of(
                                "options",
                                List.of(
                                        share("a", 33.33333),
                                        share("b", 33.33333),
                                        share("c", 33.33333),
                                        share("x", -50))));
        assertEquals(expected, score(question, answer), 1e-4);
    }

    private static Map<String, Object> share(String id, double percent) {
        return Map.of("id", id, "text", id, "right", percent > 0, "percent", percent);
    }

    @ParameterizedTest
    @CsvSource({
        "Leo Tolstoy, 1",
        "'  leo   TOLSTOY ', 1",
        "Tolstoi, 0.5",
        "Count Tolstoy, 0.5",
        "Pushkin, 0",
        "'', 0"
    })
    void a_short_text_gets_the_best_that_fits(String answer, double expected) {
        Task task = SampleQuiz.read(SampleQuiz.text()).task();
        assertEquals(expected, task.score(answer.isEmpty() ? List.of() : List.of(answer)), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "a*c, abc, true",
        "a*c, ac, true",
        "a*c, acb, false",
        "*, anything, true",
        "a\\*c, a*c, true",
        "a\\*c, abc, false",
        "ab*ba, aba, false",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false"
    })
    void stars_stand_for_any_characters(String pattern, String text, boolean fits) {
        assertEquals(fits, TextTask.fits(pattern, text));
    }

    @Test
    void a_pattern_of_many_stars_takes_no_time() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertFalse(TextTask.fits("a*".repeat(150) + "b", "a".repeat(300))));
    }

    @Test
    void capitals_count_where_they_are_asked_for() {
        TextTask task = new TextTask(List.of(new TextTask.Accepted("NaCl", 100, "")), true);
        assertEquals(1, task.score(List.of("NaCl")));
        assertEquals(0, task.score(List.of("nacl")));
    }

    @ParameterizedTest
    @CsvSource({
        "3.14, 1",
        "'3,14', 1",
        "3.15, 1",
        "3.13, 1",
        "3.150000001, 0.25",
        "3.5, 0.25",
        "−3.14, 0",
        "31.4e-1, 1",
        "pi, 0",
        "'', 0"
    })
    void a_number_counts_within_its_tolerance(String answer, double expected) {
        Task task = SampleQuiz.read(SampleQuiz.number()).task();
        assertEquals(expected, task.score(answer.isEmpty() ? List.of() : List.of(answer)), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "'1 234,5', 1234.5",
        "'1,234.5', 1234.5",
        "'1.234,5', 1234.5",
        "-.5, -0.5",
        "+7, 7",
        "1e3, 1000"
    })
    void numbers_are_read_as_people_write_them(String written, BigDecimal expected) {
        assertEquals(0, expected.compareTo(Decimal.read(written).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"1e999999999", "--1", "1..2", "NaN", "Infinity", "''", "0x10", "1e"})
    void what_is_no_number_or_too_large_is_not_read(String written) {
        assertTrue(Decimal.read(written).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "a b c d e, 1",
        "b a c d e, 0.75",
        "b c d e a, 0.75",
        "e d c b a, 0",
        "a b, 0.25",
        "c, 0",
        "'', 0"
    })
    void an_order_counts_what_need_not_be_moved(String answer, double expected) {
        assertEquals(expected, score(SampleQuiz.order(), answer), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "cat=meow dog=woof wolf=woof cow=moo, 1",
        "cat=meow dog=woof wolf=meow cow=quack, 0.5",
        "cow=moo, 0.25",
        "cat=purr, 0",
        "'', 0"
    })
    void pairs_count_one_by_one(String answer, double expected) {
        assertEquals(expected, score(SampleQuiz.match(), answer), 1e-9);
    }

    @Test
    void every_type_says_its_right_answer_and_scores_it_fully() {
        assertEquals("Lima", SampleQuiz.read(SampleQuiz.single()).task().solution());
        assertEquals("2; 3", SampleQuiz.read(SampleQuiz.multiple()).task().solution());
        assertEquals("Leo Tolstoy", SampleQuiz.read(SampleQuiz.text()).task().solution());
        assertEquals("3.14 ± 0.01 rad", SampleQuiz.read(SampleQuiz.number()).task().solution());
        assertEquals(
                "alpha → beta → gamma → delta → epsilon",
                SampleQuiz.read(SampleQuiz.order()).task().solution());
        assertEquals(
                "cat → meow; dog → woof; wolf → woof; cow → moo",
                SampleQuiz.read(SampleQuiz.match()).task().solution());
    }

    @Test
    void mistakes_have_names_that_can_be_said_in_words() {
        Task choice = SampleQuiz.read(SampleQuiz.multiple()).task();
        assertEquals(List.of("two+four"), choice.mistakes(List.of("two", "four")));
        assertEquals("2; 4", choice.shownMistake("two+four"));
        Task match = SampleQuiz.read(SampleQuiz.match()).task();
        List<String> mistakes = match.mistakes(pairs("cat=woof", "dog=woof", "cow=quack"));
        assertEquals(
                List.of("cat → woof", "cow → quack"),
                mistakes.stream().map(match::shownMistake).toList());
        assertEquals("", match.shownMistake("cat=99"));
        Task order = SampleQuiz.read(SampleQuiz.order()).task();
        assertEquals(List.of("2=c"), order.mistakes(List.of("a", "c", "b", "d", "e")));
        assertEquals("2. gamma", order.shownMistake("2=c"));
        assertEquals(List.of(), choice.mistakes(List.of("two", "three")));
    }

    @Test
    void a_single_choice_without_a_right_option_has_a_flaw() {
        assertEquals(
                "flaw.right",
                new ChoiceTask(
                                false,
                                List.of(
                                        new ChoiceTask.Option("a", "A", false, null, ""),
                                        new ChoiceTask.Option("b", "B", false, 50.0, "")))
                        .flaw());
        assertNull(SampleQuiz.read(SampleQuiz.single()).flaw());
    }
}
