package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.devstack.PaymentCrashRun.Item;
import io.lyceum.devstack.PaymentCrashRun.Purchase;
import io.lyceum.devstack.PaymentEffects.Effect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What the database has of a school's sales, read past the application. */
final class PaymentBooks {

    private static final int POLL_MILLIS = 20;

    private final Stack stack;
    private final UUID school;

    PaymentBooks(Stack stack, String slug) {
        this.stack = stack;
        this.school =
                UUID.fromString(text("select cast(id as text) from school where slug = ?", slug));
    }

    UUID school() {
        return school;
    }

    private Connection connection() throws SQLException {
        return Postgres.superuser(stack.settings(), stack.secrets());
    }

    TableLock lock(String table) throws SQLException {
        return new TableLock(table, false, connection(), connection());
    }

    /** Nobody locks a row of the table either. */
    TableLock lockRows(String table) throws SQLException {
        return new TableLock(table, true, connection(), connection());
    }

    /**
     * From now on commits are done and not answered, as if a copy of the database elsewhere had to
     * have them first; until it is closed.
     */
    AutoCloseable answerNoCommit() throws SQLException {
        configure("alter system set synchronous_standby_names = 'nobody'");
        // Read by everybody on their own.
        Servers.pause(500);
        return () -> configure("alter system reset synchronous_standby_names");
    }

    private void configure(String change) throws SQLException {
        try (Connection connection = connection();
                Statement sql = connection.createStatement()) {
            sql.execute(change);
            sql.execute("select pg_reload_conf()");
        }
    }

