package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** Notes and bookmarks beside a lesson: at the desk, on a phone, by keyboard. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotesBrowserIT {

    private static final Pattern SAVED = Pattern.compile("^Saved \\d.*");
    private static final String TEXT =
            """
            ## The blank

            Mount the blank between centres and turn it round at the slowest speed the lathe has.

            ## The finish

            Sand it with every grit from eighty to four hundred, then wipe the dust off with a damp cloth.
            """;

    private SampleSchool school;
    private Chromium chromium;
    private String learner;
    private SampleCourse course;
    private String lesson;

    @BeforeAll
    void openBrowser() {
        school = SampleSchool.withPeople("Marginal");
        chromium = new Chromium();
        learner =
                chromium.signedIn(school.origin(), school.email("LEARNER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    @BeforeEach
    void enrol() {
        course = school.publish("Margins " + System.nanoTime());
        says(TEXT);
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);
        lesson = school.lessonPage(course);
    }

    /** Has the teacher write the first lesson anew. */
    private void says(String markdown) {
        String path = "/courses/" + course.id() + "/lessons/" + course.lessons().get(0);
        Api teacher = school.as("TEACHER");
        Answer now = teacher.get(path).expect(200);
        teacher.put(
                        path,
                        now.header("ETag").orElseThrow(),
                        Map.of(
                                "title",
                                now.json().path("title").asText(),
                                "markdown",
                                markdown,
                                "minutes",
                                5,
                                "preview",
                                false))
                .expect(200);
    }

    private Page at(Screen screen) {
        Page page = chromium.page(screen, learner);
        page.navigate(school.origin() + lesson);
        page.waitForSelector(
                "[data-notes][data-live]",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        return page;
    }

    private static Locator notes(Page page) {
        return page.locator(".note textarea");
    }

    private static Locator state(Page page) {
        return page.locator(".note-state");
    }

    private static void select(Page page, String words) {
        page.evaluate(
                """
                words => {
                  const walk = document.createTreeWalker(document.querySelector("[data-lesson-text]"), NodeFilter.SHOW_TEXT);
                  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
                  }
                }
                """,
                words);
    }

    @Test
    void whatIsTypedIsSavedByItselfAndThereOnAnotherDevice() {
        try (Page page = at(Screen.DESKTOP)) {
            page.keyboard().press("n");
            page.keyboard().type("Check the chuck first.");
            assertThat(state(page)).hasText(SAVED);
            page.keyboard().type(" Twice.");
            assertThat(state(page)).hasText(SAVED);
        }
        try (Page page = at(Screen.PHONE)) {
            assertThat(page.locator(".notes")).isHidden();
            page.locator("[data-notes-toggle]").click();
            assertThat(notes(page)).hasValue("Check the chuck first. Twice.");
            page.keyboard().press("Escape");
            assertThat(page.locator(".notes")).isHidden();
            assertThat(page.locator("[data-notes-toggle]")).isFocused();
        }
        assertEquals(1, count());
    }

    private int count() {
        return school.as("LEARNER")
                .get("/notes?course=" + course.id())
                .expect(200)
                .json()
                .path("items")
                .size();
    }

    @Test
    void aPageThatGoesAtOnceTakesTheLastCharacterAlong() {
        try (Page page = at(Screen.DESKTOP)) {
            page.keyboard().press("n");
            page.keyboard().type("Gone at once!");
            page.navigate(school.origin() + "/learning");
            page.navigate(school.origin() + lesson);
            assertThat(notes(page)).hasValue("Gone at once!");
            assertThat(state(page)).hasText(SAVED);
        }
    }

    @Test
    void whatTheDeviceHadNoTimeToKeepIsKeptWhenThePageGoes() {
        try (Page page = at(Screen.DESKTOP)) {
            page.keyboard().press("n");
            page.keyboard().type("First");
            assertThat(state(page)).hasText(SAVED);
            page.evaluate(
                    "() => { IDBDatabase.prototype.transaction = () => { throw new Error('no time'); }; }");
            page.keyboard().type(" and last");
            page.navigate(school.origin() + "/learning");
            page.navigate(school.origin() + lesson);
            assertThat(notes(page)).hasValue("First and last");
            assertThat(state(page)).hasText(SAVED);
            page.reload();
            assertThat(notes(page)).hasValue("First and last");
            assertThat(notes(page)).hasCount(1);
        }
    }

    @Test
    void aRemovedNoteComesBackByUndo() {
        try (Page page = at(Screen.DESKTOP)) {
            page.keyboard().press("n");
            page.keyboard().type("By mistake");
            assertThat(state(page)).hasText(SAVED);
            page.locator("[data-note-remove]").click();
            assertThat(notes(page)).hasCount(0);
            page.locator(".toast button").click();
            assertThat(notes(page)).hasValue("By mistake");
            assertThat(state(page)).hasText(SAVED);
            page.reload();
            assertThat(notes(page)).hasValue("By mistake");
        }
    }

    @Test
    void aPassageIsQuotedAndFoundAgainWhileItIsThere() {
        try (Page page = at(Screen.DESKTOP)) {
            select(page, "Sand it with every grit from eighty to four hundred");
            page.locator(".quote-button").click();
            page.keyboard().type("Not skipping one.");
            assertThat(state(page)).hasText(SAVED);
            assertThat(page.locator(".note-heading")).hasText("The finish");
            assertThat(page.locator(".note-quote")).containsText("every grit from eighty");
            assertEquals(1, highlighted(page, "every grit"));

            says(TEXT.replace("every grit from eighty", "each grit from sixty"));
            page.reload();
            assertThat(page.locator(".note-lost")).isHidden();
            assertEquals(1, highlighted(page, "each grit from sixty"));

            says("## The finish\n\nLeave it as it comes from the gouge.");
            page.reload();
            assertThat(page.locator(".note-lost")).isVisible();
            assertThat(page.locator(".note-quote")).containsText("every grit from eighty");
            assertThat(notes(page)).hasValue("Not skipping one.");
        }
    }

    private static int highlighted(Page page, String words) {
        return Stack.eventually(
                "passages to be found",
                Duration.ofSeconds(10),
                () ->
                        Optional.ofNullable(
                                (Integer)
                                        page.evaluate(
                                                "words => CSS.highlights.get('noted') ? [...CSS.highlights.get('noted')].filter(one => one.toString().includes(words)).length : null",
                                                words)));
    }

    @Test
    void theBookmarkIsSetByKeyAndStaysSet() {
        try (Page page = at(Screen.DESKTOP)) {
            Locator mark = page.locator("[data-key=bookmark]");
            assertThat(mark).hasAttribute("aria-pressed", "false");
            page.waitForResponse("**/device-actions/**", () -> page.keyboard().press("b"));
            assertThat(mark).hasAttribute("aria-pressed", "true");
            page.reload();
            assertThat(mark).hasAttribute("aria-pressed", "true");
            page.navigate(school.origin() + "/learning/notes");
            assertThat(page.locator(".notes-marks").first()).containsText("lesson 11");
        }
    }

    @Test
    void whatIsTooMuchIsSaidAndKept() {
        try (Page page = at(Screen.DESKTOP)) {
            page.keyboard().press("n");
            page.evaluate("document.querySelector('.note textarea').removeAttribute('maxlength')");
            notes(page).fill("x".repeat(20_001));
            assertThat(state(page)).hasText("Not saved: see below");
            page.locator(".sync summary").click();
            assertThat(page.locator(".sync-why")).containsText("too long");
            page.reload();
            assertEquals(20_001, notes(page).inputValue().length());
            notes(page).fill("Shorter");
            assertThat(state(page)).hasText(SAVED);
            assertThat(page.locator(".sync")).isHidden();
        }
    }

    @Test
    void twoWindowsThatChangeOneNoteKeepBothTexts() {
        try (Page one = at(Screen.DESKTOP)) {
            one.keyboard().press("n");
            one.keyboard().type("Both");
            assertThat(state(one)).hasText(SAVED);
            try (Page other = at(Screen.DESKTOP)) {
                notes(other).fill("The other's");
                assertThat(state(other)).hasText(SAVED);
            }
            notes(one).fill("This one's");
            assertThat(one.locator(".toast")).containsText("Both texts are kept");
            assertThat(notes(one)).hasCount(2);
        }
        assertEquals(2, count());
    }

    @Test
    void notesAreSoundOnEveryScreenAndInRussian() {
        List<Executable> checks = new ArrayList<>();
        school.as("LEARNER")
                .post(
                        "/notes",
                        Map.of(
                                "course",
                                course.id(),
                                "lesson",
                                course.lessons().get(0),
                                "text",
                                "https://example.org/" + "long".repeat(60),
                                "quote",
                                "Sand it with every grit from eighty",
                                "heading",
                                "The finish"))
                .expect(201);
        for (Screen screen : Screen.values()) {
            String name = "notes-" + screen.name().toLowerCase(Locale.ROOT);
            try (Page page = at(screen)) {
                checks.add(Chromium.sound(page, name));
                if (page.locator(".notes").isHidden()) {
                    page.locator("[data-notes-toggle]").click();
                    checks.add(Chromium.sound(page, name + "-open"));
                }
                page.navigate(school.origin() + "/learning/notes");
                checks.add(Chromium.sound(page, name + "-all"));
                page.navigate(school.origin() + "/learning/notes?lang=ru");
                checks.add(Chromium.sound(page, name + "-all-ru"));
            }
        }
        assertAll(checks);
    }

    @Test
    void theWholeOfItIsDoneByKeyboard() {
        try (Page page = at(Screen.DESKTOP)) {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New note"))
                    .focus();
            page.keyboard().press("Enter");
            page.keyboard().type("Typed");
            assertThat(state(page)).hasText(SAVED);
            page.keyboard().press("Tab");
            assertThat(page.locator("[data-note-remove]")).isFocused();
            page.keyboard().press("Enter");
            assertThat(notes(page)).hasCount(0);
            assertTrue(
                    page.locator("#notes")
                            .evaluate("one => one === document.activeElement")
                            .equals(true));
        }
    }
}
