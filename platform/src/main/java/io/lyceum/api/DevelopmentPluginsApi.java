package io.lyceum.api;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityDesk;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.DevelopmentPlugins;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.PluginVersion.Where;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The door that {@code ./lyceum plugin dev} comes in by; shut on every other server. */
@Path("/api/v1/platform/development/plugins")
@Tag(
        name = "Plugin development",
        description = "Not found, unless the server runs with lyceum.plugins.dev")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DevelopmentPluginsApi {

    @Inject DevelopmentPlugins development;
    @Inject SchoolPlugins schoolPlugins;
    @Inject Schools schools;
    @Inject CurrentSchool school;
    @Inject Activities activities;
    @Inject ActivityDesk desk;

    /** A version that is being written. */
    public record Taken(String plugin, String version, String sha256) {}

    /** Where activities of the plugin are to be. */
    public record Place(@Nullable UUID course, @Nullable UUID lesson) {}

    /**
     * An activity of the plugin.
     *
     * @param error what its teachers' view came to; null when it has shown something
     */
    public record Planted(String type, UUID activity, @Nullable String error) {}

    /** How the plugin stands at a school. */
    public record Installed(String plugin, String version, List<Planted> activities) {}

    @PUT
    @Path("files")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Takes an archive in the place of the one that its version had")
    public Taken take(@QueryParam("runtime") String runtime, InputStream archive) {
        development.require();
        Where where = Bodies.choice(Where.class, "runtime", runtime).orElse(Where.IN_PROCESS);
        PluginVersion taken = development.take(archive, where);
        return new Taken(taken.id(), taken.version(), taken.sha256());
    }

    @POST
    @Path("{plugin}/{version}/schools/{slug}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Installs it at a school, with an activity of each of its types in a lesson")
    public Installed install(
            @PathParam("plugin") String plugin,
            @PathParam("version") String version,
            @PathParam("slug") String slug,
            Place place) {
        development.require();
        Place wanted = Bodies.require(place);
        School found = schools.bySlug(slug).school();
        return school.call(
                found.id(),
                () -> {
                    SchoolPlugin installed = development.install(plugin, version);
                    List<Planted> planted = new ArrayList<>();
                    if (wanted.course() != null && wanted.lesson() != null) {
                        for (Descriptor.Provided type :
                                installed.version().descriptor().provides()) {
                            if (type.kind() == Kind.ACTIVITY) {
                                planted.add(
                                        plant(
                                                new CourseId(wanted.course()),
                                                new LessonId(wanted.lesson()),
                                                plugin,
                                                type,
                                                found.locale()));
                            }
                        }
                    }
                    return new Installed(plugin, version, planted);
                });
    }

    private Planted plant(
            CourseId course,
            LessonId lesson,
            String plugin,
            Descriptor.Provided type,
            Locale locale) {
        Activity activity =
                activities.of(lesson).stream()
                        .filter(a -> a.plugin().equals(plugin) && a.type().equals(type.id()))
                        .findFirst()
                        .orElseGet(
                                () ->
                                        activities.add(
                                                course,
                                                lesson,
                                                plugin + "/" + type.id(),
                                                type.name().in(locale)));
        String error = null;
        try {
            desk.author(activity, "");
        } catch (Problem problem) {
            String told = schoolPlugins.require(plugin).lastError();
            error = told.isEmpty() ? String.valueOf(problem.getMessage()) : told;
        }
        return new Planted(type.id(), activity.id().value(), error);
    }
}
