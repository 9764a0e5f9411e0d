package io.lyceum.admin.assignments;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityProblem;
import io.lyceum.activities.ActivityResult;
import io.lyceum.admin.assignments.GradesView.Cell;
import io.lyceum.admin.assignments.GradesView.Column;
import io.lyceum.admin.courses.CourseTabs;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.Spreadsheet;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.assignments.Assignment;
import io.lyceum.assignments.AssignmentKind;
import io.lyceum.assignments.Submission;
import io.lyceum.assignments.Submission.Grade;
import io.lyceum.assignments.SubmissionId;
import io.lyceum.assignments.SubmissionTexts;
import io.lyceum.assignments.Submissions;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Slice;
import io.lyceum.shared.persistence.Transactions;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The grades of a course: who has reached what, entered where it was done elsewhere. */
@RequestScoped
@Path("/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/grades")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class GradesResource {

    private static final int PAGE = 50;
    private static final int AT_ONCE = 500;
    private static final int LOW = 50;

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject Activities activities;
    @Inject Enrolments enrolments;
    @Inject Submissions submissions;
    @Inject Transactions transactions;

    @PathParam("course")
    UUID id;

    private CourseId course() {
        return new CourseId(id);
    }

    private String path() {
        return "/manage/courses/" + id + "/grades";
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@QueryParam("after") String after) {
        return desk.show("assignments/grades", page(), view(after));
    }

    private Page page() {
        return desk.page("grades.title", Place.COURSES)
                .titled(courses.byId(course()).title())
                .under("/manage/courses", desk.t("courses.title"));
    }

    private GradesView view(String after) {
        Course course = courses.byId(course());
        Sheet sheet = new Sheet(outlines.of(course.id()), activities.of(course.id()));
        Slice<Enrolments.Learner> learners =
                enrolments.learners(course.id(), Optional.ofNullable(after), PAGE);
        Reached reached = reached(learners.items());
        Page page = page();
        return new GradesView(
                new Badge(
                        course.published() ? Tone.POSITIVE : Tone.NEUTRAL,
                        desk.t("courses.status." + course.status())),
                CourseTabs.of(desk, course.id(), CourseTabs.GRADES),
                sheet.activities().stream().map(a -> column(sheet, a)).toList(),
                learners.items().stream().map(one -> row(page, sheet, reached, one)).toList(),
                path(),
                path() + "/csv",
                after == null ? Optional.empty() : Optional.of(path()),
                learners.next().map(c -> path() + "?after=" + Html.urlParameter(c)));
    }

    /** The activities of a course in its order, with the titles of their lessons. */
    private record Sheet(Map<LessonId, Course.LessonLine> lessons, List<Activity> activities) {

        Sheet(List<Course.Module> outline, List<Activity> all) {
            this(lessons(outline), new ArrayList<>(all));
            activities.removeIf(activity -> !lessons.containsKey(activity.lesson()));
            activities.sort(
                    Comparator.comparingInt((Activity a) -> lessons.get(a.lesson()).position())
                            .thenComparingInt(Activity::position)
                            .thenComparing(a -> a.id().value()));
        }

        private static Map<LessonId, Course.LessonLine> lessons(List<Course.Module> outline) {
            Map<LessonId, Course.LessonLine> lessons = new HashMap<>();
            outline.forEach(m -> m.lessons().forEach(lesson -> lessons.put(lesson.id(), lesson)));
            return lessons;
        }
    }

    /** What learners have reached. */
    private record Reached(
            Map<PersonId, Map<ActivityId, ActivityResult>> results,
            Map<PersonId, Map<ActivityId, Submission>> submissions) {

        ActivityResult result(PersonId person, Activity activity) {
            return results.getOrDefault(person, Map.of())
                    .getOrDefault(activity.id(), ActivityResult.NONE);
        }

        Optional<Submission> submission(PersonId person, Activity activity) {
            return Optional.ofNullable(
                    submissions.getOrDefault(person, Map.of()).get(activity.id()));
        }
    }

    private Reached reached(List<Enrolments.Learner> learners) {
        List<PersonId> people = learners.stream().map(one -> one.enrolment().person()).toList();
        return new Reached(
                activities.results(course(), people), submissions.latest(course(), people));
    }

    private Column column(Sheet sheet, Activity activity) {
        return new Column(
                activity.id().toString(),
                activity.title(),
                sheet.lessons().get(activity.lesson()).title(),
                "/manage/courses/"
                        + id
                        + "/lessons/"
                        + activity.lesson()
                        + "/activities/"
                        + activity.id(),
                enters(activity) ? points(Assignment.of(activity).most()) : "");
    }

    /** Where there is a rubric, it is marked by that. */
    private static boolean enters(Activity activity) {
        return AssignmentKind.is(activity) && Assignment.of(activity).rubric().isEmpty();
    }

    private String points(double points) {
        return SubmissionTexts.points(desk.locale(), points);
    }

    private GradesView.Row row(
            Page page, Sheet sheet, Reached reached, Enrolments.Learner learner) {
        PersonId person = learner.enrolment().person();
        String name = learner.name().isBlank() ? learner.email() : learner.name();
        return new GradesView.Row(
                person.toString(),
                name,
                learner.email(),
                learner.enrolment().percent(),
                sheet.activities().stream()
                        .map(activity -> cell(page, name, person, activity, reached))
                        .toList());
    }

    private Cell cell(Page page, String name, PersonId person, Activity activity, Reached reached) {
        ActivityResult result = reached.result(person, activity);
        Optional<Submission> submission = reached.submission(person, activity);
        boolean waits = submission.filter(one -> !one.returned()).isPresent();
        OptionalInt percent =
                result.score().isPresent() ? OptionalInt.of(result.percent()) : OptionalInt.empty();
        return new Cell(
                "g-" + person + "-" + activity.id(),
                waits
                        ? desk.t("grades.waiting")
                        : percent.isPresent()
                                ? desk.t("grades.percent", "value", percent.getAsInt())
                                : desk.t(result.complete() ? "grades.done" : "grades.none"),
                waits
                        ? Cell.Tone.WAITING
                        : percent.isPresent() && percent.getAsInt() < LOW
                                ? Cell.Tone.LOW
                                : percent.isPresent() || result.complete()
                                        ? Cell.Tone.DONE
                                        : Cell.Tone.NONE,
                submission.map(one -> SubmissionsResource.PATH + "/" + one.id()).orElse(""),
                submission
                        .filter(Submission::returned)
                        .flatMap(Submission::grade)
                        .map(Grade::points)
                        .map(p -> BigDecimal.valueOf(p).stripTrailingZeros().toPlainString())
                        .orElse(""),
                enters(activity),
                path(),
                person.toString(),
                activity.id().toString(),
                submission.map(one -> one.id().toString()).orElse(""),
                submission.map(Submission::version).orElse(0L),
                GradesView.label(page, name, activity.title()));
    }

    /** Enters points for somebody; a script gets the cell, a form the page. */
    @POST
    @Operation(hidden = true)
    public Response enter(MultivaluedMap<String, String> form) {
        courses.byId(course());
        PersonId person = new PersonId(Desk.uuid(Desk.value(form, "person")));
        ActivityId wanted = new ActivityId(Desk.uuid(Desk.value(form, "activity")));
        Activity activity =
                activities.of(course()).stream()
                        .filter(one -> one.id().equals(wanted))
                        .filter(AssignmentKind::is)
                        .findFirst()
                        .orElseThrow(() -> new Problem(ActivityProblem.NO_SUCH_ACTIVITY));
        String cell = "#g-" + person + "-" + wanted;
        try {
            double points =
                    SubmissionsResource.points(Desk.value(form, "points"))
                            .orElseThrow(() -> new Problem(CommonProblem.INVALID_INPUT, "points"));
            submissions.enter(
                    activity,
                    person,
                    points,
                    desk.person().id(),
                    Optional.of(Desk.value(form, "submission"))
                            .filter(id -> !id.isEmpty())
                            .map(id -> new SubmissionId(Desk.uuid(id))),
                    Long.parseLong(version(Desk.value(form, "version"))));
        } catch (Problem problem) {
            if (desk.asksForPart()) {
                throw problem;
            }
            return desk.failed(path() + cell, problem);
        }
        if (desk.asksForPart()) {
            Enrolments.Learner learner =
                    enrolments
                            .learner(person, course())
                            .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
            Page page = page();
            String name = learner.name().isBlank() ? learner.email() : learner.name();
            return desk.part(
                    "assignments/cell",
                    page,
                    cell(page, name, person, activity, reached(List.of(learner))));
        }
        return desk.done(path() + cell, "grades.saved");
    }

    private static String version(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return text;
    }

    /** The whole table for spreadsheets: percent, or nothing where nothing was reached. */
    @GET
    @Path("csv")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response csv() {
        Course course = courses.byId(course());
        Sheet sheet = new Sheet(outlines.of(course.id()), activities.of(course.id()));
        return Spreadsheet.of(
                "grades-" + course.slug() + ".csv",
                csv -> {
                    csv.row(
                            Stream.concat(
                                            Stream.of("learner", "email", "progress"),
                                            sheet.activities().stream().map(Activity::title))
                                    .toArray(String[]::new));
                    Optional<String> after = Optional.empty();
                    do {
                        Optional<String> from = after;
                        Slice<String[]> rows =
                                transactions.call(() -> rows(course.id(), sheet, from));
                        rows.items().forEach(csv::row);
                        csv.flush();
                        after = rows.next();
                    } while (after.isPresent());
                });
    }

    private Slice<String[]> rows(CourseId course, Sheet sheet, Optional<String> after) {
        Slice<Enrolments.Learner> learners = enrolments.learners(course, after, AT_ONCE);
        Map<PersonId, Map<ActivityId, ActivityResult>> results =
                activities.results(
                        course,
                        learners.items().stream().map(one -> one.enrolment().person()).toList());
        Reached reached = new Reached(results, Map.of());
        return learners.map(
                one ->
                        Stream.concat(
                                        Stream.of(
                                                one.name(),
                                                one.email(),
                                                Integer.toString(one.enrolment().percent())),
                                        sheet.activities().stream()
                                                .map(
                                                        a ->
                                                                exported(
                                                                        reached.result(
                                                                                one.enrolment()
                                                                                        .person(),
                                                                                a))))
                                .toArray(String[]::new));
    }

    private static String exported(ActivityResult result) {
        return result.score().isPresent()
                ? Integer.toString(result.percent())
                : result.complete() ? "done" : "";
    }
}
