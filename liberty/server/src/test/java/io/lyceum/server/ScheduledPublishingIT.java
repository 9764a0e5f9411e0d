package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A draft says what it still needs, and goes live by itself at the moment that was chosen. */
@Beside.Schools
class ScheduledPublishingIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private final SampleCourse course = school.publish("Later " + System.nanoTime());
    private final Api teacher = school.as("TEACHER");
    private final String path = "/courses/" + course.id();

    private void draft() {
        teacher.post(path + "/unpublish", Map.of()).expect(200);
    }

    private JsonNode read() {
        return teacher.get(path).expect(200).json();
    }

    private JsonNode schedule(Instant at) {
        return teacher.post(path + "/schedule", Map.of("at", at.toString())).expect(200).json();
    }

    private long published() {
        try (Connection superuser = Stack.superuser();
                var query =
                        superuser.prepareStatement(
                                """
                                select count(*) from audit_entry
                                where tenant_id = ? and action = 'course.published' and subject_id = ?
                                """)) {
            query.setObject(1, school.id);
            query.setString(2, course.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void live() {
        Stack.eventually(
                "the course to be live",
                Duration.ofSeconds(40),
                () -> Optional.of(read().path("status").asText()).filter("PUBLISHED"::equals));
    }

    @Test
    void itGoesLiveOnceWhenItsTimeHasCome() {
        draft();
        long before = published();

        Instant at = Instant.now().plusSeconds(4);
        JsonNode scheduled = schedule(at);

        assertEquals("DRAFT", scheduled.path("status").asText());
        assertEquals(at, Instant.parse(scheduled.path("publishAt").asText()));
        live();
        assertTrue(Instant.now().isAfter(at));
        assertTrue(read().path("publishAt").isMissingNode(), read().toString());
        assertEquals(before + 1, published());
    }

    @Test
    void aPlanThatWasGivenUpPublishesNothing() {
        draft();
        schedule(Instant.now().plusSeconds(3));
        teacher.send("DELETE", path + "/schedule", Map.of(), "").expect(200);
        SampleCourse other = school.publish("Beside " + System.nanoTime());
        Api api = school.as("TEACHER");
        api.post("/courses/" + other.id() + "/unpublish", Map.of()).expect(200);
        api.post(
                        "/courses/" + other.id() + "/schedule",
                        Map.of("at", Instant.now().plusSeconds(4).toString()))
                .expect(200);

        // The later one is live: the earlier one would have been by now.
        Stack.eventually(
                "the other course to be live",
                Duration.ofSeconds(40),
                () ->
                        Optional.of(
                                        api.get("/courses/" + other.id())
                                                .json()
                                                .path("status")
                                                .asText())
                                .filter("PUBLISHED"::equals));
        assertEquals("DRAFT", read().path("status").asText());
    }

    @Test
    void whatIsNotReadyWaitsUntilItIs() {
        draft();
        String lesson = path + "/lessons/" + course.lessons().get(0);
        write(lesson, "");
        Instant at = Instant.now().plusSeconds(1);
        schedule(at);
        Stack.eventually(
                "the moment to pass",
                Duration.ofSeconds(20),
                () -> Optional.of(page()).filter(html -> html.contains("Waits since")));
        assertEquals("DRAFT", read().path("status").asText());

        write(lesson, "Now it says something.");

        live();
    }

    private void write(String lesson, String markdown) {
        teacher.send(
                        "PUT",
                        lesson,
                        Map.of("If-Match", teacher.get(lesson).header("ETag").orElseThrow()),
                        "{\"title\":\"Sand it\",\"markdown\":\"" + markdown + "\",\"minutes\":5}")
                .expect(200);
    }

    private String page() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + school.token("TEACHER"));
        headers.put("Accept", "text/html");
        return Stack.get(school.origin() + "/manage" + path, headers).expect(200).body();
    }

    @Test
    void thePastAndTheFarFutureAreRefused() {
        draft();
        for (String at :
                List.of(
                        Instant.now().minusSeconds(60).toString(),
                        Instant.now().plus(Duration.ofDays(3000)).toString())) {
            teacher.post(path + "/schedule", Map.of("at", at)).expect(422);
        }
        teacher.post(path + "/schedule", Map.of()).expect(422);
        teacher.post(path + "/schedule", Map.of("at", "soon")).expect(400);
        teacher.post(
                        "/courses/" + UUID.randomUUID() + "/schedule",
                        Map.of("at", Instant.now().plusSeconds(600).toString()))
                .expect(404);
        assertTrue(read().path("publishAt").isMissingNode());
    }

    @Test
    void whatIsLiveIsNotPlannedAndPublishingByHandEndsThePlan() {
        Map<String, String> later = Map.of("at", Instant.now().plusSeconds(6000).toString());
        teacher.post(path + "/schedule", later).expect(409);
        draft();
        teacher.post(path + "/schedule", later).expect(200);
        teacher.post(path + "/publish", Map.of()).expect(200);
        assertTrue(read().path("publishAt").isMissingNode());
    }

    @Test
    void theFormTakesTheSchoolsTimeAndTheBuilderSaysIt() {
        draft();
        Forms forms = new Forms(school.origin(), school.token("TEACHER"));
        String screen = "/manage" + path;
        forms.post(screen + "/schedule", Map.of("at", List.of("2030-07-31T09:00")), "text/html")
                .expect(303);

        // Lisbon is an hour ahead of UTC in summer.
        assertEquals("2030-07-31T08:00:00Z", read().path("publishAt").asText());
        String page = page();
        assertTrue(page.contains("Goes live"), page);
        assertTrue(page.contains("value=\"2030-07-31T09:00\""), page);

        for (String wrong : List.of("", "tomorrow", "2020-01-01T09:00")) {
            forms.post(screen + "/schedule", Map.of("at", List.of(wrong)), "text/html").expect(303);
        }
        assertEquals("2030-07-31T08:00:00Z", read().path("publishAt").asText());
        forms.post(screen + "/unschedule", Map.of(), "text/html").expect(303);
        assertTrue(read().path("publishAt").isMissingNode());
    }

    @Test
    void theChecklistLeadsToWhatIsMissing() {
        draft();
        write(path + "/lessons/" + course.lessons().get(2), "");
        String page = page();
        assertTrue(
                page.contains("/lessons/" + course.lessons().get(2) + "#markdown"),
                "the empty lesson is named: " + page);
        assertTrue(page.contains("/details#category"), page);
        assertTrue(page.contains("check is-blocks"), page);
        assertTrue(page.contains("check is-done"), page);
        assertTrue(page.contains("check is-advised"), page);
        assertEquals(
                "NOT_READY_TO_PUBLISH",
                teacher.post(path + "/publish", Map.of()).expect(409).json().path("code").asText());
    }
}
