package io.lyceum.plugins.web;

import io.lyceum.plugins.PluginListings;
import io.lyceum.shared.files.ServedFile;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.FileAnswers;
import io.lyceum.shared.web.Open;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Icons and screenshots of plugins, at every host: their ids cannot be guessed. */
@Path("/plugin-pictures/{id}")
@RequestScoped
@Open
public class PluginPictureResource {

    @Inject PluginListings listings;
    @Context HttpHeaders headers;
    @Context HttpServletResponse response;

    @GET
    @Operation(hidden = true)
    public Response read(@PathParam("id") UUID id) {
        ServedFile picture =
                listings.picture(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        return FileAnswers.of(
                headers,
                response,
                picture,
                (offset, length) -> listings.open(picture, offset, length));
    }
}
