package io.lyceum.assignments.web;

import io.lyceum.shared.Json;
import io.lyceum.shared.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An assignment in its lesson.
 *
 * @param owner tells what this device keeps of one learner from what it keeps of another
 * @param notice what to say above it; empty for nothing
 * @param problem why the last form was refused; empty if it was not
 * @param instructions cleaned HTML
 * @param facts what to know before, each in a short sentence
 * @param rubric what is looked at; may be empty
 * @param action address that everything of the reader's work is below; empty for who only looks
 * @param draft what is being written; nothing if nothing can be
 * @param current what was handed in last; nothing before
 * @param mayTakeBack whether that can be taken back
 * @param mayTryAgain whether another attempt can be begun
 * @param earlier attempts before that, last first
 * @param unsent cleaned HTML of what was written and can be handed in no more; may be empty
 */
public record AssignmentView(
        Locale locale,
        String id,
        String owner,
        String csrf,
        String notice,
        String problem,
        String instructions,
        List<String> facts,
        List<Criterion> rubric,
        String action,
        Optional<Draft> draft,
        Optional<Attempt> current,
        boolean mayTakeBack,
        boolean mayTryAgain,
        List<Attempt> earlier,
        String unsent) {

    private static final List<String> REFUSALS =
            List.of(
                    "ASSIGNMENT_CLOSED",
                    "ALREADY_RETURNED",
                    "FILE_EMPTY",
                    "FILE_TOO_LARGE",
                    "FILE_TYPE_MISMATCH",
                    "FILE_TYPE_NOT_ACCEPTED",
                    "HANDED_IN",
                    "PLAN_LIMIT_REACHED",
                    "TOO_MANY_FILES",
                    "UPLOAD_OUT_OF_STEP");

    public String text(String key, Object... namesAndValues) {
        return Messages.of("assignments", locale).get(key, namesAndValues);
    }

    /** Why a file may be refused, as JSON: sentences by their code. */
    public String problems() {
        Map<String, String> sentences = new TreeMap<>();
        for (String code : REFUSALS) {
            sentences.put(code, text("problem." + code));
        }
        return Json.write(sentences);
    }

    /** Something that is looked at, with its levels. */
    public record Criterion(String title, String points, List<Level> levels) {}

    /** A level of a criterion. */
    public record Level(String title, String points, String text) {}

    /**
     * What is being written.
     *
     * @param number which attempt, from 1
     * @param writes whether there is a text
     * @param version that the text is of
     * @param saved when it was kept last; empty for never
     * @param most how many files there may be
     * @param types what an input for files accepts
     * @param late what handing it in now costs; empty for nothing
     */
    public record Draft(
            int number,
            boolean writes,
            String text,
            int longest,
            long version,
            String saved,
            List<File> files,
            int most,
            String types,
            String late) {

        public boolean takesFiles() {
            return most > 0 || !files.isEmpty();
        }

        public boolean mayAddFile() {
            return files.size() < most;
        }
    }

    /**
     * A file.
     *
     * @param href where it is read; empty while it has not arrived completely
     * @param percent how much has arrived
     */
    public record File(String id, String name, String size, String href, int percent) {}

    /**
     * What was handed in.
     *
     * @param number which attempt, from 1
     * @param html what was written
     * @param at when
     * @param late by how much; empty for in time
     * @param grade nothing until it is returned
     */
    public record Attempt(
            int number,
            String html,
            List<File> files,
            String at,
            String late,
            Optional<Grade> grade) {}

    /**
     * What a teacher has made of it.
     *
     * @param points that count
     * @param most that could be reached
     * @param percent of these
     * @param penalty what was taken off; empty for nothing
     * @param feedback cleaned HTML; may be empty
     * @param again whether another attempt is asked for
     * @param by who has marked it; may be empty
     */
    public record Grade(
            String points,
            String most,
            int percent,
            String penalty,
            List<Mark> marks,
            String feedback,
            boolean again,
            String by,
            String at) {}

    /** The level that was reached in a criterion. */
    public record Mark(String criterion, String level, String points, String note) {}
}
