package io.lyceum.admin.deliveries;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The platform's own deliveries that were given up on. */
@RequestScoped
@Path("/platform/deliveries")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformDeliveriesResource {

    @Inject Desk desk;
    @Inject ParkedDeliveries parked;

    @GET
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "deliveries/list",
                desk.page("deliveries.title", Place.PLATFORM_DELIVERIES),
                parked.view());
    }

    @POST
    @Path("retry")
    @Operation(hidden = true)
    public Response retryAll() {
        return desk.done(
                desk.root() + "/deliveries", "deliveries.retried.all", "count", parked.retryAll());
    }

    @POST
    @Path("{delivery}/retry")
    @Operation(hidden = true)
    public Response retry(@PathParam("delivery") UUID id) {
        parked.retry(id);
        return desk.done(desk.root() + "/deliveries", "deliveries.retried");
    }
}
