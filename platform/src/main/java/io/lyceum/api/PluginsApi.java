package io.lyceum.api;

import io.lyceum.api.PluginViews.InstalledView;
import io.lyceum.api.PluginViews.RatingView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.plugins.Consent;
import io.lyceum.plugins.PluginActivation;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginChannel;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
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
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plugins that the school has installed. */
@Path("/api/v1/plugins")
@Tag(name = "Plugins")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PluginsApi {

    @Inject SchoolPlugins schoolPlugins;
    @Inject PluginCalls calls;
    @Inject PluginActivation activation;
    @Inject PluginRatings ratings;
    @Inject CurrentPerson currentPerson;

    @GET
    @Operation(summary = "Lists what the school has installed, by id")
    public List<InstalledView> list() {
        return schoolPlugins.list().stream().map(PluginViews::installed).toList();
    }

    @POST
    @Operation(
            summary = "Installs a version, or changes to it",
            description =
                    "Name every scope and host that the version asks for: that is the school's"
                            + " consent. The version that was there before is kept for going back,"
                            + " and goes on until every server has loaded the new one.")
    public Response install(InstallBody body) {
        InstallBody wanted = Bodies.require(body);
        new Checks()
                .text(wanted.plugin(), "plugin", 60)
                .text(wanted.version(), "version", 60)
                .done();
        SchoolPlugin installed =
                activation.install(
                        wanted.plugin(),
                        wanted.version(),
                        new Consent(
                                wanted.scopes() == null ? Set.of() : wanted.scopes(),
                                wanted.hosts() == null ? Set.of() : wanted.hosts()));
        return Response.created(URI.create("/api/v1/plugins/" + installed.id()))
                .entity(PluginViews.installed(installed))
                .build();
    }

    @GET
    @Path("{plugin}")
    @Operation(summary = "Reads an installed plugin")
    public InstalledView read(@PathParam("plugin") String plugin) {
        return PluginViews.installed(schoolPlugins.require(plugin));
    }

    @DELETE
    @Path("{plugin}")
    @Operation(
            summary = "Removes a plugin from the school, with all that it keeps",
            description = "Cannot be undone. Repeat its id in \"confirm\".")
    public void remove(@PathParam("plugin") String plugin, @QueryParam("confirm") String typed) {
        schoolPlugins.require(plugin);
        if (!plugin.equals(typed)) {
            throw new Problem(CommonProblem.INVALID_INPUT, "confirm");
        }
        schoolPlugins.remove(plugin);
    }

    @POST
    @Path("{plugin}/enable")
    @Operation(summary = "Lets a plugin work, as if it had never failed")
    public InstalledView enable(@PathParam("plugin") String plugin) {
        SchoolPlugin enabled = schoolPlugins.enable(plugin, true);
        calls.forgive(plugin);
        return PluginViews.installed(enabled);
    }

    @POST
    @Path("{plugin}/disable")
    @Operation(summary = "Stops a plugin; what it keeps stays")
    public InstalledView disable(@PathParam("plugin") String plugin) {
        return PluginViews.installed(schoolPlugins.enable(plugin, false));
    }

    @POST
    @Path("{plugin}/roll-back")
    @Operation(summary = "Goes back to the version before")
    public InstalledView rollBack(@PathParam("plugin") String plugin) {
        return PluginViews.installed(activation.rollBack(plugin));
    }

    @PUT
    @Path("{plugin}/channel")
    @Operation(
            summary = "Follows a channel of versions, or none",
            description =
                    "PINNED stays at a version, STABLE follows versions without a suffix, PREVIEW all"
                            + " of them. A version that asks for something new waits for consent.")
    public InstalledView follow(@PathParam("plugin") String plugin, ChannelBody body) {
        ChannelBody wanted = Bodies.require(body);
        new Checks().that(wanted.channel() != null, "channel", "Choose a channel.").done();
        return PluginViews.installed(schoolPlugins.follow(plugin, wanted.channel()));
    }

    @PUT
    @Path("{plugin}/settings")
    @Operation(
            summary = "Changes the settings",
            description =
                    "By property; what is missing is empty or off. A secret that is missing stays"
                            + " as it is, and none is ever shown.")
    public InstalledView set(@PathParam("plugin") String plugin, Map<String, Object> settings) {
        schoolPlugins.require(plugin);
        Map<String, String> typed = new HashMap<>();
        Bodies.require(settings)
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                typed.put(name, value.toString());
                            }
                        });
        return PluginViews.installed(schoolPlugins.set(plugin, typed));
    }

    @PUT
    @Path("{plugin}/rating")
    @Operation(
            summary = "Says what the school thinks of a plugin",
            description = "Other schools read it without the name of the school.")
    public RatingView rate(@PathParam("plugin") String plugin, RatingBody body) {
        RatingBody said = Bodies.require(body);
        return PluginViews.rating(
                ratings.rate(plugin, said.stars(), said.text(), currentPerson.require()), ratings);
    }

    @DELETE
    @Path("{plugin}/rating")
    @Operation(summary = "Takes back what the school has said")
    public void withdraw(@PathParam("plugin") String plugin) {
        ratings.withdraw(plugin);
    }

    /** What to install, and what the school agrees to. */
    public record InstallBody(
            @Schema(example = "word-count") String plugin,
            @Schema(example = "1.2.0") String version,
            @Schema(example = "[\"users.name\"]") Set<String> scopes,
            @Schema(example = "[]") Set<String> hosts) {}

    /** What to follow. */
    public record ChannelBody(@Schema(example = "STABLE") PluginChannel channel) {}

    /** What a school thinks. */
    public record RatingBody(
            @Schema(example = "4") int stars,
            @Schema(example = "Does what it says.") String text) {}
}
