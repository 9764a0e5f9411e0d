package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.devstack.TestStack;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A school and two of its teachers get their money at the Stripe simulator. After each test the
 * books equal what the simulator has, to the cent.
 */
@Beside.Sales
class PayoutsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Its money can be moved at once. */
    private static final String CARD = "4000000000000077";

    private static final long PRICE = 4900;
    private static final long NET = PRICE - 245 - 167;
    private static final long FIRST = 1346;
    private static final long SECOND = 898;
    private static final String SCHOOL_SIDE = "/payouts";
    private static final String TEACHER_SIDE = "/payouts/mine";

    private static @Nullable SampleSchool made;

    private final SampleSchool school = cedar();
    private final Api owner = school.as("OWNER");
    private final Api first = school.as("TEACHER");
    private final Api second = school.as("ADMIN");
    private long atStripe;
    private long inTheBooks;

    private static synchronized SampleSchool cedar() {
        if (made == null) {
            made = SampleSchool.withPeople("Cedar");
        }
        return made;
    }

    @BeforeEach
    void rememberThePlatform() {
        // What others pay back at the same platform may have used up what can be transferred.
        new StripeApi()
                .post(
                        "/v1/payment_intents",
                        Map.of(
                                "amount",
                                "10000000",
                                "currency",
                                "eur",
                                "payment_method",
                                "pm_card_bypassPending",
                                "payment_method_types[]",
                                "card",
                                "confirm",
                                "true"));
        atStripe = platformNet();
        inTheBooks = booked("STRIPE_BALANCE");
    }

    @AfterEach
    void stripeIsWellAgainAndTheBooksEqualIt() {
        Sales.control("DELETE", "faults", Map.of());
        Sales.control("DELETE", "webhooks", Map.of());
        Stack.eventually(
                "books that equal Stripe",
                SOON,
                () -> differences().isEmpty() ? Optional.of(true) : Optional.empty());
        assertEquals(
                0,
                number(
                        """
                        select count(*)
                        from (
                            select person_id
                            from (
                                select person_id, amount_minor as minor from earning
                                where tenant_id = ? and payee = 'TEACHER'
                                union all
                                select person_id, case when back_of is null then -amount_minor else amount_minor end
                                from share_transfer
                                where tenant_id = ? and payee = 'TEACHER' and status <> 'REFUSED') all_of_it
                            group by person_id
                            having sum(minor) < 0) too_much
                        """,
                        school.id),
                "nobody has more than they earned");
    }

    /** What the books and Stripe do not agree on; something may be under way. */
    private List<String> differences() {
        List<String> found = new ArrayList<>();
        differ(found, "platform", platformNet() - atStripe, booked("STRIPE_BALANCE") - inTheBooks);
        account(owner, "/payouts/account")
                .ifPresent(
                        account -> differ(found, "school", net(account), booked("SCHOOL_ACCOUNT")));
        differ(found, "due to teachers", owed("TEACHER"), -booked("DUE_TO_TEACHERS"));
        for (Api teacher : List.of(first, second)) {
            teacherAccount(teacher)
                    .ifPresent(
                            account ->
                                    differ(
                                            found,
                                            account,
                                            net(account),
                                            sent(account) - paidOut(account)));
        }
        return found;
    }

    private static void differ(List<String> found, String what, long one, long other) {
        if (one != other) {
            found.add(what + ": " + one + " and " + other);
        }
    }

    private static long platformNet() {
        for (JsonNode row : Sales.control("GET", "balances", Map.of()).path("data")) {
            if (row.path("by_type").has("charge") && row.path("currency").asText().equals("eur")) {
                return row.path("net").asLong();
            }
        }
        return 0;
    }

    private static long net(String account) {
        for (JsonNode row : Sales.control("GET", "balances", Map.of()).path("data")) {
            if (row.path("account").asText().equals(account)
                    && row.path("currency").asText().equals("eur")) {
                return row.path("net").asLong();
            }
        }
        return 0;
    }

    private long number(String sql, Object... values) {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query = superuser.prepareStatement(sql)) {
            query.setObject(1, school.id);
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 2, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long booked(String account) {
        return number(
                "select coalesce(sum(amount_minor), 0) from ledger_line where tenant_id = ? and account = ?",
                account);
    }

    private long owed(String payee) {
        return number(
                        "select coalesce(sum(amount_minor), 0) from earning where tenant_id = ? and payee = ?",
                        payee)
                - number(
                        """
                        select coalesce(sum(case when back_of is null then amount_minor else -amount_minor end), 0)
                        from share_transfer
                        where tenant_id = ? and payee = ? and status = 'DONE'
                        """,
                        payee);
    }

    private long sent(String account) {
        return number(
                """
                select coalesce(sum(case when back_of is null then amount_minor else -amount_minor end), 0)
                from share_transfer
                where tenant_id = ? and account_id = ? and status = 'DONE'
                """,
                account);
    }

    private long paidOut(String account) {
        return number(
                """
                select coalesce(sum(case when status = 'FAILED' then fee_minor else amount_minor + fee_minor end), 0)
                from bank_payout
                where tenant_id = ? and account_id = ? and status not in ('ASKED', 'REFUSED')
                """,
                account);
    }

    private static Optional<String> account(Api who, String path) {
        Answer answer = who.get(path);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.expect(200).json().path("accountId").asText());
    }

    private static Optional<String> teacherAccount(Api teacher) {
        return Optional.of(
                        teacher.get(TEACHER_SIDE)
                                .expect(200)
                                .json()
                                .path("account")
                                .path("accountId")
                                .asText(""))
                .filter(id -> !id.isEmpty());
    }

    /** Has somebody an account that money arrives at. */
    private String connected(Api who, String side) {
        String id =
                who.post(side + "/account", Map.of("country", "DE"))
                        .expect(200)
                        .json()
                        .path("accountId")
                        .asText();
        assertTrue(id.startsWith("acct_"), id);
        if (!accountOf(who, side).path("state").path("transfersEnabled").asBoolean()) {
            onboard(who, side);
        }
        awaitEnabled(who, side, true);
        return id;
    }

    private static JsonNode accountOf(Api who, String side) {
        return side.equals(SCHOOL_SIDE)
                ? who.get("/payouts/account").expect(200).json()
                : who.get(TEACHER_SIDE).expect(200).json().path("account");
    }

    private static void onboard(Api who, String side) {
        String url =
                who.post(side + "/account/link", Map.of()).expect(200).json().path("url").asText();
        Browser browser = new Browser();
        Answer page = browser.get(url).expect(200);
        Answer done =
                browser.submit(page, Browser.form(page, "/onboard/"), Map.of("action", "all"));
        assertTrue(done.header("Location").orElseThrow().contains("?back=1"), done.toString());
    }

    private static void awaitEnabled(Api who, String side, boolean enabled) {
        Stack.eventually(
                "an account that is " + (enabled ? "on" : "off"),
                SOON,
                () ->
                        Optional.of(accountOf(who, side).path("state"))
                                .filter(
                                        state ->
                                                state.path("transfersEnabled").asBoolean()
                                                        == enabled));
    }

    private String id(String role) {
        return Api.id(school.as(role).get("/people/me").expect(200));
    }

    private SampleCourse shared(long price, int holdDays, long minimum) {
        SampleCourse course = Sales.priced(school, price);
        owner.post(
                        "/payouts/agreements/" + course.id(),
                        Map.of(
                                "holdDays",
                                holdDays,
                                "minimumMinor",
                                minimum,
                                "shares",
                                List.of(
                                        Map.of("person", id("TEACHER"), "basisPoints", 3000),
                                        Map.of("person", id("ADMIN"), "basisPoints", 2000))))
                .expect(201);
        return course;
    }

    /** Somebody buys a course; answers the order. */
    private String sell(SampleCourse course) {
        Browser buyer = school.signedIn("LEARNER");
        Answer page = buyer.get(school.origin() + "/courses/" + course.slug()).expect(200);
        String checkout =
                buyer.submit(page, Browser.form(page, "/checkout"), Map.of())
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        Answer stripe = buyer.get(checkout).expect(200);
        buyer.follow(
                        buyer.submit(
                                stripe,
                                Browser.form(stripe, "/pay/"),
                                Map.of(
                                        "email", school.email("LEARNER"),
                                        "method", "card",
                                        "number", CARD,
                                        "expiry", "12 / 34",
                                        "cvc", "123",
                                        "name", "Lena Learner",
                                        "country", "DE",
                                        "postal_code", "10115",
                                        "action", "pay")))
                .expect(200);
        return Stack.eventually(
                "a sale that is posted",
                SOON,
                () -> {
                    for (JsonNode line : owner.get("/orders").expect(200).json().path("items")) {
                        String order = line.path("order").path("id").asText();
                        if (line.path("order").path("course").asText().equals(course.id())
                                && !owner.get("/orders/" + order + "/postings").json().isEmpty()) {
                            return Optional.of(order);
                        }
                    }
                    return Optional.empty();
                });
    }

    private void refund(String order, long minor) {
        owner.post(
                        "/orders/" + order + "/refunds",
                        Map.of("amountMinor", minor, "keepAccess", true))
                .expect(202);
        Stack.eventually(
                "a refund that is posted",
                SOON,
                () ->
                        owner.get("/orders/" + order + "/postings")
                                        .expect(200)
                                        .body()
                                        .contains("REFUND")
                                ? Optional.of(true)
                                : Optional.empty());
    }

    /** What somebody earned by an order, less what was taken back. */
    private long earned(Api teacher, String order) {
        long sum = 0;
        for (JsonNode line :
                teacher.get(TEACHER_SIDE + "/statement").expect(200).json().path("items")) {
            if (line.path("earning").path("order").asText().equals(order)) {
                sum += line.path("earning").path("amountMinor").asLong();
            }
        }
        return sum;
    }

    private static long balance(Api who, String part) {
        JsonNode mine = who.get(TEACHER_SIDE).expect(200).json().path("balances").path(0);
        return mine.path(part).asLong();
    }

    /** What is earned and not held. */
    private static long due(Api who) {
        return balance(who, "earnedMinor") - balance(who, "heldMinor");
    }

    private static void awaitMoved(Api teacher, long moved) {
        Stack.eventually(
                "so much that was moved: " + moved,
                SOON,
                () ->
                        balance(teacher, "movedMinor") == moved
                                        && !teacher.get(TEACHER_SIDE + "/transfers")
                                                .body()
                                                .contains("PENDING")
                                ? Optional.of(true)
                                : Optional.empty());
    }

    private static long transfers() {
        return Sales.control("GET", "counts", Map.of()).path("transfer").asLong();
    }

    private static void losesAnswers(String path) {
        Sales.control("POST", "faults", Map.of("kind", "drop_answer", "path", path, "times", 3));
    }

    /** Lets what is held be due now. */
    private void holdIsOver() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update earning set due_at = now() where tenant_id = ? and due_at > now()",
                    school.id);
        }
        lookAtAccounts();
    }

    private void lookAtAccounts() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update connected_account set check_at = now(), told_at = now() where tenant_id = ?",
                    school.id);
            Stack.execute(
                    superuser,
                    "insert into outbox_due (id, tenant_id, lane, due_at) values (?, ?, 'PAYOUT', now())",
                    UUID.randomUUID(),
                    school.id);
        }
    }

    private void minimum(long minor) throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update teacher_agreement set minimum_minor = ? where tenant_id = ?",
                    minor,
                    school.id);
        }
    }

    /** Both teachers have all that they have earned, so that what a test does is all there is. */
    private void nothingIsHeld() throws SQLException {
        connected(first, TEACHER_SIDE);
        connected(second, TEACHER_SIDE);
        holdIsOver();
        awaitMoved(first, due(first));
        awaitMoved(second, due(second));
    }

    @Test
    void anAccountIsConnectedAndSaysWhatStripeNeeds() {
        String id = connected(owner, SCHOOL_SIDE);
        assertEquals(id, connected(owner, SCHOOL_SIDE), "there is one");
        Browser browser = school.signedIn("OWNER");
        String pages = school.origin() + "/manage/payouts";
        assertTrue(browser.get(pages).expect(200).body().contains("There is nothing to do"));

        Sales.control(
                "POST",
                "accounts/" + id,
                Map.of("currently_due", List.of("individual.id_number", "external_account")));
        awaitEnabled(owner, SCHOOL_SIDE, false);

        String page = browser.get(pages).expect(200).body();
        assertTrue(page.contains("Have your tax letter at hand."), page);
        assertTrue(page.contains("Number missing"), page);
        assertTrue(page.contains("Go on at Stripe"), page);
        String russian =
                Stack.get(
                                pages,
                                Map.of(
                                        "Authorization",
                                        "Bearer " + school.token("OWNER"),
                                        "Accept-Language",
                                        "ru"))
                        .body();
        assertTrue(russian.contains("Налоговый номер") || russian.contains("Tax number"), russian);
        Sales.control("POST", "accounts/" + id, Map.of("currently_due", List.of()));
        awaitEnabled(owner, SCHOOL_SIDE, true);
        owner.put("/payouts/account/schedule", "", Map.of("interval", "WEEKLY")).expect(200);
        assertEquals(
                "WEEKLY", accountOf(owner, SCHOOL_SIDE).path("state").path("interval").asText());
    }

    @Test
    void aSaleIsDividedToTheCentAndArrives() throws SQLException {
        connected(owner, SCHOOL_SIDE);
        nothingIsHeld();
        long firstHad = balance(first, "movedMinor");
        long secondHad = balance(second, "movedMinor");
        long schoolHad = booked("SCHOOL_ACCOUNT");

        String order = sell(shared(PRICE, 0, 0));

        assertEquals(FIRST, earned(first, order));
        assertEquals(SECOND, earned(second, order));
        String table =
                Stack.get(
                                school.origin() + "/manage/earnings/statement.csv",
                                Map.of("Authorization", "Bearer " + school.token("TEACHER")))
                        .expect(200)
                        .body();
        assertTrue(table.contains("earned,due,course,kind,currency,amount,order"), table);
        assertTrue(
                table.contains(",SALE,EUR," + FIRST / 100 + "." + FIRST % 100 + "," + order),
                table);
        assertEquals(
                NET,
                number(
                        "select sum(amount_minor) from earning where tenant_id = ? and order_id = cast(? as uuid)",
                        order));
        awaitMoved(first, firstHad + FIRST);
        awaitMoved(second, secondHad + SECOND);
        Stack.eventually(
                "the school's part",
                SOON,
                () ->
                        booked("SCHOOL_ACCOUNT") == schoolHad + NET - FIRST - SECOND
                                ? Optional.of(true)
                                : Optional.empty());
    }

    @Test
    void whatIsAgreedLaterCountsForLaterSales() {
        SampleCourse course = shared(PRICE, 0, 0);
        String order = sell(course);
        owner.post(
                        "/payouts/agreements/" + course.id(),
                        Map.of(
                                "shares",
                                List.of(Map.of("person", id("TEACHER"), "basisPoints", 10_000))))
                .expect(201);
        refund(order, 1000);

        // 1000 of 4900 of each share is gone, rounded in the teacher's favour.
        assertEquals(FIRST - 274, earned(first, order));
        assertEquals(SECOND - 183, earned(second, order));
        assertEquals(2, owner.get("/payouts/agreements/" + course.id()).expect(200).json().size());
        owner.post(
                        "/payouts/agreements/" + course.id(),
                        Map.of(
                                "shares",
                                List.of(
                                        Map.of("person", id("TEACHER"), "basisPoints", 6000),
                                        Map.of("person", id("ADMIN"), "basisPoints", 4001))))
                .expect(422);
        owner.post(
                        "/payouts/agreements/" + course.id(),
                        Map.of(
                                "shares",
                                List.of(Map.of("person", id("LEARNER"), "basisPoints", 100))))
                .expect(422);
    }

    @Test
    void whatWasTransferredComesBackWithTheSale() throws SQLException {
        nothingIsHeld();
        long had = balance(first, "movedMinor");
        String order = sell(shared(PRICE, 0, 0));
        awaitMoved(first, had + FIRST);

        refund(order, PRICE);

        assertEquals(0, earned(first, order));
        assertEquals(0, earned(second, order));
        awaitMoved(first, had);
        assertTrue(
                first.get(TEACHER_SIDE + "/transfers").body().contains("\"back\":true"),
                "it came back out of the transfer");
    }

    @Test
    void whatIsHeldIsNotSentAndCoversWhatIsMissing() throws SQLException {
        nothingIsHeld();
        long had = balance(first, "movedMinor");
        String sent = sell(shared(PRICE, 0, 0));
        awaitMoved(first, had + FIRST);
        String held = sell(shared(2 * PRICE, 14, 0));
        long share = earned(first, held);
        assertTrue(share > FIRST, "more than the other");
        assertEquals(share, balance(first, "heldMinor"));

        refund(sent, PRICE);
        long before = first.get(TEACHER_SIDE + "/transfers").json().size();
        holdIsOver();

        // No reversal: what was sent too much is kept back from the next one.
        awaitMoved(first, had + share);
        JsonNode transfers = first.get(TEACHER_SIDE + "/transfers").expect(200).json();
        assertEquals(before + 1, transfers.size(), transfers.toString());
        assertEquals(share - FIRST, transfers.path(0).path("amountMinor").asLong());
    }

    @Test
    void lessThanTheLeastAmountWaits() throws SQLException {
        nothingIsHeld();
        long had = balance(second, "movedMinor");
        // The lowest minimum counts, so that no other agreement may be lower.
        minimum(100_000);
        try {
            SampleCourse course = shared(PRICE, 0, 100_000);
            sell(course);
            assertEquals(had, balance(second, "movedMinor"));
            assertTrue(due(second) > had);

            owner.post(
                            "/payouts/agreements/" + course.id(),
                            Map.of(
                                    "minimumMinor",
                                    SECOND,
                                    "shares",
                                    List.of(Map.of("person", id("ADMIN"), "basisPoints", 2000))))
                    .expect(201);

            awaitMoved(second, due(second));
        } finally {
            minimum(0);
            lookAtAccounts();
        }
    }

    @Test
    void whatStripeRefusedIsSentSoonWhateverIsToldMeanwhile() throws SQLException {
        nothingIsHeld();
        long had = balance(first, "movedMinor");
        Sales.control(
                "POST",
                "faults",
                Map.of("kind", "status", "status", 400, "path", "POST /v1/transfers", "times", 2));
        sell(shared(PRICE, 0, 0));
        Stack.eventually(
                "a refusal",
                SOON,
                () ->
                        Optional.of(first.get(TEACHER_SIDE + "/transfers").body())
                                .filter(body -> body.contains("REFUSED")));

        lookAtAccounts();

        awaitMoved(first, had + FIRST);
    }

    @Test
    void whileAnswersAreLostNothingHappensTwice() throws SQLException {
        connected(owner, SCHOOL_SIDE);
        nothingIsHeld();
        long had = balance(first, "movedMinor");
        Stack.eventually(
                "the school has all of it",
                SOON,
                () -> owed("SCHOOL") == 0 ? Optional.of(true) : Optional.empty());
        long count = transfers();

        losesAnswers("POST /v1/transfers");
        String order = sell(shared(PRICE, 0, 0));
        awaitMoved(first, had + FIRST);
        awaitMoved(second, due(second));
        Stack.eventually(
                "the school has all of it",
                SOON,
                () -> owed("SCHOOL") == 0 ? Optional.of(true) : Optional.empty());
        assertEquals(count + 3, transfers(), "one for each");

        losesAnswers("/reversals");
        refund(order, PRICE);
        awaitMoved(first, had);

        losesAnswers("POST /v1/payouts");
        long payouts = Sales.control("GET", "counts", Map.of()).path("payout").asLong();
        payOut(100, "STANDARD");
        Stack.eventually(
                "a payout that Stripe has",
                SOON,
                () ->
                        owner.get("/payouts").body().contains("ASKED")
                                ? Optional.empty()
                                : Optional.of(true));
        assertEquals(payouts + 1, Sales.control("GET", "counts", Map.of()).path("payout").asLong());
    }

    @Test
    void anAccountWhoseAnswerIsLostIsOpenedOnce() {
        // Owners may teach as well.
        long accounts = Sales.control("GET", "counts", Map.of()).path("account").asLong();
        losesAnswers("POST /v1/accounts");

        owner.post(TEACHER_SIDE + "/account", Map.of("country", "AT")).expect(503);

        Stack.eventually(
                "an account",
                SOON,
                () ->
                        Optional.of(
                                        owner.get(TEACHER_SIDE)
                                                .expect(200)
                                                .json()
                                                .path("account")
                                                .path("accountId")
                                                .asText(""))
                                .filter(id -> id.startsWith("acct_")));
        assertEquals(
                accounts + 1, Sales.control("GET", "counts", Map.of()).path("account").asLong());
    }

    private JsonNode payOut(long minor, String method) {
        return owner.post(
                        "/payouts",
                        Map.of("amountMinor", minor, "currency", "EUR", "method", method))
                .expect(202)
                .json();
    }

    private JsonNode awaitPayout(String id, String status) {
        return Stack.eventually(
                "a payout that is " + status,
                SOON,
                () -> {
                    for (JsonNode one : owner.get("/payouts").expect(200).json()) {
                        if (one.path("id").asText().equals(id)
                                && one.path("status").asText().equals(status)) {
                            return Optional.of(one);
                        }
                    }
                    return Optional.empty();
                });
    }

    @Test
    void theSchoolSellsInItsOwnNameAndThePlatformSeesHowItStands() {
        String account = connected(owner, SCHOOL_SIDE);
        String order = sell(shared(PRICE, 0, 0));

        String intent =
                owner.get("/orders/" + order)
                        .expect(200)
                        .json()
                        .findValue("paymentIntent")
                        .asText();
        assertEquals(
                account,
                new StripeApi().get("/v1/payment_intents/" + intent).path("on_behalf_of").asText());
        Stack.eventually(
                "a row of balances that says what is booked",
                SOON,
                () -> {
                    String row = rowOfBalances();
                    return row.contains(euros(booked("STRIPE_BALANCE")))
                                    && row.contains(euros(-booked("DUE_TO_PLATFORM")))
                                    && row.contains(euros(-booked("DUE_TO_TEACHERS")))
                            ? Optional.of(row)
                            : Optional.empty();
                });
    }

    /** Returns what the platform is shown of this school; shares move while it is read. */
    private String rowOfBalances() {
        TestStack.Login admin = Stack.RUNNING.platformAdmin();
        String page =
                Stack.get(
                                Stack.platformUrl() + "/platform/reconciliation/balances",
                                Map.of(
                                        "Authorization",
                                        "Bearer "
                                                + Stack.token(
                                                        "platform",
                                                        admin.user(),
                                                        admin.password())))
                        .expect(200)
                        .body();
        Matcher row =
                Pattern.compile("(?s)<tr>(?:(?!</tr>).)*" + school.slug + ".*?</tr>").matcher(page);
        assertTrue(row.find(), page);
        return row.group();
    }

    private static String euros(long minor) {
        return "€"
                + (minor % 100 == 0
                        ? String.format(Locale.ROOT, "%,d", minor / 100)
                        : String.format(Locale.ROOT, "%,.2f", minor / 100.0));
    }

    @Test
    void payoutsArriveOrComeBack() {
        String account = connected(owner, SCHOOL_SIDE);
        sell(shared(PRICE, 0, 0));
        Stack.eventually(
                "the school has all of it",
                SOON,
                () -> owed("SCHOOL") == 0 ? Optional.of(true) : Optional.empty());
        long bank = booked("BANK");
        long fees = booked("PROCESSOR_FEES");
        long had = net(account);

        JsonNode instant = payOut(1000, "INSTANT");
        JsonNode paid = awaitPayout(instant.path("id").asText(), "PENDING");
        assertEquals(50, paid.path("feeMinor").asLong());
        Sales.control(
                "POST", "payouts/" + paid.path("payoutId").asText(), Map.of("status", "paid"));
        awaitPayout(instant.path("id").asText(), "PAID");
        assertEquals(bank + 1000, booked("BANK"));
        assertEquals(fees + 50, booked("PROCESSOR_FEES"));
        assertEquals(had - 1050, booked("SCHOOL_ACCOUNT"));

        JsonNode standard = awaitPayout(payOut(500, "STANDARD").path("id").asText(), "PENDING");
        assertEquals(had - 1550, booked("SCHOOL_ACCOUNT"));
        Sales.control(
                "POST",
                "payouts/" + standard.path("payoutId").asText(),
                Map.of("status", "failed", "failure_code", "account_closed"));
        JsonNode failed = awaitPayout(standard.path("id").asText(), "FAILED");
        assertEquals("account_closed", failed.path("failure").asText());
        assertEquals(had - 1050, booked("SCHOOL_ACCOUNT"));
        assertEquals(bank + 1000, booked("BANK"));

        JsonNode refused = payOut(10_000_000, "STANDARD");
        assertEquals("REFUSED", refused.path("status").asText(), refused.toString());
        owner.post("/payouts", Map.of("amountMinor", 0, "currency", "EUR")).expect(422);
    }

    @Test
    void othersSeeNothing() {
        String order = sell(shared(PRICE, 14, 0));
        Api stranger = TwoSchools.ready().b.as("OWNER");

        assertFalse(stranger.get("/payouts/statement").expect(200).body().contains(order));
        assertFalse(stranger.get("/payouts/teachers").expect(200).body().contains(id("TEACHER")));
        assertFalse(
                stranger.get("/payouts/transfers")
                        .expect(200)
                        .body()
                        .contains(connected(first, TEACHER_SIDE)));
        school.as("LEARNER").get(TEACHER_SIDE).expect(403);
        second.get("/payouts").expect(403);
        first.get("/payouts/statement").expect(403);
        List<String> mine = new ArrayList<>();
        for (JsonNode agreed : first.get(TEACHER_SIDE).json().path("agreements")) {
            mine.add(agreed.path("course").asText());
        }
        assertFalse(mine.isEmpty());
        assertEquals(FIRST, earned(first, order));
        assertEquals(SECOND, earned(second, order));
        assertFalse(
                first.get(TEACHER_SIDE + "/statement")
                        .expect(200)
                        .body()
                        .contains("\"amountMinor\":" + SECOND + ","));
    }

    @Test
    void itIsAgreedAndAcceptedOnPages() {
        SampleCourse course = Sales.priced(school, PRICE);
        Browser browser = school.signedIn("OWNER");
        String address = school.origin() + "/manage/payouts/agreements/" + course.id();
        Answer page = browser.get(address).expect(200);
        Browser.Form form = Browser.form(page, "/agreements/");
        Map<String, String> values = new HashMap<>(form.values());
        values.put("person0", id("TEACHER"));
        values.put("percent0", "130");
        values.put("person1", "");
        values.put("holdDays", "14");
        values.put("minimum", "20,00");
        Answer wrong = browser.submit(page, new Browser.Form(form.action(), values), Map.of());
        assertTrue(wrong.expect(422).body().contains("A share is more than 0"), wrong.toString());
        values.put("percent0", "12,5");
        browser.follow(browser.submit(page, new Browser.Form(form.action(), values), Map.of()))
                .expect(200);
        String list =
                browser.get(school.origin() + "/manage/payouts/agreements").expect(200).body();
        assertTrue(list.contains("12.5\u00a0%"), list);

        Browser teacher = school.signedIn("TEACHER");
        String earnings = school.origin() + "/manage/earnings";
        Answer before = teacher.get(earnings).expect(200);
        assertTrue(before.body().contains("12.5\u00a0%"), before.toString());
        Answer after =
                teacher.follow(teacher.submit(before, Browser.form(before, "/accept"), Map.of()));
        assertFalse(after.expect(200).body().contains("/earnings/accept"), after.toString());
    }
}
