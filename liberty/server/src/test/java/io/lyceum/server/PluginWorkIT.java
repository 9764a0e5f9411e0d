package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What plugins do on their own: they are told of events, send them on, and run jobs. */
@Isolated
class PluginWorkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SOURCE =
            """
            package sample;
            import io.lyceum.plugin.*;
            import io.lyceum.plugin.connector.*;
            import io.lyceum.plugin.event.*;
            import io.lyceum.plugin.job.*;
            import io.lyceum.plugin.page.*;
            import io.lyceum.plugin.view.*;
            import java.util.*;
            public class Sample {
                static void note(PluginContext c, String text) {
                    Storage log = c.storage("log");
                    for (int i = log.list("", null, 200).size(); ; i++) {
                        if (log.create(String.format("%04d", i), Map.of("text", text)).isPresent()) {
                            return;
                        }
                    }
                }
                public static class Listener implements DomainEventListener {
                    public Handled on(PluginContext c, DomainEvent e) {
                        if (e.type().equals("enrolment.created") && e.attempt() == 1) {
                            return Handled.later("not yet");
                        }
                        note(c, e.type() + " " + e.attempt());
                        return Handled.DONE;
                    }
                }
                public static class Crm implements Connector {
                    Http.Response send(PluginContext c, String method, String path, String body) {
                        return c.http().send(new Http.Request(method, c.settings().get("base") + path,
                                Map.of("Authorization", "Bearer secret:key"), body));
                    }
                    public Tested test(PluginContext c, TestRequest r) {
                        try {
                            int status = send(c, "GET", "/me", null).status();
                            return new Tested(status == 200, "It answered " + status + ".");
                        } catch (CapabilityDenied | HttpFailed e) {
                            return new Tested(false, e.getMessage());
                        }
                    }
                    public Pushed push(PluginContext c, PushRequest r) {
                        List<Line> lines = new ArrayList<>();
                        for (DomainEvent e : r.events()) {
                            int status = r.dryRun() ? 200
                                    : send(c, "POST", "/events/" + e.type(), e.id()).status();
                            Outcome outcome = status == 200 ? Outcome.SENT
                                    : status == 503 ? Outcome.LATER : Outcome.FAILED;
                            lines.add(new Line(e.id(), outcome,
                                    List.of(new Change("contact", "course", null, "<b>" + e.payload().get("course"))),
                                    outcome == Outcome.SENT ? null : "It answered " + status + "."));
                        }
                        return new Pushed(lines, 0);
                    }
                }
                public static class Board implements AdminPage {
                    public View show(PluginContext c, ShowRequest r) {
                        return View.of(new Component.Heading("Board <" + r.place() + ">"),
                                new Component.Form("say", "Say", List.of(
                                        new Component.TextField("word", "Word", "", 1, 100, null, null))));
                    }
                    public Acted act(PluginContext c, ActRequest r) {
                        String word = r.fields().first("word").orElse("");
                        if (word.isEmpty()) {
                            return new Acted(List.of(new FieldError("word", "Say something.")), null, null, "");
                        }
                        note(c, r.action() + " " + word);
                        return new Acted(List.of(), "It was said.", null, "after");
                    }
                }
                public static class Sweep implements ScheduledJob {
                    public Ran run(PluginContext c, RunRequest r) {
                        int step = ((Number) r.checkpoint().getOrDefault("step", 0)).intValue();
                        note(c, "step " + step);
                        if (step < 2) {
                            return Ran.more(Map.of("step", step + 1));
                        }
                        c.events().publish("swept", Map.of("steps", step));
                        return Ran.done();
                    }
                }
            }
            """;

    private static final String DESCRIPTOR =
            """
            id: %s
            version: 1.0.0
            name: Sample
            description: Works on its own.
            publisher: nobody
            sdk: "[1.0,2.0)"
            provides:
              - kind: listener
                id: diary
                class: sample.Sample$Listener
                name: Diary
              - kind: connector
                id: crm
                class: sample.Sample$Crm
                name: Customers
              - kind: job
                id: sweep
                class: sample.Sample$Sweep
                name: Sweep
                every: PT1H
              - kind: page
                id: board
                class: sample.Sample$Board
                name: Board
            scopes:
              - scope: http
                purpose: To send events.
              - scope: events.publish
                purpose: To tell others.
            egress:
              - host: outside.test
                purpose: To send events.
            storage:
              - name: log
                scope: settings
                data: none
                purpose: To remember.
            settings:
              type: object
              properties:
                base:
                  type: string
                  title:
                    en: Address of the system
                    ru: Адрес системы
                key:
                  type: string
                  title: Key
                  secret: true
            subscribes: [enrolment.created, lesson.completed, course.completed]
            """;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Forms owner = new Forms(school.origin(), school.token("OWNER"));
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private HttpServer outside;
    private SamplePlugin plugin;

    @BeforeEach
    void install() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", this::answer);
        outside.start();
        String id = "sample-" + Long.toString(System.nanoTime(), 36);
        plugin =
                SamplePlugin.published(
                        id,
                        SamplePlugin.archive("sample.Sample", SOURCE, DESCRIPTOR.formatted(id)));
        plugin.install(owner);
        set("http://outside.test:" + outside.getAddress().getPort());
    }

    private void set(String base) {
        owner.post(
                        "/manage/plugins/" + plugin.id() + "/settings",
                        Map.of("base", List.of(base), "key", List.of("k-1")),
                        "text/html")
                .expect(303);
    }

    @AfterEach
    void remove() {
        owner.post(
                        "/manage/plugins/" + plugin.id() + "/remove",
                        Map.of("confirm", List.of(plugin.id())),
                        "text/html")
                .expect(303);
        plugin.revoke();
        outside.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        arrived.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                new String(body, StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Somebody new takes a course from beginning to end; answers what there is to tell of it. */
    private List<String> learn() {
        List<String> events = new ArrayList<>(List.of("enrolment.created"));
        school.newcomerCompletes().lessons().forEach(lesson -> events.add("lesson.completed"));
        events.add("course.completed");
        return events;
    }

    private String page(String tail) {
        return owner.get("/manage/plugins/" + plugin.id() + tail).expect(200).body();
    }

    private List<String> log() {
        return rows(
                """
                select value ->> 'text'
                from plugin_entry
                where tenant_id = ? and plugin_id = ? and storage = 'log'
                order by key
                """,
                plugin.id());
    }

    private List<String> standing(String kind) {
        return rows(
                """
                select e.type || ' ' || d.status || ' ' || d.attempts
                from outbox_delivery d
                join outbox_event e on e.tenant_id = d.tenant_id and e.id = d.event_id
                where d.tenant_id = ? and d.listener like ?
                order by d.sequence
                """,
                "plugin:" + plugin.id() + "/" + kind + "/%");
    }

    private List<String> rows(String sql, String value) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = Stack.superuser();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, school.id);
            query.setString(2, value);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private List<String> await(String what, Supplier<List<String>> rows, int size) {
        return Stack.eventually(
                what,
                PATIENCE,
                () -> Optional.of(rows.get()).filter(found -> found.size() >= size));
    }

    @Test
    void eventsOfALearnerInACourseComeInTheirOrderAlthoughTheFirstFails() {
        List<String> events = learn();

        List<String> told = await("all events", this::log, events.size());
        assertEquals(
                events.stream().map(e -> e + (e.startsWith("enrolment") ? " 2" : " 1")).toList(),
                told);
        assertEquals(
                events.stream()
                        .map(e -> e + " DONE" + (e.startsWith("enrolment") ? " 2" : " 1"))
                        .toList(),
                await(
                        "their marks",
                        () ->
                                standing("listener").stream()
                                        .filter(s -> s.contains("DONE"))
                                        .toList(),
                        events.size()));
    }

    @Test
    void aConnectorIsTriedPreviewedAndSendsWithItsSecret() {
        owner.post(
                        "/manage/plugins/" + plugin.id() + "/connections/crm/test",
                        Map.of(),
                        "text/html")
                .expect(303);
        assertEquals(List.of("GET /me Bearer k-1 "), arrived);
        String settings = page("");
        assertTrue(settings.contains("Address of the system"), settings);
        assertFalse(settings.contains("k-1"), "a secret is never shown again");

        List<String> events = learn();
        await("all sent", () -> arrived, 1 + events.size());
        assertEquals(
                events.stream().map(event -> "POST /events/" + event).toList(),
                arrived.subList(1, arrived.size()).stream()
                        .map(line -> line.substring(0, line.indexOf(" Bearer k-1 ")))
                        .toList());

        String preview = page("/work?preview=crm");
        assertTrue(preview.contains("Would be sent"), preview);
        assertFalse(preview.contains("<b>"), "what the plugin says is no markup");
        assertEquals(1 + events.size(), arrived.size(), "a preview sends nothing");
    }

    @Test
    void whatTheOtherSystemRefusesIsSetAsideAndSentAgain() {
        status = 422;
        int events = learn().size();
        await(
                "all parked",
                () -> standing("connector").stream().filter(s -> s.contains("PARKED")).toList(),
                events);
        assertTrue(page("/work").contains("/manage/deliveries?state=parked&amp;kind=plugin"));

        status = 200;
        owner.post(
                        "/manage/deliveries/retry",
                        Map.of("kind", List.of("plugin:" + plugin.id() + "/connector/crm")),
                        "text/html")
                .expect(303);
        await("the same once more", () -> arrived, 2 * events);

        replay(LocalDate.now().minusDays(1).toString());
        await("all of it a third time", () -> arrived, 3 * events);
        for (String since : List.of("", "yesterday", "2026-13-01")) {
            replay(since);
        }
    }

    private void replay(String since) {
        owner.post(
                        "/manage/plugins/" + plugin.id() + "/replay/connector/crm",
                        Map.of("since", List.of(since)),
                        "text/html")
                .expect(303);
    }

    @Test
    void nothingGoesWhereTheSchoolHasNotAgreedTo() {
        for (String base :
                List.of(
                        "https://example.com",
                        "http://127.0.0.1:" + outside.getAddress().getPort(),
                        "http://outside.test.:" + outside.getAddress().getPort(),
                        "file:///etc")) {
            set(base);
            owner.post(
                            "/manage/plugins/" + plugin.id() + "/connections/crm/test",
                            Map.of(),
                            "text/html")
                    .expect(303);
        }
        assertEquals(List.of(), arrived);
        assertEquals(
                4,
                rows(
                                """
                                select detail ->> 'capability'
                                from audit_entry
                                where tenant_id = ? and action = 'plugin.denied' and subject_id = ?
                                """,
                                plugin.id())
                        .size());
    }

    @Test
    void aJobRunsInStepsAndTellsOthers() {
        owner.post("/manage/plugins/" + plugin.id() + "/jobs/sweep/run", Map.of(), "text/html")
                .expect(303);

        assertEquals(List.of("step 0", "step 1", "step 2"), await("three steps", this::log, 3));
        await(
                "its event",
                () ->
                        rows(
                                "select payload::text from outbox_event where tenant_id = ? and type = ?",
                                "plugin." + plugin.id() + ".swept"),
                1);
        Stack.eventually(
                "the run on the page",
                PATIENCE,
                () -> Optional.of(page("/work")).filter(p -> p.contains("Last run")));
        owner.post("/manage/plugins/" + plugin.id() + "/jobs/none/run", Map.of(), "text/html")
                .expect(404);
    }

    @Test
    void aPageOfThePluginIsDrawnAndTakesItsForms() {
        String path = "/pages/board";
        assertTrue(page(path + "?place=%3Cx%3E").contains("Board &lt;&lt;x&gt;&gt;"), page(path));
        Forms.Form form = Forms.find(page(path), "Word");

        assertTrue(owner.send(form).expect(200).body().contains("Say something."));
        assertEquals(List.of(), log());
        owner.send(form.with("f.word", "Hello")).expect(303);
        assertEquals(List.of("say Hello"), log());

        owner.post("/manage/plugins/" + plugin.id() + "/disable", Map.of(), "text/html")
                .expect(303);
        assertEquals(303, owner.get("/manage/plugins/" + plugin.id() + path).status());
    }

    @Test
    void whatIsSwitchedOffIsToldNothing() {
        owner.post("/manage/plugins/" + plugin.id() + "/disable", Map.of(), "text/html")
                .expect(303);
        learn();
        owner.post("/manage/plugins/" + plugin.id() + "/enable", Map.of(), "text/html").expect(303);
        int events = learn().size();

        assertEquals(events, await("the second course only", this::log, events).size());
        assertEquals(events, standing("listener").size());
    }
}
