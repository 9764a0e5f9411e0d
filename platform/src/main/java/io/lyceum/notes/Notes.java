package io.lyceum.notes;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes and bookmarks of learners. Every method names whose they are: nobody else's are found,
 * whatever role somebody has.
 */
@UseCase
public class Notes {

    /** The most notes of one person in one course. */
    public static final int MOST_IN_A_COURSE = 500;

    private static final int LONGEST_SEARCH = 200;

    private static final String COLUMNS =
            """
            n.id, n.course_id, n.lesson_id, n.text, n.heading, n.quote, n.before, n.permille, n.created_at,
            n.changed_at, n.version
            """;

    private final Sql sql;
    private final Clock clock;
    private final Enrolments enrolments;
    private final Outlines outlines;

    protected Notes() {
        this(null, null, null, null);
    }

    @Inject
    Notes(Sql sql, Clock clock, Enrolments enrolments, Outlines outlines) {
        this.sql = sql;
        this.clock = clock;
        this.enrolments = enrolments;
        this.outlines = outlines;
    }

    /** Lists a person's notes to a lesson, by their place in it, then first written first. */
    public List<Note> of(PersonId person, LessonId lesson) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from lesson_note n
                                where n.tenant_id = :tenant
                                  and n.person_id = :person
                                  and n.lesson_id = :lesson
                                  and n.removed_at is null
                                order by n.permille, n.created_at, n.id
                                """)
                .set("person", person.value())
                .set("lesson", lesson.value())
                .list(Notes::note);
    }

    /**
     * Finds a person's own note.
     *
     * @throws Problem NO_SUCH_NOTE
     */
    public Note byId(PersonId person, NoteId id) {
        return find(person, id, false).orElseThrow(() -> new Problem(NotesProblem.NO_SUCH_NOTE));
    }

    private Optional<Note> find(PersonId person, NoteId id, boolean removedToo) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from lesson_note n
                                where n.tenant_id = :tenant
                                  and n.person_id = :person
                                  and n.id = :id
                                  and (n.removed_at is null or cast(:removedToo as boolean))
                                for update
                                """)
                .set("person", person.value())
                .set("id", id.value())
                .set("removedToo", removedToo)
                .first(Notes::note);
    }

    /**
     * Lists a person's notes with what they belong to: by course and lesson, in the order of the
     * text. Notes to lessons that were removed stand last in their course.
     */
    public Slice<Line> list(PersonId person, Filter filter, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 6));
        List<Line> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        , c.title as course_title, c.slug as course_slug, l.title as lesson_title,
                                          l.slug as lesson_slug, coalesce(l.position, 1000000) as place
                                        from lesson_note n
                                        join course c on c.tenant_id = n.tenant_id and c.id = n.course_id
                                        left join lesson l on l.tenant_id = n.tenant_id and l.id = n.lesson_id
                                        where n.tenant_id = :tenant
                                          and n.person_id = :person
                                          and n.removed_at is null
                                          and (cast(:course as uuid) is null or n.course_id = :course)
                                          and (cast(:lesson as uuid) is null or n.lesson_id = :lesson)
                                          and (:search = ''
                                            or position(lower(:search) in lower(
                                                n.text || chr(10) || n.quote || chr(10) || coalesce(l.title, ''))) > 0)
                                          and (cast(:afterTitle as text) is null
                                            or (c.title, n.course_id, coalesce(l.position, 1000000), n.lesson_id, n.permille, n.id)
                                                > (:afterTitle, cast(:afterCourse as uuid), :afterPlace,
                                                    cast(:afterLesson as uuid), :afterPermille,
                                                    cast(:afterId as uuid)))
                                        order by c.title, n.course_id, coalesce(l.position, 1000000), n.lesson_id,
                                            n.permille, n.id
                                        limit :limit
                                        """)
                        .set("person", person.value())
                        .set("course", filter.course().map(CourseId::value).orElse(null))
                        .set("lesson", filter.lesson().map(LessonId::value).orElse(null))
                        .set("search", filter.search())
                        .set("afterTitle", after.map(c -> c.values().get(0)).orElse(null))
                        .set("afterCourse", after.map(c -> c.uuid(1)).orElse(null))
                        .set("afterPlace", after.map(c -> number(c, 2)).orElse(0))
                        .set("afterLesson", after.map(c -> c.uuid(3)).orElse(null))
                        .set("afterPermille", after.map(c -> number(c, 4)).orElse(0))
                        .set("afterId", after.map(c -> c.uuid(5)).orElse(null))
                        .set("limit", limit + 1)
                        .list(Notes::line);
        return Slice.of(
                rows,
                limit,
                last ->
                        Cursor.after(
                                last.courseTitle(),
                                last.note().course(),
                                last.place(),
                                last.note().lesson(),
                                last.note().anchor().permille(),
                                last.note().id()));
    }

    private static int number(Cursor cursor, int index) {
        try {
            return Integer.parseInt(cursor.values().get(index));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static Line line(Row row) {
        return new Line(
                note(row),
                row.text("course_title"),
                row.text("course_slug"),
                row.optionalText("lesson_title"),
                row.optionalText("lesson_slug"),
                row.integer("place"));
    }

    private static Note note(Row row) {
        return new Note(
                new NoteId(row.uuid("id")),
                new CourseId(row.uuid("course_id")),
                new LessonId(row.uuid("lesson_id")),
                row.text("text"),
                new Note.Anchor(
                        row.text("heading"),
                        row.text("quote"),
                        row.text("before"),
                        row.integer("permille")),
                row.instant("created_at"),
                row.instant("changed_at"),
                row.number("version"));
    }

    /**
     * Writes a note to a lesson of a course that the person is enrolled in. A note with this id
     * that is there already is answered as it is.
     *
     * @throws Problem NOT_ENROLLED, NO_SUCH_LESSON, INVALID_INPUT, TOO_MANY_NOTES, NO_SUCH_NOTE
     *     when the id is somebody else's
     */
    public Note write(
            PersonId person, NoteId id, CourseId course, LessonId lesson, Note.Draft draft) {
        enrolments.require(person, course);
        outlines.lesson(course, lesson);
        check(draft);
        Optional<Note> known = find(person, id, false);
        if (known.isPresent()) {
            return known.get();
        }
        requireRoom(person, course);
        Instant now = clock.instant();
        int written =
                sql.update(
                                """
                                insert into lesson_note
                                    (tenant_id, id, person_id, course_id, lesson_id, text, heading, quote, before,
                                     permille, created_at, changed_at)
                                values (:tenant, :id, :person, :course, :lesson, :text, :heading, :quote, :before,
                                    :permille, :now, :now)
                                on conflict (tenant_id, id) do nothing
                                """)
                        .set("id", id.value())
                        .set("person", person.value())
                        .set("course", course.value())
                        .set("lesson", lesson.value())
                        .set("text", draft.text())
                        .set("heading", draft.anchor().heading())
                        .set("quote", draft.anchor().quote())
                        .set("before", draft.anchor().before())
                        .set("permille", draft.anchor().permille())
                        .set("now", now)
                        .run();
        if (written == 0) {
            // Somebody else's, or one's own that was removed: that one comes back by restore.
            throw new Problem(NotesProblem.NO_SUCH_NOTE);
        }
        return byId(person, id);
    }

    private static void check(Note.Draft draft) {
        boolean quotes = !draft.anchor().quote().isEmpty();
        Checks checks =
                quotes
                        ? new Checks().atMost(draft.text(), "text", Note.LONGEST)
                        : new Checks().text(draft.text(), "text", Note.LONGEST);
        checks.atMost(draft.anchor().heading(), "heading", Note.Anchor.LONGEST_HEADING)
                .atMost(draft.anchor().quote(), "quote", Note.Anchor.LONGEST_QUOTE)
                .atMost(draft.anchor().before(), "before", Note.Anchor.LONGEST_BEFORE)
                .done();
    }

    private void requireRoom(PersonId person, CourseId course) {
        long there =
                sql.query(
                                """
                                select count(*) as notes
                                from lesson_note
                                where tenant_id = :tenant
                                  and person_id = :person
                                  and course_id = :course
                                  and removed_at is null
                                """)
                        .set("person", person.value())
                        .set("course", course.value())
                        .first(row -> row.number("notes"))
                        .orElse(0L);
        if (there >= MOST_IN_A_COURSE) {
            throw new Problem(NotesProblem.TOO_MANY_NOTES, MOST_IN_A_COURSE);
        }
    }

    /**
     * Changes what a note says; its place stays.
     *
     * @param version of the note that was changed
     * @throws Problem NO_SUCH_NOTE, STALE_VERSION, INVALID_INPUT
     */
    public Note change(PersonId person, NoteId id, String text, long version) {
        Note note = byId(person, id);
        if (note.version() != version) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return say(person, note, text);
    }

    private Note say(PersonId person, Note note, String text) {
        check(new Note.Draft(text, note.anchor()));
        if (!note.text().equals(text)) {
            sql.update(
                            """
                            update lesson_note
                            set text = :text, changed_at = :now, version = version + 1
                            where tenant_id = :tenant and id = :id and person_id = :person
                            """)
                    .set("text", text)
                    .set("now", clock.instant())
                    .set("id", note.id().value())
                    .set("person", person.value())
                    .run();
        }
        return byId(person, note.id());
    }

    /**
     * Takes over what a device has kept: writes the note, changes it, or brings it back. Where the
     * note was changed elsewhere meanwhile, both texts stay, the device's as a note of its own.
     *
     * @param version that the device knew; whatever it is for a note that is new
     * @throws Problem as {@link #write} and {@link #change}
     */
    public Kept keep(
            PersonId person,
            NoteId id,
            CourseId course,
            LessonId lesson,
            Note.Draft draft,
            long version) {
        Optional<Note> known = find(person, id, true);
        if (known.isEmpty()) {
            return new Kept(write(person, id, course, lesson, draft), false);
        }
        Note note = known.get();
        if (restore(person, id)) {
            return new Kept(say(person, byId(person, id), draft.text()), false);
        }
        if (note.version() == version || note.text().equals(draft.text())) {
            return new Kept(say(person, note, draft.text()), false);
        }
        NoteId other = new NoteId(Ids.at(clock.instant()));
        return new Kept(
                write(
                        person,
                        other,
                        note.course(),
                        note.lesson(),
                        new Note.Draft(draft.text(), note.anchor())),
                true);
    }

    /**
     * Takes a note away; repeating it changes nothing.
     *
     * @return whether it was there
     */
    public boolean remove(PersonId person, NoteId id) {
        return sql.update(
                                """
                                update lesson_note
                                set removed_at = :now, version = version + 1
                                where tenant_id = :tenant and id = :id and person_id = :person and removed_at is null
                                """)
                        .set("now", clock.instant())
                        .set("id", id.value())
                        .set("person", person.value())
                        .run()
                == 1;
    }

    /**
     * Takes a note away as a device knew it; one that is gone stays so.
     *
     * @throws Problem STALE_VERSION when it was changed elsewhere since
     */
    public void removeAsKnown(PersonId person, NoteId id, long version) {
        find(person, id, false)
                .ifPresent(
                        note -> {
                            if (note.version() > version) {
                                throw new Problem(CommonProblem.STALE_VERSION);
                            }
                            remove(person, id);
                        });
    }

    /**
     * Brings a note back that was taken away less than a day ago.
     *
     * @return whether there was one
     * @throws Problem TOO_MANY_NOTES
     */
    public boolean restore(PersonId person, NoteId id) {
        Optional<Note> gone =
                find(person, id, true).filter(note -> find(person, id, false).isEmpty());
        if (gone.isPresent()) {
            requireRoom(person, gone.get().course());
        }
        return sql.update(
                                """
                                update lesson_note
                                set removed_at = null, version = version + 1
                                where tenant_id = :tenant and id = :id and person_id = :person
                                  and removed_at is not null
                                """)
                        .set("id", id.value())
                        .set("person", person.value())
                        .run()
                == 1;
    }

    /**
     * Marks a lesson to come back to, or takes the mark away; repeating it changes nothing.
     *
     * @throws Problem NOT_ENROLLED, NO_SUCH_LESSON
     */
    public void bookmark(PersonId person, CourseId course, LessonId lesson, boolean on) {
        if (!on) {
            sql.update(
                            """
                            delete from lesson_bookmark
                            where tenant_id = :tenant and person_id = :person and lesson_id = :lesson
                            """)
                    .set("person", person.value())
                    .set("lesson", lesson.value())
                    .run();
            return;
        }
        enrolments.require(person, course);
        outlines.lesson(course, lesson);
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into lesson_bookmark (tenant_id, id, person_id, course_id, lesson_id, created_at)
                        values (:tenant, :id, :person, :course, :lesson, :now)
                        on conflict (tenant_id, person_id, lesson_id) do nothing
                        """)
                .set("id", Ids.at(now))
                .set("person", person.value())
                .set("course", course.value())
                .set("lesson", lesson.value())
                .set("now", now)
                .run();
    }

    /** Says whether a person has marked a lesson. */
    public boolean bookmarked(PersonId person, LessonId lesson) {
        return sql.query(
                        """
                        select id
                        from lesson_bookmark
                        where tenant_id = :tenant and person_id = :person and lesson_id = :lesson
                        """)
                .set("person", person.value())
                .set("lesson", lesson.value())
                .first(row -> row.uuid("id"))
                .isPresent();
    }

    /** Lists the lessons that a person has marked, by course and place in it; at most 500. */
    public List<Bookmark> bookmarks(PersonId person) {
        return sql.query(
                        """
                        select b.course_id, b.lesson_id, b.created_at, c.title as course_title,
                               c.slug as course_slug, l.title as lesson_title, l.slug as lesson_slug
                        from lesson_bookmark b
                        join course c on c.tenant_id = b.tenant_id and c.id = b.course_id
                        join lesson l on l.tenant_id = b.tenant_id and l.id = b.lesson_id
                        where b.tenant_id = :tenant and b.person_id = :person
                        order by c.title, b.course_id, l.position, b.id
                        limit 500
                        """)
                .set("person", person.value())
                .list(
                        row ->
                                new Bookmark(
                                        new CourseId(row.uuid("course_id")),
                                        new LessonId(row.uuid("lesson_id")),
                                        row.text("course_title"),
                                        row.text("course_slug"),
                                        row.text("lesson_title"),
                                        row.text("lesson_slug"),
                                        row.instant("created_at")));
    }

    /** Forgets what was removed before; it can no longer be brought back. */
    public void forgetRemovedBefore(Instant moment) {
        sql.update(
                        """
                        delete from lesson_note
                        where tenant_id = :tenant and removed_at < :moment
                        """)
                .set("moment", moment)
                .run();
    }

    /** Forgets notes and bookmarks of lessons that are gone for good. */
    public void forgetLessons(List<UUID> lessons) {
        for (String table : List.of("lesson_note", "lesson_bookmark")) {
            sql.update(
                            "delete from "
                                    + table
                                    + " where tenant_id = :tenant and lesson_id = any(:lessons)")
                    .set("lessons", lessons.toArray(UUID[]::new))
                    .run();
        }
    }

    /**
     * Which notes are listed.
     *
     * @param search a part of the text, the passage or the lesson's title, in any case; empty for
     *     all
     */
    public record Filter(Optional<CourseId> course, Optional<LessonId> lesson, String search) {

        public Filter {
            search = Objects.requireNonNullElse(search, "").strip();
            if (search.length() > LONGEST_SEARCH) {
                search = search.substring(0, LONGEST_SEARCH);
            }
            search = search.replace("\0", "");
        }

        /** All that match a search. */
        public static Filter matching(String search) {
            return new Filter(Optional.empty(), Optional.empty(), search);
        }
    }

    /**
     * A note with what it belongs to.
     *
     * @param lessonTitle none while the lesson is removed
     * @param place of the lesson in the course
     */
    public record Line(
            Note note,
            String courseTitle,
            String courseSlug,
            Optional<String> lessonTitle,
            Optional<String> lessonSlug,
            int place) {}

    /**
     * A note as it was kept.
     *
     * @param apart whether it is a note of its own, because another one was changed elsewhere
     */
    public record Kept(Note note, boolean apart) {}

    /** A lesson that somebody has marked. */
    public record Bookmark(
            CourseId course,
            LessonId lesson,
            String courseTitle,
            String courseSlug,
            String lessonTitle,
            String lessonSlug,
            Instant createdAt) {}
}
