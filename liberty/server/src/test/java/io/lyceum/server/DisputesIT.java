package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payments are disputed at the Stripe simulator. */
@Beside.Sales
class DisputesIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final long PRICE = 4900;
    private static final long SHARE = 245;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");
    private final SampleCourse course = Sales.priced(school, PRICE);
    private final Shopper shopper = new Shopper(school);
    private final JsonNode order = shopper.buys(course);

    @AfterEach
    void messagesGoAsUsual() {
        Sales.control("DELETE", "webhooks", Map.of());
    }

    private String intent() {
        return order.path("paymentIntent").asText();
    }

    private String id() {
        return order.path("id").asText();
    }

    private JsonNode await(String dispute, String status) {
        return Stack.eventually(
                "a dispute that is " + status,
                SOON,
                () -> {
                    for (JsonNode line :
                            owner.get("/disputes?status=" + status)
                                    .expect(200)
                                    .json()
                                    .path("items")) {
                        if (line.path("dispute").path("disputeId").asText().equals(dispute)) {
                            return Optional.of(line);
                        }
                    }
                    return Optional.empty();
                });
    }

    /** Sums of the order's postings by account; each of them balances. */
    private Map<String, Long> books() {
        Map<String, Long> sums = new HashMap<>();
        for (JsonNode posting : owner.get("/orders/" + id() + "/postings").expect(200).json()) {
            long all = 0;
            for (JsonNode line : posting.path("lines")) {
                all += line.path("minor").asLong();
                sums.merge(line.path("account").asText(), line.path("minor").asLong(), Long::sum);
            }
            assertEquals(0, all, posting.toString());
        }
        return sums;
    }

    private Answer page(String address) {
        return school.signedIn("ADMIN").get(school.origin() + address).expect(200);
    }

    @Test
    void whileItIsOpenTheMoneyIsGoneAndTheCourseStays() {
        String dispute = Sales.dispute(intent());

        JsonNode line = await(dispute, "NEEDS_RESPONSE");
        assertEquals("fraudulent", line.path("dispute").path("reason").asText());
        assertEquals(PRICE, line.path("dispute").path("amountMinor").asLong());
        assertTrue(line.path("dispute").path("dueAt").isTextual(), line.toString());
        assertEquals(shopper.email, line.path("email").asText());
        assertTrue(shopper.has(course));
        assertEquals("PAID", shopper.await(course, "PAID").path("status").asText());
        Map<String, Long> books = books();
        assertEquals(PRICE, books.get("DISPUTES"));
        assertEquals(0, books.get("DUE_TO_PLATFORM"), "the platform's share goes back");
        assertEquals(-books.get("PROCESSOR_FEES"), books.get("STRIPE_BALANCE"));
        assertTrue(
                owner.post("/orders/" + id() + "/refunds", Map.of("amountMinor", 100))
                        .expect(409)
                        .body()
                        .contains("ORDER_DISPUTED"));
        Answer page = page("/manage/orders/" + id());
        assertTrue(page.body().contains("did not buy this"), page.toString());
        assertTrue(page.body().contains("Evidence until"), page.toString());
        assertFalse(page.body().contains("/refund\""), "nothing can be given back");
        assertTrue(page("/manage/disputes?state=open").body().contains("/manage/orders/" + id()));
        assertFalse(page("/manage/disputes?state=lost").body().contains("/manage/orders/" + id()));
        Mail mail =
                Mail.await(
                        school.email("OWNER"),
                        "a dispute",
                        m -> m.says("/manage/orders/" + id()) && m.says("is disputed"));
        assertTrue(mail.says("€"), mail.text());
    }

    @Test
    void whoLosesTheDisputeLosesTheCourse() {
        String dispute = Sales.dispute(intent());
        await(dispute, "NEEDS_RESPONSE");
        Sales.decide(dispute, false);

        await(dispute, "LOST");
        shopper.await(course, "CHARGED_BACK");
        assertFalse(shopper.has(course));
        Map<String, Long> books = books();
        assertEquals(PRICE, books.get("DISPUTES"));
        assertEquals(0, books.get("DUE_TO_PLATFORM"));
        assertTrue(page("/manage/disputes?state=lost").body().contains("/manage/orders/" + id()));
        assertTrue(
                page("/manage/orders?status=charged_back")
                        .body()
                        .contains("/manage/orders/" + id()));
        // It can be bought again.
        shopper.buys(course);
        assertTrue(shopper.has(course));
    }

    @Test
    void whatIsWonIsBackButTheFee() {
        long fee = books().get("PROCESSOR_FEES");
        String dispute = Sales.dispute(intent());
        await(dispute, "NEEDS_RESPONSE");
        Sales.decide(dispute, true);

        await(dispute, "WON");
        assertTrue(shopper.has(course));
        shopper.await(course, "PAID");
        Map<String, Long> books = books();
        assertEquals(0, books.get("DISPUTES"));
        assertEquals(-SHARE, books.get("DUE_TO_PLATFORM"));
        assertEquals(fee + 1500, books.get("PROCESSOR_FEES"));
        assertEquals(PRICE - fee - 1500, books.get("STRIPE_BALANCE"));
        // What was won can be given back.
        owner.post("/orders/" + id() + "/refunds", Map.of("amountMinor", PRICE)).expect(202);
        shopper.await(course, "REFUNDED");
    }

    @Test
    void aPartThatIsLostLeavesTheCourse() {
        owner.post("/orders/" + id() + "/refunds", Map.of("amountMinor", 900, "keepAccess", true))
                .expect(202);
        shopper.await(course, "PARTLY_REFUNDED");
        String charge =
                Sales.stripe("GET", "payment_intents/" + intent(), Map.of())
                        .json()
                        .path("latest_charge")
                        .asText();
        String dispute =
                Sales.control(
                                "POST",
                                "disputes",
                                Map.of("charge", charge, "reason", "general", "amount", 1000))
                        .path("id")
                        .asText();
        Sales.decide(dispute, false);

        await(dispute, "LOST");
        shopper.await(course, "PARTLY_REFUNDED");
        assertTrue(shopper.has(course));
        assertEquals(1000, books().get("DISPUTES"));
    }

    @Test
    void messagesThatComeOftenAndInAnyOrderHaveOneEffect() {
        Sales.control("POST", "webhooks", Map.of("copies", 5, "window", 6));
        String dispute = Sales.dispute(intent());
        Sales.decide(dispute, false);
        Sales.control("POST", "webhooks/flush", Map.of());

        await(dispute, "LOST");
        shopper.await(course, "CHARGED_BACK");
        assertEquals(PRICE, books().get("DISPUTES"));
        assertEquals(2, owner.get("/orders/" + id() + "/postings").json().size());
    }

    @Test
    void disputesOfOthersAreNotThere() {
        String dispute = Sales.dispute(intent());
        await(dispute, "NEEDS_RESPONSE");

        assertFalse(
                TwoSchools.ready()
                        .a
                        .as("OWNER")
                        .get("/disputes")
                        .expect(200)
                        .body()
                        .contains(dispute));
    }
}
