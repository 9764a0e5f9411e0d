package io.lyceum.plugin.runtime.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.SampleArchive;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.scan.Finding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeScanTest {

    @TempDir Path folder;

    private CodeScan.Result scanned(SampleArchive archive) throws IOException {
        return CodeScan.of(PluginArchive.open(archive.write(folder)));
    }

    private static SampleArchive doing(String body) {
        return SampleArchive.activity(
                "Sample",
                "public Submission submit(PluginContext context, SubmitRequest request) {"
                        + " throw new UnsupportedOperationException(); }\n"
                        + body);
    }

    private Map<Kind, List<String>> found(String body) throws IOException {
        return scanned(doing(body)).findings().stream()
                .collect(Collectors.toMap(Finding::kind, Finding::uses));
    }

    @Test
    void aPluginThatOnlyAnswersHasNoFindings() throws IOException {
        CodeScan.Result result = scanned(doing("public int sum() { return List.of(1).size(); }"));

        assertEquals(List.of(), result.findings());
        assertEquals(1, result.classes());
    }

    @Test
    void eachKindOfReachingOutIsNamedWithWhatItUses() throws IOException {
        Map<Kind, List<String>> found =
                found(
                        """
                        void end() { System.exit(1); Runtime.getRuntime().halt(2); }
                        void start() throws Exception { new ProcessBuilder("ls").start(); Runtime.getRuntime().exec("ls"); }
                        native void machine();
                        Object unsafe() throws Exception { return sun.misc.Unsafe.class.getDeclaredField("theUnsafe"); }
                        void load(byte[] b) throws Exception { java.lang.invoke.MethodHandles.lookup().defineClass(b); }
                        void call() throws Exception { new java.net.Socket("a", 1); java.net.http.HttpClient.newHttpClient(); }
                        void read() throws Exception { java.nio.file.Files.readString(java.nio.file.Path.of("/")); new java.io.FileInputStream("x"); }
                        void open(java.lang.reflect.Field f) { f.setAccessible(true); }
                        """);

        assertEquals(List.of("Runtime.halt", "System.exit"), found.get(Kind.EXIT));
        assertEquals(
                List.of("ProcessBuilder.<init>", "ProcessBuilder.start", "Runtime.exec"),
                found.get(Kind.PROCESS));
        assertEquals(List.of("machine is native"), found.get(Kind.NATIVE));
        assertTrue(found.get(Kind.CLASS_LOADING).contains("MethodHandles.Lookup.defineClass"));
        assertTrue(
                found.get(Kind.NETWORK)
                        .containsAll(List.of("Socket.<init>", "HttpClient.newHttpClient")));
        assertTrue(
                found.get(Kind.FILES)
                        .containsAll(List.of("FileInputStream.<init>", "Files.readString")));
        assertTrue(
                found.get(Kind.REFLECTION)
                        .containsAll(List.of("Class.getDeclaredField", "Field.setAccessible")));
    }

    @Test
    void aMethodReferenceIsAUseAsWell() throws IOException {
        assertEquals(
                List.of("System.exit"),
                found("java.util.function.IntConsumer end() { return System::exit; }")
                        .get(Kind.EXIT));
    }

    @Test
    void addressesThatNobodyConnectsToAreNoFinding() throws IOException {
        assertEquals(
                Map.of(), found("Object at() { return java.net.URI.create(\"https://a.b\"); }"));
    }

    @Test
    void classesOfLibrariesAndOfOtherJavaVersionsAreRead() throws IOException {
        byte[] ending =
                SampleArchive.empty()
                        .source(
                                "Ending",
                                "package hidden; public class Ending { void end() {"
                                        + " System.exit(0); } }")
                        .jar();
        SampleArchive archive = doing("").bytes("lib/ending.jar", ending);

        Finding finding = scanned(archive).findings().get(0);

        assertEquals("lib/ending.jar", finding.library());
        assertEquals("hidden.Ending", finding.type());
        assertEquals(Kind.EXIT, finding.kind());
    }

    @Test
    void whatOnlyLooksLikeAClassIsNamed() {
        SampleArchive archive = doing("").bytes("sample/Broken.class", new byte[] {1, 2, 3, 4, 5});

        CodeScan.UnreadableClass refused =
                assertThrows(CodeScan.UnreadableClass.class, () -> scanned(archive));

        assertTrue(refused.getMessage().contains("sample/Broken.class"));
    }
}
