package io.lyceum.admin.imports;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Step;
import io.lyceum.admin.shell.Tab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One import from upload to result.
 *
 * @param stage what the page shows in its middle
 * @param steps the way from the file to the courses
 * @param tabs the report's lines by severity, with counts
 * @param percent 0 to 100 while something runs
 * @param progress what it does right now, in words
 */
public record ImportView(
        String path,
        String kind,
        Badge state,
        Instant begun,
        String size,
        Stage stage,
        List<Step> steps,
        List<Fact> facts,
        List<Tab> tabs,
        List<Line> lines,
        Optional<String> nextLines,
        int percent,
        String progress,
        boolean cancellable,
        boolean blocked,
        List<Result> results,
        Optional<String> failure) {

    /** What the page shows in its middle. */
    public enum Stage {
        READING,
        REVIEW,
        WRITING,
        DONE,
        FAILED,
        CANCELLED
    }

    public boolean moving() {
        return stage == Stage.READING || stage == Stage.WRITING;
    }

    /** A number of the report, such as courses or files. */
    public record Fact(String label, String value) {}

    /**
     * One line of the report.
     *
     * @param where file and line, or row and column
     * @param what what happens to it
     * @param why the reason; may be empty
     */
    public record Line(Badge severity, String where, String what, String why) {}

    /** A course that came in. */
    public record Result(String title, String href, String detail) {}
}
