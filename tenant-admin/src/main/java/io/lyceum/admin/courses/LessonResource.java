package io.lyceum.admin.courses;

import gg.jte.Content;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonChange;
import io.lyceum.catalog.LessonDraft;
import io.lyceum.catalog.LessonDrafts;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One lesson: the editor, and its place in the outline. */
@RequestScoped
@Path("/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class LessonResource {

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject LessonDrafts drafts;

    @PathParam("course")
    UUID course;

    @PathParam("lesson")
    UUID id;

    private CourseId course() {
        return new CourseId(course);
    }

    private String coursePath() {
        return "/manage/courses/" + course;
    }

    private LessonId lesson() {
        return new LessonId(id);
    }

    private String path(LessonId lesson) {
        return coursePath() + "/lessons/" + lesson;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response edit() {
        Course.Lesson lesson = outlines.lesson(course(), lesson());
        Optional<LessonDraft> draft = drafts.of(me(), lesson()).filter(d -> differs(d, lesson));
        if (draft.isEmpty()) {
            return desk.show(
                    "courses/lesson",
                    page(lesson),
                    view(lesson, saved(lesson), Optional.empty(), Optional.empty(), draft, false));
        }
        Form typed = typed(draft.get(), lesson);
        boolean stale = draft.get().base() != lesson.version();
        return desk.show(
                "courses/lesson",
                page(lesson),
                view(
                        lesson,
                        typed.with("version", String.valueOf(lesson.version())),
                        Optional.empty(),
                        stale ? Optional.of(conflict(lesson, typed::value)) : Optional.empty(),
                        draft,
                        false));
    }

    private UUID me() {
        return desk.person().id().value();
    }

    private static boolean differs(LessonDraft draft, Course.Lesson lesson) {
        return !draft.title().strip().equals(lesson.title())
                || !draft.markdown().equals(lesson.markdown())
                || !draft.minutes().strip().equals(String.valueOf(lesson.minutes()))
                || draft.preview() != lesson.preview();
    }

    private Form typed(LessonDraft draft, Course.Lesson lesson) {
        return saved(lesson)
                .with("title", draft.title())
                .with("markdown", draft.markdown())
                .with("minutes", draft.minutes())
                .with("preview", draft.preview() ? "on" : "");
    }

    private Page page(Course.Lesson lesson) {
        Course course = courses.byId(course());
        return desk.page("courses.title", Place.COURSES)
                .titled(lesson.title())
                .under(coursePath() + "#m-" + lesson.module(), course.title());
    }

    private Form saved(Course.Lesson lesson) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", lesson.title());
        values.put("markdown", lesson.markdown());
        values.put("minutes", String.valueOf(lesson.minutes()));
        values.put("preview", lesson.preview() ? "on" : "");
        values.put("version", String.valueOf(lesson.version()));
        return Form.at(path(lesson.id()), values);
    }

    private LessonView view(
            Course.Lesson lesson,
            Form form,
            Optional<Content> preview,
            Optional<Conflict> conflict,
            Optional<LessonDraft> draft,
            boolean typed) {
        List<LessonId> order =
                outlines.of(course()).stream()
                        .flatMap(module -> module.lessons().stream())
                        .map(Course.LessonLine::id)
                        .toList();
        int at = order.indexOf(lesson.id());
        return new LessonView(
                coursePath(),
                path(lesson.id()),
                "",
                form,
                desk.school().slug() + '/' + me() + '/' + lesson.id(),
                draft.map(LessonDraft::revision).orElse(0L),
                typed ? Optional.empty() : draft.map(LessonDraft::keptAt),
                typed,
                lesson.updatedAt(),
                preview.orElse(null),
                preview.isPresent(),
                CourseFilesResource.items(courses.files(course()), desk.words()),
                conflict,
                "/courses/" + courses.byId(course()).slug() + "/lessons/" + lesson.slug(),
                at > 0 ? Optional.of(path(order.get(at - 1))) : Optional.empty(),
                at + 1 < order.size() ? Optional.of(path(order.get(at + 1))) : Optional.empty());
    }

    @POST
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        LessonId lesson = lesson();
        try {
            outlines.changeLesson(
                    course(),
                    lesson,
                    change(form),
                    Optional.of(CourseResource.version(form, "version")));
            drafts.forget(me(), lesson, revision(form));
            return desk.done(path(lesson), "lesson.saved.done");
        } catch (Problem problem) {
            Course.Lesson now = outlines.lesson(course(), lesson);
            Form typed = typed(now, form, problem);
            boolean stale = problem.code() == CommonProblem.STALE_VERSION;
            return desk.refuse(
                    problem,
                    "courses/lesson",
                    page(now),
                    view(
                            now,
                            stale ? typed.with("version", String.valueOf(now.version())) : typed,
                            Optional.empty(),
                            stale
                                    ? Optional.of(conflict(now, name -> Desk.value(form, name)))
                                    : Optional.empty(),
                            drafts.of(me(), lesson),
                            true));
        }
    }

    private Form typed(Course.Lesson lesson, MultivaluedMap<String, String> form, Problem problem) {
        Form typed = desk.refused(saved(lesson), form, problem);
        return typed.with("preview", Desk.value(form, "preview"));
    }

    private LessonChange change(MultivaluedMap<String, String> form) {
        String minutes = Desk.value(form, "minutes").strip();
        int planned;
        try {
            planned = minutes.isEmpty() ? 0 : Integer.parseInt(minutes);
        } catch (NumberFormatException e) {
            planned = -1;
        }
        return new LessonChange(
                Desk.value(form, "title"),
                Desk.value(form, "markdown"),
                planned,
                !Desk.value(form, "preview").isEmpty());
    }

    private Conflict conflict(Course.Lesson saved, UnaryOperator<String> typed) {
        List<Conflict.Difference> different = new ArrayList<>();
        differ(different, "lesson.title", saved.title(), typed.apply("title"));
        differ(different, "lesson.text", saved.markdown(), typed.apply("markdown"));
        differ(
                different,
                "lesson.minutes",
                String.valueOf(saved.minutes()),
                typed.apply("minutes"));
        return new Conflict(saved.version(), different);
    }

    private void differ(
            List<Conflict.Difference> different, String label, String saved, String typed) {
        String mine = typed.replace("\r\n", "\n");
        if (!mine.strip().equals(saved.strip())) {
            different.add(Conflict.Difference.of(desk.t(label), saved, mine));
        }
    }

    @POST
    @Path("preview")
    @Operation(hidden = true)
    public Response preview(MultivaluedMap<String, String> form) {
        String html = outlines.preview(course(), Desk.value(form, "markdown"));
        if (desk.asksForPart()) {
            return Response.ok(
                            html.getBytes(StandardCharsets.UTF_8),
                            MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .build();
        }
        Course.Lesson lesson = outlines.lesson(course(), lesson());
        Form typed = saved(lesson);
        for (String field : List.of("title", "markdown", "minutes", "preview", "version")) {
            typed = typed.with(field, Desk.value(form, field));
        }
        return desk.show(
                "courses/lesson",
                page(lesson),
                view(
                        lesson,
                        typed,
                        Optional.of(Html.trusted(html)),
                        Optional.empty(),
                        drafts.of(me(), lesson()),
                        true));
    }

    // ------------------------------------------------------------- what is not saved yet

    /** The revision of the draft that a window knows; 0 if it knows of none. */
    private static long revision(MultivaluedMap<String, String> form) {
        try {
            return Long.parseLong(Desk.value(form, "revision"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Reads what was kept last, for the editor's script; {@code X-Draft} is its revision. */
    @GET
    @Path("draft")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response kept() {
        outlines.lesson(course(), lesson());
        Optional<LessonDraft> draft = drafts.of(me(), lesson());
        Map<String, String> fields =
                draft.map(
                                d ->
                                        Map.of(
                                                "title", d.title(),
                                                "markdown", d.markdown(),
                                                "minutes", d.minutes(),
                                                "preview", d.preview() ? "on" : ""))
                        .orElse(Map.of());
        return Response.ok(
                        Json.write(fields).getBytes(StandardCharsets.UTF_8),
                        MediaType.APPLICATION_JSON)
                .header("X-Draft", draft.map(LessonDraft::revision).orElse(0L))
                .header("Cache-Control", "private, no-store")
                .build();
    }

    /**
     * Keeps what is typed, for the editor's script. Its answer says in {@code X-Draft} which
     * revision it is now, and in {@code X-Lesson} which version the lesson has.
     */
    @POST
    @Path("draft")
    @Operation(hidden = true)
    public Response keep(MultivaluedMap<String, String> form) {
        Course.Lesson lesson = outlines.lesson(course(), lesson());
        LessonDraft kept =
                drafts.keep(
                        me(),
                        course(),
                        lesson(),
                        new LessonDraft.Typed(
                                CourseResource.version(form, "version"),
                                Desk.value(form, "title"),
                                Desk.value(form, "markdown"),
                                Desk.value(form, "minutes"),
                                !Desk.value(form, "preview").isEmpty()),
                        revision(form));
        return Response.noContent()
                .header("X-Draft", kept.revision())
                .header("X-Lesson", lesson.version())
                .build();
    }

    @POST
    @Path("draft/drop")
    @Operation(hidden = true)
    public Response drop(MultivaluedMap<String, String> form) {
        outlines.lesson(course(), lesson());
        drafts.drop(me(), lesson(), revision(form));
        return desk.go(
                path(lesson()),
                Notice.undoable(desk.t("lesson.dropped"), path(lesson()) + "/draft/restore"));
    }

    @POST
    @Path("draft/restore")
    @Operation(hidden = true)
    public Response restoreDraft() {
        outlines.lesson(course(), lesson());
        drafts.restore(me(), lesson());
        return desk.go(path(lesson()));
    }

    // ------------------------------------------------------------- place in the outline

    @POST
    @Path("up")
    @Operation(hidden = true)
    public Response up() {
        return shift(-1);
    }

    @POST
    @Path("down")
    @Operation(hidden = true)
    public Response down() {
        return shift(1);
    }

    /** At the end of its module a lesson goes on into the next one. */
    private Response shift(int by) {
        List<Course.Module> modules = outlines.of(course());
        int home = 0;
        while (home < modules.size() && place(modules.get(home)) < 0) {
            home++;
        }
        if (home == modules.size()) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        Course.Module from = modules.get(home);
        int to = place(from) + by;
        boolean stays = to >= 0 && to < from.lessons().size();
        int next = stays ? home : home + by;
        if (next < 0 || next >= modules.size()) {
            return desk.go(coursePath() + "#m-" + from.id());
        }
        int index = stays ? to : by > 0 ? 0 : Integer.MAX_VALUE;
        Course.Module into = modules.get(next);
        try {
            outlines.moveLesson(course(), lesson(), into.id(), index);
        } catch (Problem problem) {
            return desk.failed(coursePath(), problem);
        }
        return desk.go(coursePath() + "#m-" + into.id());
    }

    private int place(Course.Module module) {
        return module.lessons().stream().map(Course.LessonLine::id).toList().indexOf(lesson());
    }

    @POST
    @Path("rename")
    @Operation(hidden = true)
    public Response rename(MultivaluedMap<String, String> form) {
        Course.Lesson before = outlines.lesson(course(), lesson());
        String title = Desk.value(form, "title");
        return OutlineAnswers.of(
                desk,
                coursePath(),
                "#m-" + before.module(),
                () ->
                        new OutlineAnswers.Done(
                                desk.t("outline.lesson.renamed", "name", title.strip()),
                                outlines.renameLesson(course(), lesson(), title)));
    }

    @POST
    @Path("remove")
    @Operation(hidden = true)
    public Response remove() {
        Course.Lesson before = outlines.lesson(course(), lesson());
        return OutlineAnswers.of(
                desk,
                coursePath(),
                "#m-" + before.module(),
                () ->
                        OutlineAnswers.Done.removed(
                                desk.t("outline.lesson.removed", "name", before.title()),
                                CourseResource.restorePath(
                                        coursePath(), outlines.removeLesson(course(), lesson()))));
    }
}
