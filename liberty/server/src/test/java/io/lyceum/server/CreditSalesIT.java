package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AI credits that are bought, and those that come with memberships. */
@Beside.Sales
class CreditSalesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long FREE = 50;

    /** Its months pass by test clocks, so its books are of days that have not come. */
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Juniper");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");

    @AfterEach
    void stripeIsAsUsual() {
        Sales.control("DELETE", "webhooks", Map.of());
        Sales.control("DELETE", "faults", Map.of());
    }

    private String product(Map<String, Object> body) {
        Map<String, Object> all = new HashMap<>(Map.of("title", "Credits " + System.nanoTime()));
        all.putAll(body);
        return Api.id(owner.post("/products", all).expect(201));
    }

    /** An offer on sale; answers the path of its checkout. */
    private String offer(String product, Map<String, Object> body) {
        Map<String, Object> all = new HashMap<>(Map.of("kind", "ONCE", "currency", "EUR"));
        all.putAll(body);
        JsonNode made = owner.post("/products/" + product + "/offers", all).expect(201).json();
        owner.post("/offers/" + made.path("id").asText() + "/publish", Map.of()).expect(200);
        return "/offers/" + made.path("slug").asText() + "/checkout";
    }

    private String pack(int credits) {
        return offer(
                product(Map.of("scope", "CREDITS", "credits", credits)), Map.of("priceMinor", 900));
    }

    private static Map<String, Object> monthly(int minor) {
        return Map.of("kind", "SUBSCRIPTION", "priceMinor", minor, "period", "MONTH");
    }

    private JsonNode account(Buyer buyer) {
        return owner.get("/credits/people/" + buyer.person).expect(200).json();
    }

    private long left(Buyer buyer) {
        return account(buyer).path("balance").path("left").asLong();
    }

    private void awaitLeft(Buyer buyer, long credits) {
        Stack.eventually(
                credits + " credits",
                SOON,
                () -> Optional.of(left(buyer)).filter(left -> left == credits));
    }

    private boolean unlimited(Buyer buyer) {
        return account(buyer).path("balance").hasNonNull("unlimitedUntil");
    }

    private void awaitUnlimited(Buyer buyer, boolean wanted) {
        Stack.eventually(
                wanted ? "unlimited credits" : "credits that are counted",
                SOON,
                () -> Optional.of(unlimited(buyer)).filter(is -> is == wanted));
    }

    private long lines(Buyer buyer, String kind) {
        return StreamSupport.stream(account(buyer).path("lines").spliterator(), false)
                .filter(line -> line.path("kind").asText().equals(kind))
                .count();
    }

    private void refund(JsonNode order, long minor, boolean keepAccess) {
        owner.post(
                        "/orders/" + order.path("id").asText() + "/refunds",
                        Map.of("amountMinor", minor, "keepAccess", keepAccess))
                .expect(202);
    }

    /** What a person's entries add up to is what the account says. */
    private void addsUp(Buyer buyer) throws SQLException {
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement(
                                """
                                select sum(e.free) = min(a.free_left) and sum(e.extra) = min(a.extra_left)
                                from credit_account a
                                join credit_entry e on e.tenant_id = a.tenant_id and e.account_id = a.id
                                where a.person_id = ?
                                """)) {
            statement.setObject(1, buyer.person);
            try (var rows = statement.executeQuery()) {
                assertTrue(rows.next() && rows.getBoolean(1));
            }
        }
    }

    @Test
    void aPackIsThereOnceItIsPaidHoweverOftenStripeSaysSoAndCanBeBoughtAgain() throws Exception {
        String path = pack(500);
        Buyer buyer = new Buyer(school);
        assertEquals(FREE, left(buyer));
        assertTrue(buyer.page("/pricing").expect(200).body().contains("500 AI credits"));
        assertTrue(buyer.page("/credits").expect(200).body().contains(path), "it is offered");
        assertTrue(buyer.page(path).expect(200).body().contains("500 AI credits"));
        Sales.control("POST", "webhooks", Map.of("copies", 5, "window", 12));

        Answer after = buyer.paid(path);

        assertTrue(after.body().contains("credits are in your account"), after.toString());
        assertTrue(after.body().contains("href=\"/credits\""), after.toString());
        Sales.control("POST", "webhooks/flush", Map.of());
        buyer.awaitOrder("PAID");
        assertEquals(FREE + 500, left(buyer));
        assertEquals(1, lines(buyer, "GRANTED"));

        buyer.paid(path);
        Sales.control("POST", "webhooks/flush", Map.of());
        awaitLeft(buyer, FREE + 1000);
        assertEquals(2, lines(buyer, "GRANTED"));
        assertEquals(2, buyer.orders().size());
        addsUp(buyer);
    }

    @Test
    void aRefundTakesBackWhatIsLeftAndNeverMore() throws Exception {
        String path = pack(500);
        Buyer buyer = new Buyer(school);
        buyer.paid(path);
        JsonNode order = buyer.awaitOrder("PAID");
        awaitLeft(buyer, FREE + 500);
        String reservation =
                Api.id(
                        owner.post(
                                        "/credits/reservations",
                                        Map.of(
                                                "person",
                                                buyer.person.toString(),
                                                "amount",
                                                120,
                                                "purpose",
                                                "Tutor",
                                                "key",
                                                "spent-" + buyer.person))
                                .expect(201));
        owner.post("/credits/reservations/" + reservation + "/commit", Map.of("used", 120))
                .expect(200);
        assertEquals(430, left(buyer), "the free ones went first");

        refund(order, 900, false);

        buyer.awaitOrder("REFUNDED");
        awaitLeft(buyer, 0);
        assertEquals(1, lines(buyer, "TAKEN_BACK"));
        addsUp(buyer);
    }

    @Test
    void whoKeepsAccessKeepsTheCreditsAndARefundThatFailsGivesThemAgain() throws Exception {
        String path = pack(100);
        Buyer keeps = new Buyer(school);
        keeps.paid(path);
        refund(keeps.awaitOrder("PAID"), 900, true);
        keeps.awaitOrder("REFUNDED");
        assertEquals(FREE + 100, left(keeps));

        Buyer loses = new Buyer(school);
        loses.paid(path);
        JsonNode order = loses.awaitOrder("PAID");
        refund(order, 900, false);
        loses.awaitOrder("REFUNDED");
        awaitLeft(loses, FREE);
        String refund =
                owner.get("/orders/" + order.path("id").asText() + "/refunds")
                        .expect(200)
                        .json()
                        .path(0)
                        .path("refundId")
                        .asText();
        Sales.control(
                "POST", "refunds/" + refund, Map.of("failure_reason", "expired_or_canceled_card"));

        loses.awaitOrder("PAID");
        awaitLeft(loses, FREE + 100);
        addsUp(loses);
    }

    @Test
    void aPackForOthersIsACodeThatGivesTheCreditsToWhoUsesItAndGoesWithTheRefund() {
        String path = pack(200);
        Buyer giver = new Buyer(school);
        Answer after = giver.paid(path + "?others=on&quantity=2");
        JsonNode order = giver.awaitOrder("PAID");
        assertEquals(FREE, left(giver), "it is for others");
        String code = after.body().replaceFirst("(?s).*class=\"gift-code\">([A-Z0-9]+)<.*", "$1");

        Buyer friend = new Buyer(school);
        friend.browser.follow(friend.buy(path + "?code=" + code)).expect(200);
        assertEquals(FREE + 200, left(friend));

        refund(order, 1800, false);
        giver.awaitOrder("REFUNDED");
        awaitLeft(friend, FREE);
        Buyer late = new Buyer(school);
        late.buy(path + "?code=" + code);
        assertEquals(FREE, left(late));
    }

    @Test
    void aBundleGivesItsCreditsOnceWithItsCourses() {
        SampleCourse course = Sales.priced(school, 4900);
        String path =
                offer(
                        product(
                                Map.of(
                                        "scope",
                                        "COURSES",
                                        "courses",
                                        List.of(course.id()),
                                        "credits",
                                        300)),
                        Map.of("priceMinor", 5900));
        Buyer buyer = new Buyer(school);
        buyer.paid(path);
        buyer.awaitOrder("PAID");

        assertTrue(buyer.has(course));
        assertEquals(FREE + 300, left(buyer));
        buyer.buy(path).expect(409);
    }

    @Test
    void aPackThatIsTakenAlongWithACourseComesAndGoesWithIt() throws Exception {
        SampleCourse course = Sales.priced(school, 4900);
        String pack = product(Map.of("scope", "CREDITS", "credits", 150));
        String path = "/courses/" + course.slug() + "/checkout";
        JsonNode made =
                owner.post(
                                "/products/" + pack + "/offers",
                                Map.of(
                                        "kind",
                                        "ONCE",
                                        "currency",
                                        "EUR",
                                        "priceMinor",
                                        300,
                                        "extraText",
                                        "Ask the tutor."))
                        .expect(201)
                        .json();
        String extra = made.path("id").asText();
        owner.post("/offers/" + extra + "/publish", Map.of()).expect(200);
        Buyer buyer = new Buyer(school);
        Answer page = buyer.page(path).expect(200);
        String checkout =
                buyer.browser
                        .submit(page, Browser.form(page, path), Map.of("extra", extra))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        buyer.browser.follow(buyer.pay(checkout, Buyer.GOOD_CARD)).expect(200);
        JsonNode order = buyer.awaitOrder("PAID");

        assertEquals(5200, order.path("totalMinor").asLong());
        assertEquals(FREE + 150, left(buyer));
        assertTrue(buyer.has(course));
        refund(order, 5200, false);
        buyer.awaitOrder("REFUNDED");
        awaitLeft(buyer, FREE);
        addsUp(buyer);
        owner.post("/offers/" + extra + "/archive", Map.of()).expect(200);
    }

    @Test
    void aMembershipGivesItsCreditsWithEachPaymentAndNoneWhileItIsTried() throws Exception {
        Map<String, Object> tried = new HashMap<>(monthly(1999));
        tried.put("trialDays", 7);
        String path = offer(product(Map.of("scope", "SCHOOL", "credits", 400)), tried);
        Buyer buyer = new Buyer(school);
        assertTrue(buyer.page("/pricing").body().contains("400 AI credits a month"));
        StripeClock clock = StripeClock.of(school, buyer);
        Sales.control("POST", "webhooks", Map.of("copies", 5, "window", 6));
        buyer.paid(path);
        Sales.control("POST", "webhooks/flush", Map.of());
        buyer.awaitSubscription("TRIAL");
        assertEquals(FREE, left(buyer), "nothing is paid yet");

        clock.advance(Duration.ofDays(8));
        Sales.control("POST", "webhooks/flush", Map.of());
        awaitLeft(buyer, FREE + 400);
        clock.advance(Duration.ofDays(31));
        Sales.control("POST", "webhooks/flush", Map.of());
        awaitLeft(buyer, FREE + 800);

        clock.card("pm_card_chargeCustomerFail");
        clock.advance(Duration.ofDays(31));
        Sales.control("POST", "webhooks/flush", Map.of());
        buyer.awaitSubscription("GRACE");
        assertEquals(FREE + 800, left(buyer), "what is not paid brings nothing");
        clock.card("pm_card_visa");
        clock.payOpenInvoice();
        Sales.control("POST", "webhooks/flush", Map.of());
        awaitLeft(buyer, FREE + 1200);
        assertEquals(3, lines(buyer, "GRANTED"));
        addsUp(buyer);
    }

    @Test
    void aYearBringsTwelveMonthsAndAChangeToMoreBringsTheDifferenceOnce() throws Exception {
        String small = offer(product(Map.of("scope", "SCHOOL", "credits", 100)), monthly(999));
        String large = product(Map.of("scope", "SCHOOL", "credits", 500));
        offer(large, monthly(1999));
        Buyer buyer = new Buyer(school);
        buyer.paid(small);
        buyer.awaitSubscription("ACTIVE");
        awaitLeft(buyer, FREE + 100);
        String better =
                owner.get("/products/" + large + "/offers").json().path(0).path("id").asText();

        Answer page = buyer.page("/subscriptions").expect(200);
        buyer.browser.follow(
                buyer.browser.submit(page, Browser.form(page, "/change"), Map.of("offer", better)));

        awaitLeft(buyer, FREE + 500);
        addsUp(buyer);

        Buyer yearly = new Buyer(school);
        String year =
                offer(
                        product(Map.of("scope", "SCHOOL", "credits", 10)),
                        Map.of("kind", "SUBSCRIPTION", "priceMinor", 9900, "period", "YEAR"));
        assertTrue(yearly.page("/pricing").body().contains("120 AI credits a year"));
        yearly.paid(year);
        awaitLeft(yearly, FREE + 120);
    }

    @Test
    void unlimitedCreditsLastAsLongAsTheirSubscription() throws Exception {
        String path =
                offer(product(Map.of("scope", "CREDITS", "unlimitedCredits", true)), monthly(2900));
        Buyer buyer = new Buyer(school);
        assertTrue(buyer.page("/pricing").body().contains("Unlimited AI"));
        StripeClock clock = StripeClock.of(school, buyer);
        buyer.paid(path);
        buyer.awaitSubscription("ACTIVE");
        awaitUnlimited(buyer, true);
        buyer.buy(path).expect(409);

        clock.advance(Duration.ofDays(32));
        clock.card("pm_card_chargeCustomerFail");
        clock.advance(Duration.ofDays(31));
        buyer.awaitSubscription("GRACE");
        assertTrue(unlimited(buyer), "some days are left");
        clock.advance(Duration.ofDays(8));
        buyer.awaitSubscription("UNPAID");
        awaitUnlimited(buyer, false);

        clock.card("pm_card_visa");
        clock.payOpenInvoice();
        buyer.awaitSubscription("ACTIVE");
        awaitUnlimited(buyer, true);
        buyer.manage("cancel").expect(200);
        assertTrue(unlimited(buyer), "what is paid for can be used");
        clock.advance(Duration.ofDays(40));
        buyer.awaitSubscription("ENDED");
        awaitUnlimited(buyer, false);
        addsUp(buyer);
    }

    @Test
    void whoIsErasedWhileTheyPayIsGrantedNothing() throws Exception {
        String path = pack(500);
        Buyer buyer = new Buyer(school);
        Sales.control("POST", "webhooks", Map.of("paused", true));
        buyer.pay(buyer.checkout(path), Buyer.GOOD_CARD);
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    "delete from session where tenant_id = ? and person_id = ?",
                    school.id,
                    buyer.person);
            Stack.execute(
                    connection,
                    "delete from person where tenant_id = ? and id = ?",
                    school.id,
                    buyer.person);
        }
        Sales.control("DELETE", "webhooks", Map.of());
        Sales.control("POST", "webhooks/flush", Map.of());

        String title = buyerless(path).path("title").asText();
        Stack.eventually(
                "the order without its buyer is paid",
                SOON,
                () ->
                        Optional.of(owner.get("/orders?q=" + title.replace(" ", "%20")))
                                .map(answer -> answer.expect(200).json().path("items").path(0))
                                .filter(
                                        one ->
                                                one.path("order")
                                                        .path("status")
                                                        .asText()
                                                        .equals("PAID")));
    }

    private JsonNode buyerless(String path) {
        String slug = path.replaceFirst("/offers/([^/]+)/.*", "$1");
        for (JsonNode product : owner.get("/products").expect(200).json()) {
            for (JsonNode offer :
                    owner.get("/products/" + product.path("id").asText() + "/offers").json()) {
                if (offer.path("slug").asText().equals(slug)) {
                    return product;
                }
            }
        }
        throw new AssertionError("no product at " + path);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        owner.post("/products", Map.of("title", "Nothing", "scope", "CREDITS")).expect(422);
        owner.post("/products", Map.of("title", "No", "scope", "CREDITS", "credits", 0))
                .expect(422);
        owner.post("/products", Map.of("title", "Much", "scope", "CREDITS", "credits", 50_001))
                .expect(422);
        String unlimited = product(Map.of("scope", "SCHOOL", "unlimitedCredits", true));
        owner.post(
                        "/products/" + unlimited + "/offers",
                        Map.of("kind", "ONCE", "currency", "EUR", "priceMinor", 900))
                .expect(422);
        String pack = product(Map.of("scope", "CREDITS", "credits", 5));
        owner.post(
                        "/products/" + pack + "/offers",
                        Map.of(
                                "kind",
                                "INSTALMENTS",
                                "currency",
                                "EUR",
                                "priceMinor",
                                900,
                                "period",
                                "MONTH",
                                "payments",
                                3))
                .expect(422);
        offer(pack, Map.of("priceMinor", 900));
        Answer read = owner.get("/products/" + pack).expect(200);
        owner.put(
                        "/products/" + pack,
                        read.header("ETag").orElseThrow(),
                        Map.of("title", "Pack", "scope", "CREDITS", "unlimitedCredits", true))
                .expect(422);
        assertFalse(owner.get("/products/" + pack).json().path("unlimitedCredits").asBoolean());
    }
}
