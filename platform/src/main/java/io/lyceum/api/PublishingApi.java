package io.lyceum.api;

import io.lyceum.api.PluginViews.KeyView;
import io.lyceum.api.PluginViews.ListingView;
import io.lyceum.api.PluginViews.PublisherView;
import io.lyceum.api.PluginViews.RatingView;
import io.lyceum.api.PluginViews.ReviewView;
import io.lyceum.api.PluginViews.VersionView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.plugins.PluginIntake;
import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginListings;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.Publisher;
import io.lyceum.plugins.Publishers;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.CurrentRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishers and their plugins, for the people who work for them, at the platform's own host. */
@Path("/api/v1/publishing/publishers")
@Tag(name = "Publishing", description = "At the platform's host, for developers of plugins")
@Allow(Role.LEARNER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PublishingApi {

    private static final String PATH = "/api/v1/publishing/publishers/";

    @Inject Publishers publishers;
    @Inject Plugins plugins;
    @Inject PluginIntake intake;
    @Inject PluginRatings ratings;
    @Inject PluginListings listings;
    @Inject CurrentPerson currentPerson;

    @GET
    @Operation(summary = "Lists the publishers that the signed-in person works for")
    public List<PublisherView> list() {
        return publishers.of(currentPerson.require()).stream().map(PluginViews::publisher).toList();
    }

    @POST
    @Operation(summary = "Registers a publisher; the signed-in person works for it")
    public Response register(PublisherBody body) {
        PublisherBody wanted = Bodies.require(body);
        Publisher made =
                publishers.register(
                        wanted.id() == null ? "" : wanted.id(),
                        wanted.name(),
                        wanted.email(),
                        wanted.website(),
                        currentPerson.require(),
                        CurrentRequest.require().locale());
        return Response.created(URI.create(PATH + made.id()))
                .entity(PluginViews.publisher(made))
                .build();
    }

    private Publisher own(String publisher) {
        return publishers.require(publisher, currentPerson.require());
    }

    @GET
    @Path("{publisher}")
    @Operation(summary = "Reads a publisher")
    public PublisherView read(@PathParam("publisher") String publisher) {
        return PluginViews.publisher(own(publisher));
    }

    @PUT
    @Path("{publisher}")
    @Operation(summary = "Changes what a publisher says about itself; its id stays")
    public PublisherView change(@PathParam("publisher") String publisher, PublisherBody body) {
        Publisher known = own(publisher);
        PublisherBody wanted = Bodies.require(body);
        return PluginViews.publisher(
                publishers.change(
                        known.id(),
                        wanted.name(),
                        wanted.email(),
                        wanted.website(),
                        known.locale()));
    }

    @GET
    @Path("{publisher}/keys")
    @Operation(summary = "Lists keys, the newest first, revoked ones too")
    public List<KeyView> keys(@PathParam("publisher") String publisher) {
        return publishers.keys(own(publisher).id()).stream().map(PluginViews::key).toList();
    }

    @POST
    @Path("{publisher}/keys")
    @Operation(summary = "Adds the public half of an Ed25519 key")
    public Response addKey(@PathParam("publisher") String publisher, KeyBody body) {
        Publisher known = own(publisher);
        KeyBody wanted = Bodies.require(body);
        Publisher.Key key = publishers.addKey(known.id(), wanted.name(), wanted.key());
        return Response.created(URI.create(PATH + known.id() + "/keys/" + key.id()))
                .entity(PluginViews.key(key))
                .build();
    }

    @DELETE
    @Path("{publisher}/keys/{key}")
    @Operation(
            summary = "Revokes a key",
            description = "No signature of it is taken any more. What it has signed stays.")
    public void revokeKey(@PathParam("publisher") String publisher, @PathParam("key") UUID key) {
        publishers.revokeKey(own(publisher).id(), key);
    }

    @GET
    @Path("{publisher}/versions")
    @Operation(summary = "Lists the versions of all plugins of a publisher, latest change first")
    public List<VersionView> versions(@PathParam("publisher") String publisher) {
        return plugins.ofPublisher(own(publisher).id()).stream().map(PluginViews::version).toList();
    }

    @POST
    @Path("{publisher}/versions/files")
    @Consumes({"application/java-archive", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Uploads an archive",
            description =
                    "The body is the jar itself. It is inspected and its classes are read; hand it"
                            + " in when that is done. Until a version was published once, and"
                            + " while no reviewer has it, another archive takes its place. The"
                            + " same archive again changes nothing.")
    public Response upload(
            @PathParam("publisher") String publisher,
            @QueryParam("signature") String signature,
            @QueryParam("changelog") String changelog,
            InputStream body) {
        Publisher known = own(publisher);
        PluginVersion taken =
                intake.submit(
                        known,
                        Bodies.require(body),
                        signature == null ? "" : signature,
                        changelog == null ? "" : changelog);
        return Response.created(
                        URI.create(
                                PATH
                                        + known.id()
                                        + "/versions/"
                                        + taken.id()
                                        + "/"
                                        + taken.version()))
                .entity(PluginViews.version(taken))
                .build();
    }

    private PluginVersion own(String publisher, String plugin, String version) {
        Publisher known = own(publisher);
        PluginVersion found = plugins.require(plugin, version);
        if (!found.descriptor().publisher().equals(known.id())) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        return found;
    }

    @GET
    @Path("{publisher}/versions/{plugin}/{version}")
    @Operation(summary = "Reads a version with what the reviewers see")
    public ReviewView read(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            @PathParam("version") String version) {
        PluginVersion known = own(publisher, plugin, version);
        return PluginViews.review(known, plugins.before(known), plugins.scan(plugin, version));
    }

    @POST
    @Path("{publisher}/versions/{plugin}/{version}/submit")
    @Operation(summary = "Hands a version in for review")
    public VersionView submit(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            @PathParam("version") String version) {
        own(publisher).requireActive();
        own(publisher, plugin, version);
        return PluginViews.version(plugins.submit(plugin, version));
    }

    @POST
    @Path("{publisher}/versions/{plugin}/{version}/yank")
    @Operation(summary = "Offers a version to no new school; those that have it keep it")
    public VersionView yank(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            @PathParam("version") String version) {
        own(publisher, plugin, version);
        return PluginViews.version(plugins.move(plugin, version, State.YANKED, ""));
    }

    /** A plugin belongs to a publisher from its first upload on. */
    private String plugin(String publisher, String plugin) {
        String id = own(publisher).id();
        if (!plugins.isOf(plugin, id)) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        return plugin;
    }

    @GET
    @Path("{publisher}/plugins/{plugin}/listing")
    @Operation(summary = "Reads what schools see beside the descriptor")
    public ListingView listing(
            @PathParam("publisher") String publisher, @PathParam("plugin") String plugin) {
        return PluginViews.listing(listings.of(plugin(publisher, plugin)));
    }

    @PUT
    @Path("{publisher}/plugins/{plugin}/listing")
    @Operation(
            summary = "Changes what schools see beside the descriptor",
            description = "All of the words; pictures stay.")
    public ListingView change(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            ListingBody body) {
        String own = plugin(publisher, plugin);
        ListingBody wanted = Bodies.require(body);
        return PluginViews.listing(
                listings.change(
                        own,
                        wanted.about() == null ? Map.of() : wanted.about(),
                        wanted.categories() == null ? Set.of() : wanted.categories(),
                        wanted.website(),
                        wanted.support()));
    }

    @POST
    @Path("{publisher}/plugins/{plugin}/pictures/files")
    @Consumes({"image/png", "image/webp", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Adds a screenshot, or changes the icon",
            description =
                    "The body is the picture itself, PNG or WebP, at most 2 MB and 4000 pixels a"
                            + " side; an icon is square. There are six screenshots at most.")
    public Response addPicture(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            @QueryParam("kind") String kind,
            @QueryParam("caption") String caption,
            InputStream body)
            throws IOException {
        String own = plugin(publisher, plugin);
        PluginListing.Picture made =
                listings.add(
                        own,
                        Bodies.choice(PluginListing.Kind.class, "kind", kind)
                                .orElse(PluginListing.Kind.SCREENSHOT),
                        caption == null ? "" : caption,
                        Bodies.require(body).readNBytes(PluginListings.LARGEST_PICTURE + 1));
        return Response.created(URI.create(made.path())).entity(PluginViews.picture(made)).build();
    }

    @DELETE
    @Path("{publisher}/plugins/{plugin}/pictures/{id}")
    @Operation(summary = "Removes a picture")
    public void removePicture(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            @PathParam("id") UUID id) {
        listings.remove(plugin(publisher, plugin), id);
    }

    @POST
    @Path("{publisher}/ratings/{id}/answer")
    @Operation(summary = "Answers a rating of an own plugin, once")
    public RatingView answer(
            @PathParam("publisher") String publisher, @PathParam("id") UUID id, AnswerBody body) {
        return PluginViews.rating(
                ratings.answer(id, own(publisher), Bodies.require(body).text()), ratings);
    }

    /** What a publisher says about itself. */
    public record PublisherBody(
            @Schema(example = "example-tools") String id,
            @Schema(example = "Example Tools") String name,
            @Schema(example = "plugins@example.org") String email,
            @Schema(example = "https://example.org") String website) {}

    /** A key to add. */
    public record KeyBody(
            @Schema(example = "release 2026") String name,
            @Schema(example = "MCowBQYDK2VwAyEA…") String key) {}

    /** What schools see. */
    public record ListingBody(
            Map<String, String> about,
            Set<PluginListing.Category> categories,
            @Schema(example = "https://example.org/word-count") String website,
            @Schema(example = "help@example.org") String support) {}

    /** What a publisher answers. */
    public record AnswerBody(@Schema(example = "Fixed in 1.2.1.") String text) {}
}
