package io.lyceum.plugins.quiz;

import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.Storage.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came out of all finished attempts at one quiz: one entry each, under the attempt's id, so
 * that nothing is lost or counted twice however many finish at once. No entry says who it was.
 */
final class Results {

    /** More are not read for one report. */
    static final int MOST_READ = 5000;

    /** So many of the longest results fit into one message. */
    private static final int PAGE = 40;

    private static final int MOST_MISTAKES = 10;
    private static final int LONGEST_MISTAKE = 200;

    private final Storage storage;

    Results(Storage storage) {
        this.storage = storage;
    }

    /**
     * One attempt's result.
     *
     * @param number of the learner's attempt
     * @param score 0 to 1
     */
    record Result(int number, double score, boolean passed, List<Item> items) {}

    /** How one question went. */
    record Item(String question, int revision, double score, List<String> mistakes) {}

    /**
     * Counts a finished attempt; again, it changes nothing.
     *
     * @return false if there is no more room
     */
    boolean count(Attempt attempt, Content content) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Attempt.Asked one : attempt.asked()) {
            Optional<Question> question = content.find(one.question());
            if (question.isPresent() && question.get().revision() == one.revision()) {
                Map<String, Object> item = new LinkedHashMap<>();
                item.put("question", one.question());
                item.put("revision", one.revision());
                item.put("score", one.score());
                item.put(
                        "mistakes",
                        question.get().task().mistakes(one.answer()).stream()
                                .filter(mistake -> mistake.length() <= LONGEST_MISTAKE)
                                .limit(MOST_MISTAKES)
                                .toList());
                items.add(item);
            }
        }
        try {
            storage.create(
                    attempt.id(),
                    Map.of(
                            "number", attempt.number(),
                            "score", attempt.score(),
                            "passed", attempt.passed(),
                            "items", items));
            return true;
        } catch (QuotaExceeded e) {
            return false;
        }
    }

    /**
     * Reads results into statistics. Ids are by chance, so that the first {@code most} of them are
     * a fair sample.
     *
     * @return whether there are more
     */
    boolean read(Statistics into, int most) {
        String after = null;
        int left = most;
        while (true) {
            int limit = Math.min(PAGE, left + 1);
            List<Entry> entries = storage.list("", after, limit);
            for (Entry entry : entries) {
                if (left == 0) {
                    return true;
                }
                into.add(result(entry.value()));
                after = entry.key();
                left--;
            }
            if (entries.size() < limit) {
                return false;
            }
        }
    }

    private static Result result(Map<String, Object> raw) {
        Given given = Given.of(raw);
        return new Result(
                given.whole("number", 1, 1, Settings.MOST_ATTEMPTS),
                given.number("score", 0),
                given.yes("passed", false),
                given.objects("items").stream()
                        .map(
                                item ->
                                        new Item(
                                                item.line("question", 40),
                                                item.whole("revision", 1, 1, Integer.MAX_VALUE),
                                                item.number("score", 0),
                                                item.lines("mistakes", LONGEST_MISTAKE)))
                        .toList());
    }
}
