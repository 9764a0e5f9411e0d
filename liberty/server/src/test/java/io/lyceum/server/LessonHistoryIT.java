package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lessons remember what they said, and what was typed is kept until it is saved. */
@Beside.Schools
class LessonHistoryIT {

    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Palimpsest");

    private final SampleSchool school = SCHOOL;
    private final Api api = school.as("TEACHER");
    private final Browser teacher = school.signedIn("TEACHER");
    private final Browser owner = school.signedIn("OWNER");
    private final SampleCourse course = school.publish("Rewritten " + System.nanoTime());
    private final String lesson = course.lessons().get(0);
    private final String path = "/courses/" + course.id() + "/lessons/" + lesson;
    private final String page = school.origin() + "/manage" + path;

    private static Map<String, String> text(String title, String markdown) {
        return Map.of("title", title, "markdown", markdown);
    }

    private Answer save(Browser who, Answer from, Map<String, String> values) {
        return who.submit(from, Browser.form(from, "/lessons/" + lesson), values);
    }

    private Answer saved(Browser who, Map<String, String> values) {
        return who.follow(save(who, who.get(page).expect(200), values).expect(303)).expect(200);
    }

    private String markdown() {
        return api.get(path).expect(200).json().path("markdown").asText();
    }

    /** Sends what the editor's script sends. */
    private Answer keep(Browser who, Answer from, long revision, Map<String, String> values) {
        Browser.Form form = Browser.form(from, "/lessons/" + lesson);
        Map<String, String> all = new HashMap<>(values);
        all.put("revision", Long.toString(revision));
        return who.submit(from, new Browser.Form(page + "/draft", form.values()), all);
    }

    private static long revision(Answer kept) {
        return Long.parseLong(kept.expect(204).header("X-Draft").orElseThrow());
    }

    @Test
    void everySaveCanBeComparedAndSaidAgain() {
        String first = markdown();
        saved(teacher, text("Greetings", "People bow.\n\nAlways."));
        saved(owner, text("Greetings", "People shake hands.\n\nAlways."));

        JsonNode versions = api.get(path + "/versions").expect(200).json();
        assertEquals(3, versions.size(), versions.toString());
        long second = versions.path(1).path("number").asLong();
        assertEquals("People bow.\n\nAlways.", read(second).path("markdown").asText());
        assertEquals(
                first, read(versions.path(2).path("number").asLong()).path("markdown").asText());
        assertTrue(versions.path(0).path("author").isTextual(), versions.toString());

        Answer list = teacher.get(page + "/versions").expect(200);
        assertTrue(list.body().contains("/versions/" + second), list.toString());
        long third = versions.path(0).path("number").asLong();
        String changed = teacher.get(page + "/versions/" + third).expect(200).body();
        assertTrue(changed.contains("<mark>bow</mark>"), changed);
        assertTrue(changed.contains("<mark>shake hands</mark>"), changed);
        Answer old = teacher.get(page + "/versions/" + second + "?against=now").expect(200);
        Answer again =
                teacher.follow(teacher.submit(old, Browser.form(old, "/restore"), Map.of()))
                        .expect(200);
        assertEquals("People bow.\n\nAlways.", markdown());
        // Undone: what was there before is said again.
        teacher.follow(teacher.submit(again, Browser.form(again, "/restore"), Map.of()));
        assertEquals("People shake hands.\n\nAlways.", markdown());
        assertEquals(5, api.get(path + "/versions").expect(200).json().size());

        // Somebody who has looked at it before all that is told so.
        assertTrue(
                teacher.follow(teacher.submit(old, Browser.form(old, "/restore"), Map.of()))
                        .body()
                        .contains("Somebody changed this while you were at work"),
                "stale");
        assertEquals("People shake hands.\n\nAlways.", markdown());
        api.get(path + "/versions/999").expect(404);
        teacher.get(page + "/versions/999").expect(404);
        teacher.get(page + "/versions/x").expect(404);
    }

    private JsonNode read(long number) {
        return api.get(path + "/versions/" + number).expect(200).json();
    }

