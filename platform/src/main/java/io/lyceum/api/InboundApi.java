package io.lyceum.api;

import io.lyceum.integrations.InboundReception;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.RateLimits;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where other systems tell the school something. */
@Path("/api/v1/inbound")
@Tag(name = "Inbound webhooks")
@Open
@RequestScoped
@Consumes(MediaType.WILDCARD)
public class InboundApi {

    @Inject InboundReception reception;
    @Inject RateLimits limits;
    @Context HttpHeaders headers;

    @POST
    @Path("{inbound}")
    @Operation(
            summary = "Tells the school something, as its inbound webhook was set up",
            description =
                    "202 for what is new, 200 for what was told before; 401 unless the sender proves"
                            + " itself as the webhook asks.")
    public Response receive(@PathParam("inbound") UUID id, byte[] body) {
        limits.count(RateLimits.Kind.WRITE, "inbound " + id);
        boolean fresh =
                reception.receive(
                        id,
                        name -> Objects.requireNonNullElse(headers.getHeaderString(name), ""),
                        body);
        return Response.status(fresh ? 202 : 200).build();
    }
}
