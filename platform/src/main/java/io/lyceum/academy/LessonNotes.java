package io.lyceum.academy;

import io.lyceum.catalog.LessonId;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.web.LessonView;
import io.lyceum.notes.Note;
import io.lyceum.notes.Notes;
import io.lyceum.shared.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** What a learner has of their own in a lesson, as the player shows it. */
@ApplicationScoped
class LessonNotes {

    @Inject Notes notes;

    LessonView.Own of(Enrolment enrolment, LessonId lesson) {
        return new LessonView.Own(
                enrolment.person().toString(),
                enrolment.course().toString(),
                lesson.toString(),
                notes.bookmarked(enrolment.person(), lesson),
                notes.of(enrolment.person(), lesson).stream().map(LessonNotes::note).toList());
    }

    private static LessonView.Note note(Note note) {
        return new LessonView.Note(
                note.id().toString(),
                note.version(),
                note.text(),
                note.anchor().heading(),
                note.anchor().quote(),
                note.anchor().before(),
                note.anchor().permille(),
                when(note.changedAt()));
    }

    /** Day and time as people of the reader's language write them. */
    static String when(Instant moment) {
        CurrentRequest.Facts request = CurrentRequest.require();
        ZonedDateTime local = moment.atZone(request.zone());
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(request.locale())
                .format(local);
    }
}
