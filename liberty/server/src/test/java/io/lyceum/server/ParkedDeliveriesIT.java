package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Mails that a mailbox refuses, and what an admin does about them on the screen. */
@Isolated
class ParkedDeliveriesIT {

    private static final String WELCOME = "WelcomeEmailOnJoining";
    private static final Pattern RETRY =
            Pattern.compile("/manage/deliveries/([0-9a-f-]{36})/retry");

    private final SampleSchool school = TwoSchools.ready().b;
    private final Browser admin = new Browser();

    private String url(String query) {
        return school.origin() + "/manage/deliveries" + query;
    }

    private void signIn() {
        admin.signIn(school.origin(), "/manage", school.email("ADMIN"), SampleSchool.PASSWORD);
    }

    private static void mailbox(String method, String address) {
        mailbox(method, "refusals", address);
    }

    private static void mailbox(String method, String what, String address) {
        Stack.send(
                        method,
                        Stack.RUNNING.mailboxUrl()
                                + "/api/"
                                + what
                                + "?to="
                                + URLEncoder.encode(address, StandardCharsets.UTF_8),
                        Map.of(),
                        "")
                .expect(204);
    }

    /** Somebody joins whose mailbox is closed. */
    private String joinRefused(String name) {
        return join(name, "refusals");
    }

    /**
     * Somebody joins.
     *
     * @param manner how the mailbox treats them
     */
    private String join(String name, String manner) {
        String address = name + "@" + school.slug + ".example";
        mailbox("PUT", manner, address);
        Stack.RUNNING.account(school.slug, address, name, SampleSchool.PASSWORD);
        new Api(school.origin(), () -> Stack.token(school.slug, address, SampleSchool.PASSWORD))
                .get("/people/me")
                .expect(200);
        return address;
    }

