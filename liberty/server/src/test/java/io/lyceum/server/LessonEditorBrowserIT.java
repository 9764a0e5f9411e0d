package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** No character that was typed into a lesson is lost, whatever happens to the page around it. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LessonEditorBrowserIT {

    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Quill");
    private static final Pattern KEPT = Pattern.compile("^Kept at .*");

    private Chromium chromium;
    private String teacher;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        teacher =
                chromium.signedIn(SCHOOL.origin(), SCHOOL.email("TEACHER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    /** The address of a lesson that no other test writes. */
    private static String lesson() {
        SampleCourse course = SCHOOL.publish("Typed " + System.nanoTime());
        return SCHOOL.origin()
                + "/manage/courses/"
                + course.id()
                + "/lessons/"
                + course.lessons().get(0);
    }

    private Page at(String lesson) {
        Page page = chromium.page(Screen.DESKTOP, teacher);
        Chromium.inMarkdown(page);
        page.navigate(lesson);
        return page;
    }

    private static Locator text(Page page) {
        return page.locator("#markdown");
    }

    private static Locator state(Page page) {
        return page.locator("[data-draft-state]");
    }

    private static void type(Page page, String words) {
        text(page).focus();
        page.keyboard().press("Control+End");
        text(page).pressSequentially(words);
    }

    @Test
    void whatIsTypedIsThereOnAnotherDeviceWithoutSaving() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            type(page, " First the blank is mounted.");
            assertThat(state(page)).hasText(KEPT);
        }
        try (Page page = at(lesson)) {
            assertThat(text(page))
                    .hasValue(Pattern.compile(".*First the blank is mounted\\.", Pattern.DOTALL));
            type(page, " Then it is turned.");
            assertThat(state(page)).hasText(KEPT);
            page.reload();
            assertThat(text(page)).hasValue(Pattern.compile(".*turned\\.", Pattern.DOTALL));
            page.locator(".page-head button.is-primary").click();
            page.waitForURL(url -> url.contains("/lessons/"));
            assertThat(page.locator("body")).containsText("The lesson was saved");
            page.navigate(SCHOOL.origin() + "/manage");
            assertFalse(page.content().contains(lesson.substring(SCHOOL.origin().length())));
        }
    }

    @Test
    void aPageThatGoesAtOnceTakesTheLastCharacterAlong() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            type(page, " Gone at once!");
            page.navigate("about:blank");
            page.navigate(lesson);
            assertThat(text(page)).hasValue(Pattern.compile(".*Gone at once!", Pattern.DOTALL));
        }
    }

    @Test
    void aPageThatIsLoadedAnewAtOnceGoesOnWhereItWas() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            for (String words : List.of(" One.", " Two.", " Three.")) {
                type(page, words);
                page.reload();
                assertThat(text(page))
                        .hasValue(
                                Pattern.compile(".*" + words.replace(".", "\\."), Pattern.DOTALL));
            }
            type(page, " Four.");
            assertThat(state(page)).hasText(KEPT);
            assertThat(text(page))
                    .hasValue(Pattern.compile(".* One\\. Two\\. Three\\. Four\\.", Pattern.DOTALL));
        }
    }

    @Test
    void withoutAConnectionItIsKeptOnTheDeviceAndSentWhenThereIsOne() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            page.context().setOffline(true);
            type(page, " Written in a tunnel.");
            assertThat(state(page)).containsText("No connection");
            page.context().setOffline(false);
            assertThat(state(page)).hasText(KEPT);
        }
        try (Page page = at(lesson)) {
            assertThat(text(page)).hasValue(Pattern.compile(".*tunnel\\.", Pattern.DOTALL));
        }
    }

    @Test
    void whatTheServerNeverGotIsOfferedByTheDevice() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            page.route("**/draft", Route::abort);
            type(page, " While the server was down.");
            assertThat(state(page)).containsText("No connection");
            page.reload();
            page.locator("[data-draft-take]").click();
            assertThat(text(page))
                    .hasValue(Pattern.compile(".*While the server was down\\.", Pattern.DOTALL));
        }
    }

    @Test
    void whatIsDiscardedAtOnceStaysAwayAndComesBackWhenItIsUndone() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            String before = text(page).inputValue();
            type(page, " Not meant.");
            page.locator(".save-bar button[formaction]").click();
            assertThat(page.locator("body")).containsText("was thrown away");
            assertThat(text(page)).hasValue(before);
            page.reload();
            assertThat(text(page)).hasValue(before);
            page.goBack();
            page.navigate(lesson);
            assertThat(text(page)).hasValue(before);
            type(page, " Meant.");
            page.locator(".save-bar button[formaction]").click();
            page.locator(".toast-action").click();
            assertThat(text(page)).hasValue(before + " Meant.");
        }
    }

    @Test
    void whatIsRefusedIsKeptAllTheSame() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            type(page, " Right words, wrong minutes.");
            page.fill("[name=minutes]", "7000");
            page.evaluate("document.querySelector('#lesson').noValidate = true");
            page.locator(".page-head button.is-primary").click();
            assertThat(page.locator("body")).containsText("minutes");
            assertThat(text(page)).hasValue(Pattern.compile(".*wrong minutes\\.", Pattern.DOTALL));
            page.navigate("about:blank");
            page.navigate(lesson);
            assertThat(text(page)).hasValue(Pattern.compile(".*wrong minutes\\.", Pattern.DOTALL));
            assertThat(page.locator("[name=minutes]")).hasValue("7000");
        }
    }

    @Test
    void aTitleAloneIsKeptToo() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            page.context().setOffline(true);
            page.fill("[name=title]", "Another title");
            assertThat(state(page)).containsText("No connection");
            page.context().setOffline(false);
            page.reload();
            assertThat(page.locator("[name=title]")).hasValue("Another title");
        }
    }

    @Test
    void twoWindowsKeepTheirTextApart() {
        String lesson = lesson();
        try (Page first = at(lesson);
                Page second = first.context().newPage()) {
            second.navigate(lesson);
            type(first, " From the first window.");
            assertThat(state(first)).hasText(KEPT);
            type(second, " From the second window.");
            assertThat(state(second)).containsText("another window");
            second.reload();
            assertThat(text(second))
                    .hasValue(Pattern.compile(".*From the first window\\.", Pattern.DOTALL));
            second.locator("[data-draft-take]").click();
            assertThat(text(second))
                    .hasValue(Pattern.compile(".*From the second window\\.", Pattern.DOTALL));
        }
    }

    @Test
    void versionsAreComparedAndSaidAgainByKeyboard() {
        String lesson = lesson();
        List<Executable> checks = new ArrayList<>();
        try (Page page = at(lesson)) {
            for (String words : List.of("People bow.", "People shake hands.")) {
                text(page).fill(words);
                page.keyboard().press("Control+s");
                assertThat(page.locator("body")).containsText("The lesson was saved");
                page.navigate(lesson);
            }
            page.navigate(lesson + "/versions");
            page.locator(".versions a").nth(1).focus();
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.matches(".*/versions/\\d+$"));
            page.locator(".versions-sides a").nth(1).focus();
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains("against=now"));
            assertThat(page.locator(".diff mark").first()).hasText("bow");
            String version = page.url();
            for (Screen screen : Screen.values()) {
                try (Page seen = chromium.page(screen, teacher)) {
                    seen.navigate(version);
                    checks.add(
                            Chromium.sound(seen, screen.name().toLowerCase() + "-lesson-version"));
                }
            }
            page.locator("form[action$='/restore'] button").focus();
            page.keyboard().press("Enter");
            page.waitForURL(lesson);
            assertThat(text(page)).hasValue("People bow.");
        }
        assertAll(checks);
    }
}
