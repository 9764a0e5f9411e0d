package io.lyceum.admin.courses;

import io.lyceum.activities.LessonCopies;
import io.lyceum.admin.currencies.FixedPrices;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonChange;
import io.lyceum.catalog.ModuleId;
import io.lyceum.catalog.OutlineChangeId;
import io.lyceum.catalog.Outlines;
import io.lyceum.catalog.RemovalId;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Money;
import io.lyceum.shared.problem.Checks;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One course: its outline, its facts and its life. */
@RequestScoped
@Path("/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class CourseResource {

    private static final int USUAL_MINUTES = 5;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    @Inject Desk desk;
    @Inject FixedPrices fixedPrices;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject CourseForms forms;
    @Inject OutlineViews views;
    @Inject LessonCopies copies;
    @Inject Clock clock;

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
        return views.of(course, head(course, modules, true), modules, add);
    }

    private Page page(Course course) {
        return desk.page("courses.title", Place.COURSES)
                .titled(course.title())
                .under("/manage/courses", desk.t("courses.title"));
    }

    private CourseHead head(Course course, List<Course.Module> modules, boolean outline) {
        return new CourseHead(
                id.toString(),
                path(),
                badge(desk, clock, course),
                course.published(),
                course.status() == Course.Status.ARCHIVED,
                course.published()
                        ? List.of()
                        : courses.checklist(course.id()).stream()
                                .map(check -> check(check, modules))
                                .toList(),
                schedule(course),
                "/courses/" + course.slug(),
                desk.t(
                        "courses.size",
                        "modules",
                        modules.size(),
                        "lessons",
                        modules.stream().mapToInt(m -> m.lessons().size()).sum()),
                course.publishedAt(),
                course.updatedAt(),
                List.of(
                        new Tab(path(), desk.t("course.tab.outline"), Optional.empty(), outline),
                        new Tab(
                                path() + "/details",
                                desk.t("course.tab.details"),
                                Optional.empty(),
                                !outline)));
    }

    /** The state of a course: what it is, or when it goes live. */
    static Badge badge(Desk desk, Clock clock, Course course) {
        if (course.publishAt().isPresent()) {
            Instant at = course.publishAt().get();
            boolean held = !at.isAfter(clock.instant());
            return new Badge(
                    held ? Tone.WARNING : Tone.INFO,
                    desk.t(
                            held ? "course.held" : "course.goes.live",
                            "when",
                            desk.words().dateTime(at)));
        }
        return new Badge(
                course.published() ? Tone.POSITIVE : Tone.NEUTRAL,
                desk.t("courses.status." + course.status()));
    }

    private CourseHead.Schedule schedule(Course course) {
        ZoneId zone = desk.school().timeZone();
        Instant now = clock.instant();
        return new CourseHead.Schedule(
                course.publishAt().map(at -> desk.words().dateTime(at)),
                course.publishAt().map(at -> MINUTE.format(at.atZone(zone))).orElse(""),
                MINUTE.format(now.atZone(zone)),
                zone.getDisplayName(TextStyle.FULL, desk.locale()),
                course.publishAt().filter(at -> !at.isAfter(now)).isPresent());
    }

    private CourseHead.Check check(Courses.Check check, List<Course.Module> modules) {
        String state = check.state().name().toLowerCase(Locale.ROOT);
        return new CourseHead.Check(
                desk.t("course.check." + check.item()),
                state,
                desk.t("course.check.is." + state),
                where(check, modules));
    }

    /** The field that it is done in. */
    private String where(Courses.Check check, List<Course.Module> modules) {
        return switch (check.item()) {
            case LESSONS -> path() + (modules.isEmpty() ? "#title" : "#m-" + modules.get(0).id());
            case TEXTS ->
                    check.lesson()
                            .map(lesson -> path() + "/lessons/" + lesson + "#markdown")
                            .orElse(path());
            case PREVIEW -> path() + "#builder";
            case WORDS, SUBTITLE -> path() + "/details#subtitle";
            case DESCRIPTION -> path() + "/details#description";
            case CATEGORY -> path() + "/details#category";
            case LEVEL -> path() + "/details#level";
            case PICTURE -> path() + "/details#icon";
            case PRICE -> path() + "/details#price";
        };
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
        return renamed(
                "#m-" + module,
                "outline.module.renamed",
                title,
                () -> outlines.renameModule(course(), new ModuleId(module), title));
    }

    private Response renamed(
            String anchor, String said, String title, Supplier<Optional<OutlineChangeId>> rename) {
        return OutlineAnswers.of(
                desk,
                path(),
                anchor,
                () -> new OutlineAnswers.Done(desk.t(said, "name", title.strip()), rename.get()));
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
        List<ModuleId> order = outlines.of(course()).stream().map(Course.Module::id).toList();
        int to = order.indexOf(module) + by;
        if (order.contains(module) && to >= 0 && to < order.size()) {
            try {
                outlines.moveModule(course(), module, to, Optional.empty());
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
        return OutlineAnswers.of(
                desk,
                path(),
                "",
                () ->
                        OutlineAnswers.Done.removed(
                                desk.t("outline.module.removed", "name", title),
                                restorePath(
                                        path(),
                                        outlines.removeModule(course(), new ModuleId(module)))));
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
        return OutlineAnswers.of(
                desk,
                path(),
                "",
                () -> {
                    outlines.restore(course(), new RemovalId(removal));
                    return OutlineAnswers.Done.simply(desk.t("outline.restored"));
                });
    }

    @POST
    @Path("modules/{module}/lessons")
    @Operation(hidden = true)
    public Response addLesson(
            @PathParam("module") UUID module, MultivaluedMap<String, String> form) {
        String title = Desk.value(form, "title");
        return OutlineAnswers.of(
                desk,
                path(),
                "#m-" + module,
                () -> {
                    outlines.addLesson(
                            course(),
                            new ModuleId(module),
                            new LessonChange(title, "", USUAL_MINUTES, false),
                            index(form));
                    return OutlineAnswers.Done.quietly(
                            desk.t("outline.lesson.added", "name", title.strip()));
                });
    }

    private static int index(MultivaluedMap<String, String> form) {
        String index = Desk.value(form, "index");
        return index.matches("\\d{1,6}") ? Integer.parseInt(index) : Integer.MAX_VALUE;
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

    /** Takes a day and a time of the school's own time zone. */
    @POST
    @Path("schedule")
    @Operation(hidden = true)
    public Response schedule(MultivaluedMap<String, String> form) {
        Course course = courses.byId(course());
        try {
            Course scheduled = courses.schedule(course.id(), moment(Desk.value(form, "at")));
            return desk.done(
                    path(),
                    "course.scheduled.done",
                    "name",
                    course.title(),
                    "when",
                    desk.words().dateTime(scheduled.publishAt().orElseThrow()));
        } catch (Problem problem) {
            String wrong = desk.refused(Form.at(path()), form, problem).error("at");
            return wrong == null
                    ? desk.failed(path(), problem)
                    : desk.go(path(), Notice.failed(wrong));
        }
    }

    private Instant moment(String text) {
        try {
            return LocalDateTime.parse(text).atZone(desk.school().timeZone()).toInstant();
        } catch (DateTimeParseException e) {
            new Checks().that(false, "at", "Choose a day and a time.").done();
            throw e;
        }
    }

    @POST
    @Path("unschedule")
    @Operation(hidden = true)
    public Response unschedule() {
        return live(() -> courses.unschedule(course()), "course.unscheduled.done");
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

    @POST
    @Path("duplicate")
    @Operation(hidden = true)
    public Response duplicate() {
        Course course = courses.byId(course());
        try {
            LessonCopies.CopiedCourse copy =
                    copies.course(
                            course.id(),
                            desk.t("activities.copy", "title", course.title()),
                            desk.person().id());
            String said = desk.t("course.copied.done", "name", course.title());
            return desk.go(
                    "/manage/courses/" + copy.course().id(),
                    Notice.done(
                            copy.left() == 0
                                    ? said
                                    : said
                                            + " "
                                            + desk.t("outline.copied.left", "count", copy.left())));
        } catch (Problem problem) {
            return desk.failed("/manage/courses", problem);
        }
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
