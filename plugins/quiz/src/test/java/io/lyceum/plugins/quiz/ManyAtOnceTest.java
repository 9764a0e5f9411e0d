package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.view.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyAtOnceTest {

    private static final int THREADS = 16;

    private static Map<String, Object> content() {
        return SampleQuiz.content(
                Map.of("attempts", 2, "shuffleQuestions", true),
                SampleQuiz.single(),
                SampleQuiz.number());
    }

    private static <T> List<T> atOnce(int number, IntFunction<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int mine = i;
                calls.add(() -> work.apply(mine));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(calls)) {
                all.add(one.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void three_thousand_starts_of_a_thousand_learners_make_a_thousand_attempts() throws Exception {
        Desk desk = Desk.with(content());
        // Neighbours in the queue are the same learner in three windows.
        List<View> views = atOnce(3000, i -> desk.other("learner-" + i / 3).start(1).view());
        for (int i = 0; i < 3000; i += 3) {
            assertTrue(Desk.runs(views.get(i)));
            assertEquals(views.get(i), views.get(i + 1));
            assertEquals(views.get(i), views.get(i + 2));
            assertEquals(views.get(i), desk.other("learner-" + i / 3).open(""));
        }
        Set<View> different = new HashSet<>(views);
        assertTrue(different.size() > 6, "each learner's options are shuffled anew");
    }

    @Test
    void three_thousand_starts_of_one_learner_are_one_attempt() throws Exception {
        Desk desk = Desk.with(content());
        Set<View> views = new HashSet<>(atOnce(3000, i -> desk.start(1).view()));
        assertEquals(1, views.size());
        desk.submit(1, Map.of());
        assertTrue(Desk.text(desk.open("")).contains("label=Attempts left, value=1"));
    }

    @Test
    void everybody_hands_in_twice_and_is_counted_once() throws Exception {
        Desk desk = Desk.with(content());
        int learners = 300;
        List<View> forms = atOnce(learners, i -> desk.other("learner-" + i).start(1).view());
        List<Submission> submissions =
                atOnce(
                        learners * 2,
                        i ->
                                desk.other("learner-" + i / 2)
                                        .submit(
                                                1,
                                                Desk.answers(
                                                        forms.get(i / 2),
                                                        Map.of(
                                                                "capital",
                                                                List.of(
                                                                        i % 2 == 0
                                                                                ? "Lima"
                                                                                : "Cusco")))));
        double sum = 0;
        int right = 0;
        for (int i = 0; i < learners * 2; i += 2) {
            assertEquals(submissions.get(i).score(), submissions.get(i + 1).score());
            Double score = submissions.get(i).score();
            sum += score == null ? 0 : score;
            right += score != null && score > 0 ? 1 : 0;
        }
        String report = Desk.text(desk.report());
        Words words = Words.in(java.util.Locale.ENGLISH);
        assertTrue(report.contains("label=Finished attempts, value=300"), report);
        assertTrue(
                report.contains("label=Mean score, value=" + words.percent(sum / learners)),
                report);
        assertTrue(
                report.contains(
                        "Question capital?, 300, " + words.percent(right / (double) learners)),
                report);
    }

    @Test
    void saving_from_many_windows_while_handing_in_ends_with_one_result() throws Exception {
        Desk desk = Desk.with(content());
        View form = desk.start(1).view();
        List<Submission> answers =
                atOnce(
                        400,
                        i -> {
                            Map<String, List<String>> filled =
                                    Desk.answers(
                                            form,
                                            Map.of(
                                                    "capital",
                                                    List.of(i % 3 == 0 ? "Lima" : "Quito")));
                            return i % 10 == 9 ? desk.submit(1, filled) : desk.autosave(1, filled);
                        });
        Set<Double> scores = new HashSet<>();
        answers.stream()
                .map(Submission::score)
                .filter(java.util.Objects::nonNull)
                .forEach(scores::add);
        assertEquals(1, scores.size(), "every window hears the same score: " + scores);
        assertTrue(Desk.text(desk.report()).contains("label=Finished attempts, value=1"));
    }
}
