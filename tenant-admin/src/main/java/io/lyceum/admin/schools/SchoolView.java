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
 * @param origin where people reach it, or reached it
 * @param owner empty once the school is erased
 * @param deleteAfter the day on which it is erased
 * @param steps of being set up, or of being erased
 * @param moving whether steps still go on, so that the page looks again by itself
 * @param going whether it is being erased or was
 * @param confirm the form that asks for the slug, to delete or to erase
 * @param erasedThings how many rows, files and realms are gone
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
        Optional<Instant> erased,
        List<Step> steps,
        boolean moving,
        boolean going,
        boolean canSuspend,
        boolean canReactivate,
        boolean canDelete,
        boolean canErase,
        Form confirm,
        long erasedThings,
        String path) {

    public boolean unfinished() {
        return steps.stream().anyMatch(step -> step.state() != Step.State.DONE);
    }

    public boolean failed() {
        return steps.stream().anyMatch(step -> step.state() == Step.State.FAILED);
    }

    public long done() {
        return steps.stream().filter(step -> step.state() == Step.State.DONE).count();
    }
}
