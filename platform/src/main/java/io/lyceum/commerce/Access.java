package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.internal.Entitlements;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;

/** What people of the current school may use because of what they bought or subscribe to. */
@UseCase
public class Access {

    private final Entitlements entitlements;
    private final Enrolments enrolments;

    protected Access() {
        this(null, null);
    }

    @Inject
    Access(Entitlements entitlements, Enrolments enrolments) {
        this.entitlements = entitlements;
        this.enrolments = enrolments;
    }

    /** Tells whether somebody may begin a course without paying for it. */
    public boolean covers(PersonId person, CourseId course) {
        return entitlements.covers(person, course);
    }

    /**
     * Enrols somebody in a course that is free, or that they have. Repeating it answers the
     * enrolment that is there.
     *
     * @throws Problem NO_SUCH_COURSE, COURSE_NOT_FREE, MEMBERSHIP_FULL
     */
    public Enrolment enrol(PersonId person, CourseId course) {
        if (enrolments.find(person, course).isEmpty() && covers(person, course)) {
            if (!entitlements.begin(person, course)) {
                throw new Problem(PaymentProblem.MEMBERSHIP_FULL);
            }
        }
        return enrolments.enrol(person, course);
    }
}
