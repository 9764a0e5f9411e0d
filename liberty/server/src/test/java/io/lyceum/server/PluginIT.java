package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.Forms.Form;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A school installs the quiz, a teacher fills it, a learner works at it. */
@Isolated
class PluginIT {

    private static final String GIFT =
            """
            ::Peru::Which is the capital of Peru? {=Lima ~Cusco ~Arequipa}

            ::Sum::What is two and two? {#4}
            """;

    private final SampleSchool school = TwoSchools.ready().b;
    private final SampleCourse course = school.publish("Quizzed " + System.nanoTime());
    private final Forms owner = new Forms(school.origin(), school.token("OWNER"));
    private final Forms teacher = new Forms(school.origin(), school.token("TEACHER"));
    private final Forms learner = new Forms(school.origin(), school.token("LEARNER"));
    private final String lesson =
            "/manage/courses/" + course.id() + "/lessons/" + course.lessons().get(0);

    private void install() {
        owner.post(
                        "/manage/plugins/quiz/install",
                        Map.of("version", List.of("1.0.0"), "agreed", List.of("on")),
                        "text/html")
                .expect(303);
        assertTrue(owner.get("/manage/plugins/quiz").expect(200).body().contains("is-positive"));
    }

    /** Adds a quiz with two questions to the first lesson; answers its back-office address. */
    private String quiz() {
        install();
        String path = added("quiz");
        SampleQuiz.fill(teacher, path, GIFT);
        assertTrue(teacher.get(path).expect(200).body().contains("Peru"));
        return path;
    }

    private String added(String plugin) {
        return school.addActivity(course, "Check", plugin + "/quiz");
    }

    private String lessonPage() {
        return school.lessonPage(course);
    }

    private String enrol() {
        return Api.id(
                school.as("LEARNER")
                        .post("/enrolments", Map.of("course", course.id()))
                        .expect(201));
    }

    private static String valueOf(String html, String label) {
        Matcher option =
                Pattern.compile(
                                "(?s)name=\"(f\\.[^\"]+)\" value=\"([^\"]+)\"[^>]*><span[^>]*>"
                                        + label)
                        .matcher(html);
        assertTrue(option.find(), "no option " + label + " in " + html);
        return option.group(1) + "=" + option.group(2);
    }

    private Form answered(String page, String choice) {
        Form attempt = Forms.find(page, "data-autosave");
        String[] chosen = valueOf(attempt.html(), choice).split("=", 2);
        String number =
                Pattern.compile("inputmode=\"decimal\" name=\"([^\"]+)\"")
                        .matcher(attempt.html())
                        .results()
                        .map(m -> m.group(1))
                        .findFirst()
                        .orElseThrow();
        return attempt.with(chosen[0], chosen[1]).with(number, "4");
    }

    @Test
    void aLearnerPassesAQuizAndTheLessonIsComplete() {
        quiz();
        String enrolment = enrol();
        String page = lessonPage();
        school.as("LEARNER")
                .post(
                        "/enrolments/"
                                + enrolment
                                + "/lessons/"
                                + course.lessons().get(0)
                                + "/complete",
                        Map.of())
                .expect(409);

        String start = learner.get(page).expect(200).body();
        Answer begun = learner.send(Forms.find(start, "value=\"start\""));
        assertTrue(begun.status() == 303 || begun.status() == 200, begun.toString());
        String running = learner.get(page).expect(200).body();
        Form answered = answered(running, "Lima");
        Answer saved =
                learner.send(answered.with("_action", "autosave"), "application/json").expect(200);
        assertTrue(saved.json().path("saved").asBoolean());
        assertTrue(learner.get(page).expect(200).body().contains("value=\"4\""));

        Answer done = learner.send(answered);
        assertTrue(done.status() == 200 || done.status() == 303, done.toString());

        assertTrue(learner.get(page).expect(200).body().contains("100"));
        String progress =
                school.as("LEARNER")
                        .get("/enrolments/" + enrolment + "/progress")
                        .expect(200)
                        .body();
        assertTrue(
                progress.contains(course.lessons().get(0)) && progress.contains("completedAt"),
                progress);
        assertTrue(teacher.get(lesson + "/activities").expect(200).body().contains("Check"));
    }

