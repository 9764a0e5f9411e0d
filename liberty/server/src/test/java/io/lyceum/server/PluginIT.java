package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.server.Forms.Form;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A school installs the quiz, a teacher fills it, a learner works at it. */
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
        String path =
                teacher.post(
                                lesson + "/activities",
                                Map.of("title", List.of("Check"), "type", List.of("quiz/quiz")),
                                "text/html")
                        .expect(303)
                        .header("Location")
                        .orElseThrow()
                        .replaceFirst("^https?://[^/]+", "");
        String page = teacher.get(path + "?place=import").expect(200).body();
        Form paste = Forms.find(page, "gift-read");
        String area =
                Pattern.compile("<textarea[^>]*name=\"([^\"]+)\"")
                        .matcher(paste.html())
                        .results()
                        .map(m -> m.group(1))
                        .findFirst()
                        .orElseThrow();
        Answer read = teacher.send(paste.with(area, GIFT));
        String preview =
                read.status() == 303
                        ? teacher.get(to(read)).expect(200).body()
                        : read.expect(200).body();
        teacher.send(Forms.find(preview, "gift-add")).expect(303);
        assertTrue(teacher.get(path).expect(200).body().contains("Peru"));
        return path;
    }

    private static String to(Answer answer) {
        return answer.header("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    private String lessonPage() {
        return "/courses/"
                + course.slug()
                + "/lessons/"
                + school.as("TEACHER")
                        .get("/courses/" + course.id() + "/lessons/" + course.lessons().get(0))
                        .expect(200)
                        .json()
                        .path("slug")
                        .asText();
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
        assertFalse(learner.get(lessonPage()).expect(200).body().contains("does not answer"));
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
    void anArchiveThatIsNoneIsRefusedWithTheReason() {
        Answer answer =
                Stack.send(
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
                        "--b\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"x.jar\"\r\n"
                                + "Content-Type: application/java-archive\r\n\r\nno archive\r\n--b--\r\n");
        assertEquals(303, answer.status());
    }
}
