package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stripe is compared with the books; the simulator loses messages meanwhile. */
@Beside.Sales
class ReconciliationIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long PRICE = 4900;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");
    private final Api platform = Stack.platform();

    @AfterEach
    void stripeIsWellAgain() {
        Sales.control("DELETE", "webhooks", Map.of());
        Sales.control("DELETE", "faults", Map.of());
    }

    private JsonNode compare() {
        JsonNode begun = platform.post("/platform/reconciliations", Map.of()).expect(202).json();
        return ended(begun.path("id").asText());
    }

    private JsonNode ended(String run) {
        return Stack.eventually(
                "the end of a comparison",
                SOON,
                () ->
                        Optional.of(platform.get("/platform/reconciliations/" + run).expect(200))
                                .map(Answer::json)
                                .filter(
                                        report ->
                                                !report.path("run")
                                                        .path("status")
                                                        .asText()
                                                        .equals("RUNNING")));
    }

    private List<JsonNode> findings(JsonNode report, String kind, SampleSchool of) {
        assertEquals("DONE", report.path("run").path("status").asText(), report.toString());
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode finding : report.path("findings")) {
            if (finding.path("kind").asText().equals(kind)
                    && finding.path("slug").asText().equals(of == null ? "" : of.slug)) {
                found.add(finding);
            }
        }
        return found;
    }

    private static void everythingGetsLost() {
        Sales.control("POST", "webhooks/lose", Map.of("type", "*", "count", 1000));
    }

    private void assertEqual(JsonNode report) {
        int currencies = 0;
        for (JsonNode sum : report.path("sums")) {
            if (sum.path("slug").asText().equals(school.slug)) {
                currencies++;
                assertEquals(
                        sum.path("stripeMinor").asLong(),
                        sum.path("ledgerMinor").asLong(),
                        report.toString());
            }
        }
        assertTrue(currencies > 0, report.toString());
    }

    @Test
    void whatWasNeverToldIsFoundAndRepaired() {
        SampleCourse course = Sales.priced(school, PRICE);
        Shopper shopper = new Shopper(school);
        JsonNode order = shopper.buys(course);
        compare();
        everythingGetsLost();
        String dispute = Sales.dispute(order.path("paymentIntent").asText());
        Sales.decide(dispute, false);

        JsonNode report = compare();

        List<String> missed =
                findings(report, "EVENT_MISSED", school).stream()
                        .filter(f -> f.path("order").asText().equals(order.path("id").asText()))
                        .map(f -> f.path("type").asText())
                        .toList();
        assertTrue(missed.contains("charge.dispute.created"), report.toString());
        assertTrue(missed.contains("charge.dispute.closed"), report.toString());
        assertEquals("CHARGED_BACK", shopper.order(course).orElseThrow().path("status").asText());
        assertFalse(shopper.has(course));
        assertEqual(report);
        // It is repaired once.
        assertTrue(
                findings(compare(), "EVENT_MISSED", school).stream()
                        .noneMatch(
                                f -> f.path("order").asText().equals(order.path("id").asText())));
    }

    @Test
    void whatIsMissingInTheBooksIsPosted() throws SQLException {
        SampleCourse course = Sales.priced(school, PRICE);
        Shopper shopper = new Shopper(school);
        JsonNode order = shopper.buys(course);
        compare();
        everythingGetsLost();
        String intent = order.path("paymentIntent").asText();
        String refund =
                Sales.stripe("POST", "refunds", Map.of("payment_intent", intent, "amount", "1200"))
                        .expect(200)
                        .json()
                        .path("id")
                        .asText();
        // As if its messages had come, and what they are about had not been done.
        try (Connection connection = Stack.superuser()) {
            for (JsonNode event :
                    Sales.stripe("GET", "events", Map.of("limit", "20"))
                            .expect(200)
                            .json()
                            .path("data")) {
                Stack.execute(
                        connection,
                        """
                        insert into payment_event (tenant_id, id, event_id, type, body, received_at)
                        values (?, gen_random_uuid(), ?, ?, '{}', now())
                        on conflict do nothing
                        """,
                        school.id,
                        event.path("id").asText(),
                        event.path("type").asText());
            }
        }

        JsonNode report = compare();

        List<JsonNode> repaired =
                findings(report, "REPAIRED", school).stream()
                        .filter(f -> f.path("order").asText().equals(order.path("id").asText()))
                        .toList();
        assertEquals(1, repaired.size(), report.toString());
        assertEquals(-1200, repaired.get(0).path("stripeMinor").asLong());
        assertEquals(-1200, repaired.get(0).path("ledgerMinor").asLong());
        assertTrue(
                owner.get("/orders/" + order.path("id").asText() + "/postings")
                        .body()
                        .contains(refund));
        assertEqual(report);
    }

    @Test
    void whatNobodyCanExplainIsToldOneByOne() {
        // A school with a sale in its books that Stripe does not know.
        SampleSchool other = TwoSchools.ready().a;
        new Shopper(other).buys(Sales.priced(other, PRICE));
        String intent =
                Sales.stripe(
                                "POST",
                                "payment_intents",
                                Map.of(
                                        "amount",
                                        "777",
                                        "currency",
                                        "eur",
                                        "confirm",
                                        "true",
                                        "payment_method",
                                        "pm_card_visa",
                                        "payment_method_types[0]",
                                        "card"))
                        .expect(200)
                        .json()
                        .path("id")
                        .asText();

        JsonNode report = compare();

        assertTrue(
                findings(report, "UNEXPLAINED", null).stream()
                        .anyMatch(f -> f.path("stripeMinor").asLong() > 700),
                intent + " in " + report);
        assertTrue(
                findings(report, "UNEXPLAINED", other).stream()
                        .anyMatch(
                                f ->
                                        f.path("stripeId").asText().equals("ch_a")
                                                && f.path("ledgerMinor").asLong() == 4900),
                report.toString());
        assertTrue(report.path("run").path("unexplained").asInt() >= 2, report.toString());
    }

    @Test
    void aComparisonThatStripeBreaksOffIsMadeAgain() {
        new Shopper(school).buys(Sales.priced(school, PRICE));
        Sales.control(
                "POST",
                "faults",
                Map.of(
                        "kind",
                        "status",
                        "path",
                        "GET /v1/balance_transactions",
                        "times",
                        10,
                        "status",
                        500));
        JsonNode begun = platform.post("/platform/reconciliations", Map.of()).expect(202).json();
        JsonNode broken = ended(begun.path("id").asText());
        assertEquals("FAILED", broken.path("run").path("status").asText(), broken.toString());
        assertTrue(broken.path("run").path("error").asText().contains("does not answer"));
        Sales.control("DELETE", "faults", Map.of());

        JsonNode again = compare();

        assertEquals(
                broken.path("run").path("since").asText(),
                again.path("run").path("since").asText());
        assertEqual(again);
    }

    @Test
    void theReportIsAPage() {
        new Shopper(school).buys(Sales.priced(school, PRICE));
        String run = compare().path("run").path("id").asText();
        Browser browser = new Browser();
        browser.signIn(
                Stack.platformUrl(),
                "/platform/reconciliation",
                Stack.RUNNING.platformAdmin().user(),
                Stack.RUNNING.platformAdmin().password());

        Answer list = browser.get(Stack.platformUrl() + "/platform/reconciliation").expect(200);
        assertTrue(list.body().contains("/platform/reconciliation/" + run), list.toString());
        Answer page =
                browser.get(Stack.platformUrl() + "/platform/reconciliation/" + run).expect(200);
        assertTrue(page.body().contains("/platform/schools/" + school.slug), page.toString());
        assertTrue(page.body().contains("EUR"), page.toString());
    }
}
