package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A company pays for seats and invites people to them. */
@Beside.Sales
class SeatsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CROWD = 12;
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Hazel");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");
    private final SampleCourse course = Sales.priced(school, 1000);
    private final String checkout = "/courses/" + course.slug() + "/checkout";
    private final Buyer company = new Buyer(school);

    /** Buys so many seats; answers the path of the order. */
    private String seats(int number) {
        company.paid(checkout + "?others=on&quantity=" + number);
        return "/orders/" + company.awaitOrder("PAID").path("id").asText();
    }

    private String address(String name) {
        return name + "-" + System.nanoTime() + "@" + school.slug + ".example";
    }

    private Answer delete(String path) {
        return owner.send("DELETE", path, Map.of(), "");
    }

    private Answer submit(Buyer who, String order, String action, Map<String, String> values) {
        Answer page = who.page(order).expect(200);
        return who.browser.submit(page, Browser.form(page, action), values);
    }

    /** Fills in the form of the order's page. */
    private Answer invite(String order, String emails) {
        return submit(company, order, order + "/seats#seats", Map.of("emails", emails));
    }

    private Answer invited(String order, String emails) {
        return company.browser.follow(invite(order, emails).expect(303)).expect(200);
    }

    private JsonNode pack(String order) {
        return owner.get(order + "/seats").expect(200).json();
    }

    private JsonNode invitation(String order, String email) {
        for (JsonNode one : pack(order).path("invitations")) {
            if (one.path("email").asText().equals(email)) {
                return one;
            }
        }
        throw new AssertionError("no invitation of " + email);
    }

    private String code(String email) {
        Mail mail = Mail.await(email, "the seat", m -> m.says("has a seat for you"));
        String link = mail.link("/checkout?code=").orElseThrow();
        assertTrue(link.startsWith(school.origin() + checkout), link);
        return link.substring(link.indexOf('=') + 1);
    }

    private Answer take(Buyer who, String code) {
        return who.browser.follow(who.buy(checkout + "?code=" + code)).expect(200);
    }

    private boolean isUsedUp(String code) {
        return new Buyer(school).page(checkout + "?code=" + code).body().contains("is used up");
    }

    @Test
    void whoIsInvitedHasASeatThatNobodyElseCanTake() {
        String order = seats(4);
        String first = address("first");
        String second = address("second");

        Answer page = invited(order, first + ",\n " + second + " ; " + first.toUpperCase());

        assertTrue(page.body().contains("0 taken · 2 invited · 2 left"), page.toString());
        Buyer one = new Buyer(school);
        take(one, code(first));
        assertTrue(one.has(course));
        // The link of the mail leads back to what it has opened.
        assertTrue(
                one.page(checkout + "?code=" + code(first))
                        .url()
                        .endsWith("/courses/" + course.slug()));
        assertEquals("TAKEN", invitation(order, first).path("status").asText());
        assertTrue(isUsedUp(code(first)), "a link is for one person");

        String all = pack(order).path("code").asText();
        Buyer three = new Buyer(school);
        take(three, all);
        Buyer four = new Buyer(school);
        take(four, all);
        assertTrue(isUsedUp(all), "the fourth seat is promised");

        Buyer two = new Buyer(school);
        take(two, code(second));
        assertTrue(two.has(course));
        assertTrue(
                company.page(order).body().contains("4 taken · 0 invited · 0 left"),
                company.page(order).toString());
        JsonNode pack = pack(order);
        assertEquals(4, pack.path("seats").asInt());
        assertEquals(4, pack.path("held").asInt());
        assertTrue(
                school.signedIn("ADMIN")
                        .get(school.origin() + "/manage" + order)
                        .expect(200)
                        .body()
                        .contains(second));
    }

    @Test
    void whoHasNoAccountTakesTheSeatAsAGuest() {
        String order = seats(1);
        String email = address("guest");
        Answer page = invited(order, email);
        assertTrue(page.body().contains("Send it by e-mail"), page.toString());

        Browser guest = new Browser();
        String link = school.origin() + checkout + "?code=" + code(email);
        Answer offered = guest.get(link).expect(200);
        guest.follow(
                        guest.submit(
                                offered,
                                Browser.form(offered, checkout),
                                Map.of("email", email, "name", "Gina Guest")))
                .expect(200);

        Mail.await(email, "the account", mail -> mail.link("action-token").isPresent());
        Stack.eventually(
                "a seat that is taken",
                SOON,
                () ->
                        Optional.of(invitation(order, email))
                                .filter(one -> one.path("status").asText().equals("TAKEN")));
    }

    @Test
    void whatIsWrongIsSaidAndKeepsWhatWasWritten() {
        String order = seats(2);
        String right = address("right");

        Answer wrong = invite(order, right + "\nnobody@\n<b>").expect(422);
        assertTrue(wrong.body().contains("no e-mail address: nobody@, &lt;b&gt;"), wrong.body());
        assertTrue(wrong.body().contains(right), "what was written is kept");
        assertEquals(0, pack(order).path("held").asInt());

        Answer many =
                invite(order, address("a") + " " + address("b") + " " + address("c")).expect(409);
        assertTrue(many.body().contains("Only 2 seats are left"), many.body());
        assertEquals(0, pack(order).path("held").asInt());
        assertTrue(invite(order, " , ").expect(422).body().contains("at least one address"));

        invited(order, right);
        Answer again = invited(order, right.toUpperCase());
        assertTrue(again.body().contains("invited already"), again.toString());
        assertEquals(1, pack(order).path("held").asInt());

        owner.post(order + "/seats", Map.of("emails", List.of(right, "nobody"))).expect(422);
        owner.post(order + "/seats", Map.of()).expect(422);
        owner.send("POST", order + "/seats", Map.of(), "{\"emails\":[null]}").expect(422);
        String plain = "/orders/" + plainOrder();
        owner.get(plain + "/seats").expect(404);
        owner.post(plain + "/seats", Map.of("emails", List.of(right))).expect(409);
    }

    private String plainOrder() {
        Buyer alone = new Buyer(school);
        alone.paid(checkout);
        return alone.awaitOrder("PAID").path("id").asText();
    }

    @Test
    void aSeatThatNobodyTookCanBeGivenToSomebodyElse() {
        String order = seats(1);
        String first = address("first");
        invited(order, first);
        String seat = invitation(order, first).path("id").asText();
        Answer full = company.page(order);
        assertFalse(full.body().contains("name=\"emails\""), full.toString());

        Answer sent = company.browser.follow(submit(company, order, seat + "/send", Map.of()));
        assertTrue(sent.body().contains("once more"), sent.toString());
        Stack.eventually(
                "a second mail",
                SOON,
                () ->
                        Mail.to(first).stream().filter(m -> m.says("has a seat for you")).count()
                                        == 2
                                ? Optional.of(true)
                                : Optional.empty());
        String code = code(first);
        Answer withdrawn =
                company.browser.follow(submit(company, order, seat + "/withdraw", Map.of()));
        assertTrue(withdrawn.body().contains("0 taken · 0 invited · 1 left"), withdrawn.toString());
        assertFalse(withdrawn.body().contains(first), "the address is forgotten");
        Answer late =
                company.browser.submit(full, Browser.form(full, seat + "/withdraw"), Map.of());
        assertTrue(late.body().contains("not there any more"), late.toString());
        assertTrue(
                new Buyer(school)
                        .page(checkout + "?code=" + code)
                        .body()
                        .contains("does not hold now"));
        delete(order + "/seats/" + seat).expect(404);

        String second = address("second");
        owner.post(order + "/seats", Map.of("emails", List.of(second))).expect(200);
        String other = invitation(order, second).path("id").asText();
        Buyer taker = new Buyer(school);
        take(taker, code(second));
        delete(order + "/seats/" + other).expect(409);
        owner.post(order + "/seats/" + other + "/send", Map.of()).expect(409);
        assertTrue(taker.has(course));
    }

    @Test
    void mailsToOthersHaveAnEnd() {
        String order = seats(1);
        String first = address("first");
        owner.post(order + "/seats", Map.of("emails", List.of(first))).expect(200);
        String seat = order + "/seats/" + invitation(order, first).path("id").asText();
        for (int i = 0; i < 4; i++) {
            owner.post(seat + "/send", Map.of()).expect(202);
        }
        assertTrue(
                owner.post(seat + "/send", Map.of()).expect(409).body().contains("INVITED_OFTEN"));
        for (int i = 0; i < 12; i++) {
            JsonNode open = pack(order).path("invitations").path(0);
            delete(order + "/seats/" + open.path("id").asText()).expect(204);
            owner.post(order + "/seats", Map.of("emails", List.of(address("n" + i)))).expect(200);
        }
        JsonNode last = pack(order).path("invitations").path(0);
        delete(order + "/seats/" + last.path("id").asText()).expect(204);
        assertTrue(
                owner.post(order + "/seats", Map.of("emails", List.of(address("more"))))
                        .expect(409)
                        .body()
                        .contains("INVITED_OFTEN"));
    }

    @Test
    void manyAtOncePromiseNoSeatTwice() throws Exception {
        String order = seats(3);
        String same = address("same");
        List<Future<Integer>> answers = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(CROWD);
        try {
            IntStream.range(0, CROWD)
                    .forEach(
                            i ->
                                    answers.add(
                                            pool.submit(
                                                    () ->
                                                            owner.post(
                                                                            order + "/seats",
                                                                            Map.of(
                                                                                    "emails",
                                                                                    List.of(
                                                                                            same,
                                                                                            address(
                                                                                                    "c"
                                                                                                            + i))))
                                                                    .status())));
            int taken = 0;
            for (Future<Integer> answer : answers) {
                taken += answer.get() == 200 ? 1 : 0;
            }
            assertEquals(2, taken, "the first takes two seats, one more the third");
        } finally {
            pool.shutdownNow();
        }
        assertEquals(3, pack(order).path("held").asInt());
        assertEquals(3, pack(order).path("invitations").size());
    }

    @Test
    void seatsGoWithTheMoneyAndComeBackWhenTheRefundFails() {
        String order = seats(3);
        String first = address("first");
        String second = address("second");
        String third = address("third");
        invited(order, first + " " + second + " " + third);
        Buyer one = new Buyer(school);
        take(one, code(first));
        String withdrawn = code(third);
        delete(order + "/seats/" + invitation(order, third).path("id").asText()).expect(204);

        owner.post(order + "/refunds", Map.of("amountMinor", 3000, "keepAccess", false))
                .expect(202);
        company.awaitOrder("REFUNDED");
        assertFalse(one.has(course));
        String open = "?code=" + code(second);
        assertTrue(
                new Buyer(school).page(checkout + open).body().contains("does not hold now"),
                "a link that nobody used ends too");
        owner.post(order + "/seats", Map.of("emails", List.of(address("late")))).expect(409);

        refundFails(order);
        company.awaitOrder("PAID");
        assertTrue(one.has(course), "the money never came, so the seat is theirs again");
        Buyer two = new Buyer(school);
        take(two, code(second));
        assertTrue(two.has(course));
        assertTrue(
                new Buyer(school)
                        .page(checkout + "?code=" + withdrawn)
                        .body()
                        .contains("does not hold now"),
                "what was withdrawn stays so");
        assertEquals(2, pack(order).path("held").asInt());
    }

    private void refundFails(String order) {
        String refund =
                owner.get(order + "/refunds").expect(200).json().path(0).path("refundId").asText();
        Sales.control(
                "POST", "refunds/" + refund, Map.of("failure_reason", "expired_or_canceled_card"));
    }

    @Test
    void nobodyElseInvitesToSomebodysSeats() {
        String order = seats(2);
        String another = seats(1);
        owner.post(another + "/seats", Map.of("emails", List.of(address("other")))).expect(200);
        String seat = pack(another).path("invitations").path(0).path("id").asText();
        owner.post(order + "/seats/" + seat + "/send", Map.of()).expect(404);
        delete(order + "/seats/" + seat).expect(404);

        Buyer stranger = new Buyer(school);
        stranger.page(order).expect(404);
        stranger.paid(checkout + "?others=on&quantity=1");
        String own = "/orders/" + stranger.awaitOrder("PAID").path("id").asText();
        Answer page = stranger.page(own).expect(200);
        Browser.Form form = Browser.form(page, own + "/seats#seats");
        for (String path : List.of("", "/" + seat + "/send", "/" + seat + "/withdraw")) {
            stranger.browser
                    .submit(
                            page,
                            new Browser.Form(
                                    school.origin() + another + "/seats" + path, form.values()),
                            Map.of("emails", address("x")))
                    .expect(404);
        }
        assertEquals(0, pack(order).path("held").asInt());
        assertEquals(1, pack(another).path("invitations").size());
    }

    @Test
    void aPaidSeatIsOneSeatHoweverManyAreAskedFor() {
        String order = seats(2);
        String email = address("greedy");
        invited(order, email);
        for (String code : List.of(code(email), pack(order).path("code").asText())) {
            Buyer greedy = new Buyer(school);
            Answer page =
                    greedy.page(checkout + "?code=" + code + "&others=on&quantity=500").expect(200);
            assertTrue(page.body().contains("is for something else"), page.toString());
            greedy.browser
                    .submit(page, Browser.form(page, checkout), Map.of("action", "pay"))
                    .expect(409);
            assertEquals(0, greedy.orders().size());
        }
    }

    @Test
    void seatsOfAnOfferWithPlacesHoldThemOnce() {
        String offer = offerWithPlaces(3);
        company.paid(offer + "?others=on&quantity=3");
        String order = "/orders/" + company.awaitOrder("PAID").path("id").asText();
        String first = address("first");
        owner.post(order + "/seats", Map.of("emails", List.of(first))).expect(200);
        Mail mail = Mail.await(first, "the seat", m -> m.says("has a seat for you"));
        Buyer one = new Buyer(school);
        String link = mail.link("/checkout?code=").orElseThrow();
        one.browser.follow(one.buy(link.substring(school.origin().length()))).expect(200);
        assertTrue(one.has(course));
        assertEquals(3, sold(offer));
        // Whoever has it is told so, and the seat stays for somebody else.
        Answer again = one.page(offer + "?code=" + pack(order).path("code").asText());
        assertEquals(200, again.status());
        assertTrue(
                one.browser
                        .submit(again, Browser.form(again, offer), Map.of("action", "pay"))
                        .expect(409)
                        .body()
                        .contains("You have this already"));

        owner.post(order + "/refunds", Map.of("amountMinor", 3000, "keepAccess", false))
                .expect(202);
        company.awaitOrder("REFUNDED");
        assertFalse(one.has(course));
        assertEquals(0, sold(offer));
        refundFails(order);
        company.awaitOrder("PAID");
        assertTrue(one.has(course));
        assertEquals(3, sold(offer));
    }

    private String offerWithPlaces(int places) {
        String product =
                Api.id(
                        owner.post(
                                        "/products",
                                        Map.of(
                                                "title",
                                                "Team " + System.nanoTime(),
                                                "scope",
                                                "COURSES",
                                                "courses",
                                                List.of(course.id())))
                                .expect(201));
        JsonNode made =
                owner.post(
                                "/products/" + product + "/offers",
                                Map.of(
                                        "kind",
                                        "ONCE",
                                        "currency",
                                        "EUR",
                                        "priceMinor",
                                        1000,
                                        "places",
                                        places))
                        .expect(201)
                        .json();
        owner.post("/offers/" + made.path("id").asText() + "/publish", Map.of()).expect(200);
        return "/offers/" + made.path("slug").asText() + "/checkout";
    }

    private long sold(String offer) {
        String slug = offer.replaceFirst("/offers/(.*)/checkout", "$1");
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select sold from offer where tenant_id = ? and slug = ?")) {
            query.setObject(1, school.id);
            query.setString(2, slug);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoHasTheCourseIsToldSoAndTheSeatIsNotUsed() {
        String order = seats(1);
        Buyer has = new Buyer(school);
        has.paid(checkout);
        String code = pack(order).path("code").asText();
        Answer page = has.page(checkout + "?code=" + code);
        assertEquals(409, page.status());
        assertTrue(page.body().contains("You have this already"), page.toString());
        assertEquals(0, pack(order).path("held").asInt());
    }
}
