package io.lyceum.plugins.quiz;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One learner's attempt, from start to result. Questions are kept by name: who corrects a word in a
 * question does so for running attempts too. Points are kept as they were given.
 *
 * @param id by chance; the same attempt's result carries it, and no learner
 * @param number from 1
 * @param deadline when time is over; null for no limit
 * @param finished null while it runs
 * @param asked in the order of asking
 * @param past earlier attempts, oldest first
 */
record Attempt(
        String id,
        int number,
        Seed seed,
        Instant started,
        @Nullable Instant deadline,
        @Nullable Instant finished,
        List<Asked> asked,
        double earned,
        double possible,
        boolean passed,
        List<Past> past) {

    /** For how long after the end the host may still bring what was filled in until then. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * A question of the attempt.
     *
     * @param score 0 to 1; 0 while it runs
     */
    record Asked(String question, int revision, List<String> answer, double score) {

        Asked {
            answer = List.copyOf(answer);
        }

        Asked answered(List<String> other) {
            return new Asked(question, revision, other, score);
        }
    }

    /** What is remembered of an earlier attempt. */
    record Past(int number, Instant finished, double earned, double possible, boolean passed) {

        double score() {
            return share(earned, possible);
        }
    }

    Attempt {
        asked = List.copyOf(asked);
        past = List.copyOf(past);
    }

    static Attempt start(int number, Content content, Instant now, List<Past> past) {
        Seed seed = Seed.fresh();
        int minutes = content.settings().minutes();
        return new Attempt(
                UUID.randomUUID().toString(),
                number,
                seed,
                now,
                minutes == 0 ? null : now.plus(Duration.ofMinutes(minutes)),
                null,
                content.draw(seed).stream()
                        .map(q -> new Asked(q.id(), q.revision(), List.of(), 0))
                        .toList(),
                0,
                0,
                false,
                past);
    }

    boolean running() {
        return finished == null;
    }

    /** Tells whether the learner's time is over. */
    boolean over(Instant now) {
        return deadline != null && !now.isBefore(deadline);
    }

    /** Tells whether answers still count. */
    boolean takes(Instant now) {
        return running() && (deadline == null || !now.isAfter(deadline.plus(GRACE)));
    }

    Attempt answered(List<Asked> others) {
        return new Attempt(
                id, number, seed, started, deadline, finished, others, earned, possible, passed,
                past);
    }

    /** Scores the answers. A question that is no longer there costs nobody anything. */
    Attempt finish(Content content, Instant now) {
        List<Asked> scored = new ArrayList<>();
        double sum = 0;
        double most = 0;
        for (Asked one : asked) {
            Optional<Question> question = content.find(one.question());
            if (question.isEmpty()) {
                continue;
            }
            double score = question.get().task().score(one.answer());
            sum += score * question.get().points();
            most += question.get().points();
            scored.add(new Asked(one.question(), question.get().revision(), one.answer(), score));
        }
        return new Attempt(
                id,
                number,
                seed,
                started,
                deadline,
                over(now) ? deadline : now,
                scored,
                sum,
                most,
                content.settings().passes(share(sum, most)),
                past);
    }

    double score() {
        return share(earned, possible);
    }

    private static double share(double earned, double possible) {
        return possible <= 0 ? 0 : Math.max(0, Math.min(1, earned / possible));
    }

    /** All finished attempts up to this one, oldest first. */
    List<Past> history() {
        List<Past> all = new ArrayList<>(past);
        if (finished != null) {
            all.add(new Past(number, finished, earned, possible, passed));
        }
        return all;
    }

    static Optional<Attempt> read(Map<String, Object> raw) {
        Given given = Given.of(raw);
        Optional<Instant> started = instant(given, "started");
        String id = given.line("id", 100);
        String seed = given.line("seed", 100);
        if (started.isEmpty() || id.isEmpty() || seed.isEmpty()) {
            return Optional.empty();
        }
        List<Asked> asked = new ArrayList<>();
        for (Given one : given.objects("asked")) {
            asked.add(
                    new Asked(
                            one.line("question", 40),
                            one.whole("revision", 1, 1, Integer.MAX_VALUE),
                            one.lines("answer", 400),
                            one.number("score", 0)));
        }
        List<Past> past = new ArrayList<>();
        for (Given one : given.objects("past")) {
            past.add(
                    new Past(
                            one.whole("number", 1, 1, Settings.MOST_ATTEMPTS),
                            instant(one, "finished").orElse(started.get()),
                            one.number("earned", 0),
                            one.number("possible", 0),
                            one.yes("passed", false)));
        }
        return Optional.of(
                new Attempt(
                        id,
                        given.whole("number", 1, 1, Settings.MOST_ATTEMPTS),
                        new Seed(seed),
                        started.get(),
                        instant(given, "deadline").orElse(null),
                        instant(given, "finished").orElse(null),
                        asked,
                        given.number("earned", 0),
                        given.number("possible", 0),
                        given.yes("passed", false),
                        past));
    }

    private static Optional<Instant> instant(Given given, String name) {
        try {
            return Optional.of(Instant.parse(given.line(name, 40)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Map<String, Object> write() {
        Map<String, Object> into = new LinkedHashMap<>();
        into.put("id", id);
        into.put("number", number);
        into.put("seed", seed.value());
        into.put("started", started.toString());
        if (deadline != null) {
            into.put("deadline", deadline.toString());
        }
        if (finished != null) {
            into.put("finished", finished.toString());
        }
        into.put(
                "asked",
                asked.stream()
                        .map(
                                one ->
                                        Map.of(
                                                "question", one.question(),
                                                "revision", one.revision(),
                                                "answer", one.answer(),
                                                "score", one.score()))
                        .toList());
        into.put("earned", earned);
        into.put("possible", possible);
        into.put("passed", passed);
        into.put(
                "past",
                past.stream()
                        .map(
                                one ->
                                        Map.of(
                                                "number", one.number(),
                                                "finished", one.finished().toString(),
                                                "earned", one.earned(),
                                                "possible", one.possible(),
                                                "passed", one.passed()))
                        .toList());
        return into;
    }
}
