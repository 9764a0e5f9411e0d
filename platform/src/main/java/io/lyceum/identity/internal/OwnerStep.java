package io.lyceum.identity.internal;

import io.lyceum.identity.People;
import io.lyceum.identity.Role;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Invites the owner; the mail itself goes out through the outbox. */
@ApplicationScoped
class OwnerStep implements OnboardingStep {

    @Inject People people;
    @Inject Schools schools;

    @Override
    public String key() {
        return "owner";
    }

    @Override
    public int position() {
        return 30;
    }

    @Override
    public void run(School school) {
        Schools.Seed seed = schools.seed(school.id());
        people.inviteFirst(
                seed.ownerEmail(),
                seed.ownerName(),
                school.isPlatform() ? Role.PLATFORM_ADMIN : Role.OWNER);
    }
}
