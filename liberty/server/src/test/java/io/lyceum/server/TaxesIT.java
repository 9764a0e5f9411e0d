package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A school's taxes, from the registration to the quote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Sales
class TaxesIT {

    private final SampleSchool school = SampleSchool.withPeople("Fisc");
    private final Api owner = school.as("OWNER");

    private void change(String path, Map<String, ?> body) {
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.put(path, tag, body).expect(200);
        // Who read the page before sees what happened meanwhile.
        owner.put(path, tag, body).expect(412);
    }

    private JsonNode quote(String question) {
        return owner.get("/taxes/quote?minor=11900&" + question).expect(200).json();
    }

    @Test
    void taxIsCollectedWhereTheSchoolIsRegisteredAndNowhereElse() {
        assertEquals(0, quote("country=DE").path("taxMinor").asLong());
        change("/taxes", Map.of("mode", "TABLE"));
        change(
                "/taxes/seller",
                Map.of(
                        "legalName",
                        "Fisc GmbH",
                        "address",
                        "Straße 1\n10115 Berlin",
                        "country",
                        "DE"));
        assertEquals(0, quote("country=DE").path("taxMinor").asLong());

        JsonNode registered =
                owner.post(
                                "/taxes/registrations",
                                Map.of(
                                        "country", "DE",
                                        "scheme", "EU_ONE_STOP",
                                        "since", "2026-01-01"))
                        .expect(201)
                        .json();
        owner.post("/taxes/registrations", Map.of("country", "DE")).expect(409);
        owner.post("/taxes/registrations", Map.of("country", "ZZ")).expect(422);
        owner.post("/taxes/registrations", Map.of("country", "US", "scheme", "EU_ONE_STOP"))
                .expect(422);

        JsonNode germany = quote("country=de");
        assertEquals(1_900, germany.path("taxMinor").asLong());
        assertEquals(10_000, germany.path("netMinor").asLong());
        assertEquals(19_000, germany.path("thousandths").asInt());
        assertEquals("VAT", germany.path("name").asText());
        assertEquals(0, quote("country=DE&date=2025-12-31").path("taxMinor").asLong());
        assertEquals(0, quote("country=GB").path("taxMinor").asLong());
        assertEquals(20_000, quote("country=FR").path("thousandths").asInt());

        // A business elsewhere in the Union, one at home, and one whose id is wrong.
        JsonNode business = quote("country=BE&vatId=BE+0428.759.497");
        assertTrue(business.path("reverseCharge").asBoolean());
        assertEquals(0, business.path("taxMinor").asLong());
        assertEquals(9_835, business.path("grossMinor").asLong());
        assertEquals(1_900, quote("country=DE&vatId=DE136695976").path("taxMinor").asLong());
        assertTrue(quote("country=BE&vatId=BE0428759498").path("taxMinor").asLong() > 0);

        // An own rate of a state goes before all.
        owner.post(
                        "/taxes/registrations",
                        Map.of("country", "US", "region", "CA", "since", "2026-01-01"))
                .expect(201);
        assertEquals(
                "NO_TAX_RATE",
                owner.get("/taxes/quote?country=US&region=CA&minor=100")
                        .expect(409)
                        .json()
                        .path("code")
                        .asText());
        Map<String, Object> rate =
                Map.of(
                        "country", "US",
                        "region", "ca",
                        "name", "Sales tax",
                        "percent", 7.25,
                        "from", "2026-01-01",
                        "included", false);
        JsonNode entered = owner.post("/taxes/rates", rate).expect(201).json();
        owner.post("/taxes/rates", rate).expect(409);
        JsonNode state = quote("country=US&region=CA&currency=USD");
        assertEquals(863, state.path("taxMinor").asLong());
        assertEquals(12_763, state.path("grossMinor").asLong());
        assertEquals(0, quote("country=US&region=NY").path("taxMinor").asLong());
        assertTrue(owner.get("/taxes/rates/standard").expect(200).json().size() > 30);

        owner.send("DELETE", "/taxes/rates/" + Api.id(entered), Map.of(), "").expect(204);
        owner.send("DELETE", "/taxes/registrations/" + Api.id(registered), Map.of(), "")
                .expect(204);
        assertEquals(0, quote("country=DE").path("taxMinor").asLong());
    }

    @Test
    void aVatIdIsCheckedByWhatIsKnown() {
        for (Map.Entry<String, String> known :
                Map.of("DE136695976", "VALID", "DE136695977", "INVALID", "LT119511515", "UNKNOWN")
                        .entrySet()) {
            JsonNode answer = owner.get("/taxes/vat-ids/" + known.getKey()).expect(200).json();
            assertEquals(known.getValue(), answer.path("state").asText(), known.getKey());
            assertEquals("CHECK_DIGITS", answer.path("source").asText());
        }
    }

    @Test
    void theScreenKeepsWhatIsTypedAndSaysWhatAPriceComesTo() {
        Forms forms = new Forms(school.origin(), school.token("OWNER"));
        String page = forms.get("/manage/taxes").expect(200).body();

        Answer refused =
                forms.send(
                        Forms.find(page, "registration-since")
                                .with("registration-country", "")
                                .with("registration-taxNumber", "A number"));

        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("Choose a country."), refused.body());
        assertTrue(refused.body().contains("A number"), refused.body());
        Answer tried =
                forms.get("/manage/taxes?country=FR&amount=49&vatId=FR40303265046").expect(200);
        assertTrue(tried.body().contains("The VAT id is not well written."), tried.body());
        forms.send(
                        Forms.find(page, "seller-legalName")
                                .with("seller-legalName", "Typed Limited")
                                .with("seller-country", "FR"))
                .expect(303);
        assertTrue(forms.get("/manage/taxes").expect(200).body().contains("Typed Limited"));
    }
}
