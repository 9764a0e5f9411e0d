package io.lyceum.admin.desk;

import io.lyceum.admin.shell.Job;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.CourseImports;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.stream.Stream;

/** Long work in the background, as the tray shows it. */
@ApplicationScoped
public class BackgroundWork {

    private static final int MOST = 20;

    private static final int LATELY = 5;

    private final Schools schools;
    private final Erasures erasures;
    private final CourseImports imports;

    protected BackgroundWork() {
        this(null, null, null);
    }

    @Inject
    BackgroundWork(Schools schools, Erasures erasures, CourseImports imports) {
        this.schools = schools;
        this.erasures = erasures;
        this.imports = imports;
    }

    /** What the platform is busy with: schools that are being set up or erased. */
    List<Job> ofPlatform(Refusals.Text text) {
        return Stream.concat(
                        schools(School.Status.ONBOARDING).map(school -> onboarding(school, text)),
                        schools(School.Status.ERASING).map(school -> erasing(school, text)))
                .toList();
    }

    private Stream<School> schools(School.Status status) {
        return schools.list(Optional.of(status), "", Optional.empty(), MOST).items().stream()
                .map(Schools.Details::school);
    }

    private Job onboarding(School school, Refusals.Text text) {
        List<Part> parts =
                schools.steps(school.id()).stream()
                        .map(step -> new Part("onboarding." + step.key(), step.status()))
                        .toList();
        return job(school, parts, text);
    }

    private Job erasing(School school, Refusals.Text text) {
        List<Part> parts =
                erasures.steps(school.id()).stream()
                        .map(step -> new Part("erasure." + step.key(), step.status()))
                        .toList();
        return job(school, parts, text);
    }

    private record Part(String key, OnboardingStep.Status status) {}

    private static Job job(School school, List<Part> steps, Refusals.Text text) {
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

    private static String title(String key, Refusals.Text text) {
        try {
            return text.get(key);
        } catch (MissingResourceException e) {
            return key.substring(key.indexOf('.') + 1);
        }
    }

    /** What the current school is busy with, and what ended lately: imports. */
    List<Job> ofSchool(Refusals.Text text) {
        return imports.list(Optional.empty(), LATELY).items().stream()
                .map(one -> importing(one, text))
                .toList();
    }

    private static Job importing(CourseImport one, Refusals.Text text) {
        Job.State state =
                switch (one.status()) {
                    case READING, WRITING -> Job.State.RUNNING;
                    case MAPPING, REVIEW -> Job.State.WAITING_FOR_PERSON;
                    case DONE -> Job.State.DONE;
                    case FAILED -> Job.State.FAILED;
                    case CANCELLED -> Job.State.CANCELLED;
                };
        String path = "/manage/imports/" + one.id();
        String step =
                one.moving()
                        ? text.get("import.progress." + one.status(), "name", one.fileName())
                        : one.status() == CourseImport.Status.DONE
                                ? text.get("import.courses", "count", one.courses())
                                : text.get("import.state." + one.status());
        return new Job(
                one.id().toString(),
                one.title().isBlank() ? one.fileName() : one.title(),
                step,
                one.percent(),
                state,
                path,
                one.moving() ? Optional.of(path + "/cancel") : Optional.empty());
    }
}
