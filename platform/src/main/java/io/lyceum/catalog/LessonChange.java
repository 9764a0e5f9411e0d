package io.lyceum.catalog;

import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;

/** What a teacher says about a lesson. */
public record LessonChange(String title, String markdown, int minutes, boolean preview) {

    /** The longest text of a lesson, in characters. */
    public static final int LONGEST = 500_000;

    public LessonChange {
        title = title == null ? "" : title.strip();
        markdown = markdown == null ? "" : markdown.replace("\r\n", "\n").replace("\0", "");
        new Checks()
                .text(title, "title", 200)
                .that(minutes >= 0 && minutes <= 6000, "minutes", "Use 0 to 6000 minutes.")
                .done();
        if (markdown.length() > LONGEST) {
            throw new Problem(CourseProblem.LESSON_TOO_LONG, LONGEST);
        }
    }
}
