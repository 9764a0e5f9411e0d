package io.lyceum.tenancy;

import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.internal.BrandRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The current school's look. Every page asks for it, so a known one costs no transaction. */
@ApplicationScoped
public class Brands {

    private static final String BRAND = "brand";

    private final CurrentSchool school;
    private final BrandRows rows;
    private final SchoolCache<String, Brand> known =
            new SchoolCache<>(10_000, Duration.ofSeconds(2));

    protected Brands() {
        this(null, null);
    }

    @Inject
    Brands(CurrentSchool school, BrandRows rows) {
        this.school = school;
        this.rows = rows;
    }

    /** The brand as pages show it; at most two seconds old. */
    public Brand current() {
        return known.get(school.id(), BRAND, rows::latest);
    }

    /**
     * The brand as it stands in the database, for whoever is about to change it.
     *
     * @throws Problem NOT_FOUND before onboarding has made it
     */
    public Brand latest() {
        return rows.latest();
    }

    /** Writes the first look of a school; later calls change nothing. */
    public void ensure(Brand first) {
        rows.ensure(first);
    }

    /**
     * Changes the look. Everything derived from it follows within seconds.
     *
     * @param wanted the new look; its revision is the one that the change starts from
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public Brand change(Brand wanted) {
        Brand changed = rows.change(wanted);
        known.forget(school.id());
        return changed;
    }
}