    @Test
    void onlyTheSchoolsOwnLearnersReachItsActivities() {
        String path = quiz();
        String activity = path.substring(path.lastIndexOf('/') + 1);
        String page = lessonPage();
        SampleSchool other = TwoSchools.ready().a;
        Forms stranger = new Forms(other.origin(), other.token("OWNER"));
        stranger.get(path).expect(404);
        stranger.post(
                        page + "/activities/" + activity,
                        Map.of("_action", List.of("start")),
                        "text/html")
                .expect(404);
        assertFalse(other.as("LEARNER").get("/enrolments").expect(200).body().contains(activity));

        new Forms(school.origin(), school.token("TEACHER"))
                .post(
                        page + "/activities/" + activity,
                        Map.of("_action", List.of("start")),
                        "text/html")
                .expect(403);
    }

    @Test
    void aPluginThatIsOffLeavesTheLessonReadable() {
        quiz();
        enrol();
        owner.post("/manage/plugins/quiz/disable", Map.of(), "text/html").expect(303);
        try {
            String page = learner.get(lessonPage()).expect(200).body();
            assertTrue(page.contains("does not answer just now"), page);
        } finally {
            owner.post("/manage/plugins/quiz/enable", Map.of(), "text/html").expect(303);
        }
        assertFalse(
                learner.get(lessonPage()).expect(200).body().contains("does not answer just now"));
    }

    @Test
    void anActivityThatWasRemovedComesBack() {
        String path = quiz();
        teacher.post(path + "/remove", Map.of(), "text/html").expect(303);
        teacher.get(path).expect(404);
        teacher.post(path + "/restore", Map.of(), "text/html").expect(303);
        assertTrue(teacher.get(path).expect(200).body().contains("Peru"));
    }

    @Test
    void anActivityIsCopiedWithoutWhatLearnersHaveDone() {
        String path = quiz();
        String copy =
                teacher.post(path + "/duplicate", Map.of(), "text/html").expect(303).redirect();
        assertFalse(copy.equals(path));
        String page = teacher.get(copy).expect(200).body();
        assertTrue(page.contains("Check (copy)") && page.contains("Peru"), page);
        teacher.post(copy + "/remove", Map.of(), "text/html").expect(303);
    }

    @Test
    void activitiesLeaveWithTheirCourseAndComeInWhereTheirPluginIs() {
        quiz();
        byte[] exported =
                school.as("TEACHER").get("/courses/" + course.id() + "/export").expect(200).bytes();
        String document =
                new String(Archive.read(exported).get("course.json"), StandardCharsets.UTF_8);
        assertTrue(document.contains("\"plugin\" : \"quiz\""), document);

        SampleSchool other = SampleSchool.withPeople("Juniper");
        String without = report(other, exported);
        assertTrue(without.contains("Activity “Check” is left out"), without);
        new Forms(other.origin(), other.token("OWNER"))
                .post(
                        "/manage/plugins/quiz/install",
                        Map.of("version", List.of("1.0.0"), "agreed", List.of("on")),
                        "text/html")
                .expect(303);
        String with = report(other, exported);
        assertTrue(with.contains("\"what\":\"Activity “Check”\""), with);

        Api importing = other.as("TEACHER");
        String last = lastImport;
        importing.post("/imports/" + last + "/confirm", Map.of()).expect(200);
        String there =
                Stack.eventually(
                        "the course",
                        Duration.ofSeconds(60),
                        () ->
                                Optional.of(importing.get("/imports/" + last).expect(200).json())
                                        .filter(i -> i.path("status").asText().equals("DONE"))
                                        .map(
                                                i ->
                                                        importing
                                                                .get(
                                                                        "/imports/"
                                                                                + last
                                                                                + "/courses")
                                                                .expect(200)
                                                                .json()
                                                                .findValue("course"))
                                        .map(
                                                c ->
                                                        c.isObject()
                                                                ? c.path("value").asText()
                                                                : c.asText()));
        String again =
                new String(
                        Archive.read(
                                        importing
                                                .get("/courses/" + there + "/export")
                                                .expect(200)
                                                .bytes())
                                .get("course.json"),
                        StandardCharsets.UTF_8);
        assertEquals(quizOf(document), quizOf(again));
    }

