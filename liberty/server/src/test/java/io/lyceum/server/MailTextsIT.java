package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.server.SampleSchool.SampleCourse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The words that a school chooses for its mails, by screen. */
@Beside.Schools
class MailTextsIT {

    private static final String ENROLMENT = "/manage/mail-texts/enrolment/en";

    private final SampleSchool school = TwoSchools.ready().b;
    private final Browser owner = school.signedIn("OWNER");

    @AfterEach
    void useTheUsualWords() {
        post(ENROLMENT + "/reset", Map.of()).expect(303);
    }

    private Answer get(String path) {
        return owner.get(school.origin() + path);
    }

    private Answer post(String path, Map<String, String> form) {
        Answer page = get(ENROLMENT);
        String csrf = Browser.form(page, ENROLMENT).values().get("_csrf");
        return owner.submit(
                page, new Browser.Form(school.origin() + path, Map.of("_csrf", csrf)), form);
    }

    private Answer save(int version, String subject, String text) {
        return post(
                ENROLMENT,
                Map.of("version", Integer.toString(version), "subject", subject, "text", text));
    }

    @Test
    void theNextMailSaysItInTheSchoolsOwnWords() {
        save(0, "{course}: away we go", "Good day {name}.\n\nWe at {school} are glad.").expect(303);

        SampleCourse course = school.publish("Worded " + System.nanoTime());
        String title =
                school.as("OWNER")
                        .get("/courses/" + course.id())
                        .expect(200)
                        .json()
                        .path("title")
                        .asText();
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);

        Mail mail = Mail.await(school.email("LEARNER"), title, m -> m.subject().contains(title));
        assertEquals(title + ": away we go", mail.subject());
        assertTrue(mail.text().contains("We at " + school.mark + " School are glad."), mail.text());
        assertFalse(mail.text().contains("Your place is confirmed"), mail.text());
    }

    @Test
    void aPreviewShowsItAndRunsNothing() {
        save(0, "Begin", "Own words <script>alert(1)</script>").expect(303);

        Answer preview = get(ENROLMENT + "/preview").expect(200);
        assertTrue(preview.body().contains("Own words &lt;script&gt;"), preview.body());
        String policy = preview.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("sandbox") && !policy.contains("script-src"), policy);
        assertEquals(1, preview.headers().allValues("Content-Security-Policy").size());

        post(ENROLMENT + "/test", Map.of()).expect(303);
        Mail.await(school.email("OWNER"), "the sample", m -> m.text().contains("Own words"));
    }

    @Test
    void programsReadAndWriteItAsPeopleDo() {
        Api api = school.as("OWNER");
        String path = "/mail-texts/welcome/ru";
        assertEquals(32, api.get("/mail-texts").expect(200).json().size());
        assertFalse(api.get(path).expect(200).json().path("own").asBoolean());
        Map<String, String> words = Map.of("subject", "Привет", "text", "Рады вам, {name}.");

        Answer saved = api.put(path, "\"v0\"", words).expect(200);
        assertEquals("\"v1\"", saved.header("ETag").orElseThrow());
        assertTrue(saved.json().path("own").asBoolean());
        api.put(path, "\"v0\"", words).expect(412);
        Answer refused =
                api.put(path, "\"v1\"", Map.of("subject", "{course}", "text", "")).expect(422);
        assertTrue(refused.body().contains("\"text\""), refused.body());

        api.send("DELETE", path, Map.of(), "").expect(204);
        assertEquals(0, api.get(path).expect(200).json().path("version").asInt());
        api.get("/mail-texts/welcome/tlh").expect(404);
    }

    @Test
    void whatCannotBeSentIsSaidAndNothingIsLost() {
        Answer refused = save(0, "{Course}", "Good day {nobody}.").expect(422);
        assertTrue(refused.body().contains("Good day {nobody}."), refused.body());
        assertTrue(refused.body().contains("stands for nothing here"), refused.body());
        save(0, "", "Text").expect(422);
        save(0, "x".repeat(151), "Text").expect(422);
        save(0, "Subject", "x".repeat(4001)).expect(422);

        save(0, "First", "First").expect(303);
        Answer stale = save(0, "Second", "Second").expect(412);
        assertTrue(stale.body().contains("Second"), stale.body());
        assertTrue(get(ENROLMENT).expect(200).body().contains("First"));
        get("/manage/mail-texts/enrolment/tlh").expect(404);
    }
}
