package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PlatformPluginsView.Move;
import io.lyceum.admin.plugins.PlatformPluginsView.VersionRow;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugins.Consent;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginIntake;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.Plugins;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The platform's plugins: upload, review, withdrawal. */
@RequestScoped
@Path("/platform/plugins")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformPluginsResource {

    private static final String PATH = "/platform/plugins";
    private static final int LARGEST = 64 * 1024 * 1024;

    @Inject Desk desk;
    @Inject Plugins plugins;
    @Inject PluginIntake intake;
    @Inject PluginCalls calls;

    @GET
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "plugins/platform",
                desk.page("plugins.title", Place.PLATFORM_PLUGINS),
                view(Form.at(PATH + "/files")));
    }

    private PlatformPluginsView view(Form upload) {
        return new PlatformPluginsView(upload, plugins.list().stream().map(this::row).toList());
    }

    private VersionRow row(PluginVersion version) {
        Consent before =
                plugins.offered(version.id())
                        .filter(offered -> !offered.version().equals(version.version()))
                        .map(offered -> Consent.of(offered.descriptor()))
                        .orElseGet(
                                () ->
                                        version.state() == State.IN_REVIEW
                                                ? new Consent(Set.of(), Set.of())
                                                : Consent.of(version.descriptor()));
        return new VersionRow(
                PATH + "/" + version.id() + "/" + version.version(),
                version.descriptor().name().in(desk.locale()),
                version.descriptor().reference(),
                version.descriptor().publisher(),
                desk.t("plugins.signed." + version.signedBy())
                        + " · "
                        + desk.t("plugins.runs." + version.runtime())
                        + " · "
                        + desk.words().size(version.size()),
                PluginWords.badge(desk, version),
                version.reason(),
                PluginWords.rights(desk, version.descriptor(), before),
                moves(version.state()));
    }

    private List<Move> moves(State state) {
        return switch (state) {
            case IN_REVIEW -> List.of(move(State.PUBLISHED, false), move(State.REJECTED, true));
            case PUBLISHED -> List.of(move(State.YANKED, false), move(State.REVOKED, true));
            case YANKED -> List.of(move(State.PUBLISHED, false), move(State.REVOKED, true));
            case REJECTED, REVOKED -> List.of(move(State.PUBLISHED, false));
        };
    }

    private Move move(State state, boolean danger) {
        return new Move(state.name(), desk.t("plugins.move." + state), danger);
    }

    @POST
    @Path("files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(List<EntityPart> parts) {
        try {
            byte[] archive = new byte[0];
            String signature = "";
            for (EntityPart part : parts) {
                try (InputStream content = part.getContent()) {
                    if (Desk.fileName(part).isPresent()) {
                        archive = content.readNBytes(LARGEST + 1);
                    } else if (part.getName().equals("signature")) {
                        signature = new String(content.readNBytes(4096), StandardCharsets.US_ASCII);
                    }
                }
            }
            if (archive.length == 0) {
                throw new Problem(CommonProblem.INVALID_INPUT, desk.t("plugins.upload.file"));
            }
            PluginVersion taken = intake.receive(new ByteArrayInputStream(archive), signature);
            return desk.done(PATH, "plugins.taken", "reference", taken.descriptor().reference());
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @POST
    @Path("{plugin}/{version}/move")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response move(
            @PathParam("plugin") String plugin,
            @PathParam("version") String version,
            @FormParam("state") String state,
            @FormParam("reason") String reason) {
        try {
            Optional<State> wanted = Bodies.choice(State.class, "state", state);
            PluginVersion moved =
                    plugins.move(
                            plugin,
                            version,
                            wanted.orElseThrow(
                                    () -> new Problem(CommonProblem.INVALID_INPUT, "state")),
                            reason == null ? "" : reason);
            if (moved.state() == State.REVOKED) {
                calls.end(moved);
            }
            return desk.done(
                    PATH,
                    "plugins.moved",
                    "reference",
                    moved.descriptor().reference(),
                    "state",
                    desk.t("plugins.state." + moved.state()));
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }
}
