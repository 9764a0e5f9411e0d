package io.lyceum.plugin.tools.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.classfile.ClassFile;
import io.lyceum.plugin.tools.SampleArchive;
import io.lyceum.plugin.tools.verify.Check.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good and bad archives, compiled for each test. */
class VerificationTest {

    private static final String LOGGER = "io/lyceum/plugin/Logger";
    private static final String LOGGER_WITH_MORE =
            """
            package io.lyceum.plugin;
            public interface Logger {
                void info(String message);
                void warn(String message);
                @io.lyceum.plugin.stability.Internal
                default void debug(String message, int[] levels) {}
            }
            """;

    @TempDir Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Verification verify(Sdk sdk, SampleArchive sample) throws IOException {
        Verification verification =
                new Verification(sdk, new PrintStream(printed, true, StandardCharsets.UTF_8));
        boolean passed = verification.ofArchive(sample.write(folder));
        assertEquals(
                verification.checks().stream().noneMatch(c -> c.outcome() == Outcome.FAILED),
                passed);
        return verification;
    }

    /** The lines of a check that has to have failed. */
    private String failure(CheckName name, SampleArchive sample) throws IOException {
        return failure(name, verify(Sdk.current(), sample));
    }

    private String failure(CheckName name, Verification verification) {
        Check check =
                verification.checks().stream()
                        .filter(c -> c.name() == name)
                        .findFirst()
                        .orElseThrow();
        assertEquals(Outcome.FAILED, check.outcome(), () -> name + " in " + printed);
        return String.join("\n", check.lines());
    }

    private static void assertHas(String text, String part) {
        assertTrue(text.contains(part), () -> "no " + part + " in " + text);
    }

    private static String learner(String body) {
        return "public Submission submit(PluginContext context, SubmitRequest request) { "
                + body
                + " return Submission.going(); }";
    }

    private static SampleArchive good(String className) {
        return SampleArchive.activity(className, learner("context.log().info(\"x\");"));
    }

    @Test
    void a_good_archive_passes_every_check() throws IOException {
        Verification verification = verify(Sdk.current(), good("Good"));
        assertEquals(
                6,
                verification.checks().stream().filter(c -> c.outcome() == Outcome.PASSED).count(),
                printed::toString);
        assertHas(printed.toString(StandardCharsets.UTF_8), "✓ Unloading");
    }

    @Test
    void a_broken_descriptor_is_told_with_line_and_rule() throws IOException {
        String yaml =
                SampleArchive.yaml("sample.Bad").replace("id: sample\nversion", "id: Sa!\nversion");
        String told = failure(CheckName.DESCRIPTOR, good("Bad").text("plugin.yaml", yaml));
        assertHas(told, "plugin.yaml:1:");
        assertHas(told, "[id-shape]");
    }

    @Test
    void a_refused_archive_is_told_with_its_rule() throws IOException {
        assertHas(
                failure(
                        CheckName.ARCHIVE,
                        good("Hoarder").text("org/slf4j/Logger.class", "not even a class")),
                "[bundled]");
    }

    @Test
    void a_range_without_this_sdk_fails() throws IOException {
        String yaml = SampleArchive.yaml("sample.Old").replace("[1.0,2.0)", "[0.1,1.0)");
        assertHas(failure(CheckName.SDK_RANGE, good("Old").text("plugin.yaml", yaml)), "");
    }

    @Test
    void a_class_of_the_host_is_told_with_who_uses_it() throws IOException {
        String told =
                failure(
                        CheckName.SDK_USE,
                        SampleArchive.activity(
                                "Peeps", learner("io.lyceum.plugin.runtime.Codec.tree(request);")));
        assertHas(told, "sample.Peeps uses io.lyceum.plugin.runtime.Codec");
    }

    @Test
    void a_class_of_the_test_kit_fails() throws IOException {
        assertHas(
                failure(
                        CheckName.SDK_USE,
                        SampleArchive.activity(
                                "Tests",
                                learner("io.lyceum.plugin.testkit.TestHost.ofClassPath();"))),
                "test kit");
    }

    @Test
    void a_library_of_the_host_is_not_seen() throws IOException {
        String told =
                failure(
                        CheckName.SDK_USE,
                        SampleArchive.activity(
                                "Logs",
                                learner(
                                        "org.slf4j.LoggerFactory.getLogger(\"x\");"
                                                + " new com.fasterxml.jackson.core.JsonFactory();")));
        assertHas(told, "org.slf4j.LoggerFactory: plugins do not see it, and may not bring it");
        assertHas(told, "com.fasterxml.jackson.core.JsonFactory: it is not there");
    }

