package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The path that the product exists for, as people go it: a school opens, its owner makes a course,
 * a stranger becomes a learner and leaves with a certificate. The steps build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Beside.Schools
class SchoolJourneyIT {

    private static final String PASSWORD = "oak-and-Ash-2026";

    private final Browser owner = new Browser();
    private final Browser learner = new Browser();
    private final String learnerEmail = "mira" + System.nanoTime() + "@learners.example";

    private SampleSchool school;
    private String course;
    private String courseSlug;
    private List<String> lessonSlugs = List.of();
    private String certificateCode;

    private static Map<String, String> json(String token) {
        return Map.of("Authorization", "Bearer " + token, "Accept", "application/json");
    }

    /** Calls the API as a page of the school would: with the session and its origin. */
    private Answer api(Browser browser, String method, String path, Object body) {
        return browser.once(
                method,
                school.origin() + "/api/v1" + path,
                Map.of(
                        "Accept", "application/json",
                        "Content-Type", "application/json",
                        "Origin", school.origin()),
                Api.json(body));
    }

    @Test
    @Order(1)
    void aPlatformAdminOpensASchoolWithinSeconds() {
        school = SampleSchool.onboard("Journey", "en");

        JsonNode state =
                Stack.platform().get("/platform/schools/" + school.slug).expect(200).json();
        assertFalse(state.path("steps").isEmpty());
        state.path("steps").forEach(step -> assertEquals("DONE", step.path("status").asText()));
        assertTrue(owner.get(school.origin() + "/").expect(200).body().contains(school.mark));
    }

    @Test
    @Order(2)
    void theOwnerFollowsTheInvitationAndLandsSignedIn() {
        Mail mail =
                Mail.await(
                        school.email("OWNER"),
                        "the invitation",
                        m -> m.link("action-token").isPresent());

        Answer page =
                owner.through(
                        owner.once(mail.link("action-token").orElseThrow()),
                        Map.of(
                                "password-new", PASSWORD,
                                "password-confirm", PASSWORD,
                                "username", school.email("OWNER"),
                                "password", PASSWORD));

        assertEquals(
                URI.create(school.origin()).getAuthority(), URI.create(page.url()).getAuthority());
        JsonNode me = api(owner, "GET", "/people/me", Map.of()).expect(200).json();
        assertEquals("OWNER", me.path("role").asText());
        assertEquals(school.email("OWNER"), me.path("email").asText());
    }

    @Test
    @Order(3)
    void theOwnerMakesACourseAndPublishesIt() {
        Answer made =
                api(
                                owner,
                                "POST",
                                "/courses",
                                Map.of(
                                        "title", "Dovetails by hand",
                                        "subtitle", "Two saws, one chisel",
                                        "description", "You will **cut** a joint.",
                                        "language", "en",
                                        "level", "BEGINNER",
                                        "teacherName", "Ada Marsh",
                                        "priceMinor", 0,
                                        "currency", "EUR"))
                        .expect(201);
        course = Api.id(made);
        courseSlug = made.json().path("slug").asText();

        api(owner, "POST", "/courses/" + course + "/publish", Map.of()).expect(409);

        for (String module : List.of("Marking out", "Cutting")) {
            String id =
                    Api.id(
                            api(
                                            owner,
                                            "POST",
                                            "/courses/" + course + "/modules",
                                            Map.of("title", module))
                                    .expect(201));
            for (String lesson : List.of("first look", "practice")) {
                api(
                                owner,
                                "POST",
                                "/courses/" + course + "/modules/" + id + "/lessons",
                                Map.of(
                                        "title",
                                        module + ": " + lesson,
                                        "markdown",
                                        "## Why\n\nBecause <script>x()</script> *wood*.",
                                        "minutes",
                                        7,
                                        "preview",
                                        false))
                        .expect(201);
            }
        }
        api(owner, "POST", "/courses/" + course + "/publish", Map.of()).expect(200);

        Answer catalogue = new Browser().get(school.origin() + "/courses").expect(200);
        assertTrue(catalogue.body().contains("Dovetails by hand"));
        Answer page = new Browser().get(school.origin() + "/courses/" + courseSlug).expect(200);
        assertTrue(page.body().contains("application/ld+json"));
        assertTrue(page.body().contains("Marking out: practice"));
        JsonNode outline =
                api(owner, "GET", "/courses/" + course + "/modules", Map.of()).expect(200).json();
        lessonSlugs = outline.findValuesAsText("slug");
        assertEquals(4, lessonSlugs.size());
    }

    @Test
    @Order(4)
    void aStrangerRegistersProvesTheAddressAndSetsAPassword() {
        Answer form =
                learner.follow(
                        learner.once(school.origin() + "/register?return=/courses/" + courseSlug));
        Answer waiting =
                learner.through(
                        form,
                        Map.of(
                                "firstName", "Мира",
                                "lastName", "Sol",
                                "email", learnerEmail));
        assertEquals(
                Stack.RUNNING.keycloakPort(),
                URI.create(waiting.url()).getPort(),
                "not in before the address is proved: " + waiting);

        Mail mail =
                Mail.await(
                        learnerEmail, "the address check", m -> m.link("action-token").isPresent());
        Answer page =
                learner.through(
                        learner.once(mail.link("action-token").orElseThrow()),
                        Map.of("password-new", PASSWORD, "password-confirm", PASSWORD));

        assertEquals(
                school.origin() + "/courses/" + courseSlug, page.url(), "lands where it began");
        JsonNode me = api(learner, "GET", "/people/me", Map.of()).expect(200).json();
        assertEquals("LEARNER", me.path("role").asText());
    }

