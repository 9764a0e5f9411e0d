package io.lyceum.admin.desk;

import io.lyceum.admin.shell.Job;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;

/** Long work in the background, as the tray shows it. */
@ApplicationScoped
public class BackgroundWork {

    private static final int MOST = 20;

    private final Schools schools;

    protected BackgroundWork() {
        this(null);
    }

    @Inject
    BackgroundWork(Schools schools) {
        this.schools = schools;
    }

    /** What the platform is busy with: schools that are being set up. */
    List<Job> ofPlatform(Refusals.Text text) {
        return schools
                .list(Optional.of(School.Status.ONBOARDING), "", Optional.empty(), MOST)
                .items()
                .stream()
                .map(details -> onboarding(details.school(), text))
                .toList();
    }

    private Job onboarding(School school, Refusals.Text text) {
        List<Schools.StepView> steps = schools.steps(school.id());
        long done =
                steps.stream().filter(step -> step.status() == OnboardingStep.Status.DONE).count();
        String now =
                steps.stream()
                        .filter(step -> step.status() != OnboardingStep.Status.DONE)
                        .findFirst()
                        .map(step -> title(step.key(), text))
                        .orElse("");
        return new Job(
                school.id().toString(),
                school.name(),
                now,
                steps.isEmpty() ? 0 : (int) (done * 100 / steps.size()),
                Job.State.RUNNING,
                "/platform/schools/" + school.slug(),
                Optional.empty());
    }

    private static String title(String step, Refusals.Text text) {
        try {
            return text.get("onboarding." + step);
        } catch (MissingResourceException e) {
            return step;
        }
    }

    /** What the current school is busy with. */
    List<Job> ofSchool(Refusals.Text text) {
        return List.of();
    }
}
