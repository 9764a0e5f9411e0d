package io.lyceum.api;

import io.lyceum.catalog.CatalogueField;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.CourseImports;
import io.lyceum.catalog.ImportId;
import io.lyceum.catalog.ImportLine;
import io.lyceum.catalog.ImportMapping;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.ImportSeverity;
import io.lyceum.catalog.ImportTable;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.CurrentRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Bringing courses in from files, for teachers. */
@Path("/api/v1/imports")
@Tag(name = "Imports")
@Allow(Role.TEACHER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportsApi {

    @Inject CourseImports imports;

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Uploads a file and begins to read it",
            description =
                    "The body is the file itself: a Carpentries lesson or a Lyceum course as zip, a"
                            + " Lyceum course as JSON, or a table of courses as CSV or JSON. What it"
                            + " is, is told from its content; the name is only shown. Nothing is"
                            + " written before /confirm.")
    public Response upload(@QueryParam("name") String name, InputStream body) {
        new Checks().text(name, "name", 1000).done();
        CourseImport begun = imports.receive(name, Bodies.require(body));
        return Response.accepted(begun)
                .location(URI.create("/api/v1/imports/" + begun.id()))
                .build();
    }

    @GET
    @Operation(summary = "Lists imports, newest first")
    public Slice<CourseImport> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") int limit) {
        return imports.list(Optional.ofNullable(cursor), Bodies.limit(limit));
    }

    @GET
    @Path("{import}")
    @Operation(summary = "Reads an import with its progress and the counts of its report")
    public CourseImport read(@PathParam("import") UUID id) {
        return imports.byId(new ImportId(id));
    }

    @GET
    @Path("{import}/lines")
    @Operation(
            summary = "Lists the fidelity report line by line",
            description = "In the language of Accept-Language.")
    public Slice<ImportLine> lines(
            @PathParam("import") UUID id,
            @QueryParam("severity") String severity,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return imports.lines(
                new ImportId(id),
                Bodies.choice(ImportSeverity.class, "severity", severity),
                CurrentRequest.require().locale(),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("{import}/table")
    @Operation(summary = "Reads what was recognised about a table: encoding, columns, meanings")
    public ImportTable table(@PathParam("import") UUID id) {
        return imports.table(new ImportId(id))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    @PUT
    @Path("{import}/mapping")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Says what the columns of a table mean, and begins to read it again")
    public CourseImport map(@PathParam("import") UUID id, MappingBody body) {
        return imports.map(new ImportId(id), Bodies.require(body).mapping());
    }

    @POST
    @Path("{import}/confirm")
    @Operation(summary = "Lets the import write what its report says, as drafts")
    public CourseImport confirm(@PathParam("import") UUID id) {
        return imports.confirm(new ImportId(id));
    }

    @POST
    @Path("{import}/cancel")
    @Operation(summary = "Gives the import up; what it wrote before stays")
    public CourseImport cancel(@PathParam("import") UUID id) {
        return imports.cancel(new ImportId(id));
    }

    @GET
    @Path("{import}/courses")
    @Operation(summary = "Lists the courses that were written, in the order of the file")
    public Slice<CourseImport.Result> courses(
            @PathParam("import") UUID id,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return imports.results(new ImportId(id), Optional.ofNullable(cursor), Bodies.limit(limit));
    }

    /** Meanings of columns. */
    public record MappingBody(
            @Schema(example = "{\"0\": \"EXTERNAL_ID\", \"1\": \"TITLE\", \"4\": \"PRICE\"}")
                    Map<Integer, CatalogueField> columns,
            @Schema(example = "en") String language,
            @Schema(example = "EUR") String currency,
            @Schema(example = "windows-1251") String encoding) {

        ImportMapping mapping() {
            if (columns == null) {
                throw new Problem(ImportProblem.CATALOGUE_NO_TITLE);
            }
            return new ImportMapping(
                    columns,
                    Optional.ofNullable(language),
                    Optional.ofNullable(currency),
                    Optional.ofNullable(encoding));
        }
    }
}
