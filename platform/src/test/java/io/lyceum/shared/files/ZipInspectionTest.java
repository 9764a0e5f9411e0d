package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipInspectionTest {

    private static final ZipLimits SMALL = new ZipLimits(10, 3_000_000, 5_000_000, 3, 100);

    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("unpacked"));
    }

    @Test
    void filesAreUnpackedAsTheyAre() throws IOException {
        SampleZip.Entry stored = SampleZip.entry("lesson/fig/a.txt", "stored");
        stored.method = 0;
        SampleZip zip =
                new SampleZip()
                        .with("lesson/", "")
                        .with(stored)
                        .with("lesson/Урок №1.md", "# Привет");

        assertEquals(List.of("lesson/fig/a.txt", "lesson/Урок №1.md"), unpack(zip));
        assertEquals("stored", Files.readString(folder.resolve("lesson/fig/a.txt")));
        assertEquals("# Привет", Files.readString(folder.resolve("lesson/Урок №1.md")));
    }

    @Test
    void whatPackersAddIsSkipped() {
        SampleZip zip =
                new SampleZip()
                        .with("__MACOSX/._a.md", "x")
                        .with("lesson/.DS_Store", "x")
                        .with("lesson/.git/config", "x")
                        .with("lesson/a.md", "x");

        assertEquals(List.of("lesson/a.md"), unpack(zip));
    }

    @Test
    void namesInTheCodePageOfDosAreRead() {
        SampleZip.Entry entry = SampleZip.entry("", "x");
        entry.name = "Урок.md".getBytes(Charset.forName("IBM866"));
        entry.localName = entry.name;
        entry.flags = 0;

        assertEquals(List.of("Урок.md"), unpack(new SampleZip().with(entry)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.md",
                "a/../../evil.md",
                "a/..",
                "/etc/passwd",
                "C:/evil.md",
                "C:evil.md",
                "..\\evil.md",
                "a\\b.md",
                "a//b.md",
                "./a.md",
                "a/./b.md",
                "a\u0000.md",
                "a\u202Edm.md",
                "a\n.md",
                "file.md:stream"
            })
    void namesThatLeadElsewhereAreRefused(String name) {
        refused(ZipProblem.ZIP_UNSAFE_NAME, new SampleZip().with(name, "x"));
        assertFalse(Files.exists(temporary.resolve("evil.md")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "a/NUL.md", "com1.txt", "lpt9", "a./b.md", "a /b.md", "b.md."})
    void namesThatNotEverySystemCanStoreAreRefused(String name) {
        refused(ZipProblem.ZIP_RESERVED_NAME, new SampleZip().with(name, "x"));
    }

    @Test
    void overlongNamesAreRefused() {
        refused(ZipProblem.ZIP_RESERVED_NAME, new SampleZip().with("a".repeat(201), "x"));
        refused(ZipProblem.ZIP_UNSAFE_NAME, new SampleZip().with("a/".repeat(501) + "x", "x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0120777, 0020644, 0060644, 0010644, 0140644})
    void linksAndDevicesAreRefused(int mode) {
        SampleZip.Entry link = SampleZip.entry("fig", "/etc");
        link.unixMode = mode;

        refused(ZipProblem.ZIP_LINK, new SampleZip().with(link));
    }

    @Test
    void theSameNameTwiceIsRefusedInAnyCase() {
        refused(ZipProblem.ZIP_DUPLICATE, new SampleZip().with("a.md", "1").with("A.MD", "2"));
        refused(
                ZipProblem.ZIP_DUPLICATE,
                new SampleZip().with("é.md", "1").with("e\u0301.md", "2"));
        refused(ZipProblem.ZIP_DUPLICATE, new SampleZip().with("a", "1").with("A/b", "2"));
    }

    @Test
    void tooManyEntriesAreRefused() {
        SampleZip zip = new SampleZip();
        for (int i = 0; i < 11; i++) {
            zip.with("f" + i, "x");
        }

        refused(ZipProblem.ZIP_TOO_MANY_ENTRIES, zip);
    }

    @Test
    void moreEntriesThanAnnouncedAreRefused() {
        refused(
                ZipProblem.ZIP_DAMAGED,
                new SampleZip().with("a.md", "x").with("b.md", "x").announcing(1));
    }

    @Test
    void deepFoldersAreRefused() {
        refused(ZipProblem.ZIP_TOO_DEEP, new SampleZip().with("1/2/3/4/a.md", "x"));
    }

    @Test
    void passwordsAreRefused() {
        SampleZip.Entry entry = SampleZip.entry("a.md", "x");
        entry.flags = 0x801;

        refused(ZipProblem.ZIP_ENCRYPTED, new SampleZip().with(entry));
    }

    @Test
    void aBombIsStoppedWhateverItsHeadersSay() {
        SampleZip.Entry bomb = new SampleZip.Entry().named("a.md").holding(new byte[2_500_000]);
        bomb.claimedSize = 10;

        refused(ZipProblem.ZIP_BOMB, new SampleZip().with(bomb));
    }

    @Test
    void aSingleFileMayNotBeTooLarge() {
        refused(
                ZipProblem.ZIP_ENTRY_TOO_LARGE,
                new SampleZip().with(new SampleZip.Entry().named("a").holding(noise(3_000_001))));
    }

    @Test
    void allFilesTogetherMayNotBeTooLarge() {
        refused(
                ZipProblem.ZIP_TOO_LARGE,
                new SampleZip()
                        .with(new SampleZip.Entry().named("a").holding(noise(2_600_000)))
                        .with(new SampleZip.Entry().named("b").holding(noise(2_600_000))));
    }

    @Test
    void entriesThatPointAtTheBytesOfOthersAreRefused() {
        SampleZip zip = new SampleZip();
        zip.with(new SampleZip.Entry().named("a").holding(noise(10_000)));
        for (String name : List.of("b", "c")) {
            SampleZip.Entry again = new SampleZip.Entry().named(name).holding(noise(10_000));
            again.wrongOffset = 0;
            zip.with(again);
        }

        refused(ZipProblem.ZIP_DAMAGED, zip);
    }

    @Test
    void twoTablesOfContentsThatDifferAreRefused() {
        SampleZip.Entry entry = SampleZip.entry("harmless.md", "x");
        entry.localName = "../../evil".getBytes(Charset.defaultCharset());

        refused(ZipProblem.ZIP_DAMAGED, new SampleZip().with(entry));
    }

    @Test
    void damageIsFound() {
        SampleZip.Entry wrong = SampleZip.entry("a.md", "x");
        wrong.wrongChecksum = 1;
        refused(ZipProblem.ZIP_DAMAGED, new SampleZip().with(wrong));

        byte[] whole = new SampleZip().with("a.md", "some text").bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertEquals(ZipProblem.ZIP_DAMAGED, problemOf(cut));
        }
    }

    private List<String> unpack(SampleZip zip) {
        return new ZipInspection(SMALL).unpack(zip.in(temporary), folder);
    }

    private void refused(ZipProblem problem, SampleZip zip) {
        assertEquals(problem, assertThrows(Problem.class, () -> unpack(zip)).code());
    }

    private ZipProblem problemOf(byte[] archive) {
        return (ZipProblem)
                assertThrows(
                                Problem.class,
                                () ->
                                        new ZipInspection(SMALL)
                                                .unpack(
                                                        Files.write(
                                                                temporary.resolve("cut.zip"),
                                                                archive),
                                                        folder))
                        .code();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(1).nextBytes(noise);
        return noise;
    }
}
