package io.lyceum.admin.courses;

import io.lyceum.activities.LessonCopies;
import io.lyceum.admin.courses.OutlineAnswers.Done;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.ModuleId;
import io.lyceum.catalog.OutlineChangeId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.CommonProblem;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What is done to a course's outline: by the forms of the page, which leads back to it, or by its
 * script, which is answered in a few words.
 */
@RequestScoped
@Path("/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class OutlineResource {

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject LessonCopies copies;

    @PathParam("course")
    UUID id;

    private CourseId course() {
        return new CourseId(id);
    }

    private String coursePath() {
        return "/manage/courses/" + id;
    }

    private String path() {
        return coursePath() + "/outline";
    }

    // ------------------------------------------------------------- what is chosen

    @GET
    @Path("chosen")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response choose(
            @QueryParam("lesson") List<String> lessons, @QueryParam("module") String module) {
        return chosen(ids(lessons), module == null ? "" : module);
    }

    @POST
    @Path("chosen")
    @Operation(hidden = true)
    public Response chooseMany(MultivaluedMap<String, String> form) {
        return chosen(lessons(form), Desk.value(form, "module"));
    }

    private Response chosen(List<LessonId> chosen, String module) {
        Course course = courses.byId(course());
        List<Course.Module> modules = outlines.of(course());
        return module.isBlank()
                ? chosen(course, modules, chosen)
                : chosen(course, modules, new ModuleId(Desk.uuid(module)));
    }

    private Response chosen(Course course, List<Course.Module> modules, ModuleId module) {
        Course.Module found =
                modules.stream()
                        .filter(m -> m.id().equals(module))
                        .findFirst()
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        List<Option> options = new ArrayList<>();
        options.add(Option.of("0", desk.t("outline.place.first")));
        int index = 0;
        for (Course.Module other : modules) {
            if (!other.id().equals(module)) {
                index++;
                options.add(
                        Option.of(
                                String.valueOf(index),
                                desk.t("outline.place.after", "name", other.title())));
            }
        }
        return show(
                course,
                new ChosenView(
                        path(),
                        coursePath() + "#m-" + module,
                        Outlines.mark(modules),
                        List.of(found.title()),
                        List.of(),
                        Optional.of(module.toString()),
                        Optional.of(coursePath() + "/modules/" + module + "/rename"),
                        coursePath() + "/modules/" + module + "/remove",
                        List.of(new ChosenView.Places("", options))));
    }

    private Response chosen(Course course, List<Course.Module> modules, List<LessonId> chosen) {
        Set<LessonId> wanted = new HashSet<>(chosen);
        List<Course.LessonLine> lessons =
                modules.stream()
                        .flatMap(module -> module.lessons().stream())
                        .filter(lesson -> wanted.contains(lesson.id()))
                        .toList();
        if (lessons.isEmpty()) {
            return desk.go(coursePath(), Notice.failed(desk.t("outline.chosen.none")));
        }
        List<ChosenView.Places> places =
                modules.stream().map(module -> places(module, wanted)).toList();
        boolean one = lessons.size() == 1;
        return show(
                course,
                new ChosenView(
                        path(),
                        coursePath(),
                        Outlines.mark(modules),
                        lessons.stream().map(Course.LessonLine::title).toList(),
                        lessons.stream().map(lesson -> lesson.id().toString()).toList(),
                        Optional.empty(),
                        one
                                ? Optional.of(
                                        coursePath()
                                                + "/lessons/"
                                                + lessons.get(0).id()
                                                + "/rename")
                                : Optional.empty(),
                        path() + "/remove",
                        places));
    }

    private ChosenView.Places places(Course.Module module, Set<LessonId> chosen) {
        List<Option> options = new ArrayList<>();
        options.add(
                Option.of(
                        module.id() + ":0", desk.t("outline.place.begin", "name", module.title())));
        int index = 0;
        for (Course.LessonLine lesson : module.lessons()) {
            if (!chosen.contains(lesson.id())) {
                index++;
                options.add(
                        Option.of(
                                module.id() + ":" + index,
                                desk.t("outline.place.after", "name", lesson.title())));
            }
        }
        return new ChosenView.Places(module.title(), options);
    }

    private Response show(Course course, ChosenView view) {
        Page page =
                desk.page("courses.title", Place.COURSES)
                        .titled(
                                view.titles().size() == 1
                                        ? view.titles().get(0)
                                        : desk.t("outline.chosen", "count", view.titles().size()))
                        .under(coursePath(), course.title());
        return desk.show("courses/chosen", page, view);
    }

    private static List<LessonId> lessons(MultivaluedMap<String, String> form) {
        return ids(form.getOrDefault("lesson", List.of()));
    }

    private static List<LessonId> ids(List<String> given) {
        return given.stream().map(text -> new LessonId(Desk.uuid(text))).distinct().toList();
    }

    // ------------------------------------------------------------- what is done with it

    private Response act(String anchor, Supplier<Done> action) {
        courses.byId(course());
        return OutlineAnswers.of(desk, coursePath(), anchor, action);
    }

    /**
     * Says where lessons or a module go. {@code place} is a module and a number, {@code …:0} for
     * its beginning, and for a module a number alone; {@code seen} is the mark of the order that it
     * was chosen in. The same sent twice is done once.
     */
    @POST
    @Path("move")
    @Operation(hidden = true)
    public Response move(MultivaluedMap<String, String> form) {
        String module = Desk.value(form, "module");
        String place = Desk.value(form, "place");
        Optional<String> seen = Optional.of(Desk.value(form, "seen")).filter(s -> !s.isBlank());
        Response answer =
                module.isBlank()
                        ? act("", () -> moveLessons(lessons(form), place, seen))
                        : act("#m-" + module, () -> moveModule(Desk.uuid(module), place, seen));
        return desk.asksForPart()
                ? Response.fromResponse(answer)
                        .header("X-Outline", Outlines.mark(outlines.of(course())))
                        .build()
                : answer;
    }

    private Done moveModule(UUID module, String place, Optional<String> seen) {
        return new Done(
                desk.t("outline.moved.module"),
                outlines.moveModule(course(), new ModuleId(module), number(place), seen));
    }

    private Done moveLessons(List<LessonId> lessons, String place, Optional<String> seen) {
        int colon = place.indexOf(':');
        if (colon < 0) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        return new Done(
                desk.t("outline.moved", "count", lessons.size()),
                outlines.moveLessons(
                        course(),
                        lessons,
                        new ModuleId(Desk.uuid(place.substring(0, colon))),
                        number(place.substring(colon + 1)),
                        seen));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        return Integer.parseInt(text);
    }

    @POST
    @Path("preview")
    @Operation(hidden = true)
    public Response preview(MultivaluedMap<String, String> form) {
        boolean on = Desk.value(form, "on").equals("yes");
        List<LessonId> lessons = lessons(form);
        return act(
                "",
                () ->
                        new Done(
                                desk.t(
                                        on ? "outline.opened" : "outline.closed",
                                        "count",
                                        lessons.size()),
                                outlines.setPreview(course(), lessons, on)));
    }

    @POST
    @Path("duplicate")
    @Operation(hidden = true)
    public Response duplicate(MultivaluedMap<String, String> form) {
        String module = Desk.value(form, "module");
        UnaryOperator<String> title = name -> desk.t("activities.copy", "title", name);
        return act(
                "",
                () -> {
                    LessonCopies.Copied copied =
                            module.isBlank()
                                    ? copies.lessons(course(), lessons(form), title)
                                    : copies.module(
                                            course(), new ModuleId(Desk.uuid(module)), title);
                    return new Done(copied(copied), Optional.of(copied.outline().change()));
                });
    }

    private String copied(LessonCopies.Copied copied) {
        String said =
                copied.outline().module().isPresent()
                        ? desk.t("outline.copied.module")
                        : desk.t("outline.copied", "count", copied.outline().lessons().size());
        return copied.left() == 0
                ? said
                : said + " " + desk.t("outline.copied.left", "count", copied.left());
    }

    @POST
    @Path("remove")
    @Operation(hidden = true)
    public Response remove(MultivaluedMap<String, String> form) {
        List<LessonId> lessons = lessons(form);
        return act(
                "",
                () ->
                        new Done(
                                desk.t("outline.gone", "count", lessons.size()),
                                Optional.of(outlines.removeLessons(course(), lessons))));
    }

    @POST
    @Path("changes/{change}/undo")
    @Operation(hidden = true)
    public Response undo(@PathParam("change") UUID change) {
        return act(
                "",
                () -> {
                    outlines.undo(course(), new OutlineChangeId(change));
                    return Done.simply(desk.t("outline.undone"));
                });
    }
}
