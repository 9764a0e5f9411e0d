package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PlatformPluginsView.VersionRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Initials;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginIntake;
import io.lyceum.plugins.PluginListings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.VersionDiff;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The platform's plugins: what waits for a review, upload, decision, withdrawal. */
@RequestScoped
@Path("/platform/plugins")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformPluginsResource {

    static final String PATH = "/platform/plugins";

    @Inject Desk desk;
    @Inject Plugins plugins;
    @Inject PluginIntake intake;
    @Inject PluginCalls calls;
    @Inject PlatformPluginTabs tabs;
    @Inject PluginListings listings;

    @GET
    @Operation(hidden = true)
    public Response list(@QueryParam("show") String show) {
        boolean queue = !"all".equals(show);
        return desk.show(
                "plugins/platform",
                desk.page("plugins.title", Place.PLATFORM_PLUGINS),
                new PlatformPluginsView(
                        tabs.at(queue ? "review" : "all"),
                        queue,
                        (queue ? plugins.queue() : plugins.list())
                                .stream().map(this::row).toList()));
    }

    private VersionRow row(PluginVersion version) {
        String name = version.descriptor().name().in(desk.locale());
        boolean waits = version.state() == State.IN_REVIEW;
        return new VersionRow(
                at(version),
                name,
                version.descriptor().reference(),
                version.descriptor().publisher(),
                Initials.of(name),
                desk.t("plugins.signed." + version.signedBy())
                        + " · "
                        + desk.words().size(version.size()),
                desk.words()
                        .ago(
                                waits
                                        ? version.submittedAt().orElse(version.changedAt())
                                        : version.changedAt()),
                PluginWords.badge(desk, version),
                waits ? notes(version) : List.of());
    }

    private List<Badge> notes(PluginVersion version) {
        List<Badge> notes = new ArrayList<>();
        VersionDiff diff = diff(version);
        if (diff.since().isEmpty()) {
            notes.add(new Badge(Tone.INFO, desk.t("review.first")));
        } else if (diff.asksForMore()) {
            notes.add(new Badge(Tone.WARNING, desk.t("review.more")));
        }
        plugins.scan(version.id(), version.version())
                .filter(scan -> scan.total() > 0)
                .ifPresent(
                        scan ->
                                notes.add(
                                        new Badge(
                                                Tone.WARNING,
                                                desk.t("review.findings", "count", scan.total()))));
        return notes;
    }

    private VersionDiff diff(PluginVersion version) {
        return VersionDiff.between(
                plugins.before(version).map(PluginVersion::descriptor), version.descriptor());
    }

    private static String at(PluginVersion version) {
        return PATH + "/" + version.id() + "/" + version.version();
    }

    @GET
    @Path("new")
    @Operation(hidden = true)
    public Response upload() {
        return desk.show(
                "plugins/upload",
                uploadPage(),
                new PlatformPluginsView.Upload(Form.at(PATH + "/files")));
    }

    private Page uploadPage() {
        return desk.page("plugins.upload.title", Place.PLATFORM_PLUGINS)
                .under(PATH, desk.t("plugins.title"));
    }

    @POST
    @Path("files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(List<EntityPart> parts) {
        SentArchive sent = SentArchive.of(parts);
        try {
            PluginVersion taken =
                    intake.receive(
                            new ByteArrayInputStream(sent.require(desk)), sent.value("signature"));
            return desk.done(
                    at(taken), "plugins.taken", "reference", taken.descriptor().reference());
        } catch (Problem problem) {
            return desk.failed(PATH + "/new", problem);
        }
    }

    @GET
    @Path("{plugin}/{version}")
    @Operation(hidden = true)
    public Response read(@PathParam("plugin") String plugin, @PathParam("version") String version) {
        PluginVersion known = plugins.require(plugin, version);
        return desk.show(
                "plugins/review",
                desk.page("plugins.title", Place.PLATFORM_PLUGINS)
                        .titled(known.descriptor().name().in(desk.locale()) + " " + known.version())
                        .under(PATH, desk.t("plugins.title")),
                ReviewWords.view(desk, plugins, listings, known, moves(known)));
    }

    private List<ReviewView.Move> moves(PluginVersion version) {
        return switch (version.state()) {
            case DRAFT, SCANNED -> List.of();
            case IN_REVIEW ->
                    moves(State.PUBLISHED, State.CHANGES_REQUESTED, State.REJECTED, State.APPROVED);
            case CHANGES_REQUESTED -> moves(State.IN_REVIEW, State.REJECTED);
            case APPROVED -> moves(State.PUBLISHED, State.CHANGES_REQUESTED, State.REJECTED);
            case PUBLISHED -> moves(State.YANKED, State.REVOKED);
            case YANKED -> moves(State.PUBLISHED, State.REVOKED);
            case REJECTED -> moves(State.IN_REVIEW);
            case REVOKED -> moves(State.PUBLISHED, State.YANKED);
        };
    }

    private List<ReviewView.Move> moves(State... states) {
        List<ReviewView.Move> moves = new ArrayList<>();
        for (State state : states) {
            moves.add(
                    new ReviewView.Move(
                            state.name(),
                            desk.t("plugins.move." + state),
                            desk.t("plugins.move." + state + ".text"),
                            state == State.REJECTED || state == State.REVOKED));
        }
        return moves;
    }

    @POST
    @Path("{plugin}/{version}/move")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response move(
            @PathParam("plugin") String plugin,
            @PathParam("version") String version,
            MultivaluedMap<String, String> form) {
        try {
            State wanted =
                    Bodies.choice(State.class, "state", Desk.value(form, "state"))
                            .orElseThrow(() -> new Problem(CommonProblem.INVALID_INPUT, "state"));
            PluginVersion moved =
                    wanted == State.PUBLISHED
                            ? plugins.publish(plugin, version)
                            : plugins.move(plugin, version, wanted, Desk.value(form, "reason"));
            if (moved.state() == State.REVOKED) {
                calls.end(moved);
            }
            return desk.done(
                    wanted == State.APPROVED || !wanted.runs() ? at(moved) : PATH,
                    "plugins.moved",
                    "reference",
                    moved.descriptor().reference(),
                    "state",
                    desk.t("plugins.state." + moved.state()));
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + plugin + "/" + version, problem);
        }
    }
}
