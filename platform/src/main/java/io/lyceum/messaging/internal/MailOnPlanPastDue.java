package io.lyceum.messaging.internal;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.PlanPastDue;
import io.lyceum.commerce.PlanPayments;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.Plans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells all who run the school that its plan could not be charged. */
@ApplicationScoped
class MailOnPlanPastDue implements EventListener.Outbound<PlanPastDue> {

    @Inject SchoolMail mail;
    @Inject PlanPayments payments;
    @Inject Plans plans;

    @Override
    public Class<PlanPastDue> event() {
        return PlanPastDue.class;
    }

    /** What was paid meanwhile is told to nobody. */
    @Override
    public void on(UUID id, PlanPastDue event) {
        payments.latest()
                .filter(paid -> paid.id().equals(event.subscription()))
                .filter(
                        paid ->
                                paid.status() == PlanSubscription.Status.GRACE
                                        || paid.status() == PlanSubscription.Status.UNPAID)
                .ifPresent(paid -> mail.sendToAdmins(id, content(paid)));
    }

    private MailContent content(PlanSubscription paid) {
        return new MailContent.PlanDue(
                plans.byId(paid.plan()).name(),
                CourseText.price(
                        Messages.of("academy", mail.school().locale()),
                        paid.priceMinor(),
                        paid.currency()),
                paid.status() == PlanSubscription.Status.GRACE
                        ? paid.graceUntil().map(mail::day)
                        : Optional.empty(),
                mail.origin() + "/manage/plan");
    }
}
