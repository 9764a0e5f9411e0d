package io.lyceum.catalog.internal.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.ImportSeverity;
import io.lyceum.catalog.internal.imports.CourseDraft.FileDraft;
import io.lyceum.catalog.internal.imports.CourseDraft.LessonDraft;
import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarpentriesLessonTest {

    @TempDir private Path folder;

    @Test
    void aRealLessonComesInWithItsOrderTimesFiguresAndCredit() throws URISyntaxException {
        CourseDraft draft = gitNovice().draft();

        assertEquals("Version Control with Git", draft.title());
        assertEquals("en", draft.language());
        assertEquals("CC BY 4.0", draft.licence());
        assertEquals(List.of("software", "data", "lesson", "The Carpentries"), draft.tags());
        assertTrue(draft.attribution().contains("https://github.com/swcarpentry/git-novice"));
        assertTrue(draft.description().startsWith("Jimmy and Alfredo have been hired"));
        assertEquals(
                List.of("03-create", "05-history", "setup", "reference", "license"),
                draft.lessons().stream().map(LessonDraft::slug).toList());
        LessonDraft create = draft.lessons().get(0);
        assertEquals("Creating a Repository", create.title());
        assertEquals(10, create.minutes());
        assertTrue(create.markdown().stripLeading().startsWith(":::"), "no front matter");
        assertEquals(
                List.of("fig/git-restore.svg"),
                draft.files().stream().map(FileDraft::path).toList());
    }

    @Test
    void whatARealLessonLosesIsReportedWithFileAndLine() throws URISyntaxException {
        FidelityReport report = gitNovice().report();

        assertTrue(
                report.lines()
                        .contains(
                                FidelityLine.of(
                                        FidelityCode.EPISODE_MISSING,
                                        "config.yaml",
                                        0,
                                        "episodes/99-missing.md")));
        assertTrue(
                report.lines()
                        .contains(
                                FidelityLine.of(
                                        FidelityCode.IMAGE_LOST,
                                        "episodes/05-history.md",
                                        37,
                                        "fig/git_staging.svg")));
        assertTrue(report.count(ImportSeverity.COMES_IN) >= 8);
        assertEquals(0, report.count(ImportSeverity.REFUSED));
    }

    @Test
    void pagesThatLearnersDoNotSeeAreLeftOutAndReported() throws IOException {
        ReadCourse read =
                lesson("instructors/notes.md", "x", "profiles/ada.md", "x", "renv/lock", "x");

        assertEquals(1, read.draft().lessons().size());
        assertEquals(
                List.of(
                        FidelityLine.of(
                                FidelityCode.PAGE_FOR_INSTRUCTORS,
                                "instructors/notes.md",
                                0,
                                "instructors/notes.md"),
                        FidelityLine.of(
                                FidelityCode.PAGE_FOR_INSTRUCTORS,
                                "profiles/ada.md",
                                0,
                                "profiles/ada.md"),
                        FidelityLine.of(
                                FidelityCode.FILES_NOT_PART_OF_COURSE, "renv", 0, 1, "renv/lock")),
                lost(read));
    }

    @Test
    void episodesThatTheConfigurationDoesNotListAreLeftOut() throws IOException {
        ReadCourse read = lesson("episodes/draft.md", "---\ntitle: Draft\n---\n");

        assertEquals(
                List.of(
                        FidelityLine.of(
                                FidelityCode.EPISODE_NOT_LISTED,
                                "episodes/draft.md",
                                0,
                                "episodes/draft.md")),
                lost(read));
    }

    @Test
    void withoutAnOrderAllEpisodesComeInByName() throws IOException {
        write("config.yaml", "title: Order\nlicense: CC0\nepisodes:\n");
        write("episodes/b.md", "---\ntitle: B\n---\n");
        write("episodes/a.md", "---\ntitle: A\n---\n");

        assertEquals(
                List.of("A", "B"),
                read().draft().lessons().stream().map(LessonDraft::title).toList());
    }

    @Test
    void aSecondLessonOfTheSameNameGetsItsOwnAddress() throws IOException {
        ReadCourse read = lesson("learners/one.md", "---\ntitle: Again\n---\n");

        assertEquals(
                List.of("one", "one-2"),
                read.draft().lessons().stream().map(LessonDraft::slug).toList());
    }

    @Test
    void brokenFrontMatterKeepsTheText() throws IOException {
        ReadCourse read = lesson("learners/setup.md", "---\ntitle: [a\n---\nText\n");

        LessonDraft setup = read.draft().lessons().get(1);
        assertEquals("Setup", setup.title());
        assertEquals("Text\n", setup.markdown());
        assertEquals(4, setup.firstLine());
        assertEquals(1, read.report().count(ImportSeverity.REFUSED));
    }

    @Test
    void otherEncodingsAreReadAndReported() throws IOException {
        write("config.yaml", "title: Order\nlicense: CC0\nepisodes:\n");
        Files.createDirectories(folder.resolve("episodes"));
        Files.write(
                folder.resolve("episodes/a.md"),
                ("---\ntitle: Ветвление\n---\nВетка — это независимая линия разработки, в которой"
                                + " можно спокойно пробовать новое.\n")
                        .getBytes(Charset.forName("windows-1251")));
        ReadCourse read = read();

        assertEquals("Ветвление", read.draft().lessons().get(0).title());
        assertTrue(
                read.report()
                        .lines()
                        .contains(
                                FidelityLine.of(
                                        FidelityCode.ENCODING_CHANGED,
                                        "episodes/a.md",
                                        0,
                                        "windows-1251")));
    }

    @Test
    void filesThatCouldRunAreLeftOut() throws IOException {
        ReadCourse read =
                lesson(
                        "episodes/files/evil.html",
                        "<script>alert(1)</script>",
                        "episodes/files/page.png",
                        "<script>alert(1)</script>",
                        "episodes/data/x.csv",
                        "a,b\n1,2\n");

        assertEquals(
                List.of("data/x.csv"), read.draft().files().stream().map(FileDraft::path).toList());
        assertEquals(1, read.report().count(ImportSeverity.LOST));
        assertEquals(1, read.report().count(ImportSeverity.REFUSED));
    }

    @Test
    void oneFolderAroundEverythingDoesNotMatter() throws IOException {
        write("git-novice-main/config.yaml", "title: In a folder\n");
        write("git-novice-main/episodes/a.md", "# A\n");

        SourceFiles files = SourceFiles.of(folder);
        assertTrue(CarpentriesLesson.isOne(files));
        assertEquals("In a folder", CarpentriesLesson.read(files).draft().title());
    }

    @Test
    void aBrokenConfigurationSaysWhere() throws IOException {
        write("config.yaml", "title: ok\nepisodes: [a\n");
        write("episodes/a.md", "# A\n");

        Problem problem = assertThrows(Problem.class, this::read);
        assertEquals(ImportProblem.LESSON_INVALID, problem.code());
        assertTrue(problem.detail().contains("config.yaml is broken, line"), problem.detail());
    }

    @Test
    void aConfigurationCannotBlowUp() throws IOException {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        write("config.yaml", yaml + "title: Bomb\n");
        write("episodes/a.md", "# A\n");

        // Either refused or read without expanding the aliases.
        try {
            assertEquals("Bomb", read().draft().title());
        } catch (Problem refused) {
            assertEquals(ImportProblem.LESSON_INVALID, refused.code());
        }
    }

    @Test
    void aFolderWithoutEpisodesIsNoLesson() throws IOException {
        write("config.yaml", "title: x\n");

        assertFalse(CarpentriesLesson.isOne(SourceFiles.of(folder)));
    }

    private static ReadCourse gitNovice() throws URISyntaxException {
        Path sample =
                Path.of(CarpentriesLessonTest.class.getResource("/imports/git-novice").toURI());
        return CarpentriesLesson.read(SourceFiles.of(sample));
    }

    private ReadCourse lesson(String... pathsAndTexts) throws IOException {
        write("config.yaml", "title: Sample\nlicense: CC0\nepisodes: [one.md]\n");
        write("episodes/one.md", "---\ntitle: One\nteaching: 5\nexercises: 5\n---\nText\n");
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            write(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return read();
    }

    private ReadCourse read() {
        return CarpentriesLesson.read(SourceFiles.of(folder));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<FidelityLine> lost(ReadCourse read) {
        return read.report().lines().stream()
                .filter(line -> line.severity() == ImportSeverity.LOST)
                .toList();
    }
}
