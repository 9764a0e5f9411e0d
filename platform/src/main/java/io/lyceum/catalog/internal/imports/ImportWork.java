package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.ImportDue;
import io.lyceum.catalog.ImportFailure;
import io.lyceum.catalog.ImportId;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.LessonParts;
import io.lyceum.catalog.internal.imports.CourseDraft.FileDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Does an import's work, a few seconds at a time: reads its file into a report, or writes what
 * somebody confirmed. Progress is kept with each batch, so that a crash costs one batch at most,
 * and a batch that two nodes try is done by one.
 */
@ApplicationScoped
public class ImportWork {

    private static final Logger LOG = Logger.getLogger(ImportWork.class.getName());

    /** Short, because other deliveries of the same school wait meanwhile. */
    private static final Duration SLICE = Duration.ofSeconds(3);

    private static final int BATCH = 500;
    private static final int MOST_ATTEMPTS = 3;
    private static final int HEAD = 4096;

    private final Transactions transactions;
    private final ImportRecords records;
    private final ImportWorkspace workspace;
    private final CatalogueWriting catalogue;
    private final CourseWriting writing;
    private final Outbox outbox;
    private final Audit audit;
    private final FileStore store;
    private final CurrentSchool school;
    private final Schools schools;
    private final Clock clock;
    private final Iterable<LessonParts> parts;

    protected ImportWork() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    ImportWork(
            Transactions transactions,
            ImportRecords records,
            ImportWorkspace workspace,
            CatalogueWriting catalogue,
            CourseWriting writing,
            Outbox outbox,
            Audit audit,
            FileStore store,
            CurrentSchool school,
            Schools schools,
            Clock clock,
            @Any Instance<LessonParts> parts) {
        this.transactions = transactions;
        this.records = records;
        this.workspace = workspace;
        this.catalogue = catalogue;
        this.writing = writing;
        this.outbox = outbox;
        this.audit = audit;
        this.store = store;
        this.school = school;
        this.schools = schools;
        this.clock = clock;
        this.parts = parts;
    }

