package io.lyceum.tenancy.internal;

import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Writes the look that the school was created with; the realm is made from it. */
@ApplicationScoped
class BrandStep implements OnboardingStep {

    @Inject Brands brands;
    @Inject Schools schools;

    @Override
    public String key() {
        return "brand";
    }

    @Override
    public int position() {
        return 10;
    }

    @Override
    public void run(School school) {
        Schools.Seed seed = schools.seed(school.id());
        brands.ensure(
                new Brand(
                        seed.name(),
                        seed.tagline(),
                        seed.primary(),
                        seed.secondary(),
                        seed.typeface(),
                        seed.radius(),
                        Optional.empty(),
                        0));
    }
}
