package io.lyceum.admin.home;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.home.HomeView.Figure;
import io.lyceum.admin.home.HomeView.Task;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Words;
import io.lyceum.assignments.Submissions;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonDrafts;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Role;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.Domains;
import io.lyceum.tenancy.Domains.Domain;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The first page: the setup checklist, worked out from what is there. */
@RequestScoped
@Path("/manage")
@Allow(Role.TEACHER)
public class HomeResource {

    private static final long FIRST_REVISION = 1;

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject People people;
    @Inject Certificates certificates;
    @Inject Brands brands;
    @Inject Domains domains;
    @Inject LessonDrafts drafts;
    @Inject Submissions submissions;

    @GET
    @Operation(hidden = true)
    public Response home() {
        List<Task> tasks = tasks();
        Optional<Task> next = tasks.stream().filter(task -> !task.done()).findFirst();
        return desk.show(
                "home/home",
                desk.page("home.title", Place.HOME),
                new HomeView("", tasks, next, needs(), drafts(), figures()));
    }

    private List<HomeView.Need> needs() {
        return submissions.waiting().stream()
                .map(
                        one ->
                                new HomeView.Need(
                                        "/manage/submissions?activity=" + one.activity(),
                                        one.title(),
                                        one.courseTitle(),
                                        one.count(),
                                        one.oldest()))
                .toList();
    }

    private List<HomeView.Draft> drafts() {
        return drafts.of(desk.person().id().value()).stream()
                .map(
                        draft ->
                                new HomeView.Draft(
                                        "/manage/courses/"
                                                + draft.courseId()
                                                + "/lessons/"
                                                + draft.lesson(),
                                        draft.title().isBlank()
                                                ? desk.t("lesson.untitled")
                                                : draft.title(),
                                        draft.course(),
                                        draft.keptAt()))
                .toList();
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        boolean runsSchool = desk.may(Role.ADMIN);
        if (runsSchool) {
            Brand brand = brands.latest();
            tasks.add(
                    task(
                            "brand",
                            "/manage/brand",
                            brand.logo().isPresent() || brand.revision() > FIRST_REVISION));
        }
        tasks.add(task("course", "/manage/courses/new", any(Optional.empty())));
        tasks.add(task("publish", "/manage/courses", any(Optional.of(Course.Status.PUBLISHED))));
        if (runsSchool) {
            tasks.add(task("people", "/manage/people/invite", hasTeam()));
            tasks.add(task("domain", "/manage/domains", hasDomain()));
        }
        return tasks;
    }

    private Task task(String key, String href, boolean done) {
        return new Task(
                key,
                desk.t("home.task." + key),
                desk.t("home.task." + key + ".text"),
                desk.t("home.task." + key + ".action"),
                href,
                done);
    }

    private boolean any(Optional<Course.Status> status) {
        return !courses.list(status, "", Optional.empty(), 1).items().isEmpty();
    }

    private boolean hasTeam() {
        return !people.invitations().isEmpty()
                || !people.list(Optional.of(Role.TEACHER), "", Optional.empty(), 1)
                        .items()
                        .isEmpty()
                || !people.list(Optional.of(Role.ADMIN), "", Optional.empty(), 1).items().isEmpty();
    }

    private boolean hasDomain() {
        return domains.list().stream()
                .anyMatch(
                        domain ->
                                domain.kind() == Domain.Kind.CUSTOM
                                        && domain.status() == Domain.Status.VERIFIED);
    }

    private List<Figure> figures() {
        Words words = desk.words();
        List<Figure> figures = new ArrayList<>();
        figures.add(
                new Figure(
                        desk.t("home.figure.courses"),
                        words.number(courses.counts().getOrDefault(Course.Status.PUBLISHED, 0L)),
                        "/manage/courses?status=published"));
        if (desk.may(Role.ADMIN)) {
            Map<Role, Long> counts = people.counts();
            figures.add(
                    new Figure(
                            desk.t("home.figure.learners"),
                            words.number(counts.getOrDefault(Role.LEARNER, 0L)),
                            "/manage/people?role=learner"));
            figures.add(
                    new Figure(
                            desk.t("home.figure.certificates"),
                            words.number(certificates.count()),
                            "/manage/certificates"));
        }
        return figures;
    }
}
