package io.lyceum.admin.desk;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the desk of people who make plugins looks on this device. */
@RequestScoped
@Path("/platform/publishing/preferences")
public class PublishingPreferencesResource {

    @Inject Desk desk;

    @POST
    @Allow(Role.LEARNER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response choose(MultivaluedMap<String, String> form) {
        return PreferencesResource.remember(desk, form);
    }
}
