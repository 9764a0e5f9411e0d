package io.lyceum.assignments;

import com.fasterxml.jackson.core.type.TypeReference;
import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.assignments.Submission.Grade;
import io.lyceum.assignments.Submission.Mark;
import io.lyceum.assignments.Submission.Status;
import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What learners of the current school hand in, and what teachers make of it. */
@UseCase
public class Submissions {

    /** The longest feedback, in characters. */
    public static final int LONGEST_FEEDBACK = 20_000;

    private static final int LONGEST_NOTE = 2_000;

    /** A hundredth of a point. */
    private static final double LEAST = 0.01;

    private static final String COLUMNS =
            """
            s.id, s.course_id, s.activity_id, s.person_id, s.attempt, s.status, s.text, s.submitted_at, s.days_late,
            s.points, s.most, s.penalty, s.marks, s.feedback, s.again, s.graded_by, s.returned_at, s.updated_at,
            s.version
            """;

    /** For lists: texts can be long. */
    private static final String WITHOUT_TEXTS =
            COLUMNS.replace("s.text,", "'' as text,")
                    .replace("s.marks, s.feedback,", "'[]' as marks, '' as feedback,");

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Activities activities;
    private final Enrolments enrolments;
    private final Schools schools;
    private final CurrentSchool school;

    protected Submissions() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Submissions(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Activities activities,
            Enrolments enrolments,
            Schools schools,
            CurrentSchool school) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.activities = activities;
        this.enrolments = enrolments;
        this.schools = schools;
        this.school = school;
    }

    // ------------------------------------------------------------- learners

    /**
     * How far a learner is with an assignment.
     *
     * @param dueAt until when it is to be handed in
     * @param closesAt from when on nothing is taken
     * @param attempts last first; without a draft that was never written in
     * @param left how many attempts may still be begun; nothing for any number
     * @param open whether something can be written or handed in now
     */
    public record Work(
            Assignment assignment,
            Optional<Instant> dueAt,
            Optional<Instant> closesAt,
            List<Submission> attempts,
            Optional<Integer> left,
            boolean open) {

        public Work {
            attempts = List.copyOf(attempts);
        }

        /** The latest attempt. */
        public Optional<Submission> latest() {
            return attempts.stream().findFirst();
        }

        /** Whether a new attempt may be begun after the latest came back. */
        public boolean mayTryAgain() {
            return open
                    && latest().filter(Submission::returned).isPresent()
                    && left.filter(n -> n == 0).isEmpty();
        }
    }

    /**
     * Says how far somebody is.
     *
     * @throws Problem NOT_ENROLLED
     */
    public Work work(Activity activity, PersonId person) {
        Enrolment enrolment = enrolments.require(person, activity.course());
        Assignment assignment = Assignment.of(activity);
        List<Submission> attempts = attempts(activity.id(), person);
        Optional<Instant> closes = assignment.closesAt(enrolment.enrolledAt(), zone());
        boolean again = isAskedFor(attempts);
        // Who is asked for another attempt may make it, even after the last day.
        boolean open = again || closes.filter(at -> clock.instant().isAfter(at)).isEmpty();
        return new Work(
                assignment,
                assignment.dueAt(enrolment.enrolledAt(), zone()),
                closes,
                attempts,
                left(assignment, attempts),
                open);
    }

    /** Whether the last attempt that came back is to be followed by another one. */
    private static boolean isAskedFor(List<Submission> attempts) {
        return attempts.stream()
                .filter(Submission::returned)
                .findFirst()
                .flatMap(Submission::grade)
                .filter(Grade::again)
                .isPresent();
    }

    private ZoneId zone() {
        return schools.byId(school.id()).orElseThrow().timeZone();
    }

    private static Optional<Integer> left(Assignment assignment, List<Submission> attempts) {
        if (assignment.attempts() == 0) {
            return Optional.empty();
        }
        long given =
                attempts.stream()
                        .filter(Submission::returned)
                        .flatMap(one -> one.grade().stream())
                        .filter(Grade::again)
                        .count();
        return Optional.of((int) Math.max(0, assignment.attempts() + given - attempts.size()));
    }

    /** Lists the attempts of somebody, last first; with the one that is being written. */
    public List<Submission> attempts(ActivityId activity, PersonId person) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from submission s
                                where s.tenant_id = :tenant and s.activity_id = :activity and s.person_id = :person
                                order by s.attempt desc
                                """)
                .set("activity", activity.value())
                .set("person", person.value())
                .list(Submissions::submission);
    }

    static Submission submission(Row row) {
        boolean graded = row.optionalText("points").isPresent();
        return new Submission(
                new SubmissionId(row.uuid("id")),
                new CourseId(row.uuid("course_id")),
                new ActivityId(row.uuid("activity_id")),
                new PersonId(row.uuid("person_id")),
                row.integer("attempt"),
                row.constant("status", Status.class),
                row.text("text"),
                row.optionalInstant("submitted_at"),
                row.integer("days_late"),
                graded
                        ? Optional.of(
                                new Grade(
                                        Double.parseDouble(row.text("points")),
                                        Double.parseDouble(row.text("most")),
                                        row.integer("penalty"),
                                        marks(row.text("marks")),
                                        row.text("feedback"),
                                        row.flag("again")))
                        : Optional.empty(),
                row.optionalUuid("graded_by").map(PersonId::new),
                row.optionalInstant("returned_at"),
                row.instant("updated_at"),
                row.number("version"));
    }

    private static List<Mark> marks(String json) {
        return Json.MAPPER.convertValue(
                Json.read(json, List.class), new TypeReference<List<Mark>>() {});
    }

    /**
     * Keeps what somebody writes. Begins an attempt where there is none.
     *
     * @param seen version that was written on, 0 for none; nothing for whatever is there
     * @throws Problem NOT_ENROLLED, HANDED_IN, ALREADY_RETURNED, ASSIGNMENT_CLOSED, STALE_VERSION,
     *     INVALID_INPUT
     */
    public Submission keep(Activity activity, PersonId person, String text, Optional<Long> seen) {
        String clean = clean(text);
        new Checks().atMost(clean, "text", Submission.LONGEST).done();
        Submission draft = draft(activity, person);
        if (clean.equals(draft.text())) {
            return draft;
        }
        if (seen.filter(version -> isOvertaken(draft, version)).isPresent()) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        sql.update(
                        """
                        update submission
                        set text = :text, updated_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("text", clean)
                .set("now", clock.instant())
                .set("id", draft.id().value())
                .run();
        return byId(draft.id());
    }

    /** Version 0 has seen no text yet. */
    private static boolean isOvertaken(Submission draft, long seen) {
        return seen == 0 ? !draft.text().isEmpty() : seen != draft.version();
    }

    /**
     * Keeps what a window writes that has not seen what another one has written: both stay, one
     * below the other.
     *
     * @throws Problem as {@link #keep}
     */
    public Submission keepBoth(Activity activity, PersonId person, String text) {
        Submission draft = draft(activity, person);
        String clean = clean(text);
        return draft.text().contains(clean)
                ? draft
                : keep(activity, person, draft.text() + "\n\n---\n\n" + clean, Optional.empty());
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").replace("\0", "");
    }

    /**
     * The draft of the attempt that is written at; locked, so that it is handed in by one at a
     * time. Begins one where there is none.
     *
     * @throws Problem NOT_ENROLLED, HANDED_IN, ALREADY_RETURNED, ASSIGNMENT_CLOSED
     */
    Submission draft(Activity activity, PersonId person) {
        Work work = work(activity, person);
        if (!work.open()) {
            throw new Problem(AssignmentProblem.ASSIGNMENT_CLOSED);
        }
        if (work.latest().isEmpty()) {
            insert(activity, person, 1, "");
        }
        Submission latest = latest(activity.id(), person);
        switch (latest.status()) {
            case SUBMITTED -> throw new Problem(AssignmentProblem.HANDED_IN);
            case RETURNED -> throw new Problem(AssignmentProblem.ALREADY_RETURNED);
            case DRAFT -> {}
        }
        return latest;
    }

    private void insert(Activity activity, PersonId person, int attempt, String text) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into submission
                            (tenant_id, id, course_id, activity_id, person_id, attempt, status, text, created_at,
                             updated_at)
                        values (:tenant, :id, :course, :activity, :person, :attempt, 'DRAFT', :text, :now, :now)
                        on conflict (tenant_id, activity_id, person_id, attempt) do nothing
                        """)
                .set("id", Ids.at(now))
                .set("course", activity.course().value())
                .set("activity", activity.id().value())
                .set("person", person.value())
                .set("attempt", attempt)
                .set("text", text)
                .set("now", now)
                .run();
    }

    private Submission latest(ActivityId activity, PersonId person) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from submission s
                                where s.tenant_id = :tenant and s.activity_id = :activity and s.person_id = :person
                                order by s.attempt desc
                                limit 1
                                for no key update
                                """)
                .set("activity", activity.value())
                .set("person", person.value())
                .first(Submissions::submission)
                .orElseThrow(() -> new Problem(AssignmentProblem.NO_SUCH_SUBMISSION));
    }

    /**
     * Hands in what is written, with its files. Repeating it changes nothing.
     *
     * @param text in place of what was kept
     * @throws Problem NOT_ENROLLED, ALREADY_RETURNED, ASSIGNMENT_CLOSED, NOTHING_TO_HAND_IN,
     *     UPLOAD_UNFINISHED, INVALID_INPUT
     */
    public Submission submit(Activity activity, PersonId person, String text) {
        String clean = clean(text);
        new Checks().atMost(clean, "text", Submission.LONGEST).done();
        Work work = work(activity, person);
        Optional<Submission> there = work.latest().filter(one -> one.status() == Status.SUBMITTED);
        if (there.isPresent()) {
            if (!there.get().text().equals(clean)) {
                throw new Problem(AssignmentProblem.HANDED_IN);
            }
            return there.get();
        }
        Submission draft = draft(activity, person);
        List<Submission.File> files = files(draft.id());
        if (files.stream().anyMatch(file -> !file.whole())) {
            throw new Problem(AssignmentProblem.UPLOAD_UNFINISHED);
        }
        if (clean.isBlank() && files.isEmpty()) {
            throw new Problem(AssignmentProblem.NOTHING_TO_HAND_IN);
        }
        Instant now = clock.instant();
        // What a teacher has asked for once more is not late.
        int daysLate =
                isAskedFor(work.attempts())
                        ? 0
                        : work.dueAt().map(due -> Assignment.daysLate(due, now)).orElse(0);
        sql.update(
                        """
                        update submission
                        set text = :text, status = 'SUBMITTED', submitted_at = :now, days_late = :late,
                            updated_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("text", clean)
                .set("now", now)
                .set("late", daysLate)
                .set("id", draft.id().value())
                .run();
        if (work.assignment().completion() == Assignment.Completion.SUBMITTED) {
            activities.reached(activity, person, null, true);
        }
        outbox.publish(
                new SubmissionSubmitted(
                        draft.id().value(),
                        person.value(),
                        activity.course().value(),
                        activity.id().value(),
                        draft.attempt(),
                        daysLate));
        return byId(draft.id());
    }

    /**
     * Takes back what was handed in and nobody has begun to mark, to go on with it.
     *
     * @throws Problem NOT_ENROLLED, NO_SUCH_SUBMISSION, ALREADY_RETURNED, ASSIGNMENT_CLOSED
     */
    public Submission takeBack(Activity activity, PersonId person) {
        Work work = work(activity, person);
        if (!work.open()) {
            throw new Problem(AssignmentProblem.ASSIGNMENT_CLOSED);
        }
        Submission latest = latest(activity.id(), person);
        if (latest.returned() || latest.grade().isPresent()) {
            throw new Problem(AssignmentProblem.ALREADY_RETURNED);
        }
        sql.update(
                        """
                        update submission
                        set status = 'DRAFT', submitted_at = null, days_late = 0, updated_at = :now,
                            version = version + 1
                        where tenant_id = :tenant and id = :id and status = 'SUBMITTED'
                        """)
                .set("now", clock.instant())
                .set("id", latest.id().value())
                .run();
        return byId(latest.id());
    }

    /**
     * Begins another attempt with the text of the one before. Repeating it changes nothing.
     *
     * @throws Problem NOT_ENROLLED, NO_SUCH_SUBMISSION, HANDED_IN, ASSIGNMENT_CLOSED,
     *     NO_ATTEMPT_LEFT
     */
    public Submission again(Activity activity, PersonId person) {
        latest(activity.id(), person);
        // Once more: who pressed at the same moment may have begun it while this one waited.
        Submission latest = latest(activity.id(), person);
        switch (latest.status()) {
            case DRAFT -> {
                return latest;
            }
            case SUBMITTED -> throw new Problem(AssignmentProblem.HANDED_IN);
            case RETURNED -> {}
        }
        Work work = work(activity, person);
        if (!work.open()) {
            throw new Problem(AssignmentProblem.ASSIGNMENT_CLOSED);
        }
        if (!work.mayTryAgain()) {
            throw new Problem(AssignmentProblem.NO_ATTEMPT_LEFT);
        }
        insert(activity, person, latest.attempt() + 1, latest.text());
        return latest(activity.id(), person);
    }

    // ------------------------------------------------------------- teachers

    /**
     * Finds a submission.
     *
     * @throws Problem NO_SUCH_SUBMISSION
     */
    public Submission byId(SubmissionId id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + " from submission s where s.tenant_id = :tenant and s.id = :id")
                .set("id", id.value())
                .first(Submissions::submission)
                .orElseThrow(() -> new Problem(AssignmentProblem.NO_SUCH_SUBMISSION));
    }

    /** Lists the files of a submission in the order in which they came. */
    public List<Submission.File> files(SubmissionId id) {
        return sql.query(
                        """
                        select id, name, size_bytes, received, media_type, sha256, created_at
                        from submission_file
                        where tenant_id = :tenant and submission_id = :submission and removed_at is null
                        order by created_at, id
                        """)
                .set("submission", id.value())
                .list(SubmissionFiles::file);
    }

    /**
     * A submission in a list.
     *
     * @param title of the assignment
     */
    public record Line(
            Submission submission, String title, UUID lesson, String courseTitle, String learner) {}

    /**
     * Which submissions.
     *
     * @param course nothing for all
     * @param activity nothing for all
     * @param returned whether those that are marked, rather than those that wait
     */
    public record Filter(
            Optional<CourseId> course, Optional<ActivityId> activity, boolean returned) {

        /** All that wait. */
        public static final Filter WAITING = new Filter(Optional.empty(), Optional.empty(), false);
    }

    /**
     * Lists what was handed in, without what was written: what waits for longest first, what was
     * returned last first.
     */
    public Slice<Line> list(Filter filter, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        String order = filter.returned() ? "returned_at" : "submitted_at";
        String direction = filter.returned() ? "desc" : "asc";
        List<Line> rows =
                sql.query(
                                "select "
                                        + WITHOUT_TEXTS
                                        + """
                                        , a.title, a.lesson_id, c.title as course_title,
                                          coalesce(nullif(p.name, ''), p.email) as learner
                                        from submission s
                                        join activity a on a.tenant_id = s.tenant_id and a.id = s.activity_id
                                            and a.removed_at is null
                                        join course c on c.tenant_id = s.tenant_id and c.id = s.course_id
                                        join lesson l on l.tenant_id = s.tenant_id and l.id = a.lesson_id
                                        join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
                                        where s.tenant_id = :tenant
                                          and s.status = :status
                                          and (cast(:course as uuid) is null or s.course_id = :course)
                                          and (cast(:activity as uuid) is null or s.activity_id = :activity)
                                          and (cast(:at as timestamptz) is null or (s.%1$s, s.id) %2$s (:at, :after))
                                        order by s.%1$s %3$s, s.id %3$s
                                        limit :limit
                                        """
                                                .formatted(
                                                        order,
                                                        filter.returned() ? "<" : ">",
                                                        direction))
                        .set("status", filter.returned() ? Status.RETURNED : Status.SUBMITTED)
                        .set("course", filter.course().map(CourseId::value).orElse(null))
                        .set("activity", filter.activity().map(ActivityId::value).orElse(null))
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(
                                row ->
                                        new Line(
                                                submission(row),
                                                row.text("title"),
                                                row.uuid("lesson_id"),
                                                row.text("course_title"),
                                                row.text("learner")));
        return Slice.of(
                rows,
                limit,
                last ->
                        Cursor.after(
                                (filter.returned()
                                                ? last.submission().returnedAt()
                                                : last.submission().submittedAt())
                                        .orElseThrow(),
                                last.submission().id()));
    }

    /**
     * What waits to be marked in an assignment.
     *
     * @param oldest when the first of them was handed in
     */
    public record Waiting(
            ActivityId activity,
            String title,
            CourseId course,
            String courseTitle,
            int count,
            Instant oldest) {}

    /** Lists the assignments in which something waits, the longest wait first; at most 50. */
    public List<Waiting> waiting() {
        return sql.query(
                        """
                        select s.activity_id, a.title, s.course_id, c.title as course_title, count(*) as waiting,
                            min(s.submitted_at) as oldest
                        from submission s
                        join activity a on a.tenant_id = s.tenant_id and a.id = s.activity_id
                            and a.removed_at is null
                        join course c on c.tenant_id = s.tenant_id and c.id = s.course_id
                        join lesson l on l.tenant_id = s.tenant_id and l.id = a.lesson_id
                        where s.tenant_id = :tenant and s.status = 'SUBMITTED'
                        group by s.activity_id, a.title, s.course_id, c.title
                        order by min(s.submitted_at), s.activity_id
                        limit 50
                        """)
                .list(
                        row ->
                                new Waiting(
                                        new ActivityId(row.uuid("activity_id")),
                                        row.text("title"),
                                        new CourseId(row.uuid("course_id")),
                                        row.text("course_title"),
                                        row.integer("waiting"),
                                        row.instant("oldest")));
    }

    /** Counts what waits in an assignment. */
    public int waiting(ActivityId activity) {
        return sql.query(
                        """
                        select count(*) as waiting
                        from submission
                        where tenant_id = :tenant and activity_id = :activity and status = 'SUBMITTED'
                        """)
                .set("activity", activity.value())
                .first(row -> row.integer("waiting"))
                .orElse(0);
    }

    /**
     * Finds what is to be marked after a submission in the same assignment: what came later, then
     * what was skipped.
     */
    public Optional<SubmissionId> next(Submission after) {
        return sql.query(
                        """
                        select id
                        from submission
                        where tenant_id = :tenant and activity_id = :activity and status = 'SUBMITTED' and id <> :id
                        order by ((submitted_at, id) <= (cast(:at as timestamptz), :id)), submitted_at, id
                        limit 1
                        """)
                .set("at", after.submittedAt().orElse(null))
                .set("activity", after.activity().value())
                .set("id", after.id().value())
                .first(row -> new SubmissionId(row.uuid("id")));
    }

    /**
     * What a teacher says.
     *
     * @param points where there is no rubric; nothing for none yet
     * @param levels by criterion the place of its level, from 0; what is missing is not marked yet
     * @param notes by criterion
     * @param waived whether nothing is taken off for being late
     * @param again whether one more attempt is given
     */
    public record Marking(
            Optional<Double> points,
            Map<Integer, Integer> levels,
            Map<Integer, String> notes,
            String feedback,
            boolean waived,
            boolean again) {}

    /**
     * Keeps what a teacher has made of it so far; the learner sees nothing of it yet.
     *
     * @param seen version that the teacher saw
     * @param asked version of the assignment that the teacher saw
     * @throws Problem NO_SUCH_SUBMISSION, NOT_HANDED_IN, ALREADY_RETURNED, STALE_VERSION,
     *     INVALID_INPUT
     */
    public Submission mark(SubmissionId id, Marking marking, PersonId by, long seen, long asked) {
        Submission submission = handedIn(id, seen);
        requireAsked(activities.byId(submission.activity()), asked);
        if (submission.returned()) {
            throw new Problem(AssignmentProblem.ALREADY_RETURNED);
        }
        write(submission, grade(submission, marking, false), by, false);
        return byId(id);
    }

    /**
     * Gives it back marked. What was returned already is corrected by the same: the learner is told
     * again.
     *
     * @param seen version that the teacher saw
     * @param asked version of the assignment that the teacher saw
     * @throws Problem NO_SUCH_SUBMISSION, NOT_HANDED_IN, STALE_VERSION, INVALID_INPUT
     */
    public Submission giveBack(
            SubmissionId id, Marking marking, PersonId by, long seen, long asked) {
        Submission submission = handedIn(id, seen);
        Activity activity = activities.byId(submission.activity());
        requireAsked(activity, asked);
        Grade grade = grade(submission, marking, true).orElseThrow();
        write(submission, Optional.of(grade), by, true);
        boolean complete =
                switch (Assignment.of(activity).completion()) {
                    case SUBMITTED, RETURNED -> true;
                    case PASSED -> grade.percent() >= Assignment.of(activity).pass();
                };
        if (isLast(submission)) {
            activities.graded(activity, submission.person(), grade.score(), complete);
        }
        outbox.publish(
                new SubmissionReturned(
                        id.value(),
                        submission.person().value(),
                        submission.course().value(),
                        submission.activity().value(),
                        submission.attempt(),
                        grade.percent(),
                        grade.again()));
        return byId(id);
    }

    /** Levels are named by their place: another rubric means others by them. */
    private static void requireAsked(Activity activity, long asked) {
        if (activity.version() != asked) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
    }

    /** A correction of an earlier attempt does not change what the last one has given. */
    private boolean isLast(Submission submission) {
        return attempts(submission.activity(), submission.person()).stream()
                .filter(Submission::returned)
                .findFirst()
                .filter(last -> last.id().equals(submission.id()))
                .isPresent();
    }

    private Submission handedIn(SubmissionId id, long seen) {
        Submission submission =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        from submission s
                                        where s.tenant_id = :tenant and s.id = :id
                                        for no key update
                                        """)
                        .set("id", id.value())
                        .first(Submissions::submission)
                        .orElseThrow(() -> new Problem(AssignmentProblem.NO_SUCH_SUBMISSION));
        if (submission.status() == Status.DRAFT) {
            throw new Problem(AssignmentProblem.NOT_HANDED_IN);
        }
        if (submission.version() != seen) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return submission;
    }

    /**
     * What a marking comes to by the assignment as it is now.
     *
     * @param whole whether nothing may be missing
     * @return nothing while nothing is marked or said
     */
    private Optional<Grade> grade(Submission submission, Marking marking, boolean whole) {
        Assignment assignment = Assignment.of(activities.byId(submission.activity()));
        boolean byRubric = !assignment.rubric().isEmpty();
        Checks checks = new Checks().atMost(marking.feedback(), "feedback", LONGEST_FEEDBACK);
        List<Mark> marks = byRubric ? marks(assignment.rubric(), marking, checks) : List.of();
        boolean all =
                byRubric
                        && marks.size() == assignment.rubric().size()
                        && marks.stream().noneMatch(mark -> mark.level().isEmpty());
        double points =
                byRubric
                        ? marks.stream().mapToDouble(Mark::points).sum()
                        : marking.points().orElse(0.0);
        double most = Math.max(LEAST, assignment.most());
        boolean marked = byRubric ? all : marking.points().isPresent();
        checks.that(
                        points >= 0 && points <= most && isHundredths(points),
                        "points",
                        "Write points from 0 to the most there are.")
                .that(marked || !whole || byRubric, "points", "Write the points.")
                .that(marked || !whole || !byRubric, "rubric", "Choose a level in each criterion.")
                .done();
        String feedback = clean(marking.feedback()).strip();
        if (!marked && marks.isEmpty() && feedback.isEmpty() && !marking.again()) {
            return Optional.empty();
        }
        return Optional.of(
                new Grade(
                        points,
                        most,
                        marking.waived() ? 0 : assignment.penalty(submission.daysLate()),
                        marks,
                        feedback,
                        marking.again()));
    }

    private static boolean isHundredths(double points) {
        return Math.abs(points * 100 - Math.rint(points * 100)) < 1e-6;
    }

    private static List<Mark> marks(
            List<Assignment.Criterion> rubric, Marking marking, Checks checks) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < rubric.size(); i++) {
            Assignment.Criterion criterion = rubric.get(i);
            String note = clean(marking.notes().get(i)).strip();
            checks.atMost(note, "note-" + i, LONGEST_NOTE);
            Integer chosen = marking.levels().get(i);
            if (chosen == null) {
                if (!note.isEmpty()) {
                    // Kept until a level is chosen.
                    marks.add(new Mark(criterion.title(), "", 0, criterion.most(), note));
                }
                continue;
            }
            boolean there = chosen >= 0 && chosen < criterion.levels().size();
            checks.that(there, "level-" + i, "Choose one of the levels.");
            if (there) {
                Assignment.Level level = criterion.levels().get(chosen);
                marks.add(
                        new Mark(
                                criterion.title(),
                                level.title(),
                                level.points(),
                                criterion.most(),
                                note));
            }
        }
        return marks;
    }

    private void write(Submission submission, Optional<Grade> grade, PersonId by, boolean back) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update submission
                        set points = cast(:points as numeric), most = cast(:most as numeric), penalty = :penalty,
                            marks = cast(:marks as jsonb), feedback = :feedback, again = :again,
                            graded_by = cast(:by as uuid),
                            status = case when :back then 'RETURNED' else status end,
                            returned_at = case when :back then :now else returned_at end,
                            updated_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("points", grade.map(Grade::points).orElse(null))
                .set("most", grade.map(Grade::most).orElse(null))
                .set("penalty", grade.map(Grade::penalty).orElse(0))
                .set("marks", Json.write(grade.map(Grade::marks).orElse(List.of())))
                .set("feedback", grade.map(Grade::feedback).orElse(""))
                .set("again", grade.map(Grade::again).orElse(false))
                .set("by", grade.isPresent() ? by.value() : null)
                .set("back", back)
                .set("now", now)
                .set("id", submission.id().value())
                .run();
    }

    /**
     * Enters points for somebody without looking at a submission: for what was done elsewhere, or
     * to mark quickly. What is handed in is given back by it.
     *
     * @param latestSeen the latest submission that the teacher saw; nothing for none
     * @param seen its version; 0 for none
     * @throws Problem NOT_ENROLLED, NOT_HANDED_IN while the learner is writing, MARKING_BEGUN while
     *     somebody has feedback for it that was not returned, STALE_VERSION, INVALID_INPUT
     */
    public Submission enter(
            Activity activity,
            PersonId person,
            double points,
            PersonId by,
            Optional<SubmissionId> latestSeen,
            long seen) {
        enrolments.require(person, activity.course());
        if (!Assignment.of(activity).rubric().isEmpty()) {
            throw new Problem(AssignmentProblem.MARKED_BY_RUBRIC);
        }
        Optional<Submission> there = attempts(activity.id(), person).stream().findFirst();
        if (there.isEmpty()) {
            if (latestSeen.isPresent()) {
                throw new Problem(CommonProblem.STALE_VERSION);
            }
            insert(activity, person, 1, "");
            sql.update(
                            """
                            update submission
                            set status = 'SUBMITTED', submitted_at = :now
                            where tenant_id = :tenant and activity_id = :activity and person_id = :person
                              and attempt = 1 and status = 'DRAFT' and text = ''
                            """)
                    .set("now", clock.instant())
                    .set("activity", activity.id().value())
                    .set("person", person.value())
                    .run();
        }
        Submission latest = latest(activity.id(), person);
        if (there.isPresent()
                && latest.status() != Status.DRAFT
                && !latestSeen.equals(Optional.of(latest.id()))) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        Optional<Grade> before = latest.grade();
        if (!latest.returned() && before.isPresent()) {
            throw new Problem(AssignmentProblem.MARKING_BEGUN);
        }
        return giveBack(
                latest.id(),
                new Marking(
                        Optional.of(points),
                        Map.of(),
                        Map.of(),
                        before.map(Grade::feedback).orElse(""),
                        before.filter(g -> g.penalty() == 0).isPresent(),
                        before.filter(Grade::again).isPresent()),
                by,
                there.isEmpty() ? latest.version() : seen,
                activity.version());
    }

    // ------------------------------------------------------------- all of a course

    /**
     * Lists the latest attempts of people in a course, drafts left out; without what was written.
     */
    public Map<PersonId, Map<ActivityId, Submission>> latest(
            CourseId course, Collection<PersonId> people) {
        Map<PersonId, Map<ActivityId, Submission>> latest = new HashMap<>();
        sql.query(
                        "select distinct on (s.person_id, s.activity_id) "
                                + WITHOUT_TEXTS
                                + """
                                from submission s
                                where s.tenant_id = :tenant and s.course_id = :course and s.status <> 'DRAFT'
                                  and s.person_id = any(:people)
                                order by s.person_id, s.activity_id, s.attempt desc
                                """)
                .set("course", course.value())
                .set("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .list(Submissions::submission)
                .forEach(
                        one ->
                                latest.computeIfAbsent(one.person(), person -> new HashMap<>())
                                        .put(one.activity(), one));
        return latest;
    }
}
