package io.lyceum.offline;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.identity.PersonId;
import io.lyceum.notes.Note;
import io.lyceum.notes.NoteId;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a learner has done on a device.
 *
 * @param id made by the device; whatever comes twice with one id is done once
 * @param reader who has done it; nobody else can have it taken over
 * @param note of a note only
 */
public record DeviceAction(
        UUID id,
        PersonId reader,
        Kind kind,
        CourseId course,
        LessonId lesson,
        int permille,
        boolean on,
        Optional<NoteChange> note) {

    /** What was done. */
    public enum Kind {
        COMPLETE,
        REOPEN,
        POSITION,
        BOOKMARK,
        NOTE,
        NOTE_REMOVED
    }

    /**
     * What was written.
     *
     * @param version that the device knew
     */
    public record NoteChange(NoteId id, Note.Draft draft, long version) {}

    /**
     * What became of it.
     *
     * @param repeated whether it was taken over before; all else is as it was answered then
     * @param percent how much of the course is done; of marks only
     * @param completed whether the course was completed by it
     * @param note the note that holds the text now; of notes only
     * @param version the note's
     * @param apart whether that is another note, because the one that was meant was changed
     *     elsewhere
     */
    public record Outcome(
            boolean repeated,
            Optional<Integer> percent,
            boolean completed,
            Optional<UUID> note,
            Optional<Long> version,
            boolean apart) {

        static final Outcome DONE =
                new Outcome(
                        false, Optional.empty(), false, Optional.empty(), Optional.empty(), false);

        Outcome again() {
            return new Outcome(true, percent, completed, note, version, apart);
        }
    }
}
