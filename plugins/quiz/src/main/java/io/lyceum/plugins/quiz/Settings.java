package io.lyceum.plugins.quiz;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a quiz is taken.
 *
 * @param introduction in Markdown; empty for none
 * @param attempts how many; 0 for as many as are kept
 * @param minutes for an attempt; 0 for no limit
 * @param passMark in percent; 0 when taking part is enough
 * @param solutions whether feedback says what would have been right
 * @param passedText shown with a passed attempt; empty for none
 * @param failedText shown with one that is not
 * @param draws by bank: how many of its questions an attempt asks; all of a bank that is missing
 */
record Settings(
        String introduction,
        int attempts,
        int minutes,
        int passMark,
        boolean shuffleQuestions,
        boolean shuffleOptions,
        Feedback feedback,
        boolean solutions,
        String passedText,
        String failedText,
        Map<String, Integer> draws) {

    /** More than this is not kept of one learner, whatever the limit. */
    static final int MOST_ATTEMPTS = 200;

    static final int MOST_MINUTES = 10_000;
    static final int LONGEST_TEXT = 4000;

    /** When learners see what was right and what the teacher has to say. */
    enum Feedback {
        NEVER,
        EACH,
        LAST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Feedback of(String word) {
            for (Feedback one : values()) {
                if (one.word().equals(word)) {
                    return one;
                }
            }
            return EACH;
        }
    }

    Settings {
        draws = Map.copyOf(draws);
    }

    static Settings read(Given given) {
        Map<String, Integer> draws = new TreeMap<>();
        Given banks = given.object("draws");
        for (Object name : banks.values().keySet()) {
            if (name instanceof String bank && bank.equals(Written.line(bank, 100))) {
                int number = banks.whole(bank, 0, 0, Content.MOST_QUESTIONS);
                if (number > 0 && draws.size() < Content.MOST_QUESTIONS) {
                    draws.put(bank, number);
                }
            }
        }
        return new Settings(
                given.text("introduction", LONGEST_TEXT),
                given.whole("attempts", 0, 0, MOST_ATTEMPTS),
                given.whole("minutes", 0, 0, MOST_MINUTES),
                given.whole("passMark", 0, 0, 100),
                given.yes("shuffleQuestions", false),
                given.yes("shuffleOptions", true),
                Feedback.of(given.line("feedback", 20)),
                given.yes("solutions", true),
                given.text("passedText", LONGEST_TEXT),
                given.text("failedText", LONGEST_TEXT),
                draws);
    }

    /** How many attempts there are in the end. */
    int mostAttempts() {
        return attempts == 0 ? MOST_ATTEMPTS : attempts;
    }

    boolean passes(double score) {
        return score * 100 + 1e-6 >= passMark;
    }

    Map<String, Object> write() {
        Map<String, Object> into = new LinkedHashMap<>();
        into.put("introduction", introduction);
        into.put("attempts", attempts);
        into.put("minutes", minutes);
        into.put("passMark", passMark);
        into.put("shuffleQuestions", shuffleQuestions);
        into.put("shuffleOptions", shuffleOptions);
        into.put("feedback", feedback.word());
        into.put("solutions", solutions);
        into.put("passedText", passedText);
        into.put("failedText", failedText);
        into.put("draws", new TreeMap<>(draws));
        return into;
    }
}
