package io.lyceum.plugins.quiz;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question.
 *
 * @param id never used again for another one
 * @param revision one more with each change of what can be answered or is right
 * @param bank a name, empty for the quiz's own questions
 * @param text in Markdown
 * @param points above 0
 * @param feedback for everybody who answered; empty for none
 */
record Question(
        String id,
        int revision,
        String bank,
        String text,
        double points,
        String feedback,
        Task task) {

    static final int LONGEST_TEXT = 8000;
    static final int LONGEST_BANK = 100;
    static final double LEAST_POINTS = 0.01;
    static final double MOST_POINTS = 1000;

    /** Reads a question; whether it can be used says {@link #flaw}. */
    static Question read(Kind kind, String id, Given given) {
        double points = given.number("points", 1);
        return new Question(
                id,
                given.whole("revision", 1, 1, 1_000_000),
                given.line("bank", LONGEST_BANK),
                given.text("text", LONGEST_TEXT),
                points <= 0 ? 1 : Math.max(LEAST_POINTS, Math.min(MOST_POINTS, points)),
                given.text("feedback", Task.LONGEST_FEEDBACK),
                Task.read(kind, given));
    }

    @Nullable String flaw() {
        return text.isEmpty() ? "flaw.text" : task.flaw();
    }

    /** Puts a changed question in its place: new revision when answers may mean something else. */
    Question after(Question before) {
        int number = task.equals(before.task()) ? before.revision() : before.revision() + 1;
        return new Question(before.id(), number, bank, text, points, feedback, task);
    }

    Question withId(String other) {
        return new Question(other, 1, bank, text, points, feedback, task);
    }

    String brief(int longest) {
        return Written.brief(text, longest);
    }

    int length() {
        return text.length() + feedback.length() + bank.length() + task.length();
    }

    Map<String, Object> write() {
        Map<String, Object> into = new LinkedHashMap<>();
        into.put("id", id);
        into.put("kind", task.kind().word());
        into.put("revision", revision);
        into.put("bank", bank);
        into.put("text", text);
        into.put("points", points);
        into.put("feedback", feedback);
        task.write(into);
        return into;
    }
}
