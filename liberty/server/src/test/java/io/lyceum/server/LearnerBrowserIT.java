package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lyceum.server.Chromium.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** The learner's pages in a real browser: on a desk and on a phone, by keyboard, checked by axe. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class LearnerBrowserIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private Chromium chromium;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void whatVisitorsSeeIsSoundOnDeskAndPhone() {
        List<Executable> checks = new ArrayList<>();
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE, Screen.PHONE_AT_NIGHT)) {
            try (Page page = chromium.page(screen)) {
                for (String path :
                        List.of("", "courses", "courses/" + school.course().slug(), "verify")) {
                    page.navigate(school.origin() + "/" + path);
                    checks.add(
                            Chromium.sound(
                                    page,
                                    screen.name().toLowerCase(Locale.ROOT)
                                            + "-"
                                            + (path.isEmpty()
                                                    ? "home"
                                                    : path.replaceAll("/.*", "-one"))));
                }
                page.navigate(school.origin() + "/sign-in");
                checks.add(
                        Chromium.sound(page, screen.name().toLowerCase(Locale.ROOT) + "-sign-in"));
            }
        }
        assertAll(checks);
    }

    @Test
    void aPageThatIsNotSoundIsNoticed() {
        try (Page page = chromium.page(Screen.DESKTOP)) {
            page.setContent(
                    "<html lang='en'><title>Unsound</title><main><img src='data:,'></main></html>");
            AssertionError noticed =
                    assertThrows(AssertionError.class, Chromium.sound(page, "unsound"));
            assertTrue(noticed.getMessage().contains("image-alt"), noticed.getMessage());
        }
    }

    @Test
    void eachLanguageHasAnAddressOfItsOwn() {
        try (Page page = chromium.page(Screen.DESKTOP)) {
            page.navigate(school.origin() + "/courses");
            Map<String, String> addresses = new TreeMap<>();
            for (Locator link : page.locator("link[rel=alternate][hreflang]").all()) {
                addresses.put(link.getAttribute("hreflang"), link.getAttribute("href"));
            }
            assertTrue(addresses.keySet().containsAll(List.of("en", "ru")), addresses::toString);
            addresses.forEach(
                    (language, address) -> {
                        page.navigate(address);
                        assertEquals(language, page.locator("html").getAttribute("lang"), address);
                    });
        }
    }

    @Test
    void aLearnerGoesThroughACourseByKeyboard() {
        List<Executable> checks = new ArrayList<>();
        try (Page page = chromium.page(Screen.DESKTOP)) {
            Chromium.signIn(page, school.origin(), school.email("LEARNER"), SampleSchool.PASSWORD);
            page.navigate(school.origin() + "/courses/" + school.course().slug());
            page.locator("form[action$='/enrol'] button").first().focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/lessons/**");
            checks.add(Chromium.sound(page, "desktop-lesson"));
            page.setViewportSize(390, 844);
            checks.add(Chromium.sound(page, "phone-lesson"));
            page.setViewportSize(1280, 860);
            for (int i = 0; i < school.course().lessons().size(); i++) {
                String before = page.url();
                page.locator("form[action$='/complete'] button").first().focus();
                page.keyboard().press("Enter");
                page.waitForURL(url -> !url.equals(before));
            }
            assertTrue(page.url().endsWith("/completed"), page.url());
            checks.add(Chromium.sound(page, "desktop-completed"));
            page.setViewportSize(390, 844);
            checks.add(Chromium.sound(page, "phone-completed"));
        }
        assertAll(checks);
    }
}
