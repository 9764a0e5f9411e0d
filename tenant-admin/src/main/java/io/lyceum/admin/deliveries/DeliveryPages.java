package io.lyceum.admin.deliveries;

import io.lyceum.admin.deliveries.DeliveryDesk.Filter;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The pages of deliveries: what waits, what is under way, what was made. Each place where they are
 * says for itself who may use them.
 */
@Allow(Role.ADMIN)
public abstract class DeliveryPages {

    @Inject DeliveryDesk deliveries;

    private final Place place;

    protected DeliveryPages(Place place) {
        this.place = place;
    }

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("state") @DefaultValue("parked") String state,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("period") @DefaultValue("") String period,
            @QueryParam("after") String after) {
        return deliveries.list(place, new Filter(state, kind, period), Optional.ofNullable(after));
    }

    @GET
    @Path("deliveries.csv")
    @Operation(hidden = true)
    public Response export(
            @QueryParam("state") @DefaultValue("all") String state,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("period") @DefaultValue("") String period) {
        return deliveries.export(new Filter(state, kind, period));
    }

    @GET
    @Path("{delivery}")
    @Operation(hidden = true)
    public Response show(@PathParam("delivery") UUID id) {
        return deliveries.show(place, id);
    }

    @POST
    @Path("retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resendAll(MultivaluedMap<String, String> form) {
        return deliveries.resendAll(Filter.of(form));
    }

    @POST
    @Path("{delivery}/retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resend(@PathParam("delivery") UUID id, MultivaluedMap<String, String> form) {
        return deliveries.resend(id, Desk.value(form, "from"));
    }

    @POST
    @Path("{delivery}/cancel")
    @Operation(hidden = true)
    public Response cancel(@PathParam("delivery") UUID id) {
        return deliveries.cancel(id);
    }
}
