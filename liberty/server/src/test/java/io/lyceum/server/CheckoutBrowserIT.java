package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** A guest buys, as a browser shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Sales
class CheckoutBrowserIT {

    private final SampleSchool school = SampleSchool.withPeople("Rowan");
    private Chromium chromium;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
    }

    private static Page.LocatorOptions containing(String words) {
        return new Page.LocatorOptions().setHasText(words);
    }

    @AfterAll
    void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aGuestSeesTheTaxTakesSomethingAlongAndPays() {
        Api owner = school.as("OWNER");
        String tag = owner.get("/taxes").expect(200).header("ETag").orElseThrow();
        owner.put("/taxes", tag, Map.of("mode", "TABLE", "prices", "ADDED")).expect(200);
        owner.post(
                        "/taxes/registrations",
                        Map.of("country", "DE", "scheme", "EU_ONE_STOP", "since", "2026-01-01"))
                .expect(201);
        SampleCourse course = Sales.priced(school, 10_000);
        SampleCourse more = Sales.priced(school, 5_000);
        String product =
                Api.id(
                        owner.post(
                                        "/products",
                                        Map.of(
                                                "title",
                                                "Forty exercises",
                                                "scope",
                                                "COURSES",
                                                "courses",
                                                List.of(more.id())))
                                .expect(201));
        String offer =
                Api.id(
                        owner.post(
                                        "/products/" + product + "/offers",
                                        Map.of(
                                                "kind",
                                                "ONCE",
                                                "currency",
                                                "EUR",
                                                "priceMinor",
                                                2_000,
                                                "extraText",
                                                "Practise until it sits."))
                                .expect(201));
        owner.post("/offers/" + offer + "/publish", Map.of()).expect(200);
        String email = "gina-" + System.nanoTime() + "@" + school.slug + ".example";
        String path = "/courses/" + course.slug();
        List<Executable> checks = new ArrayList<>();

        for (Screen screen : List.of(Screen.PHONE, Screen.PHONE_AT_NIGHT, Screen.DESKTOP)) {
            String name = screen.name().toLowerCase(Locale.ROOT) + "-guest-checkout";
            try (Page page = chromium.page(screen)) {
                page.navigate(school.origin() + path);
                page.click("a[href='" + path + "/checkout']");
                page.waitForLoadState();
                page.fill("#name", "Gina Guest");
                page.fill("#email", email);
                page.selectOption("#country", "DE");
                assertThat(page.locator(".bill")).containsText("€119");
                page.check("input[name=extra]");
                assertThat(page.locator(".bill-total")).containsText("€142.80");
                assertEquals(email, page.inputValue("#email"), "nothing that was typed is lost");
                checks.add(Chromium.sound(page, name));
                if (screen == Screen.DESKTOP) {
                    page.click("button[value=pay]");
                    page.waitForURL(url -> url.startsWith(Stack.RUNNING.stripeUrl()));
                    OffersBrowserIT.pay(page);
                    page.waitForURL(url -> url.contains("/orders/"));
                    // It looks again by itself while the account is under way.
                    page.locator(".order-card", containing("sent a mail to " + email)).waitFor();
                    checks.add(Chromium.sound(page, "guest-order"));
                }
            }
        }
        Mail.await(email, "the way in", mail -> mail.link("action-token").isPresent());
        assertAll(checks);
    }
}
