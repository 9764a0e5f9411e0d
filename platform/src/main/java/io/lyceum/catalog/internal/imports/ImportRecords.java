package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.ImportFailure;
import io.lyceum.catalog.ImportId;
import io.lyceum.catalog.ImportLine;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.ImportSeverity;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slice;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of imports, their reports and their results. Every method runs in a transaction. */
@ApplicationScoped
public class ImportRecords {

    private static final String COLUMNS =
            """
            id, version, kind, status, file_name, file_sha256, file_size, title, plan, run, next_row,
            next_line, attempts, comes_in, changed, lost, refused, done, total, courses, failure,
            failure_code, failure_details, created_by, created_at, finished_at
            """;

    private final Sql sql;
    private final Clock clock;

    protected ImportRecords() {
        this(null, null);
    }

    @Inject
    ImportRecords(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Begins an import whose file is stored. */
    public ImportId begin(String fileName, FileHash hash, long size, Optional<UUID> person) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into course_import
                            (tenant_id, id, kind, status, file_name, file_sha256, file_size, title, total,
                             created_by, created_at, updated_at)
                        values (:tenant, :id, 'UNKNOWN', 'READING', :name, :sha, :size, :name, :size,
                            :by, :now, :now)
                        """)
                .set("id", id)
                .set("name", fileName)
                .set("sha", hash.hex())
                .set("size", size)
                .set("by", person.orElse(null))
                .set("now", now)
                .run();
        return new ImportId(id);
    }

    /**
     * Finds an import.
     *
     * @throws Problem NO_SUCH_IMPORT
     */
    public ImportRow find(ImportId id) {
        return one(id, "");
    }

    /**
     * Finds an import and keeps others from changing it until the transaction ends.
     *
     * @throws Problem NO_SUCH_IMPORT
     */
    public ImportRow lock(ImportId id) {
        return one(id, " for update");
    }

    private ImportRow one(ImportId id, String suffix) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + "from course_import where tenant_id = :tenant and id = :id"
                                + suffix)
                .set("id", id.value())
                .first(ImportRecords::row)
                .orElseThrow(() -> new Problem(ImportProblem.NO_SUCH_IMPORT));
    }

    /** Lists imports, newest first. */
    public Slice<CourseImport> list(Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        List<CourseImport> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        from course_import
                                        where tenant_id = :tenant
                                          and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :after))
                                        order by created_at desc, id desc
                                        limit :limit
                                        """)
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(row -> row(row).view());
        return Slice.of(rows, limit, last -> Cursor.after(last.createdAt(), last.id()));
    }

    private static ImportRow row(Row row) {
        CourseImport view =
                new CourseImport(
                        new ImportId(row.uuid("id")),
                        row.constant("kind", CourseImport.Kind.class),
                        row.constant("status", CourseImport.Status.class),
                        row.text("file_name"),
                        row.number("file_size"),
                        row.text("title"),
                        new CourseImport.Counts(
                                row.integer("comes_in"),
                                row.integer("changed"),
                                row.integer("lost"),
                                row.integer("refused")),
                        row.number("done"),
                        row.number("total"),
                        row.integer("courses"),
                        failure(row),
                        row.instant("created_at"),
                        row.optionalInstant("finished_at"),
                        row.number("version"));
        return new ImportRow(
                view,
                new FileHash(row.text("file_sha256")),
                row.optionalText("plan").map(json -> Json.read(json, CataloguePlan.class)),
                row.integer("run"),
                row.integer("next_row"),
                row.integer("next_line"),
                row.integer("attempts"),
                row.optionalUuid("created_by"));
    }

    /** Says what the file turned out to be. */
    public void recognise(ImportId id, CourseImport.Kind kind, String title) {
        sql.update(
                        """
                        update course_import
                        set kind = :kind, title = :title, updated_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("kind", kind)
                .set("title", title)
                .set("now", clock.instant())
                .set("id", id.value())
                .run();
    }

    /** Keeps how a table is read, and forgets the report that an older way gave. */
    public void plan(ImportId id, CataloguePlan plan) {
        sql.update("delete from course_import_line where tenant_id = :tenant and import_id = :id")
                .set("id", id.value())
                .run();
        sql.update(
                        """
                        update course_import
                        set plan = cast(:plan as jsonb), run = run + 1, next_row = 0, next_line = 0,
                            attempts = 0, comes_in = 0, changed = 0, lost = 0, refused = 0, done = 0,
                            total = file_size, updated_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("plan", Json.write(plan))
                .set("now", clock.instant())
                .set("id", id.value())
                .run();
    }

    /** Moves an import on; what counts progress begins again. */
    public void become(ImportId id, CourseImport.Status status, long total) {
        sql.update(
                        """
                        update course_import
                        set status = :status, next_row = 0, attempts = 0, done = 0, total = :total,
                            updated_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("status", status)
                .set("total", total)
                .set("now", clock.instant())
                .set("id", id.value())
                .run();
    }

    private static Optional<ImportFailure> failure(Row row) {
        return row.optionalText("failure_code")
                .map(
                        code ->
                                new ImportFailure(
                                        code,
                                        row.text("failure"),
                                        List.of(
                                                Json.read(
                                                        row.text("failure_details"),
                                                        String[].class))));
    }

    /** Ends an import that did not fail. */
    public void finish(ImportId id, CourseImport.Status status) {
        end(id, status, null);
    }

    /** Ends an import with a failure. */
    public void fail(ImportId id, ImportFailure failure) {
        end(id, CourseImport.Status.FAILED, failure);
    }

    private void end(ImportId id, CourseImport.Status status, @Nullable ImportFailure failure) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update course_import
                        set status = :status, failure = :failure, failure_code = :code,
                            failure_details = cast(:details as jsonb), finished_at = :now, updated_at = :now,
                            version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("status", status)
                .set("failure", failure == null ? null : failure.message())
                .set("code", failure == null ? null : failure.code())
                .set("details", failure == null ? null : Json.write(failure.details()))
                .set("now", now)
                .set("id", id.value())
                .run();
    }

    /** Notes how far the running step is. */
    public void progress(ImportId id, int nextRow, long done) {
        sql.update(
                        """
                        update course_import
                        set next_row = :row, done = :done, attempts = 0, updated_at = :now,
                            version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("row", nextRow)
                .set("done", done)
                .set("now", clock.instant())
                .set("id", id.value())
                .run();
    }

    /** Counts a failure that may pass. */
    public void failedOnce(ImportId id) {
        sql.update(
                        """
                        update course_import set attempts = attempts + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("id", id.value())
                .run();
    }

    /** Adds lines to the report. */
    public void report(ImportRow row, List<FidelityLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        ImportId id = row.view().id();
        Map<ImportSeverity, Integer> counts = new EnumMap<>(ImportSeverity.class);
        List<LineJson> values = new ArrayList<>();
        int number = row.nextLine();
        for (FidelityLine line : lines) {
            counts.merge(line.severity(), 1, Integer::sum);
            values.add(
                    new LineJson(
                            Ids.at(now),
                            number++,
                            line.severity().name(),
                            line.code().name(),
                            line.file(),
                            line.line(),
                            line.arguments()));
        }
        sql.update(
                        """
                        insert into course_import_line
                            (tenant_id, id, import_id, number, severity, code, file, line, arguments)
                        select :tenant, l.id, :import, l.number, l.severity, l.code, l.file, l.line, l.arguments
                        from jsonb_to_recordset(cast(:lines as jsonb)) as l(
                            id uuid, number integer, severity text, code text, file text, line integer,
                            arguments jsonb)
                        """)
                .set("import", id.value())
                .set("lines", Json.write(values))
                .run();
        sql.update(
                        """
                        update course_import
                        set next_line = :next, comes_in = comes_in + :comesIn, changed = changed + :changed,
                            lost = lost + :lost, refused = refused + :refused
                        where tenant_id = :tenant and id = :id
                        """)
                .set("next", number)
                .set("comesIn", counts.getOrDefault(ImportSeverity.COMES_IN, 0))
                .set("changed", counts.getOrDefault(ImportSeverity.CHANGED, 0))
                .set("lost", counts.getOrDefault(ImportSeverity.LOST, 0))
                .set("refused", counts.getOrDefault(ImportSeverity.REFUSED, 0))
                .set("id", id.value())
                .run();
    }

    private record LineJson(
            UUID id,
            int number,
            String severity,
            String code,
            String file,
            int line,
            List<String> arguments) {}

    /** Lists lines of a report in their order. */
    public Slice<ImportLine> lines(
            ImportId id,
            Optional<ImportSeverity> severity,
            Locale locale,
            Optional<String> cursor,
            int limit) {
        int after =
                cursor.flatMap(text -> Cursor.parse(text, 1)).map(ImportRecords::number).orElse(-1);
        List<Numbered> rows =
                sql.query(
                                """
                                select number, code, file, line, arguments
                                from course_import_line
                                where tenant_id = :tenant
                                  and import_id = :import
                                  and (cast(:severity as text) is null or severity = :severity)
                                  and number > :after
                                order by number
                                limit :limit
                                """)
                        .set("import", id.value())
                        .set("severity", severity.map(Enum::name).orElse(null))
                        .set("after", after)
                        .set("limit", limit + 1)
                        .list(ImportRecords::numbered);
        return Slice.of(rows, limit, last -> Cursor.after(last.number()))
                .map(numbered -> shown(numbered.line(), locale));
    }

    /** Tells whether the report has a line of this kind about the same place. */
    boolean isReported(ImportId id, FidelityLine line) {
        return sql.query(
                        """
                        select 1 as one from course_import_line
                        where tenant_id = :tenant
                          and import_id = :import
                          and severity = :severity
                          and code = :code
                          and line = :line
                        limit 1
                        """)
                .set("import", id.value())
                .set("severity", line.severity())
                .set("code", line.code())
                .set("line", line.line())
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Tells whether the report has this very line. */
    boolean says(ImportId id, FidelityLine line) {
        return sql.query(
                        """
                        select 1 as one from course_import_line
                        where tenant_id = :tenant
                          and import_id = :import
                          and code = :code
                          and file = :file
                          and line = :line
                          and arguments = cast(:arguments as jsonb)
                        limit 1
                        """)
                .set("import", id.value())
                .set("code", line.code())
                .set("file", line.file())
                .set("line", line.line())
                .set("arguments", Json.write(line.arguments()))
                .first(row -> row.integer("one"))
                .isPresent();
    }

    private static int number(Cursor cursor) {
        try {
            return Integer.parseInt(cursor.values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private record Numbered(int number, FidelityLine line) {}

    private static Numbered numbered(Row row) {
        return new Numbered(
                row.integer("number"),
                new FidelityLine(
                        row.constant("code", FidelityCode.class),
                        row.text("file"),
                        row.integer("line"),
                        List.of(Json.read(row.text("arguments"), String[].class))));
    }

    private static ImportLine shown(FidelityLine line, Locale locale) {
        return new ImportLine(
                line.severity(), line.file(), line.line(), line.what(locale), line.why(locale));
    }

    /** Notes courses that were written, by the row that they came from. */
    public void results(ImportId id, Map<Integer, UUID> coursesByRow) {
        if (coursesByRow.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<ResultJson> values = new ArrayList<>();
        coursesByRow.forEach((row, course) -> values.add(new ResultJson(Ids.at(now), row, course)));
        sql.update(
                        """
                        insert into course_import_result (tenant_id, id, import_id, number, course_id)
                        select :tenant, r.id, :import, r.number, r.course
                        from jsonb_to_recordset(cast(:results as jsonb)) as r(id uuid, number integer, course uuid)
                        """)
                .set("import", id.value())
                .set("results", Json.write(values))
                .run();
        sql.update(
                        """
                        update course_import set courses = courses + :count
                        where tenant_id = :tenant and id = :id
                        """)
                .set("count", coursesByRow.size())
                .set("id", id.value())
                .run();
    }

    private record ResultJson(UUID id, int number, UUID course) {}

    /** Lists courses that were written, in the order of the file. */
    public Slice<CourseImport.Result> results(ImportId id, Optional<String> cursor, int limit) {
        int after =
                cursor.flatMap(text -> Cursor.parse(text, 1)).map(ImportRecords::number).orElse(-1);
        List<NumberedResult> rows =
                sql.query(
                                """
                                select r.number, c.id, c.slug, c.title
                                from course_import_result r
                                join course c on c.tenant_id = r.tenant_id and c.id = r.course_id
                                where r.tenant_id = :tenant and r.import_id = :import and r.number > :after
                                order by r.number
                                limit :limit
                                """)
                        .set("import", id.value())
                        .set("after", after)
                        .set("limit", limit + 1)
                        .list(
                                row ->
                                        new NumberedResult(
                                                row.integer("number"),
                                                new CourseImport.Result(
                                                        new CourseId(row.uuid("id")),
                                                        row.text("slug"),
                                                        row.text("title"))));
        return Slice.of(rows, limit, last -> Cursor.after(last.number()))
                .map(NumberedResult::result);
    }

    private record NumberedResult(int number, CourseImport.Result result) {}

    /** The course that a single-course import has begun to write. */
    Optional<CourseId> course(ImportId id) {
        return sql.query(
                        """
                        select course_id from course_import_result
                        where tenant_id = :tenant and import_id = :import
                        limit 1
                        """)
                .set("import", id.value())
                .first(row -> new CourseId(row.uuid("course_id")));
    }

    /** Tells whether anything else of the school still needs these bytes. */
    public boolean isFileNeeded(FileHash hash, ImportId except) {
        return sql.query(
                        """
                        select 1 as one from stored_file
                        where tenant_id = :tenant and sha256 = :sha
                        union all
                        select 1 from course_import
                        where tenant_id = :tenant
                          and file_sha256 = :sha
                          and id <> :except
                          and finished_at is null
                        limit 1
                        """)
                .set("sha", hash.hex())
                .set("except", except.value())
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Lists imports that have not ended and that nothing has changed since a moment. */
    List<ImportId> unfinishedSince(Instant moment) {
        return sql.query(
                        """
                        select id from course_import
                        where tenant_id = :tenant and finished_at is null and updated_at < :moment
                        order by updated_at
                        """)
                .set("moment", moment)
                .list(row -> new ImportId(row.uuid("id")));
    }

    /** Forgets one import with its report; its courses stay. Answers whether there was one. */
    boolean forgetOneFinishedBefore(Instant moment) {
        return sql.update(
                                """
                                delete from course_import
                                where tenant_id = :tenant
                                  and id = (
                                    select id from course_import
                                    where tenant_id = :tenant and finished_at < :moment
                                    order by finished_at
                                    limit 1
                                    for update skip locked)
                                """)
                        .set("moment", moment)
                        .run()
                == 1;
    }
}
