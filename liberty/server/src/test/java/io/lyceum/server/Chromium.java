package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** The machine's Chromium, driven as a person would, and what is looked at on every page. */
final class Chromium implements AutoCloseable {

    /** A screen that pages are looked at on. */
    enum Screen {
        DESKTOP(1280, 860, ColorScheme.LIGHT),
        TABLET(1024, 768, ColorScheme.LIGHT),
        PHONE(390, 844, ColorScheme.LIGHT),
        PHONE_AT_NIGHT(390, 844, ColorScheme.DARK);

        final int width;
        final int height;
        private final ColorScheme scheme;

        Screen(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String executable = System.getenv().getOrDefault("LYCEUM_CHROMIUM", "/usr/bin/chromium");
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of(executable))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run")));
    }

    @Override
    public void close() {
        playwright.close();
    }

    /** A page of a person who was never here before. */
    Page page(Screen screen) {
        return page(screen, "");
    }

    /**
     * A page of a person who is signed in already.
     *
     * @param state what {@link #signedIn} gave
     */
    Page page(Screen screen, String state) {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions()
                        .setViewportSize(screen.width, screen.height)
                        .setColorScheme(screen.scheme);
        if (!state.isEmpty()) {
            options.setStorageState(state);
        }
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    /** Who writes lessons here likes Markdown better than rich text. */
    static void inMarkdown(Page page) {
        page.context().addInitScript("localStorage.setItem('lyceum-editor', 'markdown')");
    }

    /** Signs a person in at an origin; the answer lets {@link #page} go on from there. */
    String signedIn(String origin, String email, String password) {
        try (Page page = page(Screen.DESKTOP)) {
            signIn(page, origin, email, password);
            return page.context().storageState();
        }
    }

    static void signIn(Page page, String origin, String email, String password) {
        page.navigate(origin + "/sign-in?return=/");
        page.fill("input[name=username]", email);
        page.fill("input[name=password]", password);
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.startsWith(origin + "/"));
    }

    /**
     * Serious and critical findings of axe, and whether the page runs over its edge. A picture of
     * the page stays in {@code target/screenshots}.
     */
    static Executable sound(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots", name + ".png")));
        List<String> found = new ArrayList<>();
        for (Rule rule : axe(page).analyze().getViolations()) {
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
        if (!fits(page)) {
            found.add("scrolls sideways");
        }
        return () -> assertEquals(List.of(), found, name);
    }

    /** In one page, without frames of others, and without telling what is well. */
    private static AxeBuilder axe(Page page) {
        AxeRunOptions violations = new AxeRunOptions();
        violations.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(violations).setLegacyMode(true);
    }

    /** Whether nothing of the page lies beyond its right edge. */
    static boolean fits(Page page) {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1");
    }
}
