package io.lyceum.admin.imports;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Step;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One import from upload to result.
 *
 * @param stage what the page shows in its middle
 * @param steps the way from the file to the courses
 * @param tabs the report's lines by severity, with counts
 * @param summary what would come in, or came in; empty while neither is known
 * @param attention what somebody should look at before that
 * @param firstLines leads back to the beginning of the lines
 * @param percent 0 to 100 while something runs; empty when it cannot be told
 * @param progress what it does right now, in words
 * @param columns leads to the meaning of the columns, while that can still be changed
 * @param onward where to go on when everything is in
 * @param cancelled what a stopped import has left behind
 * @param confirm words of the button that lets it write
 */
public record ImportView(
        String path,
        String kind,
        Badge state,
        Instant begun,
        String size,
        Stage stage,
        List<Step> steps,
        String summary,
        List<Attention> attention,
        List<Tab> tabs,
        List<Line> lines,
        Optional<String> firstLines,
        Optional<String> nextLines,
        OptionalInt percent,
        String progress,
        Optional<String> columns,
        String confirm,
        boolean cancellable,
        boolean blocked,
        List<Result> results,
        Optional<Onward> onward,
        String cancelled,
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

    /** A kind of lines that deserves a look, with the way to them. */
    public record Attention(String text, String href, Tone tone) {}

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

    /** The next thing to do. */
    public record Onward(String label, String href) {}
}
