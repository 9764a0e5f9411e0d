package io.lyceum.tenancy.web;

import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.files.FileRequest;
import io.lyceum.shared.files.FileResponses;
import io.lyceum.shared.files.Files;
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

/** The school's files. */
@Path("/files/{id}/{name}")
@RequestScoped
@Open
public class FileResource {

    @Inject Files files;
    @Context HttpHeaders headers;
    @Context HttpServletResponse response;

    @GET
    @Operation(hidden = true)
    public Response read(@PathParam("id") UUID id) {
        Files.Stored file = files.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        if (file.content().audience() == ServedFile.Audience.ONE_PERSON) {
            Actor.bound().orElseThrow(() -> new Problem(CommonProblem.SIGN_IN_REQUIRED));
        }
        FileResponses.FileResponse plan =
                FileResponses.plan(
                        new FileRequest(
                                false,
                                header("If-None-Match"),
                                header("If-Modified-Since"),
                                header("Range"),
                                header("If-Range")),
                        file.content());
        Response.ResponseBuilder answer = Response.status(plan.status());
        // The policy of pages would let an uploaded file run in the school's origin.
        plan.headers().forEach(response::setHeader);
        plan.headers().forEach(answer::header);
        if (plan.hasBody()) {
            answer.entity(
                    (StreamingOutput)
                            out -> {
                                try (InputStream in =
                                        files.open(file, plan.offset(), plan.length())) {
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
