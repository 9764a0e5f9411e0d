package io.lyceum.admin.assignments;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityProblem;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.assignments.Assignment;
import io.lyceum.assignments.Assignment.Criterion;
import io.lyceum.assignments.Assignment.Level;
import io.lyceum.assignments.AssignmentKind;
import io.lyceum.assignments.Assignments;
import io.lyceum.assignments.Submissions;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Checks;
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
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What one assignment asks for. */
@RequestScoped
@Path(
        "/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/assignment")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class AssignmentResource {

    private static final int MOST_CRITERIA = 20;
    private static final int MOST_LEVELS = 10;

    /** What a new criterion begins with. */
    private static final int USUAL_LEVELS = 3;

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject Activities activities;
    @Inject Assignments assignments;
    @Inject Submissions submissions;

    @PathParam("course")
    UUID course;

    @PathParam("lesson")
    UUID lesson;

    @PathParam("activity")
    UUID id;

    private String lessonPath() {
        return "/manage/courses/" + course + "/lessons/" + lesson;
    }

    private String path() {
        return lessonPath() + "/activities/" + id + "/assignment";
    }

    private Activity activity() {
        outlines.lesson(new CourseId(course), new LessonId(lesson));
        Activity activity = activities.byId(new LessonId(lesson), new ActivityId(id));
        if (!AssignmentKind.is(activity)) {
            throw new Problem(ActivityProblem.NO_SUCH_ACTIVITY);
        }
        return activity;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show() {
        Activity activity = activity();
        return desk.show("assignments/edit", page(activity), view(activity, saved(activity)));
    }

    private Page page(Activity activity) {
        Course.Lesson in = outlines.lesson(new CourseId(course), new LessonId(lesson));
        return desk.page("assignment.title", Place.COURSES)
                .titled(activity.title())
                .under(lessonPath() + "/activities", in.title());
    }

    private ZoneId zone() {
        return desk.school().timeZone();
    }

    private Form saved(Activity activity) {
        Assignment assignment = Assignment.of(activity);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", Long.toString(activity.version()));
        values.put("title", activity.title());
        values.put("instructions", assignment.instructions());
        values.put("text", assignment.text() ? "on" : "");
        values.put("files", Integer.toString(assignment.files()));
        values.put("points", Integer.toString(assignment.points()));
        values.put("due", assignment.due().kind().name());
        assignment
                .due()
                .at()
                .ifPresent(
                        at ->
                                values.put(
                                        "dueAt",
                                        LocalDateTime.ofInstant(at, zone())
                                                .truncatedTo(ChronoUnit.MINUTES)
                                                .toString()));
        values.put(
                "dueDays",
                assignment.due().days() == 0 ? "7" : Integer.toString(assignment.due().days()));
        values.put("late", assignment.late().accepted() ? "on" : "");
        values.put(
                "lateDays",
                assignment.late().days() == 0 ? "" : Integer.toString(assignment.late().days()));
        values.put("penalty", Integer.toString(assignment.late().penalty()));
        values.put(
                "attempts",
                assignment.attempts() == 0 ? "" : Integer.toString(assignment.attempts()));
        values.put("completion", assignment.completion().name());
        values.put("pass", Integer.toString(assignment.pass()));
        for (int i = 0; i < assignment.rubric().size(); i++) {
            Criterion criterion = assignment.rubric().get(i);
            values.put("c" + i, criterion.title());
            for (int j = 0; j < criterion.levels().size(); j++) {
                Level level = criterion.levels().get(j);
                String name = "c" + i + "-l" + j;
                values.put(name, level.title());
                values.put(
                        name + "-points",
                        BigDecimal.valueOf(level.points()).stripTrailingZeros().toPlainString());
                values.put(name + "-text", level.text());
            }
        }
        return Form.at(path(), values);
    }

    private AssignmentView view(Activity activity, Form form) {
        return new AssignmentView(
                form,
                criteria(form),
                Arrays.stream(Assignment.Due.Kind.values())
                        .map(kind -> Option.of(kind.name(), desk.t("assignment.due." + kind)))
                        .toList(),
                Arrays.stream(Assignment.Completion.values())
                        .map(one -> Option.of(one.name(), desk.t("assignment.completion." + one)))
                        .toList(),
                zone().getDisplayName(TextStyle.FULL, desk.locale()),
                submissions.waiting(activity.id()),
                SubmissionsResource.PATH + "?activity=" + activity.id(),
                "/courses/"
                        + courses.byId(new CourseId(course)).slug()
                        + "/lessons/"
                        + outlines.lesson(new CourseId(course), new LessonId(lesson)).slug()
                        + "#activity-"
                        + activity.id());
    }

    /** How many levels each criterion shows; the last is one to begin. */
    private static List<Integer> criteria(Form form) {
        List<Integer> criteria = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < MOST_CRITERIA; i++) {
            int levels = levels(form, i);
            if (levels > 0 || !form.value("c" + i).isBlank()) {
                last = i;
            }
            criteria.add(Math.min(MOST_LEVELS, Math.max(USUAL_LEVELS, levels + 1)));
        }
        return criteria.subList(0, Math.min(MOST_CRITERIA, last + 2));
    }

    private static int levels(Form form, int criterion) {
        int levels = 0;
        for (int j = 0; j < MOST_LEVELS; j++) {
            String name = "c" + criterion + "-l" + j;
            if (!form.value(name).isBlank()
                    || !form.value(name + "-points").isBlank()
                    || !form.value(name + "-text").isBlank()) {
                levels = j + 1;
            }
        }
        return levels;
    }

    @POST
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        Activity activity = activity();
        try {
            assignments.change(
                    activity,
                    Desk.value(form, "title"),
                    assignment(form),
                    number(Desk.value(form, "version"), "version", 0));
            return desk.done(path(), "assignment.saved");
        } catch (Problem problem) {
            Form typed = desk.refused(Form.at(path()), form, problem);
            return desk.refuse(problem, "assignments/edit", page(activity), view(activity, typed));
        }
    }

    private Assignment assignment(MultivaluedMap<String, String> form) {
        new Checks().text(Desk.value(form, "title"), "title", 200).done();
        Assignment.Due.Kind kind =
                constant(Assignment.Due.Kind.class, Desk.value(form, "due"), "due");
        return new Assignment(
                Desk.value(form, "instructions"),
                !Desk.value(form, "text").isEmpty(),
                (int) number(Desk.value(form, "files"), "files", 0),
                (int) number(Desk.value(form, "points"), "points", 100),
                rubric(form),
                new Assignment.Due(
                        kind,
                        kind == Assignment.Due.Kind.DATE
                                ? moment(Desk.value(form, "dueAt"))
                                : Optional.empty(),
                        kind == Assignment.Due.Kind.DAYS
                                ? (int) number(Desk.value(form, "dueDays"), "dueDays", 0)
                                : 0),
                new Assignment.Late(
                        !Desk.value(form, "late").isEmpty(),
                        (int) number(Desk.value(form, "lateDays"), "lateDays", 0),
                        (int) number(Desk.value(form, "penalty"), "penalty", 0)),
                (int) number(Desk.value(form, "attempts"), "attempts", 0),
                constant(Assignment.Completion.class, Desk.value(form, "completion"), "completion"),
                (int) number(Desk.value(form, "pass"), "pass", 0));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String field) {
        Optional<E> found =
                Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().equals(name))
                        .findFirst();
        new Checks().that(found.isPresent(), field, "Fill this in.").done();
        return found.orElseThrow();
    }

    private static long number(String text, String field, long none) {
        String plain = text.strip();
        new Checks().that(plain.matches("\\d{0,9}"), field, "Write a whole number.").done();
        return plain.isEmpty() ? none : Long.parseLong(plain);
    }

    private Optional<Instant> moment(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text.strip()).atZone(zone()).toInstant());
        } catch (DateTimeException e) {
            new Checks().that(false, "dueAt", "Choose a day and a time.").done();
            return Optional.empty();
        }
    }

    private static List<Criterion> rubric(MultivaluedMap<String, String> form) {
        List<Criterion> rubric = new ArrayList<>();
        for (int i = 0; i < MOST_CRITERIA; i++) {
            List<Level> levels = new ArrayList<>();
            for (int j = 0; j < MOST_LEVELS; j++) {
                String name = "c" + i + "-l" + j;
                String title = Desk.value(form, name);
                String points = Desk.value(form, name + "-points");
                String text = Desk.value(form, name + "-text");
                if (!title.isBlank() || !points.isBlank() || !text.isBlank()) {
                    levels.add(new Level(title, points(points), text));
                }
            }
            if (!levels.isEmpty() || !Desk.value(form, "c" + i).isBlank()) {
                rubric.add(new Criterion(Desk.value(form, "c" + i), levels));
            }
        }
        return rubric;
    }

    /** Points as people write them, with a point or a comma. */
    static double points(String text) {
        String plain = text.strip().replace(',', '.');
        new Checks()
                .that(
                        plain.matches("\\d{1,5}(\\.\\d{1,2})?"),
                        "rubric",
                        "Write points like 4 or 2.5.")
                .done();
        return Double.parseDouble(plain);
    }
}
