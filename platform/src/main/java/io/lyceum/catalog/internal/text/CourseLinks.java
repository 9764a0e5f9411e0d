package io.lyceum.catalog.internal.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what the relative links of one course's lessons lead to. Lessons were written as files in
 * folders, but a course has neither: a lesson is found by its file's name, a file by its path
 * without the folders that lessons lie in, and at last by its name alone.
 */
public final class CourseLinks implements LinkResolver {

    private static final Pattern LESSON_ENDING = Pattern.compile("\\.(?:md|Rmd|qmd|html)$");
    private static final Pattern FOLDER = Pattern.compile("^(?:episodes|learners|_episodes)/");

    private final Map<String, String> files;
    private final Map<String, String> filesByName = new HashMap<>();
    private final Map<String, String> lessons;

    /**
     * @param files addresses of files by their path in the course
     * @param lessons addresses of lessons by their slug; {@code index} stands for the course's page
     */
    public CourseLinks(Map<String, String> files, Map<String, String> lessons) {
        this.files = Map.copyOf(files);
        this.lessons = Map.copyOf(lessons);
        this.files.forEach((path, address) -> filesByName.putIfAbsent(nameOf(path), address));
    }

    /** Makes the slug of a lesson out of the name of its file. */
    public static String slugOf(String file) {
        String name = LESSON_ENDING.matcher(nameOf(file)).replaceFirst("");
        String slug =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "lesson" : slug;
    }

    /** Takes the folder that lessons lie in off a file's path. */
    public static String pathInCourse(String path) {
        return FOLDER.matcher(path).replaceFirst("");
    }

    @Override
    public Optional<String> resolve(String target) {
        int end = endOfPath(target);
        String fragment = target.indexOf('#') < 0 ? "" : target.substring(target.indexOf('#'));
        String path = decoded(target.substring(0, end));
        while (path.startsWith("../") || path.startsWith("./") || path.startsWith("/")) {
            path = path.substring(path.indexOf('/') + 1);
        }
        path = pathInCourse(path);
        String found = files.get(path);
        if (found == null && mayBeLesson(path)) {
            found = lessons.get(path.isEmpty() ? "index" : slugOf(path));
        }
        if (found == null) {
            found = filesByName.get(nameOf(path));
        }
        return Optional.ofNullable(found).map(address -> address + fragment);
    }

    private static int endOfPath(String target) {
        int end = target.length();
        for (char mark : new char[] {'#', '?'}) {
            int at = target.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return end;
    }

    private static boolean mayBeLesson(String path) {
        return LESSON_ENDING.matcher(path).find() || nameOf(path).indexOf('.') < 0;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
