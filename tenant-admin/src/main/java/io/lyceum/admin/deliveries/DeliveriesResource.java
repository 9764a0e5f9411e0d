package io.lyceum.admin.deliveries;

import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** The school's deliveries. */
@RequestScoped
@Path("/manage/deliveries")
@Allow(Role.ADMIN)
public class DeliveriesResource extends DeliveryPages {

    public DeliveriesResource() {
        super(Place.DELIVERIES);
    }
}
