package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody new in a school who buys courses on Stripe's page. */
final class Shopper {

    static final String GOOD_CARD = "4242424242424242";

    private static final Duration SOON = Duration.ofSeconds(40);

    final String email;

    private final SampleSchool school;
    private final Api owner;
    private final Browser browser = new Browser();
    private final Api api;

    Shopper(SampleSchool school) {
        this.school = school;
        this.owner = school.as("OWNER");
        this.email = "shopper-" + System.nanoTime() + "@" + school.slug + ".example";
        this.api =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));
        Stack.RUNNING.account(school.slug, email, "Sam Shopper", SampleSchool.PASSWORD);
        browser.signIn(school.origin(), "/profile", email, SampleSchool.PASSWORD).expect(200);
    }

    /** Presses "buy"; answers what comes of it, redirects not followed. */
    Answer press(SampleCourse course) {
        Answer page = browser.get(school.origin() + "/courses/" + course.slug()).expect(200);
        return browser.submit(page, Browser.form(page, "/checkout"), Map.of());
    }

    /** Pays on Stripe's page; answers where it leads. */
    Answer pay(String checkout, String card) {
        Answer page = browser.get(checkout).expect(200);
        return browser.submit(
                page,
                Browser.form(page, "/pay/"),
                Map.of(
                        "email", email,
                        "method", "card",
                        "number", card,
                        "expiry", "12 / 34",
                        "cvc", "123",
                        "name", "Sam Shopper",
                        "country", "DE",
                        "postal_code", "10115",
                        "action", "pay"));
    }

    Answer comeBack(Answer from) {
        return browser.follow(from);
    }

    /** Buys a course and comes back from Stripe's page. */
    JsonNode buys(SampleCourse course) {
        comeBack(pay(press(course).expect(303).header("Location").orElseThrow(), GOOD_CARD))
                .expect(200);
        return await(course, "PAID");
    }

    boolean has(SampleCourse course) {
        return api.get("/enrolments").expect(200).body().contains(course.id());
    }

    /** All orders, the latest first. */
    List<JsonNode> orders() {
        return owner.get("/orders?limit=100&q=" + email).expect(200).json().findValues("order");
    }

    /** The latest order of a course. */
    Optional<JsonNode> order(SampleCourse course) {
        return orders().stream()
                .filter(order -> order.path("course").toString().contains(course.id()))
                .findFirst();
    }

    JsonNode await(SampleCourse course, String status) {
        return Stack.eventually(
                "an order that is " + status,
                SOON,
                () -> order(course).filter(o -> o.path("status").asText().equals(status)));
    }
}
