package io.lyceum.admin.jobs;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Background work of the platform. */
@RequestScoped
@Path("/platform/jobs")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformJobsResource {

    @Inject Desk desk;

    @GET
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "jobs/list", desk.page("jobs.title", Place.ELSEWHERE), new JobsView(desk.jobs()));
    }

    @GET
    @Path("tray")
    @Operation(hidden = true)
    public Response tray() {
        return desk.part(
                "jobs/tray", desk.page("jobs.title", Place.ELSEWHERE), new JobsView(desk.jobs()));
    }
}
