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
 * @param blockers what keeps it from being published, in words; shown while it is a draft
 * @param view the course's public page; for a draft only the school's team can open it
 * @param tabs the sides of the course
 */
public record CourseHead(
        String id,
        String path,
        Badge status,
        boolean published,
        boolean archived,
        List<Blocker> blockers,
        String view,
        String size,
        Optional<Instant> publishedAt,
        Instant updated,
        List<Tab> tabs) {

    /** Something to do before a course can be published, and where to do it. */
    public record Blocker(String text, String href) {}
}
