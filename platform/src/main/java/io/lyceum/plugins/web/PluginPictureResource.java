package io.lyceum.plugins.web;

import io.lyceum.plugins.PluginListings;
import io.lyceum.shared.files.FileRequest;
import io.lyceum.shared.files.FileResponses;
import io.lyceum.shared.files.ServedFile;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Optional;
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
        FileResponses.FileResponse plan =
                FileResponses.plan(
                        new FileRequest(
                                false,
                                header("If-None-Match"),
                                header("If-Modified-Since"),
                                header("Range"),
                                header("If-Range")),
                        picture);
        Response.ResponseBuilder answer = Response.status(plan.status());
        // The policy of pages would let a file of somebody else run in the school's origin.
        plan.headers().forEach(response::setHeader);
        plan.headers().forEach(answer::header);
        if (plan.hasBody()) {
            answer.entity(
                    (StreamingOutput)
                            out -> {
                                try (InputStream in =
                                        listings.open(picture, plan.offset(), plan.length())) {
                                    in.transferTo(out);
                                }
                            });
        }
        return answer.build();
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.getHeaderString(name));
    }
}
