package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.internal.text.CourseLinks;
import io.lyceum.catalog.internal.text.LinkResolver;
import io.lyceum.catalog.internal.text.Markdown;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a lesson's Markdown into safe HTML whose links lead to the course's own files and lessons.
 */
@ApplicationScoped
public class LessonText {

    @Inject Sql sql;

    /** Renders text of a course; runs in a transaction. */
    public String html(CourseId course, String markdown) {
        return html(course, languageOf(course), markdown);
    }

    /** The same for who knows the course's language. */
    public String html(CourseId course, Locale language, String markdown) {
        return Markdown.render(markdown, new LinksOnceNeeded(course), language).html();
    }

    /** Much text has no link to anything in its course; then nobody asks where they lead. */
    private final class LinksOnceNeeded implements LinkResolver {

        private final CourseId course;
        private Optional<LinkResolver> links = Optional.empty();

        LinksOnceNeeded(CourseId course) {
            this.course = course;
        }

        @Override
        public Optional<String> resolve(String target) {
            if (links.isEmpty()) {
                links = Optional.of(linksOf(course));
            }
            return links.get().resolve(target);
        }
    }

    private Locale languageOf(CourseId course) {
        return sql.query("select language from course where tenant_id = :tenant and id = :course")
                .set("course", course.value())
                .first(row -> Locale.forLanguageTag(row.text("language")))
                .orElse(Locale.ENGLISH);
    }

    private LinkResolver linksOf(CourseId course) {
        Map<String, String> files = new HashMap<>();
        sql.query(
                        """
                        select path, file_id
                        from course_file
                        where tenant_id = :tenant and course_id = :course
                        """)
                .set("course", course.value())
                .list(
                        row -> {
                            String path = row.text("path");
                            String name = path.substring(path.lastIndexOf('/') + 1);
                            return files.put(
                                    path, "/files/" + row.uuid("file_id") + "/" + safe(name));
                        });
        Map<String, String> lessons = new HashMap<>();
        sql.query(
                        """
                        select c.slug as course_slug, l.slug
                        from course c
                        left join lesson l on l.tenant_id = c.tenant_id and l.course_id = c.id
                        where c.tenant_id = :tenant and c.id = :course
                        """)
                .set("course", course.value())
                .list(
                        row -> {
                            String page = "/courses/" + row.text("course_slug");
                            lessons.put("index", page);
                            return row.optionalText("slug")
                                    .map(
                                            slug ->
                                                    lessons.put(
                                                            slug,
                                                            page + "/lessons/" + encoded(slug)));
                        });
        return new CourseLinks(files, lessons);
    }

    private static String encoded(String slug) {
        return URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
