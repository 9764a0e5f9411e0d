package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What was earned is what stands in the books. */
@Isolated
class RevenueIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");

    private JsonNode revenue(String query) {
        return owner.get("/revenue" + query).expect(200).json();
    }

    private static JsonNode of(JsonNode report, String currency) {
        for (JsonNode one : report.path("currencies")) {
            if (one.path("currency").asText().equals(currency)) {
                return one;
            }
        }
        throw new AssertionError("no " + currency + " in " + report);
    }

    /** What stands in the books of the school, by currency and account. */
    private Map<String, Long> books() throws SQLException {
        Map<String, Long> sums = new HashMap<>();
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select currency || ' ' || account, sum(amount_minor)
                                from ledger_line where tenant_id = ? group by 1
                                """)) {
            query.setObject(1, school.id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sums.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return sums;
    }

    /** Two currencies, a refund and a dispute. */
    private void sell() {
        Shopper shopper = new Shopper(school);
        SampleCourse euros = Sales.priced(school, 4900);
        JsonNode order = shopper.buys(euros);
        owner.post(
                        "/orders/" + order.path("id").asText() + "/refunds",
                        Map.of("amountMinor", 999, "keepAccess", true))
                .expect(202);
        shopper.await(euros, "PARTLY_REFUNDED");
        SampleCourse yen = Sales.priced(school, 3333, "JPY");
        String dispute = Sales.dispute(shopper.buys(yen).path("paymentIntent").asText());
        Sales.decide(dispute, false);
        shopper.await(yen, "CHARGED_BACK");
    }

    @Test
    void whatIsShownEqualsTheBooksToTheCent() throws SQLException {
        sell();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Lisbon"));
        for (String interval : List.of("DAY", "WEEK", "MONTH")) {
            JsonNode report =
                    revenue(
                            "?from="
                                    + today.minusDays(20)
                                    + "&to="
                                    + today.plusDays(1)
                                    + "&interval="
                                    + interval);
            Map<String, Long> books = books();
            assertEquals("Europe/Lisbon", report.path("timeZone").asText());
            for (JsonNode one : report.path("currencies")) {
                String currency = one.path("currency").asText() + " ";
                JsonNode total = one.path("total");
                assertEquals(
                        -books.getOrDefault(currency + "SALES", 0L),
                        total.path("grossMinor").asLong(),
                        report.toString());
                assertEquals(
                        books.getOrDefault(currency + "REFUNDS", 0L),
                        total.path("refundsMinor").asLong());
                assertEquals(
                        books.getOrDefault(currency + "DISPUTES", 0L),
                        total.path("disputesMinor").asLong());
                assertEquals(
                        books.getOrDefault(currency + "PROCESSOR_FEES", 0L)
                                + books.getOrDefault(currency + "PLATFORM_FEES", 0L),
                        total.path("feesMinor").asLong());
                // What is left is what is at Stripe and not the platform's.
                assertEquals(
                        books.getOrDefault(currency + "STRIPE_BALANCE", 0L)
                                + books.getOrDefault(currency + "DUE_TO_PLATFORM", 0L),
                        one.path("netMinor").asLong());
                long net = 0;
                for (JsonNode period : one.path("periods")) {
                    net += period.path("netMinor").asLong();
                }
                assertEquals(one.path("netMinor").asLong(), net);
            }
            assertTrue(of(report, "JPY").path("total").path("disputesMinor").asLong() >= 3333);
            assertTrue(of(report, "EUR").path("total").path("refundsMinor").asLong() >= 999);
        }
    }

    @Test
    void aTimeThatHasNotComeIsEmptyAndOneThatIsWrongIsRefused() {
        assertEquals(0, revenue("?from=2031-01-01&to=2031-01-31").path("currencies").size());
        owner.get("/revenue?from=2026-02-01&to=2026-01-01").expect(422);
        owner.get("/revenue?from=yesterday").expect(422);
        owner.get("/revenue?from=2020-01-01&to=2026-01-01&interval=DAY").expect(422);
        owner.get("/revenue?from=2020-01-01&to=2026-01-01&interval=MONTH").expect(200);
    }

    @Test
    void thePageDrawsAndTheTablesCarryTheSame() {
        sell();
        Browser admin = school.signedIn("ADMIN");
        Answer page = admin.get(school.origin() + "/manage/revenue").expect(200);
        assertTrue(
                page.body().contains("<svg role=\"img\" aria-label=\"Bars by time"), page.body());
        assertTrue(page.body().contains("class=\"chart-net\""), page.body());
        assertTrue(page.body().contains("revenue.csv?from="), page.body());
        Answer wrong = admin.get(school.origin() + "/manage/revenue?from=2026-02-01&to=2026-01-01");
        assertTrue(wrong.expect(422).body().contains("not before the first"), wrong.toString());

        long net = of(revenue(""), "JPY").path("netMinor").asLong();
        Answer csv = admin.get(school.origin() + "/manage/revenue/revenue.csv").expect(200);
        BigDecimal sum =
                csv.body()
                        .lines()
                        .map(line -> line.strip().split(","))
                        .filter(cells -> cells[1].equals("JPY"))
                        .map(cells -> new BigDecimal(cells[7]))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(net, sum.longValueExact(), csv.body());
    }

    @Test
    void ordersAreATableWithTheFiltersOfTheListAndNoFormulas() throws SQLException {
        Shopper shopper = new Shopper(school);
        SampleCourse course = Sales.priced(school, 4900);
        JsonNode order = shopper.buys(course);
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    "update sales_order set title = '=1+1' where id = cast(? as uuid)",
                    order.path("id").asText());
        }
        Browser admin = school.signedIn("ADMIN");
        String address = school.origin() + "/manage/orders.csv?q=" + shopper.email;

        Answer csv = admin.get(address + "&status=paid").expect(200);

        assertEquals(2, csv.body().strip().lines().count(), csv.body());
        assertTrue(csv.body().contains("'=1+1"), csv.body());
        assertTrue(csv.body().contains("EUR,49.00,0.00"), csv.body());
        assertTrue(csv.body().contains(order.path("number").asText() + ",PAID,"), csv.body());
        assertEquals(
                1,
                admin.get(address + "&status=refunded").expect(200).body().strip().lines().count());
        assertFalse(
                TwoSchools.ready()
                        .a
                        .signedIn("ADMIN")
                        .get(TwoSchools.ready().a.origin() + "/manage/orders.csv")
                        .expect(200)
                        .body()
                        .contains(shopper.email));
    }
}
