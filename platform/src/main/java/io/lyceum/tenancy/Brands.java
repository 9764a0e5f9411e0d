package io.lyceum.tenancy;

import io.lyceum.shared.Ids;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.internal.SchoolBrand;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The current school's look. */
@UseCase
public class Brands {

    private static final String BRAND = "brand";

    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentSchool school;
    private final SchoolCache<String, Brand> known =
            new SchoolCache<>(10_000, Duration.ofSeconds(2));

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    protected Brands() {
        this(null, null, null, null);
    }

    @Inject
    Brands(Clock clock, Outbox outbox, Audit audit, CurrentSchool school) {
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.school = school;
    }

    /** The brand as pages show it; at most two seconds old. */
    public Brand current() {
        return known.get(school.id(), BRAND, this::latest);
    }

    /**
     * The brand as it stands in the database, for whoever is about to change it.
     *
     * @throws Problem NOT_FOUND before onboarding has made it
     */
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

    /** Writes the first look of a school; later calls change nothing. */
    public void ensure(Brand first) {
        if (row().isEmpty()) {
            entities.persist(new SchoolBrand(Ids.at(clock.instant()), first, clock.instant()));
        }
    }

    /**
     * Changes the look. Everything derived from it follows within seconds.
     *
     * @param wanted the new look; its revision is the one that the change starts from
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
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
        known.forget(school.id());
        return row.view();
    }
}