    /** Waits until a transaction is committed and unanswered. */
    boolean awaitCommit(int pid, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (!text(
                            "select coalesce(max(wait_event), '') from pg_stat_activity where pid = ?"
                                    + " and wait_event = 'SyncRep'",
                            pid)
                    .isEmpty()) {
                return true;
            }
            Servers.pause(POLL_MILLIS);
        }
        return false;
    }

    /** How many orders a lane has taken on that are not paid as far as is known. */
    int due() {
        return Integer.parseInt(
                text(
                        """
                        select count(*)
                        from sales_order
                        where tenant_id = ? and paid_at is null and told_at is not null
                          and check_at between now() and now() + interval '61 seconds'
                        """,
                        school));
    }

    UUID orderOf(TrialBuyer buyer) {
        return UUID.fromString(
                text(
                        """
                        select cast(id as text) from sales_order
                        where tenant_id = ? and person_id = ? and subscription_id is null
                        """,
                        school,
                        buyer.person));
    }

    boolean isPaid(TrialBuyer buyer) {
        return !text(
                        """
                        select cast(o.id as text)
                        from sales_order o
                        join ledger_posting p on p.tenant_id = o.tenant_id and p.order_id = o.id
                        where o.tenant_id = ? and o.person_id = ? and o.status = 'PAID' and p.kind = 'SALE'
                        """,
                        school,
                        buyer.person)
                .isEmpty();
    }

    boolean hasRefund(UUID order) {
        return !text(
                        "select cast(id as text) from sales_refund where tenant_id = ? and order_id = ?",
                        school,
                        order)
                .isEmpty();
    }

    /** The charge of what somebody has paid. */
    String chargeOf(TrialBuyer buyer) {
        return text(
                """
                select p.source
                from ledger_posting p
                join sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
                where p.tenant_id = ? and o.person_id = ? and p.kind = 'SALE'
                """,
                school,
                buyer.person);
    }

    /** Says what is still to be done; nothing when all is done. */
    String unfinished() {
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put(
                "orders to be looked at",
                """
                select count(*) from sales_order
                where tenant_id = ? and session_id is not null
                  and (paid_at is null or check_at is not null)
                """);
        questions.put(
                "refunds",
                "select count(*) from sales_refund where tenant_id = ? and status = 'PENDING'");
        questions.put(
                "subscriptions to be looked at",
                "select count(*) from subscription where tenant_id = ? and check_at <= now()");
        questions.put(
                "payments of subscriptions",
                """
                select count(*) from sales_order
                where tenant_id = ? and subscription_id is not null and paid_at is null
                """);
        questions.put(
                "deliveries",
                "select count(*) from outbox_delivery where tenant_id = ? and status = 'PENDING'");
        List<String> left = new ArrayList<>();
        questions.forEach(
                (what, question) -> {
                    String count = text(question, school);
                    if (!count.equals("0")) {
                        left.add(count + " " + what);
                    }
                });
        return String.join(", ", left);
    }

    /** The longest time between a payment at Stripe and the access that it gave. */
    Duration longestWithoutAccess() {
        return Duration.ofSeconds(
                Long.parseLong(
                        text(
                                """
                                select coalesce(ceil(max(extract(epoch from e.granted_at - p.occurred_at))), 0)
                                from ledger_posting p
                                join sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
                                left join subscription s on s.tenant_id = o.tenant_id and s.order_id = o.id
                                join entitlement e on e.tenant_id = o.tenant_id
                                    and (e.order_id = o.id or e.subscription_id = s.id)
                                where p.tenant_id = ? and p.kind = 'SALE'
                                """,
                                school)));
    }

    // ------------------------------------------------------------------ effects

    /** Counts what came of purchases; each buyer has bought one thing. */
    PaymentEffects effects(
            List<Purchase> purchases, List<TrialBuyer> tooLate, StripeDesk desk, String mailbox) {
        List<Effect> effects = new ArrayList<>();
        Map<String, Integer> all = wanted(purchases, p -> true, p -> 1);
        Map<String, Integer> member = wanted(purchases, p -> p.item == Item.MEMBERSHIP, p -> 1);
        Map<String, Integer> back = wanted(purchases, p -> p.refunded, p -> 1);
        Map<String, Integer> disputed = wanted(purchases, p -> p.dispute.isPresent(), p -> 1);
        String first = "o.subscription_id is null and ";
        String again = "o.subscription_id is not null and ";
        effects.add(Effect.of("payments at Stripe", plus(all, member), charges(desk)));
        effects.add(
                Effect.of("orders that are paid", all, orders(first + "o.paid_at is not null")));
        effects.add(
                Effect.of(
                        "prices as they were told",
                        wanted(purchases, p -> true, p -> Math.toIntExact(p.dueMinor())),
                        found(
                                """
                                select cast(person_id as text), sum(total_minor) from sales_order o
                                where tenant_id = ? and o.subscription_id is null and paid_at is not null
                                group by 1
                                """)));
        effects.add(Effect.of("sales in the books", all, postings(first, "SALE")));
        effects.add(
                Effect.of(
                        "accesses",
                        all,
                        found(
                                """
                                select cast(person_id as text), count(*) from entitlement
                                where tenant_id = ? group by 1
                                """)));
        effects.add(
                Effect.of(
                        "accesses that are open",
                        wanted(purchases, Purchase::stays, p -> 1),
                        found(
                                """
                                select cast(person_id as text), count(*) from entitlement
                                where tenant_id = ? and ended_at is null group by 1
                                """)));
        effects.add(
                Effect.of(
                        "courses begun",
                        wanted(
                                purchases,
                                p -> p.stays() && p.item.courses > 0,
                                p -> p.item.courses),
                        found(
                                """
                                select cast(person_id as text), count(*) from enrolment
                                where tenant_id = ? and status <> 'CANCELLED' group by 1
                                """)));
        effects.add(
                Effect.of(
                        "events payment.succeeded",
                        plus(all, member),
                        events("payment.succeeded")));
        effects.add(Effect.of("receipts by mail", plus(all, member), receipts(mailbox)));
        effects.add(
                Effect.of(
                        "coupon uses",
                        wanted(purchases, p -> !p.code.isEmpty(), p -> 1),
                        found(
                                """
                                select cast(o.person_id as text), count(*)
                                from coupon_use u
                                join sales_order o on o.tenant_id = u.tenant_id and o.id = u.order_id
                                where u.tenant_id = ? and not u.given_back group by 1
                                """)));
        effects.add(
                Effect.of(
                        "coupons and places counted",
                        counted(purchases),
                        found(
                                """
                                select code, used from coupon where tenant_id = ? and code is not null
                                union all
                                select cast(price_minor as text), sold from offer where tenant_id = ?
                                """)));
        effects.add(
                Effect.of(
                        "subscriptions",
                        member,
                        found(
                                """
                                select cast(person_id as text), count(*) from subscription
                                where tenant_id = ? group by 1
                                """)));
        effects.add(
                Effect.of(
                        "renewals that are paid", member, orders(again + "o.paid_at is not null")));
        effects.add(Effect.of("renewals in the books", member, postings(again, "SALE")));
        effects.add(Effect.of("refunds at Stripe", back, refunds(desk)));
        effects.add(Effect.of("refunds in the books", back, postings(first, "REFUND")));
        effects.add(Effect.of("events payment.refunded", back, events("payment.refunded")));
        effects.add(Effect.of("disputes in the books", disputed, postings(first, "DISPUTE")));
        effects.add(
                Effect.of(
                        "disputes won in the books",
                        wanted(purchases, p -> p.dispute.isPresent() && p.won, p -> 1),
                        postings(first, "DISPUTE_WON")));
        return new PaymentEffects(
                effects, inTheBooks(), desk.balance(), wrong(tooLate, purchases, desk));
    }

    private static Map<String, Integer> wanted(
            List<Purchase> purchases, Predicate<Purchase> which, ToIntFunction<Purchase> times) {
        Map<String, Integer> wanted = new TreeMap<>();
        purchases.stream()
                .filter(p -> p.paid)
                .filter(which)
                .forEach(p -> wanted.put(p.buyer.person.toString(), times.applyAsInt(p)));
        return wanted;
    }

    private static Map<String, Integer> plus(Map<String, Integer> some, Map<String, Integer> more) {
        Map<String, Integer> sum = new TreeMap<>(some);
        more.forEach((key, count) -> sum.merge(key, count, Integer::sum));
        return sum;
    }

    private static Map<String, Integer> counted(List<Purchase> purchases) {
        Map<String, Integer> counted = new TreeMap<>();
        counted.put("QUARTER", (int) purchases.stream().filter(p -> !p.code.isEmpty()).count());
        for (Item item : List.of(Item.BUNDLE, Item.FEW, Item.MEMBERSHIP)) {
            counted.put(
                    Long.toString(item.minor),
                    (int) purchases.stream().filter(p -> p.item == item).count());
        }
        return counted;
    }

    private Map<String, Integer> orders(String which) {
        return found(
                "select cast(o.person_id as text), count(*) from sales_order o where o.tenant_id = ? and "
                        + which
                        + " group by 1");
    }

    private Map<String, Integer> postings(String which, String kind) {
        return found(
                """
                select cast(o.person_id as text), count(*)
                from ledger_posting p
                join sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
                where p.tenant_id = ? and %s p.kind = '%s' group by 1
                """
                        .formatted(which, kind));
    }

    private Map<String, Integer> events(String type) {
        return found(
                """
                select payload ->> 'person', count(*) from outbox_event
                where tenant_id = ? and type = '%s' group by 1
                """
                        .formatted(type));
    }

    /** Payments that came in at Stripe, by whose they are; those of nobody are told as such. */
    private Map<String, Integer> charges(StripeDesk desk) {
        Map<String, String> people = people("payment_intent_id");
        Map<String, Integer> found = new TreeMap<>();
        for (JsonNode charge : desk.all("charges")) {
            if (charge.path("paid").asBoolean()) {
                String intent = charge.path("payment_intent").asText();
                found.merge(people.getOrDefault(intent, intent), 1, Integer::sum);
            }
        }
        return found;
    }

    private Map<String, Integer> refunds(StripeDesk desk) {
        Map<String, String> people = people("payment_intent_id");
        Map<String, Integer> found = new TreeMap<>();
        for (JsonNode refund : desk.all("refunds")) {
            String intent = refund.path("payment_intent").asText();
            found.merge(people.getOrDefault(intent, intent), 1, Integer::sum);
        }
        return found;
    }

    private Map<String, String> people(String column) {
        Map<String, String> people = new TreeMap<>();
        rows(
                "select "
                        + column
                        + ", cast(person_id as text) from sales_order where tenant_id = ? and "
                        + column
                        + " is not null",
                row -> people.put(row.getString(1), row.getString(2)));
        return people;
    }

    /** Receipts that lie in the mailbox, by whose they are; one that came again counts once. */
    private Map<String, Integer> receipts(String mailbox) {
        Map<String, Integer> found = new TreeMap<>();
        rows(
                "select cast(id as text), email from person where tenant_id = ? and email like 'buyer-%'",
                row -> {
                    int receipts = receipts(mailbox, row.getString(2)).size();
                    if (receipts > 0) {
                        found.put(row.getString(1), receipts);
                    }
                });
        return found;
    }

    private static Map<String, Integer> receipts(String mailbox, String email) {
        Map<String, Integer> copies = new TreeMap<>();
        for (JsonNode mail :
                Http.get(mailbox + "/api/messages?to=" + Http.encode(email))
                        .json()
                        .path("messages")) {
            if (mail.path("text").asText().contains("/orders/")) {
                copies.merge(messageId(mail), 1, Integer::sum);
            }
        }
        return copies;
    }

    private static String messageId(JsonNode mail) {
        for (Map.Entry<String, JsonNode> header : mail.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase("Message-ID")) {
                return header.getValue().toString();
            }
        }
        return mail.path("id").asText();
    }

    /** How many mails were delivered more than once: their node died before it had noted them. */
    int mailsAgain(String mailbox) {
        int[] again = new int[1];
        rows(
                "select cast(id as text), email from person where tenant_id = ? and email like 'buyer-%'",
                row ->
                        again[0] +=
                                receipts(mailbox, row.getString(2)).values().stream()
                                        .mapToInt(copies -> copies - 1)
                                        .sum());
        return again[0];
    }

    private Map<String, Long> inTheBooks() {
        Map<String, Long> sums = new TreeMap<>();
        rows(
                """
                select currency, sum(amount_minor) from ledger_line
                where tenant_id = ? and account = 'STRIPE_BALANCE' group by currency
                """,
                row -> sums.put(row.getString(1), row.getLong(2)));
        return sums;
    }

    private List<String> wrong(
            List<TrialBuyer> tooLate, List<Purchase> purchases, StripeDesk desk) {
        List<String> wrong = new ArrayList<>();
        rows(
                """
                select cast(posting_id as text), currency from ledger_line where tenant_id = ?
                group by posting_id, currency having sum(amount_minor) <> 0
                """,
                row -> wrong.add("posting " + row.getString(1) + " does not add up to zero"));
        rows(
                """
                select count(*), max(number) - min(number) + 1 from sales_order
                where tenant_id = ? and paid_at is not null
                """,
                row -> {
                    if (row.getInt(1) != row.getInt(2)) {
                        wrong.add("receipts have gaps: " + row.getInt(1) + " of " + row.getInt(2));
                    }
                });
        rows(
                "select type, count(*) from payment_event where tenant_id = ? and order_id is not null"
                        + " and handled_at is null group by 1",
                row -> wrong.add(row.getInt(2) + " messages not handled: " + row.getString(1)));
        Set<String> people = new HashSet<>();
        tooLate.forEach(buyer -> people.add(buyer.person.toString()));
        orders("o.paid_at is not null").keySet().stream()
                .filter(people::contains)
                .forEach(person -> wrong.add(person + " came too late and has paid"));
        Map<String, Integer> sessions = new TreeMap<>();
        for (JsonNode session : desk.all("checkout/sessions")) {
            sessions.merge(session.path("client_reference_id").asText(), 1, Integer::sum);
        }
        sessions.forEach(
                (order, count) -> {
                    if (count > 1) {
                        wrong.add("order " + order + " has " + count + " checkouts at Stripe");
                    }
                });
        if (purchases.stream().anyMatch(p -> !p.paid)) {
            wrong.add("somebody could not pay");
        }
        String parked =
                text(
                        "select count(*) from outbox_delivery where tenant_id = ? and status = 'PARKED'",
                        school);
        if (!parked.equals("0")) {
            wrong.add(parked + " deliveries were given up");
        }
        String left = unfinished();
        if (!left.isEmpty()) {
            wrong.add("left: " + left);
        }
        return wrong;
    }

    // ------------------------------------------------------------------ reading

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void rows(String question, Reader reader) {
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(question)) {
            for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
                query.setObject(i, school);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Integer> found(String question) {
        Map<String, Integer> found = new TreeMap<>();
        rows(
                question,
                row -> {
                    if (row.getInt(2) > 0) {
                        found.put(String.valueOf(row.getString(1)), row.getInt(2));
                    }
                });
        return found;
    }

    private String text(String question, Object... parameters) {
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(question)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
