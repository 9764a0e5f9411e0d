package io.lyceum.academy;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.lyceum.activities.Activity;
import io.lyceum.assignments.Assignment;
import io.lyceum.assignments.AssignmentProblem;
import io.lyceum.assignments.Submission;
import io.lyceum.assignments.Submission.Grade;
import io.lyceum.assignments.Submission.Status;
import io.lyceum.assignments.SubmissionTexts;
import io.lyceum.assignments.Submissions;
import io.lyceum.assignments.Submissions.Work;
import io.lyceum.assignments.web.AssignmentView;
import io.lyceum.catalog.Texts;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.files.FileProblem;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.text.Sizes;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Viewer;
import io.lyceum.tenancy.TenancyProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws assignments in their lesson. */
@ApplicationScoped
public class LessonAssignments {

    /** How the place within an activity begins that names why a form was refused. */
    static final String REFUSED = "refused-";

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    LessonAssignments.class.getClassLoader(),
                    "io.lyceum.templates");

    private static final String TYPES =
            Arrays.stream(FileType.values())
                    .flatMap(type -> type.endings().stream())
                    .map(ending -> "." + ending)
                    .collect(Collectors.joining(","));

    private final Submissions submissions;
    private final People people;
    private final Transactions transactions;
    private final Viewer viewer;
    private final Clock clock;

    protected LessonAssignments() {
        this(null, null, null, null, null);
    }

    @Inject
    LessonAssignments(
            Submissions submissions,
            People people,
            Transactions transactions,
            Viewer viewer,
            Clock clock) {
        this.submissions = submissions;
        this.people = people;
        this.transactions = transactions;
        this.viewer = viewer;
        this.clock = clock;
    }

    /** An assignment, and what became of it in a few words; these are empty for who only looks. */
    record Drawn(String state, String html) {}

    private static Messages words() {
        return Messages.of("assignments", CurrentRequest.require().locale());
    }

    /** Draws it for who does not take the course. */
    Drawn told(Activity activity, String notice) {
        Assignment assignment = Assignment.of(activity);
        return new Drawn(
                "",
                html(
                        new AssignmentView(
                                CurrentRequest.require().locale(),
                                LessonActivities.anchor(activity.id()),
                                "",
                                viewer.csrfToken(),
                                notice,
                                "",
                                Texts.html(assignment.instructions()),
                                facts(assignment, assignment.due().at(), Optional.empty()),
                                rubric(assignment),
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                false,
                                List.of(),
                                "")));
    }

    /**
     * Draws it for a learner.
     *
     * @param place names why a form was refused
     * @param here the lesson's address
     */
    Drawn drawn(Activity activity, Person person, @Nullable String place, String here) {
        return transactions.call(() -> draw(activity, person, place, here));
    }

    private Drawn draw(Activity activity, Person person, @Nullable String place, String here) {
        Work work = submissions.work(activity, person.id());
        String action = here + "/assignments/" + activity.id();
        Optional<Submission> draft = work.latest().filter(s -> s.status() == Status.DRAFT);
        List<Submission> handedIn =
                work.attempts().stream().filter(s -> s.status() != Status.DRAFT).toList();
        Optional<Submission> current = handedIn.stream().findFirst();
        boolean writes = work.open() && (draft.isPresent() || handedIn.isEmpty());
        boolean closed = !work.open() && current.isEmpty();
        AssignmentView view =
                new AssignmentView(
                        CurrentRequest.require().locale(),
                        LessonActivities.anchor(activity.id()),
                        person.id().toString(),
                        viewer.csrfToken(),
                        closed ? words().get("closed") : "",
                        problem(place),
                        Texts.html(work.assignment().instructions()),
                        facts(work.assignment(), work.dueAt(), work.left()),
                        rubric(work.assignment()),
                        action,
                        writes ? Optional.of(draft(work, draft, action)) : Optional.empty(),
                        current.map(one -> attempt(one, action)),
                        work.open()
                                && current.filter(s -> s.status() == Status.SUBMITTED)
                                        .filter(s -> s.grade().isEmpty())
                                        .isPresent(),
                        work.mayTryAgain(),
                        handedIn.stream().skip(1).map(one -> attempt(one, action)).toList(),
                        work.open() ? "" : draft.map(Submission::text).map(Texts::html).orElse(""));
        return new Drawn(state(current, work), html(view));
    }

    private String state(Optional<Submission> current, Work work) {
        Messages words = words();
        if (current.isEmpty()) {
            return work.dueAt()
                    .filter(due -> clock.instant().isAfter(due))
                    .map(due -> words.get("state.overdue"))
                    .orElseGet(() -> words.get("state.open"));
        }
        return current.get()
                .grade()
                .filter(grade -> current.get().returned())
                .map(grade -> points(grade.result()) + " / " + points(grade.most()))
                .orElseGet(() -> words.get("state.submitted"));
    }

    private static String problem(@Nullable String place) {
        if (place == null || !place.startsWith(REFUSED)) {
            return "";
        }
        try {
            return words().get("problem." + place.substring(REFUSED.length()));
        } catch (MissingResourceException e) {
            return "";
        }
    }

    /** What {@link #problem} has a sentence for. */
    static boolean tells(Problem problem) {
        return problem.code() instanceof AssignmentProblem
                || problem.code() instanceof FileProblem
                || problem.code() == CommonProblem.STALE_VERSION
                || problem.code() == TenancyProblem.PLAN_LIMIT_REACHED;
    }

    private static List<String> facts(
            Assignment assignment, Optional<Instant> due, Optional<Integer> left) {
        Messages words = words();
        List<String> facts = new ArrayList<>();
        due.ifPresent(at -> facts.add(words.get("fact.due", "at", moment(at))));
        if (due.isEmpty() && assignment.due().kind() == Assignment.Due.Kind.DAYS) {
            facts.add(words.get("fact.due.days", "days", assignment.due().days()));
        }
        facts.add(words.get("fact.points", "points", points(assignment.most())));
        if (assignment.due().kind() != Assignment.Due.Kind.NONE) {
            if (!assignment.late().accepted()) {
                facts.add(words.get("fact.late.not"));
            } else if (assignment.late().penalty() > 0) {
                facts.add(words.get("fact.late", "percent", assignment.late().penalty()));
            }
        }
        if (assignment.attempts() > 0) {
            facts.add(
                    left.map(n -> words.get("fact.left", "left", n, "all", assignment.attempts()))
                            .orElseGet(
                                    () ->
                                            words.get(
                                                    "fact.attempts",
                                                    "all",
                                                    assignment.attempts())));
        }
        if (assignment.completion() == Assignment.Completion.PASSED) {
            facts.add(words.get("fact.pass", "percent", assignment.pass()));
        }
        return facts;
    }

    private static String points(double points) {
        return SubmissionTexts.points(CurrentRequest.require().locale(), points);
    }

    private static String moment(Instant at) {
        CurrentRequest.Facts facts = CurrentRequest.require();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(facts.locale())
                .withZone(facts.zone())
                .format(at);
    }

    private static List<AssignmentView.Criterion> rubric(Assignment assignment) {
        Messages words = words();
        return assignment.rubric().stream()
                .map(
                        criterion ->
                                new AssignmentView.Criterion(
                                        criterion.title(),
                                        words.get("upto", "points", points(criterion.most())),
                                        criterion.levels().stream()
                                                .map(
                                                        level ->
                                                                new AssignmentView.Level(
                                                                        level.title(),
                                                                        points(level.points()),
                                                                        level.text()))
                                                .toList()))
                .toList();
    }

    private AssignmentView.Draft draft(Work work, Optional<Submission> draft, String action) {
        Messages words = words();
        Assignment assignment = work.assignment();
        Instant now = clock.instant();
        int late = work.dueAt().map(due -> Assignment.daysLate(due, now)).orElse(0);
        return new AssignmentView.Draft(
                draft.map(Submission::attempt).orElse(1),
                assignment.text(),
                draft.map(Submission::text).orElse(""),
                Submission.LONGEST,
                draft.map(Submission::version).orElse(0L),
                draft.filter(d -> !d.text().isEmpty())
                        .map(d -> words.get("saved.at", "at", moment(d.updatedAt())))
                        .orElse(""),
                draft.map(d -> files(d, action)).orElse(List.of()),
                assignment.files(),
                TYPES,
                late == 0
                        ? ""
                        : assignment.penalty(late) == 0
                                ? words.get("late.free", "days", late)
                                : words.get(
                                        "late.costs",
                                        "days",
                                        late,
                                        "percent",
                                        assignment.penalty(late)));
    }

    private List<AssignmentView.File> files(Submission submission, String action) {
        return submissions.files(submission.id()).stream()
                .map(
                        file ->
                                new AssignmentView.File(
                                        file.id().toString(),
                                        file.name(),
                                        Sizes.of(CurrentRequest.require().locale(), file.size()),
                                        file.whole()
                                                ? action
                                                        + "/submissions/"
                                                        + submission.id()
                                                        + "/files/"
                                                        + file.id()
                                                : "",
                                        (int) (100 * file.received() / file.size())))
                .toList();
    }

    private AssignmentView.Attempt attempt(Submission submission, String action) {
        Messages words = words();
        return new AssignmentView.Attempt(
                submission.attempt(),
                Texts.html(submission.text()),
                files(submission, action),
                moment(submission.submittedAt().orElseThrow()),
                submission.daysLate() == 0 ? "" : words.get("late", "days", submission.daysLate()),
                submission
                        .grade()
                        .filter(g -> submission.returned())
                        .map(g -> grade(submission, g)));
    }

    private AssignmentView.Grade grade(Submission submission, Grade grade) {
        Messages words = words();
        return new AssignmentView.Grade(
                points(grade.result()),
                points(grade.most()),
                grade.percent(),
                grade.penalty() == 0
                        ? ""
                        : words.get(
                                "penalty",
                                "percent",
                                grade.penalty(),
                                "points",
                                points(grade.points())),
                grade.marks().stream()
                        .map(
                                mark ->
                                        new AssignmentView.Mark(
                                                mark.criterion(),
                                                mark.level(),
                                                points(mark.points()) + " / " + points(mark.most()),
                                                mark.note()))
                        .toList(),
                Texts.html(grade.feedback()),
                grade.again(),
                submission.gradedBy().map(this::name).orElse(""),
                moment(submission.returnedAt().orElseThrow()));
    }

    private String name(PersonId id) {
        return people.byId(id).name();
    }

    private static String html(AssignmentView view) {
        StringOutput output = new StringOutput();
        ENGINE.render("assignments/lesson.jte", Map.of("view", view), output);
        return output.toString();
    }
}
