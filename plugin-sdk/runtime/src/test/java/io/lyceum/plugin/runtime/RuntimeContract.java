package io.lyceum.plugin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin meets wherever it runs, and what a bad one can do to its host. */
abstract class RuntimeContract {

    private static final String SUBMIT =
            "public Submission submit(PluginContext context, SubmitRequest request) {";

    @TempDir Path folder;

    private final List<PluginRuntime> open = new ArrayList<>();
    final List<String> used = new CopyOnWriteArrayList<>();

    abstract PluginRuntime runtime(PluginArchive archive) throws IOException;

    PluginRuntime running(SampleArchive archive) throws IOException {
        PluginRuntime runtime = runtime(PluginArchive.open(archive.write(folder)));
        open.add(runtime);
        return runtime;
    }

    PluginRuntime submitting(String className, String body) throws IOException {
        return running(SampleArchive.activity(className, SUBMIT + body + "}"));
    }

    @AfterEach
    void close() {
        open.forEach(PluginRuntime::close);
    }

    Submission submit(PluginRuntime runtime) {
        return submit(runtime, "go");
    }

    Submission submit(PluginRuntime runtime, String action) {
        ActivityType.SubmitRequest request =
                new ActivityType.SubmitRequest(
                        new ActivityType.Activity("a", "sample", "T", "c", "l", Map.of()),
                        new ActivityType.Learner("p", null),
                        action,
                        Fields.NONE);
        JsonNode response =
                runtime.call(
                        new PluginRuntime.Call(
                                Kind.ACTIVITY,
                                "sample",
                                Kind.ACTIVITY.operations().get("submit"),
                                new CallFacts(
                                        "sample", "1.0.0", "en", "UTC", new HashMap<>(), null),
                                Codec.tree(request)),
                        this::use);
        return Codec.read(response, Submission.class);
    }

    private JsonNode use(String name, JsonNode arguments) {
        used.add(name + " " + arguments);
        if (name.startsWith("storage")) {
            return Codec.tree(null);
        }
        if (name.startsWith("log")) {
            return Codec.tree(null);
        }
        throw new CapabilityDenied(name);
    }

