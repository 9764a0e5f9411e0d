package io.lyceum.tenancy.web;

import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.files.Files;
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
        return FileAnswers.of(
                headers,
                response,
                file.content(),
                (offset, length) -> files.open(file, offset, length));
    }
}
