package io.lyceum.api;

import io.lyceum.commerce.Reconciliation;
import io.lyceum.commerce.Reconciliations;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Comparisons of Stripe with the books, for platform admins at the platform's own host. */
@Path("/api/v1/platform/reconciliations")
@Tag(name = "Payments of the platform", description = "At the platform's host, for platform admins")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationsApi {

    @Inject Reconciliations reconciliations;

    @GET
    @Operation(summary = "Lists comparisons of Stripe with the books, the latest first")
    public Slice<Reconciliation> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") int limit) {
        return reconciliations.list(Optional.ofNullable(cursor), Bodies.limit(limit));
    }

    @POST
    @Operation(
            summary = "Compares Stripe with the books now",
            description =
                    "Answers at once; it goes on in the background and can be read at the Location."
                            + " What is missing is repaired.")
    public Response begin() {
        Reconciliation run = reconciliations.begin();
        return Response.accepted(run)
                .location(URI.create("/api/v1/platform/reconciliations/" + run.id()))
                .build();
    }

    @GET
    @Path("{run}")
    @Operation(
            summary = "Reads a comparison with what it found",
            description = "Amounts are in minor units, after Stripe's fees.")
    public Reconciliation.Report read(@PathParam("run") UUID id) {
        return reconciliations.report(id);
    }
}
