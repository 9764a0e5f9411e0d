package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.NewSchool;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schools, for platform admins at the platform's own host. */
@Path("/api/v1/platform/schools")
@Tag(name = "Schools", description = "At the platform's host, for platform admins")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlatformSchoolsApi {

    @Inject Schools schools;
    @Inject Erasures erasures;

    @GET
    @Operation(summary = "Lists schools, newest first")
    public Slice<SchoolView> list(
            @QueryParam("status") String status,
            @QueryParam("q") String search,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return schools.list(
                        Bodies.choice(School.Status.class, "status", status),
                        search == null ? "" : search,
                        Optional.ofNullable(cursor),
                        Bodies.limit(limit))
                .map(this::view);
    }

    @POST
    @Operation(
            summary = "Creates a school",
            description =
                    "Answers at once; the steps go on in the background and can be read at the Location.")
    public Response create(NewSchoolBody body) {
        SchoolView made = view(schools.create(Bodies.require(body).school()));
        return Response.accepted(made)
                .location(URI.create("/api/v1/platform/schools/" + made.slug()))
                .build();
    }

    @GET
    @Path("{slug}")
    @Operation(summary = "Reads a school with its onboarding steps")
    public Response read(@PathParam("slug") String slug) {
        Schools.Details details = schools.bySlug(slug);
        return Etags.ok(view(details), details.version());
    }

    @POST
    @Path("{slug}/suspend")
    @Operation(summary = "Closes a school at once")
    public SchoolView suspend(@PathParam("slug") String slug) {
        return view(schools.suspend(slug));
    }

    @POST
    @Path("{slug}/reactivate")
    @Operation(summary = "Opens a suspended school, or one within its grace")
    public SchoolView reactivate(@PathParam("slug") String slug) {
        return view(schools.reactivate(slug));
    }

    @DELETE
    @Path("{slug}")
    @Operation(
            summary = "Closes a school and erases it after 30 days",
            description = "Until then it can be brought back. Repeat its slug in \"confirm\".")
    public SchoolView delete(
            @PathParam("slug") String slug, @QueryParam("confirm") String typedSlug) {
        return view(schools.delete(slug, typedSlug == null ? "" : typedSlug));
    }

    @POST
    @Path("{slug}/erase")
    @Operation(
            summary = "Erases a school whose deletion was asked for, without waiting any longer",
            description =
                    "Cannot be undone. Answers at once; the steps go on in the background. Repeat"
                            + " the slug in \"confirm\".")
    public SchoolView erase(
            @PathParam("slug") String slug, @QueryParam("confirm") String typedSlug) {
        return view(erasures.hasten(slug, typedSlug == null ? "" : typedSlug));
    }

    private SchoolView view(Schools.Details details) {
        School school = details.school();
        List<Erasures.StepView> erasure = erasures.steps(school.id());
        return new SchoolView(
                school.id().toString(),
                school.slug(),
                school.name(),
                school.status(),
                school.locale().toLanguageTag(),
                school.timeZone().getId(),
                details.ownerEmail(),
                details.origin(),
                details.createdAt(),
                details.activatedAt(),
                details.suspendedAt(),
                details.deleteAfter(),
                details.erasedAt(),
                schools.steps(school.id()).stream()
                        .map(s -> new StepView(s.key(), s.status(), s.attempts(), s.error()))
                        .toList(),
                erasure.stream()
                        .map(s -> new StepView(s.key(), s.status(), s.attempts(), s.error()))
                        .toList(),
                Erasures.totals(erasure));
    }

    /** What makes a school. */
    public record NewSchoolBody(
            @Schema(example = "harbour-languages") String slug,
            @Schema(example = "Harbour Languages") String name,
            @Schema(example = "owner@harbour.example") String ownerEmail,
            @Schema(example = "Ada Marsh") String ownerName,
            @Schema(example = "en") String locale,
            @Schema(example = "Europe/Lisbon") String timeZone,
            BrandBody brand) {

        NewSchool school() {
            BrandBody look = brand == null ? BrandBody.NONE : brand;
            return new NewSchool(
                    slug,
                    name,
                    ownerEmail,
                    ownerName,
                    locale,
                    timeZone,
                    look.tagline(),
                    look.primary(),
                    look.secondary(),
                    look.typeface(),
                    look.radius());
        }
    }

    /** The first look of a school; everything in it may be left out. */
    public record BrandBody(
            @Schema(example = "Small groups, real talk") String tagline,
            @Schema(example = "#0b6e6e") String primary,
            @Schema(example = "#f2b84b") String secondary,
            Brand.Typeface typeface,
            Brand.Radius radius) {

        static final BrandBody NONE = new BrandBody(null, null, null, null, null);
    }

    /**
     * A school. What is left of an erased one is this view, with an empty owner and no steps of
     * onboarding.
     *
     * @param erasure steps of its erasure, once that has begun
     * @param erased how many of each kind are gone: rows by table, files, realms
     */
    public record SchoolView(
            String id,
            String slug,
            String name,
            School.Status status,
            String locale,
            String timeZone,
            String ownerEmail,
            String url,
            Instant createdAt,
            Optional<Instant> activatedAt,
            Optional<Instant> suspendedAt,
            Optional<Instant> deleteAfter,
            Optional<Instant> erasedAt,
            List<StepView> steps,
            List<StepView> erasure,
            SortedMap<String, Long> erased) {}

    /** One step of onboarding or erasure. */
    public record StepView(
            String key, OnboardingStep.Status status, int attempts, Optional<String> error) {}
}
