package io.lyceum.learning.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import io.lyceum.shared.web.PluginSlot;
import java.util.List;
import java.util.Optional;

/**
 * A lesson in the player.
 *
 * @param module title of the part that the lesson belongs to
 * @param html rendered and sanitised text
 * @param number the lesson's place in the course, from 1
 * @param percent how much of the course is done
 * @param length as shown to people; may be empty
 * @param previousHref lesson before, if any
 * @param nextHref lesson after, if any
 * @param done whether this lesson is marked complete
 * @param visitor whether somebody who isn't enrolled reads a free preview
 * @param completeAction address that "Mark complete and continue" posts to; the field {@code done}
 *     is {@code true} or {@code false}
 * @param positionAction address that the place on the page is posted to, field {@code permille}
 * @param position where the reader was, 0…1000 of the text's height
 * @param enrolHref where a visitor goes to take the course
 * @param activities what is to be done in the lesson, in order
 * @param slots what plugins show below
 * @param open whether something of it is left to do before the lesson can be completed
 * @param own what the reader has of their own in it; nothing for who isn't enrolled
 */
public record LessonView(
        String course,
        String courseHref,
        String module,
        String title,
        String html,
        int number,
        int lessons,
        int percent,
        String length,
        List<Module> outline,
        Optional<String> previousHref,
        Optional<String> nextHref,
        boolean done,
        boolean visitor,
        String completeAction,
        String positionAction,
        int position,
        String enrolHref,
        List<Activity> activities,
        List<PluginSlot> slots,
        boolean open,
        Optional<Own> own) {

    /** The same lesson with what plugins show in it, which is drawn after it was read. */
    public LessonView with(List<Activity> drawn, List<PluginSlot> filled) {
        return new LessonView(
                course,
                courseHref,
                module,
                title,
                html,
                number,
                lessons,
                percent,
                length,
                outline,
                previousHref,
                nextHref,
                done,
                visitor,
                completeAction,
                positionAction,
                position,
                enrolHref,
                drawn,
                filled,
                open,
                own);
    }

    /**
     * An activity.
     *
     * @param anchor its element's id
     * @param state in a word, and the score if there is one
     * @param html drawn and safe; may be written into the page unescaped
     */
    public record Activity(String anchor, String title, String state, boolean done, String html) {}

    /**
     * What a learner has of their own in the lesson.
     *
     * @param person whose it is
     * @param course id of the course
     * @param lesson id of the lesson
     * @param notes in the order of the text
     */
    public record Own(
            String person, String course, String lesson, boolean bookmarked, List<Note> notes) {}

    /**
     * A note of the reader.
     *
     * @param heading under which it was written; may be empty
     * @param quote the passage that it is about; may be empty
     * @param before what stands before the passage
     * @param permille where it is in the text, 0…1000
     * @param saved when it was changed last, as shown to people
     */
    public record Note(
            String id,
            long version,
            String text,
            String heading,
            String quote,
            String before,
            int permille,
            String saved) {

        /** What a script makes new notes from. */
        public static final Note EMPTY = new Note("new", 0, "", "", "", "", 0, "");
    }

    /** A part of the outline. */
    public record Module(String title, int done, List<Entry> lessons) {

        public boolean isCurrent() {
            return lessons.stream().anyMatch(Entry::current);
        }
    }

    /**
     * A lesson in the outline.
     *
     * @param href empty when the reader may not open it
     */
    public record Entry(String title, String length, String href, boolean done, boolean current) {}

    public PageHead head(PageContext page) {
        String name = page.text("lesson.head", "lesson", title, "course", course);
        return visitor
                ? PageHead.open(name, html.replaceAll("<[^>]*>", " "), "", "")
                : PageHead.closed(name);
    }
}
