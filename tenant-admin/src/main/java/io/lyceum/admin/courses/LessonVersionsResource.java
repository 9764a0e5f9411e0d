package io.lyceum.admin.courses;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.TextDiff;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.LessonVersion;
import io.lyceum.catalog.LessonVersions;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a lesson said before: looked at, compared, and said again. */
@RequestScoped
@Path(
        "/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/versions")
@Allow(Role.TEACHER)
public class LessonVersionsResource {

    private static final String SHOW = "courses/versions";

    @Inject Desk desk;
    @Inject Outlines outlines;
    @Inject LessonVersions versions;

    @PathParam("course")
    UUID course;

    @PathParam("lesson")
    UUID id;

    private CourseId course() {
        return new CourseId(course);
    }

    private LessonId lesson() {
        return new LessonId(id);
    }

    private String lessonPath() {
        return "/manage/courses/" + course + "/lessons/" + id;
    }

    private String path() {
        return lessonPath() + "/versions";
    }

    private Page page(Course.Lesson lesson) {
        return desk.page("versions.title", Place.COURSES).under(lessonPath(), lesson.title());
    }

    @GET
    @Operation(hidden = true)
    public Response list() {
        Course.Lesson lesson = outlines.lesson(course(), lesson());
        return desk.show(SHOW, page(lesson), view(lesson, OptionalLong.empty(), Optional.empty()));
    }

    private LessonVersionsView view(
            Course.Lesson lesson, OptionalLong chosen, Optional<LessonVersionsView.Shown> shown) {
        return new LessonVersionsView(
                path(),
                versions.of(course(), lesson()).stream()
                        .map(line -> row(line, lesson, chosen))
                        .toList(),
                shown);
    }

    private LessonVersionsView.Row row(
            LessonVersion.Line line, Course.Lesson lesson, OptionalLong chosen) {
        String more = desk.words().number(Math.abs((long) line.more()));
        return new LessonVersionsView.Row(
                path() + "/" + line.number(),
                line.title(),
                line.author().orElse(""),
                line.savedAt(),
                desk.t("versions.length", "count", line.characters()),
                line.more() == 0 ? "" : (line.more() > 0 ? "+" : "−") + more,
                line.number() == lesson.version(),
                chosen.isPresent() && chosen.getAsLong() == line.number());
    }

    /**
     * Shows what a version has changed, or how it differs from what the lesson says now.
     *
     * @param against {@code now} for the latter
     */
    @GET
    @Path("{number}")
    @Operation(hidden = true)
    public Response show(@PathParam("number") long number, @QueryParam("against") String against) {
        Course.Lesson lesson = outlines.lesson(course(), lesson());
        LessonVersion version = versions.byNumber(course(), lesson(), number);
        boolean now = "now".equals(against);
        Optional<LessonVersion> before = versions.before(course(), lesson(), number);
        String title =
                now ? lesson.title() : before.map(LessonVersion::title).orElse(version.title());
        TextDiff titles =
                now ? TextDiff.of(version.title(), title) : TextDiff.of(title, version.title());
        TextDiff text =
                now
                        ? TextDiff.of(version.markdown(), lesson.markdown())
                        : TextDiff.of(
                                before.map(LessonVersion::markdown).orElse(""), version.markdown());
        return desk.show(
                SHOW,
                page(lesson),
                view(
                        lesson,
                        OptionalLong.of(number),
                        Optional.of(
                                new LessonVersionsView.Shown(
                                        path() + "/" + number,
                                        desk.words().dateTime(version.savedAt()),
                                        number == lesson.version(),
                                        now,
                                        Optional.of(titles).filter(diff -> !diff.isEmpty()),
                                        text,
                                        lesson.version()))));
    }

    @POST
    @Path("{number}/restore")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response restore(@PathParam("number") long number, MultivaluedMap<String, String> form) {
        Course.Lesson before = outlines.lesson(course(), lesson());
        try {
            versions.restore(
                    course(),
                    lesson(),
                    number,
                    // Undoing is always meant.
                    Desk.value(form, "version").isEmpty()
                            ? Optional.empty()
                            : Optional.of(CourseResource.version(form, "version")));
            return desk.go(
                    lessonPath(),
                    Notice.undoable(
                            desk.t("versions.restored"),
                            path() + "/" + before.version() + "/restore"));
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }
}