    @Test
    @Order(5)
    void theLearnerIsWelcomedByMail() {
        Mail.await(
                learnerEmail, "the welcome", m -> m.says(school.mark) && !m.says("action-token"));
    }

    @Test
    @Order(6)
    void theLearnerEnrolsByTheButtonAndLandsInTheFirstLesson() {
        Answer page = learner.get(school.origin() + "/courses/" + courseSlug).expect(200);

        Answer lesson =
                learner.follow(learner.submit(page, Browser.form(page, "/enrol"), Map.of()))
                        .expect(200);

        assertTrue(lesson.url().endsWith("/lessons/" + lessonSlugs.get(0)), lesson.url());
        assertTrue(lesson.body().contains("<em>wood</em>"));
        assertFalse(lesson.body().contains("x()"), "scripts of authors do not come through");
        Mail.await(learnerEmail, "the enrolment", m -> m.says("Dovetails by hand"));
    }

    @Test
    @Order(7)
    void theLastLessonCompletesTheCourse() {
        Answer page = null;
        for (int i = 0; i < lessonSlugs.size(); i++) {
            String address =
                    school.origin() + "/courses/" + courseSlug + "/lessons/" + lessonSlugs.get(i);
            Answer lesson = learner.get(address).expect(200);
            page =
                    learner.follow(
                                    learner.submit(
                                            lesson,
                                            Browser.form(lesson, "/complete"),
                                            Map.of("done", "true")))
                            .expect(200);
            JsonNode mine = api(learner, "GET", "/enrolments", Map.of()).expect(200).json().get(0);
            assertEquals(
                    (i + 1) * 100 / lessonSlugs.size(),
                    mine.path("enrolment").path("percent").asInt());
        }

        assertTrue(page.url().endsWith("/completed"), page.url());
        JsonNode mine = api(learner, "GET", "/enrolments", Map.of()).expect(200).json().get(0);
        assertEquals("COMPLETED", mine.path("enrolment").path("status").asText());
    }

    @Test
    @Order(8)
    void aCertificateIsIssuedAndAnybodyCanProveIt() {
        JsonNode certificate =
                Stack.eventually(
                        "the certificate",
                        Duration.ofSeconds(20),
                        () -> {
                            JsonNode all =
                                    api(learner, "GET", "/certificates", Map.of())
                                            .expect(200)
                                            .json();
                            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
                        });
        certificateCode = certificate.path("code").asText();
        assertTrue(certificate.path("learnerName").asText().contains("Мира"));

        Answer pdf =
                learner.once(
                                school.origin()
                                        + "/certificates/"
                                        + Api.id(certificate)
                                        + "/certificate.pdf")
                        .expect(200);
        assertEquals("application/pdf", pdf.header("Content-Type").orElse(""));
        assertTrue(
                new String(pdf.bytes(), 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-"),
                "a PDF");

        Answer proof =
                new Browser().get(school.origin() + "/verify/" + certificateCode).expect(200);
        assertTrue(proof.body().contains("Dovetails by hand"));
        assertTrue(proof.body().contains("Мира"));
        Mail.await(
                learnerEmail, "the completion", m -> m.says(certificateCode) || m.says("/verify/"));
    }

    @Test
    @Order(9)
    void aRevokedCertificateSaysSo() {
        String id =
                Api.id(api(learner, "GET", "/certificates", Map.of()).expect(200).json().get(0));
        Answer before = new Browser().get(school.origin() + "/verify/" + certificateCode);
        api(owner, "POST", "/certificates/" + id + "/revoke", Map.of("reason", "Issued by mistake"))
                .expect(200);

        JsonNode proof =
                school.asVisitor().get("/certificates/" + certificateCode).expect(200).json();
        assertFalse(proof.path("valid").asBoolean());
        Answer after =
                new Browser().get(school.origin() + "/verify/" + certificateCode).expect(200);
        assertFalse(before.body().contains("Issued by mistake"));
        assertTrue(after.body().contains("Issued by mistake"), after.toString());
    }

    @Test
    @Order(10)
    void aCodeThatNobodyIssuedProvesNothing() {
        assertEquals(404, new Browser().get(school.origin() + "/verify/ABCDEFGHJKMN").status());
    }

    @Test
    @Order(11)
    void aSuspendedSchoolClosesAtOnceAndOpensAgain() {
        Stack.platform()
                .post("/platform/schools/" + school.slug + "/suspend", Map.of())
                .expect(200);
        Answer closed = learner.get(school.origin() + "/courses");
        assertFalse(closed.isSuccess(), closed.toString());
        assertFalse(closed.body().contains("Dovetails"));

        Stack.platform()
                .post("/platform/schools/" + school.slug + "/reactivate", Map.of())
                .expect(200);
        learner.get(school.origin() + "/courses").expect(200);
    }
}
