package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A school pays the platform for its plan at the Stripe simulator. */
@Beside.Sales
class PlanPaymentsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Its months pass by test clocks. */
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Hazel");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");
    private final Api platform = Stack.platform();
    private final String free = plan("Free");
    private final String pro = plan("Pro");
    private final String enterprise = plan("Enterprise");

    private static String plan(String name) {
        for (JsonNode plan : Stack.platform().get("/platform/plans").expect(200).json()) {
            if (plan.path("name").asText().equals(name)) {
                return plan.path("id").asText();
            }
        }
        throw new AssertionError("there is no plan " + name);
    }

    @BeforeEach
    void theSchoolIsOnTheFreePlanAndPaysNothing() throws SQLException {
        stripeIsAsUsual();
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            // Whoever settles one of them just now has the row first.
            Stack.execute(
                    connection,
                    "update plan_subscription set check_at = null where tenant_id = ?",
                    school.id);
            Stack.execute(connection, "delete from plan_payment where tenant_id = ?", school.id);
            Stack.execute(
                    connection, "delete from plan_subscription where tenant_id = ?", school.id);
            connection.commit();
        }
        // Also when a test has left more than the plan allows.
        execute("update school set plan_id = ? where id = ?", UUID.fromString(free), school.id);
    }

    @AfterEach
    void stripeIsAsUsual() {
        Sales.control("DELETE", "webhooks", Map.of());
        Sales.control("DELETE", "faults", Map.of());
    }

    private static void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(connection, sql, values);
        }
    }

    private void put(String plan) {
        platform.put("/platform/schools/" + school.slug + "/plan", "*", Map.of("plan", plan))
                .expect(200);
    }

    private JsonNode standing() {
        return owner.get("/plan").expect(200).json();
    }

    private String plan() {
        return standing().path("plan").path("name").asText();
    }

    private void awaitPlan(String name) {
        Stack.eventually("the plan " + name, SOON, () -> Optional.of(plan()).filter(name::equals));
    }

    private void awaitStatus(String status) {
        Stack.eventually(
                "a plan that is " + status,
                SOON,
                () ->
                        Optional.of(standing().path("subscription").path("status").asText())
                                .filter(status::equals));
    }

    private Answer checkout(String plan, String period) {
        return owner.post("/plan/checkout", Map.of("plan", plan, "period", period));
    }

    private String url(String plan, String period) {
        return checkout(plan, period).expect(200).json().path("url").asText();
    }

    private int payments() {
        return owner.get("/plan/payments").expect(200).json().size();
    }

    /** Pays on Stripe's page; answers where it leads, which is not followed. */
    private static Answer pay(Browser browser, String checkout, String card) {
        Answer page = browser.get(checkout).expect(200);
        Map<String, String> filled = new HashMap<>();
        filled.put("email", "owner@school.example");
        filled.put("method", "card");
        filled.put("number", card);
        filled.put("expiry", "12 / 34");
        filled.put("cvc", "123");
        filled.put("name", "Olga Owner");
        filled.put("country", "DE");
        filled.put("postal_code", "10115");
        filled.put("action", "pay");
        return browser.submit(page, Browser.form(page, "/pay/"), filled);
    }

    private Browser signedIn(String role) {
        Browser browser = new Browser();
        browser.signIn(school.origin(), "/manage", school.email(role), SampleSchool.PASSWORD);
        return browser;
    }

    /** The school is known to Stripe by a customer with a clock of its own. */
    private StripeClock clock() throws SQLException {
        StripeClock clock = new StripeClock("owner@school.example");
        execute(
                """
                insert into plan_subscription
                    (tenant_id, id, plan_id, period, currency, price_minor, status, customer_id, created_at)
                values (?, ?, ?, 'MONTH', 'EUR', 4900, 'GIVEN_UP', ?, now() - interval '1 day')
                """,
                school.id,
                UUID.randomUUID(),
                UUID.fromString(pro),
                clock.customer);
        return clock;
    }

    @Test
    void theOwnerPaysOnStripesPageAndThePlanChangesWhenItIsPaid() throws SQLException {
        Sales.control("POST", "webhooks", Map.of("paused", true));
        Browser browser = signedIn("OWNER");
        Answer page = browser.get(school.origin() + "/manage/plan").expect(200);
        Browser.Form form =
                Browser.forms(page).stream()
                        .filter(one -> pro.equals(one.values().get("plan")))
                        .findFirst()
                        .orElseThrow();
        String where =
                browser.submit(page, form, Map.of("period", "MONTH"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        assertEquals(where, url(pro, "MONTH"), "who presses again comes to the same page");

        // The way back alone is no payment.
        Answer early = browser.get(school.origin() + "/manage/plan?back=1").expect(200);
        assertTrue(early.body().contains("Nothing was charged"), early.toString());
        assertEquals("Free", plan());

        Answer paid = pay(browser, where, Buyer.GOOD_CARD);
        assertEquals("Free", plan(), "nobody has asked yet, and no message came");
        Answer after = browser.follow(paid).expect(200);

        assertTrue(after.body().contains("Next payment"), after.toString());
        assertEquals("Pro", plan());
        assertEquals("ACTIVE", standing().path("subscription").path("status").asText());
        Sales.control("POST", "webhooks", Map.of("paused", false, "copies", 5, "window", 8));
        Sales.control("POST", "webhooks/flush", Map.of());
        assertEquals(1, payments());
        assertEquals(4900, owner.get("/plan/payments").json().path(0).path("amountMinor").asLong());
        assertEquals(0, postings(), "it is not the school's money");

        String invoice =
                after.body().replaceFirst("(?s).*(/manage/plan/invoices/[0-9a-f-]+).*", "$1");
        String pdf =
                browser.once(school.origin() + invoice)
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        assertTrue(pdf.endsWith("/pdf"), pdf);
        Browser admin = new Browser();
        admin.signIn(
                Stack.platformUrl(),
                "/platform/plans",
                Stack.RUNNING.platformAdmin().user(),
                Stack.RUNNING.platformAdmin().password());
        Answer payers = admin.get(Stack.platformUrl() + "/platform/plans").expect(200);
        assertTrue(payers.body().contains("/platform/schools/" + school.slug + "/plan"));
    }

    private long postings() throws SQLException {
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement(
                                "select count(*) from ledger_posting where tenant_id = ?")) {
            statement.setObject(1, school.id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Test
    void thePlanChangesWithoutTheWayBackAndWithoutAnyMessage() {
        Sales.control("POST", "webhooks/lose", Map.of("type", "*", "count", 1000));

        pay(new Browser(), url(pro, "YEAR"), Buyer.GOOD_CARD);

        awaitPlan("Pro");
        assertEquals("YEAR", standing().path("subscription").path("period").asText());
        assertEquals(1, payments());
    }

    @Test
    void aCardThatIsDeclinedChangesNothing() {
        Answer declined = pay(new Browser(), url(pro, "MONTH"), "4000000000000002");

        assertTrue(declined.body().contains("declined"), declined.toString());
        owner.get("/plan").expect(200);
        Answer page = signedIn("OWNER").get(school.origin() + "/manage/plan?back=1").expect(200);
        assertTrue(page.body().contains("Nothing was charged"), page.toString());
        assertEquals("Free", plan());
        assertEquals(0, payments());
    }

    @Test
    void whatWasWantedFirstIsOverOnceAnotherPlanIsWanted() {
        String first = url(pro, "MONTH");
        String second = url(enterprise, "MONTH");

        assertFalse(first.equals(second));
        pay(new Browser(), second, Buyer.GOOD_CARD);
        awaitPlan("Enterprise");
        assertEquals(1, payments());
    }

    @Test
    void aRenewalThatFailsLeavesDaysThenTheFreePlanUntilItIsPaidAndNothingIsDeleted()
            throws SQLException {
        StripeClock clock = clock();
        pay(new Browser(), url(pro, "MONTH"), Buyer.GOOD_CARD);
        awaitPlan("Pro");
        for (int i = 0; i < 4; i++) {
            school.publish("Kept " + i + " " + System.nanoTime());
        }
        long courses = standing().path("used").path("COURSES").asLong();
        assertTrue(courses > 3, "more than the free plan allows");

        clock.advance(Duration.ofDays(32));
        Stack.eventually(
                "a second payment", SOON, () -> Optional.of(payments()).filter(n -> n == 2));
        clock.card("pm_card_chargeCustomerFail");
        clock.advance(Duration.ofDays(31));
        awaitStatus("GRACE");
        assertEquals("Pro", plan(), "some days are left");
        Mail mail =
                Mail.await(
                        school.email("OWNER"),
                        "that the plan could not be charged",
                        m -> m.says("could not be charged"));
        assertTrue(mail.says(school.origin() + "/manage/plan"), mail.toString());
        assertTrue(
                signedIn("OWNER")
                        .get(school.origin() + "/manage/plan")
                        .body()
                        .contains("The last payment has failed"));
        assertEquals(
                "PLAN_UNPAID",
                checkout(enterprise, "MONTH").expect(409).json().path("code").asText());

        clock.advance(Duration.ofDays(8));
        awaitStatus("UNPAID");
        assertEquals("Free", plan());
        assertEquals(courses, standing().path("used").path("COURSES").asLong());
        Answer refused = school.as("TEACHER").post("/courses", course()).expect(402);
        assertEquals("PLAN_LIMIT_REACHED", refused.json().path("code").asText());

        clock.card("pm_card_visa");
        clock.payOpenInvoice();
        awaitStatus("ACTIVE");
        assertEquals("Pro", plan());
        school.as("TEACHER").post("/courses", course()).expect(201);

        owner.post("/plan/cancel", Map.of()).expect(200);
        assertEquals("Pro", plan(), "what is paid for can be used");
        assertEquals(
                "PLAN_PAID_ALREADY",
                owner.put("/plan", "*", Map.of("plan", free))
                        .expect(409)
                        .json()
                        .path("code")
                        .asText());
        owner.post("/plan/keep", Map.of()).expect(200);
        assertFalse(standing().path("subscription").hasNonNull("endsAt"));
        owner.post("/plan/cancel", Map.of()).expect(200);
        clock.advance(Duration.ofDays(35));
        awaitStatus("ENDED");
        assertEquals("Free", plan());
    }

    private Map<String, Object> course() {
        String category =
                Api.id(school.as("TEACHER").get("/courses/categories").expect(200).json().get(0));
        return Map.of(
                "title", "Added " + System.nanoTime(),
                "subtitle", "s",
                "description", "d",
                "language", "en",
                "level", "BEGINNER",
                "category", category,
                "teacherName", "T",
                "priceMinor", 0,
                "currency", "EUR");
    }

    @Test
    void whoPaysChangesAtOncePaysTheDifferenceAndKeepsItWhenItIsLess() throws SQLException {
        StripeClock clock = clock();
        pay(new Browser(), url(pro, "MONTH"), Buyer.GOOD_CARD);
        awaitPlan("Pro");

        Answer changed = checkout(enterprise, "MONTH").expect(200);

        assertFalse(changed.json().hasNonNull("url"), changed.toString());
        assertEquals("Enterprise", plan());
        Stack.eventually("the difference", SOON, () -> Optional.of(payments()).filter(n -> n == 2));
        JsonNode paid = owner.get("/plan/payments").expect(200).json();
        long all =
                paid.path(0).path("amountMinor").asLong()
                        + paid.path(1).path("amountMinor").asLong();
        assertEquals(49_900, all, 50.0, paid.toString());
        checkout(enterprise, "MONTH").expect(200);
        assertEquals(2, payments(), "the same once more is nothing");

        checkout(pro, "MONTH").expect(200);
        assertEquals("Pro", plan());
        assertEquals(2, payments(), "what is too much is kept at Stripe");

        // The difference is not paid: the plan stays.
        clock.card("pm_card_chargeCustomerFail");
        checkout(enterprise, "YEAR");
        assertEquals("Pro", plan());
    }

    @Test
    void aPlanThatIsTooSmallIsNotPaid() {
        put(enterprise);
        Answer now = platform.get("/platform/plans/" + pro).expect(200);
        Answer changed =
                platform.put(
                                "/platform/plans/" + pro,
                                now.header("ETag").orElseThrow(),
                                Map.of("limits", Map.of("LEARNERS", 0), "feeBasisPoints", 500))
                        .expect(200);
        try {
            assertEquals(
                    "PLAN_TOO_SMALL",
                    checkout(pro, "MONTH").expect(409).json().path("code").asText());
            assertEquals("Enterprise", plan());
        } finally {
            platform.put(
                            "/platform/plans/" + pro,
                            changed.header("ETag").orElseThrow(),
                            Map.of("limits", now.json().path("limits"), "feeBasisPoints", 500))
                    .expect(200);
        }
    }

    @Test
    void onlyOwnersPayAndOnlyForTheirSchool() {
        for (String role : new String[] {"LEARNER", "TEACHER", "ADMIN"}) {
            school.as(role)
                    .post("/plan/checkout", Map.of("plan", pro, "period", "MONTH"))
                    .expect(403);
            school.as(role).post("/plan/cancel", Map.of()).expect(403);
            school.as(role).get("/plan/payments").expect(403);
        }
        pay(new Browser(), url(pro, "MONTH"), Buyer.GOOD_CARD);
        awaitPlan("Pro");
        SampleSchool other = TwoSchools.ready().b;
        assertEquals(0, other.as("OWNER").get("/plan/payments").expect(200).json().size());
        assertFalse(other.as("OWNER").get("/plan").json().hasNonNull("subscription"));
        other.as("OWNER").post("/plan/cancel", Map.of()).expect(404);
        Answer admin = signedIn("ADMIN").get(school.origin() + "/manage/plan").expect(200);
        assertFalse(admin.body().contains("/manage/plan/cancel"), admin.toString());
        assertEquals("ACTIVE", standing().path("subscription").path("status").asText());
    }

    @Test
    void whatIsPaidIsNotChosenForNothing() {
        assertEquals(
                "PLAN_NOT_FREE",
                owner.put("/plan", "*", Map.of("plan", pro))
                        .expect(402)
                        .json()
                        .path("code")
                        .asText());
        checkout(free, "MONTH").expect(404);
        checkout(pro, "DAY").expect(422);
        owner.post("/plan/cancel", Map.of()).expect(404);
        assertEquals("Free", plan());
    }

    @Test
    void whileStripeDoesNotAnswerNothingChangesAndThePageSaysSo() {
        Sales.control(
                "POST",
                "faults",
                Map.of("kind", "status", "status", 500, "path", "POST /v1/checkout", "times", 20));
        assertEquals(
                "PAYMENT_UNREACHABLE",
                checkout(pro, "MONTH").expect(503).json().path("code").asText());
        Browser browser = signedIn("OWNER");
        Answer page = browser.get(school.origin() + "/manage/plan").expect(200);
        Browser.Form form =
                Browser.forms(page).stream()
                        .filter(one -> pro.equals(one.values().get("plan")))
                        .findFirst()
                        .orElseThrow();
        Answer refused = browser.submit(page, form, Map.of("period", "MONTH")).expect(503);
        assertTrue(refused.body().contains("payment service does not answer"), refused.toString());
        assertEquals("Free", plan());
        Sales.control("DELETE", "faults", Map.of());

        pay(browser, url(pro, "MONTH"), Buyer.GOOD_CARD);
        Sales.control(
                "POST",
                "faults",
                Map.of("kind", "status", "status", 500, "path", "GET /v1/", "times", 200));
        browser.get(school.origin() + "/manage/plan?back=1").expect(200);
        Sales.control("DELETE", "faults", Map.of());
        awaitPlan("Pro");
        assertEquals(1, payments());
    }

    /** What Stripe calls what a school pays. */
    private static String subscription(SampleSchool of) throws SQLException {
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement(
                                "select subscription_id from plan_subscription where tenant_id = ?")) {
            statement.setObject(1, of.id);
            try (var rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        }
    }

    @Test
    void aSchoolThatIsRemovedPaysNothingMore() throws SQLException {
        SampleSchool gone = SampleSchool.withPeople("Rowan");
        Api itsOwner = gone.as("OWNER");
        String url =
                itsOwner.post("/plan/checkout", Map.of("plan", pro, "period", "MONTH"))
                        .expect(200)
                        .json()
                        .path("url")
                        .asText();
        pay(new Browser(), url, Buyer.GOOD_CARD);
        Stack.eventually(
                "its plan",
                SOON,
                () ->
                        Optional.of(itsOwner.get("/plan").expect(200).json())
                                .map(p -> p.path("subscription").path("status").asText())
                                .filter("ACTIVE"::equals));

        platform.send(
                        "DELETE",
                        "/platform/schools/" + gone.slug + "?confirm=" + gone.slug,
                        Map.of(),
                        "")
                .expect(200);

        String subscription = subscription(gone);
        Stack.eventually(
                "the end of its payments",
                SOON,
                () ->
                        Optional.of(new StripeApi().get("/v1/subscriptions/" + subscription))
                                .filter(s -> s.path("cancel_at_period_end").asBoolean()));
    }

    @Test
    void whatSchoolsPayIsThePlatformsOwnWhenStripeIsCompared() throws SQLException {
        StripeClock clock = clock();
        pay(new Browser(), url(pro, "MONTH"), Buyer.GOOD_CARD);
        awaitPlan("Pro");
        String transaction =
                new StripeApi()
                        .get("/v1/charges?customer=" + clock.customer)
                        .path("data")
                        .path(0)
                        .path("balance_transaction")
                        .asText();
        assertTrue(transaction.startsWith("txn_"), transaction);

        String run = Api.id(platform.post("/platform/reconciliations", Map.of()).expect(202));
        JsonNode report =
                Stack.eventually(
                        "the end of the comparison",
                        SOON,
                        () ->
                                Optional.of(
                                                platform.get("/platform/reconciliations/" + run)
                                                        .expect(200)
                                                        .json())
                                        .filter(
                                                json ->
                                                        json.path("run")
                                                                .path("status")
                                                                .asText()
                                                                .equals("DONE")));

        assertFalse(report.path("findings").toString().contains(transaction), report.toString());
    }
}
