package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A school's learners in its CRM: what is written, when, and what happens when it is in trouble.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class CrmIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final SampleSchool school = SampleSchool.withPeople("Hazel");
    private final Api owner = school.as("OWNER");
    private FakeCrm crm = new FakeCrm();

    @AfterEach
    void forgetAll() {
        owner.get("/crms")
                .expect(200)
                .json()
                .forEach(
                        one ->
                                owner.send("DELETE", "/crms/" + Api.id(one), Map.of(), "")
                                        .expect(204));
        crm.close();
        crm = new FakeCrm();
    }

    private Map<String, Object> salesforce() {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "Salesforce");
        body.put("url", crm.url());
        body.put("auth", "CLIENT_CREDENTIALS");
        body.put("tokenUrl", crm.url() + "/oauth/token");
        body.put("user", "the-client");
        body.put("secret", "the/secret");
        body.put("perMinute", 6000);
        body.put(
                "contact",
                Map.of(
                        "method",
                        "PATCH",
                        "path",
                        "/services/data/v62.0/sobjects/Contact/Lyceum_Id__c/{person.id}",
                        "fields",
                        List.of(
                                Map.of("to", "Email", "from", "person.email"),
                                Map.of("to", "LastName", "from", "person.lastName"),
                                Map.of("to", "LeadSource", "from", "\"Academy\""))));
        body.put(
                "enrolment",
                Map.of(
                        "method",
                        "PATCH",
                        "path",
                        "/services/data/v62.0/sobjects/Enrolment__c/Lyceum_Id__c/{enrolment.id}",
                        "fields",
                        List.of(
                                Map.of("to", "Contact__r.Lyceum_Id__c", "from", "person.id"),
                                Map.of("to", "Course__c", "from", "course.title"),
                                Map.of("to", "Progress__c", "from", "enrolment.percent"))));
        return body;
    }

    private String add(Map<String, Object> body) {
        return Api.id(owner.post("/crms", body).expect(201));
    }

    private ObjectNode await(String part, Predicate<ObjectNode> fits) {
        return Stack.eventually("the record " + part, SOON, () -> crm.find(part).filter(fits));
    }

    private JsonNode awaitBackfill(String id) {
        return Stack.eventually(
                "everybody being written",
                SOON,
                () ->
                        Optional.of(owner.get("/crms/" + id + "/backfill").expect(200).json())
                                .filter(b -> b.path("status").asText().equals("DONE")));
    }

    private String enrol(SampleCourse course) {
        return Api.id(
                school.as("LEARNER")
                        .post("/enrolments", Map.of("course", course.id()))
                        .expect(201));
    }

    private void complete(String enrolment, String lesson) {
        school.as("LEARNER")
                .post("/enrolments/" + enrolment + "/lessons/" + lesson + "/complete", Map.of())
                .expect(200);
    }

    private JsonNode newestDelivery(String id) {
        return owner.get("/deliveries?listener=crm:" + id + "&limit=1")
                .expect(200)
                .json()
                .path("items")
                .path(0);
    }

    @Test
    void aLearnerIsAContactAndEachCourseARecordThatFollows() {
        String id = add(salesforce());
        SampleCourse course = school.publish("Told " + System.nanoTime());
        String enrolment = enrol(course);

        ObjectNode record = await("Enrolment__c/Lyceum_Id__c/" + enrolment, r -> true);
        String person = record.at("/Contact__r/Lyceum_Id__c").asText();
        assertEquals(0, record.path("Progress__c").asInt());
        ObjectNode contact = await("Contact/Lyceum_Id__c/" + person, r -> true);
        assertEquals(school.email("LEARNER"), contact.path("Email").asText());
        assertEquals("LEARNER", contact.path("LastName").asText());
        assertEquals("Academy", contact.path("LeadSource").asText());

        complete(enrolment, course.lessons().get(0));
        await("Enrolment__c/Lyceum_Id__c/" + enrolment, r -> r.path("Progress__c").asInt() == 25);
        JsonNode read = owner.get("/crms/" + id).expect(200).json();
        assertTrue(read.hasNonNull("lastSuccessAt"), read.toString());
        assertFalse(read.toString().contains("the/secret"), read.toString());
    }

    @Test
    void aNewNameIsTold() {
        add(salesforce());
        String enrolment = enrol(school.publish("Named " + System.nanoTime()));
        String person =
                await("Enrolment__c/Lyceum_Id__c/" + enrolment, r -> true)
                        .at("/Contact__r/Lyceum_Id__c")
                        .asText();
        Browser browser = school.signedIn("LEARNER");
        Answer profile = browser.get(school.origin() + "/profile").expect(200);
        browser.submit(
                        profile,
                        Browser.form(profile, "/profile"),
                        Map.of("name", "Ada Renamed", "language", "en"))
                .expect(303);
        await("Contact/Lyceum_Id__c/" + person, r -> r.path("LastName").asText().equals("Renamed"));
    }

    @Test
    void anOldTokenIsFetchedAnew() {
        add(salesforce());
        String first = enrol(school.publish("Token one " + System.nanoTime()));
        await("Enrolment__c/Lyceum_Id__c/" + first, r -> true);

        crm.callBackToken();
        String second = enrol(school.publish("Token two " + System.nanoTime()));
        await("Enrolment__c/Lyceum_Id__c/" + second, r -> true);
    }

    @Test
    void whileItIsInTroubleTheLatestStateWaitsAndArrives() {
        String id = add(salesforce());
        crm.trouble(503);
        SampleCourse course = school.publish("Trouble " + System.nanoTime());
        String enrolment = enrol(course);
        complete(enrolment, course.lessons().get(0));
        JsonNode failing =
                Stack.eventually(
                        "the note of its failure",
                        SOON,
                        () ->
                                Optional.of(owner.get("/crms/" + id).expect(200).json())
                                        .filter(c -> c.hasNonNull("failingSince")));
        assertEquals("answered 503", failing.path("lastError").asText());
        assertEquals(Optional.empty(), crm.find(enrolment));

        crm.trouble(429);
        crm.trouble(0);
        ObjectNode record = await("Enrolment__c/Lyceum_Id__c/" + enrolment, r -> true);
        assertEquals(25, record.path("Progress__c").asInt());
        Stack.eventually(
                "being well again",
                SOON,
                () ->
                        owner.get("/crms/" + id).expect(200).json().hasNonNull("failingSince")
                                ? Optional.empty()
                                : Optional.of(true));
    }

    @Test
    void whatItRefusesIsGivenUpWithItsAnswerAndSentAgainAfterMending() {
        String id = add(salesforce());
        SampleCourse course = school.publish("Refused " + System.nanoTime());
        crm.refuse("Refused");
        String enrolment = enrol(course);

        JsonNode parked =
                Stack.eventually(
                        "a delivery that is given up",
                        SOON,
                        () ->
                                Optional.of(newestDelivery(id))
                                        .filter(d -> d.path("status").asText().equals("PARKED")));
        String path = "/deliveries/" + parked.path("id").asText();
        JsonNode attempts = owner.get(path + "/attempts").expect(200).json();
        assertEquals(400, attempts.get(0).path("status").asInt());
        assertTrue(
                attempts.get(0).path("answer").asText().contains("this is refused"),
                attempts.toString());

        crm.refuse("");
        owner.post(path + "/resend", Map.of()).expect(200);
        await("Enrolment__c/Lyceum_Id__c/" + enrolment, r -> true);
    }

    @Test
    void aPreviewSaysWhatWouldChangeAndWritesNothing() {
        String enrolment = enrol(school.publish("Previewed " + System.nanoTime()));
        Map<String, Object> body = salesforce();
        String id = add(body);
        owner.post("/crms/" + id + "/pause", Map.of()).expect(200);
        int before = crm.records().size();

        JsonNode preview = owner.post("/crms/" + id + "/preview", Map.of()).expect(200).json();
        assertEquals("", preview.path("error").asText(), preview.toString());
        assertTrue(preview.path("changes").toString().contains("Previewed"), preview.toString());
        assertEquals(before, crm.records().size());
        assertEquals(Optional.empty(), crm.find(enrolment));

        owner.post("/crms/" + id + "/resume", Map.of()).expect(200);
        owner.post("/crms/" + id + "/backfill", Map.of()).expect(202);
        JsonNode done = awaitBackfill(id);
        assertEquals(done.path("total").asInt(), done.path("done").asInt(), done.toString());
        assertEquals(0, done.path("failed").asInt(), done.toString());
        assertTrue(crm.find(enrolment).isPresent());

        JsonNode same = owner.post("/crms/" + id + "/preview", Map.of()).expect(200).json();
        assertEquals(0, same.path("changes").size(), same.toString());

        crm.trouble(500);
        JsonNode broken = owner.post("/crms/" + id + "/preview", Map.of()).expect(200).json();
        assertEquals("answered 500", broken.path("error").asText());
    }

    @Test
    void whatCannotStandInAPathIsToldBeforeItIsWritten() {
        enrol(school.publish("Unfinished " + System.nanoTime()));
        Map<String, Object> body = salesforce();
        body.put(
                "enrolment",
                Map.of(
                        "method",
                        "PATCH",
                        "path",
                        "/completions/{enrolment.completedAt}",
                        "fields",
                        List.of(Map.of("to", "Course__c", "from", "course.title"))));
        String id = add(body);

        JsonNode preview = owner.post("/crms/" + id + "/preview", Map.of()).expect(200).json();

        assertEquals(
                "nothing can stand in the path /completions/{enrolment.completedAt}",
                preview.path("error").asText());
    }

    @Test
    void writingEverybodyWaitsForTroubleAndCountsWhatIsRefused() {
        SampleCourse course = school.publish("Unwanted " + System.nanoTime());
        enrol(course);
        String id = add(salesforce());
        crm.refuse("Unwanted");
        owner.post("/crms/" + id + "/backfill", Map.of()).expect(202);
        JsonNode done = awaitBackfill(id);
        assertEquals(1, done.path("failed").asInt(), done.toString());
        assertEquals("answered 400", done.path("lastError").asText());

        crm.trouble(503);
        owner.post("/crms/" + id + "/backfill", Map.of()).expect(202);
        owner.post("/crms/" + id + "/backfill", Map.of()).expect(409);
        owner.send("DELETE", "/crms/" + id + "/backfill", Map.of(), "").expect(204);
        assertEquals(
                "CANCELLED",
                owner.get("/crms/" + id + "/backfill").expect(200).json().path("status").asText());
    }

    @Test
    void badInputIsRefusedAndTheSecretGoesNowhereElse() {
        Map<String, Map<String, Object>> wrong = new HashMap<>();
        wrong.put("name", Map.of("name", ""));
        wrong.put("url", Map.of("url", "http://127.0.0.1:1"));
        wrong.put("auth", Map.of("auth", "MAGIC"));
        wrong.put("tokenUrl", Map.of("tokenUrl", ""));
        wrong.put("user", Map.of("user", ""));
        wrong.put("secret", Map.of("secret", ""));
        wrong.put("perMinute", Map.of("perMinute", 1));
        wrong.put("contact", Map.of("contact", Map.of("path", "/c", "fields", List.of())));
        for (Map.Entry<String, Map<String, Object>> one : wrong.entrySet()) {
            Map<String, Object> body = salesforce();
            body.putAll(one.getValue());
            Answer refused = owner.post("/crms", body).expect(422);
            assertTrue(refused.body().contains(one.getKey()), refused.body());
        }
        for (Map<String, Object> record :
                List.<Map<String, Object>>of(
                        record("c", "a", "person.id"),
                        record("/../c", "a", "person.id"),
                        record("/{secret}", "a", "person.id"),
                        record("/c#{person.id}", "a", "person.id"),
                        record("/c|{person.id}", "a", "person.id"),
                        record("//elsewhere.example/{person.id}", "a", "person.id"),
                        record("/c", "a", "\"b\u0000\""),
                        record("/{course.title}", "a", "person.id"),
                        record("/c", "a b", "person.id"),
                        record("/c", "a", "person.password"))) {
            Map<String, Object> body = salesforce();
            body.put("contact", record);
            owner.post("/crms", body).expect(422);
        }

        String id = add(salesforce());
        String tag = owner.get("/crms/" + id).expect(200).header("ETag").orElseThrow();
        Map<String, Object> elsewhere = salesforce();
        elsewhere.put("secret", "");
        owner.put("/crms/" + id, tag, elsewhere).expect(200);
        String next = owner.get("/crms/" + id).expect(200).header("ETag").orElseThrow();
        elsewhere.put("url", "http://outside.test:9");
        Answer asked = owner.put("/crms/" + id, next, elsewhere).expect(422);
        assertTrue(asked.body().contains("\"secret\""), asked.body());
        owner.put("/crms/" + id, tag, salesforce()).expect(412);
    }

    private static Map<String, Object> record(String path, String to, String from) {
        return Map.of("path", path, "fields", List.of(Map.of("to", to, "from", from)));
    }

    @Test
    void peopleSetItUpOnAPage() {
        Browser browser = school.signedIn("OWNER");
        Answer fresh = browser.get(school.origin() + "/manage/crms/new").expect(200);
        Browser.Form form = Browser.form(fresh, "/manage/crms");
        Answer refused =
                browser.submit(
                        fresh, form, Map.of("name", "By hand", "contact", "email person.email"));
        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("email person.email"), refused.body());
        Answer added =
                browser.submit(
                        fresh,
                        form,
                        Map.of(
                                "name", "By hand",
                                "url", crm.url(),
                                "auth", "BEARER",
                                "secret", "fixed-token",
                                "contactMethod", "PUT",
                                "contact", "email = person.email\nkind = \"learner\"",
                                "enrolment", ""));
        assertEquals(303, added.status());
        Answer page = browser.follow(added).expect(200);
        assertTrue(page.body().contains("email = person.email"), page.body());
        assertFalse(page.body().contains("fixed-token"), page.body());

        enrol(school.publish("By hand " + System.nanoTime()));
        await("/contacts/", r -> r.path("kind").asText().equals("learner"));
        Answer preview = browser.submit(page, Browser.form(page, "/preview"), Map.of()).expect(200);
        assertTrue(preview.body().contains("Nothing was written"), preview.body());
    }
}
