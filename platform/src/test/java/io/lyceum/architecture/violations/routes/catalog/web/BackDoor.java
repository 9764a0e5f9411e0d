package io.lyceum.architecture.violations.routes.catalog.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Says of no route who may use it. */
@Path("/back-door")
class BackDoor {
    @GET
    String walkIn() {
        return "";
    }
}
