package io.lyceum.admin.schools;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One school as platform admins see it.
 *
 * @param moving whether onboarding still goes on, so that the page looks again by itself
 * @param retry where a POST tries failed steps again
 * @param deleteAfter the day on which it is removed for good
 * @param delete the form that asks for the slug
 */
public record SchoolView(
        String id,
        String slug,
        String name,
        String origin,
        String owner,
        String language,
        String zone,
        Badge status,
        Instant created,
        Optional<Instant> opened,
        Optional<Instant> suspended,
        Optional<Instant> deleteAfter,
        List<Step> steps,
        boolean moving,
        boolean canSuspend,
        boolean canReactivate,
        boolean canDelete,
        Form delete,
        String path) {

    public boolean onboarding() {
        return steps.stream().anyMatch(step -> step.state() != Step.State.DONE);
    }

    public boolean failed() {
        return steps.stream().anyMatch(step -> step.state() == Step.State.FAILED);
    }

    public long done() {
        return steps.stream().filter(step -> step.state() == Step.State.DONE).count();
    }
}
