package io.lyceum.catalog.internal.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.shared.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LyceumCourseTest {

    @TempDir private Path folder;

    @Test
    void theExampleOfTheDocumentationComesIn() throws IOException {
        String page = Files.readString(repository().resolve("docs/course-format.md"));
        String example = page.substring(page.indexOf("```json") + 7);
        Files.createDirectories(folder.resolve("files/fig"));
        Files.writeString(
                folder.resolve("files/fig/branches.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1'/></svg>");

        ReadCourse read = read(example.substring(0, example.indexOf("```")));

        CourseDraft draft = read.draft();
        assertEquals("Branches without fear", draft.title());
        assertEquals(4900, draft.price().orElseThrow().minor());
        assertEquals(
                List.of("why-branches", "merging"),
                draft.lessons().stream().map(LessonDraft::slug).toList());
        assertTrue(draft.lessons().get(0).preview());
        assertEquals("fig/branches.svg", draft.files().get(0).path());
        assertEquals(
                0,
                read.report().lines().stream()
                        .filter(line -> !line.why(java.util.Locale.ENGLISH).isEmpty())
                        .count());
    }

    @Test
    void whatIsWrittenIsReadAgainUnchanged() throws IOException {
        CourseDraft draft =
                read("""
                                {"format": "lyceum-course/1", "title": "Ноты \\"до\\"", "language": "ru",
                                 "level": "advanced", "price": {"amount": "500", "currency": "JPY"},
                                 "modules": [{"title": "М", "lessons": [
                                   {"title": "Раз", "markdown": "a\\n\\tb", "minutes": 7}]}]}
                                """)
                        .draft();
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        LyceumCourse.write(draft, written);

        assertEquals(
                withoutLines(draft),
                withoutLines(read(written.toString(StandardCharsets.UTF_8)).draft()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                  | ''                | 1 | the field "format" is missing
                    {"format": "lyceum-course/2"}       | /format           | 1 | write lyceum-course/1
                    []                                  | ''                | 1 | write an object in { }
                    {"format": 1}                       | /format           | 1 | write a text in quotes
                    """)
    void theFirstMistakeIsNamed(String json, String pointer, int line, String message) {
        Problem problem = assertThrows(Problem.class, () -> read(json));

        assertEquals(ImportProblem.COURSE_FILE_INVALID, problem.code());
        assertEquals(
                new Problem.FieldError(pointer, "line " + line + ": " + message),
                problem.fields().get(0));
    }

    @Test
    void everyMistakeIsNamedWithPointerAndLine() {
        Problem problem =
                assertThrows(
                        Problem.class,
                        () ->
                                read(
                                        """
                                        {
                                          "format": "lyceum-course/1",
                                          "title": "",
                                          "slug": "Not This",
                                          "level": "expert",
                                          "tags": ["ok", 3],
                                          "colour": "red",
                                          "price": {"amount": "1.5", "currency": "JPY"},
                                          "modules": [
                                            {"title": "One", "lessons": [
                                              {"title": "A", "slug": "a", "minutes": "ten"},
                                              {"title": "B", "slug": "a", "preview": "yes"}
                                            ]}
                                          ],
                                          "files": [{"path": "../../etc/passwd"}]
                                        }
                                        """));

        assertEquals(
                List.of(
                        "/title line 3: fill this in",
                        "/slug line 4: use lower-case letters, digits and inner hyphens",
                        "/level line 5: write beginner, intermediate, advanced or all",
                        "/tags/1 line 6: write a text of 1 to 40 characters without commas",
                        "/price line 8: JPY has no such small parts",
                        "/modules/0/lessons/0/minutes line 11: write whole minutes from 0 to 6000",
                        "/modules/0/lessons/1 line 12: the slug a is used twice",
                        "/modules/0/lessons/1/preview line 12: write true or false",
                        "/files/0/path line 15: write a relative path without . and ..",
                        "/colour line 7: there is no field of this name"),
                problem.fields().stream().map(e -> e.field() + " " + e.message()).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"format": "lyceum-course/1",                    | 1
                    {"title": "a", "title": "b"}                     | 1
                    {"format": "lyceum-course/1"} x                  | 1
                    ''                                               | 1
                    """)
    void whatIsNoJsonIsRefused(String json, int line) {
        Problem problem = assertThrows(Problem.class, () -> read(json));

        assertEquals(ImportProblem.COURSE_FILE_INVALID, problem.code());
        assertTrue(problem.fields().get(0).message().startsWith("line " + line + ":"));
    }

    @Test
    void nestingIsBounded() {
        assertEquals(
                ImportProblem.COURSE_FILE_INVALID,
                assertThrows(Problem.class, () -> read("[".repeat(100_000))).code());
    }

    @Test
    void aFileThatIsNotThereIsReported() throws IOException {
        ReadCourse read =
                read(
                        """
                        {"format": "lyceum-course/1", "title": "T",
                         "files": [{"path": "fig/none.png"}]}
                        """);

        assertTrue(
                read.report()
                        .lines()
                        .contains(
                                FidelityLine.of(
                                        FidelityCode.FILE_DATA_MISSING,
                                        "course.json",
                                        2,
                                        "fig/none.png")));
    }

    private ReadCourse read(String json) throws IOException {
        Files.writeString(folder.resolve("course.json"), json);
        return LyceumCourse.read(SourceFiles.of(folder), "course.json");
    }

    private static List<Object> withoutLines(CourseDraft draft) {
        return List.of(
                draft.title(),
                draft.language(),
                draft.level(),
                draft.price(),
                draft.modules().stream().map(CourseDraft.ModuleDraft::title).toList(),
                draft.lessons().stream()
                        .map(l -> List.of(l.slug(), l.title(), l.markdown(), l.minutes()))
                        .toList());
    }

    private static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("docs/course-format.md"))) {
            at = at.getParent();
        }
        return at;
    }
}
