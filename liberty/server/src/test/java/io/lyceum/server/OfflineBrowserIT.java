package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lessons without a connection: kept, read, marked and noted, and all of it counted once. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfflineBrowserIT {

    private static final Pattern SAVED = Pattern.compile("^Saved \\d.*");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SampleSchool school;
    private Chromium chromium;
    private String boris;

    /** Somebody with a course, on a device of their own. */
    private record Reader(String email, Api api, SampleCourse course, String lesson) {}

    @BeforeAll
    void openBrowser() {
        school = SampleSchool.withPeople("Tunnel");
        chromium = new Chromium();
        boris = "boris@" + school.slug + ".example";
        Stack.RUNNING.account(school.slug, boris, "Boris", SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private Reader reader() {
        String email = "anna-" + System.nanoTime() + "@" + school.slug + ".example";
        Stack.RUNNING.account(school.slug, email, "Anna", SampleSchool.PASSWORD);
        Api api =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));
        SampleCourse course = school.publish("Tunnel " + System.nanoTime());
        api.post("/enrolments", Map.of("course", course.id())).expect(201);
        return new Reader(email, api, course, school.origin() + school.lessonPage(course));
    }

    /** A page of the reader at their lesson, which the service worker looks after. */
    private Page at(Reader reader) {
        Page page = chromium.page(Screen.DESKTOP);
        Chromium.signIn(page, school.origin(), reader.email(), SampleSchool.PASSWORD);
        page.navigate(reader.lesson());
        // A page that was loading while the worker began is looked after from the next time on.
        awaitTrue(page, "() => navigator.serviceWorker.ready.then(() => true)", "");
        page.reload();
        awaitTrue(page, "() => navigator.serviceWorker.controller !== null", "");
        assertThat(page.locator("#notes")).hasAttribute("data-live", "");
        return page;
    }

    /** Polled from outside: the page's policy lets nothing evaluate text inside of it. */
    private static void awaitTrue(Page page, String expression, String argument) {
        Stack.eventually(
                expression,
                PATIENCE,
                () ->
                        Optional.of(page.evaluate(expression, argument))
                                .filter(Boolean.TRUE::equals));
    }

    private static void keep(Page page) {
        Locator choice = page.locator("[data-offline] [role=switch]");
        choice.click();
        assertThat(page.locator("#offline-state")).hasText("Saved on this device");
        assertThat(choice).hasAttribute("aria-checked", "true");
    }

    private static int percent(Reader reader) {
        for (JsonNode one : reader.api().get("/enrolments").expect(200).json()) {
            if (one.toString().contains(reader.course().id())) {
                return one.path("enrolment").path("percent").asInt();
            }
        }
        throw new AssertionError("not enrolled");
    }

    private static void await(Reader reader, int percent) {
        Stack.eventually(
                percent + " percent",
                PATIENCE,
                () -> Optional.of(percent(reader)).filter(now -> now == percent));
    }

    private static List<String> notes(Reader reader) {
        List<String> texts = new ArrayList<>();
        reader.api()
                .get("/notes")
                .expect(200)
                .json()
                .path("items")
                .forEach(one -> texts.add(one.path("text").asText()));
        return texts;
    }

    private static void awaitNotes(Reader reader, String... texts) {
        Stack.eventually(
                "the notes " + List.of(texts),
                PATIENCE,
                () -> Optional.of(notes(reader)).filter(List.of(texts)::equals));
    }

    private static void write(Page page, String text) {
        page.locator("[data-note-new]").click();
        page.locator(".note textarea").last().fill(text);
    }

    private static void mark(Page page) {
        page.locator(".lesson-bar [data-mark=COMPLETE] button").click();
        assertThat(page.locator(".bar-later")).containsText("It counts when you are online");
    }

    private int completions(Reader reader) {
        try (Connection superuser = Stack.superuser();
                var query =
                        superuser.prepareStatement(
                                """
                                select count(*)
                                from outbox_event
                                where tenant_id = ? and type = 'lesson.completed' and payload ->> 'course' = ?
                                """)) {
            query.setObject(1, school.id);
            query.setString(2, reader.course().id());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeptLessonIsReadMarkedAndNotedWithoutAConnectionAndCountsOnce() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            BrowserContext device = page.context();
            device.setOffline(true);
            page.navigate(school.origin() + "/learning");
            page.navigate(anna.lesson());
            assertThat(page.locator("[data-lesson-text]")).containsText("Sand it.");
            assertTrue(
                    (Boolean)
                            page.evaluate(
                                    "getComputedStyle(document.querySelector('.player')).display === 'grid'"),
                    "it has its looks");
            write(page, "From the tunnel");
            assertThat(page.locator(".note-state")).hasText("Offline: kept on this device");
            mark(page);
            page.reload();
            assertThat(page.locator(".note textarea")).hasValue("From the tunnel");
            assertThat(page.locator(".bar-later")).isVisible();
            assertThat(page.locator(".sync")).containsText("No connection");
            assertEquals(0, percent(anna));

            List<Request> sent = new ArrayList<>();
            device.onRequestFinished(
                    one -> {
                        if (one.url().contains("/device-actions/")) {
                            sent.add(one);
                        }
                    });
            device.setOffline(false);
            await(anna, 25);
            awaitNotes(anna, "From the tunnel");
            assertThat(page.locator(".note-state")).hasText(SAVED);
            assertThat(page.locator(".sync")).isHidden();

            // The same requests once more, as after an answer that never came.
            List<Request> first = List.copyOf(sent);
            assertEquals(2, first.size());
            for (Request one : first) {
                Object again =
                        page.evaluate(
                                """
                                async ([url, body, csrf]) => {
                                  const answer = await fetch(url, { method: "PUT", body, headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf } });
                                  return (await answer.json()).repeated;
                                }
                                """,
                                List.of(
                                        one.url(),
                                        one.postData(),
                                        page.locator("body").getAttribute("data-csrf")));
                assertEquals(true, again, one.postData());
            }
            assertEquals(25, percent(anna));
            assertEquals(1, completions(anna));
            assertEquals(List.of("From the tunnel"), notes(anna));
        }
    }

    @Test
    void twoTabsSendWhatIsKeptOnce() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            try (Page second = page.context().newPage()) {
                second.navigate(anna.lesson());
                List<String> sent = new ArrayList<>();
                page.context()
                        .onRequestFinished(
                                one -> {
                                    if (one.url().contains("/device-actions/")) {
                                        sent.add(one.url());
                                    }
                                });
                page.context().setOffline(true);
                write(page, "Tab one");
                mark(page);
                write(second, "Tab two");
                assertThat(second.locator(".note-state").last())
                        .hasText("Offline: kept on this device");
                page.context().setOffline(false);
                await(anna, 25);
                Stack.eventually(
                        "both notes",
                        PATIENCE,
                        () -> Optional.of(notes(anna)).filter(all -> all.size() == 2));
                assertThat(page.locator(".sync")).isHidden();
                assertThat(second.locator(".sync")).isHidden();
                assertEquals(1, completions(anna));
                assertEquals(sent.size(), sent.stream().distinct().count(), sent.toString());
            }
        }
        assertEquals(2, notes(anna).size());
    }

    @Test
    void aMarkThatDoesNotGetThroughIsKeptAlsoWhenTheBrowserBelievesToBeOnline() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => true })");
            page.context().setOffline(true);
            page.locator(".lesson-bar [data-mark=COMPLETE] button").click();
            assertThat(page.locator(".bar-later")).isVisible();
            assertEquals(anna.lesson(), page.url());
            page.context().setOffline(false);
            await(anna, 25);
            assertEquals(1, completions(anna));
        }
    }

    @Test
    void theLessonThatWasOpenedLastIsKeptByItself() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            awaitTrue(
                    page,
                    "async path => { for (const name of await caches.keys()) if (name.startsWith('lessons-1:') && await (await caches.open(name)).match(path, { ignoreVary: true })) return true; return false; }",
                    anna.lesson().substring(school.origin().length()));
            page.navigate(school.origin() + "/learning");
            assertThat(page.locator(".device-list")).containsText("kept by itself");
            page.context().setOffline(true);
            page.navigate(anna.lesson());
            assertThat(page.locator("[data-lesson-text]")).containsText("Sand it.");
        }
    }

    @Test
    void whatIsOnTheDeviceIsListedWithItsSizeAndRemoved() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.navigate(school.origin() + "/learning");
            Locator kept = page.locator("[data-on-device]");
            assertThat(kept).containsText(Pattern.compile("\\d KB"));
            kept.locator("button").click();
            assertThat(kept).isHidden();
            page.context().setOffline(true);
            page.navigate(anna.lesson());
            assertThat(page.locator("h1")).hasText("You are offline");
        }
    }

    @Test
    void whatIsRefusedIsSaidWithItsReasonAndStays() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.context().setOffline(true);
            page.reload();
            write(page, "To a lesson that went");
            assertThat(page.locator(".note-state")).hasText("Offline: kept on this device");
            school.as("TEACHER")
                    .send(
                            "DELETE",
                            "/courses/"
                                    + anna.course().id()
                                    + "/lessons/"
                                    + anna.course().lessons().get(0),
                            Map.of(),
                            "")
                    .expect(204);
            page.context().setOffline(false);
            page.locator(".sync summary").click();
            assertThat(page.locator(".sync-why")).hasText("The lesson is no longer there.");
            assertThat(page.locator(".sync-text")).hasText("To a lesson that went");
            page.navigate(school.origin() + "/learning");
            page.locator(".sync summary").click();
            assertThat(page.locator(".sync-text")).hasText("To a lesson that went");
            page.locator("[data-sync-drop]").click();
            assertThat(page.locator(".sync")).isHidden();
        }
    }

    @Test
    void aSessionThatIsOverKeepsEverythingUntilTheNextSignIn() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.context().setOffline(true);
            page.reload();
            write(page, "Before the session ended");
            assertThat(page.locator(".note-state")).hasText("Offline: kept on this device");
            page.context().clearCookies();
            page.context().setOffline(false);
            assertThat(page.locator(".sync")).containsText("Sign in and they are sent");
            assertEquals(List.of(), notes(anna));
            page.locator(".sync-signin").click();
            page.fill("input[name=username]", anna.email());
            page.fill("input[name=password]", SampleSchool.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(anna.lesson());
            awaitNotes(anna, "Before the session ended");
        }
    }

    @Test
    void whoeverComesNextSeesAndSendsNothingOfTheFirst() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.context().setOffline(true);
            page.reload();
            write(page, "Anna's own");
            assertThat(page.locator(".note-state")).hasText("Offline: kept on this device");
            page.context().clearCookies();
            page.context().setOffline(false);
            assertThat(page.locator(".sync")).isVisible();

            try (Page next = page.context().newPage()) {
                Chromium.signIn(next, school.origin(), boris, SampleSchool.PASSWORD);
                next.navigate(school.origin() + "/learning");
                assertThat(next.locator("[data-on-device]")).isHidden();
                assertThat(next.locator(".sync")).isHidden();
                // Anna's window is still open: what it holds is hers, whoever is signed in.
                page.evaluate("dispatchEvent(new Event('online'))");
                assertThat(page.locator(".sync")).containsText("Somebody else is signed in");
                next.context().setOffline(true);
                next.navigate(anna.lesson());
                assertThat(next.locator("h1")).hasText("You are offline");
                next.context().setOffline(false);
            }
            assertEquals(List.of(), notes(anna));
            assertEquals(0, rows());

            page.context().clearCookies();
            Chromium.signIn(page, school.origin(), anna.email(), SampleSchool.PASSWORD);
            awaitNotes(anna, "Anna's own");
        }
    }

    /** How much was ever taken over for Boris. */
    private int rows() {
        try (Connection superuser = Stack.superuser();
                var query =
                        superuser.prepareStatement(
                                """
                                select count(*)
                                from synced_action a
                                join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
                                where a.tenant_id = ? and p.email = ?
                                """)) {
            query.setObject(1, school.id);
            query.setString(2, boris);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void signingOutClearsWhatIsKept() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.navigate(school.origin() + "/learning");
            page.locator("form[action='/sign-out'] button").evaluate("button => button.click()");
            page.waitForURL(url -> !url.contains("/learning"));
            page.waitForLoadState();
            Object left =
                    page.evaluate(
                            "async () => (await caches.keys()).filter(name => /^(lessons|pages)-\\d:.+/.test(name)).length");
            assertEquals(0, left);
            page.context().setOffline(true);
            try {
                page.navigate(anna.lesson());
            } catch (PlaywrightException gone) {
                // Nothing of the school is left here, not even its page for the way without it.
                assertTrue(gone.getMessage().contains("ERR_INTERNET_DISCONNECTED"));
            }
            assertThat(page.locator("body")).not().containsText("Sand it.");
        }
    }

    @Test
    void whatCouldNotBeSentIsStillThereAfterSigningOut() {
        Reader anna = reader();
        try (Page page = at(anna)) {
            keep(page);
            page.route(
                    Pattern.compile(".*/device-actions/.*"),
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            write(page, "Nowhere else");
            page.waitForCondition(() -> pending(page) == 1);
            page.navigate(school.origin() + "/learning");
            page.locator("form[action='/sign-out']").evaluate("form => form.requestSubmit()");
            page.waitForURL(url -> !url.contains("/learning"));
            page.unrouteAll();
            Chromium.signIn(page, school.origin(), anna.email(), SampleSchool.PASSWORD);
            page.navigate(anna.lesson());
            awaitNotes(anna, "Nowhere else");
        }
    }

    private static int pending(Page page) {
        return ((Number)
                        page.evaluate(
                                """
                                () => new Promise((done) => {
                                  indexedDB.open("lyceum", 1).onsuccess = (opened) => {
                                    const base = opened.target.result;
                                    base.transaction("queue").objectStore("queue").count().onsuccess = (event) => {
                                      base.close();
                                      done(event.target.result);
                                    };
                                  };
                                })
                                """))
                .intValue();
    }
}
