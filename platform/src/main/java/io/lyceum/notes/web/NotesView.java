package io.lyceum.notes.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;
import java.util.Optional;

/**
 * All of one's own notes and bookmarks.
 *
 * @param search what was searched for; may be empty
 * @param courses with notes or bookmarks on this page
 * @param moreHref the next page; empty on the last one
 * @param removed a note that was just taken away
 * @param exportHref where they are had as a file; empty while there are none
 */
public record NotesView(
        String search,
        List<Course> courses,
        String moreHref,
        Optional<Removed> removed,
        String exportHref) {

    /** A course with what one has in it. */
    public record Course(
            String title, String href, List<Bookmark> bookmarks, List<Lesson> lessons) {}

    /** A lesson that was marked. */
    public record Bookmark(
            String title, String href, String removeAction, String course, String lesson) {}

    /**
     * A lesson with notes.
     *
     * @param title empty while the lesson is removed
     * @param href empty while the lesson is removed
     */
    public record Lesson(String title, String href, List<Item> notes) {}

    /** A note. */
    public record Item(
            String id,
            String text,
            String heading,
            String quote,
            String when,
            String removeAction) {}

    /** A note that was just taken away. */
    public record Removed(String restoreAction, String backHref) {}

    public boolean isEmpty() {
        return courses.isEmpty();
    }

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("notes.page.title"));
    }
}
