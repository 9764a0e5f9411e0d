package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.messaging.Suppression;
import io.lyceum.messaging.Suppressions;
import io.lyceum.shared.Slice;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The addresses to which the school sends nothing. */
@Path("/api/v1/mail-suppressions")
@Tag(name = "Mail")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MailSuppressionsApi {

    @Inject Suppressions suppressions;

    @GET
    @Operation(
            summary = "Lists the addresses to which the school sends nothing",
            description = "Last added first; `q` is a part of the address.")
    public Slice<Suppression> list(
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return suppressions.list(
                Objects.requireNonNullElse(query, ""),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @POST
    @Operation(
            summary = "Has nothing sent to an address",
            description = "For bounces and complaints that a mail provider tells of.")
    public Response add(AddressBody body) {
        AddressBody wanted = Bodies.require(body);
        Suppression added =
                suppressions.add(
                        Objects.requireNonNullElse(wanted.address(), ""),
                        Bodies.choice(Suppression.Reason.class, "reason", wanted.reason())
                                .orElse(Suppression.Reason.ADDED),
                        Objects.requireNonNullElse(wanted.note(), ""));
        return Response.created(URI.create("/api/v1/mail-suppressions/" + added.id()))
                .entity(added)
                .build();
    }

    @DELETE
    @Path("{suppression}")
    @Operation(summary = "Sends to an address again")
    public void remove(@PathParam("suppression") UUID id) {
        suppressions.remove(id);
    }

    /**
     * An address.
     *
     * @param reason {@code REPORTED}, {@code COMPLAINED} or {@code ADDED}, which is the usual
     */
    @Schema(name = "MailSuppressionAddress")
    public record AddressBody(String address, String reason, String note) {}
}
