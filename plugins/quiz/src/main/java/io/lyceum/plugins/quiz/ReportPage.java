package io.lyceum.plugins.quiz;

import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.Component.Fact;
import io.lyceum.plugin.view.Component.Tone;
import io.lyceum.plugin.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What teachers see of how a quiz goes. */
final class ReportPage {

    private static final int BRIEF = 80;

    private final Content content;
    private final Words words;

    ReportPage(Content content, Words words) {
        this.content = content;
        this.words = words;
    }

    View show(Statistics statistics, boolean more) {
        if (statistics.attempts() == 0) {
            return View.of(new Component.Notice(Tone.INFO, words.say("report.none")));
        }
        List<Component> shown = new ArrayList<>();
        shown.add(
                new Component.Facts(
                        List.of(
                                fact("report.attempts", words.number(statistics.attempts())),
                                fact("report.first", words.number(statistics.firstAttempts())),
                                fact("report.mean", percent(statistics.mean())),
                                fact(
                                        "report.passed",
                                        words.percent(
                                                statistics.passed()
                                                        / (double) statistics.attempts())))));
        if (more) {
            shown.add(
                    new Component.Notice(
                            Tone.INFO, words.say("report.sample", statistics.attempts())));
        }
        List<List<String>> rows = new ArrayList<>();
        int number = 0;
        for (Question question : content.questions()) {
            number++;
            OptionalDouble discrimination = statistics.discrimination(question);
            rows.add(
                    List.of(
                            words.number(number),
                            question.brief(BRIEF),
                            words.number(statistics.asked(question)),
                            percent(statistics.facility(question)),
                            discrimination.isPresent()
                                    ? words.number(discrimination.getAsDouble())
                                    : words.say("report.few", Statistics.ENOUGH),
                            mistake(statistics, question)));
        }
        shown.add(
                new Component.Table(
                        words.say("report.questions"),
                        List.of(
                                words.say("report.number"),
                                words.say("report.question"),
                                words.say("report.asked"),
                                words.say("report.facility"),
                                words.say("report.discrimination"),
                                words.say("report.mistake")),
                        rows));
        shown.add(
                new Component.Text(
                        words.say("report.explained", Results.MOST_READ, Statistics.ENOUGH)));
        return new View(shown);
    }

    private String mistake(Statistics statistics, Question question) {
        return statistics
                .worst(question)
                .map(
                        m -> {
                            String said =
                                    Written.brief(question.task().shownMistake(m.name()), BRIEF);
                            return said.isEmpty()
                                    ? "–"
                                    : words.say("report.times", said, m.times());
                        })
                .orElse("–");
    }

    private String percent(OptionalDouble share) {
        return share.isPresent() ? words.percent(share.getAsDouble()) : "–";
    }

    private Fact fact(String key, String value) {
        return new Fact(words.say(key), value);
    }
}
