package io.lyceum.api;

import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.Subscriptions;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people pay the school again and again. */
@Path("/api/v1/subscriptions")
@Tag(name = "Subscriptions")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SubscriptionsApi {

    @Inject Subscriptions subscriptions;

    @GET
    @Operation(
            summary = "Lists subscriptions, the latest first",
            description = "`q` is a part of a title, name or address.")
    public Slice<Subscriptions.Line> list(
            @QueryParam("status") String status,
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return subscriptions.list(
                Bodies.choice(Subscription.Status.class, "status", status),
                Objects.requireNonNullElse(query, ""),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("{subscription}")
    @Operation(summary = "Reads a subscription")
    public Subscription read(@PathParam("subscription") UUID id) {
        return subscriptions.byId(id);
    }

    @POST
    @Path("{subscription}/cancel")
    @Operation(summary = "Has a subscription end with what is paid for")
    public Subscription cancel(@PathParam("subscription") UUID id) {
        return subscriptions.cancel(subscriptions.byId(id), true);
    }

    @POST
    @Path("{subscription}/keep")
    @Operation(summary = "Takes the end of a subscription back")
    public Subscription keep(@PathParam("subscription") UUID id) {
        return subscriptions.cancel(subscriptions.byId(id), false);
    }
}
