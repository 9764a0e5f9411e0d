package io.lyceum.catalog;

import io.lyceum.catalog.internal.imports.CourseDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.FileDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.ModuleDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import io.lyceum.catalog.internal.imports.LyceumCourse;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes courses of the current school in Lyceum's own format, so that no school is locked in. */
@ApplicationScoped
public class CourseExports {

    private final Transactions transactions;
    private final Sql sql;
    private final Courses courses;
    private final Outlines outlines;
    private final Categories categories;
    private final Files files;
    private final Iterable<LessonParts> parts;

    protected CourseExports() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    CourseExports(
            Transactions transactions,
            Sql sql,
            Courses courses,
            Outlines outlines,
            Categories categories,
            Files files,
            @Any Instance<LessonParts> parts) {
        this.transactions = transactions;
        this.sql = sql;
        this.courses = courses;
        this.outlines = outlines;
        this.categories = categories;
        this.files = files;
        this.parts = parts;
    }

    /**
     * Takes a course together as it is at this moment. Its files are read when it is written.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public CourseExport of(CourseId id) {
        transactions.run(() -> courses.byId(id));
        Map<LessonId, List<LessonParts.Part>> carried = new HashMap<>();
        parts.forEach(one -> carried.putAll(one.of(id)));
        return transactions.call(
                () -> {
                    Course course = courses.byId(id);
                    Map<String, UUID> paths = new LinkedHashMap<>();
                    List<FileDraft> listed = new ArrayList<>();
                    for (Courses.CourseFile file : courses.files(id)) {
                        paths.put(file.path(), file.id());
                        listed.add(new FileDraft(file.path(), file.path(), file.size()));
                    }
                    return new CourseExport(draft(course, listed, carried), paths, files);
                });
    }

    private CourseDraft draft(
            Course course, List<FileDraft> listed, Map<LessonId, List<LessonParts.Part>> carried) {
        Map<ModuleId, List<LessonDraft>> lessons = new LinkedHashMap<>();
        sql.query(
                        """
                        select id, module_id, slug, title, markdown, minutes, preview
                        from lesson
                        where tenant_id = :tenant and course_id = :course
                        order by position, id
                        """)
                .set("course", course.id().value())
                .list(
                        row ->
                                lessons.computeIfAbsent(
                                                new ModuleId(row.uuid("module_id")),
                                                module -> new ArrayList<>())
                                        .add(
                                                new LessonDraft(
                                                        row.text("slug"),
                                                        row.text("title"),
                                                        row.text("markdown"),
                                                        row.integer("minutes"),
                                                        row.flag("preview"),
                                                        "",
                                                        1,
                                                        carried.getOrDefault(
                                                                new LessonId(row.uuid("id")),
                                                                List.of()))));
        List<ModuleDraft> modules =
                outlines.of(course.id()).stream()
                        .map(
                                module ->
                                        new ModuleDraft(
                                                module.title(),
                                                lessons.getOrDefault(module.id(), List.of())))
                        .toList();
        Optional<String> category =
                course.category()
                        .flatMap(
                                id ->
                                        categories.list().stream()
                                                .filter(known -> known.id().equals(id))
                                                .map(Course.Category::name)
                                                .findFirst());
        return new CourseDraft(
                course.title(),
                course.slug(),
                course.subtitle(),
                course.description(),
                course.language(),
                Optional.of(course.level().name()),
                category,
                course.teacherName(),
                course.icon(),
                course.tags(),
                course.free()
                        ? Optional.empty()
                        : Optional.of(new Price(course.priceMinor(), course.currency())),
                course.licence(),
                course.attribution(),
                "",
                modules,
                listed);
    }

    /** One course ready to be written. */
    public static final class CourseExport {

        private final CourseDraft draft;
        private final Map<String, UUID> paths;
        private final Files files;

        private CourseExport(CourseDraft draft, Map<String, UUID> paths, Files files) {
            this.draft = draft;
            this.paths = Map.copyOf(paths);
            this.files = files;
        }

        /** A name for the file that somebody saves. */
        public String fileName() {
            return draft.slug() + ".zip";
        }

        /**
         * Writes the course as a zip archive of {@code course.json} and {@code files/}; closes
         * nothing.
         */
        public void writeTo(OutputStream out) throws IOException {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            zip.putNextEntry(new ZipEntry(LyceumCourse.DOCUMENT));
            LyceumCourse.write(draft, zip);
            zip.closeEntry();
            for (FileDraft file : draft.files()) {
                Files.Stored stored = files.find(paths.get(file.path())).orElseThrow();
                zip.putNextEntry(new ZipEntry(LyceumCourse.FILES + file.path()));
                try (InputStream content = files.open(stored, 0, stored.content().size())) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
            zip.finish();
            zip.flush();
        }
    }
}