    @Test
    void onlyTheLastHundredAreKept() throws SQLException {
        saved(teacher, text("Many", "one"));
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into lesson_version
                        (tenant_id, id, course_id, lesson_id, number, title, markdown, saved_at)
                    select ?, gen_random_uuid(), cast(? as uuid), cast(? as uuid), -n, 'old', '', now()
                    from generate_series(1, 150) n
                    """,
                    school.id,
                    course.id(),
                    lesson);
        }
        saved(teacher, text("Many", "two"));
        assertEquals(100, api.get(path + "/versions").expect(200).json().size());
    }

    @Test
    void whatIsTypedIsKeptForItsAuthorAloneUntilItIsSaved() {
        saved(teacher, text("Kept", "As it is."));
        Answer open = teacher.get(page).expect(200);
        long first = revision(keep(teacher, open, 0, text("Kept", "As it wil")));
        long second = revision(keep(teacher, open, first, text("", "As it will be & more")));
        assertTrue(second > first);

        assertEquals("As it is.", markdown(), "learners see what is saved");
        Answer again = teacher.get(page).expect(200);
        assertTrue(again.body().contains("As it will be &amp; more"), again.toString());
        assertTrue(again.body().contains("This is not saved yet"), again.toString());
        assertFalse(owner.get(page).body().contains("As it will be"), "it is nobody else's");
        String home = teacher.get(school.origin() + "/manage").expect(200).body();
        assertTrue(home.contains("/manage" + path), home);

        Answer dropped = teacher.follow(keepButton(again, "/draft/drop")).expect(200);
        assertTrue(dropped.body().contains("As it is."), dropped.toString());
        assertFalse(dropped.body().contains("not saved yet"), dropped.toString());
        Answer back =
                teacher.follow(
                        teacher.submit(dropped, Browser.form(dropped, "/draft/restore"), Map.of()));
        assertTrue(back.body().contains("As it will be &amp; more"), back.toString());

        saved(teacher, text("Kept", "As it will be."));
        assertEquals("As it will be.", markdown());
        assertFalse(teacher.get(page).body().contains("not saved yet"));
        assertFalse(
                teacher.get(school.origin() + "/manage")
                        .expect(200)
                        .body()
                        .contains("/manage" + path));
    }

    /** Presses a button of the lesson's form that leads elsewhere. */
    private Answer keepButton(Answer from, String action) {
        Browser.Form form = Browser.form(from, "/lessons/" + lesson);
        return teacher.submit(from, new Browser.Form(page + action, form.values()), Map.of());
    }

    @Test
    void twoWindowsDoNotWriteOverEachOther() {
        saved(teacher, text("Twice", "Once."));
        Answer open = teacher.get(page).expect(200);
        long one = revision(keep(teacher, open, 0, text("Twice", "From the first window.")));
        keep(teacher, open, 0, text("Twice", "From the second window.")).expect(412);
        revision(keep(teacher, open, one, text("Twice", "More from the first window.")));
        assertTrue(teacher.get(page).body().contains("More from the first window."));

        // The second window saves what it has: what the first one has kept stays.
        teacher.follow(save(teacher, open, text("Twice", "Saved by the second.")).expect(303));
        assertEquals("Saved by the second.", markdown());
        Answer both = teacher.get(page);
        assertTrue(both.body().contains("More from the first window."), both.toString());
        teacher.follow(save(teacher, both, text("Twice", "Settled.")).expect(303));
        assertFalse(teacher.get(page).body().contains("More from the first window."));

        // A window that was left open does not know what was begun since.
        Answer anew = teacher.get(page);
        revision(keep(teacher, anew, 0, text("Twice", "Begun anew.")));
        keep(teacher, open, one, text("Twice", "From the past.")).expect(412);
        assertTrue(teacher.get(page).body().contains("Begun anew."));
    }

    @Test
    void twoAuthorsSeeBothTextsAndNeitherIsLost() {
        saved(teacher, text("Both", "In the beginning.\n\nEnd."));
        Answer open = teacher.get(page).expect(200);
        Answer first = keep(teacher, open, 0, text("Both", "Mine.\n\nEnd."));
        String kept = first.expect(204).header("X-Lesson").orElseThrow();
        saved(owner, text("Both", "Theirs.\n\nEnd."));

        Answer late =
                keep(teacher, open, revision(first), text("Both", "Mine now.\n\nEnd.")).expect(204);
        assertFalse(
                late.header("X-Lesson").orElseThrow().equals(kept),
                "the editor says who is faster");
        Answer both = teacher.get(page).expect(200);
        assertTrue(both.body().contains("Somebody else saved meanwhile"), both.toString());
        assertTrue(both.body().contains("<mark>Theirs</mark>"), both.toString());
        assertTrue(both.body().contains("<mark>Mine now</mark>"), both.toString());
        Answer refused = save(teacher, open, text("Both", "Mine after all.\n\nEnd.")).expect(412);
        assertTrue(refused.body().contains("Mine after all."), refused.toString());
        Answer insisted = save(teacher, refused, text("Both", "Mine after all.\n\nEnd."));
        teacher.follow(insisted.expect(303));
        assertEquals("Mine after all.\n\nEnd.", markdown());
        JsonNode versions = api.get(path + "/versions").expect(200).json();
        assertEquals(
                "Theirs.\n\nEnd.",
                read(versions.path(1).path("number").asLong()).path("markdown").asText());
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        Answer open = teacher.get(page).expect(200);
        keep(teacher, open, 0, text("x".repeat(201), "")).expect(422);
        keep(teacher, open, 0, text("Long", "x".repeat(500_001))).expect(422);
        keep(teacher, open, 0, Map.of("version", "one")).expect(412);
        assertFalse(teacher.get(page).body().contains("not saved yet"));
    }

    @Test
    void aRemovedLessonKeepsItsVersionsUntilItIsGoneForGood() throws SQLException {
        saved(teacher, text("Removed", "Before."));
        saved(teacher, text("Removed", "After."));
        int before = api.get(path + "/versions").expect(200).json().size();
        api.send("DELETE", path, Map.of("If-Match", "*"), "");
        api.get(path + "/versions").expect(404);
        Answer outline =
                teacher.get(school.origin() + "/manage/courses/" + course.id()).expect(200);
        teacher.follow(teacher.submit(outline, Browser.form(outline, "/restore"), Map.of()));
        assertEquals(before, api.get(path + "/versions").expect(200).json().size());

        api.send("DELETE", path, Map.of("If-Match", "*"), "");
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    "update removed_outline set removed_at = now() - interval '31 days' where tenant_id = ?",
                    school.id);
        }
        Stack.eventually(
                "versions that are gone",
                Duration.ofSeconds(60),
                () -> versionsOf(lesson) == 0 ? Optional.of(true) : Optional.empty());
    }

    private long versionsOf(String of) {
        try (Connection connection = Stack.superuser();
                var query =
                        connection.prepareStatement(
                                "select count(*) from lesson_version where lesson_id = cast(? as uuid)")) {
            query.setString(1, of);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