    /** Works on an import for a few seconds, and asks to be called again when more is left. */
    public void work(ImportId id) {
        ImportRow row = transactions.call(() -> records.find(id));
        try {
            switch (row.view().status()) {
                case READING -> read(row);
                case WRITING -> write(row);
                case MAPPING, REVIEW, DONE, FAILED, CANCELLED -> {
                    return;
                }
            }
        } catch (Problem e) {
            fail(row, e);
        } catch (IOException | RuntimeException e) {
            if (row.attempts() + 1 >= MOST_ATTEMPTS) {
                LOG.log(Level.WARNING, "import " + id + " failed for good", e);
                fail(row, new Problem(ImportProblem.IMPORT_BROKE_OFF));
                return;
            }
            transactions.run(() -> records.failedOnce(id));
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private void fail(ImportRow row, Problem problem) {
        transactions.run(
                () -> {
                    ImportRow now = records.lock(row.view().id());
                    if (now.view().cancellable()) {
                        records.report(now, lines(problem));
                        records.fail(row.view().id(), failure(problem));
                    }
                });
        forget(row);
    }

    private static ImportFailure failure(Problem problem) {
        return new ImportFailure(
                problem.code().name(),
                problem.detail(),
                Arrays.stream(problem.details())
                        .filter(detail -> !(detail instanceof FidelityReport))
                        .map(Reason::kept)
                        .toList());
    }

    /** What a reader says beside the problem, line by line. */
    private static List<FidelityLine> lines(Problem problem) {
        return Arrays.stream(problem.details())
                .filter(FidelityReport.class::isInstance)
                .flatMap(detail -> ((FidelityReport) detail).lines().stream())
                .toList();
    }

    /** Removes the uploaded file once nothing needs it any more. */
    public void forget(ImportRow row) {
        ImportId id = row.view().id();
        workspace.forget(id);
        boolean needed = transactions.call(() -> records.isFileNeeded(row.file(), id));
        if (!needed) {
            try {
                store.delete(school.id(), row.file());
            } catch (IOException e) {
                LOG.log(Level.INFO, "the file of import {0} stays: {1}", new Object[] {id, e});
            }
        }
    }

    /** Asks for more work on an import; in the caller's transaction. */
    public void ask(ImportId id) {
        outbox.publish(new ImportDue(id.value()));
    }

    // Reading

    private void read(ImportRow row) throws IOException {
        CourseImport.Kind kind = kind(row);
        switch (kind) {
            case CARPENTRIES, LYCEUM -> readCourse(row, kind);
            case CATALOGUE, UNKNOWN -> readCatalogue(row);
        }
    }

    private CourseImport.Kind kind(ImportRow row) throws IOException {
        ImportId id = row.view().id();
        if (row.view().kind() != CourseImport.Kind.UNKNOWN) {
            return row.view().kind();
        }
        byte[] head;
        try (InputStream content = Files.newInputStream(workspace.file(id, row.file()))) {
            head = content.readNBytes(HEAD);
        }
        if (head.length > 3 && head[0] == 'P' && head[1] == 'K') {
            SourceFiles files = workspace.unpacked(id, row.file());
            if (CarpentriesLesson.isOne(files)) {
                return CourseImport.Kind.CARPENTRIES;
            }
            if (files.contains(LyceumCourse.DOCUMENT)) {
                return CourseImport.Kind.LYCEUM;
            }
            throw new Problem(
                    ImportProblem.IMPORT_FORMAT_UNKNOWN,
                    Reason.of(Reason.Code.ARCHIVE_WITHOUT_COURSE));
        }
        String start = new String(head, StandardCharsets.UTF_8);
        return start.stripLeading().startsWith("{") && start.contains("\"lyceum-course/")
                ? CourseImport.Kind.LYCEUM
                : CourseImport.Kind.CATALOGUE;
    }

    private ReadCourse course(ImportRow row, CourseImport.Kind kind) throws IOException {
        ImportId id = row.view().id();
        byte[] head;
        try (InputStream content = Files.newInputStream(workspace.file(id, row.file()))) {
            head = content.readNBytes(2);
        }
        boolean archive = head.length == 2 && head[0] == 'P' && head[1] == 'K';
        SourceFiles files =
                archive
                        ? workspace.unpacked(id, row.file())
                        : workspace.alone(id, row.file(), LyceumCourse.DOCUMENT);
        return kind == CourseImport.Kind.CARPENTRIES
                ? CarpentriesLesson.read(files)
                : LyceumCourse.read(files, LyceumCourse.DOCUMENT);
    }

    private void readCourse(ImportRow row, CourseImport.Kind kind) throws IOException {
        ReadCourse read = course(row, kind);
        CourseDraft draft = read.draft();
        ImportId id = row.view().id();
        List<FidelityLine> carried = expected(draft);
        transactions.run(
                () -> {
                    ImportRow now = records.lock(id);
                    if (now.view().status() != CourseImport.Status.READING) {
                        return;
                    }
                    List<FidelityLine> lines = new ArrayList<>(read.report().lines());
                    lines.addAll(carried);
                    if (!draft.slug().isEmpty() && !writing.isFree(draft.slug())) {
                        lines.add(
                                FidelityLine.of(
                                        FidelityCode.SLUG_TAKEN,
                                        "",
                                        0,
                                        draft.slug(),
                                        draft.title()));
                    }
                    records.recognise(id, kind, draft.title());
                    records.report(now, lines);
                    records.become(id, CourseImport.Status.REVIEW, 0);
                });
    }

    /** What becomes of the lessons' parts, as far as it can be told before. */
    private List<FidelityLine> expected(CourseDraft draft) {
        List<FidelityLine> lines = new ArrayList<>();
        for (LessonDraft lesson : draft.lessons()) {
            for (LessonParts.Part part : lesson.parts()) {
                boolean offered = false;
                for (LessonParts one : parts) {
                    offered |= one.offers(part);
                }
                lines.add(
                        offered
                                ? FidelityLine.of(
                                        FidelityCode.ACTIVITY_COMES_IN,
                                        lesson.file(),
                                        lesson.firstLine(),
                                        part.title())
                                : lost(lesson, part.title(), part.plugin()));
            }
        }
        return lines;
    }

    private static FidelityLine lost(LessonDraft lesson, String title, String plugin) {
        return FidelityLine.of(
                FidelityCode.ACTIVITY_LOST, lesson.file(), lesson.firstLine(), title, plugin);
    }

    private void readCatalogue(ImportRow row) throws IOException {
        ImportId id = row.view().id();
        Path file = workspace.file(id, row.file());
        if (row.plan().isEmpty()) {
            CataloguePlan plan = guess(file, Optional.empty());
            transactions.run(
                    () -> {
                        if (records.lock(id).view().status() == CourseImport.Status.READING) {
                            records.recognise(
                                    id, CourseImport.Kind.CATALOGUE, row.view().fileName());
                            records.plan(id, plan);
                            if (plan.usable()) {
                                ask(id);
                            } else {
                                records.become(id, CourseImport.Status.MAPPING, 0);
                            }
                        }
                    });
            return;
        }
        CataloguePlan plan = row.plan().get();
        rows(
                row,
                file,
                plan,
                CourseImport.Status.READING,
                (now, batch, position, last) -> {
                    List<FidelityLine> lines = new ArrayList<>();
                    if (now.nextLine() == 0) {
                        lines.addAll(CatalogueReader.aboutTable(plan, row.view().fileName()));
                    }
                    catalogue.compare(batch).forEach(outcome -> lines.addAll(outcome.lines()));
                    records.report(now, lines);
                    records.progress(id, rowAfter(now, batch), position);
                    if (last) {
                        records.become(id, CourseImport.Status.REVIEW, 0);
                    }
                });
    }

    /** Looks at a table, with what the school says about language. */
    public CataloguePlan guess(Path file, Optional<Charset> charset) {
        String language =
                schools.byId(school.id())
                        .map(School::locale)
                        .map(locale -> locale.getLanguage())
                        .orElse("en");
        return CatalogueGuess.of(file, language, "EUR", charset);
    }

    private static int rowAfter(ImportRow row, List<CatalogueOutcome> batch) {
        return batch.isEmpty() ? row.nextRow() : batch.get(batch.size() - 1).row();
    }

    /** Takes a batch of rows over, in a transaction that holds the import. */
    private interface Batch {

        void take(ImportRow now, List<CatalogueOutcome> batch, long position, boolean last);
    }

    private void rows(
            ImportRow row, Path file, CataloguePlan plan, CourseImport.Status during, Batch taker)
            throws IOException {
        ImportId id = row.view().id();
        Instant end = clock.instant().plus(SLICE);
        int next = row.nextRow();
        try (CatalogueReader reader = CatalogueReader.open(file, plan)) {
            boolean last = false;
            while (!last) {
                List<CatalogueOutcome> batch = new ArrayList<>();
                while (batch.size() < BATCH && !last) {
                    Optional<CatalogueOutcome> outcome = reader.next();
                    last = outcome.isEmpty();
                    // Rows that are done are read again: later ones may repeat them.
                    if (!last && outcome.get().row() > next) {
                        batch.add(outcome.get());
                    }
                }
                boolean ended = last;
                boolean pause = !ended && clock.instant().isAfter(end);
                int expected = next;
                boolean mine =
                        transactions.call(
                                () -> {
                                    ImportRow now = records.lock(id);
                                    boolean same =
                                            now.view().status() == during
                                                    && now.run() == row.run()
                                                    && now.nextRow() == expected;
                                    if (same) {
                                        taker.take(now, batch, reader.position(), ended);
                                        if (pause) {
                                            ask(id);
                                        }
                                    }
                                    return same;
                                });
                if (!mine || pause) {
                    return;
                }
                next = batch.isEmpty() ? next : batch.get(batch.size() - 1).row();
            }
        }
    }

    // Writing

    private void write(ImportRow row) throws IOException {
        switch (row.view().kind()) {
            case CARPENTRIES, LYCEUM -> writeCourse(row);
            case CATALOGUE -> writeCatalogue(row);
            case UNKNOWN -> throw new IllegalStateException("confirmed before it was read");
        }
        ImportRow now = transactions.call(() -> records.find(row.view().id()));
        if (now.view().status() == CourseImport.Status.DONE) {
            forget(now);
        }
    }

    private void writeCatalogue(ImportRow row) throws IOException {
        ImportId id = row.view().id();
        Path file = workspace.file(id, row.file());
        rows(
                row,
                file,
                row.plan().orElseThrow(),
                CourseImport.Status.WRITING,
                (now, batch, position, last) -> {
                    CatalogueWriting.Written written = catalogue.write(batch, now.createdBy());
                    records.results(id, written.coursesByRow());
                    records.report(now, newRefusals(now, written));
                    records.progress(id, rowAfter(now, batch), position);
                    if (last) {
                        done(id, "rows");
                    }
                });
    }

    /** Rows that the report refused already are not told twice. */
    private List<FidelityLine> newRefusals(ImportRow row, CatalogueWriting.Written written) {
        return written.refusals().stream()
                .filter(line -> !records.isReported(row.view().id(), line))
                .toList();
    }

    private void done(ImportId id, String what) {
        records.finish(id, CourseImport.Status.DONE);
        audit.record("import.finished", "import", id, Map.of("kind", what));
    }

    /** One step for the course itself, one for each file, one for each lesson's page. */
    private void writeCourse(ImportRow row) throws IOException {
        ImportId id = row.view().id();
        ReadCourse read = course(row, row.view().kind());
        CourseDraft draft = read.draft();
        List<FileDraft> files = draft.files();
        List<LessonDraft> lessons = draft.lessons();
        int steps = 1 + files.size() + lessons.size();
        Instant end = clock.instant().plus(SLICE);
        for (int step = row.nextRow(); step < steps; step++) {
            int current = step;
            if (step > 0 && step <= files.size()) {
                Optional<CourseId> course = transactions.call(() -> records.course(id));
                writing.store(course.orElseThrow(), files.get(step - 1), read.files());
            } else if (step > files.size()
                    && !carry(row, lessons.get(step - 1 - files.size()), end)) {
                transactions.run(() -> ask(id));
                return;
            }
            boolean pause = step + 1 < steps && clock.instant().isAfter(end);
            boolean mine =
                    transactions.call(
                            () -> {
                                ImportRow now = records.lock(id);
                                boolean same =
                                        now.view().status() == CourseImport.Status.WRITING
                                                && now.nextRow() == current;
                                if (same) {
                                    finishStep(now, draft, current, steps);
                                    if (pause) {
                                        ask(id);
                                    }
                                }
                                return same;
                            });
            if (!mine || pause) {
                return;
            }
        }
    }

    /**
     * Puts a lesson's parts into it, as many as there is time for.
     *
     * @return whether all are there
     */
    private boolean carry(ImportRow row, LessonDraft lesson, Instant end) {
        if (lesson.parts().isEmpty()) {
            return true;
        }
        ImportId id = row.view().id();
        CourseId course = transactions.call(() -> records.course(id)).orElseThrow();
        LessonId into = transactions.call(() -> writing.lesson(course, lesson));
        for (int i = 0; i < lesson.parts().size(); i++) {
            for (LessonParts one : parts) {
                List<FidelityLine> told =
                        one.add(course, into, i + 1, lesson.parts().get(i)).stream()
                                .flatMap(outcome -> told(lesson, outcome).stream())
                                .toList();
                transactions.run(() -> report(id, told));
            }
            if (i + 1 < lesson.parts().size() && clock.instant().isAfter(end)) {
                return false;
            }
        }
        return true;
    }

    private static List<FidelityLine> told(LessonDraft lesson, LessonParts.Outcome outcome) {
        if (outcome instanceof LessonParts.Outcome.Left left) {
            return List.of(lost(lesson, left.title(), left.plugin()));
        }
        LessonParts.Outcome.Added added = (LessonParts.Outcome.Added) outcome;
        return added.notes().stream()
                .map(
                        note ->
                                FidelityLine.of(
                                        FidelityCode.ACTIVITY_CHANGED,
                                        lesson.file(),
                                        lesson.firstLine(),
                                        added.title(),
                                        note))
                .toList();
    }

    /** What the report says already is not told twice. */
    private void report(ImportId id, List<FidelityLine> lines) {
        List<FidelityLine> news = lines.stream().filter(line -> !records.says(id, line)).toList();
        if (!news.isEmpty()) {
            records.report(records.lock(id), news);
        }
    }

    private void finishStep(ImportRow now, CourseDraft draft, int step, int steps) {
        ImportId id = now.view().id();
        if (step == 0) {
            UUID course = writing.begin(draft, now.createdBy()).value();
            records.results(id, Map.of(0, course));
            records.become(id, CourseImport.Status.WRITING, steps);
        } else if (step > draft.files().size()) {
            CourseId course = records.course(id).orElseThrow();
            writing.render(course, draft.lessons().get(step - 1 - draft.files().size()));
        }
        records.progress(id, step + 1, step + 1L);
        if (step + 1 == steps) {
            done(id, "course");
        }
    }
}
