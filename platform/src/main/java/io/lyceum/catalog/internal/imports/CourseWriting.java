package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.Categories;
import io.lyceum.catalog.CategoryId;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseChange;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.internal.LessonText;
import io.lyceum.catalog.internal.imports.CourseDraft.FileDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.ModuleDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import io.lyceum.shared.Ids;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes one course that was read: first the course with its lessons, then file by file, then the
 * pages of the lessons, whose links lead to those files. Each step can be repeated.
 */
@ApplicationScoped
public class CourseWriting {

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final Courses courses;
    private final Categories categories;
    private final Files files;
    private final LessonText text;

    protected CourseWriting() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    CourseWriting(
            Sql sql,
            Clock clock,
            Transactions transactions,
            Courses courses,
            Categories categories,
            Files files,
            LessonText text) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.courses = courses;
        this.categories = categories;
        this.files = files;
        this.text = text;
    }

    /** Tells whether the address that a course wishes for is free. Runs in a transaction. */
    boolean isFree(String slug) {
        return sql.query("select id from course where tenant_id = :tenant and slug = :slug")
                .set("slug", slug)
                .first(row -> row.uuid("id"))
                .isEmpty();
    }

    /** Begins the course as a draft with all its lessons. Runs in a transaction. */
    CourseId begin(CourseDraft draft, Optional<UUID> teacher) {
        Optional<CategoryId> category =
                draft.category().map(name -> categories.ensure("", name).id());
        Price price = draft.price().orElse(new Price(0, "EUR"));
        Course course =
                courses.create(
                        new CourseChange(
                                draft.title(),
                                !draft.slug().isEmpty() && isFree(draft.slug()) ? draft.slug() : "",
                                draft.subtitle(),
                                draft.description(),
                                draft.language(),
                                draft.level().flatMap(Course.Level::of).orElse(Course.Level.ALL),
                                category,
                                draft.teacherName(),
                                draft.icon(),
                                draft.tags(),
                                price.minor(),
                                price.currency(),
                                draft.licence(),
                                draft.attribution()),
                        teacher);
        Instant now = clock.instant();
        int modulePosition = 0;
        int lessonPosition = 0;
        int minutes = 0;
        for (ModuleDraft module : draft.modules()) {
            UUID moduleId = Ids.at(now);
            sql.update(
                            """
                            insert into course_module (tenant_id, id, course_id, title, position)
                            values (:tenant, :id, :course, :title, :position)
                            """)
                    .set("id", moduleId)
                    .set("course", course.id().value())
                    .set("title", module.title())
                    .set("position", ++modulePosition)
                    .run();
            for (LessonDraft lesson : module.lessons()) {
                insert(lesson, course.id(), moduleId, ++lessonPosition, now);
                minutes += lesson.minutes();
            }
        }
        sql.update(
                        """
                        update course set lesson_count = :lessons, minutes = :minutes
                        where tenant_id = :tenant and id = :course
                        """)
                .set("lessons", lessonPosition)
                .set("minutes", minutes)
                .set("course", course.id().value())
                .run();
        return course.id();
    }

    private void insert(
            LessonDraft lesson, CourseId course, UUID module, int position, Instant now) {
        sql.update(
                        """
                        insert into lesson
                            (tenant_id, id, course_id, module_id, slug, title, markdown, minutes, preview,
                             position, updated_at)
                        values (:tenant, :id, :course, :module, :slug, :title, :markdown, :minutes, :preview,
                            :position, :now)
                        """)
                .set("id", Ids.at(now))
                .set("course", course.value())
                .set("module", module)
                .set("slug", lesson.slug())
                .set("title", lesson.title())
                .set("markdown", lesson.markdown().replace("\0", ""))
                .set("minutes", lesson.minutes())
                .set("preview", lesson.preview())
                .set("position", position)
                .set("now", now)
                .run();
    }

    /** Stores one file and puts it into the course, unless it is there. No transaction is open. */
    void store(CourseId course, FileDraft file, SourceFiles source) throws IOException {
        boolean there =
                transactions.call(
                        () ->
                                sql.query(
                                                """
                                                select file_id from course_file
                                                where tenant_id = :tenant and course_id = :course and path = :path
                                                """)
                                        .set("course", course.value())
                                        .set("path", file.path())
                                        .first(row -> row.uuid("file_id"))
                                        .isPresent());
        if (there) {
            return;
        }
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        try (InputStream content = new BufferedInputStream(source.open(file.source()))) {
            UUID stored =
                    files.put(name, content, FileType.isPicture(name), CourseFileCheck.LARGEST)
                            .id();
            courses.attach(course, file.path(), stored);
        }
    }

    /** Finds a lesson that was begun. Runs in a transaction. */
    LessonId lesson(CourseId course, LessonDraft lesson) {
        return sql.query(
                        """
                        select id from lesson
                        where tenant_id = :tenant and course_id = :course and slug = :slug
                        """)
                .set("course", course.value())
                .set("slug", lesson.slug())
                .first(row -> new LessonId(row.uuid("id")))
                .orElseThrow();
    }

    /** Makes the page of one lesson. Runs in a transaction. */
    void render(CourseId course, LessonDraft lesson) {
        sql.update(
                        """
                        update lesson set html = :html
                        where tenant_id = :tenant and course_id = :course and slug = :slug
                        """)
                .set("html", text.html(course, lesson.markdown()))
                .set("course", course.value())
                .set("slug", lesson.slug())
                .run();
    }
}
