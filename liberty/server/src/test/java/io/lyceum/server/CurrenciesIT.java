package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Prices in several currencies, by rates that come with the product, are imported or entered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Sales
class CurrenciesIT {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private final SampleSchool school = SampleSchool.withPeople("Penny");
    private final Api owner = school.as("OWNER");

    /** The bank's daily file, as if it were of this day. */
    private static String file(LocalDate day) {
        try {
            return Files.readString(
                            Path.of(
                                    "../../platform/src/main/resources/rates/eurofxref-2026-09-24.xml"))
                    .replace("2026-09-24", day.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer upload(Api api, String path, String file) {
        return api.upload(path, file.getBytes(StandardCharsets.UTF_8));
    }

    private void choose(String rates, Map<?, ?>... offered) {
        String tag = owner.get("/currencies/choice").expect(200).header("ETag").orElseThrow();
        owner.put(
                        "/currencies/choice",
                        tag,
                        Map.of("base", "EUR", "rates", rates, "offered", List.of(offered)))
                .expect(200);
    }

    private Answer conversion(String more) {
        return owner.get("/exchange-rates/conversion?minor=4900&from=EUR&" + more);
    }

    @BeforeEach
    void forgetRates() {
        new Forms(school.origin(), school.token("OWNER"))
                .post("/manage/currencies/rates/remove", Map.of(), "text/html")
                .expect(303);
        choose("FIXED");
    }

    @Test
    void aSchoolHasRatesBeforeAnybodyImportsAny() {
        assertTrue(owner.get("/currencies").expect(200).json().size() >= 12);

        JsonNode yen = conversion("to=JPY").expect(200).json();
        JsonNode francs = conversion("to=chf&rounding=EXACT").expect(200).json();

        assertEquals(8850, yen.path("money").path("minor").asLong());
        assertEquals("TENS", yen.path("rounding").asText());
        assertEquals("2026-09-24", yen.path("date").asText());
        assertEquals("BUILT_IN", yen.path("origin").asText());
        assertEquals(180.57, yen.path("rate").asDouble());
        assertEquals(4610, francs.path("money").path("minor").asLong());
        conversion("to=JPY&rounding=ENDS_IN_99").expect(422);
        conversion("to=XXX").expect(422);
        assertEquals("NO_RATE", conversion("to=RUB").expect(409).json().path("code").asText());
        assertEquals(
                "NO_RATE",
                conversion("to=JPY&date=2026-09-23").expect(409).json().path("code").asText());
    }

    @Test
    void ratesOfAFileHoldForTenDays() {
        // Long ago, where the platform has none.
        LocalDate day = LocalDate.of(2020, 5, 4);
        choose("IMPORTED");
        JsonNode imported = upload(owner, "/exchange-rates/imports", file(day)).expect(200).json();

        assertEquals(1, imported.path("days").asInt());
        assertTrue(imported.path("passedOver").asInt() > 0, imported.toString());
        assertEquals(29, imported.path("rates").asInt() + imported.path("passedOver").asInt());
        JsonNode today = conversion("to=USD&rounding=EXACT&date=2020-05-14").expect(200).json();
        assertEquals(5570, today.path("money").path("minor").asLong());
        assertEquals(day.toString(), today.path("date").asText());
        assertEquals("SCHOOL", today.path("origin").asText());
        // Pounds into zlotys, by way of the euro.
        JsonNode crossed =
                owner.get(
                                "/exchange-rates/conversion?minor=10000&from=GBP&to=PLN&rounding=EXACT&date=2020-05-04")
                        .expect(200)
                        .json();
        assertEquals(50965, crossed.path("money").path("minor").asLong());
        assertEquals(
                "NO_RATE",
                conversion("to=USD&date=" + day.plusDays(11))
                        .expect(409)
                        .json()
                        .path("code")
                        .asText());
        assertEquals(
                "NO_RATE",
                conversion("to=USD&date=" + day.minusDays(1))
                        .expect(409)
                        .json()
                        .path("code")
                        .asText());
    }

    @Test
    void aSchoolsOwnRateGoesBeforeThePlatformsAndNoOtherSchoolSeesIt() {
        choose("IMPORTED");
        upload(Stack.platform(), "/platform/exchange-rates/imports", file(TODAY)).expect(200);
        assertEquals("PLATFORM", conversion("to=USD").expect(200).json().path("origin").asText());

        JsonNode entered =
                owner.post(
                                "/exchange-rates/own",
                                Map.of("base", "USD", "quote", "EUR", "rate", 0.5))
                        .expect(201)
                        .json();

        JsonNode own = conversion("to=USD&rounding=EXACT").expect(200).json();
        assertEquals(9800, own.path("money").path("minor").asLong());
        assertEquals("SCHOOL", own.path("origin").asText());
        SampleSchool other = TwoSchools.ready().b;
        assertEquals("[]", other.as("OWNER").get("/exchange-rates/own").expect(200).body());
        owner.send("DELETE", "/exchange-rates/own/" + entered.path("id").asText(), Map.of(), "")
                .expect(204);
        assertEquals("PLATFORM", conversion("to=USD").expect(200).json().path("origin").asText());
        owner.post("/exchange-rates/own", Map.of("base", "USD", "quote", "USD", "rate", 2))
                .expect(422);
        owner.post("/exchange-rates/own", Map.of("base", "USD", "quote", "EUR", "rate", 0))
                .expect(422);
    }

    @Test
    void aFileWithAnErrorChangesNothingAndSaysWhere() {
        String wrong = file(TODAY).replace("rate='180.57'", "rate='many'");

        Answer answer = upload(owner, "/exchange-rates/imports", wrong).expect(422);

        assertEquals("RATES_UNREADABLE", answer.json().path("code").asText());
        assertTrue(answer.body().contains("Line 10"), answer.body());
        assertTrue(answer.body().contains("rate=many"), answer.body());
        Answer entity =
                upload(
                                owner,
                                "/exchange-rates/imports",
                                "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                                        + file(TODAY).replaceFirst("<\\?xml[^>]*>", ""))
                        .expect(422);
        assertFalse(entity.body().contains("root:"), entity.body());
        assertEquals("[]", owner.get("/exchange-rates/own").expect(200).body());
    }

    @Test
    void aCourseCostsWhatIsFixedOrConverted() {
        SampleCourse course = Sales.priced(school, 4900);
        choose(
                "FIXED",
                Map.of("currency", "USD"),
                Map.of("currency", "GBP", "pricing", "FIXED"),
                Map.of("currency", "KRW"),
                Map.of("currency", "SEK", "rounding", "TENS"));
        owner.send(
                        "PUT",
                        "/courses/" + course.id() + "/prices",
                        Map.of(),
                        Api.json(
                                Map.of(
                                        "prices",
                                        List.of(Map.of("currency", "SEK", "minor", 49900)))))
                .expect(200);

        JsonNode prices = owner.get("/courses/" + course.id() + "/prices").expect(200).json();

        assertEquals(
                List.of("4900 EUR", "5599 USD", "76200 KRW", "49900 SEK"),
                StreamSupport.stream(prices.spliterator(), false)
                        .map(price -> price.path("money"))
                        .map(m -> m.path("minor").asText() + " " + m.path("currency").asText())
                        .toList());
        assertTrue(prices.path(3).path("fixed").asBoolean());
        assertEquals("2026-09-24", prices.path(1).path("converted").path("date").asText());
    }

    @Test
    void pricesAreFixedOnPagesAndChosenByVisitors() {
        choose("FIXED", Map.of("currency", "USD"), Map.of("currency", "JPY", "pricing", "FIXED"));
        JsonNode product =
                owner.post(
                                "/products",
                                Map.of(
                                        "title",
                                        "Everything here",
                                        "scope",
                                        "SCHOOL",
                                        "features",
                                        List.of()))
                        .expect(201)
                        .json();
        JsonNode offer =
                owner.post(
                                "/products/" + product.path("id").asText() + "/offers",
                                Map.of("kind", "ONCE", "currency", "EUR", "priceMinor", 4900))
                        .expect(201)
                        .json();
        String id = offer.path("id").asText();
        owner.post("/offers/" + id + "/publish", Map.of()).expect(200);
        String page = "/manage/products/" + product.path("id").asText() + "/offers/" + id;
        Forms forms = new Forms(school.origin(), school.token("OWNER"));
        String shown = forms.get(page).expect(200).body();
        assertTrue(shown.contains("Empty: $55.99 today"), shown);
        assertTrue(shown.contains("Empty: not sold in this currency"), shown);

        Forms.Form prices = Forms.find(shown, "price-USD");
        String wrong = forms.send(prices.with("price-JPY", "7.50")).expect(422).body();
        assertTrue(wrong.contains("Write an amount like 19.99."), wrong);
        assertTrue(wrong.contains("value=\"7.50\""), "what was typed stays");
        forms.send(prices.with("price-USD", "59,00").with("price-JPY", "8000")).expect(303);

        assertEquals(
                "[{\"minor\":8000,\"currency\":\"JPY\"},{\"minor\":5900,\"currency\":\"USD\"}]",
                owner.send(
                                "PUT",
                                "/offers/" + id + "/prices",
                                Map.of(),
                                Api.json(
                                        Map.of(
                                                "prices",
                                                List.of(
                                                        Map.of("currency", "USD", "minor", 5900),
                                                        Map.of("currency", "JPY", "minor", 8000)))))
                        .expect(200)
                        .body());
        Browser visitor = new Browser();
        String own = visitor.get(school.origin() + "/pricing").expect(200).body();
        assertTrue(own.contains("€49"), own);
        String yen = visitor.get(school.origin() + "/pricing?currency=JPY").expect(200).body();
        assertTrue(yen.contains("¥8,000"), yen);
        assertTrue(yen.contains("/checkout?currency=JPY"), yen);
        assertTrue(
                visitor.get(school.origin() + "/pricing?currency=XXX")
                        .expect(200)
                        .body()
                        .contains("€49"),
                "what is no currency of the school is left out");
        String checkout =
                visitor.get(
                                school.origin()
                                        + "/offers/"
                                        + offer.path("slug").asText()
                                        + "/checkout?currency=JPY")
                        .expect(200)
                        .body();
        assertTrue(checkout.contains("¥8,000"), checkout);
        forms.send(prices.with("price-USD", "").with("price-JPY", "")).expect(303);
        JsonNode left = owner.get("/offers/" + id + "/prices").expect(200).json();
        assertEquals(2, left.size(), left.toString());
        assertEquals(5599, left.path(1).path("money").path("minor").asLong());
    }

    @Test
    void aCoursesPricesAreFixedOnItsPage() {
        choose("FIXED", Map.of("currency", "USD"));
        SampleCourse course = Sales.priced(school, 4900);
        Forms forms = new Forms(school.origin(), school.token("TEACHER"));
        String details = "/manage/courses/" + course.id() + "/details";
        forms.send(
                        Forms.find(forms.get(details).expect(200).body(), "price-USD")
                                .with("price-USD", "51"))
                .expect(303);
        assertTrue(forms.get(details).expect(200).body().contains("value=\"51.00\""));
        assertEquals(
                5100,
                owner.get("/courses/" + course.id() + "/prices")
                        .expect(200)
                        .json()
                        .path(1)
                        .path("money")
                        .path("minor")
                        .asLong());
    }

    @Test
    void theScreenShowsWhatAPriceBecomesAndTakesAFile() {
        Forms forms = new Forms(school.origin(), school.token("OWNER"));
        String page = forms.get("/manage/currencies?amount=49,00").expect(200).body();
        assertTrue(page.contains("¥8,850"), page);
        assertTrue(page.contains("Sep 24, 2026"), page);

        Forms.Form chosen =
                Forms.find(page, "show-JPY")
                        .with("base", "EUR")
                        .with("show-JPY", "on")
                        .with("rounding-JPY", "HUNDREDS");
        forms.send(chosen).expect(303);
        assertEquals(
                "HUNDREDS",
                owner.get("/currencies/choice")
                        .expect(200)
                        .json()
                        .path("offered")
                        .path(0)
                        .path("rounding")
                        .asText());
        // Somebody else's page is old now.
        forms.send(chosen).expect(412);

        assertEquals(303, sendFile(file(TODAY)).status());
        assertTrue(forms.get("/manage/currencies").expect(200).body().contains("EUR → JPY"));
        Answer refused = sendFile("<rates/>");
        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("Line 1 is not as"), refused.body());
    }

    private Answer sendFile(String content) {
        String body =
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"eurofxref.xml\"\r\n"
                        + "Content-Type: application/xml\r\n\r\n"
                        + content
                        + "\r\n--part--\r\n";
        return Stack.send(
                "POST",
                school.origin() + "/manage/currencies/imports",
                Map.of(
                        "Authorization",
                        "Bearer " + school.token("OWNER"),
                        "Accept",
                        "text/html",
                        "Origin",
                        school.origin(),
                        "Content-Type",
                        "multipart/form-data; boundary=part"),
                body);
    }
}
