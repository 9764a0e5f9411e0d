package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What was removed from a course's outline comes back as it was. */
@Beside.Schools
class UndoIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private final SampleCourse course = school.publish("Undone " + System.nanoTime());
    private final Api teacher = school.as("TEACHER");
    private final String path = "/courses/" + course.id();

    /** Modules and lessons in their order; versions go up whenever something is touched. */
    private JsonNode outline() {
        JsonNode modules = teacher.get(path + "/modules").expect(200).json();
        modules.forEach(module -> ((ObjectNode) module).remove("version"));
        return modules;
    }

    private JsonNode removals() {
        return teacher.get(path + "/removed").expect(200).json();
    }

    private void remove(String what) {
        teacher.send("DELETE", path + what, Map.of(), "").expect(204);
    }

    private Answer restore(JsonNode removal) {
        return teacher.post(path + "/removed/" + Api.id(removal) + "/restore", Map.of());
    }

    private String lesson(int index) {
        return "/lessons/" + course.lessons().get(index);
    }

    private String module(int index) {
        return "/modules/" + course.modules().get(index);
    }

    private JsonNode text(int index) {
        return teacher.get(path + lesson(index)).expect(200).json();
    }

    @Test
    void aDeletedLessonComesBackToItsPlaceWithWhatLearnersHaveDone() {
        school.complete(course);
        String enrolment = enrolment();
        JsonNode before = outline();
        JsonNode text = text(1);
        JsonNode progress = progress(enrolment);

        remove(lesson(1));

        assertEquals(3, count(outline()));
        teacher.get(path + lesson(1)).expect(404);
        assertEquals(3, teacher.get(path).expect(200).json().path("lessonCount").asInt());
        JsonNode removal = removals().get(0);
        assertEquals("LESSON", removal.path("kind").asText());
        assertEquals(text.path("title"), removal.path("title"));

        restore(removal).expect(200);

        assertEquals(before, outline());
        assertEquals(text, text(1));
        assertEquals(progress, progress(enrolment));
        assertEquals(4, teacher.get(path).expect(200).json().path("lessonCount").asInt());
        assertEquals(0, removals().size());
    }

    private String enrolment() {
        for (JsonNode one : school.as("LEARNER").get("/enrolments").expect(200).json()) {
            if (one.toString().contains(course.id())) {
                return Api.id(one.has("enrolment") ? one.path("enrolment") : one);
            }
        }
        throw new AssertionError("not enrolled");
    }

    private JsonNode progress(String enrolment) {
        return school.as("LEARNER")
                .get("/enrolments/" + enrolment + "/progress")
                .expect(200)
                .json();
    }

    private static int count(JsonNode outline) {
        int lessons = 0;
        for (JsonNode module : outline) {
            lessons += module.path("lessons").size();
        }
        return lessons;
    }

    @Test
    void aDeletedModuleComesBackWithItsLessonsInOrder() {
        JsonNode before = outline();

        remove(module(0));

        assertEquals(2, count(outline()));
        JsonNode removal = removals().get(0);
        assertEquals("MODULE", removal.path("kind").asText());
        assertEquals(2, removal.path("lessons").asInt());
        restore(removal).expect(200);
        assertEquals(before, outline());
    }

    @Test
    void aLessonWhoseModuleWentTooBringsItAlong() {
        remove(lesson(0));
        remove(module(0));
        assertEquals(1, outline().size());

        restore(removals().get(1)).expect(200);
        assertEquals(2, outline().size());
        assertEquals(3, count(outline()));

        restore(removals().get(0)).expect(200);
        assertEquals(2, outline().get(0).path("lessons").size());
        assertEquals(4, count(outline()));
    }

    @Test
    void anAddressThatWasTakenMeanwhileIsLeftToWhoHasIt() {
        String title = text(3).path("title").asText();
        String slug = text(3).path("slug").asText();
        remove(lesson(3));
        String second =
                Api.id(
                        teacher.post(
                                        path + module(1) + "/lessons",
                                        Map.of("title", title, "markdown", "New.", "minutes", 1))
                                .expect(201));

        restore(removals().get(0)).expect(200);

        assertEquals(
                slug,
                teacher.get(path + "/lessons/" + second).expect(200).json().path("slug").asText());
        assertNotEquals(slug, text(3).path("slug").asText());
    }

    @Test
    void whatCameBackOnceDoesNotComeTwice() throws Exception {
        remove(module(1));
        JsonNode removal = removals().get(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> attempts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                attempts.add(() -> restore(removal).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(attempts)) {
                statuses.add(one.get());
            }
            statuses.sort(null);
            assertEquals(List.of(200, 404, 404, 404), statuses);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                "NOTHING_TO_RESTORE", restore(removal).expect(404).json().path("code").asText());
        assertEquals(4, count(outline()));
    }

    @Test
    void anotherCourseCannotBringItBack() {
        SampleCourse other = school.publish("Another " + System.nanoTime());
        remove(lesson(0));

        teacher.post(
                        "/courses/"
                                + other.id()
                                + "/removed/"
                                + Api.id(removals().get(0))
                                + "/restore",
                        Map.of())
                .expect(404);

        assertEquals(1, removals().size());
    }

    @Test
    void afterThirtyDaysItIsGoneWithWhatLearnersHadDoneInIt() throws SQLException {
        school.complete(course);
        remove(lesson(0));
        remove(lesson(1));
        UUID old = UUID.fromString(course.lessons().get(0));
        UUID young = UUID.fromString(course.lessons().get(1));
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    update removed_outline set removed_at = now() - interval '31 days'
                    where tenant_id = ? and course_id = ? and lessons -> 0 ->> 'id' = ?
                    """,
                    school.id,
                    UUID.fromString(course.id()),
                    old.toString());

            Stack.eventually(
                    "progress in the old lesson to be forgotten",
                    Duration.ofMinutes(2),
                    () -> Optional.of(old).filter(id -> !hasProgress(superuser, id)));
            assertTrue(hasProgress(superuser, young));
        }
        assertEquals(1, removals().size());
    }

    private boolean hasProgress(Connection superuser, UUID lesson) {
        try (var query =
                superuser.prepareStatement(
                        "select 1 from lesson_progress where tenant_id = ? and lesson_id = ?")) {
            query.setObject(1, school.id);
            query.setObject(2, lesson);
            try (var row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyColumnIsKnownToWhoBringsTheRowsBack() throws SQLException {
        assertEquals(
                "course_id, id, position, tenant_id, title, version", columns("course_module"));
        assertEquals(
                "course_id, created_at, html, id, markdown, minutes, module_id, position, preview, slug,"
                        + " tenant_id, title, updated_at, version",
                columns("lesson"));
    }

    /** A new one belongs into {@code RemovedOutlines}, then here. */
    private static String columns(String table) throws SQLException {
        try (Connection superuser = Stack.superuser();
                var query =
                        superuser.prepareStatement(
                                """
                                select string_agg(column_name, ', ' order by column_name)
                                from information_schema.columns
                                where table_schema = 'public' and table_name = ?
                                """)) {
            query.setString(1, table);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void theNoticeAfterADeletionTakesItBack() {
        Browser browser = school.signedIn("TEACHER");
        String screen = school.origin() + "/manage/courses/" + course.id();
        JsonNode before = outline();
        Answer page = browser.get(screen).expect(200);

        Answer gone =
                browser.follow(
                        browser.submit(
                                page,
                                new Browser.Form(
                                        screen + lesson(2) + "/remove",
                                        Browser.form(page, "/outline/chosen").values()),
                                Map.of()));

        assertTrue(gone.body().contains("was deleted"), gone.body());
        Browser.Form undo = Browser.form(gone, "/restore");
        Answer back = browser.follow(browser.submit(gone, undo, Map.of()));
        assertTrue(back.body().contains("It is back where it was."), back.body());
        assertEquals(before, outline());
        Answer again = browser.follow(browser.submit(gone, undo, Map.of()));
        assertTrue(again.body().contains("brought back already"), again.body());
        assertFalse(browser.get(screen).body().contains("/restore"));
    }
}
