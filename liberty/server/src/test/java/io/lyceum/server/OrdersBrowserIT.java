package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A course is bought and paid back, as a browser does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Sales
class OrdersBrowserIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private final String email = "shopper-" + System.nanoTime() + "@" + school.slug + ".example";
    private Chromium chromium;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        Stack.RUNNING.account(school.slug, email, "Sam Shopper", SampleSchool.PASSWORD);
        new Api(school.origin(), () -> Stack.token(school.slug, email, SampleSchool.PASSWORD))
                .get("/people/me")
                .expect(200);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private static void pay(Page page, String card) {
        Map.of("number", card, "expiry", "12 / 34", "cvc", "123", "name", "Sam Shopper")
                .forEach((field, value) -> page.fill("[name=" + field + "]", value));
        page.fill("[name=postal_code]", "10115");
        page.click("button[value=pay]");
        page.waitForLoadState();
    }

    @Test
    void aCourseIsBoughtAndPaidBack() {
        SampleCourse course = Sales.priced(school, 4900);
        String buyer = chromium.signedIn(school.origin(), email, SampleSchool.PASSWORD);
        String owner =
                chromium.signedIn(school.origin(), school.email("OWNER"), SampleSchool.PASSWORD);
        List<Executable> checks = new ArrayList<>();
        String order;
        int clicks = 0;
        try (Page page = chromium.page(Screen.DESKTOP, buyer)) {
            page.navigate(school.origin() + "/courses/" + course.slug());
            page.click("form[action$='/checkout'] button");
            clicks++;
            page.waitForURL(url -> url.startsWith(Stack.RUNNING.stripeUrl()));
            pay(page, "4000000000000002");
            clicks++;
            assertTrue(
                    page.content().contains("declined"), "a card that is declined may be changed");
            pay(page, "4242424242424242");
            clicks++;
            page.waitForURL(url -> url.contains("/orders/"));
            assertTrue(page.content().contains("The course is yours"), page.content());
            order = page.url().replaceFirst("\\?.*", "");
            page.click("a[href$='/continue']");
            clicks++;
            page.waitForURL(url -> url.contains("/lessons/"));
        }
        System.out.println(
                "from a course's page through a declined card to its lesson: "
                        + clicks
                        + " clicks");
        assertEquals(4, clicks);
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE, Screen.PHONE_AT_NIGHT)) {
            String name = screen.name().toLowerCase(Locale.ROOT);
            try (Page page = chromium.page(screen, buyer)) {
                page.navigate(order);
                checks.add(Chromium.sound(page, name + "-order"));
                page.navigate(school.origin() + "/orders");
                checks.add(Chromium.sound(page, name + "-orders"));
            }
            try (Page page = chromium.page(screen, owner)) {
                page.navigate(school.origin() + "/manage/orders");
                checks.add(Chromium.sound(page, name + "-manage-orders"));
                page.navigate(order.replace("/orders/", "/manage/orders/"));
                checks.add(Chromium.sound(page, name + "-manage-order"));
            }
        }
        assertAll(checks);

        try (Page page = chromium.page(Screen.DESKTOP, owner)) {
            page.navigate(order.replace("/orders/", "/manage/orders/"));
            page.click("form[action$='/refund'] button");
            page.waitForLoadState();
            assertTrue(page.content().contains("The course goes"), page.content());
        }
        try (Page page = chromium.page(Screen.DESKTOP, buyer)) {
            page.navigate(order);
            assertTrue(page.content().contains("Paid back"), page.content());
            page.navigate(school.origin() + "/courses/" + course.slug());
            assertTrue(page.content().contains("Buy this course"), "it is closed again");
        }
    }
}
