package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Courses are bought at the Stripe simulator, by its page, its messages and its faults. */
@Beside.Sales
class OrdersIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String GOOD_CARD = "4242424242424242";
    private static final String REFUSED_CARD = "4000000000000002";
    private static final long PRICE = 4900;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");

    @AfterEach
    void stripeIsWellAgain() {
        Sales.control("DELETE", "faults", Map.of());
        Sales.control("DELETE", "webhooks", Map.of());
    }

    /** Has Stripe do what it is asked, so many times, and lose the answer. */
    private static void losesAnswers(String path, int times) {
        Sales.control(
                "POST", "faults", Map.of("kind", "drop_answer", "path", path, "times", times));
    }

    private static void answers(int status, String path, int times) {
        Sales.control(
                "POST",
                "faults",
                Map.of("kind", "status", "path", path, "times", times, "status", status));
    }

    /** How many checkouts were begun at Stripe. */
    private static long sessions() {
        return Sales.control("GET", "counts", Map.of()).path("checkout.session").asLong();
    }

    private SampleCourse paidCourse() {
        return Sales.priced(school, PRICE);
    }

    /** Somebody new who wants to buy. */
    private final class Buyer {

        private final String email = "buyer-" + System.nanoTime() + "@" + school.slug + ".example";
        private final Browser browser = new Browser();
        private final Api api =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));

        Buyer() {
            Stack.RUNNING.account(school.slug, email, "Berta Buyer", SampleSchool.PASSWORD);
            browser.signIn(school.origin(), "/profile", email, SampleSchool.PASSWORD).expect(200);
        }

        /** Presses "buy"; answers what comes of it, redirects not followed. */
        Answer buy(SampleCourse course) {
            Answer page = browser.get(school.origin() + "/courses/" + course.slug()).expect(200);
            assertTrue(page.body().contains("Buy this course"), page.toString());
            return browser.submit(page, Browser.form(page, "/checkout"), Map.of());
        }

        String checkout(SampleCourse course) {
            return buy(course).expect(303).header("Location").orElseThrow();
        }

        /** Pays on Stripe's page; answers where it leads. */
        Answer pay(String checkout, String card) {
            Answer page = browser.get(checkout).expect(200);
            assertTrue(page.body().contains("49.00"), page.toString());
            return browser.submit(
                    page,
                    Browser.form(page, "/pay/"),
                    Map.of(
                            "email", email,
                            "method", "card",
                            "number", card,
                            "expiry", "12 / 34",
                            "cvc", "123",
                            "name", "Berta Buyer",
                            "country", "DE",
                            "postal_code", "10115",
                            "action", "pay"));
        }

        Answer paid(SampleCourse course) {
            return browser.follow(pay(checkout(course), GOOD_CARD)).expect(200);
        }

        boolean has(SampleCourse course) {
            return api.get("/enrolments").expect(200).body().contains(course.id());
        }

        JsonNode order() {
            return owner.get("/orders?q=" + email)
                    .expect(200)
                    .json()
                    .path("items")
                    .path(0)
                    .path("order");
        }

        JsonNode awaitOrder(String status) {
            return Stack.eventually(
                    "an order that is " + status,
                    SOON,
                    () ->
                            Optional.of(order())
                                    .filter(o -> o.path("status").asText().equals(status)));
        }
    }

    private JsonNode postings(JsonNode order) {
        return owner.get("/orders/" + order.path("id").asText() + "/postings").expect(200).json();
    }

    private static long sum(JsonNode postings, String account) {
        long sum = 0;
        for (JsonNode posting : postings) {
            long all = 0;
            for (JsonNode line : posting.path("lines")) {
                all += line.path("minor").asLong();
                if (line.path("account").asText().equals(account)) {
                    sum += line.path("minor").asLong();
                }
            }
            assertEquals(0, all, posting.toString());
        }
        return sum;
    }

    private Answer refund(JsonNode order, long minor, boolean keep) {
        return owner.post(
                "/orders/" + order.path("id").asText() + "/refunds",
                Map.of("amountMinor", minor, "keepAccess", keep));
    }

    @Test
    void whoPaysHasTheCourseAndAReceipt() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        buyer.api.post("/enrolments", Map.of("course", course.id())).expect(402);
        String checkout = buyer.checkout(course);
        assertEquals(checkout, buyer.checkout(course), "there is one order at a time");

        Answer refused = buyer.pay(checkout, REFUSED_CARD);
        assertTrue(refused.body().contains("declined"), refused.toString());
        assertFalse(buyer.has(course));
        Answer after = buyer.browser.follow(buyer.pay(checkout, GOOD_CARD)).expect(200);

        assertTrue(after.body().contains("The course is yours"), after.toString());
        assertTrue(after.body().contains("Test mode"), "nobody takes it for real money");
        assertTrue(buyer.has(course));
        JsonNode order = buyer.awaitOrder("PAID");
        assertTrue(order.path("number").asLong() > 1000, order.toString());
        JsonNode postings = postings(order);
        assertEquals(1, postings.size(), postings.toString());
        assertEquals(-PRICE, sum(postings, "SALES"));
        assertEquals(-245, sum(postings, "DUE_TO_PLATFORM"));
        long fee = sum(postings, "PROCESSOR_FEES");
        assertTrue(fee > 0, "Stripe keeps something");
        assertEquals(PRICE - fee, sum(postings, "STRIPE_BALANCE"));
        Mail.await(buyer.email, "the receipt", mail -> mail.says("Your receipt"));
        assertTrue(
                buyer.browser
                        .get(school.origin() + "/orders")
                        .body()
                        .contains("receipt " + order.path("number").asText()));
        assertFalse(
                buyer.browser
                        .get(school.origin() + "/courses/" + course.slug())
                        .body()
                        .contains("Buy this course"));
    }

    @Test
    void whatGoesBackTakesTheCourseUnlessItIsKept() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        buyer.paid(course);
        JsonNode order = buyer.awaitOrder("PAID");

        refund(order, 0, false).expect(422);
        assertTrue(refund(order, PRICE + 1, false).expect(409).body().contains("49.00 EUR"));
        refund(order, 1000, true).expect(202);
        JsonNode partly = buyer.awaitOrder("PARTLY_REFUNDED");
        assertEquals(1000, partly.path("refundedMinor").asLong());
        assertTrue(buyer.has(course));
        refund(order, PRICE, false).expect(409);

        refund(order, PRICE - 1000, false).expect(202);
        buyer.awaitOrder("REFUNDED");
        assertFalse(buyer.has(course));
        JsonNode postings = postings(order);
        assertEquals(3, postings.size(), postings.toString());
        assertEquals(PRICE, sum(postings, "REFUNDS"));
        assertEquals(0, sum(postings, "DUE_TO_PLATFORM"));
        assertEquals(-sum(postings, "PROCESSOR_FEES"), sum(postings, "STRIPE_BALANCE"));
        refund(order, 1, false).expect(409);

        // They may buy it again, and go on where they were.
        buyer.paid(course);
        assertTrue(buyer.has(course));
    }

    @Test
    void messagesThatComeOftenAndInAnyOrderHaveOneEffect() {
        Sales.control("POST", "webhooks", Map.of("copies", 5, "window", 8));
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        // Nobody comes back from Stripe's page.
        buyer.pay(buyer.checkout(course), GOOD_CARD);
        JsonNode order = buyer.awaitOrder("PAID");
        Sales.control("POST", "webhooks/flush", Map.of());
        refund(order, 700, true).expect(202);
        Sales.control("POST", "webhooks/flush", Map.of());
        buyer.awaitOrder("PARTLY_REFUNDED");

        assertTrue(buyer.has(course));
        assertEquals(2, postings(order).size());
        Mail.await(buyer.email, "the receipt", mail -> mail.says("Your receipt"));
        assertEquals(
                1, Mail.to(buyer.email).stream().filter(mail -> mail.says("Your receipt")).count());
    }

    @Test
    void accessComesWithoutAnyMessage() {
        Sales.control("POST", "webhooks/lose", Map.of("type", "*", "count", 1000));
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        buyer.pay(buyer.checkout(course), GOOD_CARD);

        buyer.awaitOrder("PAID");
        assertTrue(buyer.has(course));
    }

    @Test
    void whileStripeDoesNotAnswerTheBuyerIsToldTheTruthAndPaysOnce() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        answers(500, "POST /v1/checkout/sessions", 10);
        Answer down = buyer.buy(course).expect(503);
        assertTrue(down.body().contains("Nothing was charged"), down.toString());
        Sales.control("DELETE", "faults", Map.of());

        // It is done, and the answer is lost: asked for again, it is the same.
        long before = sessions();
        losesAnswers("POST /v1/checkout/sessions", 3);
        buyer.buy(course).expect(503);
        Sales.control("DELETE", "faults", Map.of());
        String checkout = buyer.checkout(course);
        assertEquals(before + 1, sessions());
        answers(503, "GET /v1/checkout/sessions", 4);
        Answer unknown = buyer.browser.follow(buyer.pay(checkout, GOOD_CARD));
        assertTrue(
                unknown.body().contains("does not answer just now")
                        || unknown.body().contains("The course is yours"),
                unknown.toString());
        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(1, postings(order).size());
        assertTrue(buyer.has(course));
    }

    @Test
    void aRefundWhoseAnswerIsLostIsMadeOnce() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        buyer.paid(course);
        JsonNode order = buyer.awaitOrder("PAID");
        losesAnswers("POST /v1/refunds", 3);

        refund(order, 1500, true).expect(202);

        JsonNode partly = buyer.awaitOrder("PARTLY_REFUNDED");
        assertEquals(1500, partly.path("refundedMinor").asLong());
        assertEquals(
                1,
                owner.get("/orders/" + order.path("id").asText() + "/refunds")
                        .expect(200)
                        .json()
                        .size());
    }

    @Test
    void manyWhoPressAtOnceHaveOneOrderEach() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        List<String> addresses =
                IntStream.range(0, 6)
                        .parallel()
                        .mapToObj(i -> buyer.checkout(course))
                        .distinct()
                        .toList();

        assertEquals(1, addresses.size(), addresses.toString());
    }

    @Test
    void aPriceThatChangesIsThePriceThatIsPaid() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        String before = buyer.checkout(course);
        Sales.reprice(school, course, 5900);

        String after = buyer.checkout(course);

        assertFalse(before.equals(after));
        assertTrue(buyer.browser.get(after).body().contains("59.00"));
        assertEquals(2, owner.get("/orders?q=" + buyer.email).json().path("items").size());
    }

    @Test
    void anOrderWhoseCheckoutNeverOpenedIsGivenUp() throws SQLException {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        answers(500, "POST /v1/checkout/sessions", 10);
        buyer.buy(course).expect(503);
        Sales.control("DELETE", "faults", Map.of());
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    "update sales_order set created_at = created_at - interval '3 hours' where id = cast(? as uuid)",
                    buyer.order().path("id").asText());
        }

        buyer.paid(course);

        assertTrue(buyer.has(course));
        assertEquals(
                List.of("PAID", "EXPIRED"),
                owner.get("/orders?q=" + buyer.email)
                        .expect(200)
                        .json()
                        .findValuesAsText("status"));
    }

    @Test
    void aPriceThatChangesBeforeTheCheckoutOpensIsThePriceThatIsPaid() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        answers(500, "POST /v1/checkout/sessions", 10);
        buyer.buy(course).expect(503);
        Sales.control("DELETE", "faults", Map.of());
        Sales.reprice(school, course, 5900);

        assertTrue(buyer.browser.get(buyer.checkout(course)).body().contains("59.00"));
    }

    @Test
    void whatStripeHasNotSignedIsRefused() {
        Answer refused =
                Stack.send(
                        "POST",
                        Stack.RUNNING.url() + "/api/v1/stripe/events",
                        Map.of("Stripe-Signature", "t=1,v1=00", "Content-Type", "application/json"),
                        "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\"}");
        assertEquals(401, refused.status(), refused.toString());
    }

    @Test
    void theBooksBalanceAndStay() throws SQLException {
        UUID posting = UUID.randomUUID();
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            Stack.execute(
                    connection,
                    """
                    insert into ledger_posting (tenant_id, id, kind, source, occurred_at, created_at)
                    values (?, ?, 'SALE', 'ch_unbalanced', now(), now())
                    """,
                    school.id,
                    posting);
            for (int minor : new int[] {5, -4}) {
                Stack.execute(
                        connection,
                        """
                        insert into ledger_line (tenant_id, id, posting_id, account, currency, amount_minor)
                        values (?, gen_random_uuid(), ?, 'SALES', 'EUR', ?)
                        """,
                        school.id,
                        posting,
                        minor);
            }
            assertThrows(SQLException.class, connection::commit);
            connection.rollback();
            for (String change :
                    List.of(
                            "update ledger_line set amount_minor = 1",
                            "delete from ledger_line",
                            "update ledger_posting set kind = 'REFUND'",
                            "delete from ledger_posting")) {
                SQLException refused =
                        assertThrows(SQLException.class, () -> Stack.execute(connection, change));
                assertTrue(refused.getMessage().contains("not changed"), refused.getMessage());
                connection.rollback();
            }
        }
    }

    @Test
    void ordersOfOthersAreNotThere() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        buyer.checkout(course);
        String id = buyer.order().path("id").asText();

        assertEquals(
                404, school.signedIn("LEARNER").get(school.origin() + "/orders/" + id).status());
        TwoSchools.ready().a.as("OWNER").get("/orders/" + id).expect(404);
    }

    @Test
    void theOwnerPaysBackOnAPage() {
        SampleCourse course = paidCourse();
        Buyer buyer = new Buyer();
        buyer.paid(course);
        JsonNode order = buyer.awaitOrder("PAID");
        Browser admin = new Browser();
        admin.signIn(school.origin(), "/manage", school.email("ADMIN"), SampleSchool.PASSWORD);
        String address = school.origin() + "/manage/orders/" + order.path("id").asText();

        Answer list = admin.get(school.origin() + "/manage/orders?q=" + buyer.email).expect(200);
        assertTrue(list.body().contains("Berta Buyer"), list.toString());
        Answer page = admin.get(address).expect(200);
        assertTrue(page.body().contains("Balance at Stripe"), page.toString());
        Browser.Form form = Browser.form(page, "/refund");
        Answer wrong = admin.submit(page, form, Map.of("amount", "a lot"));
        assertTrue(
                wrong.expect(422).body().contains("Write an amount like 19.99."), wrong.toString());
        Map<String, String> values = new HashMap<>(form.values());
        values.remove("keepAccess");
        values.put("amount", "49,00");
        Answer done =
                admin.follow(admin.submit(page, new Browser.Form(form.action(), values), Map.of()));

        assertTrue(done.expect(200).body().contains("The course goes"), done.toString());
        buyer.awaitOrder("REFUNDED");
        assertFalse(buyer.has(course));
    }
}
