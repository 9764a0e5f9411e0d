package io.lyceum.catalog.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import io.lyceum.shared.web.PluginSlot;
import java.util.List;

/**
 * A course's own page.
 *
 * @param art address of its picture
 * @param descriptionHtml rendered and sanitised
 * @param category may be empty
 * @param level as shown to people, see {@link io.lyceum.catalog.CourseText}
 * @param language as shown to people
 * @param length as shown to people; may be empty
 * @param updated when it was last changed, as shown to people; may be empty
 * @param price as shown to people; empty when the course is free
 * @param licence as the author gave it; may be empty
 * @param attribution whom the licence asks to be named; may be empty
 * @param standing what the reader may do
 * @param startHref where "Continue" leads; for a visitor the sign-in page that comes back here
 * @param enrolAction address that the enrol form posts to; for who has the course where they buy it
 *     for others, empty if they cannot
 * @param percent how far the reader is; 0 when not enrolled
 * @param certificateHref the certificate; empty while there is none
 * @param image absolute address of the link preview's picture
 * @param jsonLd structured data, schema.org Course with Offer
 * @param alsoIn offers in which it is
 * @param slots what plugins show in the sidebar
 */
public record CourseView(
        String title,
        String subtitle,
        String descriptionHtml,
        String art,
        String category,
        String categoryHref,
        String level,
        String language,
        String length,
        int lessons,
        String updated,
        String price,
        List<Module> modules,
        Teacher teacher,
        String licence,
        String attribution,
        Standing standing,
        String startHref,
        String enrolAction,
        int percent,
        String certificateHref,
        String image,
        String jsonLd,
        List<AlsoIn> alsoIn,
        List<PluginSlot> slots) {

    /** The same page with what plugins show in it, which is drawn after it was read. */
    public CourseView with(List<PluginSlot> filled) {
        return new CourseView(
                title,
                subtitle,
                descriptionHtml,
                art,
                category,
                categoryHref,
                level,
                language,
                length,
                lessons,
                updated,
                price,
                modules,
                teacher,
                licence,
                attribution,
                standing,
                startHref,
                enrolAction,
                percent,
                certificateHref,
                image,
                jsonLd,
                alsoIn,
                filled);
    }

    /**
     * An offer in which the course is.
     *
     * @param price as shown to people
     */
    public record AlsoIn(String title, String href, String price) {}

    /** What the reader may do with the course. */
    public enum Standing {
        /** Not signed in. */
        VISITOR,
        /** Signed in, not enrolled, and the course is free. */
        MAY_ENROL,
        /** Signed in, not enrolled, and the course costs money. */
        MAY_BUY,
        /** Not signed in, and the course costs money. */
        BUYING_VISITOR,
        /** Not enrolled, and the course costs money that cannot be paid here. */
        CLOSED,
        ENROLLED,
        COMPLETED
    }

    /** A part of the syllabus. */
    public record Module(String title, String length, List<Lesson> lessons) {

        public boolean hasPreview() {
            return lessons.stream().anyMatch(Lesson::preview);
        }
    }

    /**
     * A line of the syllabus.
     *
     * @param href empty when the reader may not open it
     * @param preview open to everybody
     */
    public record Lesson(String title, String length, String href, boolean preview, boolean done) {}

    /**
     * Who teaches.
     *
     * @param name empty when nobody is named
     */
    public record Teacher(String name, String initials, String about) {}

    public boolean isFree() {
        return price.isEmpty();
    }

    public boolean isEnrolled() {
        return standing == Standing.ENROLLED || standing == Standing.COMPLETED;
    }

    public PageHead head(PageContext page) {
        String description =
                subtitle.isEmpty() ? descriptionHtml.replaceAll("<[^>]*>", " ") : subtitle;
        return PageHead.open(title, description, image, jsonLd);
    }
}
