package io.lyceum.plugins.quiz;

import io.lyceum.plugins.quiz.Results.Item;
import io.lyceum.plugins.quiz.Results.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a quiz and each of its questions goes, from results added one by one. */
final class Statistics {

    /** With fewer attempts at a question, its discrimination is chance. */
    static final int ENOUGH = 10;

    /** The share of the best and of the weakest that are compared: Kelley (1939). */
    private static final double GROUP = 0.27;

    private static final int MOST_MISTAKES = 200;

    private final Map<String, Counted> byQuestion = new HashMap<>();
    private int attempts;
    private int first;
    private int passed;
    private double scores;

    Statistics(List<Question> questions) {
        questions.forEach(q -> byQuestion.put(q.id(), new Counted(q.revision())));
    }

    private static final class Counted {

        private final int revision;
        private final List<float[]> scores = new ArrayList<>();
        private final Map<String, Integer> mistakes = new HashMap<>();
        private double sum;

        Counted(int revision) {
            this.revision = revision;
        }
    }

    /** A wrong answer, and how often it was given. */
    record Mistake(String name, int times) {}

    void add(Result result) {
        attempts++;
        first += result.number() == 1 ? 1 : 0;
        passed += result.passed() ? 1 : 0;
        scores += result.score();
        for (Item item : result.items()) {
            Counted counted = byQuestion.get(item.question());
            // Results from before a change say nothing about what is asked now.
            if (counted == null || counted.revision != item.revision()) {
                continue;
            }
            counted.sum += item.score();
            counted.scores.add(new float[] {(float) result.score(), (float) item.score()});
            for (String mistake : item.mistakes()) {
                if (counted.mistakes.size() < MOST_MISTAKES
                        || counted.mistakes.containsKey(mistake)) {
                    counted.mistakes.merge(mistake, 1, Integer::sum);
                }
            }
        }
    }

    int attempts() {
        return attempts;
    }

    int firstAttempts() {
        return first;
    }

    int passed() {
        return passed;
    }

    /** The mean score of all attempts, 0 to 1. */
    OptionalDouble mean() {
        return attempts == 0 ? OptionalDouble.empty() : OptionalDouble.of(scores / attempts);
    }

    int asked(Question question) {
        return counted(question).scores.size();
    }

    /** The mean score of a question, 0 to 1. */
    OptionalDouble facility(Question question) {
        Counted counted = counted(question);
        return counted.scores.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(counted.sum / counted.scores.size());
    }

    /**
     * The mean score of a question among the best 27 % of those attempts that were asked it, less
     * that among the weakest 27 %; −1 to 1.
     */
    OptionalDouble discrimination(Question question) {
        List<float[]> all = new ArrayList<>(counted(question).scores);
        if (all.size() < ENOUGH) {
            return OptionalDouble.empty();
        }
        all.sort(Comparator.comparingDouble(pair -> pair[0]));
        int group = (int) Math.ceil(all.size() * GROUP);
        return OptionalDouble.of(
                mean(all.subList(all.size() - group, all.size())) - mean(all.subList(0, group)));
    }

    private static double mean(List<float[]> pairs) {
        return pairs.stream().mapToDouble(pair -> pair[1]).average().orElse(0);
    }

    /** The most frequent wrong answer that more than one attempt gave. */
    Optional<Mistake> worst(Question question) {
        return counted(question).mistakes.entrySet().stream()
                // One person's own words are nobody else's business.
                .filter(entry -> entry.getValue() > 1)
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(
                                        Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(entry -> new Mistake(entry.getKey(), entry.getValue()));
    }

    private Counted counted(Question question) {
        return byQuestion.getOrDefault(question.id(), new Counted(question.revision()));
    }
}
