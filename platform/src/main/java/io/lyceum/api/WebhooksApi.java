package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.integrations.EventType;
import io.lyceum.integrations.EventTypes;
import io.lyceum.integrations.Webhook;
import io.lyceum.integrations.WebhookForm;
import io.lyceum.integrations.WebhookTests;
import io.lyceum.integrations.Webhooks;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The webhooks of the school. */
@Path("/api/v1/webhooks")
@Tag(name = "Webhooks")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhooksApi {

    @Inject Webhooks webhooks;
    @Inject WebhookTests tests;

    @GET
    @Operation(summary = "Lists webhooks, the oldest first; at most 20")
    public List<Webhook> list() {
        return webhooks.list();
    }

    @GET
    @Path("event-types")
    @Operation(
            summary = "Lists the events that a webhook may be told of",
            description = "Each with its version, a JSON Schema of what is sent, and an example.")
    public List<EventType> eventTypes() {
        return EventTypes.all();
    }

    @POST
    @Operation(
            summary = "Adds a webhook",
            description =
                    "It is told of what happens from now on, by POST, signed as Standard Webhooks says:"
                            + " headers `webhook-id`, `webhook-timestamp`, `webhook-signature` (`v1`"
                            + " HMAC-SHA256 and `v1a` Ed25519). Any 2xx within 20 seconds counts as"
                            + " delivered; anything else is tried again for three days. Order is not"
                            + " promised: `sequence` tells which event came first.")
    public Response add(WebhookBody body) {
        Webhook added = webhooks.add(Bodies.require(body).form());
        return Response.created(URI.create("/api/v1/webhooks/" + added.id())).entity(added).build();
    }

    @GET
    @Path("{webhook}")
    @Operation(summary = "Reads a webhook")
    public Response read(@PathParam("webhook") UUID id) {
        Webhook webhook = webhooks.byId(id);
        return Etags.ok(webhook, webhook.version());
    }

    @PUT
    @Path("{webhook}")
    @Operation(summary = "Changes a webhook", description = "Needs If-Match.")
    public Response change(
            @PathParam("webhook") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            WebhookBody body) {
        WebhookForm form = Bodies.require(body).form();
        Webhook webhook = webhooks.change(id, Math.toIntExact(Etags.require(ifMatch)), form);
        return Etags.ok(webhook, webhook.version());
    }

    @DELETE
    @Path("{webhook}")
    @Operation(summary = "Removes a webhook and what waits for it")
    public void remove(@PathParam("webhook") UUID id) {
        webhooks.remove(id);
    }

    @POST
    @Path("{webhook}/pause")
    @Operation(summary = "Lets a webhook's events wait")
    public Webhook pause(@PathParam("webhook") UUID id) {
        return webhooks.pause(id);
    }

    @POST
    @Path("{webhook}/resume")
    @Operation(summary = "Tells a webhook of events again")
    public Webhook resume(@PathParam("webhook") UUID id) {
        return webhooks.resume(id);
    }

    @GET
    @Path("{webhook}/secrets")
    @Operation(
            summary = "Reads what signatures are checked with, the latest first",
            description = "`whsec_…` is a secret of both sides, `whpk_…` a public key.")
    public List<Webhooks.Secret> secrets(@PathParam("webhook") UUID id) {
        return webhooks.secrets(id);
    }

    @POST
    @Path("{webhook}/secrets")
    @Operation(
            summary = "Makes new secrets",
            description =
                    "Those before hold for 24 hours beside them; messages bear both signatures.")
    public List<Webhooks.Secret> renewSecrets(@PathParam("webhook") UUID id) {
        webhooks.renewSecrets(id);
        return webhooks.secrets(id);
    }

    @POST
    @Path("{webhook}/test")
    @Operation(
            summary = "Sends an example of an event and waits for the answer",
            description = "Up to 20 seconds. The message's id begins with `test_`.")
    public DeliveryAttempt test(@PathParam("webhook") UUID id, TestBody body) {
        return tests.send(id, String.valueOf(Bodies.require(body).type()));
    }

    @POST
    @Path("{webhook}/replay")
    @Operation(
            summary = "Sends what happened since a moment once more",
            description = "With the ids that the messages had.")
    public Replayed replay(@PathParam("webhook") UUID id, ReplayBody body) {
        ReplayBody wanted = Bodies.require(body);
        new Checks()
                .that(wanted.since() != null, "since", "Write a time like 2026-03-02T09:30:00Z.")
                .done();
        return new Replayed(webhooks.replay(id, wanted.since()));
    }

    /** A webhook as somebody wants it. */
    public record WebhookBody(
            @Schema(example = "Sales") String name,
            @Schema(example = "https://hooks.sales.example/lyceum") String url,
            @Schema(example = "[\"enrolment.created\"]") Set<String> events,
            @Schema(example = "600") Integer perMinute) {

        WebhookForm form() {
            return new WebhookForm(name, url, events, perMinute);
        }
    }

    /** Of which event an example is sent. */
    public record TestBody(@Schema(example = "enrolment.created") String type) {}

    /** Since when. */
    public record ReplayBody(@Schema(example = "2026-03-02T09:30:00Z") Instant since) {}

    /** How many events are sent again. */
    public record Replayed(int events) {}
}
