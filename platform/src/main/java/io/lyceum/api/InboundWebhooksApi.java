package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.integrations.InboundAction;
import io.lyceum.integrations.InboundFormat;
import io.lyceum.integrations.InboundMessage;
import io.lyceum.integrations.InboundRule;
import io.lyceum.integrations.InboundWebhook;
import io.lyceum.integrations.InboundWebhookForm;
import io.lyceum.integrations.InboundWebhooks;
import io.lyceum.shared.Slice;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The addresses at which other systems tell the school something, and what they told. */
@Path("/api/v1/inbound-webhooks")
@Tag(name = "Inbound webhooks")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class InboundWebhooksApi {

    @Inject InboundWebhooks webhooks;

    @GET
    @Operation(summary = "Lists inbound webhooks, the oldest first; at most 20")
    public List<InboundWebhook> list() {
        return webhooks.list();
    }

    @POST
    @Operation(
            summary = "Adds an inbound webhook",
            description =
                    "Its address is its `path` at the school. `STANDARD` is proved as Standard Webhooks"
                            + " says, `STRIPE` as Stripe does, `HMAC` by HMAC-SHA256 of the body in the"
                            + " named header, `TOKEN` by the secret itself there. Without a secret one is"
                            + " made, except for `STRIPE`. Rules find what they need by JSON pointers.")
    public Response add(InboundBody body) {
        InboundWebhook added = webhooks.add(Bodies.require(body).form());
        return Response.created(URI.create("/api/v1/inbound-webhooks/" + added.id()))
                .entity(added)
                .build();
    }

    @GET
    @Path("{inbound}")
    @Operation(summary = "Reads an inbound webhook")
    public Response read(@PathParam("inbound") UUID id) {
        InboundWebhook webhook = webhooks.byId(id);
        return Etags.ok(webhook, webhook.version());
    }

    @PUT
    @Path("{inbound}")
    @Operation(
            summary = "Changes an inbound webhook",
            description =
                    "Needs If-Match. A secret that is given takes over; the one before holds for 24 hours"
                            + " beside it.")
    public Response change(
            @PathParam("inbound") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            InboundBody body) {
        InboundWebhookForm form = Bodies.require(body).form();
        InboundWebhook webhook = webhooks.change(id, Math.toIntExact(Etags.require(ifMatch)), form);
        return Etags.ok(webhook, webhook.version());
    }

    @DELETE
    @Path("{inbound}")
    @Operation(summary = "Removes an inbound webhook and what it was told")
    public void remove(@PathParam("inbound") UUID id) {
        webhooks.remove(id);
    }

    @POST
    @Path("{inbound}/pause")
    @Operation(summary = "Takes no messages in: senders are asked to try later")
    public InboundWebhook pause(@PathParam("inbound") UUID id) {
        return webhooks.setActive(id, false);
    }

    @POST
    @Path("{inbound}/resume")
    @Operation(summary = "Takes messages in again")
    public InboundWebhook resume(@PathParam("inbound") UUID id) {
        return webhooks.setActive(id, true);
    }

    @GET
    @Path("{inbound}/secrets")
    @Operation(summary = "Reads the secrets that hold, the latest first")
    public List<String> secrets(@PathParam("inbound") UUID id) {
        return webhooks.secrets(webhooks.byId(id).id());
    }

    @GET
    @Path("{inbound}/messages")
    @Operation(summary = "Lists what it was told, last told first")
    public Slice<InboundMessage> messages(
            @PathParam("inbound") UUID id,
            @QueryParam("status") String status,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return webhooks.messages(
                id,
                Bodies.choice(InboundMessage.Status.class, "status", status),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("{inbound}/messages/{message}")
    @Operation(summary = "Reads a message, as it came")
    public InboundMessage message(
            @PathParam("inbound") UUID id, @PathParam("message") UUID message) {
        return webhooks.message(id, message);
    }

    @POST
    @Path("{inbound}/messages/{message}/replay")
    @Operation(summary = "Handles a message once more, by the rules of now")
    public InboundMessage replay(
            @PathParam("inbound") UUID id, @PathParam("message") UUID message) {
        return webhooks.replay(id, message);
    }

    /**
     * What is written of an inbound webhook.
     *
     * @param format {@code STANDARD}, {@code STRIPE}, {@code HMAC} or {@code TOKEN}
     * @param header for {@code HMAC} and {@code TOKEN}
     * @param secret left out to have one made, or to keep the one that is there
     * @param type where a message's type is: a JSON pointer; {@code /type} if left out
     * @param event where its id is: a JSON pointer; {@code /id} if left out
     */
    @Schema(name = "InboundWebhookBody")
    public record InboundBody(
            String name,
            String format,
            String header,
            String secret,
            String type,
            String event,
            List<RuleBody> rules) {

        InboundWebhookForm form() {
            Optional<InboundFormat> known = Bodies.choice(InboundFormat.class, "format", format);
            new Checks()
                    .that(known.isPresent(), "format", "Fill this in.")
                    .that(
                            rules == null || rules.stream().noneMatch(Objects::isNull),
                            "rules",
                            "Fill this in.")
                    .done();
            return new InboundWebhookForm(
                    text(name),
                    known.orElseThrow(),
                    text(header),
                    text(secret),
                    Objects.requireNonNullElse(type, "/type"),
                    Objects.requireNonNullElse(event, "/id"),
                    Objects.requireNonNullElse(rules, List.<RuleBody>of()).stream()
                            .map(RuleBody::rule)
                            .toList());
        }
    }

    /**
     * What is done about messages of one type.
     *
     * @param action {@code INVITE}, {@code ENROL}, {@code ADDRESS_BOUNCED} or {@code
     *     ADDRESS_COMPLAINED}
     */
    @Schema(name = "InboundRuleBody")
    public record RuleBody(String when, String action, String email, String name, String course) {

        InboundRule rule() {
            Optional<InboundAction> known = Bodies.choice(InboundAction.class, "rules", action);
            new Checks().that(known.isPresent(), "rules", "Fill this in.").done();
            return new InboundRule(
                    text(when).strip(),
                    known.orElseThrow(),
                    text(email).strip(),
                    text(name).strip(),
                    text(course).strip());
        }
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "");
    }
}
