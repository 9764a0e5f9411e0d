package io.lyceum.api;

import io.lyceum.commerce.Dispute;
import io.lyceum.commerce.Disputes;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Payments that buyers' banks dispute. */
@Path("/api/v1/disputes")
@Tag(name = "Orders")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DisputesApi {

    @Inject Disputes disputes;

    @GET
    @Operation(
            summary = "Lists disputed payments, the latest first",
            description = "Amounts are in minor units of the dispute's currency.")
    public Slice<Disputes.Line> list(
            @QueryParam("status") String status,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return disputes.list(
                Bodies.choice(Dispute.Status.class, "status", status).map(Set::of).orElse(Set.of()),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }
}
