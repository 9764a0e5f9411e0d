package io.lyceum.admin.courses;

import io.lyceum.admin.courses.OutlineView.LessonItem;
import io.lyceum.admin.courses.OutlineView.ModuleItem;
import io.lyceum.admin.courses.OutlineView.Target;
import io.lyceum.admin.currencies.FixedPrices;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonChange;
import io.lyceum.catalog.ModuleId;
import io.lyceum.catalog.Outlines;
import io.lyceum.catalog.RemovalId;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Money;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One course: its outline, its facts and its life. */
@RequestScoped
@Path("/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class CourseResource {

    private static final int USUAL_MINUTES = 5;

    @Inject Desk desk;
    @Inject FixedPrices fixedPrices;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject CourseForms forms;

    @PathParam("course")
    UUID id;

    private CourseId course() {
        return new CourseId(id);
    }

    private String path() {
        return "/manage/courses/" + id;
    }

    // ------------------------------------------------------------- outline

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response outline() {
        Course course = courses.byId(course());
        return desk.show(
                "courses/outline", page(course), outline(course, Form.at(path() + "/modules")));
    }

    private OutlineView outline(Course course, Form add) {
        List<Course.Module> modules = outlines.of(course.id());
        List<ModuleItem> items = new ArrayList<>();
        for (int i = 0; i < modules.size(); i++) {
            Course.Module module = modules.get(i);
            items.add(
                    new ModuleItem(
                            module.id().toString(),
                            module.title(),
                            desk.t("courses.lessons", "lessons", module.lessons().size()),
                            i == 0,
                            i == modules.size() - 1,
                            path() + "/modules/" + module.id(),
                            lessons(module, modules)));
        }
        return new OutlineView(
                head(course, modules, true), items, add, Optional.empty(), removed(course.id()));
    }

    private List<OutlineView.RemovedItem> removed(CourseId course) {
        return outlines.removals(course).stream()
                .map(
                        removal ->
                                new OutlineView.RemovedItem(
                                        removal.title(),
                                        removal.kind() == Outlines.Removal.Kind.MODULE
                                                ? desk.t(
                                                        "outline.removed.module",
                                                        "lessons",
                                                        removal.lessons())
                                                : desk.t("outline.removed.lesson"),
                                        removal.at(),
                                        restorePath(path(), removal.id())))
                .toList();
    }

    private List<LessonItem> lessons(Course.Module module, List<Course.Module> all) {
        List<Target> elsewhere =
                all.stream()
                        .filter(other -> !other.id().equals(module.id()))
                        .map(other -> new Target(other.id().toString(), other.title()))
                        .toList();
        List<LessonItem> items = new ArrayList<>();
        List<Course.LessonLine> lessons = module.lessons();
        for (int i = 0; i < lessons.size(); i++) {
            Course.LessonLine lesson = lessons.get(i);
            items.add(
                    new LessonItem(
                            lesson.id().toString(),
                            lesson.title(),
                            desk.t("outline.minutes", "minutes", lesson.minutes()),
                            lesson.preview(),
                            i == 0,
                            i == lessons.size() - 1,
                            path() + "/lessons/" + lesson.id(),
                            elsewhere));
        }
        return items;
    }

    private Page page(Course course) {
        return desk.page("courses.title", Place.COURSES)
                .titled(course.title())
                .under("/manage/courses", desk.t("courses.title"));
    }

    private CourseHead head(Course course, List<Course.Module> modules, boolean outline) {
        List<CourseHead.Blocker> blockers =
                course.published()
                        ? List.of()
                        : courses.blockers(course.id()).stream().map(this::blocker).toList();
        Tone tone = course.published() ? Tone.POSITIVE : Tone.NEUTRAL;
        return new CourseHead(
                id.toString(),
                path(),
                new Badge(tone, desk.t("courses.status." + course.status())),
                course.published(),
                course.status() == Course.Status.ARCHIVED,
                blockers,
                "/courses/" + course.slug(),
                desk.t(
                        "courses.size",
                        "modules",
                        modules.size(),
                        "lessons",
                        modules.stream().mapToInt(m -> m.lessons().size()).sum()),
                course.publishedAt(),
                course.updatedAt(),
                CourseTabs.of(
                        desk, course.id(), outline ? CourseTabs.OUTLINE : CourseTabs.DETAILS));
    }

    private CourseHead.Blocker blocker(Courses.PublishBlocker blocker) {
        String where =
                switch (blocker) {
                    case NO_LESSONS, EMPTY_LESSON -> path();
                    case NO_DESCRIPTION -> path() + "/details#subtitle";
                };
        return new CourseHead.Blocker(desk.t("course.blocker." + blocker), where);
    }

    @POST
    @Path("modules")
    @Operation(hidden = true)
    public Response addModule(MultivaluedMap<String, String> form) {
        try {
            ModuleId module = outlines.addModule(course(), Desk.value(form, "title"));
            return desk.go(path() + "#m-" + module);
        } catch (Problem problem) {
            Course course = courses.byId(course());
            Form add = desk.refused(Form.at(path() + "/modules"), form, problem);
            return desk.refuse(problem, "courses/outline", page(course), outline(course, add));
        }
    }

    @POST
    @Path("modules/{module}/rename")
    @Operation(hidden = true)
    public Response renameModule(
            @PathParam("module") UUID module, MultivaluedMap<String, String> form) {
        String title = Desk.value(form, "title");
        return act(
                () -> outlines.renameModule(course(), new ModuleId(module), title),
                "#m-" + module,
                "outline.module.renamed",
                "name",
                title);
    }

    @POST
    @Path("modules/{module}/up")
    @Operation(hidden = true)
    public Response moduleUp(@PathParam("module") UUID module) {
        return shift(new ModuleId(module), -1);
    }

    @POST
    @Path("modules/{module}/down")
    @Operation(hidden = true)
    public Response moduleDown(@PathParam("module") UUID module) {
        return shift(new ModuleId(module), 1);
    }

    private Response shift(ModuleId module, int by) {
        List<ModuleId> order =
                new ArrayList<>(outlines.of(course()).stream().map(Course.Module::id).toList());
        int at = order.indexOf(module);
        int to = at + by;
        if (at >= 0 && to >= 0 && to < order.size()) {
            Collections.swap(order, at, to);
            try {
                outlines.orderModules(course(), order);
            } catch (Problem problem) {
                return desk.failed(path(), problem);
            }
        }
        return desk.go(path() + "#m-" + module);
    }

    private Course.Module module(UUID id) {
        return outlines.of(course()).stream()
                .filter(m -> m.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    @POST
    @Path("modules/{module}/remove")
    @Operation(hidden = true)
    public Response removeModule(@PathParam("module") UUID module) {
        String title = module(module).title();
        try {
            RemovalId removal = outlines.removeModule(course(), new ModuleId(module));
            return desk.go(
                    path(),
                    Notice.undoable(
                            desk.t("outline.module.removed", "name", title),
                            restorePath(path(), removal)));
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }

    /** Where a POST brings back what was removed from the course at this path. */
    static String restorePath(String course, RemovalId removal) {
        return course + "/removed/" + removal + "/restore";
    }

    @POST
    @Path("removed/{removal}/restore")
    @Operation(hidden = true)
    public Response restore(@PathParam("removal") UUID removal) {
        courses.byId(course());
        try {
            outlines.restore(course(), new RemovalId(removal));
            return desk.done(path(), "outline.restored");
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }

    @POST
    @Path("modules/{module}/lessons")
    @Operation(hidden = true)
    public Response addLesson(
            @PathParam("module") UUID module, MultivaluedMap<String, String> form) {
        try {
            outlines.addLesson(
                    course(),
                    new ModuleId(module),
                    new LessonChange(Desk.value(form, "title"), "", USUAL_MINUTES, false));
            return desk.go(path() + "#m-" + module);
        } catch (Problem problem) {
            return desk.failed(path() + "#m-" + module, problem);
        }
    }

    // ------------------------------------------------------------- facts

    @GET
    @Path("details")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response details() {
        Course course = courses.byId(course());
        return desk.show("courses/details", page(course), details(course, savedForm(course)));
    }

    private Form savedForm(Course course) {
        return Form.at(path() + "/details", forms.values(course));
    }

    private CourseDetailsView details(Course course, Form form) {
        return forms.view(
                        Optional.of(head(course, outlines.of(course.id()), false)),
                        form,
                        Optional.empty())
                .with(fixedPrices.of(course.id().value(), own(course), path() + "/prices"));
    }

    private static Money own(Course course) {
        return new Money(course.priceMinor(), course.currency());
    }

    @POST
    @Path("prices")
    @Operation(hidden = true)
    public Response fixPrices(MultivaluedMap<String, String> form) {
        Course course = courses.byId(course());
        try {
            fixedPrices.save(course.id().value(), own(course), form);
            return desk.done(path() + "/details#prices", "prices.saved");
        } catch (Problem problem) {
            CourseDetailsView saved = details(course, savedForm(course));
            return desk.refuse(
                    problem,
                    "courses/details",
                    page(course),
                    saved.with(fixedPrices.refused(saved.prices(), form, problem)));
        }
    }

    @POST
    @Path("details")
    @Operation(hidden = true)
    public Response change(MultivaluedMap<String, String> form) {
        try {
            courses.change(course(), forms.change(form), Optional.of(version(form, "version")));
            return desk.done(path() + "/details", "course.saved");
        } catch (Problem problem) {
            Course saved = courses.byId(course());
            Form typed = desk.refused(savedForm(saved), form, problem);
            if (problem.code() != CommonProblem.STALE_VERSION) {
                return desk.refuse(problem, "courses/details", page(saved), details(saved, typed));
            }
            Form onTop = typed.with("version", String.valueOf(saved.version()));
            return desk.refuse(
                    problem,
                    "courses/details",
                    page(saved),
                    forms.view(
                            Optional.of(head(saved, outlines.of(saved.id()), false)),
                            onTop,
                            Optional.of(forms.conflict(saved, form))));
        }
    }

    static long version(MultivaluedMap<String, String> form, String field) {
        try {
            return Long.parseLong(Desk.value(form, field));
        } catch (NumberFormatException e) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
    }

    // ------------------------------------------------------------- life

    @POST
    @Path("publish")
    @Operation(hidden = true)
    public Response publish() {
        return live(() -> courses.publish(course()), "course.published.done");
    }

    @POST
    @Path("unpublish")
    @Operation(hidden = true)
    public Response unpublish() {
        return live(() -> courses.unpublish(course()), "course.unpublished.done");
    }

    @POST
    @Path("archive")
    @Operation(hidden = true)
    public Response archive() {
        return live(() -> courses.archive(course()), "course.archived.done");
    }

    private Response live(Runnable action, String said) {
        return act(action, "", said, "name", courses.byId(course()).title());
    }

    @POST
    @Path("delete")
    @Operation(hidden = true)
    public Response delete(MultivaluedMap<String, String> form) {
        Course course = courses.byId(course());
        if (!Desk.value(form, "confirm").strip().toLowerCase(Locale.ROOT).equals(course.slug())) {
            return desk.go(
                    path() + "/details",
                    Notice.failed(desk.t("course.delete.unconfirmed", "slug", course.slug())));
        }
        try {
            courses.delete(course.id());
            return desk.done("/manage/courses", "course.deleted.done", "name", course.title());
        } catch (Problem problem) {
            return desk.failed(path() + "/details", problem);
        }
    }

    private Response act(Runnable action, String anchor, String said, String name, String value) {
        try {
            action.run();
            return desk.done(path() + anchor, said, name, value);
        } catch (Problem problem) {
            return desk.failed(path() + anchor, problem);
        }
    }
}
