package io.lyceum.admin.assignments;

import gg.jte.Content;
import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.admin.assignments.ReviewView.Criterion;
import io.lyceum.admin.assignments.ReviewView.Level;
import io.lyceum.admin.assignments.SubmissionsView.Row;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.assignments.Assignment;
import io.lyceum.assignments.AssignmentProblem;
import io.lyceum.assignments.Submission;
import io.lyceum.assignments.Submission.Grade;
import io.lyceum.assignments.Submission.Mark;
import io.lyceum.assignments.SubmissionFiles;
import io.lyceum.assignments.SubmissionId;
import io.lyceum.assignments.SubmissionTexts;
import io.lyceum.assignments.Submissions;
import io.lyceum.assignments.Submissions.Filter;
import io.lyceum.assignments.Submissions.Line;
import io.lyceum.assignments.Submissions.Marking;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.Texts;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.FileAnswers;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What learners have handed in: the queue, and one after the other to be marked. */
@RequestScoped
@Path("/manage/submissions")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SubmissionsResource {

    /** Address of the queue. */
    static final String PATH = "/manage/submissions";

    private static final int PAGE = 50;
    private static final String MARKED = "marked";

    @Inject Desk desk;
    @Inject Submissions submissions;
    @Inject SubmissionFiles files;
    @Inject Activities activities;
    @Inject Courses courses;
    @Inject People people;
    @Inject Transactions transactions;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("course") @DefaultValue("") String course,
            @QueryParam("activity") @DefaultValue("") String activity,
            @QueryParam("after") String after) {
        boolean marked = state.equals(MARKED);
        Optional<CourseId> ofCourse = id(course).map(CourseId::new);
        Optional<ActivityId> ofActivity = id(activity).map(ActivityId::new);
        Slice<Line> found =
                submissions.list(
                        new Filter(ofCourse, ofActivity, marked), Optional.ofNullable(after), PAGE);
        String narrowed =
                ofActivity
                        .map(id -> "activity=" + id)
                        .or(() -> ofCourse.map(id -> "course=" + id))
                        .orElse("");
        String here = address(marked, narrowed);
        Listing listing =
                new Listing(
                        PATH,
                        "",
                        List.of(),
                        List.of(),
                        after == null ? Optional.empty() : Optional.of(here),
                        found.next()
                                .map(
                                        c ->
                                                here
                                                        + (here.contains("?") ? "&" : "?")
                                                        + "after="
                                                        + Html.urlParameter(c)),
                        "");
        return desk.show(
                "assignments/submissions",
                desk.page("submissions.title", Place.SUBMISSIONS),
                new SubmissionsView(
                        List.of(
                                new Tab(
                                        address(false, narrowed),
                                        desk.t("submissions.waiting"),
                                        Optional.empty(),
                                        !marked),
                                new Tab(
                                        address(true, narrowed),
                                        desk.t("submissions.marked"),
                                        Optional.empty(),
                                        marked)),
                        marked,
                        ofActivity
                                .map(id -> activities.byId(id).title())
                                .or(() -> ofCourse.map(id -> courses.byId(id).title()))
                                .orElse(""),
                        narrowed.isEmpty() ? "" : address(marked, ""),
                        found.items().stream().map(this::row).toList(),
                        listing));
    }

    private static Optional<UUID> id(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Desk.uuid(text));
    }

    private static String address(boolean marked, String narrowed) {
        String query = marked ? "state=" + MARKED : "";
        String all =
                query.isEmpty() || narrowed.isEmpty() ? query + narrowed : query + "&" + narrowed;
        return all.isEmpty() ? PATH : PATH + "?" + all;
    }

    private Row row(Line line) {
        Submission one = line.submission();
        return new Row(
                PATH + "/" + one.id(),
                line.learner(),
                line.title(),
                line.courseTitle(),
                one.attempt(),
                one.returned() ? one.returnedAt() : one.submittedAt(),
                late(one),
                one.returned()
                        ? one.grade()
                                .map(g -> points(g.result()) + " / " + points(g.most()))
                                .orElse("")
                        : "",
                !one.returned() && one.grade().isPresent());
    }

    private String late(Submission submission) {
        return submission.daysLate() == 0
                ? ""
                : desk.t("submissions.late", "days", submission.daysLate());
    }

    private String points(double points) {
        return SubmissionTexts.points(desk.locale(), points);
    }

    // ------------------------------------------------------------- one

    @GET
    @Path("{submission}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response review(@PathParam("submission") UUID id) {
        Submission submission = handedIn(id);
        return desk.show(
                "assignments/review", page(submission), view(submission, saved(submission)));
    }

    /** What learners are still writing is theirs alone. */
    private Submission handedIn(UUID id) {
        Submission submission = submissions.byId(new SubmissionId(id));
        if (submission.status() == Submission.Status.DRAFT) {
            throw new Problem(AssignmentProblem.NO_SUCH_SUBMISSION);
        }
        return submission;
    }

    private Page page(Submission submission) {
        return desk.page("submissions.title", Place.SUBMISSIONS)
                .titled(learner(submission))
                .under(
                        PATH + "?activity=" + submission.activity(),
                        activities.byId(submission.activity()).title());
    }

    private String learner(Submission submission) {
        Person person = people.byId(submission.person());
        return person.name().isBlank() ? person.email() : person.name();
    }

    private Form saved(Submission submission) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", Long.toString(submission.version()));
        Activity activity = activities.byId(submission.activity());
        Assignment assignment = Assignment.of(activity);
        values.put("asked", Long.toString(activity.version()));
        submission
                .grade()
                .ifPresent(
                        grade -> {
                            values.put("feedback", grade.feedback());
                            values.put("again", grade.again() ? "on" : "");
                            values.put(
                                    "waived",
                                    submission.daysLate() > 0 && grade.penalty() == 0 ? "on" : "");
                            // None yet is no nought.
                            if (assignment.rubric().isEmpty()
                                    && (submission.returned() || grade.points() > 0)) {
                                values.put(
                                        "points",
                                        BigDecimal.valueOf(grade.points())
                                                .stripTrailingZeros()
                                                .toPlainString());
                            }
                            values.putAll(levels(assignment, grade));
                        });
        return Form.at(PATH + "/" + submission.id(), values);
    }

    /** The chosen levels as far as the rubric still has them. */
    private static Map<String, String> levels(Assignment assignment, Grade grade) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < assignment.rubric().size(); i++) {
            Assignment.Criterion criterion = assignment.rubric().get(i);
            for (Mark mark : grade.marks()) {
                if (!mark.criterion().equals(criterion.title())) {
                    continue;
                }
                values.put("note-" + i, mark.note());
                for (int j = 0; j < criterion.levels().size(); j++) {
                    Assignment.Level level = criterion.levels().get(j);
                    if (level.title().equals(mark.level()) && level.points() == mark.points()) {
                        values.put("level-" + i, Integer.toString(j));
                    }
                }
            }
        }
        return values;
    }

    private ReviewView view(Submission submission, Form form) {
        Activity activity = activities.byId(submission.activity());
        Assignment assignment = Assignment.of(activity);
        return new ReviewView(
                form,
                learner(submission),
                activity.title(),
                courses.byId(submission.course()).title(),
                submission.attempt(),
                submission.submittedAt().orElseThrow(),
                late(submission),
                assignment.penalty(submission.daysLate()),
                submission.returnedAt(),
                submission.gradedBy().map(people::byId).map(Person::name).orElse(""),
                submission.text().isBlank() ? null : content(submission.text()),
                submissions.files(submission.id()).stream()
                        .map(file -> file(submission, file))
                        .toList(),
                assignment.rubric().stream().map(this::criterion).toList(),
                points(assignment.most()),
                content(assignment.instructions()),
                submissions.attempts(activity.id(), submission.person()).stream()
                        .filter(other -> !other.id().equals(submission.id()))
                        .filter(other -> other.status() != Submission.Status.DRAFT)
                        .map(this::other)
                        .toList(),
                submissions.waiting(activity.id()),
                submissions.next(submission).map(id -> PATH + "/" + id));
    }

    private static Content content(String markdown) {
        String html = Texts.html(markdown);
        return output -> output.writeContent(html);
    }

    private ReviewView.File file(Submission submission, Submission.File file) {
        boolean image =
                file.stored()
                        .filter(stored -> stored.type().family() == FileType.Family.PICTURE)
                        .isPresent();
        return new ReviewView.File(
                PATH + "/" + submission.id() + "/files/" + file.id(),
                file.name(),
                desk.words().size(file.size()),
                image);
    }

    private Criterion criterion(Assignment.Criterion criterion) {
        return new Criterion(
                criterion.title(),
                points(criterion.most()),
                criterion.levels().stream()
                        .map(
                                l ->
                                        new Level(
                                                l.title(),
                                                points(l.points()),
                                                Double.toString(l.points()),
                                                l.text()))
                        .toList());
    }

    private ReviewView.Other other(Submission submission) {
        return new ReviewView.Other(
                PATH + "/" + submission.id(),
                submission.attempt(),
                submission
                        .grade()
                        .filter(g -> submission.returned())
                        .map(g -> points(g.result()) + " / " + points(g.most()))
                        .orElseGet(() -> desk.t("submissions.waiting")));
    }

    /** Keeps a marking, or gives it back; then on to the next if that is asked for. */
    @POST
    @Path("{submission}")
    @Operation(hidden = true)
    public Response mark(@PathParam("submission") UUID id, MultivaluedMap<String, String> form) {
        Submission submission = submissions.byId(new SubmissionId(id));
        if (submission.status() == Submission.Status.DRAFT) {
            return desk.go(PATH, Notice.failed(desk.t("submissions.taken-back")));
        }
        String here = PATH + "/" + id;
        String action = Desk.value(form, "action");
        try {
            long seen = version(Desk.value(form, "version"));
            long asked = version(Desk.value(form, "asked"));
            if (action.equals("keep")) {
                submissions.mark(submission.id(), marking(form), desk.person().id(), seen, asked);
                return desk.done(here, "submissions.kept");
            }
            submissions.giveBack(submission.id(), marking(form), desk.person().id(), seen, asked);
            Optional<SubmissionId> next =
                    action.equals("next") ? submissions.next(submission) : Optional.empty();
            String to =
                    next.map(one -> PATH + "/" + one)
                            .orElse(
                                    action.equals("next")
                                            ? PATH + "?activity=" + submission.activity()
                                            : here);
            return desk.done(to, "submissions.returned", "name", learner(submission));
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "assignments/review",
                    page(submission),
                    view(
                            submission,
                            desk.refused(
                                    Form.at(
                                            here,
                                            Map.of("version", Long.toString(submission.version()))),
                                    form,
                                    problem)));
        }
    }

    private static long version(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return Long.parseLong(text);
    }

    private static Marking marking(MultivaluedMap<String, String> form) {
        Map<Integer, Integer> levels = new HashMap<>();
        Map<Integer, String> notes = new HashMap<>();
        form.forEach(
                (name, given) -> {
                    String value = given.isEmpty() ? "" : given.get(0);
                    if (name.matches("level-\\d{1,2}") && value.matches("\\d{1,2}")) {
                        levels.put(Integer.valueOf(name.substring(6)), Integer.valueOf(value));
                    } else if (name.matches("note-\\d{1,2}")) {
                        notes.put(Integer.valueOf(name.substring(5)), value);
                    }
                });
        return new Marking(
                points(Desk.value(form, "points")),
                levels,
                notes,
                Desk.value(form, "feedback"),
                !Desk.value(form, "waived").isEmpty(),
                !Desk.value(form, "again").isEmpty());
    }

    /** Points as people write them, with a point or a comma; nothing for nothing. */
    static Optional<Double> points(String text) {
        String plain = text.strip().replace(',', '.');
        new Checks()
                .that(
                        plain.isEmpty() || plain.matches("\\d{1,5}(\\.\\d{1,2})?"),
                        "points",
                        "Write points like 4 or 2.5.")
                .done();
        return plain.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(plain));
    }

    @GET
    @Path("{submission}/files/{file}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response file(
            @PathParam("submission") UUID submission,
            @PathParam("file") UUID id,
            @Context HttpHeaders headers,
            @Context HttpServletResponse response) {
        Submission one = transactions.call(() -> handedIn(submission));
        Submission.File file = files.find(one.id(), id);
        return FileAnswers.of(
                headers,
                response,
                SubmissionFiles.served(file),
                (offset, length) -> files.open(file, offset, length));
    }
}
