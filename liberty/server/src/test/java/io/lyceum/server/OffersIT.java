package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bundles, memberships, instalments, coupons, gifts and places, bought at the Stripe simulator. */
@Beside.Sales
class OffersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CROWD = 500;
    private static final int PLACES = 100;

    /** Its months pass by test clocks, so its books are of days that have not come. */
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Maple");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");

    private String product(Map<String, Object> body) {
        Map<String, Object> all = new HashMap<>(Map.of("title", "Product " + System.nanoTime()));
        all.putAll(body);
        return Api.id(owner.post("/products", all).expect(201));
    }

    private String bundle(SampleCourse... courses) {
        return product(
                Map.of(
                        "scope",
                        "COURSES",
                        "courses",
                        List.of(courses).stream().map(SampleCourse::id).toList()));
    }

    /** An offer on sale; answers the path of its checkout. */
    private String offer(String product, Map<String, Object> body) {
        Map<String, Object> all = new HashMap<>(Map.of("kind", "ONCE", "currency", "EUR"));
        all.putAll(body);
        JsonNode made = owner.post("/products/" + product + "/offers", all).expect(201).json();
        owner.post("/offers/" + made.path("id").asText() + "/publish", Map.of()).expect(200);
        return "/offers/" + made.path("slug").asText() + "/checkout";
    }

    private String idOf(String product) {
        return owner.get("/products/" + product + "/offers")
                .expect(200)
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    private JsonNode coupon(String code, Map<String, Object> body) {
        Map<String, Object> all =
                new HashMap<>(Map.of("name", "Coupon " + code, "code", code, "kind", "PERCENT"));
        all.putAll(body);
        return owner.post("/coupons", all).expect(201).json();
    }

    private static String code() {
        return "C" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
    }

    private long posted(JsonNode order, String account) {
        long sum = 0;
        for (JsonNode posting :
                owner.get("/orders/" + order.path("id").asText() + "/postings")
                        .expect(200)
                        .json()) {
            for (JsonNode line : posting.path("lines")) {
                if (line.path("account").asText().equals(account)) {
                    sum += line.path("minor").asLong();
                }
            }
        }
        return sum;
    }

    @Test
    void aBundleWithACouponOpensItsCoursesAndARefundClosesThem() {
        SampleCourse one = Sales.priced(school, 4900);
        SampleCourse two = Sales.priced(school, 3900);
        String path = offer(bundle(one, two), Map.of("priceMinor", 6000));
        String code = code();
        coupon(code, Map.of("basisPoints", 2500));
        Buyer buyer = new Buyer(school);
        Answer page = buyer.page(path + "?code=" + code.toLowerCase(Locale.ROOT));
        assertTrue(page.body().contains("−€15"), page.toString());
        assertTrue(
                new Browser().get(school.origin() + "/courses/" + one.slug()).body().contains(path),
                "the course says in which offers it is");

        buyer.paid(path + "?code=" + code);

        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(4500, order.path("totalMinor").asLong());
        assertEquals(1500, order.path("discountMinor").asLong());
        assertEquals(-4500, posted(order, "SALES"));
        assertTrue(buyer.has(one));
        assertTrue(buyer.has(two));
        assertTrue(buyer.page(path).expect(200).body().contains("60"), "it can be looked at");
        buyer.buy(path).expect(409);

        owner.post(
                        "/orders/" + order.path("id").asText() + "/refunds",
                        Map.of("amountMinor", 4500, "keepAccess", false))
                .expect(202);
        buyer.awaitOrder("REFUNDED");
        assertFalse(buyer.has(one));
        assertFalse(buyer.has(two));
    }

    @Test
    void whatIsBoughtTwiceStaysWhenOneOfItGoes() {
        SampleCourse shared = Sales.priced(school, 4900);
        SampleCourse other = Sales.priced(school, 4900);
        Buyer buyer = new Buyer(school);
        buyer.paid("/courses/" + shared.slug() + "/checkout");
        buyer.awaitOrder("PAID");
        buyer.paid(offer(bundle(shared, other), Map.of("priceMinor", 6000)));
        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(6000, order.path("totalMinor").asLong());

        owner.post(
                        "/orders/" + order.path("id").asText() + "/refunds",
                        Map.of("amountMinor", 6000, "keepAccess", false))
                .expect(202);

        buyer.awaitOrder("REFUNDED");
        assertTrue(buyer.has(shared), "it was bought on its own as well");
        assertFalse(buyer.has(other));
    }

    @Test
    void aCouponThatDoesNotHoldIsRefusedWithItsReason() {
        SampleCourse course = Sales.priced(school, 4900);
        SampleCourse other = Sales.priced(school, 4900);
        String path = "/courses/" + course.slug() + "/checkout?code=";
        String elsewhere = code();
        coupon(elsewhere, Map.of("basisPoints", 5000, "courses", List.of(other.id())));
        String over = code();
        coupon(over, Map.of("basisPoints", 5000, "endsAt", "2020-01-01T00:00:00Z"));
        String dollars = code();
        coupon(dollars, Map.of("kind", "AMOUNT", "amountMinor", 500, "currency", "USD"));
        String first = code();
        coupon(first, Map.of("basisPoints", 1000, "firstPurchase", true));
        Buyer buyer = new Buyer(school);
        assertTrue(buyer.page(path + "NOSUCH").body().contains("There is no coupon NOSUCH"));
        assertTrue(buyer.page(path + elsewhere).body().contains("is for something else"));
        assertTrue(buyer.page(path + dollars).body().contains("is for something else"));
        assertTrue(buyer.page(path + over).body().contains("does not hold now"));
        assertFalse(buyer.page(path + first).body().contains("first purchase"));

        buyer.paid("/courses/" + other.slug() + "/checkout");
        buyer.awaitOrder("PAID");
        assertTrue(buyer.page(path + first).body().contains("is for the first purchase"));
        owner.post(
                        "/coupons",
                        Map.of("name", "Again", "code", over, "kind", "PERCENT", "basisPoints", 1))
                .expect(409);
        owner.post("/coupons", Map.of("name", "", "kind", "PERCENT", "basisPoints", 10_001))
                .expect(422);
    }

    @Test
    void aRuleHoldsWithoutACodeAndTheBetterDiscountCounts() {
        SampleCourse course = Sales.priced(school, 10_000);
        JsonNode rule =
                owner.post(
                                "/coupons",
                                Map.of(
                                        "name",
                                        "Flash sale",
                                        "kind",
                                        "PERCENT",
                                        "basisPoints",
                                        3000,
                                        "courses",
                                        List.of(course.id())))
                        .expect(201)
                        .json();
        String small = code();
        coupon(small, Map.of("basisPoints", 1000));
        Buyer buyer = new Buyer(school);
        String path = "/courses/" + course.slug() + "/checkout";
        assertTrue(buyer.page(path).body().contains("Flash sale"));
        buyer.paid(path + "?code=" + small);
        assertEquals(7000, buyer.awaitOrder("PAID").path("totalMinor").asLong());

        owner.post("/coupons/" + rule.path("id").asText() + "/archive", Map.of()).expect(200);
        assertFalse(new Buyer(school).page(path).body().contains("Flash sale"));
    }

    @Test
    void aCouponThatPaysAllNeedsNoPaymentAndIsGoodOnce() {
        SampleCourse course = Sales.priced(school, 4900);
        String code = code();
        coupon(code, Map.of("basisPoints", 10_000, "usesEach", 1, "uses", 2));
        Buyer buyer = new Buyer(school);
        String path = "/courses/" + course.slug() + "/checkout?code=" + code;

        Answer done = buyer.browser.follow(buyer.buy(path)).expect(200);

        assertTrue(done.body().contains("The course is yours"), done.toString());
        assertTrue(buyer.has(course));
        assertEquals(0, buyer.order().path("totalMinor").asLong());
        assertTrue(
                buyer.page(
                                "/courses/"
                                        + Sales.priced(school, 4900).slug()
                                        + "/checkout?code="
                                        + code)
                        .body()
                        .contains("is used up"));
    }

    @Test
    void placesForATeamAreTakenByWhoHasTheCodeAndGoWithTheRefund() {
        SampleCourse course = Sales.priced(school, 1000);
        Buyer company = new Buyer(school);
        String path = "/courses/" + course.slug() + "/checkout";
        Answer after = company.paid(path + "?others=on&quantity=2");
        JsonNode order = company.awaitOrder("PAID");
        assertEquals(2000, order.path("totalMinor").asLong());
        assertFalse(company.has(course), "it is for others");
        String code = after.body().replaceFirst("(?s).*class=\"gift-code\">([A-Z0-9]+)<.*", "$1");

        Buyer one = new Buyer(school);
        one.browser.follow(one.buy(path + "?code=" + code)).expect(200);
        Buyer two = new Buyer(school);
        two.browser.follow(two.buy(path + "?code=" + code)).expect(200);
        Buyer three = new Buyer(school);
        assertTrue(three.page(path + "?code=" + code).body().contains("is used up"));
        assertTrue(one.has(course));
        assertTrue(two.has(course));
        assertFalse(three.has(course));

        owner.post(
                        "/orders/" + order.path("id").asText() + "/refunds",
                        Map.of("amountMinor", 2000, "keepAccess", false))
                .expect(202);
        company.awaitOrder("REFUNDED");
        assertFalse(one.has(course));
        assertFalse(two.has(course));
    }

    @Test
    void aMembershipOpensTheSchoolAndARenewalThatFailsClosesItUntilItIsPaid() throws SQLException {
        SampleCourse course = Sales.priced(school, 4900);
        SampleCourse another = Sales.priced(school, 4900);
        String path =
                offer(
                        product(Map.of("scope", "SCHOOL", "coursesAtOnce", 1)),
                        Map.of("kind", "SUBSCRIPTION", "priceMinor", 999, "period", "MONTH"));
        Buyer buyer = new Buyer(school);
        StripeClock clock = StripeClock.of(school, buyer);

        Answer after = buyer.paid(path);

        assertTrue(after.body().contains("open to you"), after.toString());
        JsonNode subscription = buyer.awaitSubscription("ACTIVE");
        assertEquals(999, buyer.awaitOrder("PAID").path("totalMinor").asLong());
        enrol(buyer, course).expect(303);
        assertTrue(buyer.has(course));
        enrol(buyer, another).expect(409);

        clock.advance(Duration.ofDays(32));
        Stack.eventually(
                "a second payment",
                SOON,
                () -> Optional.of(buyer.orders()).filter(orders -> orders.size() == 2));
        assertEquals(-999, posted(buyer.awaitOrder("PAID"), "SALES"));

        // The card is declined from now on.
        clock.card("pm_card_chargeCustomerFail");
        clock.advance(Duration.ofDays(31));
        buyer.awaitSubscription("GRACE");
        assertTrue(buyer.has(course), "some days are left");
        assertTrue(buyer.page("/subscriptions").body().contains("A payment has failed"));
        Mail.await(buyer.email, "the warning", mail -> mail.says("A payment has failed"));

        clock.advance(Duration.ofDays(8));
        buyer.awaitSubscription("UNPAID");
        assertFalse(buyer.has(course), "it is closed");

        clock.card("pm_card_visa");
        clock.payOpenInvoice();
        buyer.awaitSubscription("ACTIVE");
        assertTrue(buyer.has(course), "how far they are was kept");

        Answer cancelled = buyer.manage("cancel").expect(200);
        assertTrue(cancelled.body().contains("Cancelled"), cancelled.toString());
        assertTrue(buyer.has(course));
        buyer.manage("keep").expect(200);
        buyer.manage("cancel").expect(200);
        clock.advance(Duration.ofDays(31));
        buyer.awaitSubscription("ENDED");
        assertFalse(buyer.has(course));
        assertEquals(subscription.path("id"), buyer.subscription().path("id"));
    }

    private Answer enrol(Buyer buyer, SampleCourse course) {
        Answer page = buyer.page("/courses/" + course.slug()).expect(200);
        return buyer.browser.submit(page, Browser.form(page, "/enrol"), Map.of());
    }

    @Test
    void aTrialCostsNothingAndAPauseStopsThePayments() throws SQLException {
        SampleCourse course = Sales.priced(school, 4900);
        String product = bundle(course);
        String path =
                offer(
                        product,
                        Map.of(
                                "kind",
                                "SUBSCRIPTION",
                                "priceMinor",
                                1999,
                                "period",
                                "MONTH",
                                "trialDays",
                                14));
        Buyer buyer = new Buyer(school);
        StripeClock clock = StripeClock.of(school, buyer);
        assertTrue(buyer.page(path).body().contains("14 days free"));

        buyer.paid(path);

        buyer.awaitSubscription("TRIAL");
        assertTrue(buyer.has(course));
        assertEquals(0, buyer.awaitOrder("PAID").path("totalMinor").asLong());
        clock.advance(Duration.ofDays(15));
        buyer.awaitSubscription("ACTIVE");
        Stack.eventually(
                "the first payment",
                SOON,
                () ->
                        Optional.of(buyer.orders())
                                .filter(orders -> orders.size() == 2)
                                .filter(
                                        orders ->
                                                orders.path(0)
                                                        .path("order")
                                                        .path("status")
                                                        .asText()
                                                        .equals("PAID")));

        buyer.manage("pause").expect(200);
        assertEquals("PAUSED", buyer.subscription().path("status").asText());
        assertTrue(buyer.has(course), "what is paid for can be used");
        clock.advance(Duration.ofDays(32));
        Stack.eventually(
                "the end of what was paid for",
                SOON,
                () -> Optional.of(buyer).filter(b -> !b.has(course)));
        assertEquals(2, buyer.orders().size(), "nothing is paid meanwhile");
        buyer.manage("resume").expect(200);
        assertEquals("ACTIVE", buyer.subscription().path("status").asText());
        assertTrue(buyer.has(course));
    }

    @Test
    void aChangeOfMembershipIsAtOnceAndPaysTheDifference() throws SQLException {
        SampleCourse student = Sales.priced(school, 4900);
        SampleCourse pro = Sales.priced(school, 4900);
        String path =
                offer(
                        bundle(student),
                        Map.of("kind", "SUBSCRIPTION", "priceMinor", 999, "period", "MONTH"));
        String better = bundle(student, pro);
        offer(better, Map.of("kind", "SUBSCRIPTION", "priceMinor", 1999, "period", "MONTH"));
        Buyer buyer = new Buyer(school);
        buyer.paid(path);
        buyer.awaitSubscription("ACTIVE");
        assertFalse(buyer.has(pro));

        Answer page = buyer.page("/subscriptions").expect(200);
        Browser.Form form = Browser.form(page, "/change");
        buyer.browser
                .follow(buyer.browser.submit(page, form, Map.of("offer", idOf(better))))
                .expect(200);

        assertTrue(buyer.has(pro));
        assertTrue(buyer.has(student));
        assertEquals(1999, buyer.subscription().path("priceMinor").asLong());
        Stack.eventually(
                "the difference",
                SOON,
                () ->
                        Optional.of(buyer.orders())
                                .filter(orders -> orders.size() == 2)
                                .filter(
                                        orders ->
                                                orders.path(0)
                                                                .path("order")
                                                                .path("totalMinor")
                                                                .asLong()
                                                        == 1000));
    }

    @Test
    void theSubscriptionOfSomebodyWhoWasErasedEndsAtStripe() throws SQLException {
        String path =
                offer(
                        bundle(Sales.priced(school, 4900)),
                        Map.of("kind", "SUBSCRIPTION", "priceMinor", 999, "period", "MONTH"));
        Buyer buyer = new Buyer(school);
        buyer.paid(path);
        String stripe = buyer.awaitSubscription("ACTIVE").path("stripe").asText();

        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    update subscription
                    set person_id = null, told_at = now() - interval '2 minutes'
                    where tenant_id = ? and person_id = ?
                    """,
                    school.id,
                    buyer.person);
        }

        Stack.eventually(
                "its end at Stripe",
                SOON,
                () ->
                        Optional.of(new StripeApi().get("/v1/subscriptions/" + stripe))
                                .filter(s -> s.path("status").asText().equals("canceled")));
    }

    /** An offer that is paid in so many parts of 30.00; answers where it is bought. */
    private String instalments(SampleCourse course, int payments) {
        return offer(
                bundle(course),
                Map.of(
                        "kind",
                        "INSTALMENTS",
                        "priceMinor",
                        3000,
                        "period",
                        "MONTH",
                        "payments",
                        payments));
    }

    @Test
    void instalmentsEndByThemselvesAndLeaveWhatWasBought() throws SQLException {
        SampleCourse course = Sales.priced(school, 9000);
        String path = instalments(course, 3);
        Buyer buyer = new Buyer(school);
        StripeClock clock = StripeClock.of(school, buyer);
        assertTrue(buyer.page(path).body().contains("3 monthly payments"));
        buyer.paid(path);
        buyer.awaitSubscription("ACTIVE");

        clock.advance(Duration.ofDays(32));
        Stack.eventually(
                "a second payment",
                SOON,
                () -> Optional.of(buyer.orders()).filter(orders -> orders.size() == 2));
        clock.advance(Duration.ofDays(32));
        buyer.awaitSubscription("PAID_OFF");
        clock.advance(Duration.ofDays(70));

        assertEquals(3, buyer.orders().size(), "and nothing more is charged");
        assertTrue(buyer.has(course));
    }

    @Test
    void theLastInstalmentIsSeenWithoutAWordFromStripe() throws SQLException {
        String path = instalments(Sales.priced(school, 9000), 2);
        Buyer buyer = new Buyer(school);
        StripeClock clock = StripeClock.of(school, buyer);
        buyer.paid(path);
        buyer.awaitSubscription("ACTIVE");
        Sales.control("POST", "webhooks/lose", Map.of());
        try {
            clock.advance(Duration.ofDays(32));
            lookAtSubscriptions();
            buyer.awaitSubscription("PAID_OFF");
        } finally {
            Sales.control("DELETE", "webhooks", Map.of());
        }
    }

    /** Has Stripe be asked about all of the school's subscriptions once. */
    private void lookAtSubscriptions() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update subscription set check_at = now() where tenant_id = ?",
                    school.id);
            Stack.execute(
                    superuser,
                    "insert into outbox_due (id, tenant_id, lane, due_at) values (?, ?, 'SUBSCRIPTION', now())",
                    UUID.randomUUID(),
                    school.id);
        }
    }

    @Test
    void whatIsSoldAheadOpensWhenItBegins() throws SQLException {
        SampleCourse course = Sales.priced(school, 4900);
        String path =
                offer(
                        bundle(course),
                        Map.of(
                                "priceMinor",
                                2000,
                                "opensAt",
                                Instant.now().plus(Duration.ofDays(3)).toString()));
        Buyer buyer = new Buyer(school);
        buyer.paid(path);
        buyer.awaitOrder("PAID");
        assertFalse(buyer.has(course));

        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    "update entitlement set opens_at = now() where tenant_id = ? and person_id = ?",
                    school.id,
                    buyer.person);
        }

        Stack.eventually(
                "its beginning", SOON, () -> Optional.of(buyer).filter(b -> b.has(course)));
    }

    @Test
    void fiveHundredBuyersForAHundredPlacesAndForAHundredUsesAreAHundred() throws Exception {
        String product = bundle(Sales.priced(school, 4900));
        String path = offer(product, Map.of("priceMinor", 3000, "places", PLACES));
        SampleCourse course = Sales.priced(school, 4900);
        String code = code();
        JsonNode coupon = coupon(code, Map.of("basisPoints", 10_000, "uses", PLACES));
        List<Buyer> crowd = IntStream.range(0, CROWD).mapToObj(i -> new Buyer(school)).toList();

        Map<Integer, Long> places = all(crowd, buyer -> buyer.buy(path).status());
        Map<Integer, Long> uses =
                all(
                        crowd,
                        buyer -> {
                            Answer page =
                                    buyer.page("/courses/" + course.slug() + "/checkout")
                                            .expect(200);
                            return buyer.browser
                                    .submit(
                                            page,
                                            Browser.form(
                                                    page,
                                                    "/courses/" + course.slug() + "/checkout"),
                                            Map.of("code", code))
                                    .status();
                        });

        System.out.println(
                CROWD + " buyers for " + PLACES + " places: " + places + "; for uses: " + uses);
        assertEquals(Map.of(303, (long) PLACES, 409, (long) CROWD - PLACES), places);
        assertEquals(Map.of(303, (long) PLACES, 409, (long) CROWD - PLACES), uses);
        assertEquals(
                PLACES,
                owner.get("/products/" + product + "/offers").json().path(0).path("sold").asInt());
        assertEquals(
                PLACES,
                owner.get("/coupons/" + coupon.path("id").asText()).json().path("used").asInt());
    }

    private interface Deed {
        int of(Buyer buyer);
    }

    /** Has all do something at once; answers how many had which status. */
    private static Map<Integer, Long> all(List<Buyer> crowd, Deed deed) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
            List<Future<?>> begun = new ArrayList<>();
            for (Buyer buyer : crowd) {
                begun.add(pool.submit(() -> statuses.add(deed.of(buyer))));
            }
            for (Future<?> one : begun) {
                one.get();
            }
            return statuses.stream()
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        } finally {
            pool.shutdown();
        }
    }
}
