package io.lyceum.admin.deliveries;

import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** The platform's own deliveries. */
@RequestScoped
@Path("/platform/deliveries")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformDeliveriesResource extends DeliveryPages {

    public PlatformDeliveriesResource() {
        super(Place.PLATFORM_DELIVERIES);
    }
}
