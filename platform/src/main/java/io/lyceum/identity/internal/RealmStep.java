package io.lyceum.identity.internal;

import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the school's realm with its roles, clients and look. */
@ApplicationScoped
class RealmStep implements OnboardingStep {

    @Inject RealmKeeper keeper;

    @Override
    public String key() {
        return "realm";
    }

    @Override
    public int position() {
        return 20;
    }

    @Override
    public void run(School school) {
        keeper.ensure(school);
    }
}
