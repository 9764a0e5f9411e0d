package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.internal.AgreementRows;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the teachers of the current school get of the courses that it sells. */
@UseCase
public class Agreements {

    /** How many teachers a course pays at most. */
    public static final int MOST_TEACHERS = 10;

    private static final int WHOLE = 10_000;
    private static final int LONGEST_HOLD = 365;

    private final AgreementRows rows;
    private final Courses courses;
    private final People people;
    private final Audit audit;
    private final Clock clock;

    protected Agreements() {
        this(null, null, null, null, null);
    }

    @Inject
    Agreements(AgreementRows rows, Courses courses, People people, Audit audit, Clock clock) {
        this.rows = rows;
        this.courses = courses;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is to be agreed.
     *
     * @param validFrom from when on; nothing for now
     */
    public record Change(
            Optional<Instant> validFrom, long minimumMinor, int holdDays, List<Part> parts) {}

    /** What one teacher is to get, in hundredths of a percent. */
    public record Part(PersonId person, int basisPoints) {}

    /** Lists what counts now or will, of all courses, the latest first; at most 500. */
    public List<Agreement> list() {
        return rows.latest();
    }

    /**
     * Lists all that was agreed about a course, the latest first.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public List<Agreement> of(CourseId course) {
        return rows.of(courses.byId(course).id());
    }

    /** Lists what counts for a teacher now, or will. */
    public List<Agreement> of(PersonId teacher) {
        return rows.latest().stream().filter(one -> one.of(teacher).isPresent()).toList();
    }

    /**
     * Agrees on something new; what was sold before is not touched.
     *
     * @throws Problem NO_SUCH_COURSE, INVALID_INPUT, NO_SUCH_PERSON
     */
    public Agreement agree(CourseId course, Change change) {
        courses.byId(course);
        // Sales are dated in whole seconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant from = change.validFrom().orElse(now);
        new Checks()
                .that(
                        change.parts().size() <= MOST_TEACHERS,
                        "shares",
                        "At most 10 teachers share a course.")
                .that(
                        change.parts().stream()
                                .allMatch(
                                        part ->
                                                part.basisPoints() > 0
                                                        && part.basisPoints() <= WHOLE),
                        "shares",
                        "A share is more than 0 and at most 100 percent.")
                .that(
                        change.parts().stream().mapToInt(Part::basisPoints).sum() <= WHOLE,
                        "shares",
                        "All shares together are at most 100 percent.")
                .that(
                        change.parts().stream().map(Part::person).distinct().count()
                                == change.parts().size(),
                        "shares",
                        "Each teacher stands there once.")
                .that(change.minimumMinor() >= 0, "minimum", "Write an amount like 19.99.")
                .that(
                        change.holdDays() >= 0 && change.holdDays() <= LONGEST_HOLD,
                        "holdDays",
                        "Write a number of days from 0 to 365.")
                .that(!from.isBefore(now), "validFrom", "What was sold already does not change.")
                .done();
        for (Part part : change.parts()) {
            new Checks()
                    .that(
                            people.byId(part.person()).role().includes(Role.TEACHER),
                            "shares",
                            "Only teachers get a share.")
                    .done();
        }
        Agreement agreed = rows.add(course, from, change);
        audit.record(
                "agreement.made",
                "course",
                course.value(),
                Map.of("teachers", change.parts().size(), "holdDays", change.holdDays()));
        return agreed;
    }

    /** Notes that a teacher agrees with all that counts for them now or will. */
    public void accept(PersonId teacher) {
        rows.accept(teacher);
    }
}
