package io.lyceum.plugins.quiz;

import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.Component.Fact;
import io.lyceum.plugin.view.Component.Tone;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.quiz.Attempt.Asked;
import io.lyceum.plugins.quiz.Attempt.Past;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What learners see. */
final class LearnerPages {

    private final Content content;
    private final Words words;
    private final ZoneId zone;

    LearnerPages(Content content, Words words, ZoneId zone) {
        this.content = content;
        this.words = words;
        this.zone = zone;
    }

    View empty() {
        return View.of(new Component.Notice(Tone.INFO, words.say("learner.empty")));
    }

    View warning(String key) {
        return View.of(
                new Component.Notice(Tone.WARNING, words.say(key)),
                new Component.Link(words.say("result.back"), ""));
    }

    /** What awaits, and what was before. */
    View start(Optional<Attempt> latest) {
        Settings settings = content.settings();
        List<Past> history = latest.map(Attempt::history).orElse(List.of());
        int number = latest.map(Attempt::number).orElse(0) + 1;
        int left = settings.mostAttempts() - number + 1;
        List<Component> shown = new ArrayList<>();
        if (!settings.introduction().isEmpty()) {
            shown.add(new Component.Text(settings.introduction()));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("start.questions", words.number(content.asked())));
        facts.add(
                fact(
                        "start.time",
                        settings.minutes() == 0
                                ? words.say("start.unlimited")
                                : words.say("start.minutes", settings.minutes())));
        facts.add(
                fact(
                        "start.left",
                        settings.attempts() == 0 && left > 0
                                ? words.say("start.unlimited")
                                : words.number(Math.max(0, left))));
        if (settings.passMark() > 0) {
            facts.add(fact("start.pass", words.percent(settings.passMark() / 100.0)));
        }
        history.stream()
                .max(Comparator.comparingDouble(Past::score))
                .ifPresent(best -> facts.add(fact("start.best", words.percent(best.score()))));
        shown.add(new Component.Facts(facts));
        if (content.asked() == 0) {
            shown.add(new Component.Notice(Tone.INFO, words.say("learner.empty")));
        } else if (left > 0) {
            shown.add(
                    new Component.Button(
                            Sitting.START,
                            words.say(history.isEmpty() ? "start.begin" : "start.again"),
                            Map.of(Sitting.ATTEMPT, String.valueOf(number)),
                            true));
        } else {
            shown.add(new Component.Notice(Tone.INFO, words.say("start.none")));
        }
        if (!history.isEmpty()) {
            shown.addAll(past(history, latest.filter(this::explains).isPresent()));
        }
        return new View(shown);
    }

    private List<Component> past(List<Past> history, boolean review) {
        List<Component> shown = new ArrayList<>();
        List<Past> newest = new ArrayList<>(history);
        newest.sort(Comparator.comparingInt(Past::number).reversed());
        shown.add(
                new Component.Table(
                        words.say("past.caption"),
                        List.of(
                                words.say("past.number"),
                                words.say("past.when"),
                                words.say("past.points"),
                                words.say("past.score")),
                        newest.stream()
                                .map(
                                        one ->
                                                List.of(
                                                        words.number(one.number()),
                                                        words.time(one.finished(), zone),
                                                        points(one.earned(), one.possible()),
                                                        words.percent(one.score())))
                                .toList()));
        if (review) {
            newest.forEach(
                    one ->
                            shown.add(
                                    new Component.Link(
                                            words.say("past.review", one.number()),
                                            Sitting.REVIEW + one.number())));
        }
        return shown;
    }

    /** All questions in one form. */
    View running(Attempt attempt, Map<String, String> errors) {
        List<Component> fields = new ArrayList<>();
        fields.add(new Component.Hidden(Sitting.ATTEMPT, String.valueOf(attempt.number())));
        fields.add(new Component.Hidden(Sitting.FILLED, "true"));
        int number = 0;
        for (Asked one : attempt.asked()) {
            Optional<Question> found = content.find(one.question());
            if (found.isEmpty()) {
                continue;
            }
            Question question = found.get();
            number++;
            List<Component> group = new ArrayList<>();
            group.add(new Component.Text(question.text()));
            String error = errors.get(question.id());
            if (error != null) {
                group.add(new Component.Notice(Tone.WARNING, error));
            }
            group.add(question.task().ask(asking(attempt, question, error), one.answer()));
            fields.add(
                    new Component.Group(
                            words.say("running.question", number, words.number(question.points())),
                            group));
        }
        List<Component> shown = new ArrayList<>();
        shown.add(new Component.Heading(words.say("running.attempt", attempt.number())));
        if (!errors.isEmpty()) {
            shown.add(new Component.Notice(Tone.WARNING, words.say("running.errors")));
        }
        shown.add(
                new Component.Form(
                        Sitting.SUBMIT,
                        words.say("running.submit"),
                        fields,
                        Sitting.AUTOSAVE,
                        attempt.deadline()));
        return new View(shown);
    }

