package io.lyceum.api;

import io.lyceum.api.PluginViews.EntryView;
import io.lyceum.api.PluginViews.ListingView;
import io.lyceum.api.PluginViews.RatingView;
import io.lyceum.api.PluginViews.VersionView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugins.PluginDirectory;
import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.Plugins;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.CurrentRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the school can install. */
@Path("/api/v1/plugin-directory")
@Tag(name = "Plugins")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PluginDirectoryApi {

    @Inject PluginDirectory directory;
    @Inject Plugins plugins;
    @Inject PluginRatings ratings;

    @GET
    @Operation(
            summary = "Searches what the school can install, what is thought well of first",
            description =
                    "\"kind\" is activity, connector, listener and so on; \"category\" what it is"
                            + " for.")
    public List<EntryView> search(
            @QueryParam("q") String query,
            @QueryParam("kind") String kind,
            @QueryParam("category") String category) {
        return directory
                .search(
                        query == null ? "" : query,
                        kind == null ? "" : kind,
                        Bodies.choice(PluginListing.Category.class, "category", category)
                                .map(Enum::name)
                                .orElse(""),
                        CurrentRequest.require().locale())
                .stream()
                .map(PluginViews::entry)
                .toList();
    }

    @GET
    @Path("{plugin}")
    @Operation(summary = "Reads a plugin with its versions and ratings, the newest first")
    public DetailsView read(@PathParam("plugin") String plugin) {
        PluginDirectory.Entry entry =
                directory.find(plugin).orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        return new DetailsView(
                PluginViews.entry(entry),
                PluginViews.listing(entry.listing()),
                plugins.history(plugin).stream().map(PluginViews::version).toList(),
                ratings.of(plugin).stream()
                        .map(rating -> PluginViews.rating(rating, ratings))
                        .toList());
    }

    /** A plugin with all that helps to choose. */
    public record DetailsView(
            EntryView plugin,
            ListingView listing,
            List<VersionView> versions,
            List<RatingView> ratings) {}
}
