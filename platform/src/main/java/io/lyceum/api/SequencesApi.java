package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.Sequences;
import io.lyceum.notifications.Step;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people of the school are told by itself. */
@Path("/api/v1/sequences")
@Tag(name = "Mail")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SequencesApi {

    @Inject Sequences sequences;

    @GET
    @Operation(summary = "Lists what learners are told by itself, step by step")
    public List<Body> list() {
        return sequences.list().stream().map(Body::of).toList();
    }

    @GET
    @Path("{step}")
    @Operation(summary = "Reads one step")
    public Response read(@PathParam("step") String step) {
        return answer(sequences.named(step));
    }

    @PUT
    @Path("{step}")
    @Operation(
            summary = "Switches a step",
            description =
                    "If-Match with the version that was read, `\"v0\"` for the usual. What happened"
                            + " before a step was switched on is not caught up with.")
    public Response save(
            @PathParam("step") String name,
            @HeaderParam("If-Match") String ifMatch,
            SwitchBody body) {
        int version = Math.toIntExact(Etags.require(ifMatch));
        NotificationKind kind = sequences.named(name).kind();
        SwitchBody wanted = Bodies.require(body);
        Duration delay = wanted.delay();
        new Checks()
                .that(wanted.enabled() != null, "enabled", "Fill this in.")
                .that(delay != null || !kind.delayed(), "delay", "Fill this in.")
                .done();
        return answer(
                sequences.save(
                        new Step(
                                kind,
                                Boolean.TRUE.equals(wanted.enabled()),
                                delay == null ? Duration.ZERO : delay,
                                version)));
    }

    private static Response answer(Step step) {
        return Response.ok(Body.of(step)).tag("v" + step.version()).build();
    }

    /**
     * One step.
     *
     * @param delay ISO 8601, for example {@code PT48H}
     */
    @Schema(name = "SequenceStep")
    public record Body(String step, boolean enabled, Duration delay, int version) {

        static Body of(Step step) {
            return new Body(
                    step.kind().name().toLowerCase(Locale.ROOT),
                    step.enabled(),
                    step.delay(),
                    step.version());
        }
    }

    /**
     * How to switch it.
     *
     * @param delay ISO 8601; left out for a step that does not wait
     */
    @Schema(name = "SequenceSwitch")
    public record SwitchBody(Boolean enabled, Duration delay) {}
}
