package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.archive.Signature;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A plugin that does its worst at one school, and what the other school notices of it. */
@Isolated
class HostilePluginIT {

    /** What is bearable in the server's process too. */
    private static final List<String> BEARABLE =
            List.of(
                    "throw",
                    "null",
                    "garbage",
                    "recurse",
                    "ungranted",
                    "removed",
                    "log",
                    "store",
                    "socket",
                    "files",
                    "sleep");

    /** What nothing in the process could stop. */
    private static final List<String> UNBEARABLE =
            List.of("threads", "spin", "deadlock", "memory", "exit");

    private static final List<String> MISDEEDS =
            Stream.of(BEARABLE, UNBEARABLE).flatMap(List::stream).toList();

    /** Enough for a percentile that one slow answer does not decide. */
    private static final int VISITS_BEFORE = 800;

    private static final String SOURCE =
            """
            package hostile;
            import io.lyceum.plugin.*;
            import io.lyceum.plugin.activity.*;
            import io.lyceum.plugin.view.*;
            import java.util.*;
            public class Hostile implements ActivityType {
                static final List<Object> KEPT = new ArrayList<>();
                public View author(PluginContext c, AuthorRequest r) { return View.of(new Component.Heading("x")); }
                public Saved save(PluginContext c, SaveRequest r) { return Saved.content(Map.of()); }
                public View report(PluginContext c, ReportRequest r) { return View.EMPTY; }
                public Submission submit(PluginContext c, SubmitRequest r) { return Submission.going(); }
                public View learner(PluginContext c, LearnerRequest r) {
                    switch (r.place()) {
                        case "throw": throw new IllegalStateException("hostile");
                        case "null": return null;
                        case "garbage": {
                            Map<String, Object> self = new HashMap<>();
                            self.put("self", self);
                            return View.of(new Component.Frame("f", "t", 1, self));
                        }
                        case "recurse": return learner(c, r);
                        case "ungranted": c.users().find(r.learner().id()); return View.EMPTY;
                        case "removed": throw new NoSuchMethodError("io.lyceum.plugin.Gone");
                        case "log": for (int i = 0; i < 20_000; i++) c.log().info("x".repeat(2000)); return View.EMPTY;
                        case "store": {
                            Storage s = c.storage("heap");
                            for (int i = 0; ; i++) s.put("k" + i, Map.of("v", "x".repeat(60_000)));
                        }
                        case "threads":
                            for (int i = 0; i < 2_000; i++) {
                                Thread t = new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } });
                                t.setDaemon(true);
                                t.start();
                                KEPT.add(t);
                            }
                            return View.EMPTY;
                        case "socket":
                            try { new java.net.Socket("127.0.0.1", 1).close(); } catch (java.io.IOException e) { throw new IllegalStateException(e); }
                            return View.EMPTY;
                        case "files":
                            throw new IllegalStateException(System.getenv("PATH") + new java.io.File(".").getAbsolutePath());
                        case "sleep": try { Thread.sleep(600_000); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                        case "spin": while (true) { }
                        case "deadlock": {
                            Object lock = new Object();
                            Thread holder = new Thread(() -> { synchronized (lock) { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } } });
                            holder.setDaemon(true);
                            holder.start();
                            while (holder.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
                            synchronized (lock) { return View.EMPTY; }
                        }
                        case "memory": while (true) KEPT.add(new byte[1 << 20]);
                        case "exit": System.exit(0);
                        default: return View.of(new Component.Heading("At your service"));
                    }
                }
            }
            """;

    private final TwoSchools schools = TwoSchools.ready();
    private final SampleSchool school = schools.b;
    private final SampleCourse course = school.publish("Attacked " + System.nanoTime());
    private final Forms owner = new Forms(school.origin(), school.token("OWNER"));
    private final Forms teacher = new Forms(school.origin(), school.token("TEACHER"));
    private final Forms learner = new Forms(school.origin(), school.token("LEARNER"));

