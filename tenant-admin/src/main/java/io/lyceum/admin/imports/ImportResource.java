package io.lyceum.admin.imports;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.imports.ImportView.Attention;
import io.lyceum.admin.imports.ImportView.Line;
import io.lyceum.admin.imports.ImportView.Onward;
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
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One import, from the file to the courses. */
@RequestScoped
@Path("/manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ImportResource {

    private static final String DRAFTS = "/manage/courses?status=draft";
    private static final int LINES = 100;
    private static final int RESULTS = 5;
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
        if (desk.asksForPart() && !one.moving()) {
            return reload(one);
        }
        if (one.status() == CourseImport.Status.MAPPING) {
            return desk.go(path() + "/mapping");
        }
        return desk.show("imports/show", page(one), view(one, severity, after));
    }

    /**
     * The page looked again by itself, and the work has come to a stop: it must come as a whole,
     * with other buttons and a question, a result or a failure.
     */
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
        boolean review = one.status() == CourseImport.Status.REVIEW;
        boolean table = one.kind() == CourseImport.Kind.CATALOGUE;
        List<Result> results = results(one);
        return new ImportView(
                path(),
                desk.t("import.kind." + one.kind()),
                new Badge(ImportTones.of(one.status()), desk.t("import.state." + one.status())),
                one.createdAt(),
                desk.words().size(one.fileSize()),
                stage(one.status()),
                steps(one, at(one)),
                summary(one),
                review && shown.isEmpty() && after == null ? attention(one) : List.of(),
                reported ? tabs(one.counts(), shown) : List.of(),
                lines.items().stream().map(this::line).toList(),
                Optional.ofNullable(after)
                        .map(c -> path() + shown.map(s -> "?severity=" + name(s)).orElse("")),
                lines.next().map(c -> path() + "?" + kept + "after=" + Html.urlParameter(c)),
                one.done() > 0 ? OptionalInt.of(one.percent()) : OptionalInt.empty(),
                one.moving()
                        ? desk.t("import.progress." + one.status(), "name", one.fileName())
                        : "",
                review && table ? Optional.of(path() + "/mapping") : Optional.empty(),
                table
                        ? desk.t("import.confirm.courses", "count", one.counts().comesIn())
                        : desk.t("import.confirm"),
                one.cancellable(),
                review && !one.confirmable(),
                results,
                onward(one, results),
                desk.t(one.courses() == 0 ? "import.cancelled.nothing" : "import.cancelled.text"),
                one.failure().map(failure -> failure.in(desk.locale())));
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

    private String summary(CourseImport one) {
        if (one.status() == CourseImport.Status.DONE) {
            return desk.t("import.done", "count", one.courses());
        }
        if (!one.confirmable()) {
            return "";
        }
        return one.kind() == CourseImport.Kind.CATALOGUE
                ? desk.t("import.summary.courses", "count", one.counts().comesIn())
                : desk.t("import.summary.course");
    }

    /** Where somebody goes on when everything is in: the course, or all drafts. */
    private Optional<Onward> onward(CourseImport one, List<Result> results) {
        if (one.status() != CourseImport.Status.DONE || results.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                one.courses() == 1
                        ? new Onward(desk.t("import.onward.course"), results.get(0).href())
                        : new Onward(desk.t("import.onward.drafts"), DRAFTS));
    }

    /** What is left out weighs more than what is lost on the way. */
    private List<Attention> attention(CourseImport one) {
        List<Attention> attention = new ArrayList<>();
        for (ImportSeverity severity : List.of(ImportSeverity.REFUSED, ImportSeverity.LOST)) {
            int count = one.counts().of(severity);
            if (count > 0) {
                attention.add(
                        new Attention(
                                desk.t("import.attention." + severity, "count", count),
                                path() + "?severity=" + name(severity),
                                ImportTones.of(severity)));
            }
        }
        return attention;
    }

    private static List<String> stepKeys(CourseImport one) {
        return one.kind() == CourseImport.Kind.CATALOGUE
                ? List.of("upload", "read", "map", "review", "import")
                : List.of("upload", "read", "review", "import");
    }

    private static int at(CourseImport one) {
        int steps = stepKeys(one).size();
        return switch (one.status()) {
            case READING -> 1;
            case MAPPING -> 2;
            case REVIEW -> steps - 2;
            case WRITING -> steps - 1;
            case FAILED, CANCELLED -> one.courses() == 0 ? 1 : steps - 1;
            case DONE -> steps;
        };
    }

    private List<Step> steps(CourseImport one, int at) {
        List<String> keys = stepKeys(one);
        Step.State now =
                switch (one.status()) {
                    case READING, WRITING -> Step.State.RUNNING;
                    case MAPPING, REVIEW -> Step.State.CURRENT;
                    case FAILED -> Step.State.FAILED;
                    case CANCELLED -> Step.State.WAITING;
                    case DONE -> Step.State.DONE;
                };
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
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
                                ? desk.t("import.line.number", "line", line.line())
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
            results.add(new Result(desk.t("import.results.more", "count", more), DRAFTS, ""));
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
        return desk.page("mapping.title", Place.IMPORTS)
                .under(ImportsResource.PATH, desk.t("imports.title"));
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
                steps(one, stepKeys(one).indexOf("map")),
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
