package io.lyceum.catalog.internal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.internal.imports.CourseDraft.FileDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.ModuleDraft;
import io.lyceum.catalog.internal.text.CourseLinks;
import io.lyceum.catalog.internal.text.Markdown;
import io.lyceum.catalog.internal.text.MarkdownNote;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads a lesson in the layout of The Carpentries Workbench: {@code config.yaml} with the order of
 * the episodes, {@code episodes/*.md} with their figures and data, {@code learners/*.md}, {@code
 * index.md} and {@code LICENSE.md}. Episodes become the lessons of one module, pages for learners
 * those of a second one.
 */
public final class CarpentriesLesson {

    private static final long LARGEST_CONFIG = 256 * 1024;
    private static final long LARGEST_TEXT = 2 * 1024 * 1024;
    private static final int LONGEST_LESSON = 500_000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 100_000;
    private static final int LONGEST_ATTRIBUTION = 5_000;
    private static final int MOST_TAGS = 20;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Predicate<String> IS_TEXT =
            Pattern.compile("\\.(?:md|Rmd)$").asPredicate();
    private static final Predicate<String> IS_MATERIAL =
            Pattern.compile("^(?:episodes|learners)/(?:fig|files|data)/").asPredicate();
    private static final List<String> FIRST_FOR_LEARNERS = List.of("setup.md", "reference.md");
    private static final Map<String, String> PROGRAMMES =
            Map.of(
                    "swc", "Software Carpentry",
                    "dc", "Data Carpentry",
                    "lc", "Library Carpentry",
                    "cp", "The Carpentries",
                    "incubator", "The Carpentries Incubator");

    private final SourceFiles files;
    private final FidelityReport report = new FidelityReport();
    private final Set<String> slugs = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private JsonNode config = MissingNode.getInstance();
    private Locale locale = Locale.ENGLISH;

    private CarpentriesLesson(SourceFiles files) {
        this.files = files;
    }

    /** Tells whether files look like such a lesson. */
    public static boolean isOne(SourceFiles files) {
        return files.contains("config.yaml") && !files.directlyIn("episodes").isEmpty();
    }

    /**
     * Reads a lesson without writing anything.
     *
     * @throws Problem LESSON_INVALID when there is no readable configuration, or no episode
     */
    public static ReadCourse read(SourceFiles files) {
        return new CarpentriesLesson(files).read();
    }

    private ReadCourse read() {
        config = readConfig();
        String language = language();
        locale = Locale.forLanguageTag(language);
        String title = title();
        report.add(FidelityCode.COURSE_COMES_IN, "config.yaml", 0, title);

        Optional<Page> index = page("index.md").or(() -> page("index.Rmd"));
        String description = index.map(this::description).orElse("");
        List<LessonDraft> episodes = lessons("episodes", episodeOrder());
        if (episodes.isEmpty()) {
            throw new Problem(ImportProblem.LESSON_INVALID, Reason.of(Reason.Code.NO_EPISODES));
        }
        List<LessonDraft> forLearners = new ArrayList<>(lessons("learners", learnerOrder()));
        licencePage().ifPresent(forLearners::add);

        List<FileDraft> material = material();
        Messages texts = Messages.of("imports", locale);
        List<ModuleDraft> modules = new ArrayList<>();
        modules.add(new ModuleDraft(texts.get("carpentries.episodes"), episodes));
        if (!forLearners.isEmpty()) {
            modules.add(new ModuleDraft(texts.get("carpentries.learners"), forLearners));
        }
        String licence = licence();
        String attribution = attribution(title, licence);
        CourseDraft draft =
                new CourseDraft(
                        title,
                        "",
                        "",
                        description,
                        language,
                        Optional.empty(),
                        Optional.empty(),
                        programme(),
                        "book",
                        tags(),
                        Optional.empty(),
                        licence,
                        attribution,
                        text("source"),
                        modules,
                        material);
        reportTexts(draft, index);
        reportWhatStays();
        return new ReadCourse(draft, files, report);
    }

    // Configuration

    private JsonNode readConfig() {
        byte[] bytes =
                files.read("config.yaml", LARGEST_CONFIG)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                ImportProblem.LESSON_INVALID,
                                                Reason.of(Reason.Code.CONFIG_MISSING)));
        used.add("config.yaml");
        try {
            JsonNode read = FrontMatter.readYaml(TextEncoding.decode(bytes).text());
            if (!read.isObject()) {
                throw new Problem(
                        ImportProblem.LESSON_INVALID, Reason.of(Reason.Code.CONFIG_EMPTY));
            }
            return read;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Problem(
                    ImportProblem.LESSON_INVALID,
                    Reason.of(Reason.Code.CONFIG_BROKEN, line, firstLine(e.getOriginalMessage())));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private String text(String name) {
        return config.path(name).asText("").strip();
    }

    private String title() {
        String title = Markdown.plainText(text("title"), 1000);
        if (title.isEmpty()) {
            report.add(FidelityCode.TITLE_FROM_FILE_NAME, "config.yaml", 0, "title");
            return "Untitled lesson";
        }
        return shortened(title, "config.yaml");
    }

    private String shortened(String title, String file) {
        if (title.length() <= LONGEST_TITLE) {
            return title;
        }
        report.add(FidelityCode.TITLE_SHORTENED, file, 0, title);
        return title.substring(0, LONGEST_TITLE - 1).strip() + "…";
    }

    private String language() {
        String language = text("lang");
        if (language.isEmpty()) {
            return "en";
        }
        if (!LANGUAGE.matcher(language).matches()) {
            report.add(FidelityCode.LANGUAGE_UNKNOWN, "config.yaml", 0, language, "en");
            return "en";
        }
        return language;
    }

    private String programme() {
        return PROGRAMMES.getOrDefault(text("carpentry"), "The Carpentries");
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (String word : text("keywords").split(",")) {
            String tag = word.strip();
            if (!tag.isEmpty() && tag.length() <= 40 && tags.size() < MOST_TAGS) {
                tags.add(tag);
            }
        }
        return tags;
    }

    // Licence and attribution

    private String licence() {
        String licence = text("license").replaceFirst("(?i)^CC-BY", "CC BY");
        if (licence.isEmpty()) {
            report.add(FidelityCode.LICENCE_MISSING, "config.yaml", 0);
        }
        return licence.length() > LONGEST_TITLE ? licence.substring(0, LONGEST_TITLE) : licence;
    }

    private String attribution(String title, String licence) {
        StringBuilder credit = new StringBuilder();
        credit.append('“').append(title).append("” © ").append(programme());
        credit.append(" (https://carpentries.org/)");
        if (!text("source").isEmpty()) {
            credit.append(", ").append(text("source"));
        }
        if (!licence.isEmpty()) {
            credit.append(", ").append(licence);
        }
        if (licence.startsWith("CC BY 4")) {
            credit.append(" (https://creativecommons.org/licenses/by/4.0/)");
        }
        credit.append(". ").append(Messages.of("imports", locale).get("carpentries.adapted"));
        for (String file : List.of("CITATION", "CITATION.cff", "CITATION.md", "AUTHORS")) {
            files.read(file, LARGEST_CONFIG)
                    .ifPresent(
                            bytes -> {
                                used.add(file);
                                credit.append("\n\n").append(TextEncoding.decode(bytes).text());
                            });
        }
        report.add(FidelityCode.ATTRIBUTION_COMES_IN, "config.yaml", 0, programme(), licence);
        return credit.length() > LONGEST_ATTRIBUTION
                ? credit.substring(0, LONGEST_ATTRIBUTION - 1) + "…"
                : credit.toString();
    }

    private Optional<LessonDraft> licencePage() {
        return page("LICENSE.md").flatMap(this::lesson);
    }

    // Pages

    /** A Markdown file that was read. */
    private record Page(String path, FrontMatter content) {}

    private Optional<Page> page(String path) {
        if (!files.contains(path)) {
            return Optional.empty();
        }
        used.add(path);
        Optional<byte[]> bytes = files.read(path, LARGEST_TEXT);
        if (bytes.isEmpty()) {
            report.add(FidelityCode.FILE_TOO_LARGE, path, 0, path, LARGEST_TEXT >> 20);
            return Optional.empty();
        }
        TextEncoding.Decoded decoded = TextEncoding.decode(bytes.get());
        if (decoded.text().indexOf('\0') >= 0) {
            report.add(FidelityCode.TEXT_UNREADABLE, path, 0, path);
            return Optional.empty();
        }
        if (decoded.encoding().guessed()) {
            String charset = decoded.encoding().charset().displayName(Locale.ROOT);
            report.add(FidelityCode.ENCODING_CHANGED, path, 0, charset);
        }
        FrontMatter content = FrontMatter.of(decoded.text());
        content.error()
                .ifPresent(e -> report.add(FidelityCode.FRONT_MATTER_UNREADABLE, path, 1, e));
        return Optional.of(new Page(path, content));
    }

    private List<LessonDraft> lessons(String folder, List<String> order) {
        List<LessonDraft> lessons = new ArrayList<>();
        for (String path : order) {
            if (files.contains(path)) {
                page(path).flatMap(this::lesson).ifPresent(lessons::add);
            } else {
                report.add(FidelityCode.EPISODE_MISSING, "config.yaml", 0, path);
            }
        }
        for (String path : files.directlyIn(folder)) {
            if (IS_TEXT.test(path) && !order.contains(path)) {
                used.add(path);
                report.add(FidelityCode.EPISODE_NOT_LISTED, path, 0, path);
            }
        }
        return lessons;
    }

    private Optional<LessonDraft> lesson(Page page) {
        FrontMatter content = page.content();
        if (content.body().length() > LONGEST_LESSON) {
            report.add(FidelityCode.LESSON_TOO_LONG, page.path(), 0, LONGEST_LESSON);
            return Optional.empty();
        }
        String title = Markdown.plainText(content.values().path("title").asText("").strip(), 1000);
        String slug = CourseLinks.slugOf(page.path());
        if (title.isEmpty()) {
            title = slug.replaceFirst("^\\d+[a-z]?-", "").replace('-', ' ');
            title = title.substring(0, 1).toUpperCase(locale) + title.substring(1);
            report.add(FidelityCode.TITLE_FROM_FILE_NAME, page.path(), 0, title);
        }
        String unique = slug;
        for (int n = 2; !slugs.add(unique); n++) {
            unique = slug + "-" + n;
        }
        if (!unique.equals(slug)) {
            report.add(FidelityCode.SLUG_CHANGED, page.path(), 0, slug, unique);
        }
        int minutes = minutes(page, "teaching") + minutes(page, "exercises");
        String shown = shortened(title, page.path());
        report.add(FidelityCode.LESSON_COMES_IN, page.path(), 0, shown, minutes);
        return Optional.of(
                new LessonDraft(
                        unique,
                        shown,
                        content.body(),
                        minutes,
                        false,
                        page.path(),
                        content.firstLine(),
                        List.of()));
    }

    private int minutes(Page page, String name) {
        JsonNode value = page.content().values().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (value.isNumber() && value.asInt() >= 0 && value.asInt() <= 3000) {
            return value.asInt();
        }
        report.add(FidelityCode.MINUTES_UNREADABLE, page.path(), 1, name, value.asText());
        return 0;
    }

    private String description(Page index) {
        String text = index.content().body().strip();
        report.add(FidelityCode.DESCRIPTION_COMES_IN, index.path(), 0);
        return text.length() > LONGEST_DESCRIPTION ? text.substring(0, LONGEST_DESCRIPTION) : text;
    }

    /** The order of the configuration; without one all pages by their names. */
    private List<String> order(String folder) {
        Set<String> order = new LinkedHashSet<>();
        for (JsonNode name : config.path(folder)) {
            if (name.isTextual()) {
                String file = name.asText().strip();
                order.add(folder + "/" + file.replaceFirst("^" + folder + "/", ""));
            }
        }
        return List.copyOf(order);
    }

    private List<String> episodeOrder() {
        List<String> order = order("episodes");
        return order.isEmpty() ? texts("episodes") : order;
    }

    private List<String> learnerOrder() {
        Set<String> order = new LinkedHashSet<>(order("learners"));
        for (String first : FIRST_FOR_LEARNERS) {
            if (files.contains("learners/" + first)) {
                order.add("learners/" + first);
            }
        }
        order.addAll(texts("learners"));
        return List.copyOf(order);
    }

    private List<String> texts(String folder) {
        return files.directlyIn(folder).stream().filter(IS_TEXT).toList();
    }

    // Figures, data and the rest

    private List<FileDraft> material() {
        CourseFileCheck check = new CourseFileCheck(files, report);
        List<FileDraft> material = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (String path : files.paths()) {
            if (!IS_MATERIAL.test(path)) {
                continue;
            }
            used.add(path);
            if (!IS_TEXT.test(path) && check.accept(path)) {
                String inCourse = CourseLinks.pathInCourse(path);
                boolean free = paths.add(inCourse);
                material.add(new FileDraft(free ? inCourse : path, path, files.size(path)));
            }
        }
        return material;
    }

    private void reportWhatStays() {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> examples = new HashMap<>();
        for (String path : files.paths()) {
            if (used.contains(path)) {
                continue;
            }
            boolean page = path.startsWith("instructors/") || path.startsWith("profiles/");
            if (page && IS_TEXT.test(path)) {
                report.add(FidelityCode.PAGE_FOR_INSTRUCTORS, path, 0, path);
            } else {
                int slash = path.indexOf('/');
                String folder = slash < 0 ? "" : path.substring(0, slash);
                counts.merge(folder, 1, Integer::sum);
                examples.putIfAbsent(folder, path);
            }
        }
        counts.keySet().stream()
                .sorted()
                .forEach(
                        folder ->
                                report.add(
                                        FidelityCode.FILES_NOT_PART_OF_COURSE,
                                        folder,
                                        0,
                                        counts.get(folder),
                                        examples.get(folder)));
    }

    private void reportTexts(CourseDraft draft, Optional<Page> index) {
        Map<String, String> fileAddresses = new HashMap<>();
        draft.files().forEach(file -> fileAddresses.put(file.path(), "/" + file.path()));
        Map<String, String> lessonAddresses = new HashMap<>();
        draft.lessons().forEach(lesson -> lessonAddresses.put(lesson.slug(), "/lesson"));
        lessonAddresses.put("index", "/course");
        CourseLinks links = new CourseLinks(fileAddresses, lessonAddresses);
        index.ifPresent(
                page ->
                        reportNotes(
                                draft.description(),
                                page.path(),
                                page.content().firstLine() + leadingLines(page.content().body()),
                                links));
        for (LessonDraft lesson : draft.lessons()) {
            reportNotes(lesson.markdown(), lesson.file(), lesson.firstLine(), links);
        }
    }

    private static int leadingLines(String body) {
        return (int)
                body.substring(0, body.length() - body.stripLeading().length())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private void reportNotes(String markdown, String file, int firstLine, CourseLinks links) {
        for (MarkdownNote note : Markdown.render(markdown, links, locale).notes()) {
            report.add(
                    FidelityCode.of(note.kind()),
                    file,
                    note.line() + firstLine - 1,
                    note.subject());
        }
    }
}
