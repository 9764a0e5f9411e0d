package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done in a question: how it is shown, answered and scored.
 *
 * <p>An answer is a list of text that means the same whatever the shuffling: ids of options, what
 * was typed, ids in their order, {@code prompt=key of the answer}. It is empty when nothing was
 * answered.
 */
sealed interface Task permits ChoiceTask, TextTask, NumberTask, OrderTask, MatchTask {

    int LONGEST_OPTION = 1000;
    int LONGEST_FEEDBACK = 1000;
    int LONGEST_ANSWER = 300;
    int MOST_OPTIONS = 30;

    Kind kind();

    /** Says under which key the words stand for what makes it unusable; null when it is fine. */
    @Nullable String flaw();

    /** Shows the field or fields, with what was answered so far. */
    Component ask(Asking asking, List<String> answer);

    /** Takes the answer out of a form; what the form cannot have sent is left out. */
    List<String> take(Asking asking, Fields fields);

    /** Scores an answer, 0 to 1. */
    double score(List<String> answer);

    /** Says an answer in words; empty for none. */
    String shown(List<String> answer);

    /** Says in words what would have been right. */
    String solution();

    /** What the teacher has to say to this answer. */
    List<String> remarks(List<String> answer);

    /**
     * Names what is wrong in an answer, for counting; empty when it is right, or there is none.
     * {@link #shownMistake} says a name in words.
     */
    List<String> mistakes(List<String> answer);

    /** Says a counted mistake in words; empty when it belongs to what is no longer there. */
    String shownMistake(String mistake);

    /** How much text it holds, in characters. */
    int length();

    void write(Map<String, Object> into);

    static Task read(Kind kind, Given given) {
        return switch (kind) {
            case SINGLE -> ChoiceTask.read(false, given);
            case MULTIPLE -> ChoiceTask.read(true, given);
            case TEXT -> TextTask.read(given);
            case NUMBER -> NumberTask.read(given);
            case ORDER -> OrderTask.read(given);
            case MATCH -> MatchTask.read(given);
        };
    }

    /**
     * One question in one attempt.
     *
     * @param shuffle whether options change their places; those to be ordered or matched do anyway
     * @param error what is wrong with the answer; null for nothing
     */
    record Asking(
            String question, Seed seed, boolean shuffle, Words words, @Nullable String error) {

        String field() {
            return "q." + question;
        }

        String token(String thing) {
            return seed.token(question, thing);
        }
    }
}
