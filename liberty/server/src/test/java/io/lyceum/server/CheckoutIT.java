package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The page before the payment: guests, currencies, taxes, companies, and what is taken along. */
@Beside.Sales
class CheckoutIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** It collects taxes and sells in other currencies, which others do not expect. */
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Hazel");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");

    private void change(String path, Map<String, Object> values) {
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.put(path, tag, values).expect(200);
    }

    private void taxes(String mode) {
        change("/taxes", Map.of("mode", mode, "prices", "CUSTOMARY"));
        if (mode.equals("TABLE") && owner.get("/taxes/registrations").json().isEmpty()) {
            change("/taxes/seller", Map.of("legalName", "Hazel GmbH", "country", "DE"));
            owner.post(
                            "/taxes/registrations",
                            Map.of(
                                    "country", "DE",
                                    "scheme", "EU_ONE_STOP",
                                    "since", "2026-01-01"))
                    .expect(201);
            owner.post(
                            "/taxes/registrations",
                            Map.of("country", "US", "region", "CA", "since", "2026-01-01"))
                    .expect(201);
            owner.post(
                            "/taxes/rates",
                            Map.of(
                                    "country", "US",
                                    "region", "CA",
                                    "name", "Sales tax",
                                    "percent", 7.25,
                                    "from", "2026-01-01",
                                    "included", false))
                    .expect(201);
        }
    }

    private String offer(Map<String, Object> product, Map<String, Object> offer) {
        Map<String, Object> all = new HashMap<>(Map.of("title", "Product " + System.nanoTime()));
        all.putAll(product);
        String id = Api.id(owner.post("/products", all).expect(201));
        Map<String, Object> sold = new HashMap<>(Map.of("kind", "ONCE", "currency", "EUR"));
        sold.putAll(offer);
        JsonNode made = owner.post("/products/" + id + "/offers", sold).expect(201).json();
        owner.post("/offers/" + made.path("id").asText() + "/publish", Map.of()).expect(200);
        return made.path("id").asText();
    }

    private static String path(SampleCourse course) {
        return "/courses/" + course.slug() + "/checkout";
    }

    private Answer send(Browser browser, String path, Map<String, String> values) {
        Answer page = browser.get(school.origin() + path).expect(200);
        return browser.submit(page, Browser.form(page, path), values);
    }

    private Map<String, Long> posted(JsonNode order) {
        Map<String, Long> sums = new HashMap<>();
        owner.get("/orders/" + order.path("id").asText() + "/postings")
                .expect(200)
                .json()
                .forEach(
                        posting ->
                                posting.path("lines")
                                        .forEach(
                                                line ->
                                                        sums.merge(
                                                                line.path("account").asText(),
                                                                line.path("minor").asLong(),
                                                                Long::sum)));
        return sums;
    }

    private String receipt(JsonNode order) throws IOException {
        Answer pdf =
                owner.send(
                        "GET",
                        "/orders/" + order.path("id").asText() + "/receipt",
                        Map.of("Accept", "application/pdf", "Accept-Language", "en"),
                        "");
        try (PDDocument document = Loader.loadPDF(pdf.expect(200).bytes())) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private JsonNode order(String email, String status) {
        return Stack.eventually(
                "an order that is " + status,
                SOON,
                () ->
                        Optional.of(
                                        owner.get("/orders?q=" + email)
                                                .expect(200)
                                                .json()
                                                .path("items")
                                                .path(0)
                                                .path("order"))
                                .filter(o -> o.path("status").asText().equals(status)));
    }

    private long people(String email) {
        return owner.get("/people?q=" + email).expect(200).json().path("items").size();
    }

    @Test
    void aGuestPaysGetsAnAccountByMailAndLearns() {
        taxes("NONE");
        SampleCourse course = Sales.priced(school, 4900);
        String email = "guest-" + System.nanoTime() + "@" + school.slug + ".example";
        Browser guest = new Browser();
        assertTrue(
                guest.get(school.origin() + "/courses/" + course.slug())
                        .body()
                        .contains(path(course)));
        Answer refused =
                send(guest, path(course), Map.of("email", "nobody", "name", "")).expect(422);
        assertTrue(refused.body().contains("Write an e-mail address"), refused.toString());
        assertTrue(refused.body().contains("Write your name"), refused.toString());

        Answer begun =
                send(guest, path(course), Map.of("email", email, "name", "Gina Guest")).expect(303);
        assertEquals(0, people(email), "nobody gets an account by asking for it");
        String checkout = begun.header("Location").orElseThrow();
        assertEquals(
                checkout,
                send(guest, path(course), Map.of("email", email, "name", "Gina Guest"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow(),
                "who asks twice pays once");
        Answer back = guest.follow(Buyer.pay(guest, email, checkout, Buyer.GOOD_CARD)).expect(200);

        // Stripe's message may have been there first, and the account be under way.
        Answer page =
                Stack.eventually(
                        "the way in",
                        SOON,
                        () ->
                                Optional.of(guest.get(back.url()))
                                        .filter(p -> p.body().contains("sent a mail to " + email)));
        assertEquals(1, people(email));
        JsonNode order = order(email, "PAID");
        assertEquals(4900, order.path("totalMinor").asLong());
        guest.get(page.url().replaceFirst("\\?.*", "") + "/receipt.pdf").expect(200);
        Browser stranger = new Browser();
        assertFalse(
                stranger.get(page.url()).url().startsWith(school.origin() + "/orders/"),
                "an order is for who has begun it");
        Mail.await(email, "the receipt", mail -> mail.says("Your receipt"));
        Mail way = Mail.await(email, "the way in", mail -> mail.link("action-token").isPresent());
        Answer inside =
                guest.through(
                        guest.once(way.link("action-token").orElseThrow()),
                        Map.of(
                                "password-new", SampleSchool.PASSWORD,
                                "password-confirm", SampleSchool.PASSWORD,
                                "username", email,
                                "password", SampleSchool.PASSWORD));
        assertEquals(
                URI.create(school.origin()).getAuthority(),
                URI.create(inside.url()).getAuthority(),
                inside.toString());
        assertEquals(
                303,
                guest.once(school.origin() + "/courses/" + course.slug() + "/continue").status());

        Answer again =
                send(new Browser(), path(course), Map.of("email", email, "name", "G")).expect(409);
        assertTrue(
                again.body().contains("There is an account with this address"), again.toString());
    }

    @Test
    void aGuestHasThePackThatTheyPaidFor() {
        taxes("NONE");
        String offer = offer(Map.of("scope", "CREDITS", "credits", 500), Map.of("priceMinor", 900));
        String slug = owner.get("/offers/" + offer).expect(200).json().path("slug").asText();
        String pack = "/offers/" + slug + "/checkout";
        String email = "guest-" + System.nanoTime() + "@" + school.slug + ".example";
        Browser guest = new Browser();
        String checkout =
                send(guest, pack, Map.of("email", email, "name", "Gina Guest"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        guest.follow(Buyer.pay(guest, email, checkout, Buyer.GOOD_CARD)).expect(200);
        order(email, "PAID");

        String person =
                owner.get("/people?q=" + email)
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText();
        JsonNode balance =
                owner.get("/credits/people/" + person).expect(200).json().path("balance");
        assertTrue(balance.path("left").asLong() >= 500, balance.toString());
    }

    @Test
    void aGuestWhoDoesNotPayLeavesNoAccountAndNobodyElseSeesTheOrder() {
        taxes("NONE");
        SampleCourse course = Sales.priced(school, 4900);
        String email = "guest-" + System.nanoTime() + "@" + school.slug + ".example";
        Browser guest = new Browser();
        String checkout =
                send(guest, path(course), Map.of("email", email, "name", "Gina"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        Buyer.pay(guest, email, checkout, "4000000000000002").expect(402);
        String id = order(email, "PENDING").path("id").asText();
        guest.get(school.origin() + "/orders/" + id).expect(200);

        Browser other = new Browser();
        SampleCourse another = Sales.priced(school, 100);
        send(other, path(another), Map.of("email", "x" + email, "name", "Otto")).expect(303);
        other.get(school.origin() + "/orders/" + id).expect(404);
        new Buyer(school).page("/orders/" + id).expect(404);

        assertEquals(0, people(email));
        assertTrue(Mail.to(email).isEmpty());
    }

    @Test
    void aPriceInAnotherCurrencyIsPaidInIt() throws IOException {
        taxes("NONE");
        SampleCourse course = Sales.priced(school, 4900);
        String tag = owner.get("/currencies/choice").expect(200).header("ETag").orElseThrow();
        owner.put(
                        "/currencies/choice",
                        tag,
                        Map.of(
                                "base",
                                "EUR",
                                "rates",
                                "FIXED",
                                "offered",
                                List.of(
                                        Map.of(
                                                "currency", "JPY",
                                                "pricing", "CONVERTED",
                                                "rounding", "TENS"))))
                .expect(200);
        Buyer buyer = new Buyer(school);
        Answer page = buyer.page(path(course)).expect(200);
        assertTrue(page.body().contains("JPY"), page.toString());
        Answer recounted =
                send(buyer.browser, path(course), Map.of("currency", "JPY", "action", "recount"))
                        .expect(200);
        assertTrue(recounted.body().contains("¥8,850"), recounted.toString());

        String checkout =
                send(buyer.browser, path(course), Map.of("currency", "JPY"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        String other =
                send(buyer.browser, path(course), Map.of("currency", "EUR"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        assertFalse(checkout.equals(other), "another price is another checkout");
        checkout =
                send(buyer.browser, path(course), Map.of("currency", "JPY"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        buyer.browser.follow(buyer.pay(checkout, Buyer.GOOD_CARD)).expect(200);

        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals("JPY", order.path("currency").asText());
        assertEquals(8850, order.path("totalMinor").asLong());
        assertEquals(-8850, posted(order).get("SALES"));
        assertTrue(receipt(order).contains("¥8,850"));
        assertTrue(buyer.has(course));
        send(new Buyer(school).browser, path(Sales.priced(school, 100)), Map.of("currency", "XXX"))
                .expect(303);
    }

    @Test
    void theTaxOfTheSchoolsTableIsCollectedAndStandsOnTheReceipt() throws IOException {
        taxes("TABLE");
        SampleCourse course = Sales.priced(school, 11_900);
        Buyer buyer = new Buyer(school);
        Answer asked = send(buyer.browser, path(course), Map.of()).expect(422);
        assertTrue(asked.body().contains("Choose your country"), asked.toString());
        Map<String, String> germany =
                Map.of("country", "DE", "company", "Berta & Töchter KG", "vatId", "DE136695976");
        Map<String, String> recount = new HashMap<>(germany);
        recount.put("action", "recount");
        Answer shown = send(buyer.browser, path(course), recount).expect(200);
        assertTrue(shown.body().contains("With VAT 19%: €19"), shown.toString());

        String checkout =
                send(buyer.browser, path(course), germany)
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        buyer.browser.follow(buyer.pay(checkout, Buyer.GOOD_CARD)).expect(200);

        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(11_900, order.path("totalMinor").asLong());
        assertEquals(1_900, order.path("taxMinor").asLong());
        Map<String, Long> posted = posted(order);
        assertEquals(-10_000, posted.get("SALES"));
        assertEquals(-1_900, posted.get("TAXES"));
        String receipt = receipt(order);
        assertTrue(receipt.contains("VAT 19%"), receipt);
        assertTrue(receipt.contains("Berta & Töchter KG"), receipt);
        assertTrue(receipt.contains("DE136695976"), receipt);
        assertTrue(receipt.contains("€100.00"), receipt);
        // The next time the country is known.
        assertTrue(
                buyer.page(path(Sales.priced(school, 100)))
                        .body()
                        .contains("value=\"DE\" selected"));
    }

    @Test
    void taxComesOnTopWhereThatIsCustomaryAndIsOwedByBusinessesElsewhereInTheUnion() {
        taxes("TABLE");
        SampleCourse course = Sales.priced(school, 10_000);
        Buyer american = new Buyer(school);
        String checkout =
                send(american.browser, path(course), Map.of("country", "US", "region", "ca"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        american.browser.follow(american.pay(checkout, Buyer.GOOD_CARD)).expect(200);
        JsonNode order = american.awaitOrder("PAID");
        assertEquals(10_725, order.path("totalMinor").asLong());
        assertEquals(725, order.path("taxMinor").asLong());
        assertEquals(-10_000, posted(order).get("SALES"));

        Buyer belgian = new Buyer(school);
        Answer wrong =
                send(belgian.browser, path(course), Map.of("country", "BE", "vatId", "DE136695977"))
                        .expect(422);
        assertTrue(wrong.body().contains("This VAT id does not exist"), wrong.toString());
        Map<String, String> business = Map.of("country", "BE", "vatId", "BE 0428.759.497");
        checkout =
                send(belgian.browser, path(course), business)
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        belgian.browser.follow(belgian.pay(checkout, Buyer.GOOD_CARD)).expect(200);
        order = belgian.awaitOrder("PAID");
        assertEquals(8_264, order.path("totalMinor").asLong(), "the price without 21 %");
        assertEquals(0, order.path("taxMinor").asLong());
        assertTrue(order.path("billed").path("reverseCharge").asBoolean());
    }

    @Test
    void aSubscriptionIsTaxedAgainWhenItIsRenewed() {
        taxes("TABLE");
        String slug =
                owner.get(
                                "/offers/"
                                        + offer(
                                                Map.of("scope", "SCHOOL"),
                                                Map.of(
                                                        "kind",
                                                        "SUBSCRIPTION",
                                                        "priceMinor",
                                                        1190,
                                                        "period",
                                                        "MONTH")))
                        .expect(200)
                        .json()
                        .path("slug")
                        .asText();
        Buyer buyer = new Buyer(school);
        String checkout =
                send(buyer.browser, "/offers/" + slug + "/checkout", Map.of("country", "DE"))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        buyer.browser.follow(buyer.pay(checkout, Buyer.GOOD_CARD)).expect(200);
        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(1190, order.path("totalMinor").asLong());
        assertEquals(190, order.path("taxMinor").asLong());
    }

    @Test
    void whatIsTakenAlongIsPaidAndOpenedAndTakenAwayWithIt() throws IOException {
        taxes("TABLE");
        SampleCourse course = Sales.priced(school, 11_900);
        SampleCourse exercises = Sales.priced(school, 4_900);
        String title = "Forty exercises " + System.nanoTime();
        String extra =
                offer(
                        Map.of(
                                "title",
                                title,
                                "scope",
                                "COURSES",
                                "courses",
                                List.of(exercises.id())),
                        Map.of(
                                "priceMinor",
                                2_380,
                                "places",
                                1,
                                "extraText",
                                "Practise until it sits."));
        Buyer buyer = new Buyer(school);
        Answer page = buyer.page(path(course)).expect(200);
        assertTrue(page.body().contains("Practise until it sits."), page.toString());
        assertFalse(
                buyer.page(path(exercises)).body().contains("Practise until it sits."),
                "it is in it already");

        String checkout =
                send(buyer.browser, path(course), Map.of("country", "DE", "extra", extra))
                        .expect(303)
                        .header("Location")
                        .orElseThrow();
        assertFalse(
                new Buyer(school).page(path(course)).body().contains("Practise until it sits."),
                "its only place is taken");
        buyer.browser.follow(buyer.pay(checkout, Buyer.GOOD_CARD)).expect(200);

        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(14_280, order.path("totalMinor").asLong());
        assertEquals(2_280, order.path("taxMinor").asLong());
        assertEquals(-12_000, posted(order).get("SALES"));
        assertTrue(buyer.has(course));
        assertTrue(buyer.has(exercises));
        String receipt = receipt(order);
        assertTrue(receipt.contains(title), receipt);
        assertTrue(receipt.contains("€23.80"), receipt);

        owner.post(
                        "/orders/" + order.path("id").asText() + "/refunds",
                        Map.of("amountMinor", 14_280, "keepAccess", false))
                .expect(202);
        buyer.awaitOrder("REFUNDED");
        assertFalse(buyer.has(course));
        assertFalse(buyer.has(exercises));
        assertEquals(0, posted(buyer.order()).get("TAXES"));
        assertTrue(
                new Buyer(school).page(path(course)).body().contains("Practise until it sits."),
                "its place is free again");
        owner.post("/offers/" + extra + "/archive", Map.of()).expect(200);
    }

    @Test
    void whoLeavesTheCheckoutIsToldOnceAndWhoHasPaidIsNot() throws SQLException {
        taxes("NONE");
        SampleCourse left = Sales.priced(school, 4900);
        SampleCourse paid = Sales.priced(school, 3900);
        Buyer buyer = new Buyer(school);
        buyer.paid(path(paid));
        buyer.awaitOrder("PAID");
        buyer.checkout(path(left));
        Buyer other = new Buyer(school);
        other.checkout(path(paid));
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    update sales_order set created_at = created_at - interval '4 hours' where tenant_id = ?
                    """,
                    school.id);
            Stack.eventually(
                    "the first round",
                    SOON,
                    () -> lookBack(connection) == 1 ? Optional.of(true) : Optional.empty());
        }

        Mail mail =
                Mail.await(buyer.email, "a reminder", m -> m.subject().contains("in your basket"));

        assertTrue(mail.links().contains(school.origin() + path(left)), mail.links().toString());
        assertEquals("List-Unsubscribe=One-Click", mail.headers().get("List-Unsubscribe-Post"));
        Mail.await(other.email, "a reminder", m -> m.subject().contains("in your basket"));
        assertEquals(
                1,
                Mail.to(buyer.email).stream()
                        .filter(m -> m.subject().contains("in your basket"))
                        .count(),
                "what is paid is not waited for");
    }

    private int lookBack(Connection connection) {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update sequence_step set reached_at = now() - interval '1 day'
                        where tenant_id = ? and kind = 'CHECKOUT_LEFT'
                        """)) {
            statement.setObject(1, school.id);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stripeWorksOutTheTaxWhereTheSchoolWantsThat() {
        taxes("STRIPE_TAX");
        SampleCourse course = Sales.priced(school, 10_000);
        Buyer buyer = new Buyer(school);
        assertTrue(buyer.page(path(course)).body().contains("Tax is worked out on the next page"));
        String checkout = buyer.checkout(path(course));
        Buyer.pay(buyer.browser, buyer.email, checkout, Buyer.GOOD_CARD, "tax");
        buyer.browser.follow(buyer.pay(checkout, Buyer.GOOD_CARD)).expect(200);
        JsonNode order = buyer.awaitOrder("PAID");
        assertEquals(1_900, order.path("taxMinor").asLong());
        assertEquals(11_900, order.path("totalMinor").asLong());
        assertEquals(-1_900, posted(order).get("TAXES"));
        taxes("NONE");
    }
}
