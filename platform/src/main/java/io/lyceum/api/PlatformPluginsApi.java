package io.lyceum.api;

import io.lyceum.api.PluginViews.PublisherView;
import io.lyceum.api.PluginViews.ReviewView;
import io.lyceum.api.PluginViews.VersionView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginIntake;
import io.lyceum.plugins.PluginRating;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.Publisher;
import io.lyceum.plugins.Publishers;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plugins, publishers and ratings, for platform admins at the platform's own host. */
@Path("/api/v1/platform")
@Tag(name = "Plugins of the platform", description = "At the platform's host, for platform admins")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlatformPluginsApi {

    @Inject Plugins plugins;
    @Inject PluginIntake intake;
    @Inject PluginCalls calls;
    @Inject Publishers publishers;
    @Inject PluginRatings ratings;

    @GET
    @Path("plugins")
    @Operation(
            summary = "Lists versions of plugins",
            description =
                    "With the state IN_REVIEW what was handed in first comes first; otherwise by"
                            + " plugin, the newest first.")
    public List<VersionView> list(@QueryParam("state") String state) {
        Optional<State> wanted = Bodies.choice(State.class, "state", state);
        return (wanted.equals(Optional.of(State.IN_REVIEW)) ? plugins.queue() : plugins.list())
                .stream()
                        .filter(version -> wanted.isEmpty() || version.state() == wanted.get())
                        .map(PluginViews::version)
                        .toList();
    }

    @POST
    @Path("plugins/files")
    @Consumes({"application/java-archive", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Takes an archive in",
            description =
                    "The body is the jar itself. Signed with the platform's key it is published at"
                            + " once, anything else waits for a review. The same archive again"
                            + " changes nothing.")
    public Response upload(@QueryParam("signature") String signature, InputStream body) {
        PluginVersion taken =
                intake.receive(Bodies.require(body), signature == null ? "" : signature);
        return Response.created(
                        URI.create(
                                "/api/v1/platform/plugins/" + taken.id() + "/" + taken.version()))
                .entity(PluginViews.version(taken))
                .build();
    }

    @GET
    @Path("plugins/{plugin}/{version}")
    @Operation(
            summary = "Reads a version with what a reviewer looks at",
            description =
                    "What it asks for against the version that schools had before, and what its"
                            + " classes use.")
    public ReviewView read(
            @PathParam("plugin") String plugin, @PathParam("version") String version) {
        PluginVersion known = plugins.require(plugin, version);
        return PluginViews.review(known, plugins.before(known), plugins.scan(plugin, version));
    }

    @POST
    @Path("plugins/{plugin}/{version}/state")
    @Operation(
            summary = "Decides about a version",
            description =
                    "PUBLISHED approves on the way. CHANGES_REQUESTED, REJECTED and REVOKED need a"
                            + " reason; the publisher is told each time. REVOKED ends it"
                            + " everywhere at once.")
    public VersionView move(
            @PathParam("plugin") String plugin,
            @PathParam("version") String version,
            MoveBody body) {
        MoveBody wanted = Bodies.require(body);
        new Checks().that(wanted.state() != null, "state", "Choose a state.").done();
        String reason = wanted.reason() == null ? "" : wanted.reason();
        PluginVersion moved =
                wanted.state() == State.PUBLISHED
                        ? plugins.publish(plugin, version)
                        : plugins.move(plugin, version, wanted.state(), reason);
        if (moved.state() == State.REVOKED) {
            calls.end(moved);
        }
        return PluginViews.version(moved);
    }

    @GET
    @Path("publishers")
    @Operation(summary = "Lists publishers by name")
    public List<PublisherView> publishers() {
        return publishers.list().stream().map(PluginViews::publisher).toList();
    }

    @POST
    @Path("publishers/{publisher}/suspend")
    @Operation(summary = "Takes nothing new from a publisher; what schools have goes on")
    public PublisherView suspend(@PathParam("publisher") String publisher) {
        return PluginViews.publisher(publishers.move(publisher, Publisher.State.SUSPENDED));
    }

    @POST
    @Path("publishers/{publisher}/activate")
    @Operation(summary = "Lets a suspended publisher send versions again")
    public PublisherView activate(@PathParam("publisher") String publisher) {
        return PluginViews.publisher(publishers.move(publisher, Publisher.State.ACTIVE));
    }

    @GET
    @Path("plugin-ratings")
    @Operation(summary = "Lists the ratings of all plugins, hidden ones too, newest first")
    public List<ModeratedView> ratings() {
        return ratings.all().stream().map(PlatformPluginsApi::moderated).toList();
    }

    @POST
    @Path("plugin-ratings/{id}/hide")
    @Operation(summary = "Hides a rating; it counts no more")
    public ModeratedView hide(@PathParam("id") UUID id) {
        return moderated(ratings.hide(id, true));
    }

    @POST
    @Path("plugin-ratings/{id}/show")
    @Operation(summary = "Shows a hidden rating again")
    public ModeratedView show(@PathParam("id") UUID id) {
        return moderated(ratings.hide(id, false));
    }

    private static ModeratedView moderated(PluginRating rating) {
        return new ModeratedView(
                rating.id(),
                rating.plugin(),
                rating.school().toString(),
                rating.stars(),
                rating.text(),
                rating.changedAt(),
                rating.hiddenAt(),
                rating.answer());
    }

    /** Where a version is to go. */
    public record MoveBody(
            @Schema(example = "CHANGES_REQUESTED") State state,
            @Schema(example = "Say why it opens files.") String reason) {}

    /** A rating as the platform sees it. */
    public record ModeratedView(
            UUID id,
            String plugin,
            String school,
            int stars,
            String text,
            Instant at,
            Optional<Instant> hiddenAt,
            String answer) {}
}
