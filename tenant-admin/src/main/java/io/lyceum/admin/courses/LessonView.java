package io.lyceum.admin.courses;

import gg.jte.Content;
import io.lyceum.admin.shell.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lesson editor.
 *
 * @param draft what the browser keeps unsaved text under
 * @param revision of what the server has kept of it; 0 if nothing
 * @param keptAt when it was kept, where the form shows it
 * @param typed whether the form shows what was just typed and is kept nowhere
 * @param preview the text as learners will see it, sanitised
 * @param previewing whether the preview side is open
 * @param next the lesson after this one
 */
public record LessonView(
        String coursePath,
        String path,
        String module,
        Form form,
        String draft,
        long revision,
        Optional<Instant> keptAt,
        boolean typed,
        Instant updated,
        @Nullable Content preview,
        boolean previewing,
        List<FileItem> files,
        Optional<Conflict> conflict,
        String view,
        Optional<String> previous,
        Optional<String> next) {

    /**
     * A file of the course.
     *
     * @param insert the Markdown that shows or links it
     */
    public record FileItem(String path, String href, String size, boolean image, String insert) {}
}
