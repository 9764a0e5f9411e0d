package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What other systems tell a school: who may, what is kept, what is done about it. */
@Beside.Schools
class InboundIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");

    private static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode add(Map<String, Object> body) {
        return owner.post("/inbound-webhooks", body).expect(201).json();
    }

    private JsonNode addToken(List<Map<String, String>> rules) {
        return add(
                Map.of(
                        "name",
                        "Token " + System.nanoTime(),
                        "format",
                        "TOKEN",
                        "header",
                        "X-Token",
                        "secret",
                        "correct-horse",
                        "rules",
                        rules));
    }

    private Answer tell(JsonNode webhook, Map<String, String> headers, String body) {
        return Stack.send(
                "POST", school.origin() + "/api/v1/inbound/" + Api.id(webhook), headers, body);
    }

    private Answer tell(JsonNode webhook, String body) {
        return tell(webhook, Map.of("X-Token", "correct-horse"), body);
    }

    private JsonNode messages(JsonNode webhook) {
        return owner.get("/inbound-webhooks/" + Api.id(webhook) + "/messages")
                .expect(200)
                .json()
                .path("items");
    }

    private JsonNode awaitStatus(JsonNode webhook, String status) {
        return Stack.eventually(
                "a message that is " + status,
                SOON,
                () -> {
                    JsonNode newest = messages(webhook).path(0);
                    return newest.path("status").asText().equals(status)
                            ? Optional.of(newest)
                            : Optional.empty();
                });
    }

    /** Somebody who was invited comes, and is enrolled. */
    private void joins(String email, String name, SampleCourse course) {
        Mail.await(email, "the invitation", m -> m.link("action-token").isPresent());
        Stack.RUNNING.account(school.slug, email, name, SampleSchool.PASSWORD);
        Api joined =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));
        joined.get("/people/me").expect(200);
        Stack.eventually(
                "being enrolled on joining",
                SOON,
                () ->
                        joined.get("/enrolments").expect(200).body().contains(course.id())
                                ? Optional.of(true)
                                : Optional.empty());
    }

    @Test
    void aStandardWebhookIsKeptAsItCameAndOnce() {
        JsonNode webhook = add(Map.of("name", "Standard", "format", "STANDARD"));
        String secret =
                owner.get("/inbound-webhooks/" + Api.id(webhook) + "/secrets")
                        .expect(200)
                        .json()
                        .get(0)
                        .asText();
        assertTrue(secret.startsWith("whsec_"), secret);
        String body = "{ \"type\":  \"deal.won\",\n \"a\": \"ё\" }";
        String time = Long.toString(Instant.now().getEpochSecond());
        String signature =
                "v1,"
                        + Base64.getEncoder()
                                .encodeToString(
                                        hmac(
                                                Base64.getDecoder().decode(secret.substring(6)),
                                                "msg_1." + time + "." + body));
        Map<String, String> headers =
                Map.of(
                        "webhook-id", "msg_1",
                        "webhook-timestamp", time,
                        "webhook-signature", signature);

        tell(webhook, headers, body).expect(202);
        tell(webhook, headers, body).expect(200);
        tell(webhook, headers, body + " ").expect(401);
        tell(webhook, Map.of(), body).expect(401);

        JsonNode kept = awaitStatus(webhook, "IGNORED");
        assertEquals(body, kept.path("body").asText());
        assertEquals("msg_1", kept.path("eventId").asText());
        assertEquals("deal.won", kept.path("type").asText());
        assertEquals(1, messages(webhook).size());
    }

    @Test
    void whatStripeTellsIsKeptByItsEventsId() {
        JsonNode webhook =
                add(Map.of("name", "Stripe", "format", "STRIPE", "secret", "whsec_of_stripe"));
        String time = Long.toString(Instant.now().getEpochSecond());
        String body = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"invoice.paid\"}";
        Map<String, String> headers =
                Map.of(
                        "Stripe-Signature",
                        "t="
                                + time
                                + ",v1="
                                + HexFormat.of()
                                        .formatHex(
                                                hmac(
                                                        "whsec_of_stripe"
                                                                .getBytes(StandardCharsets.UTF_8),
                                                        time + "." + body)));

        tell(webhook, headers, body).expect(202);
        tell(webhook, headers, body).expect(200);
        assertEquals("evt_1", awaitStatus(webhook, "IGNORED").path("eventId").asText());
        owner.post("/inbound-webhooks", Map.of("name", "No secret", "format", "STRIPE"))
                .expect(422);
    }

    @Test
    void anIdThatNobodySignedChangesNothing() {
        JsonNode webhook = addToken(List.of());
        String body = "{\"id\":\"known\"}";
        tell(webhook, body).expect(202);
        tell(webhook, Map.of("X-Token", "correct-horse", "webhook-id", "new"), body).expect(200);
        String longer = "{\"id\":\"" + "x".repeat(300);
        tell(webhook, longer + "1\"}").expect(202);
        tell(webhook, longer + "2\"}").expect(202);
        assertEquals(3, messages(webhook).size());
    }

    @Test
    void aListMayWaitForSeveralPeople() {
        SampleCourse course = school.publish("For two " + System.nanoTime());
        JsonNode webhook =
                addToken(
                        List.of(
                                Map.of(
                                        "when", "*",
                                        "action", "ENROL",
                                        "email", "/email",
                                        "course", "/course")));
        String first = "first-" + System.nanoTime() + "@" + school.slug + ".example";
        String second = "second-" + System.nanoTime() + "@" + school.slug + ".example";
        tell(
                        webhook,
                        Api.json(
                                List.of(
                                        Map.of("email", first, "course", course.slug()),
                                        Map.of("email", second, "course", course.slug()))))
                .expect(202);
        awaitStatus(webhook, "WAITING");
        joins(second, "Second", course);
        awaitStatus(webhook, "WAITING");
    }

    @Test
    void theSameManyTimesAtOnceIsTakenOnce() {
        JsonNode webhook = addToken(List.of());
        String body = "{\"id\":\"same\",\"type\":\"x\"}";

        List<Integer> answers =
                IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> tell(webhook, body)))
                        .toList()
                        .stream()
                        .map(asked -> asked.join().status())
                        .sorted()
                        .toList();

        assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 202), answers);
        assertEquals(1, messages(webhook).size());
    }

    @Test
    void somebodyFromACrmIsInvitedAndEnrolledOnJoining() {
        SampleCourse course = school.publish("Bought " + System.nanoTime());
        JsonNode webhook =
                addToken(
                        List.of(
                                Map.of(
                                        "when", "deal.*",
                                        "action", "ENROL",
                                        "email", "/data/contact/email",
                                        "name", "/data/contact/name",
                                        "course", "/data/course")));
        String email = "buyer-" + System.nanoTime() + "@" + school.slug + ".example";
        tell(
                        webhook,
                        Api.json(
                                Map.of(
                                        "id", "deal-1",
                                        "type", "deal.won",
                                        "data",
                                                Map.of(
                                                        "contact",
                                                        Map.of("email", email, "name", "Buyer"),
                                                        "course",
                                                        course.slug()))))
                .expect(202);

        JsonNode waiting = awaitStatus(webhook, "WAITING");
        assertTrue(waiting.path("outcome").asText().contains("invited"), waiting.toString());
        joins(email, "Buyer", course);
        awaitStatus(webhook, "HANDLED");

        // Who is here already is enrolled at once.
        tell(
                        webhook,
                        Api.json(
                                Map.of(
                                        "id", "deal-2",
                                        "type", "deal.won",
                                        "data",
                                                Map.of(
                                                        "contact",
                                                        Map.of("email", school.email("TEACHER")),
                                                        "course",
                                                        course.id()))))
                .expect(202);
        Stack.eventually(
                "the second message",
                SOON,
                () ->
                        messages(webhook).get(0).path("eventId").asText().equals("deal-2")
                                        && messages(webhook)
                                                .get(0)
                                                .path("status")
                                                .asText()
                                                .equals("HANDLED")
                                ? Optional.of(true)
                                : Optional.empty());
        JsonNode enrolments = school.as("TEACHER").get("/enrolments").expect(200).json();
        assertTrue(enrolments.toString().contains(course.id()), enrolments.toString());
    }

    @Test
    void aMailProviderTellsOfBouncesInLists() {
        JsonNode webhook =
                addToken(
                        List.of(
                                Map.of(
                                        "when",
                                        "bounce",
                                        "action",
                                        "ADDRESS_BOUNCED",
                                        "email",
                                        "/email"),
                                Map.of(
                                        "when", "spamreport",
                                        "action", "ADDRESS_COMPLAINED",
                                        "email", "/email")));
        String one = "one-" + System.nanoTime() + "@example.org";
        String two = "two-" + System.nanoTime() + "@example.org";
        tell(
                        webhook,
                        "[{\"type\":\"bounce\",\"email\":\""
                                + one
                                + "\"},{\"type\":\"delivered\"},{\"type\":\"spamreport\",\"email\":\""
                                + two
                                + "\"}]")
                .expect(202);

        awaitStatus(webhook, "HANDLED");
        for (String address : List.of(one, two)) {
            JsonNode found =
                    Stack.eventually(
                            address,
                            SOON,
                            () ->
                                    Optional.of(
                                                    owner.get("/mail-suppressions?q=" + address)
                                                            .expect(200)
                                                            .json()
                                                            .path("items"))
                                            .filter(items -> items.size() == 1));
            assertEquals(
                    address.equals(one) ? "REPORTED" : "COMPLAINED",
                    found.get(0).path("reason").asText());
        }
    }

    @Test
    void whatCannotBeDoneSaysWhyAndIsDoneAgainByOtherRules() {
        JsonNode webhook =
                addToken(
                        List.of(
                                Map.of(
                                        "when", "new",
                                        "action", "INVITE",
                                        "email", "/wrong/place")));
        tell(webhook, "{\"type\":\"new\",\"email\":\"" + school.email("TEACHER") + "\"}")
                .expect(202);
        JsonNode failed = awaitStatus(webhook, "FAILED");
        assertTrue(failed.path("outcome").asText().contains("/wrong/place"), failed.toString());

        String path = "/inbound-webhooks/" + Api.id(webhook);
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.put(
                        path,
                        tag,
                        Map.of(
                                "name",
                                "Mended",
                                "format",
                                "TOKEN",
                                "header",
                                "X-Token",
                                "rules",
                                List.of(
                                        Map.of(
                                                "when", "new", "action", "INVITE", "email",
                                                "/email"))))
                .expect(200);
        owner.post(path + "/messages/" + failed.path("id").asText() + "/replay", Map.of())
                .expect(200);
        assertEquals("is here already", awaitStatus(webhook, "HANDLED").path("outcome").asText());
        assertEquals(2, messages(webhook).get(0).path("attempts").asInt());
        tell(webhook, "{\"type\":\"old\"}").expect(202);
    }

    @Test
    void badInputIsRefusedAndLeavesNothing() {
        JsonNode webhook = addToken(List.of());
        tell(webhook, "nonsense").expect(400);
        tell(webhook, "").expect(400);
        tell(webhook, "\"text\"").expect(400);
        tell(webhook, "[" + "{},".repeat(1000) + "{}]").expect(400);
        tell(webhook, "{\"id\":\"a\\u0000\",\"type\":\"b\\u0000\"}").expect(202);
        tell(webhook, Map.of("X-Token", "wrong"), "{}").expect(401);
        tell(webhook, "{\"a\":\"" + "x".repeat(3_000_000) + "\"}").expect(413);
        Stack.send(
                        "POST",
                        TwoSchools.ready().a.origin() + "/api/v1/inbound/" + Api.id(webhook),
                        Map.of("X-Token", "correct-horse"),
                        "{}")
                .expect(404);
        assertEquals(1, messages(webhook).size());

        String path = "/inbound-webhooks/" + Api.id(webhook);
        owner.post(path + "/pause", Map.of()).expect(200);
        tell(webhook, "{}").expect(503);
        owner.post(path + "/resume", Map.of()).expect(200);
        tell(webhook, "{}").expect(202);

        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("name", "", "format", "STANDARD"),
                        Map.of("name", "x"),
                        Map.of("name", "x", "format", "MORSE"),
                        Map.of("name", "x", "format", "HMAC"),
                        Map.of("name", "x", "format", "HMAC", "header", "no header"),
                        Map.of("name", "x", "format", "STANDARD", "secret", "short"),
                        Map.of("name", "x", "format", "STANDARD", "secret", "not-base64-at-all"),
                        Map.of("name", "x", "format", "STANDARD", "type", "/a\u0000"),
                        Map.of("name", "x", "format", "STANDARD", "type", "type"),
                        Map.of(
                                "name",
                                "x",
                                "format",
                                "STANDARD",
                                "rules",
                                List.of(Map.of("when", "a", "action", "ENROL", "email", "/e"))))) {
            owner.post("/inbound-webhooks", wrong).expect(422);
        }
    }

    @Test
    void aNewSecretTakesOverAndTheOldOneHoldsForADay() {
        JsonNode webhook = addToken(List.of());
        String path = "/inbound-webhooks/" + Api.id(webhook);
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.put(
                        path,
                        tag,
                        Map.of(
                                "name", "Renewed",
                                "format", "TOKEN",
                                "header", "X-Token",
                                "secret", "battery-staple"))
                .expect(200);
        tell(webhook, Map.of("X-Token", "battery-staple"), "{\"id\":\"1\"}").expect(202);
        tell(webhook, Map.of("X-Token", "correct-horse"), "{\"id\":\"2\"}").expect(202);
        assertEquals(2, owner.get(path + "/secrets").expect(200).json().size());
        owner.put(path, tag, Map.of("name", "Stale", "format", "TOKEN", "header", "X-Token"))
                .expect(412);
    }

    @Test
    void peopleSetItUpOnAPage() {
        Browser browser = school.signedIn("OWNER");
        Answer fresh = browser.get(school.origin() + "/manage/inbound/new").expect(200);
        Browser.Form form = Browser.form(fresh, "/manage/inbound");
        Answer refused =
                browser.submit(
                        fresh,
                        form,
                        Map.of("name", "By hand", "format", "TOKEN", "when0", "a", "email0", "no"));
        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("By hand"), refused.body());
        Answer added =
                browser.submit(
                        fresh,
                        form,
                        Map.of(
                                "name", "By hand",
                                "format", "TOKEN",
                                "header", "X-Token",
                                "secret", "correct-horse",
                                "when0", "lead",
                                "action0", "INVITE",
                                "email0", "/email"));
        assertEquals(303, added.status());
        Answer page = browser.follow(added).expect(200);
        assertTrue(page.body().contains("/api/v1/inbound/"), page.body());
        assertTrue(page.body().contains("correct-horse"), page.body());
    }
}