    Task.Asking asking(Attempt attempt, Question question, @Nullable String error) {
        return new Task.Asking(
                question.id(), attempt.seed(), content.settings().shuffleOptions(), words, error);
    }

    /** Time is over, and nobody has sent the attempt. */
    View over(Attempt attempt) {
        return View.of(
                new Component.Notice(Tone.WARNING, words.say("over.notice")),
                new Component.Button(
                        Sitting.SUBMIT,
                        words.say("over.show"),
                        Map.of(Sitting.ATTEMPT, String.valueOf(attempt.number())),
                        true));
    }

    /** Tells whether a learner whose latest attempt this is may see what was right. */
    boolean explains(Attempt latest) {
        Settings settings = content.settings();
        return switch (settings.feedback()) {
            case NEVER -> false;
            case EACH -> true;
            case LAST ->
                    latest.number() >= settings.mostAttempts()
                            || settings.passMark() > 0
                                    && latest.history().stream().anyMatch(Past::passed);
        };
    }

    View result(Attempt attempt, boolean explained) {
        Settings settings = content.settings();
        List<Component> shown = new ArrayList<>();
        shown.add(new Component.Heading(words.say("result.title", attempt.number())));
        if (settings.passMark() == 0) {
            shown.add(new Component.Notice(Tone.POSITIVE, words.say("result.done")));
        } else if (attempt.passed()) {
            shown.add(new Component.Notice(Tone.POSITIVE, words.say("result.passed")));
        } else {
            shown.add(
                    new Component.Notice(
                            Tone.WARNING,
                            words.say(
                                    "result.failed", words.percent(settings.passMark() / 100.0))));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("result.score", words.percent(attempt.score())));
        facts.add(fact("result.points", points(attempt.earned(), attempt.possible())));
        if (attempt.finished() != null) {
            facts.add(fact("result.when", words.time(attempt.finished(), zone)));
        }
        shown.add(new Component.Facts(facts));
        shown.add(new Component.Progress(words.say("result.score"), attempt.score() * 100, 100));
        String overall = attempt.passed() ? settings.passedText() : settings.failedText();
        if (explained && !overall.isEmpty()) {
            shown.add(new Component.Text(overall));
        }
        if (explained) {
            shown.addAll(explanation(attempt));
        } else if (settings.feedback() == Settings.Feedback.LAST) {
            shown.add(
                    new Component.Notice(
                            Tone.INFO,
                            words.say(
                                    settings.passMark() > 0
                                            ? "result.later"
                                            : "result.laterLast")));
        }
        shown.add(new Component.Link(words.say("result.back"), ""));
        return new View(shown);
    }

    private List<Component> explanation(Attempt attempt) {
        List<Component> shown = new ArrayList<>();
        int number = 0;
        for (Asked one : attempt.asked()) {
            number++;
            Optional<Question> found = content.find(one.question());
            if (found.isEmpty()) {
                shown.add(new Component.Notice(Tone.INFO, words.say("review.gone", number)));
                continue;
            }
            Question question = found.get();
            Task task = question.task();
            shown.add(new Component.Heading(words.say("review.question", number)));
            shown.add(new Component.Text(question.text()));
            if (question.revision() != one.revision()) {
                shown.add(new Component.Notice(Tone.INFO, words.say("review.changed")));
            }
            List<Fact> facts = new ArrayList<>();
            String answer = task.shown(one.answer());
            facts.add(fact("review.answer", answer.isEmpty() ? words.say("review.none") : answer));
            facts.add(
                    fact(
                            "review.verdict",
                            words.say(
                                    one.score() >= 1
                                            ? "review.right"
                                            : one.score() > 0 ? "review.partly" : "review.wrong")));
            facts.add(
                    fact(
                            "result.points",
                            points(one.score() * question.points(), question.points())));
            if (content.settings().solutions() && one.score() < 1) {
                facts.add(fact("review.solution", task.solution()));
            }
            shown.add(new Component.Facts(facts));
            task.remarks(one.answer()).forEach(remark -> shown.add(new Component.Text(remark)));
            if (!question.feedback().isEmpty()) {
                shown.add(new Component.Text(question.feedback()));
            }
        }
        return shown;
    }

    private String points(double earned, double possible) {
        return words.say("points.of", words.number(earned), words.number(possible));
    }

    private Fact fact(String key, String value) {
        return new Fact(words.say(key), value);
    }
}