    @Test
    void an_answer_crosses_whole() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Good",
                        "return Submission.complete(0.5, View.of(new Component.Text(\"né \" + request.learner().id())));");
        Submission submission = submit(runtime);
        assertEquals(0.5, submission.score());
        assertEquals("Text[markdown=né p]", String.valueOf(submission.view().components().get(0)));
    }

    @Test
    void what_it_throws_is_told_and_the_next_call_works() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Throws",
                        "if (request.action().equals(\"bad\")) throw new IllegalStateException(\"no!\"); return Submission.going();");
        CallFailed failed = assertThrows(CallFailed.class, () -> submit(runtime, "bad"));
        assertTrue(failed.getMessage().contains("no!"), failed.getMessage());
        assertEquals(ActivityType.Completion.INCOMPLETE, submit(runtime).completion());
    }

    @Test
    void null_is_no_answer() throws IOException {
        PluginRuntime runtime = submitting("Nothing", "return null;");
        assertThrows(CallFailed.class, () -> submit(runtime));
    }

    @Test
    void garbage_is_no_answer() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Garbage",
                        "Map<String, Object> map = new HashMap<>(); map.put(\"x\", map);"
                                + " return new Submission(null, Completion.COMPLETE, List.of(),"
                                + " View.of(new Component.Frame(\"f\", \"t\", 1, map)));");
        assertThrows(CallFailed.class, () -> submit(runtime));
    }

    @Test
    void an_answer_that_is_too_large_is_none() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Large",
                        "return Submission.complete(1, View.of(new Component.Text(\"x\".repeat(5_000_000))));");
        assertThrows(CallFailed.class, () -> submit(runtime));
    }

    @Test
    void endless_recursion_ends_the_call_only() throws IOException {
        PluginRuntime runtime =
                running(
                        SampleArchive.activity(
                                "Recursion",
                                SUBMIT
                                        + "if (request.action().equals(\"bad\")) return submit(context, request); return Submission.going(); }"));
        assertThrows(CallFailed.class, () -> submit(runtime, "bad"));
        assertEquals(ActivityType.Completion.INCOMPLETE, submit(runtime).completion());
    }

    @Test
    void a_method_that_the_sdk_does_not_have_fails_the_call_only() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Reflects",
                        "try { Object x = PluginContext.class.getMethod(\"schoolId\").invoke(context); return Submission.complete(1, null); }"
                                + " catch (ReflectiveOperationException e) { throw new NoSuchMethodError(e.getMessage()); }");
        CallFailed failed = assertThrows(CallFailed.class, () -> submit(runtime));
        assertTrue(failed.getMessage().contains("NoSuchMethodError"), failed.getMessage());
    }

    @Test
    void sleep_past_the_deadline_is_interrupted() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Sleeps",
                        "if (request.action().equals(\"bad\")) { try { Thread.sleep(60_000); } catch (InterruptedException e) { throw new IllegalStateException(e); } } return Submission.going();");
        assertThrows(DeadlinePassed.class, () -> submit(runtime, "bad"));
        assertEquals(ActivityType.Completion.INCOMPLETE, submit(runtime).completion());
    }

    @Test
    void capabilities_reach_the_host_and_refusals_reach_the_plugin() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Uses",
                        "context.storage(\"counts\").get(\"k\"); context.log().info(\"here\");"
                                + " try { context.users().find(\"p\"); } catch (CapabilityDenied e) { return Submission.complete(1, null); } return Submission.going();");
        assertEquals(1.0, submit(runtime).score());
        assertEquals(
                List.of(
                        "storage.open {\"storage\":\"counts\"}",
                        "storage.get {\"key\":\"k\",\"storage\":\"counts\"}",
                        "log.info {\"message\":\"here\"}",
                        "users.find {\"person\":\"p\"}"),
                used.stream().map(RuntimeContract::sorted).toList());
    }

    private static String sorted(String use) {
        int at = use.indexOf(' ');
        JsonNode arguments = Codec.parse(use.substring(at + 1).getBytes());
        return use.substring(0, at + 1)
                + Codec.tree(new java.util.TreeMap<>(Codec.object(arguments)));
    }

    @Test
    void an_uncaught_refusal_reaches_the_caller_as_what_it_is() throws IOException {
        PluginRuntime runtime =
                submitting("Denied", "context.users().find(\"p\"); return Submission.going();");
        assertThrows(CapabilityDenied.class, () -> submit(runtime));
    }

    @Test
    void nothing_of_the_host_is_in_sight() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Curious",
                        "String seen = \"\"; for (String name : List.of(\"io.lyceum.plugin.runtime.Codec\", \"io.lyceum.plugin.neighbour.Neighbour\", \"com.fasterxml.jackson.databind.ObjectMapper\", \"org.pf4j.Plugin\", \"org.junit.jupiter.api.Test\")) {"
                                + " try { Class.forName(name); seen += name; } catch (ClassNotFoundException e) { } }"
                                + " return Submission.complete(seen.isEmpty() ? 1 : 0, View.of(new Component.Text(seen)));");
        Submission submission = submit(runtime);
        assertEquals(1.0, submission.score(), String.valueOf(submission.view()));
    }

    @Test
    void what_it_throws_cannot_speak_for_itself() throws IOException {
        PluginRuntime runtime =
                running(
                        SampleArchive.activity(
                                "Speaks",
                                "static class Loud extends RuntimeException { static final long serialVersionUID = 1;"
                                        + " public String toString() { throw new Error(\"toString\"); }"
                                        + " public String getMessage() { throw new Error(\"getMessage\"); } }"
                                        + SUBMIT
                                        + "throw new Loud(); }"));
        CallFailed failed = assertThrows(CallFailed.class, () -> submit(runtime));
        assertEquals("sample.Speaks$Loud", failed.getMessage());
    }

    @Test
    void a_constructors_failure_cannot_speak_for_itself() {
        CallFailed failed =
                assertThrows(
                        CallFailed.class,
                        () ->
                                submit(
                                        running(
                                                SampleArchive.activity(
                                                        "Unmade",
                                                        "static class Loud extends RuntimeException { static final long serialVersionUID = 1;"
                                                                + " public String toString() { throw new Error(\"toString\"); } }"
                                                                + " public Unmade() { throw new Loud(); }"
                                                                + SUBMIT
                                                                + "return null; }"))));
        assertTrue(failed.getMessage().contains("sample.Unmade$Loud"), failed.getMessage());
    }

    @Test
    void errors_of_the_jvm_end_the_call_only() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Dies",
                        "switch (request.action()) { case \"stack\": throw new StackOverflowError(\"x\");"
                                + " case \"memory\": throw new OutOfMemoryError(\"x\");"
                                + " case \"thread\": throw new ThreadDeath(); default: return Submission.going(); }");
        for (String bad : List.of("stack", "memory", "thread")) {
            CallFailed failed = assertThrows(CallFailed.class, () -> submit(runtime, bad));
            assertTrue(
                    List.of(
                                    "java.lang.StackOverflowError",
                                    "java.lang.OutOfMemoryError",
                                    "java.lang.ThreadDeath")
                            .contains(failed.getMessage()),
                    failed.getMessage());
        }
        assertEquals(ActivityType.Completion.INCOMPLETE, submit(runtime).completion());
    }

    @Test
    void an_answer_that_throws_while_it_is_read_ends_the_call_only() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Traps",
                        "Map<String, Object> trap = new AbstractMap<>() { public Set<Map.Entry<String, Object>> entrySet() { throw new ThreadDeath(); } };"
                                + " return new Submission(null, Completion.COMPLETE, List.of(), View.of(new Component.Frame(\"f\", \"t\", 1, trap)));");
        assertEquals(
                "java.lang.ThreadDeath",
                assertThrows(CallFailed.class, () -> submit(runtime)).getMessage());
    }

    @Test
    void a_refusal_reaches_the_caller_without_what_the_plugin_hung_on_it() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Hangs",
                        "CapabilityDenied denied = new CapabilityDenied(\"x\"); denied.initCause(new IllegalStateException()); throw denied;");
        CapabilityDenied denied = assertThrows(CapabilityDenied.class, () -> submit(runtime));
        assertEquals(null, denied.getCause());
    }

    @Test
    void numbers_that_json_does_not_have_are_no_answer() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Numbers",
                        "Object number = switch (request.action()) { case \"nan\" -> Double.NaN; case \"infinity\" -> Float.POSITIVE_INFINITY; default -> java.math.BigInteger.TWO.pow(64); };"
                                + " return new Submission(null, Completion.COMPLETE, List.of(), View.of(new Component.Frame(\"f\", \"t\", 1, Map.of(\"n\", number))));");
        for (String action : List.of("nan", "infinity", "large")) {
            assertThrows(CallFailed.class, () -> submit(runtime, action), action);
        }
    }

    @Test
    void settings_are_not_the_plugins_to_change() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Changes",
                        "try { context.settings().put(\"a\", 1); return Submission.going(); } catch (UnsupportedOperationException e) { return Submission.complete(1, null); }");
        assertEquals(1.0, submit(runtime).score());
    }

    @Test
    void a_long_line_is_cut_between_characters() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Writes",
                        "context.log().info(\"x\".repeat(1999) + \"\\uD83D\\uDE00\"); return Submission.going();");
        submit(runtime);
        assertEquals(List.of("log.info {\"message\":\"" + "x".repeat(1999) + "\"}"), used);
    }

    @Test
    void many_calls_at_once_get_their_own_answers() throws Exception {
        PluginRuntime runtime =
                submitting(
                        "Echo",
                        "return Submission.complete(1, View.of(new Component.Text(request.action())));");
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Submission>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String action = "n" + i;
                answers.add(threads.submit(() -> submit(runtime, action)));
            }
            for (int i = 0; i < 400; i++) {
                assertEquals(
                        "Text[markdown=n" + i + "]",
                        String.valueOf(answers.get(i).get().view().components().get(0)));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
