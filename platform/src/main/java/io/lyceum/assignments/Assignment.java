package io.lyceum.assignments;

import io.lyceum.activities.Activity;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What learners are asked to hand in.
 *
 * @param instructions Markdown
 * @param text whether they write
 * @param files how many files they may add, 0 to 10
 * @param points the most that can be reached where there is no rubric
 * @param rubric what is looked at; may be empty
 * @param attempts how often it can be handed in; 0 for any number
 * @param pass percent of the points that are enough to pass
 */
public record Assignment(
        String instructions,
        boolean text,
        int files,
        int points,
        List<Criterion> rubric,
        Due due,
        Late late,
        int attempts,
        Completion completion,
        int pass) {

    /** How many files can be handed in at once. */
    public static final int MOST_FILES = 10;

    /** The longest instructions, in characters. */
    public static final int LONGEST_INSTRUCTIONS = 50_000;

    private static final int MOST_CRITERIA = 20;
    private static final int MOST_LEVELS = 10;
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_ATTEMPTS = 20;
    private static final int MOST_DAYS = 1_000;

    /** One that was just added: a text, a hundred points, as often as it takes. */
    public static final Assignment NEW =
            new Assignment(
                    "",
                    true,
                    3,
                    100,
                    List.of(),
                    Due.NEVER,
                    new Late(true, 0, 0),
                    0,
                    Completion.SUBMITTED,
                    50);

    public Assignment {
        instructions = instructions == null ? "" : instructions.replace("\r\n", "\n").strip();
        rubric = rubric == null ? List.of() : List.copyOf(rubric);
        due = due == null ? Due.NEVER : due;
        late = late == null ? new Late(true, 0, 0) : late;
        completion = completion == null ? Completion.SUBMITTED : completion;
        Set<String> names = new HashSet<>();
        new Checks()
                .atMost(instructions, "instructions", LONGEST_INSTRUCTIONS)
                .that(text || files > 0, "text", "Ask for a text, or for files, or for both.")
                .that(files >= 0 && files <= MOST_FILES, "files", "Write a number from 0 to 10.")
                .that(
                        points > 0 && points <= MOST_POINTS,
                        "points",
                        "Write a number from 1 to 10000.")
                .that(rubric.size() <= MOST_CRITERIA, "rubric", "Use at most 20 criteria.")
                .that(
                        rubric.stream().allMatch(c -> names.add(c.title())),
                        "rubric",
                        "Give each criterion a name of its own.")
                .that(
                        attempts >= 0 && attempts <= MOST_ATTEMPTS,
                        "attempts",
                        "Write a number from 0 to 20.")
                .that(pass >= 0 && pass <= 100, "pass", "Write a number from 0 to 100.")
                .done();
    }

    /**
     * Reads the assignment that an activity is.
     *
     * @throws Problem INVALID_INPUT when it holds something else
     */
    public static Assignment of(Activity activity) {
        return of(activity.content());
    }

    static Assignment of(Map<String, Object> content) {
        if (content.isEmpty()) {
            return NEW;
        }
        try {
            return Json.MAPPER.convertValue(content, Assignment.class);
        } catch (IllegalArgumentException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            new Checks().that(false, "content", "This is no assignment.").done();
            throw e;
        }
    }

    /** What the activity keeps. */
    @SuppressWarnings("unchecked")
    Map<String, Object> content() {
        return Json.MAPPER.convertValue(this, Map.class);
    }

    /** The most that can be reached. */
    public double most() {
        return rubric.isEmpty() ? points : rubric.stream().mapToDouble(Criterion::most).sum();
    }

    /** Until when it is to be handed in by somebody; nothing if there is no such day. */
    public Optional<Instant> dueAt(Instant enrolledAt, ZoneId school) {
        return switch (due.kind()) {
            case NONE -> Optional.empty();
            case DATE -> due.at();
            case DAYS ->
                    Optional.of(
                            enrolledAt
                                    .atZone(school)
                                    .toLocalDate()
                                    .plusDays(due.days())
                                    .atTime(LocalTime.of(23, 59))
                                    .atZone(school)
                                    .toInstant());
        };
    }

    /** From when on it is taken no more; nothing if it always is. */
    public Optional<Instant> closesAt(Instant enrolledAt, ZoneId school) {
        Optional<Instant> at = dueAt(enrolledAt, school);
        return !late.accepted()
                ? at
                : late.days() == 0
                        ? Optional.empty()
                        : at.map(moment -> moment.plus(Duration.ofDays(late.days())));
    }

    /** How many days too late something came, each begun one counted; 0 for in time. */
    public static int daysLate(Instant due, Instant submitted) {
        if (!submitted.isAfter(due)) {
            return 0;
        }
        long seconds = Duration.between(due, submitted).toSeconds();
        return (int) (seconds / Duration.ofDays(1).toSeconds() + 1);
    }

    /** Percent that are taken off for so many days. */
    public int penalty(int daysLate) {
        return (int) Math.min(100L, (long) late.penalty() * daysLate);
    }

    /**
     * One thing that is looked at.
     *
     * @param title tells it apart from the others
     * @param levels best first
     */
    public record Criterion(String title, List<Level> levels) {

        public Criterion {
            title = title == null ? "" : title.strip();
            levels = levels == null ? List.of() : List.copyOf(levels);
            new Checks()
                    .text(title, "rubric", 120)
                    .that(!levels.isEmpty(), "rubric", "Give each criterion at least one level.")
                    .that(levels.size() <= MOST_LEVELS, "rubric", "Use at most 10 levels.")
                    .done();
        }

        /** The points of the best level. */
        public double most() {
            return levels.stream().mapToDouble(Level::points).max().orElse(0);
        }
    }

    /**
     * How well something was done.
     *
     * @param points what that is worth, to hundredths
     * @param text what has to be there for it; may be empty
     */
    public record Level(String title, double points, String text) {

        public Level {
            title = title == null ? "" : title.strip();
            text = text == null ? "" : text.strip();
            new Checks()
                    .text(title, "rubric", 120)
                    .atMost(text, "rubric", 1_000)
                    .that(
                            points >= 0
                                    && points <= MOST_POINTS
                                    && Math.abs(points * 100 - Math.rint(points * 100)) < 1e-6,
                            "rubric",
                            "Write points like 4 or 2.5.")
                    .done();
        }
    }

    /**
     * When it is to be handed in.
     *
     * @param at for {@link Kind#DATE}
     * @param days after somebody enrolled, for {@link Kind#DAYS}
     */
    public record Due(Kind kind, Optional<Instant> at, int days) {

        /** No day. */
        public static final Due NEVER = new Due(Kind.NONE, Optional.empty(), 0);

        public Due {
            at = at == null ? Optional.empty() : at;
            new Checks()
                    .that(kind != null, "due", "Choose when it is due.")
                    .that(kind != Kind.DATE || at.isPresent(), "dueAt", "Choose a day and a time.")
                    .that(
                            kind != Kind.DAYS || days > 0 && days <= MOST_DAYS,
                            "dueDays",
                            "Write a number from 1 to 1000.")
                    .done();
        }

        /** What decides. */
        public enum Kind {
            NONE,
            DATE,
            DAYS
        }
    }

    /**
     * What happens with what comes too late.
     *
     * @param accepted whether it is taken at all
     * @param days for how long; 0 for any time
     * @param penalty percent of the points that each begun day costs
     */
    public record Late(boolean accepted, int days, int penalty) {

        public Late {
            new Checks()
                    .that(
                            days >= 0 && days <= MOST_DAYS,
                            "lateDays",
                            "Write a number from 0 to 1000.")
                    .that(
                            penalty >= 0 && penalty <= 100,
                            "penalty",
                            "Write a number from 0 to 100.")
                    .done();
        }
    }

    /** What it takes for the activity to be done. */
    public enum Completion {
        /** Handing it in. */
        SUBMITTED,
        /** Getting it back. */
        RETURNED,
        /** Getting it back with enough points. */
        PASSED
    }
}
