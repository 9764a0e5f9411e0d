package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lyceum.server.SampleSchool.SampleCourse;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A school's mails through a server of its own, which is outside of the platform. */
@Beside.Schools
class MailServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sales in other schools would send mails and events. */
    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Willow");

    private final SampleSchool school = SCHOOL;
    private final Api owner = school.as("OWNER");
    private GreenMail server;

    @BeforeEach
    void startServer() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        server.setUser("academy", "academy", "let-me-in");
        owner.put("/mail-server", "\"v0\"", form(port())).expect(200);
    }

    @AfterEach
    void usePlatformsServer() {
        owner.send("DELETE", "/mail-server", Map.of(), "").expect(204);
        server.stop();
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private static Map<String, Object> form(int port) {
        Map<String, Object> form = new HashMap<>();
        form.put("host", "outside.test");
        form.put("port", port);
        form.put("security", "NONE");
        form.put("user", "academy");
        form.put("password", "let-me-in");
        form.put("from", "academy@outside.test");
        return form;
    }

    private JsonNode state() {
        return owner.get("/mail-server").expect(200).json();
    }

    private List<MimeMessage> arrived(String subject) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(
                        mail -> {
                            try {
                                return mail.getSubject().contains(subject);
                            } catch (MessagingException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .toList();
    }

    private MimeMessage await(String subject) {
        return Stack.eventually(
                "a mail with " + subject, PATIENCE, () -> arrived(subject).stream().findFirst());
    }

    /** Has a mail be written; answers the course, which its subject names. */
    private SampleCourse enrol() {
        SampleCourse course = school.publish("Mailed " + System.nanoTime());
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);
        return course;
    }

    private String titleOf(SampleCourse course) {
        return owner.get("/courses/" + course.id()).expect(200).json().path("title").asText();
    }

    @Test
    void mailsComeFromTheSchoolsOwnAddressAndAreSigned() throws Exception {
        JsonNode signed = owner.post("/mail-server/keys", Map.of()).expect(200).json();
        String selector = signed.path("dkim").path("selector").asText();
        assertEquals("outside.test", signed.path("dkim").path("domain").asText());

        String title = titleOf(enrol());

        MimeMessage mail = await(title);
        assertTrue(mail.getFrom()[0].toString().contains("academy@outside.test"));
        assertEquals(
                school.email("LEARNER"),
                mail.getAllRecipients()[0].toString().replaceAll(".*<|>", ""));
        String signature = mail.getHeader("DKIM-Signature", null).replaceAll("\\s+", "");
        assertTrue(signature.contains("d=outside.test;"), signature);
        assertTrue(signature.contains("s=" + selector + ";"), signature);
        assertTrue(Mail.to(school.email("LEARNER")).stream().noneMatch(m -> m.says(title)));
        assertTrue(state().hasNonNull("lastSuccessAt"));
    }

    @Test
    void whatCannotBeSentWaitsAndArrivesOnceWhenTheServerIsBack() {
        int port = port();
        server.stop();

        String title = titleOf(enrol());

        JsonNode waiting =
                Stack.eventually(
                        "a delivery that waits for its next attempt",
                        PATIENCE,
                        () -> {
                            JsonNode newest =
                                    owner.get("/deliveries?listener=ConfirmationEmailOnEnrolment")
                                            .expect(200)
                                            .json()
                                            .path("items")
                                            .path(0);
                            return newest.path("attempts").asInt() > 0
                                            && newest.path("status").asText().equals("PENDING")
                                            && newest.hasNonNull("lastError")
                                    ? Optional.of(newest)
                                    : Optional.empty();
                        });
        assertFalse(waiting.path("lastError").asText().isEmpty());
        assertTrue(state().hasNonNull("failingSince"), state().toString());

        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        server.setUser("academy", "academy", "let-me-in");
        await(title);
        Stack.eventually(
                "its health",
                PATIENCE,
                () -> state().hasNonNull("failingSince") ? Optional.empty() : Optional.of(true));
        assertEquals(1, arrived(title).size());
        assertEquals(
                "DONE",
                owner.get("/deliveries/" + waiting.path("id").asText())
                        .expect(200)
                        .json()
                        .path("status")
                        .asText());
    }

    @Test
    void whileItIsPausedMailsGoThroughThePlatformAndATrialStillDoesNot() {
        owner.post("/mail-server/pause", Map.of()).expect(200);

        String title = titleOf(enrol());
        Mail.await(school.email("LEARNER"), title, mail -> mail.says(title));
        assertEquals(0, arrived(title).size());
        int before = server.getReceivedMessages().length;

        JsonNode trial = owner.post("/mail-server/test", Map.of()).expect(200).json();
        assertTrue(trial.path("delivered").asBoolean(), trial.toString());
        assertEquals(before + 1, server.getReceivedMessages().length);
    }

    @Test
    void aTrialTellsWhatIsWrong() {
        Map<String, Object> wrong = form(port());
        wrong.put("password", "guessed");
        int version = state().path("version").asInt();
        owner.put("/mail-server", "\"v" + version + "\"", wrong).expect(200);

        JsonNode trial = owner.post("/mail-server/test", Map.of()).expect(200).json();
        assertFalse(trial.path("delivered").asBoolean());
        assertTrue(trial.path("error").asText().contains("sign-in"), trial.toString());

        server.stop();
        JsonNode dead = owner.post("/mail-server/test", Map.of()).expect(200).json();
        assertFalse(dead.path("delivered").asBoolean());
        assertFalse(dead.path("error").asText().isEmpty());
    }

    @Test
    void thePasswordIsNeverToldAndStaysWhenNoneIsGiven() {
        assertFalse(state().toString().contains("let-me-in"));
        Map<String, Object> renamed = form(port());
        renamed.put("password", "");
        renamed.put("from", "hello@outside.test");
        owner.put("/mail-server", "\"v1\"", renamed).expect(200);

        assertTrue(
                owner.post("/mail-server/test", Map.of())
                        .expect(200)
                        .json()
                        .path("delivered")
                        .asBoolean());
        String page =
                school.signedIn("OWNER").get(school.origin() + "/manage/mail").expect(200).body();
        assertFalse(page.contains("let-me-in"));
        assertTrue(page.contains("hello@outside.test"));
    }

    @Test
    void whoeverSavesAnOldVersionIsTold() {
        owner.put("/mail-server", "\"v1\"", form(port())).expect(200);
        owner.put("/mail-server", "\"v1\"", form(port())).expect(412);
        owner.put("/mail-server", "\"v0\"", form(port())).expect(412);
    }

    @Test
    void whatIsMoreThanItsQuotaWaitsItsTurn() {
        Map<String, Object> form = form(port());
        form.put("perMinute", 10);
        owner.put("/mail-server", "\"v1\"", form).expect(200);
        assertEquals(10, state().path("perMinute").asInt());

        List<String> titles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            titles.add(titleOf(enrol()));
        }
        titles.forEach(this::await);

        JsonNode newest =
                owner.get("/deliveries?listener=ConfirmationEmailOnEnrolment")
                        .expect(200)
                        .json()
                        .path("items");
        List<Duration> waited = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            assertEquals(1, arrived(titles.get(i)).size());
            waited.add(
                    Duration.between(
                            Instant.parse(newest.path(i).path("createdAt").asText()),
                            Instant.parse(newest.path(i).path("dueAt").asText())));
        }
        assertTrue(
                waited.stream().anyMatch(one -> one.toMillis() > 1000),
                "one was put off: " + waited);
        assertFalse(state().hasNonNull("failingSince"), "waiting is no failure");
    }

    @ParameterizedTest
    @CsvSource({
        "host, 127.0.0.1",
        "host, localhost",
        "host, ''",
        "host, 'a b.example.org'",
        "port, 22",
        "port, 0",
        "security, NONE",
        "security, MAYBE",
        "password, ''",
        "perMinute, 9",
        "from, nobody",
        "from, 'a@b.example\r\nBcc: c@d.example'",
    })
    void whatCannotWorkOrMayNotBeIsRefused(String field, String value) {
        Map<String, Object> form = form(587);
        form.put("host", "smtp.example.org");
        form.put("security", "STARTTLS");
        form.put(field, value);
        Answer refused = owner.put("/mail-server", "\"v1\"", form).expect(422);
        assertTrue(refused.body().contains("\"" + field + "\""), refused.body());
        assertEquals(1, state().path("version").asInt());
    }
}
