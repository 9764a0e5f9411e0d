package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** The learner's pages in a real browser: on a desk and on a phone, by keyboard, checked by axe. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnerBrowserIT {

    private static final Map<String, int[]> SCREENS =
            Map.of("desktop", new int[] {1280, 860}, "phone", new int[] {390, 844});

    private final SampleSchool school = TwoSchools.ready().b;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void openBrowser() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(
                                                Path.of(
                                                        System.getenv()
                                                                .getOrDefault(
                                                                        "LYCEUM_CHROMIUM",
                                                                        "/usr/bin/chromium")))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run")));
    }

    @AfterAll
    void closeBrowser() {
        playwright.close();
    }

    private Page page(String screen) {
        int[] size = SCREENS.get(screen);
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions().setViewportSize(size[0], size[1]));
        return context.newPage();
    }

    /** Serious and critical findings of axe, and whether the page runs over its edge. */
    private static Executable sound(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots", name + ".png")));
        List<String> found = new ArrayList<>();
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
            if (List.of("serious", "critical").contains(rule.getImpact())) {
                found.add(
                        rule.getId()
                                + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .limit(3)
                                        .toList());
            }
        }
        boolean fits =
                (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1");
        if (!fits) {
            found.add("scrolls sideways");
        }
        return () -> assertEquals(List.of(), found, name);
    }

    private void signIn(Page page, String role) {
        page.navigate(school.origin() + "/sign-in?return=/profile");
        page.fill("input[name=username]", school.email(role));
        page.fill("input[name=password]", SampleSchool.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(school.origin() + "/profile");
    }

    @Test
    void whatVisitorsSeeIsSoundOnDeskAndPhone() {
        List<Executable> checks = new ArrayList<>();
        for (String screen : SCREENS.keySet()) {
            try (Page page = page(screen)) {
                for (String path :
                        List.of("", "courses", "courses/" + school.course().slug(), "verify")) {
                    page.navigate(school.origin() + "/" + path);
                    checks.add(
                            sound(
                                    page,
                                    screen
                                            + "-"
                                            + (path.isEmpty()
                                                    ? "home"
                                                    : path.replaceAll("/.*", "-one"))));
                }
                page.navigate(school.origin() + "/sign-in");
                checks.add(sound(page, screen + "-sign-in"));
            }
        }
        assertAll(checks);
    }

    @Test
    void aLearnerGoesThroughACourseByKeyboard() {
        List<Executable> checks = new ArrayList<>();
        try (Page page = page("desktop")) {
            signIn(page, "LEARNER");
            page.navigate(school.origin() + "/courses/" + school.course().slug());
            page.locator("form[action$='/enrol'] button").first().focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/lessons/**");
            checks.add(sound(page, "desktop-lesson"));
            page.setViewportSize(390, 844);
            checks.add(sound(page, "phone-lesson"));
            page.setViewportSize(1280, 860);
            for (int i = 0; i < school.course().lessons().size(); i++) {
                String before = page.url();
                page.locator("form[action$='/complete'] button").first().focus();
                page.keyboard().press("Enter");
                page.waitForURL(url -> !url.equals(before));
            }
            assertTrue(page.url().endsWith("/completed"), page.url());
            checks.add(sound(page, "desktop-completed"));
            page.setViewportSize(390, 844);
            checks.add(sound(page, "phone-completed"));
        }
        assertAll(checks);
    }

    @Test
    void theBackOfficesFirstPageIsSoundOnDeskAndPhone() {
        List<Executable> checks = new ArrayList<>();
        for (String screen : SCREENS.keySet()) {
            try (Page page = page(screen)) {
                signIn(page, "OWNER");
                page.navigate(school.origin() + "/manage");
                checks.add(sound(page, screen + "-manage"));
            }
        }
        assertAll(checks);
    }
}
