package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.Storage;
import io.lyceum.plugins.quiz.Results.Item;
import io.lyceum.plugins.quiz.Results.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private final Question question = SampleQuiz.read(SampleQuiz.single());
    private final Statistics statistics = new Statistics(List.of(question));

    private void add(double total, double score, String... mistakes) {
        statistics.add(
                new Result(
                        1,
                        total,
                        total >= 0.5,
                        List.of(new Item("capital", 1, score, List.of(mistakes)))));
    }

    @Test
    void a_question_that_the_best_know_and_the_weakest_do_not_discriminates_fully() {
        for (int i = 0; i < 10; i++) {
            add(i / 10.0, i >= 5 ? 1 : 0);
        }
        assertEquals(1.0, statistics.discrimination(question).orElseThrow(), 1e-6);
        assertEquals(0.5, statistics.facility(question).orElseThrow(), 1e-6);
    }

    @Test
    void a_wrong_key_shows_in_a_negative_discrimination() {
        for (int i = 0; i < 10; i++) {
            add(i / 10.0, i == 0 || i == 1 ? 1 : 0);
        }
        // Of the three weakest, two had it "right"; of the three best, nobody.
        assertEquals(-2 / 3.0, statistics.discrimination(question).orElseThrow(), 1e-6);
    }

    @Test
    void nine_attempts_are_too_few_to_discriminate() {
        for (int i = 0; i < 9; i++) {
            add(i / 10.0, 1);
        }
        assertTrue(statistics.discrimination(question).isEmpty());
        add(1, 1);
        assertTrue(statistics.discrimination(question).isPresent());
    }

    @Test
    void the_most_frequent_mistake_needs_more_than_one_who_made_it() {
        add(0, 0, "quito");
        assertTrue(statistics.worst(question).isEmpty());
        add(0, 0, "cusco");
        add(0, 0, "cusco");
        assertEquals(new Statistics.Mistake("cusco", 2), statistics.worst(question).orElseThrow());
    }

    @Test
    void results_from_before_a_change_are_not_mixed_in() {
        statistics.add(new Result(1, 1, true, List.of(new Item("capital", 7, 1, List.of()))));
        assertEquals(0, statistics.asked(question));
        assertEquals(1, statistics.attempts());
    }

    @Test
    void a_report_reads_as_many_results_as_it_says_and_no_more() {
        Shelf shelf = new Shelf();
        for (int i = 0; i < 450; i++) {
            shelf.put("id-" + i, Map.of("number", 1, "score", 1.0, "items", List.of()));
        }
        assertRead(shelf, 450, false, 450);
        assertRead(shelf, 449, true, 449);
        assertRead(shelf, 200, true, 200);
        assertRead(shelf, 1000, false, 450);
        assertRead(new Shelf(), 10, false, 0);
    }

    private static void assertRead(Storage shelf, int most, boolean more, int read) {
        Statistics into = new Statistics(List.of());
        assertEquals(more, new Results(shelf).read(into, most));
        assertEquals(read, into.attempts());
    }

    @Test
    void garbage_among_the_results_stops_no_report() {
        Shelf shelf = new Shelf();
        shelf.put("x", Map.of("score", "much", "items", List.of(1, Map.of("question", 5))));
        assertRead(shelf, 10, false, 1);
    }

    @Test
    void the_report_says_how_each_question_goes() {
        Desk desk = Desk.with(SampleQuiz.content(Map.of(), SampleQuiz.single()));
        for (int i = 0; i < 10; i++) {
            Desk learner = desk.other("learner-" + i);
            var form = learner.start(1).view();
            learner.submit(
                    1, Desk.answers(form, Map.of("capital", List.of(i < 6 ? "Lima" : "Cusco"))));
        }
        String report = Desk.text(desk.report());
        assertTrue(report.contains("[1, Question capital?, 10, 60%, 1, Cusco (times: 4)]"), report);
        assertTrue(report.contains("At most 5,000 attempts are read"), report);
    }

    @Test
    void no_result_says_who_it_was() {
        Shelf shelf = new Shelf();
        Content content = new Content(List.of(question), Settings.read(Given.of(Map.of())));
        Attempt attempt =
                Attempt.start(1, content, Instant.EPOCH, List.of()).finish(content, Instant.EPOCH);
        new Results(shelf).count(attempt, content);
        assertEquals(
                java.util.Set.of("number", "score", "passed", "items"),
                shelf.entries.get(attempt.id()).value().keySet());
        assertFalse(attempt.id().isEmpty());
    }

    /** A storage in a map; quicker than the host's when there is much in it. */
    private static final class Shelf implements Storage {

        private final TreeMap<String, Entry> entries = new TreeMap<>();

        @Override
        public Optional<Entry> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public Entry put(String key, Map<String, Object> value) {
            Entry entry = new Entry(key, value, 1, Instant.EPOCH);
            entries.put(key, entry);
            return entry;
        }

        @Override
        public Optional<Entry> create(String key, Map<String, Object> value) {
            return entries.containsKey(key) ? Optional.empty() : Optional.of(put(key, value));
        }

        @Override
        public Optional<Entry> replace(String key, Map<String, Object> value, long version) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete(String key) {
            return entries.remove(key) != null;
        }

        @Override
        public List<Entry> list(String prefix, @Nullable String after, int limit) {
            assertTrue(limit >= 1 && limit <= 200, "limit " + limit);
            List<Entry> page = new ArrayList<>();
            for (Entry entry :
                    after == null ? entries.values() : entries.tailMap(after, false).values()) {
                if (page.size() < limit) {
                    page.add(entry);
                }
            }
            return page;
        }
    }
}
