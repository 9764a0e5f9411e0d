package io.lyceum.plugin.runtime.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.SampleArchive;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginArchiveTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final SampleArchive GOOD =
            SampleArchive.activity(
                    "Archived",
                    "public Submission submit(PluginContext context, SubmitRequest request) { return Submission.going(); }");

    @TempDir Path folder;

    private static SampleArchive good() {
        return GOOD.copy();
    }

    private static SampleArchive library() {
        return SampleArchive.empty().text(MANIFEST, manifest("")).bytes("a/A.class", new byte[9]);
    }

    private static String manifest(String line) {
        return "Manifest-Version: 1.0\r\n" + line + "\r\n";
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private PluginArchive open(byte[] bytes) throws IOException {
        return PluginArchive.open(Files.write(folder.resolve("plugin.jar"), bytes));
    }

    private String rule(byte[] bytes) {
        return assertThrows(ArchiveRefused.class, () -> open(bytes)).rule();
    }

    @Test
    void a_good_archive_is_told_of() throws Exception {
        byte[] bytes =
                good().text(MANIFEST, manifest("Built-By: us"))
                        .text("web/icons/a.svg", "<svg/>")
                        .bytes("lib/one.jar", library().jar())
                        .jar();
        PluginArchive archive = open(bytes);
        assertEquals("sample@1.0.0", archive.descriptor().reference());
        assertEquals(Set.of("a.A", "sample.Archived"), archive.classes());
        assertEquals(Set.of("icons/a.svg"), archive.web());
        assertEquals(List.of("lib/one.jar"), archive.libraries());
        assertEquals(bytes.length, archive.size());
        assertEquals(
                HexFormat.of()
                        .formatHex(
                                java.security.MessageDigest.getInstance("SHA-256").digest(bytes)),
                archive.sha256());
        assertEquals("<svg/>", new String(archive.read("web/icons/a.svg"), StandardCharsets.UTF_8));
    }

    static Stream<Arguments> archives() {
        return Stream.of(
                Arguments.of("descriptor", "no descriptor", SampleArchive.empty().text("a", "b")),
                Arguments.of(
                        "descriptor",
                        "a descriptor of 1 MB",
                        good().text("plugin.yaml", "#".repeat(1 << 20))),
                Arguments.of(
                        "descriptor",
                        "a descriptor in another encoding",
                        good().bytes("plugin.yaml", new byte[] {(byte) 0xff, (byte) 0xfe})),
                Arguments.of(
                        "class",
                        "a class that is not there",
                        good().text("plugin.yaml", SampleArchive.yaml("sample.Missing"))),
                Arguments.of("escape", "..", good().text("web/../../a", "")),
                Arguments.of("escape", "an absolute path", good().text("/etc/passwd", "")),
                Arguments.of("escape", "a backslash", good().text("web\\a", "")),
                Arguments.of("escape", "a drive", good().text("C:a", "")),
                Arguments.of("nested", "a zip by name", good().text("a.ZIP", "")),
                Arguments.of(
                        "nested",
                        "a zip by content",
                        good().bytes("a.txt", SampleArchive.empty().text("a", "").jar())),
                Arguments.of(
                        "nested",
                        "a library in a folder",
                        good().bytes("lib/a/b.jar", library().jar())),
                Arguments.of(
                        "nested",
                        "a zip in a library",
                        good().bytes("lib/a.jar", library().bytes("b", library().jar()).jar())),
                Arguments.of("bundled", "the SDK", good().text("io/lyceum/plugin/Http.class", "")),
                Arguments.of(
                        "bundled",
                        "the SDK for another Java",
                        good().text("META-INF/versions/17/io/lyceum/plugin/Http.class", "")),
                Arguments.of(
                        "bundled",
                        "PF4J in a library",
                        good().bytes(
                                        "lib/a.jar",
                                        library().text("org/pf4j/Plugin.class", "").jar())),
                Arguments.of(
                        "class-path",
                        "another jar in the manifest",
                        good().text(MANIFEST, manifest("Class-Path: ../other.jar"))),
                Arguments.of(
                        "class-path",
                        "another jar in a manifest in small letters",
                        good().text("meta-inf/manifest.mf", manifest("class-path: other.jar"))),
                Arguments.of(
                        "class-path",
                        "another jar in a library's manifest",
                        good().bytes(
                                        "lib/a.jar",
                                        SampleArchive.empty()
                                                .text(MANIFEST, manifest("Class-Path: file:/a.jar"))
                                                .jar())),
                Arguments.of(
                        "class-path",
                        "an index of other jars",
                        good().text("META-INF/INDEX.LIST", "JarIndex-Version: 1.0\n\na.jar\na\n")),
                Arguments.of(
                        "class-path",
                        "an agent",
                        good().text(MANIFEST, manifest("Premain-Class: sample.Agent"))),
                Arguments.of(
                        "class-path",
                        "an agent of its own launch",
                        good().text(MANIFEST, manifest("Launcher-Agent-Class: sample.Agent"))),
                Arguments.of("zip", "a library that is none", good().text("lib/a.jar", "none")),
                Arguments.of(
                        "ratio", "zeroes", good().bytes("web/zeroes", new byte[40 * 1024 * 1024])),
                Arguments.of(
                        "ratio",
                        "zeroes in a library",
                        good().bytes(
                                        "lib/a.jar",
                                        library().bytes("z", new byte[40 * 1024 * 1024]).jar())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("archives")
    void an_archive_is_refused(String rule, String what, SampleArchive archive) {
        assertEquals(rule, rule(archive.jar()), what);
    }

    @Test
    void more_bytes_than_allowed_are_refused_unread() throws IOException {
        Path file = folder.resolve("large.jar");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(PluginArchive.LARGEST + 1);
        }
        ArchiveRefused refused = assertThrows(ArchiveRefused.class, () -> PluginArchive.open(file));
        assertEquals("size", refused.rule());
    }

    @Test
    void more_unpacked_bytes_than_allowed_are_refused() {
        SampleArchive archive = good().bytes("web/noise", noise(3 * 1024 * 1024));
        byte[] zeroes = new byte[26 * 1024 * 1024];
        for (int i = 0; i < 10; i++) {
            archive.bytes("web/" + i, zeroes);
        }
        assertEquals("unpacked", rule(archive.jar()));
    }

    @Test
    void more_entries_than_allowed_are_refused() {
        SampleArchive archive = good();
        for (int i = 0; i < 20_000; i++) {
            archive.text("web/" + i, "");
        }
        assertEquals("count", rule(archive.jar()));
    }

    @Test
    void a_name_that_stands_twice_is_refused() {
        byte[] bytes = good().text("web/a", "").text("web/b", "").jar();
        assertEquals("duplicate", rule(replaced(bytes, "web/b", "web/a")));
    }

    @Test
    void bytes_before_the_archive_are_refused() {
        assertEquals("hidden", rule(joined(new byte[] {1, 2, 3}, good().jar())));
    }

    @Test
    void bytes_before_a_library_are_refused() {
        byte[] library = joined("#!".getBytes(StandardCharsets.UTF_8), library().jar());
        assertEquals("hidden", rule(good().bytes("lib/a.jar", library).jar()));
    }

    @Test
    void a_local_header_with_another_name_than_the_directorys_is_refused() {
        byte[] bytes = good().text("web/aaaa", "").jar();
        int local = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("web/aaaa");
        bytes[local + 4] = 'b';
        assertEquals("hidden", rule(bytes));
    }

    @Test
    void an_entry_that_the_directory_does_not_list_is_refused() {
        byte[] bytes = good().text("web/first", "").text("web/last", "").jar();
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = bytes.length - 22;
        int last = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("web/last") - 46;
        byte[] shorter =
                joined(Arrays.copyOf(bytes, last), Arrays.copyOfRange(bytes, end, end + 22));
        ByteBuffer cut = ByteBuffer.wrap(shorter).order(ByteOrder.LITTLE_ENDIAN);
        cut.putShort(last + 8, (short) (zip.getShort(end + 8) - 1));
        cut.putShort(last + 10, (short) (zip.getShort(end + 10) - 1));
        cut.putInt(last + 12, zip.getInt(end + 12) - (end - last));
        assertEquals("hidden", rule(shorter));
    }

    @Test
    void damaged_data_is_refused() {
        byte[] bytes = good().bytes("web/noise", noise(10_000)).jar();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("web/noise") + 5000;
        bytes[at] ^= 0x55;
        assertEquals("zip", rule(bytes));
    }

    @Test
    void an_archive_that_was_cut_off_is_refused() {
        byte[] bytes = good().bytes("web/noise", noise(10_000)).jar();
        for (int length : new int[] {0, 10, 1000, bytes.length - 30, bytes.length - 1}) {
            assertEquals("zip", rule(Arrays.copyOf(bytes, length)), "cut at " + length);
        }
    }

    @Test
    void a_library_that_was_cut_off_is_refused() {
        byte[] library = library().jar();
        assertEquals(
                "zip",
                rule(good().bytes("lib/a.jar", Arrays.copyOf(library, library.length - 9)).jar()));
    }

    @Test
    void inspection_leaves_no_file_behind() throws IOException {
        long before = temporary();
        open(good().bytes("lib/a.jar", library().jar()).jar());
        assertTrue(temporary() <= before);
    }

    private static long temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(plugin|library)\\d+\\.jar"))
                    .count();
        }
    }

    @Test
    void a_file_that_changes_after_its_inspection_is_noticed() throws IOException {
        PluginArchive archive = open(good().jar());
        archive.requireUnchanged();
        open(good().text("web/a", "").jar());
        assertFalse(
                assertThrows(IOException.class, archive::requireUnchanged).getMessage().isBlank());
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static byte[] replaced(byte[] bytes, String one, String other) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(one, other)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
