package io.lyceum.commerce.internal;

import io.lyceum.commerce.PlanPayments;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.SchoolStatusChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Lets a school that is removed pay nothing more for its plan. */
@ApplicationScoped
class EndPlanWithSchool implements EventListener.Outbound<SchoolStatusChanged> {

    @Inject PlanPayments payments;
    @Inject CurrentSchool currentSchool;

    @Override
    public Class<SchoolStatusChanged> event() {
        return SchoolStatusChanged.class;
    }

    @Override
    public void on(UUID id, SchoolStatusChanged event) {
        if (event.status() == School.Status.DELETING) {
            currentSchool.run(new SchoolId(event.school()), this::end);
        }
    }

    private void end() {
        if (payments.ready() && payments.latest().filter(PlanSubscription::live).isPresent()) {
            payments.cancel(true);
        }
    }
}
