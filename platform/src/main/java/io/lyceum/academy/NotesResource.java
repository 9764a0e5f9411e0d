package io.lyceum.academy;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.notes.Note;
import io.lyceum.notes.NoteId;
import io.lyceum.notes.Notes;
import io.lyceum.notes.web.NotesView;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Forms;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import io.lyceum.shared.web.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One's own notes and bookmarks: the page of all, and what the player's forms send. */
@Path("/learning/notes")
@RequestScoped
@Allow(Role.LEARNER)
public class NotesResource {

    private static final int A_PAGE = 100;
    private static final String PATH = "/learning/notes";

    @Inject Notes notes;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject CurrentPerson currentPerson;
    @Inject Viewer viewer;
    @Inject Clock clock;
    @Inject Pages pages;

    private PersonId reader() {
        return currentPerson.require().id();
    }

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") String search,
            @QueryParam("cursor") String cursor,
            @QueryParam("removed") UUID removed) {
        PersonId reader = reader();
        Notes.Filter filter = Notes.Filter.matching(search);
        Slice<Notes.Line> slice = notes.list(reader, filter, Optional.ofNullable(cursor), A_PAGE);
        List<Notes.Bookmark> bookmarks =
                cursor == null && filter.search().isEmpty() ? notes.bookmarks(reader) : List.of();
        Map<CourseId, NotesView.Course> found = new LinkedHashMap<>();
        for (Notes.Bookmark one : bookmarks) {
            course(found, one.course(), one.courseTitle(), one.courseSlug())
                    .bookmarks()
                    .add(
                            new NotesView.Bookmark(
                                    one.lessonTitle(),
                                    address(one.courseSlug(), one.lessonSlug()),
                                    PATH + "/bookmark",
                                    one.course().toString(),
                                    one.lesson().toString()));
        }
        LessonId last = null;
        for (Notes.Line line : slice.items()) {
            List<NotesView.Lesson> lessons =
                    course(found, line.note().course(), line.courseTitle(), line.courseSlug())
                            .lessons();
            if (!line.note().lesson().equals(last)) {
                last = line.note().lesson();
                lessons.add(
                        new NotesView.Lesson(
                                line.lessonTitle().orElse(""),
                                line.lessonSlug()
                                        .map(slug -> address(line.courseSlug(), slug))
                                        .orElse(""),
                                new ArrayList<>()));
            }
            lessons.get(lessons.size() - 1).notes().add(item(line.note()));
        }
        String query =
                filter.search().isEmpty() ? "" : "q=" + Html.urlParameter(filter.search()) + "&";
        return pages.html(
                "notes/list",
                new NotesView(
                        filter.search(),
                        List.copyOf(found.values()),
                        slice.next().map(next -> PATH + "?" + query + "cursor=" + next).orElse(""),
                        Optional.ofNullable(removed)
                                .map(
                                        id ->
                                                new NotesView.Removed(
                                                        PATH + "/" + id + "/restore", PATH)),
                        found.isEmpty() ? "" : PATH + "/notes.md"),
                PageContext.Section.LEARNING);
    }

    private static NotesView.Course course(
            Map<CourseId, NotesView.Course> found, CourseId id, String title, String slug) {
        return found.computeIfAbsent(
                id,
                any ->
                        new NotesView.Course(
                                title, "/courses/" + slug, new ArrayList<>(), new ArrayList<>()));
    }

    private static NotesView.Item item(Note note) {
        return new NotesView.Item(
                note.id().toString(),
                note.text(),
                note.anchor().heading(),
                note.anchor().quote(),
                LessonNotes.when(note.changedAt()),
                PATH + "/" + note.id() + "/remove");
    }

    private static String address(String course, String lesson) {
        return "/courses/" + course + "/lessons/" + lesson;
    }

    /** All notes and bookmarks as a Markdown file. */
    @GET
    @Path("notes.md")
    @Operation(hidden = true)
    public Response export() {
        Messages words = Cards.words();
        StringBuilder file = new StringBuilder("# " + words.get("notes.page.title") + "\n");
        List<Notes.Bookmark> bookmarks = notes.bookmarks(reader());
        if (!bookmarks.isEmpty()) {
            file.append("\n## ").append(words.get("notes.bookmarks")).append("\n\n");
            bookmarks.forEach(
                    one ->
                            file.append("- ")
                                    .append(line(one.courseTitle()))
                                    .append(": ")
                                    .append(line(one.lessonTitle()))
                                    .append('\n'));
        }
        Optional<String> cursor = Optional.empty();
        CourseId course = null;
        LessonId lesson = null;
        do {
            Slice<Notes.Line> slice =
                    notes.list(reader(), Notes.Filter.matching(""), cursor, A_PAGE);
            for (Notes.Line line : slice.items()) {
                Note note = line.note();
                if (!note.course().equals(course)) {
                    course = note.course();
                    file.append("\n## ").append(line(line.courseTitle())).append('\n');
                }
                if (!note.lesson().equals(lesson)) {
                    lesson = note.lesson();
                    String title =
                            line.lessonTitle().orElseGet(() -> words.get("notes.lesson-removed"));
                    file.append("\n### ").append(line(title)).append('\n');
                }
                append(file, note);
            }
            cursor = slice.next();
        } while (cursor.isPresent());
        return Response.ok(file.toString(), "text/markdown;charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"notes.md\"")
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static void append(StringBuilder file, Note note) {
        if (!note.anchor().heading().isEmpty()) {
            file.append("\n*").append(line(note.anchor().heading())).append("*\n");
        }
        if (!note.anchor().quote().isEmpty()) {
            file.append('\n');
            note.anchor()
                    .quote()
                    .lines()
                    .forEach(one -> file.append("> ").append(one).append('\n'));
        }
        if (!note.text().isBlank()) {
            file.append('\n').append(note.text().strip()).append('\n');
        }
        file.append("\n<!-- ").append(note.changedAt()).append(" -->\n");
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Writes a note from the player's form. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response write(MultivaluedMap<String, String> form) {
        Note note =
                notes.write(
                        reader(),
                        new NoteId(Ids.at(clock.instant())),
                        new CourseId(id(form, "course")),
                        new LessonId(id(form, "lesson")),
                        new Note.Draft(text(form), Note.Anchor.LESSON));
        return backTo(note);
    }

    /** Changes what a note says. */
    @POST
    @Path("{note}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(@PathParam("note") UUID id, MultivaluedMap<String, String> form) {
        Note note = notes.byId(reader(), new NoteId(id));
        // Where it was changed meanwhile both texts stay, as they do for devices.
        return backTo(
                notes.keep(
                                reader(),
                                note.id(),
                                note.course(),
                                note.lesson(),
                                new Note.Draft(text(form), note.anchor()),
                                Forms.number(form, "version"))
                        .note());
    }

    private Response backTo(Note note) {
        Course course = courses.byId(note.course());
        Course.Lesson lesson = outlines.lesson(note.course(), note.lesson());
        return to(address(course.slug(), lesson.slug()) + "#note-" + note.id());
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** Browsers send line ends as two characters. */
    private static String text(MultivaluedMap<String, String> form) {
        return Objects.requireNonNullElse(form.getFirst("text"), "").replace("\r\n", "\n");
    }

    private static UUID id(MultivaluedMap<String, String> form, String name) {
        try {
            return UUID.fromString(Objects.requireNonNullElse(form.getFirst(name), ""));
        } catch (IllegalArgumentException e) {
            throw new Problem(CommonProblem.INVALID_INPUT, name);
        }
    }

    @POST
    @Path("{note}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("note") UUID id) {
        notes.byId(reader(), new NoteId(id));
        notes.remove(reader(), new NoteId(id));
        return to(PATH + "?removed=" + id);
    }

    @POST
    @Path("{note}/restore")
    @Operation(hidden = true)
    public Response restore(@PathParam("note") UUID id) {
        notes.restore(reader(), new NoteId(id));
        notes.byId(reader(), new NoteId(id));
        return to(PATH + "#note-" + id);
    }

    /** Marks a lesson or takes the mark away. */
    @POST
    @Path("bookmark")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response bookmark(MultivaluedMap<String, String> form) {
        CourseId course = new CourseId(id(form, "course"));
        LessonId lesson = new LessonId(id(form, "lesson"));
        notes.bookmark(reader(), course, lesson, "true".equals(form.getFirst("on")));
        return form.containsKey("list")
                ? to(PATH)
                : to(address(courses.byId(course).slug(), outlines.lesson(course, lesson).slug()));
    }

    /** Who reads on this device and what their changes carry, for what is sent later. */
    @GET
    @Path("device")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response device() {
        return Response.ok(Map.of("reader", reader().toString(), "csrf", viewer.csrfToken()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
