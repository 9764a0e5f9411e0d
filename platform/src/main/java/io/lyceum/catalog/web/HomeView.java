package io.lyceum.catalog.web;

import io.lyceum.catalog.CourseCard;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;
import java.util.Optional;

/**
 * The school's front page.
 *
 * @param about a few sentences about the school; may be empty
 * @param picture the large picture of the hero as SVG, from {@code CourseArt.hero}
 * @param resume where a signed-in learner left off
 * @param newest courses to show, newest first
 * @param categories those that have courses
 * @param teachers people to introduce; may be empty
 * @param courses how many courses the school has published
 * @param image absolute address of the link preview's picture
 * @param jsonLd structured data; may be empty
 */
public record HomeView(
        String about,
        String picture,
        Optional<Resume> resume,
        List<CourseCard> newest,
        List<Category> categories,
        List<Teacher> teachers,
        long courses,
        String image,
        String jsonLd) {

    /**
     * A course that was begun.
     *
     * @param lesson title of the lesson to go on with
     * @param lessonHref address of that lesson
     */
    public record Resume(
            String course,
            String courseHref,
            String art,
            String lesson,
            String lessonHref,
            int percent,
            int lessonsDone,
            int lessons) {}

    /**
     * A shelf of the catalogue.
     *
     * @param icon name of a topic icon, see {@code Icons}
     */
    public record Category(String name, String href, String icon, long courses) {}

    /**
     * A person who teaches.
     *
     * @param about a line about the person; may be empty
     */
    public record Teacher(String name, String initials, String about, long courses) {}

    public PageHead head(PageContext page) {
        String title = page.tagline().isEmpty() ? page.text("home.title") : page.tagline();
        return PageHead.open(title, about.isEmpty() ? page.tagline() : about, image, jsonLd);
    }
}
