package io.lyceum.catalog.internal.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.LessonParts;
import io.lyceum.catalog.internal.imports.CourseDraft.FileDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.ModuleDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import io.lyceum.catalog.internal.text.CourseLinks;
import io.lyceum.catalog.internal.text.Markdown;
import io.lyceum.catalog.internal.text.MarkdownNote;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lyceum's own course format, {@code lyceum-course/1}: one JSON document, alone or as {@code
 * course.json} in a zip archive with the course's files under {@code files/}. Described in
 * docs/course-format.md. Reading is strict: every mistake is named with its JSON pointer and line,
 * and a course with mistakes is not taken at all.
 */
public final class LyceumCourse {

    /** Value of the field {@code format}. */
    public static final String FORMAT = "lyceum-course/1";

    /** Where the document lies in an archive. */
    public static final String DOCUMENT = "course.json";

    /** The folder of an archive that holds the course's files. */
    public static final String FILES = "files/";

    private static final long LARGEST_DOCUMENT = 50L * 1024 * 1024;
    private static final int MOST_MISTAKES = 50;
    private static final int MOST_MODULES = 500;
    private static final int MOST_LESSONS = 2_000;
    private static final int MOST_FILES = 5_000;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?");
    private static final Pattern LESSON_SLUG =
            Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,98}[\\p{L}\\p{N}])?");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern ICON = Pattern.compile("[a-z][a-z-]{0,30}");
    private static final Pattern PATH =
            Pattern.compile(
                    "(?!.*(?:^|/)\\.{1,2}(?:/|$))[^/\\\\\\x00-\\x1f:][^\\\\\\x00-\\x1f:]{0,299}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,4}");

    /** As many as a lesson may have. */
    private static final int MOST_PARTS = 20;

    private final SourceFiles files;
    private final String path;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final FidelityReport report = new FidelityReport();
    private final Map<String, Integer> linesOfLessons = new HashMap<>();

    private LyceumCourse(SourceFiles files, String path) {
        this.files = files;
        this.path = path;
    }

    /**
     * Reads a course without writing anything.
     *
     * @param files the archive's files, or one that holds only the document
     * @param path of the document
     * @throws Problem COURSE_FILE_INVALID with every mistake as a field error, and as its last
     *     detail the same as a {@link FidelityReport}
     */
    public static ReadCourse read(SourceFiles files, String path) {
        return new LyceumCourse(files, path).read();
    }

    private ReadCourse read() {
        byte[] bytes =
                files.read(path, LARGEST_DOCUMENT)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                ImportProblem.IMPORT_TOO_LARGE,
                                                LARGEST_DOCUMENT >> 20));
        TextEncoding.Decoded decoded = TextEncoding.decode(bytes);
        if (decoded.encoding().guessed()) {
            throw broken(1, Reason.of(Reason.Code.NOT_UTF8));
        }
        LocatedJson root;
        try {
            root = LocatedJson.parse(decoded.text());
        } catch (LocatedJson.Broken e) {
            throw broken(e.line(), e.reason());
        }
        CourseDraft draft = course(root);
        if (!mistakes.isEmpty()) {
            throw invalid(mistakes);
        }
        return new ReadCourse(checked(draft), files, report);
    }

    private Problem broken(int line, Reason reason) {
        return invalid(List.of(new Mistake("", line, reason)));
    }

    private Problem invalid(List<Mistake> found) {
        FidelityReport lines = new FidelityReport();
        for (Mistake mistake : found) {
            String place = mistake.pointer().isEmpty() ? path : mistake.pointer();
            lines.add(FidelityCode.MISTAKE, path, mistake.line(), place, mistake.reason());
        }
        return new Problem(
                ImportProblem.COURSE_FILE_INVALID,
                found.stream().map(Mistake::error).toList(),
                found.size(),
                found.get(0).line(),
                found.get(0).reason(),
                lines);
    }

    /** What is wrong at one place of the document. */
    private record Mistake(String pointer, int line, Reason reason) {

        Problem.FieldError error() {
            return new Problem.FieldError(pointer, "line " + line + ": " + reason);
        }
    }

    // Reading

    private CourseDraft course(LocatedJson root) {
        Fields fields = new Fields(root);
        fields.text(
                "format", 40, true, FORMAT::equals, Reason.of(Reason.Code.WRITE_FORMAT, FORMAT));
        CourseDraft draft =
                new CourseDraft(
                        fields.text("title", 200, true),
                        fields.text(
                                "slug",
                                100,
                                false,
                                matches(SLUG),
                                Reason.of(Reason.Code.WRITE_SLUG)),
                        fields.text("subtitle", 300, false),
                        fields.text("description", 100_000, false),
                        orElse(
                                fields.text(
                                        "language",
                                        40,
                                        false,
                                        matches(LANGUAGE),
                                        Reason.of(Reason.Code.WRITE_LANGUAGE)),
                                "en"),
                        Optional.of(
                                        fields.text(
                                                "level",
                                                20,
                                                false,
                                                text -> Course.Level.of(text).isPresent(),
                                                Reason.of(Reason.Code.WRITE_LEVEL)))
                                .filter(text -> !text.isEmpty()),
                        Optional.of(fields.text("category", 100, false))
                                .filter(text -> !text.isEmpty()),
                        fields.text("teacher", 200, false),
                        orElse(
                                fields.text(
                                        "icon",
                                        31,
                                        false,
                                        matches(ICON),
                                        Reason.of(Reason.Code.WRITE_ICON)),
                                "book"),
                        tags(fields.array("tags", 20)),
                        fields.object("price").map(this::price),
                        fields.text("licence", 200, false),
                        fields.text("attribution", 5_000, false),
                        fields.text("source", 2_000, false),
                        modules(fields.array("modules", MOST_MODULES)),
                        listedFiles(fields.array("files", MOST_FILES)));
        fields.refuseOthers();
        return draft;
    }

    private static Predicate<String> matches(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private List<String> tags(List<LocatedJson> items) {
        List<String> tags = new ArrayList<>();
        for (LocatedJson item : items) {
            boolean fine =
                    item.kind() == LocatedJson.Kind.STRING
                            && !item.text().isBlank()
                            && item.text().length() <= 40
                            && item.text().indexOf(',') < 0;
            if (fine) {
                tags.add(item.text().strip());
            } else {
                mistake(item, Reason.of(Reason.Code.WRITE_TAG));
            }
        }
        return tags;
    }

    private Price price(LocatedJson value) {
        Fields fields = new Fields(value);
        String code =
                fields.text(
                        "currency",
                        3,
                        true,
                        text -> currency(text).isPresent(),
                        Reason.of(Reason.Code.WRITE_CURRENCY));
        String amount =
                fields.text(
                        "amount", 13, true, matches(AMOUNT), Reason.of(Reason.Code.WRITE_AMOUNT));
        fields.refuseOthers();
        Optional<Currency> currency = currency(code);
        if (currency.isEmpty() || !AMOUNT.matcher(amount).matches()) {
            return new Price(0, "EUR");
        }
        BigDecimal minor =
                new BigDecimal(amount).movePointRight(currency.get().getDefaultFractionDigits());
        if (minor.stripTrailingZeros().scale() > 0) {
            mistake(value, Reason.of(Reason.Code.AMOUNT_TOO_FINE, code));
            return new Price(0, code);
        }
        return new Price(minor.longValueExact(), code);
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code))
                    .filter(currency -> currency.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<ModuleDraft> modules(List<LocatedJson> items) {
        List<ModuleDraft> modules = new ArrayList<>();
        Set<String> slugs = new HashSet<>();
        for (LocatedJson item : items) {
            Fields fields = new Fields(item);
            String title = fields.text("title", 200, true);
            List<LessonDraft> lessons = new ArrayList<>();
            for (LocatedJson lesson : fields.array("lessons", MOST_LESSONS)) {
                lessons.add(lesson(lesson, slugs));
            }
            fields.refuseOthers();
            modules.add(new ModuleDraft(title, lessons));
        }
        if (slugs.size() > MOST_LESSONS) {
            mistakes.add(
                    new Mistake(
                            "/modules", 1, Reason.of(Reason.Code.LESSONS_TOO_MANY, MOST_LESSONS)));
        }
        return modules;
    }

    private LessonDraft lesson(LocatedJson value, Set<String> slugs) {
        Fields fields = new Fields(value);
        String title = fields.text("title", 200, true);
        String slug =
                fields.text(
                        "slug",
                        100,
                        false,
                        matches(LESSON_SLUG),
                        Reason.of(Reason.Code.WRITE_LESSON_SLUG));
        String wanted = slug.isEmpty() ? CourseLinks.slugOf(title) : slug;
        String unique = wanted;
        for (int n = 2; !slugs.add(unique); n++) {
            if (!slug.isEmpty()) {
                mistake(value, Reason.of(Reason.Code.SLUG_TWICE, slug));
            }
            unique = wanted + "-" + n;
        }
        String minutes =
                fields.number("minutes", matches(WHOLE), Reason.of(Reason.Code.WRITE_MINUTES));
        String markdown = fields.text("markdown", 500_000, false);
        linesOfLessons.put(unique, value.line());
        LessonDraft lesson =
                new LessonDraft(
                        unique,
                        title,
                        markdown,
                        minutes.isEmpty() ? 0 : Math.min(6000, Integer.parseInt(minutes)),
                        fields.flag("preview"),
                        path,
                        value.line(),
                        parts(fields.array("activities", MOST_PARTS)));
        fields.refuseOthers();
        return lesson;
    }

    @SuppressWarnings("unchecked")
    private List<LessonParts.Part> parts(List<LocatedJson> items) {
        List<LessonParts.Part> parts = new ArrayList<>();
        for (LocatedJson item : items) {
            Fields fields = new Fields(item);
            String title = fields.text("title", 200, true);
            String plugin =
                    fields.text(
                            "plugin",
                            60,
                            true,
                            matches(LESSON_SLUG),
                            Reason.of(Reason.Code.WRITE_LESSON_SLUG));
            String type =
                    fields.text(
                            "type",
                            60,
                            true,
                            matches(LESSON_SLUG),
                            Reason.of(Reason.Code.WRITE_LESSON_SLUG));
            Optional<LocatedJson> content = fields.object("content");
            fields.refuseOthers();
            if (content.isPresent() && content.get().kind() != LocatedJson.Kind.OBJECT) {
                mistake(content.get(), Reason.of(Reason.Code.WRITE_OBJECT, "{ }"));
            } else {
                parts.add(
                        new LessonParts.Part(
                                plugin,
                                type,
                                title,
                                content.map(value -> (Map<String, Object>) value.plain())
                                        .orElse(Map.of())));
            }
        }
        return parts;
    }

    private List<FileDraft> listedFiles(List<LocatedJson> items) {
        List<FileDraft> listed = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (LocatedJson item : items) {
            Fields fields = new Fields(item);
            String inCourse =
                    fields.text(
                            "path", 300, true, matches(PATH), Reason.of(Reason.Code.WRITE_PATH));
            fields.refuseOthers();
            if (!seen.add(inCourse)) {
                mistake(item, Reason.of(Reason.Code.PATH_TWICE, inCourse));
            }
            String source = FILES + inCourse;
            if (files.contains(source)) {
                listed.add(new FileDraft(inCourse, source, files.size(source)));
            } else if (!inCourse.isEmpty()) {
                report.add(FidelityCode.FILE_DATA_MISSING, path, item.line(), inCourse);
            }
        }
        return listed;
    }

    private void mistake(LocatedJson where, Reason reason) {
        if (mistakes.size() < MOST_MISTAKES) {
            mistakes.add(new Mistake(where.pointer(), where.line(), reason));
        }
    }

    /** The fields of one object, each of which may be asked for once. */
    private final class Fields {

        private final LocatedJson object;
        private final Set<String> known = new HashSet<>();

        Fields(LocatedJson object) {
            this.object = object;
            if (object.kind() != LocatedJson.Kind.OBJECT) {
                mistake(object, Reason.of(Reason.Code.WRITE_OBJECT, "{ }"));
            }
        }

        private Optional<LocatedJson> value(String name) {
            known.add(name);
            return Optional.ofNullable(object.fields().get(name))
                    .filter(value -> value.kind() != LocatedJson.Kind.NULL);
        }

        String text(String name, int longest, boolean required) {
            return text(name, longest, required, text -> true, Reason.of(Reason.Code.FIELD_EMPTY));
        }

        String text(
                String name,
                int longest,
                boolean required,
                Predicate<String> fine,
                Reason otherwise) {
            Optional<LocatedJson> value = value(name);
            if (value.isEmpty()) {
                if (required && object.kind() == LocatedJson.Kind.OBJECT) {
                    mistake(object, Reason.of(Reason.Code.FIELD_MISSING, name));
                }
                return "";
            }
            LocatedJson found = value.get();
            if (found.kind() != LocatedJson.Kind.STRING) {
                mistake(found, Reason.of(Reason.Code.WRITE_TEXT));
            } else if (required && found.text().isBlank()) {
                mistake(found, Reason.of(Reason.Code.FIELD_EMPTY));
            } else if (found.text().length() > longest) {
                mistake(found, Reason.of(Reason.Code.TEXT_TOO_LONG, longest));
            } else if (found.text().indexOf('\0') >= 0) {
                mistake(found, Reason.of(Reason.Code.TEXT_INVISIBLE));
            } else if (!found.text().isEmpty() && !fine.test(found.text())) {
                mistake(found, otherwise);
            } else {
                return found.text();
            }
            return "";
        }

        String number(String name, Predicate<String> fine, Reason otherwise) {
            Optional<LocatedJson> value = value(name);
            if (value.isEmpty()) {
                return "";
            }
            if (value.get().kind() != LocatedJson.Kind.NUMBER || !fine.test(value.get().text())) {
                mistake(value.get(), otherwise);
                return "";
            }
            return value.get().text();
        }

        boolean flag(String name) {
            Optional<LocatedJson> value = value(name);
            if (value.isPresent() && value.get().kind() != LocatedJson.Kind.BOOLEAN) {
                mistake(value.get(), Reason.of(Reason.Code.WRITE_TRUE_OR_FALSE));
            }
            return value.filter(v -> v.text().equals("true")).isPresent();
        }

        List<LocatedJson> array(String name, int most) {
            Optional<LocatedJson> value = value(name);
            if (value.isEmpty()) {
                return List.of();
            }
            if (value.get().kind() != LocatedJson.Kind.ARRAY) {
                mistake(value.get(), Reason.of(Reason.Code.WRITE_LIST));
                return List.of();
            }
            if (value.get().items().size() > most) {
                mistake(value.get(), Reason.of(Reason.Code.LIST_TOO_LONG, most));
                return List.of();
            }
            return value.get().items();
        }

        Optional<LocatedJson> object(String name) {
            return value(name);
        }

        void refuseOthers() {
            object.fields()
                    .forEach(
                            (name, value) -> {
                                if (!known.contains(name)) {
                                    mistake(value, Reason.of(Reason.Code.FIELD_UNKNOWN));
                                }
                            });
        }
    }

    // Reporting

    private CourseDraft checked(CourseDraft draft) {
        report.add(FidelityCode.COURSE_COMES_IN, path, 0, draft.title());
        if (!draft.description().isBlank()) {
            report.add(FidelityCode.DESCRIPTION_COMES_IN, path, 0);
        }
        CourseFileCheck check = new CourseFileCheck(files, report);
        List<FileDraft> accepted =
                draft.files().stream().filter(file -> check.accept(file.source())).toList();
        Map<String, String> fileAddresses = new HashMap<>();
        accepted.forEach(file -> fileAddresses.put(file.path(), "/" + file.path()));
        Map<String, String> lessonAddresses = new HashMap<>();
        lessonAddresses.put("index", "/course");
        draft.lessons().forEach(lesson -> lessonAddresses.put(lesson.slug(), "/lesson"));
        CourseLinks links = new CourseLinks(fileAddresses, lessonAddresses);
        Locale locale = Locale.forLanguageTag(draft.language());
        for (LessonDraft lesson : draft.lessons()) {
            int line = linesOfLessons.getOrDefault(lesson.slug(), 0);
            report.add(FidelityCode.LESSON_COMES_IN, path, line, lesson.title(), lesson.minutes());
            for (MarkdownNote note : Markdown.render(lesson.markdown(), links, locale).notes()) {
                report.add(FidelityCode.of(note.kind()), path, line, note.subject());
            }
        }
        return new CourseDraft(
                draft.title(),
                draft.slug(),
                draft.subtitle(),
                draft.description(),
                draft.language(),
                draft.level(),
                draft.category(),
                draft.teacherName(),
                draft.icon(),
                draft.tags(),
                draft.price(),
                draft.licence(),
                draft.attribution(),
                draft.sourceUrl(),
                draft.modules(),
                accepted);
    }

    // Writing

    /** Writes a course as a document that {@link #read} takes, in UTF-8; closes nothing. */
    public static void write(CourseDraft course, OutputStream out) throws IOException {
        JsonGenerator json =
                new JsonFactory()
                        .createGenerator(out)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeStringField("title", course.title());
        optional(json, "slug", course.slug());
        optional(json, "subtitle", course.subtitle());
        optional(json, "description", course.description());
        json.writeStringField("language", course.language());
        optional(json, "level", course.level().orElse("").toLowerCase(Locale.ROOT));
        optional(json, "category", course.category().orElse(""));
        optional(json, "teacher", course.teacherName());
        optional(json, "icon", course.icon());
        json.writeArrayFieldStart("tags");
        for (String tag : course.tags()) {
            json.writeString(tag);
        }
        json.writeEndArray();
        if (course.price().isPresent()) {
            Price price = course.price().get();
            int digits =
                    currency(price.currency()).map(Currency::getDefaultFractionDigits).orElse(2);
            json.writeObjectFieldStart("price");
            json.writeStringField(
                    "amount", BigDecimal.valueOf(price.minor(), digits).toPlainString());
            json.writeStringField("currency", price.currency());
            json.writeEndObject();
        }
        optional(json, "licence", course.licence());
        optional(json, "attribution", course.attribution());
        optional(json, "source", course.sourceUrl());
        json.writeArrayFieldStart("modules");
        for (ModuleDraft module : course.modules()) {
            write(module, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (FileDraft file : course.files()) {
            json.writeStartObject();
            json.writeStringField("path", file.path());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private static void write(ModuleDraft module, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", module.title());
        json.writeArrayFieldStart("lessons");
        for (LessonDraft lesson : module.lessons()) {
            json.writeStartObject();
            json.writeStringField("slug", lesson.slug());
            json.writeStringField("title", lesson.title());
            json.writeNumberField("minutes", lesson.minutes());
            json.writeBooleanField("preview", lesson.preview());
            json.writeStringField("markdown", lesson.markdown());
            if (!lesson.parts().isEmpty()) {
                json.writeArrayFieldStart("activities");
                for (LessonParts.Part part : lesson.parts()) {
                    json.writeStartObject();
                    json.writeStringField("plugin", part.plugin());
                    json.writeStringField("type", part.type());
                    json.writeStringField("title", part.title());
                    json.writeFieldName("content");
                    Json.MAPPER.writeValue(json, part.content());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }
}
