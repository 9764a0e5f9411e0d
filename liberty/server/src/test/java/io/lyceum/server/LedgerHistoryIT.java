package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories: people buy, money goes back from here and at Stripe, refunds fail, banks
 * dispute and decide, while messages come often, in any order or not at all, and answers get lost.
 * Whatever happens, the books equal Stripe's balance to the cent.
 *
 * <p>{@code -Dlyceum.test.seed=…} repeats a history, {@code -Dlyceum.test.steps=…} makes it longer.
 */
@Beside.Sales
class LedgerHistoryIT {

    private static final long SEED = Long.getLong("lyceum.test.seed", 20261122L);
    private static final int STEPS = Integer.getInteger("lyceum.test.steps", 60);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

    private final Random random = new Random(SEED);
    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");
    private final List<String> told = new ArrayList<>();
    private final List<Bought> bought = new ArrayList<>();
    private final List<Shopper> shoppers = List.of(new Shopper(school), new Shopper(school));

    /** What there is to buy, in each currency. */
    private final List<SampleCourse> courses = new ArrayList<>();

    /** A payment of somebody, by what was done with it. */
    private static final class Bought {

        private final Shopper shopper;
        private final SampleCourse course;
        private final String session;
        private String intent = "";
        private final List<String> refunds = new ArrayList<>();
        private Optional<String> dispute = Optional.empty();
        private boolean decided;

        private Bought(Shopper shopper, SampleCourse course, String session) {
            this.shopper = shopper;
            this.course = course;
            this.session = session;
        }
    }

    @AfterEach
    void stripeIsWellAgain() {
        Sales.control("DELETE", "faults", Map.of());
        Sales.control("DELETE", "webhooks", Map.of());
    }

