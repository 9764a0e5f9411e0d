package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What plugins show in pages: slots, pictures, and pages of their own in frames. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class PluginPlacesBrowserIT {

    /** Kept pages and facts about a school follow its changes within seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String SOURCE =
            """
            package sample;
            import io.lyceum.plugin.*;
            import io.lyceum.plugin.activity.*;
            import io.lyceum.plugin.page.*;
            import io.lyceum.plugin.view.*;
            import java.util.*;
            public class Sample {
                static Component frame() {
                    return new Component.Frame("game.html", "A game", 100, Map.of("aim", "</script>7"));
                }
                public static class Side implements SlotContent {
                    public View fill(PluginContext c, FillRequest r) {
                        if (Boolean.TRUE.equals(c.settings().get("fails"))) {
                            throw new IllegalStateException("it was told to");
                        }
                        return View.of(new Component.Heading("Beside <" + (r.learner() == null) + ">"),
                                new Component.Text("Of course " + r.course() + " <script>alert(1)</script>"),
                                new Component.Image("mark.svg", "A mark"),
                                new Component.Link("Elsewhere", "there"),
                                new Component.Form("say", "Say it", List.of(
                                        new Component.TextField("word", "Word", "", 1, 10, null, null))));
                    }
                }
                public static class End implements SlotContent {
                    public View fill(PluginContext c, FillRequest r) {
                        return View.of(new Component.Heading("After " + r.slot()), frame());
                    }
                }
                public static class Silent implements SlotContent {
                    public View fill(PluginContext c, FillRequest r) {
                        return View.EMPTY;
                    }
                }
                public static class Game implements ActivityType {
                    public View author(PluginContext c, AuthorRequest r) {
                        return View.of(new Component.Heading("Author " + r.place()), frame());
                    }
                    public Saved save(PluginContext c, SaveRequest r) {
                        return Saved.content(Map.of("set", r.fields().first("points").orElse("")));
                    }
                    public View learner(PluginContext c, LearnerRequest r) {
                        String last = c.storage("state").get("last")
                                .map(e -> e.value().get("points").toString()).orElse("none");
                        return View.of(new Component.Heading("Last " + last + " at " + r.place()), frame());
                    }
                    public Submission submit(PluginContext c, SubmitRequest r) {
                        String points = r.fields().first("points").orElse("");
                        if (points.isEmpty()) {
                            return new Submission(null, Completion.INCOMPLETE,
                                    List.of(new FieldError("points", "How many?")), null);
                        }
                        c.storage("state").put("last", Map.of("points", points));
                        return r.action().equals("win") ? Submission.complete(1, null) : Submission.going();
                    }
                    public View report(PluginContext c, ReportRequest r) {
                        return View.of(new Component.Heading("Report"));
                    }
                }
            }
            """;

    private static final String DESCRIPTOR =
            """
            id: %s
            version: 1.0.0
            name: Places
            description: Shows itself in many places.
            publisher: nobody
            sdk: "[1.0,2.0)"
            provides:
              - kind: slot
                id: side
                slot: course.sidebar.v1
                class: sample.Sample$Side
                name: Something beside
              - kind: slot
                id: end
                slot: lesson.end.v1
                class: sample.Sample$End
                name: Something after
              - kind: slot
                id: silent
                slot: lesson.end.v1
                class: sample.Sample$Silent
                name: Nothing
              - kind: activity
                id: game
                class: sample.Sample$Game
                name: Game
            storage:
              - name: state
                scope: user_state
                data: personal
                purpose: To remember the last game.
            settings:
              type: object
              properties:
                fails:
                  type: boolean
                  title: Fails
            """;

    private static final String GAME =
            """
            <!doctype html>
            <html><head><meta charset="utf-8"><script src="/w/bridge.v1.js"></script>
            <script type="module" src="game.js"></script></head>
            <body><p id="said"></p><p id="alone"></p>
            <button id="send">Send</button><button id="nothing">Nothing</button><button id="win">Win</button>
            <button id="go">Go</button><div style="height: 300px"></div></body></html>
            """;

    private static final String SCRIPT =
            """
            const say = (text) => (document.getElementById("said").textContent = text);
            const on = (id, fn) => document.getElementById(id).addEventListener("click",
              () => fn().then((a) => say(JSON.stringify(a)), (e) => say(e.message)));
            lyceum.onready(({ data, language }) => say(data.aim + " " + language));
            on("send", () => lyceum.send("play", { points: 7 }));
            on("nothing", () => lyceum.send("play", {}));
            on("win", () => lyceum.submit("win", { points: ["9"] }));
            on("go", () => lyceum.go("over there"));
            lyceum.onready(() => lyceum.resize());
            const found = [origin];
            try { localStorage.getItem("a"); found.push("storage"); } catch { found.push("no storage"); }
            try { document.cookie; found.push("cookies"); } catch { found.push("no cookies"); }
            try { parent.document.title; found.push("parent"); } catch { found.push("no parent"); }
            await fetch(new URL("/p/x/", location.href)).then(() => found.push("net"), () => found.push("no net"));
            document.getElementById("alone").textContent = found.join(", ");
            """;

    private final String id = "places-" + Long.toString(System.nanoTime(), 36);
    private SampleSchool school;
    private Forms owner;
    private Forms teacher;
    private Forms learner;
    private SampleCourse course;
    private SamplePlugin plugin;
    private String lesson;
    private String desk;
    private Chromium chromium;

    @BeforeAll
    void installAPluginAtASchool() throws IOException {
        school = SampleSchool.withPeople("Rowan");
        owner = new Forms(school.origin(), school.token("OWNER"));
        teacher = new Forms(school.origin(), school.token("TEACHER"));
        learner = new Forms(school.origin(), school.token("LEARNER"));
        plugin =
                SamplePlugin.published(
                        id,
                        SamplePlugin.archive(
                                "sample.Sample",
                                SOURCE,
                                DESCRIPTOR.formatted(id),
                                Map.of(
                                        "web/game.html", GAME,
                                        "web/game.js", SCRIPT,
                                        "web/mark.svg",
                                                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\""
                                                        + " height=\"40\"><script>alert(1)</script>"
                                                        + "<circle r=\"20\" cx=\"20\" cy=\"20\"/></svg>")));
        plugin.install(owner);
        course = school.publish("Places");
        desk = school.addActivity(course, "Play", id + "/game");
        lesson = school.lessonPage(course);
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);
        chromium = new Chromium();
    }

    @AfterAll
    void revoke() {
        if (chromium != null) {
            chromium.close();
        }
        if (plugin != null) {
            plugin.revoke();
        }
    }

    private String visited() {
        return Stack.get(
                        school.origin() + "/courses/" + course.slug(),
                        Map.of("Accept", "text/html"))
                .expect(200)
                .body();
    }

    private String slot(boolean there) {
        return Stack.eventually(
                there ? "the slot to be filled" : "the slot to be empty",
                PATIENCE,
                () -> Optional.of(visited()).filter(page -> page.contains("Beside") == there));
    }

    private static String content(SampleSchool at) {
        return at.origin().replace("://" + at.slug, "://" + at.slug + "--content");
    }

    private Answer file(SampleSchool at, String path) {
        return Stack.get(content(at) + "/w/" + path, Map.of());
    }

    @Test
    void aSlotShowsWhatAPluginSaysAndNothingThatCouldRunOrBeSent() {
        String page = slot(true);
        assertTrue(page.contains("aria-label=\"Something beside\""), page);
        assertTrue(page.contains("Beside &lt;true&gt;"), "a visitor is nobody");
        assertTrue(page.contains("Of course " + course.id()), page);
        assertFalse(page.contains("alert(1)"), "no script of a plugin's");
        assertFalse(page.contains("Say it"), "a slot has no forms");
        assertFalse(page.contains("Elsewhere"), "a slot has no places");
        assertTrue(
                learner.get("/courses/" + course.slug())
                        .expect(200)
                        .body()
                        .contains("Beside &lt;false&gt;"));
        String reading = learner.get(lesson).expect(200).body();
        assertTrue(reading.contains("After lesson.end.v1"), reading);
        assertFalse(reading.contains("aria-label=\"Nothing\""), "an empty view takes no room");
    }

    @Test
    void aPluginThatFailsLeavesItsSlotEmptyAndThePageThere() {
        slot(true);
        set("true");
        String page = slot(false);
        assertTrue(page.contains("Places"), page);
        set("");
        slot(true);
    }

    private void set(String fails) {
        owner.post(
                        "/manage/plugins/" + id + "/settings",
                        fails.isEmpty() ? Map.of() : Map.of("fails", List.of(fails)),
                        "text/html")
                .expect(303);
    }

    @Test
    void filesOfAPluginAreAtTheContentHostOfASchoolThatRunsItAndNowhereElse() {
        Answer page = file(school, id + "/game.html").expect(200);
        String policy = page.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("sandbox allow-scripts;"), policy);
        assertTrue(policy.endsWith("frame-ancestors " + school.origin()), policy);
        assertEquals("nosniff", page.header("X-Content-Type-Options").orElseThrow());
        assertEquals("text/html", page.header("Content-Type").orElseThrow().split(";")[0]);
        Answer again =
                Stack.get(
                        content(school) + "/w/" + id + "/game.html",
                        Map.of("If-None-Match", page.header("ETag").orElseThrow()));
        assertEquals(304, again.status());
        file(school, "bridge.v1.js").expect(200);

        for (String none :
                List.of(
                        id + "/",
                        id + "/other.html",
                        id + "/..%2fplugin.yaml",
                        id + "/%2e%2e/plugin.yaml",
                        "scorm/adapter.js",
                        "..",
                        "",
                        id)) {
            assertFalse(file(school, none).isSuccess(), none);
        }
        SampleSchool other = TwoSchools.ready().a;
        file(other, id + "/game.html").expect(404);
        Stack.get(school.origin() + "/w/" + id + "/game.html", Map.of()).expect(404);
        Stack.get(content(school) + "/courses", Map.of()).expect(404);
        Stack.send("POST", content(school) + "/w/" + id + "/game.html", Map.of(), "").expect(405);
        Stack.get(content(school) + "/w/" + id + "/game.js", Map.of("Service-Worker", "script"))
                .expect(404);
    }

    /**
     * The container decodes an address before it chooses who answers; the door must do the same.
     */
    @Test
    void contentDoesNotRunInTheSchoolsOriginHoweverItsAddressIsWritten() {
        for (String path :
                List.of(
                        "/%77/" + id + "/game.html",
                        "/w%2f" + id + "/game.html",
                        "/%70/token/",
                        "//w/" + id + "/game.html",
                        "/x/../w/" + id + "/game.html",
                        "/w;a=b/" + id + "/game.html",
                        "/%2577/" + id + "/game.html")) {
            Answer answer = Stack.get(school.origin() + path, Map.of());
            assertFalse(answer.isSuccess(), path + ": " + answer);
        }
        assertFalse(Stack.get(content(school) + "/%63ourses", Map.of()).isSuccess());
    }

    @Test
    void aPluginThatIsOffShowsNothingMore() throws IOException {
        SampleSchool own = TwoSchools.ready().b;
        Forms there = new Forms(own.origin(), own.token("OWNER"));
        plugin.install(there);
        file(own, id + "/game.html").expect(200);
        there.post("/manage/plugins/" + id + "/disable", Map.of(), "text/html").expect(303);
        file(own, id + "/game.html").expect(404);
        there.post("/manage/plugins/" + id + "/remove", Map.of("confirm", List.of(id)), "text/html")
                .expect(303);
    }

    private static FrameLocator game(Page page, String within) {
        return page.frameLocator(within + " .pv-frame iframe");
    }

    @Test
    void aPageInAFrameTalksToItsPluginAndToNobodyElse() {
        String state =
                chromium.signedIn(school.origin(), school.email("LEARNER"), SampleSchool.PASSWORD);
        try (Page page = chromium.page(Screen.DESKTOP, state)) {
            page.navigate(school.origin() + lesson);
            FrameLocator game = game(page, ".activity");
            assertThat(game.locator("#said")).hasText("</script>7 en");
            assertThat(game.locator("#alone"))
                    .hasText("null, no storage, no cookies, no parent, no net");

            assertAll(Chromium.sound(page, "plugin-frame-lesson"));
            game.locator("#send")
                    .evaluate(
                            "button => { button.click(); dispatchEvent(new MessageEvent('message',"
                                    + " { source: parent, data: { lyceum: 'who' } })); }");
            assertThat(game.locator("#said")).containsText("\"saved\":true");
            game.locator("#nothing").click();
            assertThat(game.locator("#said")).containsText("How many?");
            game.locator("#go").click();
            assertThat(page.locator(".activity")).containsText("Last 7 at over there");

            game(page, ".activity").locator("#win").click();
            assertThat(page.locator(".activity-state")).hasClass("activity-state is-done");
            assertThat(page.locator(".activity")).containsText("Last 9");
            page.waitForFunction(
                    "() => document.querySelector('.activity iframe')"
                            + ".getBoundingClientRect().height > 300");

            FrameLocator slot = game(page, ".slot");
            assertThat(slot.locator("#said")).hasText("</script>7 en");
            slot.locator("#win").click();
            assertThat(slot.locator("#said")).containsText("nothing can be sent from here");
            slot.locator("#go").click();
            assertThat(slot.locator("#said")).containsText("no other places");
        }
    }

    @Test
    void picturesOfAPluginAreSeen() {
        slot(true);
        try (Page page = chromium.page(Screen.PHONE)) {
            page.navigate(school.origin() + "/courses/" + course.slug());
            page.locator(".slot img").scrollIntoViewIfNeeded();
            page.waitForFunction("() => document.querySelector('.slot img').naturalWidth === 40");
            assertAll(Chromium.sound(page, "plugin-slot-course-phone"));
            assertTrue(Chromium.fits(page));
        }
    }

    @Test
    void aPageInAFrameOfTheBackOfficeSendsAsAFormDoes() {
        String state =
                chromium.signedIn(school.origin(), school.email("TEACHER"), SampleSchool.PASSWORD);
        try (Page page = chromium.page(Screen.DESKTOP, state)) {
            page.navigate(school.origin() + desk);
            FrameLocator game = game(page, "");
            assertThat(game.locator("#said")).hasText("</script>7 en");
            game.locator("#send").click();
            assertThat(game.locator("#said")).containsText("use submit");
            game.locator("#win").click();
            assertThat(page.locator("body")).containsText("Saved");
        }
    }
}
