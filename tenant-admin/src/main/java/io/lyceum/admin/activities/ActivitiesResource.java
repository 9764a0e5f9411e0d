package io.lyceum.admin.activities;

import gg.jte.Content;
import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityDesk;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.PluginHtml;
import io.lyceum.activities.SentFields;
import io.lyceum.admin.activities.ActivitiesView.ActivityRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.assignments.AssignmentKind;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.activity.ActivityType.Saved;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.PluginAssets;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The activities of one lesson: which there are, what they hold, how they go. */
@RequestScoped
@Path(
        "/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ActivitiesResource {

    private static final String VERSION = "_version";
    private static final String PLACE = "_place";
    private static final String PACKAGE = "/package";
    private static final String ASSIGNMENT = "/assignment";

    private static final int LONGEST_TITLE = 200;

    @Inject Desk desk;
    @Inject Outlines outlines;
    @Inject Activities activities;
    @Inject ActivityDesk activityDesk;
    @Inject PluginAssets assets;

    @PathParam("course")
    UUID course;

    @PathParam("lesson")
    UUID lesson;

    private CourseId course() {
        return new CourseId(course);
    }

    private LessonId lesson() {
        return new LessonId(lesson);
    }

    private String lessonPath() {
        return "/manage/courses/" + course + "/lessons/" + lesson;
    }

    private String path() {
        return lessonPath() + "/activities";
    }

    private String path(Activity activity) {
        return path() + "/" + activity.id();
    }

    /** Where an activity is set up that no plugin draws the page of. */
    private Optional<String> own(Activity activity) {
        return activity.isPackage()
                ? Optional.of(path(activity) + PACKAGE)
                : AssignmentKind.is(activity)
                        ? Optional.of(path(activity) + ASSIGNMENT)
                        : Optional.empty();
    }

    private Activity activity(UUID id) {
        outlines.lesson(course(), lesson());
        return activities.byId(lesson(), new ActivityId(id));
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show("activities/list", page(), view(Form.at(path())));
    }

    private Page page() {
        Course.Lesson in = outlines.lesson(course(), lesson());
        return desk.page("activities.title", Place.COURSES).under(lessonPath(), in.title());
    }

    private ActivitiesView view(Form add) {
        List<Activities.Type> types = activities.types();
        return new ActivitiesView(
                add,
                types.stream()
                        .map(
                                type ->
                                        Option.of(
                                                type.key(),
                                                type.provided().name().in(desk.locale())))
                        .toList(),
                rows(types));
    }

    private List<ActivityRow> rows(List<Activities.Type> types) {
        List<ActivityRow> rows = new ArrayList<>();
        List<Activity> all = activities.of(lesson());
        for (Activity activity : all) {
            rows.add(
                    new ActivityRow(
                            path(activity),
                            activity.title(),
                            typeName(types, activity),
                            !activity.isPackage(),
                            rows.size(),
                            rows.size() == all.size() - 1));
        }
        return rows;
    }

    private String typeName(List<Activities.Type> types, Activity activity) {
        return types.stream()
                .filter(type -> type.isOf(activity))
                .map(type -> type.provided().name().in(desk.locale()))
                .findFirst()
                .orElseGet(() -> desk.t("activities.off", "plugin", activity.plugin()));
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            Activity added =
                    activities.add(
                            course(),
                            lesson(),
                            Desk.value(form, "type"),
                            Desk.value(form, "title"));
            return desk.done(
                    own(added).orElseGet(() -> path(added)),
                    added.isPackage() ? "packages.added" : "activities.added",
                    "title",
                    added.title());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "activities/list",
                    page(),
                    view(desk.refused(Form.at(path()), form, problem)));
        }
    }

    @GET
    @Path("{activity}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response edit(@PathParam("activity") UUID id, @QueryParam("place") String place) {
        Activity activity = activity(id);
        Optional<String> own = own(activity);
        if (own.isPresent()) {
            return desk.go(own.get());
        }
        String at = place == null ? "" : place;
        return show(activity, activityDesk.author(activity, at), at, List.of());
    }

    private Response show(Activity activity, View view, String place, List<FieldError> errors) {
        return desk.show(
                "activities/show", page(activity), view(activity, view, place, errors, false));
    }

    private Page page(Activity activity) {
        return desk.page("activities.title", Place.COURSES)
                .titled(activity.title())
                .under(path(), desk.t("activities.title"));
    }

    private ActivityView view(
            Activity activity, View view, String place, List<FieldError> errors, boolean report) {
        CurrentRequest.Facts facts = CurrentRequest.require();
        String here = path(activity) + (report ? "/report" : "");
        String html =
                PluginHtml.of(
                        view,
                        new PluginHtml.Frame(
                                "activity",
                                assets.address(activity.plugin()),
                                here,
                                false,
                                here + "?place=",
                                Map.of(VERSION, Long.toString(activity.version()), PLACE, place),
                                page(activity).csrf(),
                                facts.locale(),
                                facts.zone(),
                                errors));
        Content body = output -> output.writeContent(html);
        return new ActivityView(
                path(activity), typeName(activities.types(), activity), body, report);
    }

    @POST
    @Path("{activity}")
    @Operation(hidden = true)
    public Response save(@PathParam("activity") UUID id, MultivaluedMap<String, String> form) {
        Activity activity = activity(id);
        Optional<String> own = own(activity);
        if (own.isPresent()) {
            return desk.go(own.get());
        }
        String place = Desk.value(form, PLACE);
        List<String> actions = form.getOrDefault(SentFields.ACTION, List.of(""));
        try {
            Saved saved =
                    activityDesk.save(
                            activity,
                            place,
                            actions.get(actions.size() - 1),
                            SentFields.of(form),
                            version(Desk.value(form, VERSION)));
            if (!saved.errors().isEmpty() || saved.view() != null) {
                return show(
                        activity(id),
                        saved.view() == null ? activityDesk.author(activity, place) : saved.view(),
                        place,
                        saved.errors());
            }
            return desk.go(
                    path(activity) + "?place=" + Html.urlParameter(saved.place()),
                    Notice.done(desk.t("activities.saved")));
        } catch (Problem problem) {
            return desk.failed(path(activity), problem);
        }
    }

    private static long version(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new Problem(CommonProblem.INVALID_INPUT, VERSION);
        }
        return Long.parseLong(text);
    }

    @GET
    @Path("{activity}/report")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response report(@PathParam("activity") UUID id, @QueryParam("place") String place) {
        Activity activity = activity(id);
        Optional<String> own = own(activity);
        if (own.isPresent()) {
            return desk.go(own.get());
        }
        String at = place == null ? "" : place;
        return desk.show(
                "activities/show",
                page(activity),
                view(activity, activityDesk.report(activity, at), at, List.of(), true));
    }

    @POST
    @Path("{activity}/rename")
    @Operation(hidden = true)
    public Response rename(@PathParam("activity") UUID id, MultivaluedMap<String, String> form) {
        Activity activity = activity(id);
        try {
            activities.rename(lesson(), activity.id(), Desk.value(form, "title"));
            return desk.done(path(), "activities.renamed");
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }

    @POST
    @Path("{activity}/move")
    @Operation(hidden = true)
    public Response move(@PathParam("activity") UUID id, MultivaluedMap<String, String> form) {
        Activity activity = activity(id);
        String index = Desk.value(form, "index");
        if (!index.matches("\\d{1,3}")) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        activities.move(lesson(), activity.id(), Integer.parseInt(index));
        return desk.done(path(), "activities.moved", "title", activity.title());
    }

    /** Copies an activity, without what learners have done in it. */
    @POST
    @Path("{activity}/duplicate")
    @Operation(hidden = true)
    public Response duplicate(@PathParam("activity") UUID id) {
        Activity activity = activity(id);
        try {
            if (activity.isPackage()) {
                throw new Problem(CommonProblem.INVALID_INPUT, "activity");
            }
            String title = desk.t("activities.copy", "title", activity.title());
            Activity copy =
                    activityDesk.duplicate(
                            activity, title.length() > LONGEST_TITLE ? activity.title() : title);
            return desk.done(
                    own(copy).orElseGet(() -> path(copy)),
                    "activities.duplicated",
                    "title",
                    activity.title());
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }

    @POST
    @Path("{activity}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("activity") UUID id) {
        Activity activity = activity(id);
        activities.remove(lesson(), activity.id());
        return desk.go(
                path(),
                Notice.undoable(
                        desk.t("activities.removed", "title", activity.title()),
                        path(activity) + "/restore"));
    }

    @POST
    @Path("{activity}/restore")
    @Operation(hidden = true)
    public Response restore(@PathParam("activity") UUID id) {
        outlines.lesson(course(), lesson());
        activities.restore(lesson(), new ActivityId(id));
        return desk.done(path(), "activities.restored");
    }
}
