package io.lyceum.admin.operations;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.operations.OperationsView.LaneRow;
import io.lyceum.admin.operations.OperationsView.RouteRow;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.camel.RouteStanding;
import io.lyceum.shared.camel.Routes;
import io.lyceum.shared.outbox.DueSchools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the platform's machinery stands. */
@RequestScoped
@Path("/platform/operations")
@Allow(Role.PLATFORM_ADMIN)
public class OperationsResource {

    @Inject Desk desk;
    @Inject Routes routes;
    @Inject DueSchools dueSchools;

    @GET
    @Operation(hidden = true)
    public Response show() {
        return desk.show(
                "operations/show",
                desk.page("operations.title", Place.OPERATIONS),
                new OperationsView(
                        routes.standings().stream().map(this::row).toList(),
                        dueSchools.waiting().stream().map(this::row).toList()));
    }

    private RouteRow row(RouteStanding route) {
        return new RouteRow(
                route.route(),
                desk.words().number(route.succeeded()),
                desk.words().number(route.failed()),
                desk.words().number(route.inFlight()),
                desk.t("deliveries.attempt.took", "millis", route.meanMillis()));
    }

    private LaneRow row(DueSchools.Waiting lane) {
        return new LaneRow(
                lane.lane(), desk.words().number(lane.schools()), desk.words().ago(lane.oldest()));
    }
}
