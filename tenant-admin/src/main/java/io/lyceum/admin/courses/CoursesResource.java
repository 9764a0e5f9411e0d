package io.lyceum.admin.courses;

import io.lyceum.admin.courses.CourseListView.CourseRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Words;
import io.lyceum.catalog.Categories;
import io.lyceum.catalog.CategoryId;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The list of courses, and a new one. */
@RequestScoped
@Path("/manage/courses")
@Allow(Role.TEACHER)
public class CoursesResource {

    private static final int PAGE = 50;
    private static final String PATH = "/manage/courses";

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Clock clock;
    @Inject Categories categories;
    @Inject CourseForms forms;

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("category") @DefaultValue("") String category,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("after") String after) {
        Optional<Course.Status> wanted = statusOf(status);
        Optional<CategoryId> within =
                category.isBlank()
                        ? Optional.empty()
                        : Optional.of(new CategoryId(Desk.uuid(category)));
        Slice<Course> found = courses.list(wanted, within, query, Optional.ofNullable(after), PAGE);
        List<Course.Category> all = categories.list();
        Map<String, String> categories =
                all.stream()
                        .collect(
                                Collectors.toMap(
                                        one -> one.id().toString(), Course.Category::name));
        Words words = desk.words();
        List<CourseRow> rows =
                found.items().stream().map(course -> row(course, categories, words)).toList();
        String filter = wanted.map(s -> "status=" + status + "&").orElse("");
        String search =
                (query.isBlank() ? "" : "q=" + Html.urlParameter(query) + "&")
                        + within.map(c -> "category=" + c + "&").orElse("");
        Listing listing =
                new Listing(
                        PATH,
                        query,
                        wanted.map(s -> List.of(new Listing.Kept("status", status)))
                                .orElse(List.of()),
                        tabs(wanted),
                        after == null
                                ? Optional.empty()
                                : Optional.of(PATH + "?" + filter + search),
                        found.next()
                                .map(
                                        cursor ->
                                                PATH
                                                        + "?"
                                                        + filter
                                                        + search
                                                        + "after="
                                                        + Html.urlParameter(cursor)),
                        rows.isEmpty() ? "" : desk.t("courses.count", "shown", rows.size()));
        return desk.show(
                "courses/list",
                desk.page("courses.title", Place.COURSES),
                new CourseListView(listing, rows, options(all), category, true));
    }

    private List<Option> options(List<Course.Category> categories) {
        List<Option> options = new ArrayList<>();
        options.add(Option.of("", desk.t("courses.category.all")));
        categories.forEach(one -> options.add(Option.of(one.id().toString(), one.name())));
        return options;
    }

    private static Optional<Course.Status> statusOf(String text) {
        return switch (text) {
            case "published" -> Optional.of(Course.Status.PUBLISHED);
            case "draft" -> Optional.of(Course.Status.DRAFT);
            case "archived" -> Optional.of(Course.Status.ARCHIVED);
            default -> Optional.empty();
        };
    }

    private List<Tab> tabs(Optional<Course.Status> shown) {
        Map<Course.Status, Long> counts = courses.counts();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return List.of();
        }
        Words words = desk.words();
        List<Tab> tabs = new ArrayList<>();
        tabs.add(
                new Tab(
                        PATH,
                        desk.t("courses.tab.all"),
                        Optional.of(words.number(all)),
                        shown.isEmpty()));
        for (Course.Status status :
                List.of(Course.Status.PUBLISHED, Course.Status.DRAFT, Course.Status.ARCHIVED)) {
            String name = status.name().toLowerCase(Locale.ROOT);
            tabs.add(
                    new Tab(
                            PATH + "?status=" + name,
                            desk.t("courses.tab." + name),
                            Optional.of(words.number(counts.getOrDefault(status, 0L))),
                            shown.filter(status::equals).isPresent()));
        }
        return tabs;
    }

    private CourseRow row(Course course, Map<String, String> categories, Words words) {
        return new CourseRow(
                course.id().toString(),
                PATH + "/" + course.id(),
                course.title(),
                CourseResource.badge(desk, clock, course),
                desk.t("courses.lessons", "lessons", course.lessonCount()),
                course.category().map(id -> categories.getOrDefault(id.toString(), "")).orElse(""),
                course.free()
                        ? desk.t("courses.free")
                        : words.money(course.priceMinor(), course.currency()),
                course.updatedAt(),
                "/courses/" + course.slug(),
                course.published());
    }

    @GET
    @Path("new")
    @Operation(hidden = true)
    public Response blank() {
        return desk.show("courses/new", newPage(), forms.blank(blankForm()));
    }

    private Page newPage() {
        return desk.page("course.new.title", Place.COURSES).under(PATH, desk.t("courses.title"));
    }

    private Form blankForm() {
        return Form.at(
                PATH + "/new",
                Map.of(
                        "level",
                        "ALL",
                        "language",
                        desk.school().locale().getLanguage(),
                        "currency",
                        "EUR",
                        "teacherName",
                        desk.person().name()));
    }

    @POST
    @Path("new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(MultivaluedMap<String, String> form) {
        try {
            Course course =
                    courses.create(forms.change(form), Optional.of(desk.person().id().value()));
            return desk.done(PATH + "/" + course.id(), "course.created");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "courses/new",
                    newPage(),
                    forms.blank(desk.refused(blankForm(), form, problem)));
        }
    }

    @POST
    @Path("bulk")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response bulk(MultivaluedMap<String, String> form) {
        boolean publish = Desk.value(form, "action").equals("publish");
        int done = 0;
        List<String> refused = new ArrayList<>();
        for (String id : form.getOrDefault("id", List.of())) {
            CourseId course = new CourseId(Desk.uuid(id));
            try {
                if (publish) {
                    courses.publish(course);
                } else {
                    courses.unpublish(course);
                }
                done++;
            } catch (Problem problem) {
                refused.add(courses.byId(course).title());
            }
        }
        String said =
                refused.isEmpty()
                        ? desk.t("course.bulk.done", "count", done)
                        : desk.t(
                                "course.bulk.some",
                                "done",
                                done,
                                "names",
                                String.join(", ", refused));
        return desk.go(PATH, refused.isEmpty() ? Notice.done(said) : Notice.failed(said));
    }
}
