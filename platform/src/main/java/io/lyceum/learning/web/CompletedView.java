package io.lyceum.learning.web;

import io.lyceum.catalog.CourseCard;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;
import java.util.Optional;

/**
 * The page at the end of a course.
 *
 * @param completedOn as shown to people
 * @param certificate empty while it is being drawn; the page then says so
 * @param next courses to go on with
 */
public record CompletedView(
        String course,
        String courseHref,
        String art,
        String learner,
        String completedOn,
        int lessons,
        String length,
        Optional<Certificate> certificate,
        List<CourseCard> next) {

    /**
     * The certificate.
     *
     * @param pdfHref downloads it
     * @param verifyHref public page that proves it
     * @param verifyUrl the same, absolute, to be copied
     */
    public record Certificate(String code, String pdfHref, String verifyHref, String verifyUrl) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("completed.head", "course", course));
    }
}
