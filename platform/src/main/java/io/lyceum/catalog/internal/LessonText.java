package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.internal.text.LinkResolver;
import io.lyceum.catalog.internal.text.Markdown;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        return Markdown.render(markdown, linksOf(course), languageOf(course)).html();
    }

    private Locale languageOf(CourseId course) {
        return sql.query("select language from course where tenant_id = :tenant and id = :course")
                .set("course", course.value())
                .first(row -> Locale.forLanguageTag(row.text("language")))
                .orElse(Locale.ENGLISH);
    }

    private LinkResolver linksOf(CourseId course) {
        Map<String, String> known = new HashMap<>();
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
                            return known.put(
                                    path, "/files/" + row.uuid("file_id") + "/" + safe(name));
                        });
        sql.query(
                        """
                        select l.slug, c.slug as course_slug
                        from lesson l
                        join course c on c.tenant_id = l.tenant_id and c.id = l.course_id
                        where l.tenant_id = :tenant and l.course_id = :course
                        """)
                .set("course", course.value())
                .list(
                        row ->
                                known.put(
                                        row.text("slug"),
                                        "/courses/"
                                                + row.text("course_slug")
                                                + "/lessons/"
                                                + row.text("slug")));
        return target -> resolve(known, target);
    }

    /**
     * Finds a target by its path as written, then by its last part: lessons move between folders.
     */
    static Optional<String> resolve(Map<String, String> known, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        String anchor = hash < 0 ? "" : target.substring(hash);
        while (path.startsWith("../") || path.startsWith("./")) {
            path = path.substring(path.indexOf('/') + 1);
        }
        String found = known.get(path);
        if (found == null) {
            String last = path.substring(path.lastIndexOf('/') + 1);
            String lesson = last.replaceFirst("\\.(md|html|Rmd)$", "");
            found = known.get(lesson);
            if (found == null) {
                found =
                        known.entrySet().stream()
                                .filter(e -> e.getKey().endsWith("/" + last))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(null);
            }
        }
        return Optional.ofNullable(found).map(url -> url + anchor);
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
