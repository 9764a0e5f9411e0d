package io.lyceum.admin.imports;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.imports.ImportsView.ImportRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.CourseImports;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The list of imports, and a new one. */
@RequestScoped
@Path("/manage/imports")
@Allow(Role.TEACHER)
public class ImportsResource {

    static final String PATH = "/manage/imports";

    private static final int PAGE = 50;
    private static final String ACCEPT = ".zip,.json,.jsonl,.ndjson,.csv,.tsv,.txt";

    @Inject Desk desk;
    @Inject CourseImports imports;

    @GET
    @Operation(hidden = true)
    public Response list(@QueryParam("after") String after) {
        Slice<CourseImport> found = imports.list(Optional.ofNullable(after), PAGE);
        return desk.show(
                "imports/list",
                desk.page("imports.title", Place.IMPORTS),
                new ImportsView(
                        found.items().stream().map(this::row).toList(),
                        found.next().map(c -> PATH + "?after=" + Html.urlParameter(c))));
    }

    private ImportRow row(CourseImport one) {
        return new ImportRow(
                PATH + "/" + one.id(),
                one.fileName(),
                desk.t("import.kind." + one.kind()),
                new Badge(ImportTones.of(one.status()), desk.t("import.state." + one.status())),
                result(one),
                one.createdAt());
    }

    private String result(CourseImport one) {
        return switch (one.status()) {
            case READING, WRITING -> one.done() > 0 ? one.percent() + " %" : "";
            case MAPPING -> "";
            case REVIEW ->
                    one.kind() == CourseImport.Kind.CATALOGUE
                            ? desk.t(
                                    "import.waiting.courses",
                                    "count",
                                    one.counts().comesIn(),
                                    "refused",
                                    one.counts().refused())
                            : desk.t("import.waiting.course", "lost", one.counts().lost());
            case CANCELLED ->
                    one.courses() == 0 ? "" : desk.t("import.courses", "count", one.courses());
            case DONE -> desk.t("import.courses", "count", one.courses());
            case FAILED -> one.failure().map(f -> f.in(desk.locale())).orElse("");
        };
    }

    @GET
    @Path("new")
    @Operation(hidden = true)
    public Response blank() {
        return desk.show("imports/new", newPage(), newView(Form.at(PATH + "/new")));
    }

    private Page newPage() {
        return desk.page("import.new.title", Place.IMPORTS).under(PATH, desk.t("imports.title"));
    }

    private NewImportView newView(Form form) {
        List<Option> kinds =
                List.of(
                                CourseImport.Kind.CARPENTRIES,
                                CourseImport.Kind.LYCEUM,
                                CourseImport.Kind.CATALOGUE)
                        .stream()
                        .map(
                                kind ->
                                        new Option(
                                                kind.name(),
                                                desk.t("import.kind." + kind),
                                                desk.t("import.kind." + kind + ".hint")))
                        .toList();
        return new NewImportView(
                form, kinds, ACCEPT, desk.words().size(CourseImports.LARGEST_FILE));
    }

    @POST
    @Path("new")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(List<EntityPart> parts) {
        try {
            return desk.go(PATH + "/" + receive(parts).id());
        } catch (Problem problem) {
            Form refused = desk.refused(Form.at(PATH + "/new"), Map.<String, String>of(), problem);
            Form form =
                    problem.fields().isEmpty()
                            ? refused.wrong("file", desk.sentence(problem))
                            : refused;
            return desk.refuse(problem, "imports/new", newPage(), newView(form));
        }
    }

    private CourseImport receive(List<EntityPart> parts) {
        for (EntityPart part : parts) {
            Optional<String> name = Desk.fileName(part);
            if (name.isPresent()) {
                try (InputStream content = part.getContent()) {
                    return imports.receive(name.get(), content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new Problem(
                CommonProblem.INVALID_INPUT,
                List.of(new Problem.FieldError("file", desk.t("check.file"))),
                "file");
    }
}
