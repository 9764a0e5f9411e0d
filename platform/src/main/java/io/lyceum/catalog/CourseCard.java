package io.lyceum.catalog;

/**
 * A course in a list.
 *
 * @param href the course's page
 * @param art address of its picture
 * @param teacher may be empty
 * @param level as shown to people, see {@link CourseText}
 * @param length as shown to people; may be empty
 * @param price as shown to people; empty when the course is free
 * @param percent how far the reader is, 0…100; -1 when not enrolled
 */
public record CourseCard(
        String href,
        String art,
        String title,
        String teacher,
        String level,
        String length,
        String price,
        int percent) {

    public boolean isFree() {
        return price.isEmpty();
    }

    public boolean isEnrolled() {
        return percent >= 0;
    }

    public boolean isCompleted() {
        return percent == 100;
    }
}
