package io.lyceum.plugins.quiz;

import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.Logger;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.quiz.Attempt.Asked;
import io.lyceum.plugins.quiz.Attempts.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One learner at one quiz, during one call. Every change names its attempt's number, so that
 * whatever comes twice, from two windows or late finds the same attempt.
 */
final class Sitting {

    static final String START = "start";
    static final String AUTOSAVE = "autosave";
    static final String SUBMIT = "submit";

    /** Field with the number of the attempt. */
    static final String ATTEMPT = "attempt";

    /** Field that tells a form with answers from a mere button. */
    static final String FILLED = "filled";

    static final String REVIEW = "attempt/";

    /**
     * Each lost race means that another window's change got through, so that a learner would need
     * this many windows at once to see the end of it.
     */
    private static final int TRIES = 50;

    private final Content content;
    private final Attempts attempts;
    private final Results results;
    private final LearnerPages pages;
    private final Words words;
    private final Instant now;
    private final Logger log;

    Sitting(
            Content content,
            Attempts attempts,
            Results results,
            LearnerPages pages,
            Words words,
            Instant now,
            Logger log) {
        this.content = content;
        this.attempts = attempts;
        this.results = results;
        this.pages = pages;
        this.words = words;
        this.now = now;
        this.log = log;
    }

    View show(String place) {
        Optional<Attempt> latest = attempts.latest().map(Held::attempt);
        if (latest.isPresent() && latest.get().running()) {
            return latest.get().over(now)
                    ? pages.over(latest.get())
                    : pages.running(latest.get(), Map.of());
        }
        if (latest.isPresent() && place.startsWith(REVIEW) && pages.explains(latest.get())) {
            Optional<Attempt> wanted =
                    attempts.find(number(place.substring(REVIEW.length())))
                            .map(Held::attempt)
                            .filter(attempt -> !attempt.running());
            if (wanted.isPresent()) {
                return pages.result(wanted.get(), true);
            }
        }
        return content.questions().isEmpty() ? pages.empty() : pages.start(latest);
    }

    /** Starts an attempt, or goes on with it: of two windows, both get the same one. */
    Submission start(Fields fields) {
        int number = number(fields.first(ATTEMPT).orElse(""));
        if (content.asked() == 0) {
            return Submission.going();
        }
        Optional<Held> there = attempts.find(number);
        if (there.isPresent()) {
            return standing(there.get().attempt());
        }
        if (number < 1 || number > content.settings().mostAttempts()) {
            return Submission.going();
        }
        List<Attempt.Past> past = List.of();
        if (number > 1) {
            Optional<Held> before = attempts.find(number - 1);
            if (before.isEmpty() || before.get().attempt().running()) {
                return before.map(held -> standing(held.attempt())).orElse(Submission.going());
            }
            past = before.get().attempt().history();
            // If the call that finished it was cut off before counting, it is counted now.
            count(before.get().attempt());
        }
        Attempt fresh = Attempt.start(number, content, now, past);
        try {
            if (attempts.create(fresh)) {
                return standing(fresh);
            }
        } catch (QuotaExceeded e) {
            return new Submission(
                    null, Completion.INCOMPLETE, List.of(), pages.warning("start.full"));
        }
        return attempts.find(number)
                .map(held -> standing(held.attempt()))
                .orElse(Submission.going());
    }

    private Submission standing(Attempt attempt) {
        if (!attempt.running()) {
            return outcome(attempt);
        }
        return attempt.over(now)
                ? new Submission(null, Completion.INCOMPLETE, List.of(), pages.over(attempt))
                : new Submission(
                        null, Completion.INCOMPLETE, List.of(), pages.running(attempt, Map.of()));
    }

    /** Keeps what is filled in so far; after the end it changes nothing. */
    Submission autosave(Fields fields) {
        int number = number(fields.first(ATTEMPT).orElse(""));
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Held> held = attempts.find(number);
            if (held.isEmpty() || !held.get().attempt().takes(now)) {
                break;
            }
            Attempt filled = filled(held.get().attempt(), fields);
            if (filled.equals(held.get().attempt()) || attempts.replace(held.get(), filled)) {
                break;
            }
        }
        // Nobody looks at this answer; an empty view spares the host drawing the learner's.
        return new Submission(null, Completion.INCOMPLETE, List.of(), View.EMPTY);
    }

    /** Finishes an attempt and scores it; the second time, it says the same again. */
    Submission submit(Fields fields) {
        try {
            return finish(number(fields.first(ATTEMPT).orElse("")), fields);
        } catch (QuotaExceeded e) {
            return new Submission(
                    null, Completion.INCOMPLETE, List.of(), pages.warning("submit.full"));
        }
    }

    private Submission finish(int number, Fields fields) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Held> held = attempts.find(number);
            if (held.isEmpty()) {
                return Submission.going();
            }
            Attempt attempt = held.get().attempt();
            if (!attempt.running()) {
                count(attempt);
                return outcome(attempt);
            }
            Attempt filled = attempt.takes(now) ? filled(attempt, fields) : attempt;
            Map<String, String> unreadable = unreadable(filled);
            if (!unreadable.isEmpty() && hasTime(attempt)) {
                if (filled.equals(attempt) || attempts.replace(held.get(), filled)) {
                    return asksAgain(filled, unreadable);
                }
                continue;
            }
            Attempt finished = filled.finish(content, now);
            if (attempts.replace(held.get(), finished)) {
                count(finished);
                return outcome(finished);
            }
        }
        return new Submission(null, Completion.INCOMPLETE, List.of(), pages.warning("submit.busy"));
    }

    /** At the end, the host may be sending, and nobody is there to correct anything. */
    private boolean hasTime(Attempt attempt) {
        return attempt.deadline() == null || now.isBefore(attempt.deadline().minus(Attempt.GRACE));
    }

    private Map<String, String> unreadable(Attempt attempt) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (Asked one : attempt.asked()) {
            Optional<Question> question = content.find(one.question());
            if (question.isPresent()
                    && question.get().task() instanceof NumberTask
                    && NumberTask.unreadable(one.answer())) {
                errors.put(one.question(), words.say("error.number"));
            }
        }
        return errors;
    }

    private Submission asksAgain(Attempt attempt, Map<String, String> errors) {
        return new Submission(
                null,
                Completion.INCOMPLETE,
                errors.entrySet().stream()
                        .map(e -> new FieldError("q." + e.getKey(), e.getValue()))
                        .toList(),
                pages.running(attempt, errors));
    }

    private Attempt filled(Attempt attempt, Fields fields) {
        if (fields.first(FILLED).isEmpty()) {
            return attempt;
        }
        List<Asked> answered = new ArrayList<>();
        for (Asked one : attempt.asked()) {
            answered.add(
                    content.find(one.question())
                            .map(
                                    q ->
                                            one.answered(
                                                    q.task()
                                                            .take(
                                                                    pages.asking(attempt, q, null),
                                                                    fields)))
                            .orElse(one));
        }
        return attempt.answered(answered);
    }

    private void count(Attempt finished) {
        if (!results.count(finished, content)) {
            log.warn("The statistics of this quiz are full; attempts are no longer counted.");
        }
    }

    private Submission outcome(Attempt finished) {
        return new Submission(
                finished.score(),
                finished.passed() ? Completion.COMPLETE : Completion.INCOMPLETE,
                List.of(),
                pages.result(finished, pages.explains(finished)));
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
