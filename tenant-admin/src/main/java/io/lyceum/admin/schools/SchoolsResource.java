package io.lyceum.admin.schools;

import io.lyceum.admin.brand.BrandChoices;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.schools.SchoolsView.SchoolRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Step;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.TimeZones;
import io.lyceum.shared.web.Html;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.Hosts;
import io.lyceum.tenancy.NewSchool;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The platform's schools. */
@RequestScoped
@Path("/platform")
@Allow(Role.PLATFORM_ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SchoolsResource {

    private static final int PAGE = 50;
    private static final String PATH = "/platform/schools";

    @Inject Desk desk;
    @Inject Schools schools;
    @Inject Erasures erasures;
    @Inject Hosts hosts;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response home() {
        return desk.go(PATH);
    }

    @GET
    @Path("schools")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("after") String after) {
        Optional<School.Status> wanted =
                Arrays.stream(School.Status.values())
                        .filter(s -> name(s).equals(status))
                        .findFirst();
        Slice<Schools.Details> found =
                schools.list(wanted, query.strip(), Optional.ofNullable(after), PAGE);
        List<SchoolRow> rows = found.items().stream().map(this::row).toList();
        String kept =
                wanted.map(s -> "status=" + name(s) + "&").orElse("")
                        + (query.isBlank() ? "" : "q=" + Html.urlParameter(query) + "&");
        Listing listing =
                new Listing(
                        PATH,
                        query,
                        wanted.map(s -> List.of(new Listing.Kept("status", name(s))))
                                .orElse(List.of()),
                        tabs(wanted),
                        after == null ? Optional.empty() : Optional.of(PATH + "?" + kept),
                        found.next().map(c -> PATH + "?" + kept + "after=" + Html.urlParameter(c)),
                        rows.isEmpty() ? "" : desk.t("schools.count", "shown", rows.size()));
        return desk.show(
                "schools/list",
                desk.page("schools.title", Place.SCHOOLS),
                new SchoolsView(listing, rows));
    }

    private static String name(School.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private List<Tab> tabs(Optional<School.Status> shown) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab(PATH, desk.t("schools.tab.all"), Optional.empty(), shown.isEmpty()));
        for (School.Status status :
                List.of(
                        School.Status.ACTIVE,
                        School.Status.ONBOARDING,
                        School.Status.SUSPENDED,
                        School.Status.DELETING,
                        School.Status.ERASED)) {
            tabs.add(
                    new Tab(
                            PATH + "?status=" + name(status),
                            desk.t("schools.tab." + status),
                            Optional.empty(),
                            shown.filter(status::equals).isPresent()));
        }
        return tabs;
    }

    private SchoolRow row(Schools.Details details) {
        return new SchoolRow(
                PATH + "/" + details.school().slug(),
                details.school().name(),
                Hosts.hostOf(details.origin()),
                details.ownerEmail(),
                badge(details.school().status()),
                details.createdAt());
    }

    private Badge badge(School.Status status) {
        Tone tone =
                switch (status) {
                    case ACTIVE -> Tone.POSITIVE;
                    case ONBOARDING -> Tone.INFO;
                    case SUSPENDED -> Tone.WARNING;
                    case DELETING, ERASING -> Tone.CRITICAL;
                    case ERASED -> Tone.NEUTRAL;
                };
        return new Badge(tone, desk.t("school.status." + status));
    }

    // ------------------------------------------------------------- a new one

    @GET
    @Path("schools/new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response blank() {
        return desk.show("schools/new", newPage(), newView(blankForm()));
    }

    private Page newPage() {
        return desk.page("school.new.title", Place.SCHOOLS).under(PATH, desk.t("schools.title"));
    }

    private Form blankForm() {
        return Form.at(
                PATH + "/new",
                Map.of(
                        "locale", desk.locale().getLanguage(),
                        "timeZone", desk.school().timeZone().getId(),
                        "primary", "#2f5bd3",
                        "secondary", "#f2b84b",
                        "typeface", Brand.Typeface.HUMANIST.name(),
                        "radius", Brand.Radius.SOFT.name()));
    }

    private NewSchoolView newView(Form form) {
        return new NewSchoolView(
                form,
                "." + hosts.platformHost(),
                languages(),
                TimeZones.ofPlaces(),
                BrandChoices.typefaces(desk),
                BrandChoices.radii(desk));
    }

    private static List<Option> languages() {
        return NewSchool.LANGUAGES.stream()
                .sorted()
                .map(tag -> Option.of(tag, Desk.ownName(tag)))
                .toList();
    }

    @POST
    @Path("schools/new")
    @Operation(hidden = true)
    public Response create(MultivaluedMap<String, String> form) {
        try {
            Schools.Details created =
                    schools.create(
                            new NewSchool(
                                    Desk.value(form, "slug"),
                                    Desk.value(form, "name"),
                                    Desk.value(form, "ownerEmail"),
                                    Desk.value(form, "ownerName"),
                                    Desk.value(form, "locale"),
                                    Desk.value(form, "timeZone"),
                                    Desk.value(form, "tagline"),
                                    Desk.value(form, "primary"),
                                    Desk.value(form, "secondary"),
                                    BrandChoices.typeface(
                                            Desk.value(form, "typeface"), Brand.Typeface.HUMANIST),
                                    BrandChoices.radius(
                                            Desk.value(form, "radius"), Brand.Radius.SOFT)));
            return desk.done(
                    PATH + "/" + created.school().slug(),
                    "school.created",
                    "name",
                    created.school().name());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "schools/new",
                    newPage(),
                    newView(atSlug(desk.refused(blankForm(), form, problem), problem)));
        }
    }

    /** A taken or reserved address belongs to its field, not only to the top of the page. */
    private Form atSlug(Form form, Problem problem) {
        return problem.code().name().startsWith("SLUG_")
                ? form.wrong("slug", desk.sentence(problem))
                : form;
    }

    // ------------------------------------------------------------- one school

    @GET
    @Path("schools/{slug}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("slug") String slug) {
        Schools.Details details = schools.bySlug(slug);
        return desk.show("schools/show", page(details), view(details, confirmForm(details)));
    }

    private Page page(Schools.Details details) {
        return desk.page("schools.title", Place.SCHOOLS)
                .titled(details.school().name())
                .under(PATH, desk.t("schools.title"));
    }

    /** Typing the slug deletes a school, and erases one that was deleted. */
    private static Form confirmForm(Schools.Details details) {
        boolean deleted = details.school().status() == School.Status.DELETING;
        return Form.at(PATH + "/" + details.school().slug() + (deleted ? "/erase" : "/delete"));
    }

    private SchoolView view(Schools.Details details, Form confirm) {
        School school = details.school();
        School.Status status = school.status();
        boolean going = status == School.Status.ERASING || status == School.Status.ERASED;
        List<Erasures.StepView> erasure = erasures.steps(school.id());
        return new SchoolView(
                school.id().toString(),
                school.slug(),
                school.name(),
                details.origin(),
                details.ownerEmail(),
                Desk.ownName(school.locale().toLanguageTag()),
                school.timeZone().getId(),
                badge(status),
                details.createdAt(),
                details.activatedAt(),
                details.suspendedAt(),
                details.deleteAfter(),
                details.erasedAt(),
                going
                        ? erasure.stream().map(this::step).toList()
                        : schools.steps(school.id()).stream().map(this::step).toList(),
                status == School.Status.ONBOARDING || status == School.Status.ERASING,
                going,
                status == School.Status.ACTIVE,
                status == School.Status.SUSPENDED || status == School.Status.DELETING,
                !going && status != School.Status.DELETING,
                status == School.Status.DELETING,
                confirm,
                Erasures.totals(erasure).values().stream().mapToLong(Long::longValue).sum(),
                PATH + "/" + school.slug());
    }

    private static Step.State state(OnboardingStep.Status status) {
        return switch (status) {
            case WAITING -> Step.State.WAITING;
            case RUNNING -> Step.State.RUNNING;
            case DONE -> Step.State.DONE;
            case FAILED -> Step.State.FAILED;
        };
    }

    private Step step(Schools.StepView step) {
        return new Step(
                state(step.status()), title("onboarding." + step.key(), step.key()), detail(step));
    }

    private Step step(Erasures.StepView step) {
        long erased = step.erased().values().stream().mapToLong(Long::longValue).sum();
        String detail =
                step.status() == OnboardingStep.Status.FAILED
                        ? step.error().orElse("")
                                + " · "
                                + desk.t("school.step.attempts", "attempts", step.attempts())
                        : erased == 0 ? "" : desk.t("erasure.erased", "count", erased);
        return new Step(state(step.status()), title("erasure." + step.key(), step.key()), detail);
    }

    private String title(String key, String otherwise) {
        try {
            return desk.t(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }

    private String detail(Schools.StepView step) {
        if (step.error().isPresent() && step.finishedAt().isEmpty()) {
            return step.error().get()
                    + " · "
                    + desk.t("school.step.attempts", "attempts", step.attempts());
        }
        return step.startedAt().isPresent() && step.finishedAt().isPresent()
                ? seconds(Duration.between(step.startedAt().get(), step.finishedAt().get()))
                : "";
    }

    private String seconds(Duration took) {
        return took.toMillis() < 50
                ? ""
                : String.format(desk.locale(), "%.1f ", took.toMillis() / 1000.0)
                        + desk.t("school.step.seconds");
    }

    @POST
    @Path("schools/{slug}/suspend")
    @Operation(hidden = true)
    public Response suspend(@PathParam("slug") String slug) {
        return act(slug, () -> schools.suspend(slug), "school.suspend.done");
    }

    @POST
    @Path("schools/{slug}/reactivate")
    @Operation(hidden = true)
    public Response reactivate(@PathParam("slug") String slug) {
        return act(slug, () -> schools.reactivate(slug), "school.reactivate.done");
    }

    private Response act(String slug, Runnable action, String said) {
        try {
            action.run();
            return desk.done(PATH + "/" + slug, said, "name", schools.bySlug(slug).school().name());
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + slug, problem);
        }
    }

    @POST
    @Path("schools/{slug}/delete")
    @Operation(hidden = true)
    public Response delete(@PathParam("slug") String slug, MultivaluedMap<String, String> form) {
        Schools.Details details = schools.bySlug(slug);
        return confirmed(
                details,
                form,
                () -> schools.delete(slug, Desk.value(form, "slug").strip()),
                "school.delete.done");
    }

    @POST
    @Path("schools/{slug}/erase")
    @Operation(hidden = true)
    public Response erase(@PathParam("slug") String slug, MultivaluedMap<String, String> form) {
        Schools.Details details = schools.bySlug(slug);
        return confirmed(
                details,
                form,
                () -> erasures.hasten(slug, Desk.value(form, "slug").strip()),
                "school.erase.done");
    }

    private Response confirmed(
            Schools.Details details,
            MultivaluedMap<String, String> form,
            Runnable action,
            String said) {
        try {
            action.run();
            return desk.done(
                    PATH + "/" + details.school().slug(), said, "name", details.school().name());
        } catch (Problem problem) {
            Form refused = atSlug(desk.refused(confirmForm(details), form, problem), problem);
            return desk.refuse(problem, "schools/show", page(details), view(details, refused));
        }
    }
}
