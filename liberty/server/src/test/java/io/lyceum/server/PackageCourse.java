package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A course of a school whose first lesson has a SCORM package in it. */
final class PackageCourse {

    final SampleSchool school;
    final SampleCourse course;
    final Forms teacher;
    final Forms learner;

    /** Address of the package's page in the back office. */
    final String desk;

    /** Address of the lesson. */
    final String lesson;

    final String activity;

    PackageCourse(SampleSchool school, String title) {
        this.school = school;
        course = school.publish(title);
        teacher = new Forms(school.origin(), school.token("TEACHER"));
        learner = new Forms(school.origin(), school.token("LEARNER"));
        new Forms(school.origin(), school.token("OWNER"))
                .post(
                        "/manage/plugins/scorm/install",
                        Map.of("version", List.of("1.0.0"), "agreed", List.of("on")),
                        "text/html")
                .expect(303);
        desk = school.addActivity(course, "Turn a bowl", "scorm/scorm/package");
        activity = desk.replaceFirst("/package$", "").replaceFirst(".*/", "");
        lesson = school.lessonPage(course);
    }

    String enrol() {
        return Api.id(
                school.as("LEARNER")
                        .post("/enrolments", Map.of("course", course.id()))
                        .expect(201));
    }

    Answer upload(String name, byte[] archive) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: application/zip\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(archive);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return Stack.send(
                "POST",
                school.origin() + desk,
                Map.of(
                        "Authorization",
                        "Bearer " + school.token("TEACHER"),
                        "Origin",
                        school.origin(),
                        "Accept",
                        "text/html",
                        "Content-Type",
                        "multipart/form-data; boundary=b"),
                body.toByteArray());
    }

    /** Uploads a package and takes it into the lesson. */
    PackageCourse with(byte[] archive) {
        upload("bowls.zip", archive).expect(303);
        confirm().expect(303);
        return this;
    }

    Answer confirm() {
        return teacher.send(Forms.find(teacher.get(desk).expect(200).body(), "name=\"package\""));
    }

    String lessonPage() {
        return learner.get(lesson).expect(200).body();
    }

    /** Opens the package as the learner does; answers the address of the page around it. */
    String open() {
        return frame(
                learner.get(lesson + "?activity=" + activity + "&place=run").expect(200).body());
    }

    static String frame(String page) {
        Matcher frame =
                Pattern.compile("<iframe class=\"package-frame\" src=\"([^\"]+)\"").matcher(page);
        if (!frame.find()) {
            throw new AssertionError("no package runs in " + page);
        }
        return frame.group(1);
    }

    /** Loads the page around the package; answers what it tells its script. */
    static JsonNode stage(String address) {
        String page = Stack.get(address, Map.of("Accept", "text/html")).expect(200).body();
        Matcher told = Pattern.compile("(?s)id=\"told\">(.*?)</script>").matcher(page);
        if (!told.find()) {
            throw new AssertionError("nothing runs in " + page);
        }
        try {
            return Answer.JSON.readTree(told.group(1));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(told.group(1), e);
        }
    }

    static Answer commit(
            String address,
            String session,
            long number,
            Map<String, String> values,
            boolean ended) {
        return Stack.send(
                "POST",
                address + "commits",
                Map.of("Content-Type", "application/json"),
                Api.json(
                        Map.of(
                                "session", session, "number", number, "values", values, "ended",
                                ended)));
    }
}
