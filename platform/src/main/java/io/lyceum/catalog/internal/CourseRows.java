package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.shared.persistence.SchoolOwnedId;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Finds the rows of courses for whoever changes them; runs in a transaction. */
@ApplicationScoped
public class CourseRows {

    @Inject CurrentSchool school;

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    /**
     * Finds a row.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public CourseRow require(CourseId id) {
        CourseRow row =
                entities.find(CourseRow.class, new SchoolOwnedId(school.id().value(), id.value()));
        if (row == null) {
            throw new Problem(CourseProblem.NO_SUCH_COURSE);
        }
        return row;
    }

    /**
     * Finds a row and keeps others from changing it until the transaction ends.
     *
     * @param expectedVersion the version that a change starts from
     * @throws Problem NO_SUCH_COURSE, STALE_VERSION
     */
    public CourseRow lock(CourseId id, Optional<Long> expectedVersion) {
        CourseRow row = require(id);
        entities.lock(row, LockModeType.PESSIMISTIC_WRITE);
        if (expectedVersion.isPresent() && expectedVersion.get() != row.version()) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return row;
    }
}
