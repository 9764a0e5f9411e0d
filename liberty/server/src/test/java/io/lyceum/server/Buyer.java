package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody who buys at a school and pays on Stripe's page. */
final class Buyer {

    static final String GOOD_CARD = "4242424242424242";

    /** Can be kept, and every later charge is declined. */
    static final String LATER_DECLINED_CARD = "4000000000000341";

    private static final Duration SOON = Duration.ofSeconds(60);

    final String email;
    final UUID person;
    final Browser browser = new Browser();
    private final SampleSchool school;

    /** Somebody new, signed in without their realm being asked. */
    Buyer(SampleSchool school) {
        this.school = school;
        this.person = UUID.randomUUID();
        this.email = "buyer-" + person + "@" + school.slug + ".example";
        String token = UUID.randomUUID().toString();
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into person (tenant_id, id, subject, email, name, role, active, created_at)
                    values (?, ?, ?, ?, 'Berta Buyer', 'LEARNER', true, now())
                    """,
                    school.id,
                    person,
                    person.toString(),
                    email);
            Stack.execute(
                    connection,
                    """
                    insert into session
                        (tenant_id, id, token_hash, person_id, id_token, refresh_token, access_expires_at,
                         created_at, expires_at)
                    values (?, gen_random_uuid(), ?, ?, '', '', now() + interval '1 hour', now(),
                        now() + interval '1 hour')
                    """,
                    school.id,
                    hash(token),
                    person);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        browser.setCookie(school.origin().replaceFirst("https?://", ""), "lyceum_session", token);
    }

    private static String hash(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer page(String path) {
        return browser.get(school.origin() + path);
    }

    /** Presses the button of a checkout page; redirects are not followed. */
    Answer buy(String pathWithQuery) {
        Answer page = page(pathWithQuery).expect(200);
        String path = pathWithQuery.replaceFirst("\\?.*", "");
        return browser.submit(page, Browser.form(page, path), Map.of());
    }

    /** Begins to pay; answers where. */
    String checkout(String pathWithQuery) {
        return buy(pathWithQuery).expect(303).header("Location").orElseThrow();
    }

    /** Pays on Stripe's page; answers where it leads. */
    Answer pay(String checkout, String card) {
        return pay(browser, email, checkout, card);
    }

    /** The same, for somebody without an account. */
    static Answer pay(Browser browser, String email, String checkout, String card) {
        return pay(browser, email, checkout, card, "pay");
    }

    /**
     * The same, with a button of that page.
     *
     * @param action {@code pay}, or {@code tax} to have the tax worked out
     */
    static Answer pay(Browser browser, String email, String checkout, String card, String action) {
        Answer page = browser.get(checkout).expect(200);
        Map<String, String> filled = new HashMap<>();
        filled.put("email", email);
        filled.put("method", "card");
        filled.put("number", card);
        filled.put("expiry", "12 / 34");
        filled.put("cvc", "123");
        filled.put("name", "Berta Buyer");
        filled.put("country", "DE");
        filled.put("postal_code", "10115");
        filled.put("action", action);
        return browser.submit(page, Browser.form(page, "/pay/"), filled);
    }

    /** Buys and pays; answers the page afterwards. */
    Answer paid(String pathWithQuery) {
        return browser.follow(pay(checkout(pathWithQuery), GOOD_CARD)).expect(200);
    }

    /** Sends a form of the page of subscriptions. */
    Answer manage(String action) {
        Answer page = page("/subscriptions").expect(200);
        return browser.follow(browser.submit(page, Browser.form(page, "/" + action), Map.of()));
    }

    /** Whether they may learn it. */
    boolean has(SampleSchool.SampleCourse course) {
        String start = school.origin() + "/courses/" + course.slug() + "/continue";
        return browser.once(start).status() == 303;
    }

    /** The latest order. */
    JsonNode order() {
        return orders().path(0).path("order");
    }

    JsonNode orders() {
        return school.as("OWNER").get("/orders?q=" + email).expect(200).json().path("items");
    }

    JsonNode awaitOrder(String status) {
        return Stack.eventually(
                "an order that is " + status,
                SOON,
                () -> Optional.of(order()).filter(o -> o.path("status").asText().equals(status)));
    }

    JsonNode subscription() {
        return school.as("OWNER")
                .get("/subscriptions?q=" + email)
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("subscription");
    }

    JsonNode awaitSubscription(String status) {
        return Stack.eventually(
                "a subscription that is " + status,
                SOON,
                () ->
                        Optional.of(subscription())
                                .filter(s -> s.path("status").asText().equals(status)));
    }
}