    @Test
    void theBooksEqualTheBalanceWhateverHappens() throws SQLException {
        for (int i = 0; i < 9; i++) {
            courses.add(Sales.priced(school, 1000 + random.nextInt(9000), CURRENCIES.get(i % 3)));
        }
        try {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            calm();
            settled();
            compare();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", after:\n" + String.join("\n", told), e);
        }
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 12) {
            disturb();
        } else if (what < 50 || bought.isEmpty()) {
            buy();
        } else {
            Bought one = bought.get(random.nextInt(bought.size()));
            intent(one);
            if (one.intent.isEmpty()) {
                return;
            }
            if (what < 62) {
                refundHere(one);
            } else if (what < 74) {
                refundThere(one);
            } else if (what < 80) {
                fail(one);
            } else if (what < 90) {
                dispute(one);
            } else {
                decide(one);
            }
        }
    }

    /** Messages and answers go wrong from now on, in one of some ways, or well again. */
    private void disturb() {
        switch (random.nextInt(6)) {
            case 0 -> {
                note("messages come five times, shuffled");
                Sales.control("POST", "webhooks", Map.of("copies", 5, "window", 8));
            }
            case 1 -> {
                note("messages get lost");
                Sales.control("POST", "webhooks/lose", Map.of("type", "*", "count", 6));
            }
            case 2 -> {
                note("an answer about a refund gets lost");
                fault("drop_answer", "POST /v1/refunds", 1 + random.nextInt(4));
            }
            case 3 -> {
                note("an answer about a checkout gets lost");
                fault("drop_answer", "POST /v1/checkout/sessions", 1);
            }
            case 4 -> {
                note("Stripe does not answer how a checkout stands");
                fault("refuse", "GET /v1/checkout/sessions", 1 + random.nextInt(4));
            }
            default -> {
                note("all is well again");
                calm();
            }
        }
    }

    private static void fault(String kind, String path, int times) {
        Sales.control("POST", "faults", Map.of("kind", kind, "path", path, "times", times));
    }

    private void calm() {
        Sales.control("DELETE", "faults", Map.of());
        Sales.control("DELETE", "webhooks", Map.of());
        Sales.control("POST", "webhooks/flush", Map.of());
    }

    private void note(String what) {
        told.add(told.size() + 1 + ". " + what);
    }

    private void buy() {
        Shopper shopper = shoppers.get(random.nextInt(shoppers.size()));
        SampleCourse course = courses.get(random.nextInt(courses.size()));
        if (shopper.has(course)) {
            return;
        }
        Answer pressed = shopper.press(course);
        if (pressed.status() != 303) {
            note("the checkout did not open: " + pressed.status());
            return;
        }
        String checkout = pressed.header("Location").orElseThrow();
        if (!checkout.contains("/pay")) {
            note("nothing to pay: " + checkout);
            return;
        }
        boolean refused = random.nextInt(6) == 0;
        if (refused) {
            shopper.pay(checkout, "4000000000000002");
        }
        Answer paid = shopper.pay(checkout, Shopper.GOOD_CARD);
        String session = checkout.replaceFirst(".*(cs_\\w+).*", "$1");
        bought.add(new Bought(shopper, course, session));
        note((refused ? "is refused, then " : "") + "buys " + course.slug());
        if (random.nextBoolean()) {
            shopper.comeBack(paid);
        }
    }

    /** Which payment it was, as Stripe says: the school may not have heard of it. */
    private void intent(Bought one) {
        if (!one.intent.isEmpty()) {
            return;
        }
        String order = order(one).orElseThrow().path("id").asText();
        for (JsonNode intent :
                Sales.stripe("GET", "payment_intents", Map.of("limit", "100"))
                        .expect(200)
                        .json()
                        .path("data")) {
            if (intent.path("metadata").path("lyceum_order").asText().equals(order)
                    && intent.path("status").asText().equals("succeeded")) {
                one.intent = intent.path("id").asText();
            }
        }
    }

    private Optional<JsonNode> order(Bought one) {
        return one.shopper.orders().stream()
                .filter(order -> order.path("session").asText().equals(one.session))
                .findFirst();
    }

    private void refundHere(Bought one) {
        Optional<JsonNode> order = order(one).filter(o -> o.path("number").isNumber());
        if (order.isEmpty()) {
            return;
        }
        long left =
                order.get().path("totalMinor").asLong()
                        - order.get().path("refundedMinor").asLong();
        if (left == 0) {
            return;
        }
        long minor = random.nextInt(3) == 0 ? left : 1 + random.nextInt((int) left);
        Answer answer =
                owner.post(
                        "/orders/" + order.get().path("id").asText() + "/refunds",
                        Map.of("amountMinor", minor, "keepAccess", random.nextBoolean()));
        note("pays back " + minor + " of " + one.intent + ": " + answer.status());
        assertTrue(Set.of(202, 409).contains(answer.status()), answer.toString());
    }

    private void refundThere(Bought one) {
        Map<String, String> form = new HashMap<>(Map.of("payment_intent", one.intent));
        if (random.nextBoolean()) {
            form.put("amount", String.valueOf(1 + random.nextInt(500)));
        }
        // Faults are for what the school asks.
        Sales.control("DELETE", "faults", Map.of());
        Answer answer = Sales.stripe("POST", "refunds", form);
        note("is paid back at Stripe, " + form + ": " + answer.status());
        if (answer.status() == 200) {
            one.refunds.add(answer.json().path("id").asText());
        }
    }

    private void fail(Bought one) {
        if (!one.refunds.isEmpty()) {
            String refund = one.refunds.remove(random.nextInt(one.refunds.size()));
            Sales.control(
                    "POST", "refunds/" + refund, Map.of("failure_reason", "lost_or_stolen_card"));
            note("the bank sends back " + refund);
        }
    }

    private void dispute(Bought one) {
        JsonNode charge =
                Sales.stripe(
                                "GET",
                                "payment_intents/" + one.intent,
                                Map.of("expand[0]", "latest_charge"))
                        .expect(200)
                        .json()
                        .path("latest_charge");
        long left = charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        if (one.dispute.isEmpty() && left > 0) {
            one.dispute = Optional.of(Sales.dispute(one.intent));
            note("disputes " + one.intent);
        }
    }

    private void decide(Bought one) {
        if (one.dispute.isPresent() && !one.decided) {
            boolean won = random.nextBoolean();
            Sales.decide(one.dispute.get(), won);
            one.decided = true;
            note((won ? "wins " : "loses ") + one.intent);
        }
    }

    /** Waits until the school knows all; what was never told is found by comparing. */
    private void settled() {
        Api platform = Stack.platform();
        Stack.eventually(
                "settled orders", SOON, () -> waiting() ? Optional.empty() : Optional.of(true));
        String run =
                platform.post("/platform/reconciliations", Map.of())
                        .expect(202)
                        .json()
                        .path("id")
                        .asText();
        Stack.eventually(
                "the end of the comparison",
                SOON,
                () ->
                        Optional.of(platform.get("/platform/reconciliations/" + run).expect(200))
                                .filter(
                                        report ->
                                                report.json()
                                                        .path("run")
                                                        .path("status")
                                                        .asText()
                                                        .equals("DONE")));
        Stack.eventually(
                "settled orders", SOON, () -> waiting() ? Optional.empty() : Optional.of(true));
    }

    /** Tells whether an order of these people is still to be looked at. */
    private boolean waiting() {
        return shoppers.stream()
                .anyMatch(
                        shopper ->
                                !rows("""
                                                select o.id
                                                from sales_order o
                                                join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
                                                where o.tenant_id = ?
                                                  and p.email = '%s'
                                                  and o.check_at is not null
                                                  and (o.status <> 'PENDING' or o.check_at <= o.told_at)
                                                """
                                                .formatted(shopper.email))
                                        .isEmpty());
    }

    private List<List<String>> rows(String sql) {
        try (Connection connection = Stack.superuser();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, school.id);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void compare() {
        Map<String, JsonNode> orders = new LinkedHashMap<>();
        for (Shopper shopper : shoppers) {
            for (JsonNode order : shopper.orders()) {
                if (order.path("paymentIntent").isTextual()) {
                    orders.put(order.path("paymentIntent").asText(), order);
                }
            }
        }
        Set<String> paid =
                bought.stream()
                        .peek(this::intent)
                        .map(one -> one.intent)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(paid, new TreeSet<>(orders.keySet()), "every payment is an order's");
        assertTrue(paid.size() >= 3, "too little was bought to say anything");
        assertEquals(balance(paid), books(orders), "the books equal the balance");
        assertAccess(orders);
        assertReceipts();
        assertEquals(
                List.of(),
                rows(
                        """
                        select posting_id, currency from ledger_line where tenant_id = ?
                        group by posting_id, currency having sum(amount_minor) <> 0
                        """));
    }

    /** Sums of the balance transactions of payments, by currency. */
    private static Map<String, Long> balance(Set<String> intents) {
        Map<String, Long> sums = new TreeMap<>();
        String after = "";
        boolean more = true;
        while (more) {
            Map<String, String> form =
                    new HashMap<>(Map.of("limit", "100", "expand[0]", "data.source"));
            if (!after.isEmpty()) {
                form.put("starting_after", after);
            }
            JsonNode page = Sales.stripe("GET", "balance_transactions", form).expect(200).json();
            for (JsonNode transaction : page.path("data")) {
                after = transaction.path("id").asText();
                if (intents.contains(transaction.path("source").path("payment_intent").asText())) {
                    sums.merge(
                            transaction.path("currency").asText().toUpperCase(),
                            transaction.path("net").asLong(),
                            Long::sum);
                }
            }
            more = page.path("has_more").asBoolean();
        }
        return sums;
    }

    private Map<String, Long> books(Map<String, JsonNode> orders) {
        Map<String, Long> sums = new TreeMap<>();
        for (JsonNode order : orders.values()) {
            String id = order.path("id").asText();
            for (JsonNode posting : owner.get("/orders/" + id + "/postings").expect(200).json()) {
                for (JsonNode line : posting.path("lines")) {
                    if (line.path("account").asText().equals("STRIPE_BALANCE")) {
                        sums.merge(
                                line.path("currency").asText(),
                                line.path("minor").asLong(),
                                Long::sum);
                    }
                }
            }
        }
        return sums;
    }

    /** Who may use a course is whoever has an order of it that says so. */
    private void assertAccess(Map<String, JsonNode> orders) {
        Map<String, String> entitled = new HashMap<>();
        for (List<String> row :
                rows("select order_id, ended_at is null from entitlement where tenant_id = ?")) {
            entitled.put(row.get(0), row.get(1));
        }
        for (JsonNode order : orders.values()) {
            String id = order.path("id").asText();
            boolean open = "t".equals(entitled.get(id));
            String status = order.path("status").asText();
            switch (status) {
                case "PAID" -> assertTrue(open, "paid and closed: " + order);
                case "CHARGED_BACK" -> assertTrue(!open, "charged back and open: " + order);
                default -> {
                    boolean takes = false;
                    boolean failed = false;
                    for (JsonNode refund :
                            owner.get("/orders/" + id + "/refunds").expect(200).json()) {
                        failed |= refund.path("status").asText().equals("FAILED");
                        takes |=
                                refund.path("status").asText().equals("DONE")
                                        && !refund.path("keepAccess").asBoolean();
                    }
                    // What came back of a refund may have opened it again.
                    assertTrue(failed || open != takes, status + " " + order);
                }
            }
        }
        for (Shopper shopper : shoppers) {
            for (SampleCourse course : courses) {
                boolean open =
                        bought.stream()
                                .filter(one -> one.shopper == shopper && one.course.equals(course))
                                .map(one -> orders.get(one.intent).path("id").asText())
                                .anyMatch(id -> "t".equals(entitled.get(id)));
                assertEquals(open, shopper.has(course), shopper.email + " " + course.slug());
            }
        }
    }

    /** No number twice and none missing. */
    private void assertReceipts() {
        List<Long> numbers =
                rows("select number from sales_order where tenant_id = ? and number is not null")
                        .stream()
                        .map(row -> Long.valueOf(row.get(0)))
                        .toList();
        assertEquals(numbers.size(), new HashSet<>(numbers).size());
        long last =
                Long.parseLong(
                        rows("select last from sales_counter where tenant_id = ? and name = 'receipt'")
                                .get(0)
                                .get(0));
        assertEquals(last - 1000, numbers.size(), "none is missing");
    }
}