    private static byte[] archive(String id) throws IOException {
        return SamplePlugin.archive(
                "hostile.Hostile",
                SOURCE,
                """
                id: %s
                version: 1.0.0
                name: Hostile
                description: Does its worst.
                publisher: nobody
                sdk: "[1.0,2.0)"
                provides:
                  - kind: activity
                    id: hostile
                    class: hostile.Hostile
                    name: Hostile
                storage:
                  - name: heap
                    scope: user_state
                    data: none
                    quota: 1 MB
                    purpose: To fill it.
                limits:
                  memory: 48 MB
                """
                        .formatted(id));
    }

    /** Times in microseconds of pages at the other school, and how many were no good. */
    private final class Neighbour {

        private final List<Long> times = Collections.synchronizedList(new ArrayList<>());
        private int errors;

        void visit() {
            String page = "/courses/" + schools.a.course().slug();
            Map<String, String> headers =
                    Map.of("Authorization", "Bearer " + schools.a.token("LEARNER"));
            long start = System.nanoTime();
            Answer answer = Stack.get(schools.a.origin() + page, headers);
            times.add((System.nanoTime() - start) / 1000);
            if (answer.status() != 200) {
                errors++;
            }
        }

        String told() {
            List<Long> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            return "%d pages, p50 %.1f ms, p99 %.1f ms, %d errors"
                    .formatted(
                            sorted.size(),
                            sorted.get(sorted.size() / 2) / 1000.0,
                            sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100))
                                    / 1000.0,
                            errors);
        }
    }

    @Test
    void whateverItDoesItsOwnLessonIsThereAndTheOtherSchoolWorks() throws Exception {
        String id = "hostile-" + Long.toString(System.nanoTime(), 36);
        SamplePlugin plugin = SamplePlugin.published(id, archive(id));
        misbehave(plugin, "in a worker", MISDEEDS);
    }

    @Test
    void inTheServersProcessItCostsItsOwnLessonAndNothingElse() throws Exception {
        PrivateKey key = Stack.RUNNING.platformKey().orElse(null);
        assumeTrue(key != null, "this stack knows no key that a test has");
        String id = "inside-" + Long.toString(System.nanoTime(), 36);
        byte[] archive = archive(id);
        Path file = Files.createTempFile("hostile", ".jar");
        Files.write(file, archive);
        String signature = Signature.sign(PluginArchive.open(file), key);
        Answer taken =
                Stack.platform()
                        .upload(
                                "/platform/plugins/files?signature="
                                        + URLEncoder.encode(signature, StandardCharsets.UTF_8),
                                archive);
        assertEquals("IN_PROCESS", taken.json().path("runs").asText(), taken.toString());
        misbehave(new SamplePlugin(id), "in the server's process", BEARABLE);
    }

    private void misbehave(SamplePlugin plugin, String where, List<String> misdeeds)
            throws Exception {
        String id = plugin.id();
        plugin.install(owner);
        String path = school.addActivity(course, "Trap", id + "/hostile");
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);
        String page =
                school.lessonPage(course)
                        + "?activity="
                        + path.substring(path.lastIndexOf('/') + 1)
                        + "&place=";
        assertTrue(learner.get(page + "x").expect(200).body().contains("At your service"));

        Neighbour before = new Neighbour();
        for (int i = 0; i < VISITS_BEFORE; i++) {
            before.visit();
        }
        Neighbour during = new Neighbour();
        AtomicBoolean over = new AtomicBoolean();
        Thread visits =
                new Thread(
                        () -> {
                            while (!over.get()) {
                                during.visit();
                            }
                        });
        visits.start();
        try {
            for (String misdeed : misdeeds) {
                // Begun anew, so that the breaker of the one before does not spare us this one.
                owner.post("/manage/plugins/" + id + "/enable", Map.of(), "text/html").expect(303);
                for (int i = 0; i < 3; i++) {
                    Answer answer = learner.get(page + misdeed);
                    assertEquals(200, answer.status(), misdeed + ": " + answer);
                    assertTrue(answer.body().contains("Trap"), misdeed);
                }
            }
            String told = owner.get("/manage/plugins/" + id).expect(200).body();
            assertTrue(told.contains("It failed"), told);
        } finally {
            over.set(true);
            visits.join();
            plugin.revoke();
        }

        System.out.println("The other school before a plugin " + where + ": " + before.told());
        System.out.println("The other school during a plugin " + where + ": " + during.told());
        assertEquals(0, before.errors);
        assertEquals(0, during.errors);
    }
}
