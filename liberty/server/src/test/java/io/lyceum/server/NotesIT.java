package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What learners have of their own in lessons, and what their devices bring later. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotesIT {

    private SampleSchool school;
    private Api learner;
    private Forms forms;
    private SampleCourse course;

    @BeforeAll
    void open() {
        school = SampleSchool.withPeople("Margin");
        learner = school.as("LEARNER");
        forms = new Forms(school.origin(), school.token("LEARNER"));
    }

    @BeforeEach
    void enrol() {
        course = school.publish("Noted " + System.nanoTime());
        learner.post("/enrolments", Map.of("course", course.id())).expect(201);
    }

    private Map<String, Object> note(String text) {
        return new HashMap<>(
                Map.of("course", course.id(), "lesson", course.lessons().get(0), "text", text));
    }

    private JsonNode written(String text) {
        return learner.post("/notes", note(text)).expect(201).json();
    }

    private List<String> texts(String query) {
        List<String> texts = new ArrayList<>();
        learner.get("/notes?course=" + course.id() + query)
                .expect(200)
                .json()
                .path("items")
                .forEach(one -> texts.add(one.path("text").asText()));
        return texts;
    }

    @Test
    void aNoteIsWrittenChangedRemovedAndBroughtBack() {
        JsonNode note = written("First words");
        String path = "/notes/" + Api.id(note);
        assertEquals(0, note.path("version").asInt());
        learner.send("PUT", path, Map.of(), Api.json(Map.of("text", "x"))).expect(428);
        learner.put(path, "\"v0\"", Map.of("text", "Second words")).expect(200);
        assertEquals(
                "STALE_VERSION",
                learner.put(path, "\"v0\"", Map.of("text", "Late"))
                        .expect(412)
                        .json()
                        .path("code")
                        .asText());
        assertEquals("Second words", learner.get(path).expect(200).json().path("text").asText());
        learner.send("DELETE", path, Map.of(), "").expect(204);
        learner.get(path).expect(404);
        assertEquals(List.of(), texts(""));
        learner.post(path + "/restore", Map.of()).expect(200);
        assertEquals(List.of("Second words"), texts(""));
    }

    @Test
    void nobodyElseFindsANoteNotEvenTheOwner() {
        String path = "/notes/" + Api.id(written("For me alone"));
        for (String role : List.of("TEACHER", "ADMIN", "OWNER")) {
            Api other = school.as(role);
            assertEquals("NO_SUCH_NOTE", other.get(path).expect(404).json().path("code").asText());
            other.put(path, "\"v0\"", Map.of("text", "x")).expect(404);
            other.send("DELETE", path, Map.of(), "").expect(404);
            other.post(path + "/restore", Map.of()).expect(404);
            assertEquals(0, other.get("/notes").expect(200).json().path("items").size());
            String page =
                    new Forms(school.origin(), school.token(role))
                            .get(school.lessonPage(course))
                            .expect(200)
                            .body();
            assertFalse(page.contains("For me alone"), role);
            assertFalse(page.contains("data-notes"), role + " isn't enrolled");
        }
        assertEquals(List.of("For me alone"), texts(""));
    }

    @Test
    void whoIsNotEnrolledWritesNothing() {
        Api teacher = school.as("TEACHER");
        assertEquals(
                "NOT_ENROLLED",
                teacher.post("/notes", note("x")).expect(403).json().path("code").asText());
        SampleCourse other = school.publish("Other " + System.nanoTime());
        Map<String, Object> wrong = note("x");
        wrong.put("lesson", other.lessons().get(0));
        learner.post("/notes", wrong).expect(404);
    }

    @Test
    void badInputIsSaidAndLosesNothing() {
        Map<String, Object> none = new HashMap<>(Map.of("text", "x"));
        assertEquals(2, learner.post("/notes", none).expect(422).json().path("errors").size());
        learner.post("/notes", note("  ")).expect(422);
        learner.post("/notes", note("x".repeat(20_001))).expect(422);
        learner.post("/notes", note("a\u0000b")).expect(422);
        learner.send("POST", "/notes", Map.of(), "{").expect(400);
        assertEquals(List.of(), texts(""));
        JsonNode longest = written("x".repeat(20_000));
        learner.put("/notes/" + Api.id(longest), "\"v0\"", Map.of("text", "x".repeat(20_001)))
                .expect(422);
        assertEquals(20_000, texts("").get(0).length());
        Map<String, Object> passage = note("");
        passage.put("quote", "Sand it.");
        learner.post("/notes", passage).expect(201);
    }

    @Test
    void fiveHundredNotesFitIntoACourse() throws SQLException {
        JsonNode first = written("One");
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    insert into lesson_note
                        (tenant_id, id, person_id, course_id, lesson_id, text, heading, quote, before, permille,
                         created_at, changed_at)
                    select n.tenant_id, gen_random_uuid(), n.person_id, n.course_id, n.lesson_id, 'Filler ' || i, '',
                        '', '', 0, now(), now()
                    from lesson_note n, generate_series(1, 499) i
                    where n.id = ?
                    """,
                    UUID.fromString(Api.id(first)));
        }
        assertEquals(
                "TOO_MANY_NOTES",
                learner.post("/notes", note("One more")).expect(409).json().path("code").asText());
        learner.send("DELETE", "/notes/" + Api.id(first), Map.of(), "").expect(204);
        written("One more");

        String page = "/notes?course=" + course.id() + "&limit=100";
        int found = 0;
        String cursor = "";
        do {
            JsonNode slice = learner.get(page + cursor).expect(200).json();
            found += slice.path("items").size();
            cursor = slice.has("next") ? "&cursor=" + slice.path("next").asText() : "";
        } while (!cursor.isEmpty());
        assertEquals(500, found);
        learner.get("/notes?cursor=nonsense").expect(422);
    }

    @Test
    void notesAreSearchedInAnyCaseAndTakenAlongAsAFile() {
        written("Größe des Tellers: 30 cm");
        written("100% of it_");
        Map<String, Object> passage = note("Why?");
        passage.put("quote", "Sand it.\nTwice");
        passage.put("heading", "Finish");
        learner.post("/notes", passage).expect(201);
        assertEquals(
                List.of("Größe des Tellers: 30 cm"),
                texts("&q=gr%C3%B6sse".replace("sse", "%C3%9Fe")));
        assertEquals(List.of("100% of it_"), texts("&q=0%25%20of"));
        assertEquals(List.of("Why?"), texts("&q=sand"));
        assertEquals(List.of(), texts("&q=%25zz"));

        String found = forms.get("/learning/notes?q=tellers").expect(200).body();
        assertTrue(found.contains("Größe des Tellers"), found);
        assertFalse(found.contains("100% of it_"), found);
        assertTrue(
                forms.get("/learning/notes?q=%3Cscript%3E")
                        .expect(200)
                        .body()
                        .contains("&lt;script&gt;"));

        Answer file = forms.get("/learning/notes/notes.md").expect(200);
        assertTrue(file.header("Content-Disposition").orElse("").contains("notes.md"));
        assertTrue(file.header("Content-Type").orElse("").startsWith("text/markdown"));
        assertTrue(
                file.body().contains("\n*Finish*\n\n> Sand it.\n> Twice\n\nWhy?\n"), file.body());
    }

    @Test
    void allOfItWorksByPlainForms() {
        String lesson = school.lessonPage(course);
        String page = forms.get(lesson).expect(200).body();
        Answer sent =
                forms.send(
                        Forms.find(page, "id=\"new-note\"")
                                .with("text", "Typed\r\nwithout <script>"));
        String where = sent.expect(303).redirect();
        assertTrue(where.contains(lesson + "#note-"), where);
        page = forms.get(lesson).expect(200).body();
        assertTrue(page.contains("Typed\nwithout &lt;script"), page);

        String id = where.substring(where.indexOf("#note-") + 6);
        Forms.Form change = Forms.find(page, "text-" + id);
        forms.send(change.with("text", "Changed")).expect(303);
        // What a window says that has not seen the change stays beside it.
        forms.send(change.with("text", "Late")).expect(303);
        page = forms.get(lesson).expect(200).body();
        assertTrue(page.contains("Changed") && page.contains("Late"), page);
        assertEquals(List.of("Changed", "Late"), texts(""));

        String removed =
                forms.post("/learning/notes/" + id + "/remove", Map.of(), "text/html")
                        .expect(303)
                        .redirect();
        assertEquals(List.of("Late"), texts(""));
        String undo = forms.get(removed.substring(removed.indexOf("/learning"))).expect(200).body();
        forms.send(Forms.find(undo, "Undo")).expect(303);
        assertEquals(List.of("Changed", "Late"), texts(""));

        forms.send(Forms.find(page, "data-key=\"bookmark\"")).expect(303);
        assertTrue(
                forms.get(lesson).body().contains("data-key=\"bookmark\" aria-pressed=\"true\""));
        assertTrue(forms.get("/learning/notes").body().contains("notes-marks"));
        forms.send(Forms.find(forms.get(lesson).body(), "data-key=\"bookmark\"")).expect(303);
        assertFalse(
                forms.get(lesson).body().contains("data-key=\"bookmark\" aria-pressed=\"true\""));

        Map<String, List<String>> nothing = Map.of("course", List.of("x"));
        assertEquals(422, forms.post("/learning/notes", nothing, "text/html").status());
    }

    @Test
    void aBookmarkIsSetOnceAndListed() {
        String path = "/bookmarks/" + course.id() + "/" + course.lessons().get(1);
        learner.send("PUT", path, Map.of(), "").expect(204);
        learner.send("PUT", path, Map.of(), "").expect(204);
        long own = count(learner.get("/bookmarks").expect(200).json(), course.lessons().get(1));
        assertEquals(1, own);
        assertEquals(0, school.as("TEACHER").get("/bookmarks").expect(200).json().size());
        learner.send("DELETE", path, Map.of(), "").expect(204);
        learner.send("DELETE", path, Map.of(), "").expect(204);
        assertEquals(
                0, count(learner.get("/bookmarks").expect(200).json(), course.lessons().get(1)));
    }

    private static long count(JsonNode list, String mark) {
        long found = 0;
        for (JsonNode one : list) {
            found += one.toString().contains(mark) ? 1 : 0;
        }
        return found;
    }

    @Test
    void aNoteGoesAwayAndComesBackWithItsLessonAndIsForgottenWithIt() throws SQLException {
        written("Outlives it");
        Api teacher = school.as("TEACHER");
        String path = "/courses/" + course.id();
        teacher.send("DELETE", path + "/lessons/" + course.lessons().get(0), Map.of(), "")
                .expect(204);
        assertEquals(List.of("Outlives it"), texts(""));
        assertTrue(
                forms.get("/learning/notes?q=outlives")
                        .body()
                        .contains("A lesson that was taken away"));
        JsonNode removal = teacher.get(path + "/removed").expect(200).json().get(0);
        teacher.post(path + "/removed/" + Api.id(removal) + "/restore", Map.of()).expect(200);
        assertTrue(forms.get(school.lessonPage(course)).body().contains("Outlives it"));

        teacher.send("DELETE", path + "/lessons/" + course.lessons().get(0), Map.of(), "")
                .expect(204);
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    update removed_outline set removed_at = now() - interval '31 days'
                    where tenant_id = ? and course_id = ?
                    """,
                    school.id,
                    UUID.fromString(course.id()));
        }
        Stack.eventually(
                "the note to be forgotten",
                Duration.ofMinutes(2),
                () -> texts("").isEmpty() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void onesOwnDataHoldsOnesNotes() {
        written("Given to me");
        String data = learner.get("/people/me/data").expect(200).body();
        assertTrue(data.contains("Given to me"), data);
    }

    // ------------------------------------------------------------------ devices

    private Map<String, Object> action(String kind) {
        Map<String, Object> action = new HashMap<>();
        action.put("reader", Api.id(learner.get("/people/me").expect(200)));
        action.put("kind", kind);
        action.put("course", course.id());
        action.put("lesson", course.lessons().get(0));
        return action;
    }

    private Answer sent(UUID id, Map<String, Object> action) {
        return learner.send("PUT", "/device-actions/" + id, Map.of(), Api.json(action));
    }

    private int percent() {
        for (JsonNode one : learner.get("/enrolments").expect(200).json()) {
            if (one.toString().contains(course.id())) {
                return one.path("enrolment").path("percent").asInt();
            }
        }
        throw new AssertionError("not enrolled");
    }

    private int rows(String table) throws SQLException {
        try (Connection superuser = Stack.superuser();
                var query =
                        superuser.prepareStatement(
                                "select count(*) from "
                                        + table
                                        + " where tenant_id = ? and payload ->> 'course' = ?")) {
            query.setObject(1, school.id);
            query.setString(2, course.id());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Test
    void whatADeviceSendsManyTimesAtOnceIsDoneOnce() throws Exception {
        UUID complete = UUID.randomUUID();
        UUID write = UUID.randomUUID();
        Map<String, Object> note = action("NOTE");
        note.put("note", UUID.randomUUID());
        note.put("text", "From the train");
        Map<String, Object> mark = action("COMPLETE");
        int before = rows("outbox_event");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Answer>> attempts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                attempts.add(() -> sent(complete, mark));
                attempts.add(() -> sent(write, note));
            }
            int first = 0;
            for (Future<Answer> one : threads.invokeAll(attempts)) {
                first += one.get().expect(200).json().path("repeated").asBoolean() ? 0 : 1;
            }
            assertEquals(2, first);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(25, percent());
        assertEquals(1, rows("outbox_event") - before, "the lesson was completed once");
        assertEquals(List.of("From the train"), texts(""));

        learner.post(
                        "/enrolments/"
                                + enrolment()
                                + "/lessons/"
                                + course.lessons().get(0)
                                + "/reopen",
                        Map.of())
                .expect(200);
        assertTrue(sent(complete, mark).expect(200).json().path("repeated").asBoolean());
        assertEquals(0, percent(), "an old action does not come back");
    }

    private String enrolment() {
        for (JsonNode one : learner.get("/enrolments").expect(200).json()) {
            if (one.toString().contains(course.id())) {
                return Api.id(one.path("enrolment"));
            }
        }
        throw new AssertionError("not enrolled");
    }

    @Test
    void whatSomebodyElseHasDoneOnTheDeviceIsNotTaken() {
        Map<String, Object> mark = action("COMPLETE");
        Answer refused =
                school.as("TEACHER")
                        .send(
                                "PUT",
                                "/device-actions/" + UUID.randomUUID(),
                                Map.of(),
                                Api.json(mark));
        assertEquals("DEVICE_OF_ANOTHER", refused.expect(409).json().path("code").asText());
        assertEquals(0, percent());
    }

    @Test
    void whatIsRefusedLeavesNothingAndCanBeTriedAgain() {
        UUID id = UUID.randomUUID();
        Map<String, Object> note = action("NOTE");
        note.put("note", UUID.randomUUID());
        note.put("text", "x".repeat(20_001));
        sent(id, note).expect(422);
        note.put("text", "Shorter");
        assertFalse(sent(id, note).expect(200).json().path("repeated").asBoolean());
        assertEquals(List.of("Shorter"), texts(""));

        sent(UUID.randomUUID(), action("NOTE")).expect(422);
        Map<String, Object> unknown = action("NOTE");
        unknown.put("kind", "DANCE");
        sent(UUID.randomUUID(), unknown).expect(400);
        Map<String, Object> gone = action("COMPLETE");
        gone.put("lesson", UUID.randomUUID());
        sent(UUID.randomUUID(), gone).expect(404);
    }

    @Test
    void aNoteThatWasChangedElsewhereKeepsBothTexts() {
        JsonNode note = written("At the desk");
        Map<String, Object> device = action("NOTE");
        device.put("note", Api.id(note));
        device.put("version", 0);
        device.put("text", "On the train");
        learner.put("/notes/" + Api.id(note), "\"v0\"", Map.of("text", "At the desk again"))
                .expect(200);
        JsonNode outcome = sent(UUID.randomUUID(), device).expect(200).json();
        assertTrue(outcome.path("apart").asBoolean(), outcome.toString());
        assertEquals(
                List.of("At the desk again", "On the train"),
                texts("").stream().sorted().collect(Collectors.toList()));

        Map<String, Object> away = action("NOTE_REMOVED");
        away.put("note", Api.id(note));
        away.put("version", 0);
        assertEquals(
                "STALE_VERSION",
                sent(UUID.randomUUID(), away).expect(412).json().path("code").asText());
        away.put("version", 1);
        sent(UUID.randomUUID(), away).expect(200);
        assertEquals(List.of("On the train"), texts(""));
        device.put("text", "Brought back");
        sent(UUID.randomUUID(), device).expect(200);
        assertEquals(2, texts("").size());
    }

    @Test
    void marksPlacesAndBookmarksOfADeviceCount() {
        Map<String, Object> place = action("POSITION");
        place.put("permille", 640);
        sent(UUID.randomUUID(), place).expect(200);
        Map<String, Object> bookmark = action("BOOKMARK");
        bookmark.put("on", true);
        sent(UUID.randomUUID(), bookmark).expect(200);
        sent(UUID.randomUUID(), action("COMPLETE")).expect(200);
        String page = forms.get(school.lessonPage(course)).expect(200).body();
        assertTrue(page.contains("data-position=\"640\""), page);
        assertTrue(page.contains("data-key=\"bookmark\" aria-pressed=\"true\""), page);
        assertEquals(25, percent());
        sent(UUID.randomUUID(), action("REOPEN")).expect(200);
        assertEquals(0, percent());
    }
}
