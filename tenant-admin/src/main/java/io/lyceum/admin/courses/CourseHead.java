package io.lyceum.admin.courses;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every page about one course shows around its own content.
 *
 * @param path address of the course's pages, for example {@code /manage/courses/…}
 * @param checks what is looked at before it is published; shown while it is a draft
 * @param schedule when it goes live by itself, and the form that says so
 * @param view the course's public page; for a draft only the school's team can open it
 * @param tabs the sides of the course
 */
public record CourseHead(
        String id,
        String path,
        Badge status,
        boolean published,
        boolean archived,
        List<Check> checks,
        Schedule schedule,
        String view,
        String size,
        Optional<Instant> publishedAt,
        Instant updated,
        List<Tab> tabs) {

    /** Whether nothing keeps it from being published. */
    public boolean ready() {
        return checks.stream().noneMatch(check -> check.state().equals("blocks"));
    }

    /**
     * One line of the checklist.
     *
     * @param state {@code done}, {@code blocks} or {@code advised}
     * @param said the state in the reader's language
     * @param href where it is done
     */
    public record Check(String text, String state, String said, String href) {}

    /**
     * When a course goes live by itself.
     *
     * @param at in words, if it does
     * @param field the same as a form has it, in the school's time
     * @param least the earliest that can be chosen
     * @param zone the school's time zone, in the reader's language
     * @param held whether that moment has passed and something keeps it a draft
     */
    public record Schedule(
            Optional<String> at, String field, String least, String zone, boolean held) {}
}
