package io.lyceum.learning.web;

import io.lyceum.catalog.CourseCard;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What a person learns.
 *
 * @param active courses that were begun, latest activity first
 * @param completed courses that are done, latest first
 * @param suggested courses to begin with when there are none
 */
public record LearningView(
        List<Active> active, List<Completed> completed, List<CourseCard> suggested) {

    /** A course that was begun. */
    public record Active(
            String title,
            String href,
            String art,
            String lesson,
            String lessonHref,
            int percent,
            int lessonsDone,
            int lessons) {}

    /**
     * A course that is done.
     *
     * @param certificateHref empty while there is none
     */
    public record Completed(
            String title, String href, String art, String completedOn, String certificateHref) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("learning.title"));
    }
}