    private String lastImport = "";

    private String report(SampleSchool at, byte[] archive) {
        Api importing = at.as("TEACHER");
        lastImport = Api.id(importing.upload("/imports?name=carried.zip", archive));
        Stack.eventually(
                "the report",
                Duration.ofSeconds(60),
                () ->
                        Optional.of(importing.get("/imports/" + lastImport).expect(200).json())
                                .filter(i -> i.path("status").asText().equals("REVIEW")));
        return importing.get("/imports/" + lastImport + "/lines").expect(200).body();
    }

    private static JsonNode quizOf(String document) {
        try {
            JsonNode activity =
                    Answer.JSON.readTree(document).at("/modules/0/lessons/0/activities/0");
            assertTrue(activity.toString().contains("Peru"), document);
            return activity;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Answer upload(byte[] archive) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--b\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"x.jar\"\r\n"
                                + "Content-Type: application/java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(archive);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return Stack.send(
                "POST",
                Stack.platformUrl() + "/platform/plugins/files",
                Map.of(
                        "Authorization",
                        "Bearer " + Stack.platform().token().get(),
                        "Origin",
                        Stack.platformUrl(),
                        "Accept",
                        "text/html",
                        "Content-Type",
                        "multipart/form-data; boundary=b"),
                body.toByteArray());
    }

    /** What the next page of the back office would say. */
    private static String notice(Answer answer) {
        Matcher cookie =
                Pattern.compile("lyceum_notice=([A-Za-z0-9_-]+)")
                        .matcher(answer.header("Set-Cookie").orElse(""));
        assertTrue(cookie.find(), "no notice with " + answer);
        return new String(Base64.getUrlDecoder().decode(cookie.group(1)), StandardCharsets.UTF_8);
    }

    @Test
    void anUnsignedPluginWaitsForItsReviewAndRunsInAWorker() throws IOException {
        String id = "quiz-" + Long.toString(System.nanoTime(), 36);
        assertTrue(notice(upload(SamplePlugin.quiz(id)).expect(303)).contains(id));
        owner.get("/manage/plugins/" + id).expect(404);

        Forms platform = new Forms(Stack.platformUrl(), Stack.platform().token().get());
        platform.post(
                        "/platform/plugins/" + id + "/1.0.0/move",
                        Map.of("state", List.of("PUBLISHED")),
                        "text/html")
                .expect(303);
        String offered = owner.get("/manage/plugins/" + id).expect(200).body();
        assertTrue(offered.contains("In a process of its own"), offered);
        owner.post(
                        "/manage/plugins/" + id + "/install",
                        Map.of("version", List.of("1.0.0")),
                        "text/html")
                .expect(303);
        String path = added(id);
        assertTrue(teacher.get(path).expect(200).body().contains("Add: Single choice"));

        platform.post(
                        "/platform/plugins/" + id + "/1.0.0/move",
                        Map.of(
                                "state", List.of("REVOKED"),
                                "reason", List.of("It phones home.")),
                        "text/html")
                .expect(303);
        assertTrue(teacher.get(path).status() >= 400);
        assertTrue(owner.get("/manage/plugins/" + id).expect(200).body().contains("Withdrawn"));
    }

    @Test
    void anotherArchiveUnderTheSameVersionIsRefused() throws IOException {
        String id = "quiz-" + Long.toString(System.nanoTime(), 36);
        byte[] archive = SamplePlugin.quiz(id);
        assertTrue(notice(upload(archive).expect(303)).contains(id));
        assertTrue(notice(upload(archive).expect(303)).contains("was taken in"));
        byte[] other = SamplePlugin.quiz(id + "x");
        assertTrue(notice(upload(other).expect(303)).contains(id + "x"));
        assertTrue(notice(upload(new byte[] {1, 2, 3}).expect(303)).contains("not taken"));
    }
}
