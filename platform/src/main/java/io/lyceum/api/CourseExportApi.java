package io.lyceum.api;

import io.lyceum.catalog.CourseExports;
import io.lyceum.catalog.CourseId;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Taking courses out again, for teachers. */
@Path("/api/v1/courses/{course}/export")
@Tag(name = "Courses")
@Allow(Role.TEACHER)
@RequestScoped
public class CourseExportApi {

    @Inject CourseExports exports;

    @GET
    @Produces({"application/zip", "application/json"})
    @Operation(
            summary = "Writes a course with its lessons and files as lyceum-course/1",
            description = "A zip archive that any school can import.")
    public Response export(@PathParam("course") UUID id) {
        CourseExports.CourseExport export = exports.of(new CourseId(id));
        return Response.ok((StreamingOutput) export::writeTo, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + export.fileName() + "\"")
                .build();
    }
}
