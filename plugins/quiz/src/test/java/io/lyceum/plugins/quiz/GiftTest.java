package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GiftTest {

    private static Gift read(String text) {
        return Gift.read(text, Words.in(Locale.ENGLISH));
    }

    private static Question one(String text) {
        Gift gift = read(text);
        assertEquals(List.of(), gift.notes());
        assertEquals(1, gift.questions().size());
        return gift.questions().get(0);
    }

    /** The score of an answer in a learner's words; options are chosen by their texts. */
    private static double score(String gift, String... answer) {
        Task task = one(gift).task();
        if (task instanceof ChoiceTask choice) {
            return task.score(
                    choice.options().stream()
                            .filter(o -> List.of(answer).contains(o.text()))
                            .map(ChoiceTask.Option::id)
                            .toList());
        }
        if (task instanceof MatchTask match) {
            return task.score(
                    match.pairs().stream()
                            .flatMap(
                                    p ->
                                            List.of(answer).stream()
                                                    .filter(a -> a.startsWith(p.prompt() + "="))
                                                    .map(
                                                            a ->
                                                                    p.id()
                                                                            + "="
                                                                            + MatchTask.key(
                                                                                    a.split("=")[
                                                                                            1])))
                            .toList());
        }
        return task.score(List.of(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Peru? {=Lima ~Quito ~Cusco}            | SINGLE   | Lima",
                "Peru? {~Quito =Lima#yes ~%50%Cusco#no} | SINGLE   | Lima",
                "Primes? {~%50%2 ~%50%3 ~%-100%4}       | MULTIPLE | 2; 3",
                "The sun is a star. {TRUE}              | SINGLE   | True",
                "The moon is a star. {F#No!#Right!}     | SINGLE   | False",
                "Who? {=Grant =U. S. Grant =%50%Ulysses} | TEXT    | Grant; U. S. Grant",
                "When? {#1822}                          | NUMBER   | 1822",
                "Pi? {#3.14:0.01}                       | NUMBER   | 3.14 ± 0.01",
                "Pi? {#3.1..3.2}                        | NUMBER   | 3.15 ± 0.05",
                "Year? {#=1822:0 =%50%1822:2}           | NUMBER   | 1822",
                "Pair. {=cat -> meow =dog -> woof = -> moo} | MATCH | cat → meow; dog → woof",
            })
    void each_kind_of_question_is_understood(String gift, Kind kind, String solution) {
        Question question = one(gift);
        assertEquals(kind, question.task().kind());
        assertEquals(solution, question.task().solution());
    }

    @Test
    void shares_in_percent_count() {
        String several = "Primes? {~%50%2 ~%50%3 ~%-100%4}";
        assertEquals(1, score(several, "2", "3"));
        assertEquals(0.5, score(several, "2"));
        assertEquals(0, score(several, "2", "3", "4"));
        assertEquals(0.5, score("Peru? {=Lima ~%50%Cusco ~Quito}", "Cusco"));
        assertEquals(0.5, score("Who? {=Grant =%50%Ulysses}", "ulysses"));
        assertEquals(0.5, score("Year? {#=1822:0 =%50%1822:2}", "1823"));
        assertEquals(
                1,
                score("Thirds? {~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}", "a", "b", "c"));
    }

    @Test
    void pairs_are_scored_one_by_one_and_the_odd_answer_belongs_to_none() {
        String gift = "Pair. {=cat -> meow =dog -> woof = -> moo}";
        assertEquals(0.5, score(gift, "cat=meow", "dog=moo"));
        assertEquals(List.of("moo"), ((MatchTask) one(gift).task()).extra());
    }

    @Test
    void what_is_escaped_stands_for_itself() {
        Question question =
                one("Is 2\\=2 \\{and\\} a\\:b \\#1 \\~ \\\\?\\nReally? {=5 \\= 5 ~\\~no\\#~100%}");
        assertEquals("Is 2=2 {and} a:b #1 ~ \\?\nReally?", question.text());
        assertEquals(
                List.of("5 = 5", "~no#", "100%"),
                ((ChoiceTask) question.task())
                        .options().stream().map(ChoiceTask.Option::text).toList());
    }

    @Test
    void a_gap_is_shown_where_the_answers_stood() {
        assertEquals(
                "Grant is _____ in a tomb.", one("Grant is {=buried ~sold} in a tomb.").text());
    }

    @Test
    void remarks_come_along() {
        Question question =
                one(
                        "Peru? {\n=Lima#Yes, since 1535.\n~Quito#That is Ecuador.\n####Look at a map.\n}");
        assertEquals("Look at a map.", question.feedback());
        assertEquals(
                List.of("Yes, since 1535.", "That is Ecuador."),
                ((ChoiceTask) question.task())
                        .options().stream().map(ChoiceTask.Option::feedback).toList());
    }

    @ParameterizedTest
    @CsvSource({"T, wrong, right", "F, right, wrong"})
    void the_first_remark_on_a_truth_is_for_those_who_are_wrong(
            String truth, String forFalse, String forTrue) {
        var options = ((ChoiceTask) one("X. {" + truth + "#wrong#right}").task()).options();
        // Options are True and False; wrong is who chooses what the statement is not.
        assertEquals(truth.equals("T") ? "right" : "wrong", options.get(0).feedback());
        assertEquals(truth.equals("T") ? "wrong" : "right", options.get(1).feedback());
        assertEquals(forTrue, truth.equals("T") ? "right" : "wrong");
        assertEquals(forFalse, truth.equals("T") ? "wrong" : "right");
    }

    @Test
    void categories_are_banks_and_comments_are_nothing() {
        Gift gift =
                read(
                        """
                        // a comment
                        $CATEGORY: $course$/top/Rivers/Long

                        // question: 1
                        ::Nile:: Longest? {=Nile
                        // inside
                        ~Rhine}

                        $CATEGORY: Towns
                        ::No text:: {T}
                        """);
        assertEquals(List.of(), gift.notes());
        assertEquals(
                List.of("Rivers / Long", "Towns"),
                gift.questions().stream().map(Question::bank).toList());
        assertEquals(
                List.of("Longest?", "No text"),
                gift.questions().stream().map(Question::text).toList());
    }

    @Test
    void names_of_formats_are_not_shown() {
        Question question = one("::Q::[html]<b>Peru?</b> {=[plain]Lima ~[markdown]*Quito*}");
        assertEquals("<b>Peru?</b>", question.text());
        assertEquals("Lima", question.task().solution());
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_are_no_matter() {
        Gift gift = read("\ufeffA? {T}\r\n\r\nB? {F}\r\n");
        assertEquals(2, gift.questions().size());
        assertEquals("A?", gift.questions().get(0).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write an essay. {}        | Line 3: free text",
                "Just words.               | Line 3: there are no answers",
                "Open {=a ~b               | Line 3: the braces",
                "Twice {=a ~b} and {=c ~d} | Line 3: the braces",
                "No marks {a b}            | Line 3: the answers begin with neither",
                "Nothing right {~a ~b}     | Line 3: Mark what is right",
                "No number {#many}         | Line 3: there is a number",
                "Backwards {#5..1}         | Line 3: there is a number",
                "Too far {#1e99..1}        | Line 3: there is a number",
                "::Title {=a ~b}           | Line 3: its title",
                "Half {=a -> =b -> c}      | Line 3: a pair",
                "Half of it {=%50%a}       | Line 3: Give at least one text",
                "{=a ~b}                   | Line 3: Write the question",
            })
    void what_cannot_be_read_is_noted_with_its_line_and_the_others_come_in(
            String bad, String note) {
        Gift gift = read("Good? {T}\n\n" + bad + "\n\nGood too? {F}");
        assertEquals(2, gift.questions().size());
        assertEquals(1, gift.notes().size(), gift.notes().toString());
        assertTrue(gift.notes().get(0).startsWith(note), gift.notes().get(0));
    }

    @Test
    void a_number_with_a_remark_for_all_others_comes_in_with_a_note() {
        Gift gift = read("Year? {#=1822:0 ~#Look it up.}");
        assertEquals("1822", gift.questions().get(0).task().solution());
        assertTrue(gift.notes().get(0).startsWith("Line 1: what is said"));
    }

    @Test
    void notes_are_in_the_callers_language() {
        Gift gift = Gift.read("Эссе {}", Words.in(Locale.forLanguageTag("ru")));
        assertTrue(gift.notes().get(0).startsWith("Строка 1: свободный текст"));
    }

    @Test
    void no_text_makes_it_fail_or_take_long() {
        Random random = new Random(7);
        String signs = "{}=~#%:\\->$/ \n.T15a\ud83d\udc0d\ue001";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    for (int i = 0; i < 3000; i++) {
                        StringBuilder text = new StringBuilder();
                        for (int n = random.nextInt(80); n > 0; n--) {
                            text.append(signs.charAt(random.nextInt(signs.length())));
                        }
                        for (Question question : read(text.toString()).questions()) {
                            assertEquals(null, question.flaw(), text.toString());
                        }
                    }
                    read("{".repeat(Gift.LONGEST));
                    read("a {=" + "~".repeat(7000) + "}");
                    read("=".repeat(Gift.LONGEST + 1));
                });
    }
}
