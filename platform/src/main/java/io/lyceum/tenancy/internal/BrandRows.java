package io.lyceum.tenancy.internal;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandChanged;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row that a school's look stands in. */
@UseCase
public class BrandRows {

    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentSchool school;

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    protected BrandRows() {
        this(null, null, null, null);
    }

    @Inject
    BrandRows(Clock clock, Outbox outbox, Audit audit, CurrentSchool school) {
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.school = school;
    }

    /** See {@link io.lyceum.tenancy.Brands#latest()}. */
    public Brand latest() {
        return row().map(SchoolBrand::view).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    private Optional<SchoolBrand> row() {
        return entities.createQuery(
                        "select b from SchoolBrand b where b.tenantId = :school", SchoolBrand.class)
                .setParameter("school", school.id().value())
                .getResultStream()
                .findFirst();
    }

    /** See {@link io.lyceum.tenancy.Brands#ensure(Brand)}. */
    public void ensure(Brand first) {
        if (row().isEmpty()) {
            entities.persist(new SchoolBrand(Ids.at(clock.instant()), first, clock.instant()));
        }
    }

    /** See {@link io.lyceum.tenancy.Brands#change(Brand)}. */
    public Brand change(Brand wanted) {
        new Checks()
                .text(wanted.name(), "name", 200)
                .atMost(wanted.tagline(), "tagline", 300)
                .colour(wanted.primary(), "primary")
                .colour(wanted.secondary(), "secondary")
                .done();
        SchoolBrand row = row().orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        entities.lock(row, LockModeType.PESSIMISTIC_WRITE);
        if (row.version() != wanted.revision()) {
            throw new Problem(CommonProblem.STALE_VERSION, List.of());
        }
        row.change(wanted, clock.instant());
        entities.flush();
        audit.record("brand.changed", "brand", row.id(), Map.of("revision", row.version()));
        outbox.publish(new BrandChanged(row.version()));
        return row.view();
    }
}
