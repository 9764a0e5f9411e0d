package io.lyceum.admin.imports;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.imports.ImportView.Line;
import io.lyceum.admin.imports.ImportView.Result;
import io.lyceum.admin.imports.ImportView.Stage;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Step;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Words;
import io.lyceum.catalog.CatalogueField;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.CourseImports;
import io.lyceum.catalog.ImportId;
import io.lyceum.catalog.ImportLine;
import io.lyceum.catalog.ImportMapping;
import io.lyceum.catalog.ImportSeverity;
import io.lyceum.catalog.ImportTable;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One import, from the file to the courses. */
@RequestScoped
@Path("/manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ImportResource {

    private static final int LINES = 100;
    private static final int RESULTS = 20;
    private static final List<String> LANGUAGES =
            List.of("en", "ru", "de", "es", "fr", "it", "pt", "pl", "uk", "tr");
    private static final List<String> CURRENCIES =
            List.of("EUR", "USD", "GBP", "CHF", "PLN", "CZK", "SEK", "RUB", "KZT", "JPY", "BRL");

    @Inject Desk desk;
    @Inject CourseImports imports;

    @PathParam("import")
    UUID id;

    private ImportId importId() {
        return new ImportId(id);
    }

    private String path() {
        return ImportsResource.PATH + "/" + id;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(
            @QueryParam("severity") @DefaultValue("") String severity,
            @QueryParam("after") String after) {
        CourseImport one = imports.byId(importId());
        if (one.status() == CourseImport.Status.MAPPING) {
            return desk.asksForPart() ? reload(one) : desk.go(path() + "/mapping");
        }
        return desk.show("imports/show", page(one), view(one, severity, after));
    }

    /** The page looked again by itself, and there is a question now: it must come as a whole. */
    private Response reload(CourseImport one) {
        return desk.part("imports/reload", page(one), new NothingView());
    }

    private Page page(CourseImport one) {
        return desk.page("imports.title", Place.IMPORTS)
                .titled(one.title().isBlank() ? one.fileName() : one.title())
                .under(ImportsResource.PATH, desk.t("imports.title"));
    }

    private ImportView view(CourseImport one, String severity, String after) {
        Optional<ImportSeverity> shown = severityOf(severity);
        boolean reported = one.counts().all() > 0;
        Slice<ImportLine> lines =
                reported
                        ? imports.lines(
                                importId(), shown, desk.locale(), Optional.ofNullable(after), LINES)
                        : new Slice<>(List.of(), Optional.empty());
        String kept = shown.map(s -> "severity=" + name(s) + "&").orElse("");
        return new ImportView(
                path(),
                desk.t("import.kind." + one.kind()),
                new Badge(ImportTones.of(one.status()), desk.t("import.state." + one.status())),
                one.createdAt(),
                desk.words().size(one.fileSize()),
                stage(one.status()),
                steps(one),
                List.of(),
                reported ? tabs(one.counts(), shown) : List.of(),
                lines.items().stream().map(this::line).toList(),
                lines.next().map(c -> path() + "?" + kept + "after=" + Html.urlParameter(c)),
                one.percent(),
                one.moving()
                        ? desk.t("import.progress." + one.status(), "name", one.fileName())
                        : "",
                one.cancellable(),
                one.status() == CourseImport.Status.REVIEW && !one.confirmable(),
                results(one),
                one.failure());
    }

    private static Optional<ImportSeverity> severityOf(String text) {
        return Arrays.stream(ImportSeverity.values()).filter(s -> name(s).equals(text)).findFirst();
    }

    private static String name(ImportSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static Stage stage(CourseImport.Status status) {
        return switch (status) {
            case READING, MAPPING -> Stage.READING;
            case REVIEW -> Stage.REVIEW;
            case WRITING -> Stage.WRITING;
            case DONE -> Stage.DONE;
            case FAILED -> Stage.FAILED;
            case CANCELLED -> Stage.CANCELLED;
        };
    }

    private List<Step> steps(CourseImport one) {
        boolean table = one.kind() == CourseImport.Kind.CATALOGUE;
        List<String> keys =
                table
                        ? List.of("upload", "map", "review", "import")
                        : List.of("upload", "review", "import");
        int at =
                switch (one.status()) {
                    case READING -> 0;
                    case MAPPING -> 1;
                    case REVIEW, CANCELLED -> keys.size() - 2;
                    case WRITING, FAILED -> keys.size() - 1;
                    case DONE -> keys.size();
                };
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Step.State now =
                    one.status() == CourseImport.Status.FAILED
                            ? Step.State.FAILED
                            : Step.State.RUNNING;
            Step.State state = i < at ? Step.State.DONE : i == at ? now : Step.State.WAITING;
            steps.add(new Step(state, desk.t("import.step." + keys.get(i)), ""));
        }
        return steps;
    }

    private List<Tab> tabs(CourseImport.Counts counts, Optional<ImportSeverity> shown) {
        Words words = desk.words();
        List<Tab> tabs = new ArrayList<>();
        tabs.add(
                new Tab(
                        path(),
                        desk.t("import.severity.ALL"),
                        Optional.of(words.number(counts.all())),
                        shown.isEmpty()));
        for (ImportSeverity severity : ImportSeverity.values()) {
            tabs.add(
                    new Tab(
                            path() + "?severity=" + name(severity),
                            desk.t("import.severity." + severity),
                            Optional.of(words.number(counts.of(severity))),
                            shown.filter(severity::equals).isPresent()));
        }
        return tabs;
    }

    private Line line(ImportLine line) {
        String where =
                line.line() > 0
                        ? line.file().isEmpty()
                                ? String.valueOf(line.line())
                                : line.file() + ":" + line.line()
                        : line.file();
        return new Line(
                new Badge(
                        ImportTones.of(line.severity()),
                        desk.t("import.severity." + line.severity())),
                where,
                line.what(),
                line.why());
    }

    private List<Result> results(CourseImport one) {
        if (one.courses() == 0) {
            return List.of();
        }
        List<Result> results = new ArrayList<>();
        imports.results(importId(), Optional.empty(), RESULTS)
                .items()
                .forEach(
                        r ->
                                results.add(
                                        new Result(
                                                r.title(),
                                                "/manage/courses/" + r.course(),
                                                "/courses/" + r.slug())));
        int more = one.courses() - results.size();
        if (results.size() == RESULTS && more > 0) {
            results.add(
                    new Result(
                            desk.t("import.results.more", "count", more),
                            "/manage/courses?status=draft",
                            ""));
        }
        return results;
    }

    // ------------------------------------------------------------- columns

    @GET
    @Path("mapping")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response columns() {
        CourseImport one = imports.byId(importId());
        Optional<ImportTable> table = imports.table(importId());
        boolean open =
                one.status() == CourseImport.Status.MAPPING
                        || one.status() == CourseImport.Status.REVIEW;
        if (table.isEmpty() || !open) {
            return desk.go(path());
        }
        return desk.show(
                "imports/mapping", mappingPage(), mapping(one, table.get(), chosen(table.get())));
    }

    private Page mappingPage() {
        return desk.page("mapping.title", Place.IMPORTS).under(path(), desk.t("imports.title"));
    }

    private Form chosen(ImportTable table) {
        Map<String, String> values = new LinkedHashMap<>();
        table.columns()
                .forEach(
                        c ->
                                values.put(
                                        field(c.index()),
                                        c.field().map(CatalogueField::name).orElse("")));
        values.put("language", table.language());
        values.put("currency", table.currency());
        values.put("encoding", table.encoding());
        return Form.at(path() + "/mapping", values);
    }

    private static String field(int column) {
        return "column-" + column;
    }

    private MappingView mapping(CourseImport one, ImportTable table, Form form) {
        List<Option> targets = new ArrayList<>();
        targets.add(Option.of("", desk.t("mapping.skip")));
        for (CatalogueField field : CatalogueField.values()) {
            targets.add(Option.of(field.name(), desk.t("mapping.field." + field)));
        }
        return new MappingView(
                path(),
                steps(one),
                form,
                desk.t(
                        table.encodingGuessed() ? "mapping.recognised.guess" : "mapping.recognised",
                        "encoding",
                        table.encoding(),
                        "format",
                        desk.t("mapping.format." + table.format())),
                table.columns().stream()
                        .map(
                                c ->
                                        new MappingView.Column(
                                                field(c.index()),
                                                c.header(),
                                                c.guessed() && c.field().isPresent(),
                                                c.samples()))
                        .toList(),
                targets,
                with(table.language(), LANGUAGES).map(t -> Option.of(t, Desk.ownName(t))).toList(),
                with(table.currency(), CURRENCIES).map(t -> Option.of(t, t)).toList(),
                with(table.encoding(), CourseImports.ENCODINGS.stream().sorted().toList())
                        .map(t -> Option.of(t, t))
                        .toList());
    }

    private static Stream<String> with(String current, List<String> usual) {
        return Stream.concat(
                usual.stream(), Stream.of(current).filter(c -> !c.isBlank() && !usual.contains(c)));
    }

    @POST
    @Path("mapping")
    @Operation(hidden = true)
    public Response map(MultivaluedMap<String, String> form) {
        CourseImport one = imports.byId(importId());
        Optional<ImportTable> table = imports.table(importId());
        if (table.isEmpty()) {
            return desk.go(path());
        }
        try {
            imports.map(importId(), mapping(table.get(), form));
            return desk.go(path());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "imports/mapping",
                    mappingPage(),
                    mapping(one, table.get(), desk.refused(chosen(table.get()), form, problem)));
        }
    }

    private static ImportMapping mapping(ImportTable table, MultivaluedMap<String, String> form) {
        Map<Integer, CatalogueField> columns = new LinkedHashMap<>();
        for (ImportTable.Column column : table.columns()) {
            String wanted = Desk.value(form, field(column.index()));
            Arrays.stream(CatalogueField.values())
                    .filter(f -> f.name().equals(wanted))
                    .findFirst()
                    .ifPresent(f -> columns.put(column.index(), f));
        }
        return new ImportMapping(
                columns,
                given(Desk.value(form, "language"), table.language()),
                given(Desk.value(form, "currency"), table.currency()),
                given(Desk.value(form, "encoding"), table.encoding()));
    }

    /** Only what was changed is said: a guess that nobody touched stays a guess. */
    private static Optional<String> given(String chosen, String recognised) {
        return chosen.isBlank() || chosen.equals(recognised)
                ? Optional.empty()
                : Optional.of(chosen);
    }

    // ------------------------------------------------------------- life

    @POST
    @Path("confirm")
    @Operation(hidden = true)
    public Response confirm() {
        try {
            imports.confirm(importId());
            return desk.go(path());
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }

    @POST
    @Path("cancel")
    @Operation(hidden = true)
    public Response cancel() {
        try {
            imports.cancel(importId());
            return desk.go(path());
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }
}
