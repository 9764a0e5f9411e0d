package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Courses that were made elsewhere come into a school: real lessons of The Carpentries, Lyceum's
 * own format and tables, by the API and by the back office, and what is refused or interrupted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class ImportIT {

    private static final Path PYTHON =
            Path.of("src", "test", "resources", "imports", "python-novice-inflammation");
    private static final Path GIT =
            Path.of("../devstack/src/main/resources/seeds/nightbuild/carpentries/git-novice");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PICTURE = Pattern.compile("<img [^>]*src=\"(/files/[^\"]+)\"");
    private static final Charset CYRILLIC = Charset.forName("windows-1251");

    private SampleSchool school;
    private Api teacher;

    @BeforeAll
    void openSchool() {
        school = SampleSchool.withPeople("Cedar");
        teacher = school.as("TEACHER");
    }

    // Carpentries, by the API

    @Test
    void aCarpentriesLessonIsReportedLineByLineBeforeAnythingIsWritten() {
        int before = coursesNamed("Programming with Python");
        JsonNode read = uploaded("python-novice-inflammation.zip", Archive.of(PYTHON));

        assertEquals("REVIEW", read.path("status").asText(), read.toString());
        assertEquals("CARPENTRIES", read.path("kind").asText());
        assertEquals("Programming with Python", read.path("title").asText());
        List<JsonNode> lines = lines(teacher, read, "");
        assertEquals(
                "Lesson “Making Choices”, 30 min",
                line(lines, "COMES_IN", "episodes/07-cond.md", 0).path("what").asText());
        assertEquals(
                "episodes/fig/python-else-if.png, 104 KB",
                line(lines, "COMES_IN", "episodes/fig/python-else-if.png", 0)
                        .path("what")
                        .asText());
        assertEquals(
                "It stays in the text of the lesson, where teachers see it.",
                line(lines, "CHANGED", "episodes/01-intro.md", 221).path("why").asText());
        JsonNode lost = line(lines, "LOST", "episodes/05-loop.md", 381);
        assertEquals("The link to 04-lists.md becomes plain text", lost.path("what").asText());
        assertEquals("Nothing in this import is at that place.", lost.path("why").asText());
        assertTrue(
                lines.stream()
                        .allMatch(
                                l ->
                                        l.path("severity").asText().equals("COMES_IN")
                                                || !l.path("why").asText().isBlank()),
                "whatever does not simply come in has its reason");
        for (String severity : List.of("COMES_IN", "CHANGED", "LOST", "REFUSED")) {
            assertEquals(
                    lines.stream().filter(l -> severity.equals(text(l, "severity"))).count(),
                    lines(teacher, read, "&severity=" + severity).size(),
                    severity);
        }
        assertEquals(before, coursesNamed("Programming with Python"), "nothing is written yet");
        assertEquals(
                "Урок «Making Choices», 30 мин",
                text(
                        line(
                                lines(
                                        school.as("TEACHER"),
                                        read,
                                        "",
                                        Map.of("Accept-Language", "ru")),
                                "COMES_IN",
                                "episodes/07-cond.md",
                                0),
                        "what"));
        post(read, "cancel").expect(200);
    }

    @Test
    void aCarpentriesLessonBecomesACourseThatLearnersRead() {
        int before = coursesNamed("Programming with Python");
        JsonNode done = imported("python-again.zip", Archive.of(PYTHON));

        JsonNode result = results(teacher, done).get(0);
        String course = id(result, "course");
        JsonNode modules = teacher.get("/courses/" + course + "/modules").expect(200).json();
        assertEquals(
                List.of(
                        "Python Fundamentals",
                        "Visualizing Tabular Data",
                        "Repeating Actions with Loops",
                        "Making Choices"),
                titles(modules.get(0).path("lessons")),
                "the order of config.yaml");
        assertEquals(
                List.of("Setup", "Glossary", "Licenses"), titles(modules.get(1).path("lessons")));
        assertEquals(before + 1, coursesNamed("Programming with Python"));

        teacher.post("/courses/" + course + "/publish", Map.of()).expect(200);
        String address = school.origin() + "/courses/" + text(result, "slug");
        Answer page = new Browser().get(address).expect(200);
        assertTrue(page.body().contains("© Software Carpentry"), "attribution");
        assertTrue(page.body().contains("CC BY 4.0"), "licence");
        assertTrue(page.body().contains("creativecommons.org/licenses/by/4.0"), "its address");

        school.as("LEARNER").post("/enrolments", Map.of("course", course)).expect(201);
        Browser learner = school.signedIn("LEARNER");
        Answer lesson = learner.get(address + "/lessons/07-cond").expect(200);
        assertInOrder(
                lesson.body(),
                "<section class=\"callout callout--challenge\">",
                "How Many Paths?",
                "<details class=\"callout callout--solution\">",
                "<summary class=\"callout__title\"",
                "Solution",
                "</details>",
                "</section>");
        assertFalse(lesson.body().contains("<details open"), "solutions are closed at first");
        assertTrue(
                learner.get(address + "/lessons/01-intro").expect(200).body().contains("weight_kg"),
                "code of the lesson");

        assertServed(learner, picture(lesson, "python-else-if.png"), "image/png");
        Answer drawings = learner.get(address + "/lessons/03-matplotlib").expect(200);
        assertServed(learner, picture(drawings, "inflammation-01-average.svg"), "image/svg+xml");
    }

    private void assertServed(Browser browser, String path, String type) {
        String url = school.origin() + path;
        Answer whole = browser.once(url).expect(200);
        String tag = whole.header("ETag").orElseThrow();
        Answer same = browser.once("GET", url, Map.of("If-None-Match", tag), "");
        Answer part = browser.once("GET", url, Map.of("Range", "bytes=4-19"), "");
        Answer beyond = browser.once("GET", url, Map.of("Range", "bytes=99999999-"), "");
        assertAll(
                () -> assertEquals(type, whole.header("Content-Type").orElse("")),
                () -> assertEquals("nosniff", whole.header("X-Content-Type-Options").orElse("")),
                () ->
                        assertTrue(
                                whole.header("Content-Security-Policy")
                                        .orElse("")
                                        .startsWith("sandbox; default-src 'none'"),
                                whole.headers().toString()),
                () -> assertEquals(304, same.status()),
                () -> assertEquals(206, part.status()),
                () ->
                        assertEquals(
                                "bytes 4-19/" + whole.bytes().length,
                                part.header("Content-Range").orElse("")),
                () ->
                        assertArrayEquals(
                                java.util.Arrays.copyOfRange(whole.bytes(), 4, 20), part.bytes()),
                () -> assertEquals(416, beyond.status()));
    }

    // Carpentries, by the back office

    @Test
    void aTeacherBringsAWholeLessonInByTheScreens() {
        Browser browser = school.signedIn("TEACHER");
        Answer blank = browser.get(school.origin() + "/manage/imports/new").expect(200);
        Answer sent =
                browser.upload(
                        blank,
                        Browser.form(blank, "/manage/imports/new"),
                        "file",
                        "git-novice.zip",
                        Archive.of(GIT));
        assertEquals(303, sent.status(), sent.toString());
        String address = sent.header("Location").orElseThrow();

        Answer review = awaitPage(browser, address, page -> hasForm(page, "/confirm"));
        assertInOrder(
                review.body(),
                "Version Control with Git",
                "Nothing is written yet",
                "Comes in",
                "Changed",
                "Lost");
        assertTrue(review.body().contains("Lesson “Automated Version Control”"));
        Answer lost = browser.get(school.origin() + path(address) + "?severity=lost").expect(200);
        assertFalse(lost.body().contains("Lesson “Automated Version Control”"));
        assertEquals(0, coursesNamed("Version Control with Git"), "nothing is written yet");

        Answer confirmed = browser.submit(review, Browser.form(review, "/confirm"), Map.of());
        assertEquals(303, confirmed.status(), confirmed.toString());
        Answer done = awaitPage(browser, address, page -> page.body().contains("What came in"));
        Matcher link =
                Pattern.compile("href=\"(/manage/courses/[0-9a-f-]{36})\"").matcher(done.body());
        assertTrue(link.find(), done.body());
        Answer course = browser.get(school.origin() + link.group(1)).expect(200);
        assertTrue(course.body().contains("Version Control with Git"));
        assertEquals(1, coursesNamed("Version Control with Git"));
        assertTrue(
                browser.get(school.origin() + "/manage/imports")
                        .expect(200)
                        .body()
                        .contains("1 course came in"));
    }

    // Lyceum's own format

    @Test
    void anExportedCourseComesInAtAnotherSchoolAsItWas() {
        JsonNode done = imported("for-export.zip", Archive.of(PYTHON));
        String course = id(results(teacher, done).get(0), "course");
        byte[] exported = teacher.get("/courses/" + course + "/export").expect(200).bytes();
        Api other = TwoSchools.ready().b.as("TEACHER");

        JsonNode there = imported(other, "exported.zip", exported);

        assertEquals("LYCEUM", text(there, "kind"));
        assertEquals(0, there.path("counts").path("refused").asInt(), there.toString());
        String copy = id(results(other, there).get(0), "course");
        Map<String, byte[]> first = Archive.read(exported);
        Map<String, byte[]> second =
                Archive.read(other.get("/courses/" + copy + "/export").expect(200).bytes());
        assertEquals(first.keySet(), second.keySet());
        for (String name : first.keySet()) {
            assertEquals(
                    withoutSlug(name, first.get(name)), withoutSlug(name, second.get(name)), name);
        }
        assertTrue(first.containsKey("files/fig/python-else-if.png"), first.keySet().toString());
    }

    /** A course gets another address where its own is taken. */
    private static String withoutSlug(String name, byte[] content) {
        if (!name.equals("course.json")) {
            return new String(content, StandardCharsets.ISO_8859_1);
        }
        try {
            ObjectNode course = (ObjectNode) Answer.JSON.readTree(content);
            course.remove("slug");
            return course.toPrettyString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCourseFileWithMistakesIsRefusedWithEachOfThem() {
        JsonNode failed =
                uploaded(
                        "mistakes.json",
                        bytes(
                                """
                                {
                                  "format": "lyceum-course/1",
                                  "title": "",
                                  "minutes": 5,
                                  "modules": [
                                    {"title": "One", "lessons": [{"title": "L", "minutes": "ten"}]}
                                  ]
                                }
                                """));

        assertEquals("FAILED", text(failed, "status"));
        List<String> places =
                lines(teacher, failed, "").stream().map(l -> text(l, "what")).toList();
        assertEquals(
                List.of(
                        "A mistake at /title",
                        "A mistake at /modules/0/lessons/0/minutes",
                        "A mistake at /minutes"),
                places);
        JsonNode second = lines(teacher, failed, "").get(1);
        assertEquals(6, second.path("line").asInt(), "the line of the mistake");
        assertEquals("write whole minutes from 0 to 6000", text(second, "why"));
    }

    // Tables

    private static final List<String> ODD_TABLE =
            List.of(
                    "Ф1|Ф2|Ф3|Ф4",
                    "А-1|Основы ткачества|1 490,00|Для себя",
                    "А-2|Крашение пряжи|дорого|Для себя",
                    "А-3||990,00|Без названия",
                    "А-1|Ещё раз основы|1 490,00|Повтор",
                    "А-4|Узоры|990,00|лишнее|и ещё",
                    "А-5|Гобелен за выходные|0|Для себя");

    @Test
    void aTableWithoutATitleAsksForItsColumns() {
        JsonNode read = uploaded("numbers.csv", bytes("x1;x2\n17;3\n18;4\n"));

        assertEquals("MAPPING", text(read, "status"), read.toString());
        Answer page =
                teachersBrowser()
                        .get(school.origin() + "/manage/imports/" + id(read, "id"))
                        .expect(200);
        assertTrue(page.url().endsWith("/mapping"), page.url());
        assertEquals(409, post(read, "confirm").status());
        post(read, "cancel").expect(200);
    }

    @Test
    void columnsThatNobodyCouldGuessAreNamedOnTheScreen() {
        Browser browser = school.signedIn("TEACHER");
        Answer blank = browser.get(school.origin() + "/manage/imports/new").expect(200);
        Answer sent =
                browser.upload(
                        blank,
                        Browser.form(blank, "/manage/imports/new"),
                        "file",
                        "курсы.csv",
                        String.join("\r\n", ODD_TABLE).getBytes(CYRILLIC));
        assertEquals(303, sent.status(), sent.toString());
        String address = sent.header("Location").orElseThrow();

        Answer guessed = awaitPage(browser, address, page -> hasForm(page, "/confirm"));
        assertTrue(guessed.body().contains(path(address) + "/mapping"), "a way to the columns");
        Answer mapping = browser.get(school.origin() + path(address) + "/mapping").expect(200);
        assertInOrder(mapping.body(), "windows-1251", "vertical bars", "Ф2", "Основы ткачества");
        Answer refused =
                browser.submit(mapping, Browser.form(mapping, "/mapping"), Map.of("column-0", ""));
        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("No column is the course title."));
        Answer mapped =
                browser.submit(
                        mapping,
                        Browser.form(mapping, "/mapping"),
                        Map.of(
                                "column-0", "EXTERNAL_ID",
                                "column-1", "TITLE",
                                "column-2", "PRICE",
                                "column-3", "",
                                "language", "ru",
                                "currency", "RUB",
                                "encoding", "windows-1251"));
        assertEquals(303, mapped.status(), mapped.toString());

        Answer review = awaitPage(browser, address, page -> hasForm(page, "/confirm"));
        assertInOrder(
                review.body(),
                "“Ф4”",
                "Основы ткачества",
                "Крашение пряжи",
                "дорого",
                "The title is empty.",
                "The same course is already in line 2.",
                "It has 5 fields, but the table has 4 columns.",
                "Гобелен за выходные");
        JsonNode read = teacher.get("/imports/" + lastPart(address)).expect(200).json();
        assertEquals(2, read.path("counts").path("comesIn").asInt(), read.toString());
        assertEquals(4, read.path("counts").path("refused").asInt(), read.toString());

        browser.submit(review, Browser.form(review, "/confirm"), Map.of());
        awaitPage(browser, address, page -> page.body().contains("What came in"));
        JsonNode written = results(teacher, read);
        assertEquals(List.of("Основы ткачества", "Гобелен за выходные"), titles(written));
        JsonNode first = teacher.get("/courses/" + id(written.get(0), "course")).json();
        assertEquals(149_000, first.path("priceMinor").asLong());
        assertEquals("RUB", text(first, "currency"));
        assertEquals("ru", text(first, "language"));
        assertEquals("DRAFT", text(first, "status"));
    }

    @Test
    void aJsonCatalogueIsReadByItsNames() {
        JsonNode done =
                imported(
                        "catalogue.json",
                        bytes(
                                """
                                {"exported": "2026-01-05", "courses": [
                                  {"sku": "W-1", "Course name": "Bread at Home", "price": "19.50",
                                   "currency": "EUR", "level": "Beginner", "duration": "2h 30m",
                                   "tags": ["baking", "yeast"]},
                                  {"sku": "W-2", "Course name": "Sourdough", "price": "free"},
                                  {"sku": "W-3", "Course name": "", "price": "5"}
                                ]}
                                """));

        JsonNode results = results(teacher, done);
        assertEquals(List.of("Bread at Home", "Sourdough"), titles(results));
        assertEquals(1, done.path("counts").path("refused").asInt());
        JsonNode bread = teacher.get("/courses/" + id(results.get(0), "course")).json();
        assertEquals(1950, bread.path("priceMinor").asLong());
        assertEquals("BEGINNER", text(bread, "level"));
        assertEquals(150, bread.path("minutes").asInt());
    }

    @Test
    void aTableThatComesTwiceAddsNothingTheSecondTime() {
        byte[] table = bytes("id,title\nT-1,Twice told\nT-2,Told twice\n");
        imported("twice.csv", table);

        JsonNode again = uploaded("twice.csv", table);

        assertEquals("REVIEW", text(again, "status"));
        assertEquals(0, again.path("counts").path("comesIn").asInt());
        assertEquals(2, again.path("counts").path("refused").asInt());
        Answer refused = post(again, "confirm");
        assertEquals(409, refused.status());
        assertEquals("IMPORT_WITHOUT_CONTENT", text(refused.json(), "code"));
    }

    // What is refused

    @Test
    void archivesThatReachOutOfTheirFolderOrAreBombsAreRefused() {
        byte[] config = bytes("title: T\n");
        byte[] episode = bytes("---\ntitle: E\n---\nText\n");
        assertAll(
                () ->
                        assertFailed(
                                archive("config.yaml", config, "../../evil.md", episode),
                                "ZIP_UNSAFE_NAME",
                                "../../evil.md"),
                () ->
                        assertFailed(
                                archive("config.yaml", config, "/etc/evil.md", episode),
                                "ZIP_UNSAFE_NAME",
                                "/etc/evil.md"),
                () ->
                        assertFailed(
                                Archive.withLink(
                                        archive(
                                                "config.yaml",
                                                config,
                                                "episodes/link.md",
                                                bytes("/etc/passwd"))),
                                "ZIP_LINK",
                                "episodes/link.md"),
                () ->
                        assertFailed(
                                archive(
                                        "config.yaml",
                                        config,
                                        "episodes/big.md",
                                        new byte[40_000_000]),
                                "ZIP_BOMB",
                                "episodes/big.md"),
                () ->
                        assertFailed(
                                java.util.Arrays.copyOf(Archive.of(PYTHON), 100_000),
                                "ZIP_DAMAGED",
                                ""),
                () ->
                        assertFailed(
                                archive("readme.md", episode, "notes.md", episode),
                                "IMPORT_FORMAT_UNKNOWN",
                                ""),
                () ->
                        assertFailed(
                                Archive.read(Archive.of(PYTHON))
                                        .get(
                                                "python-novice-inflammation/episodes/fig/"
                                                        + "python-else-if.png"),
                                "IMPORT_FORMAT_UNKNOWN",
                                ""));
        assertEquals(0, coursesNamed("T"));
    }

    private static byte[] archive(String one, byte[] first, String two, byte[] second) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(one, first);
        files.put(two, second);
        return Archive.of(files);
    }

    /** The reason is told in the reader's language, and nothing can be confirmed any more. */
    private void assertFailed(byte[] file, String code, String about) {
        JsonNode failed = uploaded("refused.zip", file);
        assertEquals("FAILED", text(failed, "status"), code);
        assertEquals(code, text(failed.path("failure"), "code"));
        String english = text(failed.path("failure"), "message");
        assertTrue(english.contains(about), english);
        String address = school.origin() + "/manage/imports/" + id(failed, "id");
        Browser browser = teachersBrowser();
        Answer page = browser.get(address).expect(200);
        Answer russian =
                browser.once("GET", address, Map.of("Accept-Language", "ru"), "").expect(200);
        assertTrue(unescaped(page.body()).contains(english.replace('\'', '’')), english);
        assertFalse(unescaped(russian.body()).contains(english), "not in Russian: " + english);
        assertTrue(unescaped(russian.body()).contains(about), about);
        assertEquals(409, post(failed, "confirm").status());
    }

    private Optional<Browser> teachersBrowser = Optional.empty();

    private synchronized Browser teachersBrowser() {
        if (teachersBrowser.isEmpty()) {
            teachersBrowser = Optional.of(school.signedIn("TEACHER"));
        }
        return teachersBrowser.get();
    }

    @Test
    void anEmptyFileIsRefusedAtOnce() {
        Answer refused = teacher.upload("/imports?name=empty.csv", new byte[0]);

        assertEquals(422, refused.status());
        assertTrue(
                Set.of("IMPORT_EMPTY", "BODY_MISSING", "INVALID_INPUT")
                        .contains(text(refused.json(), "code")),
                refused.toString());
    }

    @Test
    void onlyTeachersOfTheSchoolItselfComeNearAnImport() {
        JsonNode read = uploaded("ours.csv", bytes("id,title\nO-1,Ours alone\n"));
        String path = "/imports/" + id(read, "id");
        Api stranger = TwoSchools.ready().b.as("TEACHER");

        assertAll(
                () -> assertEquals(404, stranger.get(path).status()),
                () -> assertEquals(404, stranger.get(path + "/lines").status()),
                () -> assertEquals(404, stranger.get(path + "/table").status()),
                () -> assertEquals(404, stranger.post(path + "/confirm", Map.of()).status()),
                () -> assertEquals(404, stranger.post(path + "/cancel", Map.of()).status()),
                () -> assertEquals(403, school.as("LEARNER").get(path).status()),
                () ->
                        assertEquals(
                                403,
                                school.as("LEARNER")
                                        .upload("/imports?name=x.csv", bytes("title\nX\n"))
                                        .status()),
                () -> assertEquals(401, school.asVisitor().get(path).status()),
                () ->
                        assertEquals(
                                403,
                                school.signedIn("LEARNER")
                                        .get(school.origin() + "/manage/imports")
                                        .status()));
        assertEquals("REVIEW", text(teacher.get(path).json(), "status"), "untouched");
        post(read, "cancel").expect(200);
    }

    @Test
    void aCancelledImportWritesNothing() {
        JsonNode read = uploaded("cancelled.csv", bytes("id,title\nC-1,Never written\n"));

        JsonNode cancelled = post(read, "cancel").expect(200).json();

        assertEquals("CANCELLED", text(cancelled, "status"));
        Answer late = post(read, "confirm");
        assertEquals(409, late.status());
        assertEquals("IMPORT_NOT_WAITING", text(late.json(), "code"));
        assertEquals(409, post(read, "cancel").status());
        assertEquals(0, coursesNamed("Never written"));
    }

    // Interruptions

    private static final int ROWS = 3_000;

    /**
     * The row in the middle is held by somebody else, so that the import stands in a batch for
     * certain when its connection is cut. What it wrote before must stay, what it was writing must
     * not, and the next attempt goes on from there. At the end all of its deliveries are made once
     * more, as after the death of a node that had not yet noted them as done.
     */
    @Test
    void anImportThatIsInterruptedInTheMiddleWritesEachRowOnce() throws SQLException {
        JsonNode read = uploaded("interrupted.csv", table("I", "Interrupted"));
        assertEquals(ROWS, read.path("counts").path("comesIn").asInt(), read.toString());

        int before;
        try (Connection holder = Stack.superuser()) {
            holder.setAutoCommit(false);
            hold(holder, "interrupted-1700");
            post(read, "confirm").expect(200);
            int standing = awaitBlocked(holder);
            before = courses(read);
            terminate(standing);
            holder.rollback();
        }
        assertTrue(before > 0 && before < ROWS, "in the middle: " + before);
        JsonNode done = settled(teacher, read);

        assertEquals("DONE", text(done, "status"), done.toString());
        assertExactlyOnce(read);
        repeatDeliveries(id(read, "id"));
        assertExactlyOnce(read);
    }

    private static byte[] table(String id, String title) {
        StringBuilder table = new StringBuilder("id,title,price\n");
        for (int row = 1; row <= ROWS; row++) {
            table.append(id).append('-').append(row);
            table.append(',').append(title).append(' ').append(row).append(",10\n");
        }
        return bytes(table.toString());
    }

    /** Cancelling waits for the batch that is being written, and no other follows. */
    @Test
    void anImportThatIsCancelledInTheMiddleKeepsWhatItWroteAndStops() throws Exception {
        JsonNode read = uploaded("given-up.csv", table("G", "Given up"));
        Path upload = storedFile(read);
        CompletableFuture<Answer> cancelled;
        try (Connection holder = Stack.superuser()) {
            holder.setAutoCommit(false);
            hold(holder, "given-up-1700");
            post(read, "confirm").expect(200);
            awaitBlocked(holder);
            cancelled = CompletableFuture.supplyAsync(() -> post(read, "cancel"));
            awaitBlockedBehind(holder);
            holder.rollback();
        }

        assertEquals("CANCELLED", text(cancelled.get().expect(200).json(), "status"));

        int written = courses(read);
        assertTrue(written > 0 && written < ROWS, "in the middle: " + written);
        repeatDeliveries(id(read, "id"));
        assertEquals(written, courses(read));
        assertEquals("CANCELLED", text(read(read).json(), "status"));
        assertTrue(Files.notExists(upload), "the uploaded file");
        assertEquals(409, post(read, "cancel").status());
    }

    /** The same for one course: its first file is being put into it when the connection is cut. */
    @Test
    void aCourseThatIsInterruptedBetweenItsFilesComesInWholeAndOnce() throws SQLException {
        int before = coursesNamed("Programming with Python");
        JsonNode read = uploaded("cut-off.zip", Archive.of(PYTHON));
        try (Connection holder = Stack.superuser();
                PreparedStatement lock =
                        holder.prepareStatement("lock table course_file in share mode")) {
            holder.setAutoCommit(false);
            lock.execute();
            post(read, "confirm").expect(200);
            int standing = awaitBlocked(holder);
            assertEquals("WRITING", text(read(read).json(), "status"));
            terminate(standing);
            holder.rollback();
        }

        JsonNode done = settled(teacher, read);

        assertEquals("DONE", text(done, "status"), done.toString());
        assertEquals(before + 1, coursesNamed("Programming with Python"));
        String course = id(results(teacher, done).get(0), "course");
        JsonNode modules = teacher.get("/courses/" + course + "/modules").expect(200).json();
        assertEquals(4, modules.get(0).path("lessons").size());
        Map<String, byte[]> whole =
                Archive.read(teacher.get("/courses/" + course + "/export").expect(200).bytes());
        Set<String> packed =
                Archive.read(Archive.of(PYTHON)).keySet().stream()
                        .filter(name -> name.contains("/fig/") || name.contains("/data/"))
                        .map(name -> name.replaceFirst(".*/episodes/", "files/"))
                        .collect(Collectors.toSet());
        assertEquals(
                packed,
                whole.keySet().stream()
                        .filter(name -> name.startsWith("files/"))
                        .collect(Collectors.toSet()));
    }

    private void hold(Connection connection, String slug) throws SQLException {
        // Its own transaction, so that nobody sees it; the unique address makes others wait.
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into course
                            (tenant_id, id, slug, title, language, level, status, created_at, updated_at)
                        values (?, gen_random_uuid(), ?, 'In the way', 'en', 'ALL', 'DRAFT', now(), now())
                        """)) {
            insert.setObject(1, school.id);
            insert.setString(2, slug);
            assertEquals(1, insert.executeUpdate());
        }
    }

    /** Waits until somebody waits for what a connection holds. */
    private static int awaitBlocked(Connection holder) {
        return awaited(
                holder,
                "somebody who waits",
                """
                select pid from pg_stat_activity
                where pg_backend_pid() = any(pg_blocking_pids(pid))
                limit 1
                """);
    }

    /** Waits until somebody waits for one who waits, whichever connection that is by then. */
    private static void awaitBlockedBehind(Connection holder) {
        awaited(
                holder,
                "somebody who waits for one who waits",
                """
                select behind.pid
                from pg_stat_activity behind, unnest(pg_blocking_pids(behind.pid)) as standing
                where pg_backend_pid() = any(pg_blocking_pids(standing))
                limit 1
                """);
    }

    private static int awaited(Connection connection, String what, String sql) {
        return Stack.eventually(what, PATIENCE, () -> query(connection, sql).map(Long::intValue));
    }

    private static void terminate(int backend) throws SQLException {
        try (Connection connection = Stack.superuser();
                PreparedStatement end =
                        connection.prepareStatement("select pg_terminate_backend(?)")) {
            end.setInt(1, backend);
            try (ResultSet row = end.executeQuery()) {
                assertTrue(row.next() && row.getBoolean(1));
            }
        }
    }

    private static Optional<Long> query(Connection connection, String sql, Object... values) {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int courses(JsonNode read) {
        return teacher.get("/imports/" + id(read, "id")).expect(200).json().path("courses").asInt();
    }

    private void assertExactlyOnce(JsonNode read) throws SQLException {
        assertEquals(ROWS, courses(read));
        try (Connection connection = Stack.superuser()) {
            String ours = " from course where tenant_id = ? and title like 'Interrupted %'";
            assertEquals(
                    Optional.of((long) ROWS),
                    query(connection, "select count(*)" + ours, school.id));
            assertEquals(
                    Optional.of((long) ROWS),
                    query(connection, "select count(distinct external_id)" + ours, school.id));
            assertEquals(
                    Optional.of((long) ROWS),
                    query(
                            connection,
                            """
                            select count(distinct number) from course_import_result
                            where tenant_id = ? and import_id = ?
                            """,
                            school.id,
                            UUID.fromString(id(read, "id"))));
        }
        Set<String> seen = new HashSet<>();
        results(teacher, read).forEach(r -> assertTrue(seen.add(text(r, "slug")), r.toString()));
        assertEquals(ROWS, seen.size());
    }

    private void repeatDeliveries(String id) throws SQLException {
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            String ours =
                    """
                    tenant_id = ? and event_id in (
                        select id from outbox_event where tenant_id = ? and payload::text like ?)
                    """;
            try (PreparedStatement again =
                            connection.prepareStatement(
                                    "update outbox_delivery set status = 'PENDING', due_at = now(),"
                                            + " leased_until = now() - interval '1 second'"
                                            + " where "
                                            + ours);
                    PreparedStatement due =
                            connection.prepareStatement(
                                    "insert into outbox_due (id, tenant_id, due_at) values (?, ?,"
                                            + " now())")) {
                again.setObject(1, school.id);
                again.setObject(2, school.id);
                again.setString(3, "%" + id + "%");
                assertTrue(again.executeUpdate() > 1, "several slices of work");
                due.setObject(1, UUID.randomUUID());
                due.setObject(2, school.id);
                due.executeUpdate();
            }
            connection.commit();
            Stack.eventually(
                    "the repeated deliveries",
                    PATIENCE,
                    () ->
                            query(
                                            connection,
                                            "select count(*) from outbox_delivery where status ="
                                                    + " 'PENDING' and "
                                                    + ours,
                                            school.id,
                                            school.id,
                                            "%" + id + "%")
                                    .filter(left -> left == 0));
        }
    }

    // Housekeeping

    @Test
    void oldReportsAndUploadsThatNobodyWentOnWithAreForgotten() throws Exception {
        JsonNode waiting = uploaded("waiting.csv", bytes("id,title\nF-1,Waiting\n"));
        JsonNode young = uploaded("young.csv", bytes("id,title\nF-2,Young\n"));
        JsonNode done = imported("done.csv", bytes("id,title\nF-3,Stays for good\n"));
        String course = id(results(teacher, done).get(0), "course");
        Path upload = storedFile(waiting);
        assertTrue(Files.exists(upload), upload.toString());
        Path abandoned = Files.createDirectories(Stack.RUNNING.files().resolve("incoming"));
        abandoned = Files.createTempFile(abandoned, "cut-off", "");
        Files.setLastModifiedTime(
                abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        age(waiting, "updated_at", 8);
        age(young, "updated_at", 6);
        age(done, "finished_at", 31);

        Stack.eventually(
                "the report of what is done to be forgotten",
                PATIENCE,
                () -> Optional.of(404).filter(s -> s == read(done).status()));
        Path cutOff = abandoned;
        Stack.eventually(
                "the upload that was cut off to be removed",
                PATIENCE,
                () -> Optional.of(cutOff).filter(Files::notExists));
        assertEquals("CANCELLED", text(read(waiting).json(), "status"));
        assertTrue(Files.notExists(upload), "the uploaded file");
        assertEquals("REVIEW", text(read(young).json(), "status"));
        assertTrue(Files.exists(storedFile(young)));
        teacher.get("/courses/" + course).expect(200);
        post(young, "cancel").expect(200);
        assertTrue(Files.notExists(storedFile(young)), "cancelling removes the file at once");
    }

    private Answer read(JsonNode one) {
        return teacher.get("/imports/" + id(one, "id"));
    }

    private Path storedFile(JsonNode one) throws SQLException {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select file_sha256 from course_import"
                                        + " where tenant_id = ? and id = ?")) {
            query.setObject(1, school.id);
            query.setObject(2, UUID.fromString(id(one, "id")));
            try (ResultSet row = query.executeQuery()) {
                assertTrue(row.next());
                String hash = row.getString(1);
                return Stack.RUNNING
                        .files()
                        .resolve(school.id.toString())
                        .resolve(hash.substring(0, 2))
                        .resolve(hash);
            }
        }
    }

    private void age(JsonNode one, String column, int days) throws SQLException {
        try (Connection connection = Stack.superuser();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update course_import set "
                                        + column
                                        + " = now() - ? * interval '1 day'"
                                        + " where tenant_id = ? and id = ?")) {
            update.setInt(1, days);
            update.setObject(2, school.id);
            update.setObject(3, UUID.fromString(id(one, "id")));
            assertEquals(1, update.executeUpdate());
        }
    }

    // Means

    private JsonNode uploaded(String name, byte[] content) {
        return uploaded(teacher, name, content);
    }

    private static JsonNode uploaded(Api api, String name, byte[] content) {
        JsonNode begun =
                api.upload(
                                "/imports?name=" + Browser.encode(Map.of("n", name)).substring(2),
                                content)
                        .expect(202)
                        .json();
        return settled(api, begun);
    }

    /** Waits until an import needs somebody or has ended. */
    private static JsonNode settled(Api api, JsonNode begun) {
        return Stack.eventually(
                "the end of what " + text(begun, "fileName") + " does",
                PATIENCE,
                () -> {
                    JsonNode now = api.get("/imports/" + id(begun, "id")).expect(200).json();
                    return Set.of("READING", "WRITING").contains(text(now, "status"))
                            ? Optional.empty()
                            : Optional.of(now);
                });
    }

    private JsonNode imported(String name, byte[] content) {
        return imported(teacher, name, content);
    }

    private static JsonNode imported(Api api, String name, byte[] content) {
        JsonNode read = uploaded(api, name, content);
        assertEquals("REVIEW", text(read, "status"), read.toString());
        api.post("/imports/" + id(read, "id") + "/confirm", Map.of()).expect(200);
        JsonNode done = settled(api, read);
        assertEquals("DONE", text(done, "status"), done.toString());
        return done;
    }

    private Answer post(JsonNode one, String action) {
        return teacher.post("/imports/" + id(one, "id") + "/" + action, Map.of());
    }

    private static List<JsonNode> lines(Api api, JsonNode one, String query) {
        return lines(api, one, query, Map.of());
    }

    private static List<JsonNode> lines(
            Api api, JsonNode one, String query, Map<String, String> headers) {
        return pages(api, "/imports/" + id(one, "id") + "/lines?limit=30" + query, headers);
    }

    private static JsonNode results(Api api, JsonNode one) {
        var all = Answer.JSON.createArrayNode();
        pages(api, "/imports/" + id(one, "id") + "/courses?limit=100", Map.of()).forEach(all::add);
        return all;
    }

    private static List<JsonNode> pages(Api api, String path, Map<String, String> headers) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    api.send(
                                    "GET",
                                    path + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                                    headers,
                                    "")
                            .expect(200)
                            .json();
            page.path("items").forEach(all::add);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static JsonNode line(List<JsonNode> lines, String severity, String file, int line) {
        return lines.stream()
                .filter(l -> text(l, "severity").equals(severity))
                .filter(l -> text(l, "file").equals(file) && l.path("line").asInt() == line)
                .findFirst()
                .orElseThrow(() -> new AssertionError(severity + " " + file + ":" + line));
    }

    private int coursesNamed(String title) {
        return (int)
                pages(
                                teacher,
                                "/courses?limit=100&q="
                                        + Browser.encode(Map.of("n", title)).substring(2),
                                Map.of())
                        .stream()
                        .filter(c -> text(c, "title").equals(title))
                        .count();
    }

    private Answer awaitPage(Browser browser, String address, Predicate<Answer> fits) {
        return Stack.eventually(
                "the next step of " + address,
                PATIENCE,
                () ->
                        Optional.of(browser.get(school.origin() + path(address)).expect(200))
                                .filter(fits));
    }

    private static String path(String address) {
        return address.replaceFirst("^https?://[^/]+", "");
    }

    private static String lastPart(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static boolean hasForm(Answer page, String action) {
        return Browser.forms(page).stream().anyMatch(f -> f.action().endsWith(action));
    }

    private static String picture(Answer page, String name) {
        return PICTURE.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.endsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no picture " + name + " in " + page));
    }

    private static List<String> titles(JsonNode things) {
        List<String> titles = new ArrayList<>();
        things.forEach(thing -> titles.add(text(thing, "title")));
        return titles;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String id(JsonNode node, String field) {
        JsonNode id = node.path(field);
        return id.isObject() ? id.path("value").asText() : id.asText();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String unescaped(String html) {
        return html.replace("&#39;", "'").replace("&#34;", "\"").replace("&amp;", "&");
    }

    private static void assertInOrder(String text, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertTrue(
                    at >= 0,
                    () ->
                            part
                                    + " is missing after "
                                    + java.util.Arrays.stream(parts)
                                            .takeWhile(p -> !p.equals(part))
                                            .collect(Collectors.joining(" … "))
                                    + " in "
                                    + text);
            from = at + part.length();
        }
    }
}