    private Optional<UUID> delivery(String listener, String address, String status) {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select d.id
                                from outbox_delivery d
                                join outbox_event e on e.tenant_id = d.tenant_id and e.id = d.event_id
                                join person p on p.tenant_id = d.tenant_id and e.payload::text like '%' || p.id || '%'
                                where d.tenant_id = ? and d.listener = ? and p.email = ? and d.status = ?
                                """)) {
            query.setObject(1, school.id);
            query.setString(2, listener);
            query.setString(3, address);
            query.setString(4, status);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID await(String address, String status) {
        return Stack.eventually(
                "the welcome of " + address + " is " + status,
                Duration.ofSeconds(40),
                () -> delivery(WELCOME, address, status));
    }

    private String column(UUID delivery, String column) throws SQLException {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select coalesce("
                                        + column
                                        + "::text, '') from outbox_delivery where tenant_id = ? and id = ?")) {
            query.setObject(1, school.id);
            query.setObject(2, delivery);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private Answer press(Answer page, String action, Map<String, String> values) {
        return admin.follow(admin.submit(page, Browser.form(page, action), values));
    }

    @Test
    void aMailThatWasRefusedIsRetriedByHandAndArrivesOnce() throws SQLException {
        String address = joinRefused("nina");
        UUID parked = await(address, "PARKED");
        signIn();

        Answer page = admin.get(url("")).expect(200);
        assertTrue(page.body().contains(parked.toString()), page.toString());
        assertTrue(page.body().contains("550 5.1.1"), "the mailbox's own answer is shown");
        assertFalse(page.body().contains(address), "for whom it was is not");
        assertFalse(column(parked, "last_error").contains("@"));
        assertEquals(0, Mail.to(address).size());

        // Still closed: it is tried for real, and waits again.
        assertEquals("1", column(parked, "attempts"));
        String before = column(parked, "finished_at");
        press(page, parked + "/retry", Map.of());
        Stack.eventually(
                "a second refusal",
                Duration.ofSeconds(40),
                () ->
                        delivery(WELCOME, address, "PARKED")
                                .filter(id -> !finished(id).equals(before)));

        mailbox("DELETE", address);
        Answer done = press(admin.get(url("")), parked + "/retry", Map.of());
        assertTrue(done.expect(200).body().contains("It is being tried again."), done.toString());
        await(address, "DONE");

        // A page that was opened before offers the button once more; nothing is sent twice.
        Answer late = press(page, parked + "/retry", Map.of());
        assertTrue(late.body().contains("It was no longer waiting."), late.toString());
        assertEquals(1, Mail.to(address).size());
        assertTrue(admin.get(url("?state=done&kind=" + WELCOME)).body().contains("Delivered"));

        JsonNode attempts =
                school.as("OWNER").get("/deliveries/" + parked + "/attempts").expect(200).json();
        assertEquals(3, attempts.size(), attempts.toString());
        assertEquals(
                1,
                attempts.findValues("delivered").stream().filter(JsonNode::asBoolean).count(),
                attempts.toString());
        assertFalse(attempts.toString().contains("@"), attempts.toString());
    }

    private String finished(UUID delivery) {
        try {
            return column(delivery, "finished_at");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAMailServerReturnsLaterIsNotedToo() {
        String address = join("rita", "bounces");
        await(address, "DONE");

        JsonNode known =
                Stack.eventually(
                        "what was returned",
                        Duration.ofSeconds(40),
                        () ->
                                Optional.of(
                                                school.as("OWNER")
                                                        .get("/mail-suppressions?q=" + address)
                                                        .expect(200)
                                                        .json()
                                                        .path("items")
                                                        .path(0))
                                        .filter(one -> one.hasNonNull("reason")));

        assertEquals(address, known.path("address").asText());
        assertEquals("BOUNCED", known.path("reason").asText());
        assertTrue(known.path("note").asText().startsWith("5.1.1"), known.toString());
        assertEquals(
                0,
                TwoSchools.ready()
                        .a
                        .as("OWNER")
                        .get("/mail-suppressions?q=" + address)
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void allOfAKindAreRetriedAndOthersStay() throws SQLException {
        String one = joinRefused("olga");
        String other = joinRefused("pavel");
        await(one, "PARKED");
        await(other, "PARKED");
        plant("NobodyRetriesThis", 2);
        mailbox("DELETE", one);
        mailbox("DELETE", other);
        signIn();

        Answer page = admin.get(url("?kind=" + WELCOME)).expect(200);
        assertFalse(page.body().contains("Nobody Retries This</span>"), "the kind is filtered");
        press(page, "/manage/deliveries/retry", Map.of());

        await(one, "DONE");
        await(other, "DONE");
        assertEquals(1, Mail.to(one).size());
        assertEquals(1, Mail.to(other).size());
        assertEquals(2, count("NobodyRetriesThis", "PARKED"));
        remove("NobodyRetriesThis");
    }

    @Test
    void whatIsShownIsChosenByTimeAndMayBeSentAgainAsOne() throws SQLException {
        plant("NobodyKnowsThis", 3);
        signIn();

        Answer all = admin.get(url("?kind=NobodyKnowsThis")).expect(200);
        assertTrue(all.body().contains("Send 3 again"), all.toString());
        Answer lately = admin.get(url("?kind=NobodyKnowsThis&period=PT1H")).expect(200);
        assertTrue(lately.body().contains("Send 3 again"), "they are young");
        try (Connection connection = Stack.superuser();
                PreparedStatement older =
                        connection.prepareStatement(
                                "update outbox_delivery set created_at = created_at - interval '3 days' where tenant_id = ? and listener = 'NobodyKnowsThis'")) {
            older.setObject(1, school.id);
            older.executeUpdate();
        }
        assertFalse(
                admin.get(url("?kind=NobodyKnowsThis&period=P1D"))
                        .body()
                        .contains(" again</button"));
        Answer week = admin.get(url("?kind=NobodyKnowsThis&period=P7D")).expect(200);
        Answer done = press(week, "/manage/deliveries/retry", Map.of());
        assertTrue(done.body().contains("3 deliveries are being tried again."), done.toString());
        remove("NobodyKnowsThis");
    }

    @Test
    void aLongListIsReadPageByPageToItsEnd() throws SQLException {
        plant("NobodyReadsThis", 120);
        signIn();

        Set<String> seen = new LinkedHashSet<>();
        int rows = 0;
        int pages = 0;
        Optional<String> next = Optional.of(url("?kind=NobodyReadsThis"));
        while (next.isPresent()) {
            Answer page = admin.get(next.get()).expect(200);
            Matcher retry = RETRY.matcher(page.body());
            while (retry.find()) {
                rows++;
                seen.add(retry.group(1));
            }
            pages++;
            next =
                    Pattern.compile("href=\"([^\"]*after=[^\"]*)\"")
                            .matcher(page.body())
                            .results()
                            .findFirst()
                            .map(found -> school.origin() + found.group(1).replace("&amp;", "&"));
        }

        assertEquals(3, pages);
        assertEquals(120, rows);
        assertEquals(120, seen.size());
        remove("NobodyReadsThis");
    }

    @Test
    void thePlatformSeesItsOwnDeliveries() {
        Answer page =
                Stack.get(
                        Stack.platformUrl() + "/platform/deliveries?state=all",
                        Map.of(
                                "Authorization",
                                "Bearer " + Stack.platform().token().get(),
                                "Accept",
                                "text/html"));

        assertTrue(page.expect(200).body().contains("state=pending"), page.toString());
        assertFalse(page.body().contains("/manage/"), page.toString());
    }

    // ------------------------------------------------------------------ rows that wait

    private void plant(String listener, int number) throws SQLException {
        execute(
                """
                insert into outbox_event (tenant_id, id, type, type_version, payload, occurred_at)
                select ?, gen_random_uuid(), ?, 1, '{}', now() from generate_series(1, ?)
                """,
                school.id,
                listener,
                number);
        execute(
                """
                insert into outbox_delivery
                    (tenant_id, id, event_id, listener, status, attempts, due_at, created_at, finished_at)
                select tenant_id, gen_random_uuid(), id, type, 'PARKED', 10, now(), now(), now()
                from outbox_event
                where tenant_id = ? and type = ?
                """,
                school.id,
                listener);
    }

    private void remove(String listener) throws SQLException {
        execute("delete from outbox_event where tenant_id = ? and type = ?", school.id, listener);
    }

    private long count(String listener, String status) throws SQLException {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select count(*) from outbox_delivery
                                where tenant_id = ? and listener = ? and status = ?
                                """)) {
            query.setObject(1, school.id);
            query.setString(2, listener);
            query.setString(3, status);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void execute(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = Stack.superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
