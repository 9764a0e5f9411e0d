package io.lyceum.admin.assignments;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Tab;
import java.util.List;
import java.util.Optional;

/**
 * The grades of a course: a row for each learner, a column for each activity.
 *
 * @param action where a cell is sent
 * @param csv the same as a file
 * @param first the first page, when this is not it
 * @param next the page that follows
 */
public record GradesView(
        Badge status,
        List<Tab> tabs,
        List<Column> columns,
        List<Row> rows,
        String action,
        String csv,
        Optional<String> first,
        Optional<String> next) {

    /**
     * An activity.
     *
     * @param most points that can be entered; empty where it is not marked by hand
     */
    public record Column(String id, String title, String lesson, String href, String most) {}

    /** A learner. */
    public record Row(String person, String name, String email, int percent, List<Cell> cells) {}

    /**
     * How far a learner is in an activity.
     *
     * @param text what stands there, in a word or a number
     * @param tone how it is meant
     * @param href where it is looked at; empty for nowhere
     * @param points what stands in the field; used where {@code enters}
     * @param enters whether points can be entered here
     * @param action where it is sent
     * @param submission that is marked by it; empty for none
     * @param version of that; 0 for none
     */
    public record Cell(
            String id,
            String text,
            Tone tone,
            String href,
            String points,
            boolean enters,
            String action,
            String person,
            String activity,
            String submission,
            long version,
            String label) {

        /** What it means. */
        public enum Tone {
            NONE,
            WAITING,
            DONE,
            LOW
        }

        /** For the class of its element. */
        public String look() {
            return "is-" + tone.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Says what a cell is of. */
    static String label(Page page, String learner, String activity) {
        return page.t("grades.cell", "learner", learner, "activity", activity);
    }
}
