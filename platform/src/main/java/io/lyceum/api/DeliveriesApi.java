package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.outbox.Delivery;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.outbox.DeliveryLog;
import io.lyceum.shared.problem.Checks;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of the school's messages. */
@Path("/api/v1/deliveries")
@Tag(name = "Deliveries")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DeliveriesApi {

    private static final Set<String> ENDED = Set.of("PARKED", "CANCELLED", "DONE");

    @Inject DeliveryLog log;

    @GET
    @Operation(
            summary = "Lists deliveries, newest first",
            description =
                    "`listener` is who is told: `webhook:` with the webhook's id, `plugin:` with a"
                            + " plugin's extension, or a part of the product.")
    public Slice<Delivery> list(
            @QueryParam("status") String status,
            @QueryParam("listener") String listener,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return log.list(
                new DeliveryLog.Choice(
                        Bodies.choice(Delivery.Status.class, "status", status),
                        Optional.ofNullable(listener),
                        Optional.empty()),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("{delivery}")
    @Operation(summary = "Reads a delivery")
    public Delivery read(@PathParam("delivery") UUID id) {
        return log.byId(id);
    }

    @GET
    @Path("{delivery}/attempts")
    @Operation(summary = "Lists the attempts to make a delivery, the latest first; at most 100")
    public List<DeliveryAttempt> attempts(@PathParam("delivery") UUID id) {
        return log.attempts(log.byId(id).id());
    }

    @POST
    @Path("{delivery}/resend")
    @Operation(
            summary = "Makes a delivery again that has ended",
            description =
                    "With the same message id. One that was made is made again for other systems only.")
    public Delivery resend(@PathParam("delivery") UUID id) {
        log.byId(id);
        if (!log.resend(id)) {
            throw new Problem(CommonProblem.DELIVERY_NOT_WAITING);
        }
        return log.byId(id);
    }

    /**
     * Which deliveries are made again.
     *
     * @param status {@code PARKED}, {@code CANCELLED} or {@code DONE}
     * @param listener only those for one listener
     * @param since only those made from then on
     */
    public record ResendBody(String status, String listener, Instant since) {}

    /** How many are made again. */
    public record Resent(int deliveries) {}

    @POST
    @Path("resend")
    @Operation(
            summary = "Makes chosen deliveries again that have ended, the oldest 10,000",
            description =
                    "With the same message ids. Those that were made are made again for other systems"
                            + " only. Ask again for more than 10,000.")
    public Resent resend(ResendBody body) {
        ResendBody wanted = Bodies.require(body);
        new Checks()
                .that(
                        wanted.status() != null && ENDED.contains(wanted.status()),
                        "status",
                        "Choose PARKED, CANCELLED or DONE.")
                .that(
                        !"DONE".equals(wanted.status()) || wanted.listener() != null,
                        "listener",
                        "Name the listener whose deliveries are made again.")
                .done();
        return new Resent(
                log.resendAll(
                        new DeliveryLog.Choice(
                                Bodies.choice(Delivery.Status.class, "status", wanted.status()),
                                Optional.ofNullable(wanted.listener()),
                                Optional.ofNullable(wanted.since()))));
    }

    @POST
    @Path("{delivery}/cancel")
    @Operation(summary = "Cancels a delivery to another system that waits")
    public Delivery cancel(@PathParam("delivery") UUID id) {
        log.byId(id);
        if (!log.cancel(id)) {
            throw new Problem(CommonProblem.DELIVERY_NOT_WAITING);
        }
        return log.byId(id);
    }
}
