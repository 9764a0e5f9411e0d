package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

/** A bundle is bought with a coupon and paid back, and a membership begun, as a browser does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Sales
class OffersBrowserIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api api = school.as("OWNER");
    private final String email = "member-" + System.nanoTime() + "@" + school.slug + ".example";
    private Chromium chromium;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        Stack.RUNNING.account(school.slug, email, "Mia Member", SampleSchool.PASSWORD);
        new Api(school.origin(), () -> Stack.token(school.slug, email, SampleSchool.PASSWORD))
                .get("/people/me")
                .expect(200);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    static void pay(Page page) {
        page.waitForURL(url -> url.startsWith(Stack.RUNNING.stripeUrl()));
        Map.of("number", Buyer.GOOD_CARD, "expiry", "12 / 34", "cvc", "123", "name", "Mia Member")
                .forEach((field, value) -> page.fill("[name=" + field + "]", value));
        page.fill("[name=postal_code]", "10115");
        page.click("button[value=pay]");
        page.waitForURL(url -> url.contains("/orders/"));
    }

    private JsonNode offer(Map<String, Object> product, Map<String, Object> offer) {
        String made = Api.id(api.post("/products", product).expect(201));
        JsonNode added = api.post("/products/" + made + "/offers", offer).expect(201).json();
        api.post("/offers/" + added.path("id").asText() + "/publish", Map.of()).expect(200);
        return added;
    }

    @Test
    void aBundleIsBoughtWithACouponAndPaidBackAndAMembershipIsBegun() {
        SampleCourse course = Sales.priced(school, 4900);
        JsonNode bundle =
                offer(
                        Map.of(
                                "title",
                                "Bench and box " + System.nanoTime(),
                                "scope",
                                "COURSES",
                                "courses",
                                List.of(course.id())),
                        Map.of("kind", "ONCE", "currency", "EUR", "priceMinor", 6000));
        JsonNode membership =
                offer(
                        Map.of(
                                "title",
                                "Member " + System.nanoTime(),
                                "scope",
                                "SCHOOL",
                                "features",
                                List.of("All courses", "Certificates")),
                        Map.of(
                                "kind",
                                "SUBSCRIPTION",
                                "currency",
                                "EUR",
                                "priceMinor",
                                999,
                                "period",
                                "MONTH",
                                "featured",
                                true));
        String code = "B" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
        JsonNode coupon =
                api.post(
                                "/coupons",
                                Map.of(
                                        "name",
                                        "Spring",
                                        "code",
                                        code,
                                        "kind",
                                        "PERCENT",
                                        "basisPoints",
                                        2500))
                        .expect(201)
                        .json();
        String member = chromium.signedIn(school.origin(), email, SampleSchool.PASSWORD);
        String owner =
                chromium.signedIn(school.origin(), school.email("OWNER"), SampleSchool.PASSWORD);
        String checkout = "/offers/" + bundle.path("slug").asText() + "/checkout";
        List<Executable> checks = new ArrayList<>();
        String order;
        try (Page page = chromium.page(Screen.DESKTOP, member)) {
            page.navigate(school.origin() + "/pricing");
            page.click("a[href='" + checkout + "']");
            page.click("details:has(#code) summary");
            page.fill("#code", "nosuch");
            page.click("details:has(#code) button");
            assertThat(page.locator(".notice.critical")).containsText("There is no coupon NOSUCH");
            page.fill("#code", code.toLowerCase(Locale.ROOT));
            page.click("details:has(#code) button");
            assertThat(page.locator(".bill")).containsText("Spring");
            checks.add(Chromium.sound(page, "desktop-checkout"));
            page.click("button[value=pay]");
            pay(page);
            assertTrue(page.content().contains("open to you"), page.content());
            order = page.url().replaceFirst("\\?.*", "");
            page.navigate(school.origin() + "/courses/" + course.slug() + "/continue");
            page.waitForURL(url -> url.contains("/lessons/"));
            Mail.await(email, "the receipt", mail -> mail.says("Your receipt"));

            page.navigate(
                    school.origin() + "/offers/" + membership.path("slug").asText() + "/checkout");
            page.click("button[value=pay]");
            pay(page);
            page.navigate(school.origin() + "/subscriptions");
            assertTrue(page.content().contains("The next payment is on"), page.content());
        }
        String seats = seatsOf(course, member);
        String product = "/manage/products/" + bundle.path("product").asText();
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE, Screen.PHONE_AT_NIGHT)) {
            String name = screen.name().toLowerCase(Locale.ROOT);
            try (Page page = chromium.page(screen, member)) {
                for (String path : List.of("/pricing", "/subscriptions", checkout, seats)) {
                    page.navigate(school.origin() + path);
                    checks.add(
                            Chromium.sound(
                                    page,
                                    name
                                            + path.replaceAll("[0-9a-f-]{36}", "seats")
                                                    .replace('/', '-')));
                }
            }
            try (Page page = chromium.page(screen, owner)) {
                for (String path :
                        List.of(
                                "/manage/products",
                                product,
                                product + "/offers/" + bundle.path("id").asText(),
                                "/manage/coupons",
                                "/manage/coupons/" + coupon.path("id").asText(),
                                "/manage/subscriptions",
                                "/manage" + seats)) {
                    page.navigate(school.origin() + path);
                    checks.add(
                            Chromium.sound(
                                    page,
                                    name
                                            + path.replaceAll("[0-9a-f-]{36}", "one")
                                                    .replace('/', '-')));
                }
            }
        }
        try (Page page = chromium.page(Screen.DESKTOP, owner)) {
            page.navigate(order.replace("/orders/", "/manage/orders/"));
            page.click("form[action$='/refund'] button");
            page.waitForLoadState();
        }
        try (Page page = chromium.page(Screen.DESKTOP, member)) {
            page.navigate(order);
            assertTrue(page.content().contains("Paid back"), page.content());
        }
        assertAll(checks);
    }

    /** Buys seats and invites somebody to one; answers the path of the order. */
    private String seatsOf(SampleCourse course, String member) {
        try (Page page = chromium.page(Screen.PHONE, member)) {
            page.navigate(
                    school.origin()
                            + "/courses/"
                            + course.slug()
                            + "/checkout?others=on&quantity=5");
            page.click("button[value=pay]");
            pay(page);
            page.fill("#emails", "ada." + school.slug + "@lyceum.test\nnobody@");
            page.click(".seats-form button");
            assertThat(page.locator(".seats .notice.critical")).containsText("nobody@");
            page.fill("#emails", "ada." + school.slug + "@lyceum.test");
            page.click(".seats-form button");
            assertThat(page.locator(".seats .notice.positive")).containsText("on its way");
            return page.url().replaceFirst(".*(/orders/[0-9a-f-]{36}).*", "$1");
        }
    }
}