    @Test
    void a_method_that_the_sdk_has_lost_is_told_with_the_class_that_uses_it() throws IOException {
        SampleArchive sample =
                SampleArchive.activity("Older", learner(""))
                        .compiled(
                                Map.of(
                                        LOGGER,
                                        LOGGER_WITH_MORE,
                                        "sample/Uses",
                                        "package sample; class Uses { void use(io.lyceum.plugin.Logger log) {"
                                                + " log.debug(\"x\", null); } }"));
        assertEquals(
                "sample.Uses uses io.lyceum.plugin.Logger.debug(String, int[]): this SDK has no"
                        + " such method",
                failure(CheckName.SDK_USE, sample));
    }

    @Test
    void a_class_that_the_sdk_has_lost_is_told() throws IOException {
        SampleArchive sample =
                SampleArchive.activity("Oldest", learner(""))
                        .compiled(
                                Map.of(
                                        "io/lyceum/plugin/Gone",
                                        "package io.lyceum.plugin; public interface Gone {}",
                                        "sample/Implements",
                                        "package sample; class Implements implements io.lyceum.plugin.Gone {}"));
        assertEquals(
                "sample.Implements uses io.lyceum.plugin.Gone: this SDK has no such class",
                failure(CheckName.SDK_USE, sample));
    }

    @Test
    void what_is_internal_is_not_for_plugins() throws IOException {
        Map<String, ClassFile> classes = new HashMap<>(Sdk.current().classes());
        classes.put(
                LOGGER,
                ClassFile.read(
                        SampleArchive.compile(Map.of(LOGGER, LOGGER_WITH_MORE))
                                .get(LOGGER + ".class")));
        SampleArchive sample =
                SampleArchive.activity("Sneaks", learner(""))
                        .compiled(
                                Map.of(
                                        LOGGER,
                                        LOGGER_WITH_MORE,
                                        "sample/Uses",
                                        "package sample; class Uses { void use(io.lyceum.plugin.Logger log) {"
                                                + " log.debug(\"x\", null); } }"));
        assertHas(
                failure(CheckName.SDK_USE, verify(new Sdk(classes), sample)),
                "Logger.debug: it is @Internal");
    }

    @Test
    void methods_of_the_sdk_and_the_jdk_behind_it_are_found() throws IOException {
        SampleArchive sample =
                SampleArchive.activity(
                        "Calls",
                        learner(
                                "export(context, new ExportRequest(request.activity())).content().size();"
                                        + " Completion.valueOf(\"COMPLETE\").compareTo(Completion.INCOMPLETE);"
                                        + " request.getClass(); request.activity().equals(null);"
                                        + " try { context.storage(\"x\"); } catch (CapabilityDenied e) { e.getMessage(); }"
                                        + " Completion[] all = Completion.values().clone();"));
        Verification verification = verify(Sdk.current(), sample);
        assertFalse(
                verification.checks().stream().anyMatch(c -> c.outcome() == Outcome.FAILED),
                printed::toString);
    }

    @Test
    void an_extension_that_cannot_be_made_fails_in_the_worker() throws IOException {
        assertHas(
                failure(
                        CheckName.WORKER,
                        SampleArchive.activity(
                                "Throws",
                                "public Throws() { throw new IllegalStateException(\"no mood\"); }"
                                        + learner(""))),
                "no mood");
    }

    @Test
    void an_extension_that_ends_its_process_fails_and_leaves_us_alone() throws IOException {
        assertHas(
                failure(
                        CheckName.WORKER,
                        SampleArchive.activity(
                                "Exits", "public Exits() { System.exit(3); }" + learner(""))),
                "process");
    }

    @Test
    void a_thread_that_is_left_behind_is_a_leak() throws IOException {
        assertHas(
                failure(
                        CheckName.LEAKS,
                        SampleArchive.activity(
                                "Leaks",
                                "public Leaks() { Thread t = new Thread(() -> { try { Thread.sleep(600_000); }"
                                        + " catch (InterruptedException e) { } }); t.setDaemon(true); t.start(); }"
                                        + learner(""))),
                "20 of 20 class loaders");
    }
}
