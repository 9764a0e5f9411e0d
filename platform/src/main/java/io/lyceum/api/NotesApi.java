package io.lyceum.api;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.notes.Note;
import io.lyceum.notes.NoteId;
import io.lyceum.notes.Notes;
import io.lyceum.offline.DeviceAction;
import io.lyceum.offline.DeviceActions;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One's own notes and bookmarks, and what a device did without a connection. */
@Path("/api/v1")
@Tag(name = "Notes")
@Allow(Role.LEARNER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NotesApi {

    @Inject Notes notes;
    @Inject Outlines outlines;
    @Inject DeviceActions deviceActions;
    @Inject CurrentPerson currentPerson;
    @Inject Clock clock;

    private PersonId reader() {
        return currentPerson.require().id();
    }

    @GET
    @Path("notes")
    @Operation(
            summary = "Lists or searches one's own notes, by course and lesson",
            description = "`q` finds a part of the text, of the passage or of the lesson's title.")
    public Slice<Body> list(
            @QueryParam("course") UUID course,
            @QueryParam("lesson") UUID lesson,
            @QueryParam("q") String search,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return notes.list(
                        reader(),
                        new Notes.Filter(
                                Optional.ofNullable(course).map(CourseId::new),
                                Optional.ofNullable(lesson).map(LessonId::new),
                                search),
                        Optional.ofNullable(cursor),
                        Bodies.limit(limit))
                .map(line -> Body.of(line.note()));
    }

    @POST
    @Path("notes")
    @Operation(
            summary = "Writes a note to a lesson of a course that one is enrolled in",
            description =
                    "`id` may be made by the client: a note with that id that is there is answered as it"
                            + " is.")
    public Response write(NewNoteBody body) {
        NewNoteBody given = Bodies.require(body);
        new Checks()
                .that(given.course() != null, "course", "Name a course.")
                .that(given.lesson() != null, "lesson", "Name a lesson.")
                .done();
        Note note =
                notes.write(
                        reader(),
                        new NoteId(given.id() == null ? Ids.at(clock.instant()) : given.id()),
                        new CourseId(given.course()),
                        new LessonId(given.lesson()),
                        new Note.Draft(given.text(), given.anchor()));
        return Response.created(URI.create("/api/v1/notes/" + note.id()))
                .entity(Body.of(note))
                .tag("v" + note.version())
                .build();
    }

    @GET
    @Path("notes/{note}")
    @Operation(summary = "Reads one's own note")
    public Response read(@PathParam("note") UUID id) {
        return answer(notes.byId(reader(), new NoteId(id)));
    }

    private static Response answer(Note note) {
        return Etags.ok(Body.of(note), note.version());
    }

    @PUT
    @Path("notes/{note}")
    @Operation(
            summary = "Changes what one's own note says",
            description = "If-Match with the version that was read. Its place stays.")
    public Response change(
            @PathParam("note") UUID id, @HeaderParam("If-Match") String ifMatch, TextBody body) {
        long version = Etags.require(ifMatch);
        String text = Objects.requireNonNullElse(Bodies.require(body).text(), "");
        return answer(notes.change(reader(), new NoteId(id), text, version));
    }

    @DELETE
    @Path("notes/{note}")
    @Operation(summary = "Removes one's own note; for a day it can be restored")
    public void remove(@PathParam("note") UUID id) {
        notes.byId(reader(), new NoteId(id));
        notes.remove(reader(), new NoteId(id));
    }

    @POST
    @Path("notes/{note}/restore")
    @Operation(summary = "Brings one's own note back; repeating it changes nothing")
    public Response restore(@PathParam("note") UUID id) {
        notes.restore(reader(), new NoteId(id));
        return answer(notes.byId(reader(), new NoteId(id)));
    }

    @GET
    @Path("bookmarks")
    @Operation(summary = "Lists the lessons that one has marked, by course; at most 500")
    public List<Notes.Bookmark> bookmarks() {
        return notes.bookmarks(reader());
    }

    @PUT
    @Path("bookmarks/{course}/{lesson}")
    @Operation(summary = "Marks a lesson to come back to; repeating it changes nothing")
    public void mark(@PathParam("course") UUID course, @PathParam("lesson") UUID lesson) {
        notes.bookmark(reader(), new CourseId(course), new LessonId(lesson), true);
    }

    @DELETE
    @Path("bookmarks/{course}/{lesson}")
    @Operation(summary = "Takes one's mark away; repeating it changes nothing")
    public void unmark(@PathParam("course") UUID course, @PathParam("lesson") UUID lesson) {
        outlines.lesson(new CourseId(course), new LessonId(lesson));
        notes.bookmark(reader(), new CourseId(course), new LessonId(lesson), false);
    }

    @PUT
    @Path("device-actions/{action}")
    @Operation(
            summary = "Takes over what was done on a device, once",
            description =
                    "The id is made by the device. Sent again it does nothing and is answered as before,"
                            + " with `repeated`. What was refused can be tried again.")
    public DeviceAction.Outcome take(@PathParam("action") UUID id, ActionBody body) {
        return deviceActions.take(reader(), Bodies.require(body).action(id));
    }

    /** A note. */
    @Schema(name = "Note")
    public record Body(
            UUID id,
            UUID course,
            UUID lesson,
            String text,
            String heading,
            String quote,
            int permille,
            Instant createdAt,
            Instant changedAt,
            long version) {

        static Body of(Note note) {
            return new Body(
                    note.id().value(),
                    note.course().value(),
                    note.lesson().value(),
                    note.text(),
                    note.anchor().heading(),
                    note.anchor().quote(),
                    note.anchor().permille(),
                    note.createdAt(),
                    note.changedAt(),
                    note.version());
        }
    }

    /**
     * A note to write.
     *
     * @param before what stands right before the passage
     * @param permille where it is in the text, 0 to 1000
     */
    @Schema(name = "NewNote")
    public record NewNoteBody(
            UUID id,
            UUID course,
            UUID lesson,
            String text,
            String heading,
            String quote,
            String before,
            Integer permille) {

        Note.Anchor anchor() {
            return new Note.Anchor(heading, quote, before, Objects.requireNonNullElse(permille, 0));
        }
    }

    /** What a note says. */
    @Schema(name = "NoteText")
    public record TextBody(String text) {}

    /**
     * What was done.
     *
     * @param reader the person who has done it
     * @param kind COMPLETE, REOPEN, POSITION, BOOKMARK, NOTE or NOTE_REMOVED
     * @param permille of POSITION and NOTE
     * @param on of BOOKMARK
     * @param note of NOTE and NOTE_REMOVED, with all that follows
     * @param version of the note that the device knew
     */
    @Schema(name = "DeviceAction")
    public record ActionBody(
            UUID reader,
            DeviceAction.Kind kind,
            UUID course,
            UUID lesson,
            Integer permille,
            Boolean on,
            UUID note,
            Long version,
            String text,
            String heading,
            String quote,
            String before) {

        DeviceAction action(UUID id) {
            boolean ofNote =
                    kind == DeviceAction.Kind.NOTE || kind == DeviceAction.Kind.NOTE_REMOVED;
            new Checks()
                    .that(reader != null, "reader", "Fill this in.")
                    .that(kind != null, "kind", "Fill this in.")
                    .that(course != null, "course", "Name a course.")
                    .that(lesson != null, "lesson", "Name a lesson.")
                    .that(!ofNote || note != null, "note", "Fill this in.")
                    .done();
            int place = Objects.requireNonNullElse(permille, 0);
            return new DeviceAction(
                    id,
                    new PersonId(reader),
                    kind,
                    new CourseId(course),
                    new LessonId(lesson),
                    place,
                    Boolean.TRUE.equals(on),
                    Optional.ofNullable(note)
                            .map(
                                    one ->
                                            new DeviceAction.NoteChange(
                                                    new NoteId(one),
                                                    new Note.Draft(
                                                            text,
                                                            new Note.Anchor(
                                                                    heading, quote, before, place)),
                                                    Objects.requireNonNullElse(version, 0L))));
        }
    }
}
