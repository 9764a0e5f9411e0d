package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.Receiver.Manner;
import io.lyceum.server.Receiver.Message;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other systems are told of what happens at a school. */
@Beside.Schools
class WebhookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ALL_OF_A_COURSE =
            List.of(
                    "enrolment.created",
                    "lesson.completed",
                    "course.completed",
                    "certificate.issued");

    /** Sales in other schools would send mails and events. */
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Aspen");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");
    private final Receiver receiver = new Receiver();
    private final List<String> added = new ArrayList<>();

    @AfterEach
    void remove() {
        added.forEach(id -> owner.send("DELETE", "/webhooks/" + id, Map.of(), ""));
        receiver.close();
    }

    private String add(List<String> events) {
        return add(receiver.url("/in?key=k"), events);
    }

    private String add(String url, List<String> events) {
        Map<String, Object> form = Map.of("name", "Outside", "url", url, "events", events);
        String id = Api.id(owner.post("/webhooks", form).expect(201));
        added.add(id);
        return id;
    }

    /** Has something happen of which there is one event. */
    private void enrol() {
        SampleCourse course = school.publish("Told of " + System.nanoTime());
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);
    }

    private <T> T eventually(String what, Supplier<Optional<T>> attempt) {
        return Stack.eventually(what, PATIENCE, attempt);
    }

    private void arrived(int count) {
        eventually(
                count + " messages",
                () -> receiver.messages().size() >= count ? Optional.of(true) : Optional.empty());
    }

    private JsonNode webhook(String id) {
        return owner.get("/webhooks/" + id).expect(200).json();
    }

    private List<JsonNode> deliveries(String id) {
        List<JsonNode> deliveries = new ArrayList<>();
        owner.get("/deliveries?listener=webhook:" + id)
                .expect(200)
                .json()
                .path("items")
                .forEach(deliveries::add);
        return deliveries;
    }

    private JsonNode oneWith(String id, String status) {
        return eventually(
                "a delivery that is " + status,
                () ->
                        deliveries(id).stream()
                                .filter(d -> d.path("status").asText().equals(status))
                                .findFirst());
    }

    /** Waits until so many deliveries were made; answers all there are. */
    private List<JsonNode> made(String id, int count) {
        return eventually(
                count + " that were made",
                () ->
                        Optional.of(deliveries(id))
                                .filter(
                                        all ->
                                                all.stream()
                                                                .map(d -> d.path("status").asText())
                                                                .filter("DONE"::equals)
                                                                .count()
                                                        == count));
    }

    private List<JsonNode> attempts(JsonNode delivery) {
        List<JsonNode> attempts = new ArrayList<>();
        owner.get("/deliveries/" + delivery.path("id").asText() + "/attempts")
                .expect(200)
                .json()
                .forEach(attempts::add);
        return attempts;
    }

    private JsonNode attempted(String id) {
        return eventually(
                "an attempt",
                () -> deliveries(id).stream().flatMap(d -> attempts(d).stream()).findFirst());
    }

    private static boolean signed(Message message, String secret) {
        String content =
                message.id()
                        + "."
                        + message.headers().get("webhook-timestamp")
                        + "."
                        + message.body();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String wanted =
                    "v1,"
                            + Base64.getEncoder()
                                    .encodeToString(
                                            mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
            return List.of(message.headers().get("webhook-signature").split(" ")).contains(wanted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> secrets(String id) {
        List<String> shown = new ArrayList<>();
        owner.get("/webhooks/" + id + "/secrets")
                .expect(200)
                .json()
                .forEach(secret -> shown.add(secret.path("shown").asText()));
        return shown;
    }

    private String secret(String id) {
        return secrets(id).stream().filter(s -> s.startsWith("whsec_")).findFirst().orElseThrow();
    }

    @Test
    void whatALearnerDoesIsToldOnceAndSigned() {
        String id = add(ALL_OF_A_COURSE);
        int lessons = school.newcomerCompletes().lessons().size();

        arrived(lessons + 3);
        List<Message> messages = receiver.messages();
        assertEquals(lessons + 3, messages.size());
        assertEquals(lessons, receiver.messages("lesson.completed").size());
        Set<String> ids = new HashSet<>();
        Set<Long> sequences = new HashSet<>();
        for (Message message : messages) {
            assertTrue(signed(message, secret(id)), message.toString());
            assertEquals("/in?key=k", message.path());
            assertEquals("application/json", message.headers().get("content-type"));
            JsonNode body = message.json();
            assertEquals(school.id.toString(), body.path("school").asText());
            assertTrue(
                    Instant.parse(body.path("timestamp").asText())
                            .isAfter(Instant.now().minus(PATIENCE)));
            ids.add(message.id());
            sequences.add(body.path("sequence").asLong());
        }
        assertEquals(messages.size(), ids.size());
        assertEquals(messages.size(), sequences.size());
        long enrolled =
                receiver.messages("enrolment.created").get(0).json().path("sequence").asLong();
        assertTrue(sequences.stream().allMatch(sequence -> sequence >= enrolled));
        oneWith(id, "DONE");
        assertTrue(webhook(id).path("lastSuccessAt").isTextual());
    }

    @Test
    void aReceiverInAnotherLanguageAcceptsTheSignatures() throws Exception {
        assumeTrue(runs("python3", "--version"), "no python3 here");
        acceptedBy(List.of("python3", "verify.py"), Map.of());
    }

    @Test
    void theLibraryThatStandardWebhooksPublishesAcceptsTheSignatures() throws Exception {
        assumeTrue(runs("node", "--version"), "no Node here");
        Path folder = Files.createTempDirectory("library");
        assumeTrue(
                runs("npm", "install", "--prefix", folder.toString(), "standardwebhooks@1.0.0"),
                "the library is not to be had here");
        acceptedBy(
                List.of("node", "verify.cjs"),
                Map.of("NODE_PATH", folder.resolve("node_modules").toString()));
    }

    /**
     * @param command a program and the name of its script
     */
    private void acceptedBy(List<String> command, Map<String, String> environment)
            throws Exception {
        String id = add(List.of("enrolment.created"));
        enrol();
        arrived(1);
        Message message = receiver.messages().get(0);
        Path body = Files.writeString(Files.createTempFile("receiver", ".json"), message.body());

        assertEquals("v1", verify(command, environment, body, message, secret(id)));
        assertEquals(
                "refused",
                verify(
                        command,
                        environment,
                        Files.writeString(body, message.body() + " "),
                        message,
                        secret(id)));
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String verify(
            List<String> command,
            Map<String, String> environment,
            Path body,
            Message message,
            String secret)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                command.get(0),
                                Path.of("src/test/resources/webhooks", command.get(1))
                                        .toAbsolutePath()
                                        .toString(),
                                secret,
                                message.id(),
                                message.headers().get("webhook-timestamp"),
                                message.headers().get("webhook-signature"),
                                body.toString())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process receiver = builder.start();
        String said = new String(receiver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(receiver.waitFor(30, TimeUnit.SECONDS));
        return said.strip();
    }

    @Test
    void whileOneSecretTakesOverFromAnotherBothHold() {
        String id = add(List.of("enrolment.created"));
        String before = secret(id);
        owner.post("/webhooks/" + id + "/secrets", Map.of()).expect(200);
        enrol();
        arrived(1);
        Message message = receiver.messages().get(0);
        assertTrue(signed(message, before));
        assertTrue(signed(message, secret(id)));
        assertFalse(before.equals(secret(id)));
        owner.post("/webhooks/" + id + "/secrets", Map.of()).expect(409);

        owner.post("/webhooks/" + id + "/test", Map.of("type", "enrolment.created")).expect(200);
        Message test = receiver.messages().get(1);
        assertTrue(test.id().startsWith("test_"));
        assertTrue(signed(test, secret(id)));
    }

    @Test
    void whatWasNotTakenIsSentAgainWithTheSameId() {
        receiver.behave(Manner.FAILS);
        String id = add(List.of("enrolment.created"));
        enrol();
        arrived(2);
        JsonNode attempt = attempted(id);
        assertEquals(500, attempt.path("status").asInt());
        assertFalse(attempt.path("answer").asText().contains("ada@example.org"));
        assertTrue(attempt.path("answer").asText().contains("Oh no"));
        assertTrue(webhook(id).path("failingSince").isTextual());

        receiver.behave(Manner.TAKES);
        JsonNode made = oneWith(id, "DONE");
        List<Message> messages = receiver.messages();
        assertEquals(1, messages.stream().map(Message::id).distinct().count());
        assertEquals(1, messages.stream().map(Message::body).distinct().count());
        assertTrue(attempts(made).get(0).path("delivered").asBoolean());
        assertFalse(webhook(id).has("failingSince"));
    }

    @Test
    void aDeliveryIsSentAgainAndCancelledByHand() {
        String id = add(List.of("enrolment.created"));
        enrol();
        JsonNode made = oneWith(id, "DONE");
        String delivery = made.path("id").asText();
        owner.post("/deliveries/" + delivery + "/cancel", Map.of()).expect(409);
        owner.post("/deliveries/" + delivery + "/resend", Map.of()).expect(200);
        arrived(2);
        assertEquals(receiver.messages().get(0), withoutTime(receiver.messages().get(1)));

        owner.post("/webhooks/" + id + "/pause", Map.of()).expect(200);
        enrol();
        JsonNode waiting = oneWith(id, "PENDING");
        owner.post("/deliveries/" + waiting.path("id").asText() + "/cancel", Map.of()).expect(200);
        owner.post("/webhooks/" + id + "/resume", Map.of()).expect(200);
        enrol();
        arrived(3);
        assertEquals(3, receiver.messages().size());
        oneWith(id, "CANCELLED");
    }

    /** As the first message was, but for the moment of sending and what is signed of it. */
    private Message withoutTime(Message message) {
        return new Message(
                message.path(),
                receiver.messages().get(0).headers(),
                message.body(),
                message.base64());
    }

    @Test
    void aWebhookThatIsPausedIsToldLater() {
        String id = add(List.of("enrolment.created"));
        owner.post("/webhooks/" + id + "/pause", Map.of()).expect(200);
        owner.post("/webhooks/" + id + "/pause", Map.of()).expect(409);
        enrol();
        enrol();
        assertEquals(2, deliveries(id).size());
        assertEquals(List.of(), receiver.messages());
        owner.post("/webhooks/" + id + "/resume", Map.of()).expect(200);
        arrived(2);
    }

    @Test
    void anAnswerWithoutEndOrSenseCountsByItsStatus() {
        String id = add(List.of("enrolment.created"));
        receiver.behave(Manner.TALKS_WITHOUT_END);
        enrol();
        JsonNode made = oneWith(id, "DONE");
        assertTrue(attempts(made).get(0).path("answer").asText().length() <= 2000);
        receiver.behave(Manner.SPEAKS_GIBBERISH);
        enrol();
        made(id, 2);
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.behave(Manner.LEADS_ELSEWHERE);
        String id = add(List.of("enrolment.created"));
        enrol();
        JsonNode attempt = attempted(id);
        assertEquals(302, attempt.path("status").asInt());
        assertFalse(attempt.path("delivered").asBoolean());
        assertTrue(receiver.messages().stream().noneMatch(m -> m.path().contains("elsewhere")));
    }

    @Test
    void anEndpointThatAsksForAPauseGetsIt() {
        receiver.behave(Manner.ASKS_FOR_A_PAUSE);
        String id = add(List.of("enrolment.created"));
        enrol();
        arrived(1);
        long first = System.nanoTime();
        receiver.behave(Manner.TAKES);
        arrived(2);
        assertTrue(Duration.ofNanos(System.nanoTime() - first).toMillis() > 1000);
        oneWith(id, "DONE");
    }

    @Test
    void anEndpointThatIsGoneIsSwitchedOffAndTheOwnerIsTold() {
        receiver.behave(Manner.IS_GONE);
        String id = add(List.of("enrolment.created"));
        enrol();
        oneWith(id, "PARKED");
        assertEquals("DISABLED", webhook(id).path("state").asText());
        enrol();
        assertEquals(1, deliveries(id).size());
        Mail.await(
                school.email("OWNER"),
                "it is off",
                mail -> mail.subject().contains("switched off"));

        receiver.behave(Manner.TAKES);
        owner.post("/webhooks/" + id + "/resume", Map.of()).expect(200);
        String parked = deliveries(id).get(0).path("id").asText();
        owner.post("/deliveries/" + parked + "/resend", Map.of()).expect(200);
        oneWith(id, "DONE");
    }

    @Test
    void longFailureIsWarnedOfAndEndsInSwitchingOff() throws SQLException {
        receiver.behave(Manner.FAILS);
        String id = add(List.of("enrolment.created"));
        enrol();
        attempted(id);
        failedSince(id, Duration.ofHours(30));
        Mail.await(school.email("OWNER"), "a warning", mail -> mail.subject().contains("fails"));
        assertEquals("ACTIVE", webhook(id).path("state").asText());
        failedSince(id, Duration.ofHours(130));
        eventually(
                "switched off",
                () ->
                        webhook(id).path("state").asText().equals("DISABLED")
                                ? Optional.of(true)
                                : Optional.empty());
        eventually(
                "the newest being given up as well",
                () ->
                        deliveries(id).get(0).path("status").asText().equals("PARKED")
                                ? Optional.of(true)
                                : Optional.empty());
    }

    /** Days pass, and the delivery is tried next at once. */
    private void failedSince(String id, Duration ago) throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update connection set failing_since = now() - cast(? as interval) where id = ?",
                    ago.toHours() + " hours",
                    UUID.fromString(id));
        }
        enrol();
    }

    @Test
    void noMessageGoesIntoTheInstallationsOwnNetwork() {
        for (String url :
                List.of(
                        "http://example.org/in",
                        "https://user@example.org/in",
                        "https://example.org:8443/in",
                        "ftp://example.org/in",
                        "https:///in",
                        "not an address")) {
            owner.post(
                            "/webhooks",
                            Map.of(
                                    "name",
                                    "Inside",
                                    "url",
                                    url,
                                    "events",
                                    List.of("course.published")))
                    .expect(422);
        }
        for (String host : List.of("127.0.0.1", "169.254.169.254", "[::1]", "2130706433")) {
            String id = add("https://" + host + "/in", List.of("course.published"));
            JsonNode attempt =
                    owner.post("/webhooks/" + id + "/test", Map.of("type", "course.published"))
                            .expect(200)
                            .json();
            assertFalse(attempt.path("delivered").asBoolean());
            assertTrue(
                    attempt.path("error").asText().contains("does not lead to the public internet"),
                    host + ": " + attempt);
        }
        assertEquals(List.of(), receiver.messages());
    }

    @Test
    void aSlowEndpointKeepsNobodyElseWaiting() {
        try (Receiver slow = new Receiver()) {
            slow.behave(Manner.SAYS_NOTHING);
            add(slow.url("/"), List.of("enrolment.created"));
            String id = add(List.of("enrolment.created"));
            for (int i = 0; i < 3; i++) {
                enrol();
            }
            arrived(3);
            eventually(
                    "three that are made",
                    () ->
                            deliveries(id).stream()
                                            .allMatch(d -> d.path("status").asText().equals("DONE"))
                                    ? Optional.of(true)
                                    : Optional.empty());
            assertTrue(slow.messages().size() <= 3);
        }
    }

    @Test
    void whatHappenedIsToldOnceMore() {
        String id = add(List.of("enrolment.created"));
        enrol();
        oneWith(id, "DONE");
        int events =
                owner.post(
                                "/webhooks/" + id + "/replay",
                                Map.of("since", Instant.now().minusSeconds(3600).toString()))
                        .expect(200)
                        .json()
                        .path("events")
                        .asInt();
        assertTrue(events >= 1);
        arrived(1 + events);
        assertTrue(
                receiver.messages().stream().map(Message::id).distinct().count()
                        < receiver.messages().size());
    }

    @Test
    void whatHappenedLongAgoIsForgottenUnlessItStillWaits() throws SQLException {
        String id = add(List.of("enrolment.created"));
        enrol();
        String made = oneWith(id, "DONE").path("id").asText();
        owner.post("/webhooks/" + id + "/pause", Map.of()).expect(200);
        enrol();
        String waiting = oneWith(id, "PENDING").path("id").asText();
        try (Connection superuser = Stack.superuser()) {
            for (String delivery : List.of(made, waiting)) {
                Stack.execute(
                        superuser,
                        """
                        update outbox_event set occurred_at = now() - interval '91 days'
                        where id = (select event_id from outbox_delivery where id = ?)
                        """,
                        UUID.fromString(delivery));
            }
        }
        eventually(
                "it is forgotten",
                () ->
                        owner.get("/deliveries/" + made).status() == 404
                                ? Optional.of(true)
                                : Optional.empty());
        owner.get("/deliveries/" + waiting).expect(200);
    }

    @Test
    void noMoreIsSentThanItsQuotaAllows() {
        String id =
                Api.id(
                        owner.post(
                                        "/webhooks",
                                        Map.of(
                                                "name",
                                                "Slow",
                                                "url",
                                                receiver.url("/"),
                                                "events",
                                                List.of("enrolment.created"),
                                                "perMinute",
                                                10))
                                .expect(201));
        added.add(id);
        for (int i = 0; i < 3; i++) {
            enrol();
        }
        arrived(3);

        List<Instant> sent =
                made(id, 3).stream()
                        .flatMap(d -> attempts(d).stream())
                        .map(attempt -> Instant.parse(attempt.path("at").asText()))
                        .sorted()
                        .toList();
        assertEquals(3, sent.size(), "each went once");
        // Two may go at once, and the third two seconds after the first.
        assertTrue(Duration.between(sent.get(0), sent.get(2)).toMillis() > 1900, sent.toString());
        for (int wrong : new int[] {9, 6001, -1}) {
            Map<String, Object> form =
                    Map.of(
                            "name",
                            "Slow",
                            "url",
                            receiver.url("/"),
                            "events",
                            List.of("enrolment.created"),
                            "perMinute",
                            wrong);
            assertTrue(owner.post("/webhooks", form).expect(422).body().contains("perMinute"));
        }
    }

    @Test
    void whatWasMadeIsMadeAgainByChoice() {
        String id = add(List.of("enrolment.created"));
        enrol();
        enrol();
        arrived(2);
        made(id, 2);
        String listener = "webhook:" + id;

        owner.post("/deliveries/resend", Map.of("status", "PENDING")).expect(422);
        owner.post("/deliveries/resend", Map.of("status", "DONE")).expect(422);
        assertEquals(
                0,
                owner.post(
                                "/deliveries/resend",
                                Map.of(
                                        "status",
                                        "DONE",
                                        "listener",
                                        listener,
                                        "since",
                                        Instant.now().plusSeconds(60).toString()))
                        .expect(200)
                        .json()
                        .path("deliveries")
                        .asInt());
        assertEquals(
                2,
                owner.post("/deliveries/resend", Map.of("status", "DONE", "listener", listener))
                        .expect(200)
                        .json()
                        .path("deliveries")
                        .asInt());
        arrived(4);
        assertEquals(2, receiver.messages().stream().map(Message::id).distinct().count());
    }

    @Test
    void theSchoolItselfIsToldOf() {
        String id = add(List.of("school.changed", "school.brand_changed"));
        Browser admin = new Browser();
        admin.signIn(school.origin(), "/manage", school.email("ADMIN"), SampleSchool.PASSWORD);
        Answer page = admin.get(school.origin() + "/manage/settings").expect(200);
        admin.submit(
                        page,
                        Browser.form(page, "/manage/settings"),
                        Map.of("timeZone", "UTC", "locale", "en"))
                .expect(303);

        Message told =
                eventually(
                        "the school",
                        () -> receiver.messages("school.changed").stream().findFirst());
        assertTrue(told.json().path("data").path("version").asLong() > 0, told.body());
        assertTrue(webhook(id).hasNonNull("lastSuccessAt"));
    }

    @Test
    void whatIsWrongWithAWebhookIsSaidByField() {
        JsonNode problem =
                owner.post("/webhooks", Map.of("name", " ", "events", List.of("no.such")))
                        .expect(422)
                        .json();
        List<String> fields = new ArrayList<>();
        problem.path("errors").forEach(field -> fields.add(field.path("field").asText()));
        assertEquals(Set.of("name", "url", "events"), new HashSet<>(fields));
        String id = add(List.of("enrolment.created"));
        Map<String, Object> other =
                Map.of(
                        "name", "Other",
                        "url", receiver.url("/other"),
                        "events", List.of("course.published"));
        owner.put("/webhooks/" + id, "\"v7\"", other).expect(412);
        Answer changed = owner.put("/webhooks/" + id, "\"v1\"", other).expect(200);
        assertEquals("Other", changed.json().path("name").asText());
        school.publish("Told of " + System.nanoTime());
        arrived(1);
        assertEquals("/other", receiver.messages().get(0).path());
    }
}
