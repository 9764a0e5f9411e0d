package io.lyceum.catalog;

import io.lyceum.catalog.internal.imports.CataloguePlan;
import io.lyceum.catalog.internal.imports.ImportRecords;
import io.lyceum.catalog.internal.imports.ImportRow;
import io.lyceum.catalog.internal.imports.ImportWork;
import io.lyceum.catalog.internal.imports.ImportWorkspace;
import io.lyceum.shared.Slice;
import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.files.FileProblem;
import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.files.StoredContent;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings courses that were made elsewhere into the current school: upload, report, for tables the
 * meaning of the columns, confirmation, result. Reading and writing happen in the background;
 * nothing is written to the catalogue before {@link #confirm}. Everything that comes in is a draft.
 */
@ApplicationScoped
public class CourseImports {

    /** The largest file that is accepted, in bytes. */
    public static final long LARGEST_FILE = 400_000_000;

    /** Names of encodings that somebody can choose for a table. */
    public static final Set<String> ENCODINGS =
            Set.of(
                    "UTF-8",
                    "UTF-16LE",
                    "UTF-16BE",
                    "windows-1250",
                    "windows-1251",
                    "windows-1252",
                    "windows-1253",
                    "windows-1254",
                    "windows-1257",
                    "ISO-8859-2",
                    "ISO-8859-5",
                    "ISO-8859-15",
                    "KOI8-R",
                    "IBM866");

    private final Transactions transactions;
    private final ImportRecords records;
    private final ImportWork work;
    private final ImportWorkspace workspace;
    private final FileStore store;
    private final CurrentSchool school;
    private final Audit audit;

    protected CourseImports() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    CourseImports(
            Transactions transactions,
            ImportRecords records,
            ImportWork work,
            ImportWorkspace workspace,
            FileStore store,
            CurrentSchool school,
            Audit audit) {
        this.transactions = transactions;
        this.records = records;
        this.work = work;
        this.workspace = workspace;
        this.store = store;
        this.school = school;
        this.audit = audit;
    }

    /**
     * Takes a file in and begins to read it. What it is, is told from its content: a zip archive
     * with a Carpentries lesson or a course in Lyceum's format, such a course as JSON, or a table
     * as CSV or JSON. The acting person becomes the teacher of what comes in.
     *
     * @param fileName as on the person's computer; shown again, otherwise of no meaning
     * @param content read to its end and not closed
     * @return the import, {@link CourseImport.Status#READING}
     * @throws Problem IMPORT_EMPTY, IMPORT_TOO_LARGE
     */
    public CourseImport receive(String fileName, InputStream content) {
        StoredContent stored = store(content);
        return transactions.call(
                () -> {
                    ImportId id =
                            records.begin(
                                    shown(fileName), stored.hash(), stored.size(), Actor.bound());
                    audit.record("import.received", "import", id, Map.of("bytes", stored.size()));
                    work.ask(id);
                    return records.find(id).view();
                });
    }

    private StoredContent store(InputStream content) {
        try {
            StoredContent stored = store.put(school.id(), content, LARGEST_FILE);
            if (stored.size() == 0) {
                throw new Problem(ImportProblem.IMPORT_EMPTY);
            }
            return stored;
        } catch (Problem e) {
            throw e.code() == FileProblem.FILE_TOO_LARGE
                    ? new Problem(ImportProblem.IMPORT_TOO_LARGE, LARGEST_FILE / 1_000_000)
                    : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(String fileName) {
        String name = fileName.replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1).replaceAll("[\\p{Cc}\\p{Cf}]", "").strip();
        if (name.isEmpty()) {
            return "upload";
        }
        return name.length() > 200 ? name.substring(0, 200) : name;
    }

    /**
     * Finds an import.
     *
     * @throws Problem NO_SUCH_IMPORT
     */
    public CourseImport byId(ImportId id) {
        return transactions.call(() -> records.find(id).view());
    }

    /** Lists imports, newest first. */
    public Slice<CourseImport> list(Optional<String> cursor, int limit) {
        return transactions.call(() -> records.list(cursor, limit));
    }

    /**
     * Lists lines of the fidelity report in the order of the file. While an import is READING the
     * report grows; writing can add refusals.
     *
     * @param severity only lines of this severity; empty for all
     * @param locale language of the words
     * @throws Problem NO_SUCH_IMPORT
     */
    public Slice<ImportLine> lines(
            ImportId id,
            Optional<ImportSeverity> severity,
            Locale locale,
            Optional<String> cursor,
            int limit) {
        return transactions.call(
                () -> {
                    records.find(id);
                    return records.lines(id, severity, locale, cursor, limit);
                });
    }

    /**
     * Says what was recognised about a table: encoding, separator, columns with samples and their
     * meanings.
     *
     * @return empty for imports of one course, and before the file was looked at
     * @throws Problem NO_SUCH_IMPORT
     */
    public Optional<ImportTable> table(ImportId id) {
        return transactions.call(() -> records.find(id).plan().map(CataloguePlan::table));
    }

    /**
     * Says what the columns of a table mean, and begins to read it again.
     *
     * @return the import, {@link CourseImport.Status#READING}
     * @throws Problem NO_SUCH_IMPORT, IMPORT_NOT_WAITING unless it is in MAPPING or REVIEW and a
     *     table, INVALID_INPUT for unknown columns, encoding, language or currency
     */
    public CourseImport map(ImportId id, ImportMapping mapping) {
        ImportRow before = transactions.call(() -> mappable(records.find(id)));
        CataloguePlan plan = before.plan().orElseThrow();
        check(plan, mapping);
        Optional<Charset> charset =
                mapping.encoding()
                        .filter(name -> !name.equals(plan.table().encoding()))
                        .map(Charset::forName);
        CataloguePlan chosen = charset.isEmpty() ? plan : again(before, charset).with(mapping);
        return transactions.call(
                () -> {
                    mappable(records.lock(id));
                    records.plan(id, chosen.with(mapping));
                    records.become(id, CourseImport.Status.READING, before.view().fileSize());
                    work.ask(id);
                    return records.find(id).view();
                });
    }

    private static ImportRow mappable(ImportRow row) {
        CourseImport.Status status = row.view().status();
        boolean waiting =
                status == CourseImport.Status.MAPPING || status == CourseImport.Status.REVIEW;
        if (!waiting || row.plan().isEmpty()) {
            throw notWaiting(row);
        }
        return row;
    }

    private static Problem notWaiting(ImportRow row) {
        return new Problem(
                ImportProblem.IMPORT_NOT_WAITING,
                row.view().status().name().toLowerCase(Locale.ROOT));
    }

    private static void check(CataloguePlan plan, ImportMapping mapping) {
        int columns = plan.table().columns().size();
        new Checks()
                .that(
                        mapping.columns().keySet().stream().allMatch(i -> i >= 0 && i < columns),
                        "columns",
                        "Name columns of the table by their index.")
                .that(
                        mapping.encoding().filter(name -> !isEncoding(name)).isEmpty(),
                        "encoding",
                        "Choose one of the encodings.")
                .that(
                        mapping.language()
                                .filter(tag -> !tag.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"))
                                .isEmpty(),
                        "language",
                        "Write a language code like en or pt-BR.")
                .that(
                        mapping.currency().filter(code -> !isCurrency(code)).isEmpty(),
                        "currency",
                        "Write a currency code like EUR.")
                .done();
    }

    private static boolean isEncoding(String name) {
        try {
            return ENCODINGS.contains(Charset.forName(name).name());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private CataloguePlan again(ImportRow row, Optional<Charset> charset) {
        try {
            Path file = workspace.file(row.view().id(), row.file());
            return work.guess(file, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets an import write what its report says, in the background.
     *
     * @return the import, {@link CourseImport.Status#WRITING}
     * @throws Problem NO_SUCH_IMPORT, IMPORT_NOT_WAITING unless it is in REVIEW,
     *     IMPORT_WITHOUT_CONTENT when nothing comes in
     */
    public CourseImport confirm(ImportId id) {
        return transactions.call(
                () -> {
                    ImportRow row = records.lock(id);
                    if (row.view().status() != CourseImport.Status.REVIEW) {
                        throw notWaiting(row);
                    }
                    if (!row.view().confirmable()) {
                        throw new Problem(ImportProblem.IMPORT_WITHOUT_CONTENT);
                    }
                    records.become(
                            id,
                            CourseImport.Status.WRITING,
                            row.plan().isPresent() ? row.view().fileSize() : 0);
                    audit.record(
                            "import.confirmed",
                            "import",
                            id,
                            Map.of("comesIn", row.view().counts().comesIn()));
                    work.ask(id);
                    return records.find(id).view();
                });
    }

    /**
     * Gives an import up. Courses that it wrote before stay, as drafts.
     *
     * @return the import, {@link CourseImport.Status#CANCELLED}
     * @throws Problem NO_SUCH_IMPORT, IMPORT_NOT_WAITING when it has ended already
     */
    public CourseImport cancel(ImportId id) {
        ImportRow row =
                transactions.call(
                        () -> {
                            ImportRow now = records.lock(id);
                            if (!now.view().cancellable()) {
                                throw notWaiting(now);
                            }
                            records.finish(id, CourseImport.Status.CANCELLED);
                            audit.record("import.cancelled", "import", id, Map.of());
                            return records.find(id);
                        });
        work.forget(row);
        return row.view();
    }

    /**
     * Lists the courses that an import wrote and that are still there, in the order of the file.
     *
     * @throws Problem NO_SUCH_IMPORT
     */
    public Slice<CourseImport.Result> results(ImportId id, Optional<String> cursor, int limit) {
        return transactions.call(
                () -> {
                    records.find(id);
                    return records.results(id, cursor, limit);
                });
    }
}
