package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.integrations.MailServer;
import io.lyceum.integrations.MailServerForm;
import io.lyceum.integrations.MailServers;
import io.lyceum.messaging.MailTrials;
import io.lyceum.shared.outbox.DeliveryAttempt;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The school's own mail server. */
@Path("/api/v1/mail-server")
@Tag(name = "Mail")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MailServerApi {

    @Inject MailServers servers;
    @Inject MailTrials trials;
    @Inject CurrentPerson currentPerson;

    @GET
    @Operation(
            summary = "Reads the school's own mail server",
            description = "404 while its mails go through the platform's. Never its password.")
    public Response read() {
        return answer(servers.own());
    }

    @PUT
    @Operation(
            summary = "Has the school's mails go through a server of its own",
            description =
                    "If-Match with the version that was read, or `\"v0\"` for the first one. Without a"
                            + " password the one that is known stays.")
    public Response save(@HeaderParam("If-Match") String ifMatch, MailServerBody body) {
        MailServerForm form = Bodies.require(body).form();
        return answer(servers.save(Math.toIntExact(Etags.require(ifMatch)), form));
    }

    @DELETE
    @Operation(summary = "Has the school's mails go through the platform's server for good")
    public void remove() {
        servers.remove();
    }

    @POST
    @Path("pause")
    @Operation(summary = "Has mails go through the platform's server for now")
    public Response pause() {
        return answer(servers.use(false));
    }

    @POST
    @Path("resume")
    @Operation(summary = "Has mails go through the school's own server again")
    public Response resume() {
        return answer(servers.use(true));
    }

    @POST
    @Path("keys")
    @Operation(
            summary = "Makes a key that mails are signed with (DKIM)",
            description =
                    "Put `record` into a TXT record of the DNS with the name `recordName`; leave the"
                            + " record before for some days.")
    public Response sign() {
        return answer(servers.sign());
    }

    @POST
    @Path("test")
    @Operation(
            summary =
                    "Sends you a mail through the school's own server and waits for what comes of it",
            description = "Up to half a minute, and also while it is paused.")
    public DeliveryAttempt test() {
        return trials.send(currentPerson.require().id().value());
    }

    private static Response answer(MailServer server) {
        return Etags.ok(server, server.version());
    }

    /** A mail server as somebody wants it. */
    public record MailServerBody(
            @Schema(example = "smtp.example.org") String host,
            @Schema(example = "587") Integer port,
            @Schema(example = "STARTTLS") String security,
            @Schema(example = "academy") String user,
            @Schema(example = "secret") String password,
            @Schema(example = "academy@example.org") String from,
            @Schema(example = "60") Integer perMinute) {

        MailServerForm form() {
            return new MailServerForm(host, port, security, user, password, from, perMinute);
        }

        @Override
        public String toString() {
            return "MailServerBody[" + host + "]";
        }
    }
}
