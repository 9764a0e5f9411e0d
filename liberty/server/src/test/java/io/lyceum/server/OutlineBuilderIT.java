package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the course builder does to an outline, and how it is undone. It counts statements. */
@Isolated
class OutlineBuilderIT {

    private static final Pattern MARK = Pattern.compile("data-mark=\"([^\"]+)\"");

    private final SampleSchool school = TwoSchools.ready().b;
    private final SampleCourse course = school.publish("Built " + System.nanoTime());
    private final Api teacher = school.as("TEACHER");
    private final String token = school.token("TEACHER");

    private String path(SampleCourse of) {
        return "/manage/courses/" + of.id();
    }

    private Answer post(String path, String... namesAndValues) {
        return send(path, true, List.of(namesAndValues));
    }

    private Answer send(String path, boolean byScript, List<String> namesAndValues) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(namesAndValues.get(i))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues.get(i + 1), StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Origin", school.origin());
        headers.put("Accept", byScript ? "application/json" : "text/html");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (byScript) {
            headers.put("X-Part", "yes");
        }
        return Stack.send("POST", school.origin() + path, headers, body.toString());
    }

    private Answer page(SampleCourse of) {
        return Stack.get(
                school.origin() + path(of),
                Map.of("Authorization", "Bearer " + token, "Accept", "text/html"));
    }

    private String mark() {
        Matcher mark = MARK.matcher(page(course).expect(200).body());
        assertTrue(mark.find());
        return mark.group(1);
    }

    private Answer move(String lesson, String place, String seen) {
        return post(path(course) + "/outline/move", "lesson", lesson, "place", place, "seen", seen);
    }

    private JsonNode modules() {
        return teacher.get("/courses/" + course.id() + "/modules").expect(200).json();
    }

    /** Ids of lessons by module, in order. */
    private List<List<String>> order() {
        List<List<String>> order = new ArrayList<>();
        for (JsonNode module : modules()) {
            List<String> lessons = new ArrayList<>();
            module.path("lessons").forEach(lesson -> lessons.add(Api.id(lesson)));
            order.add(lessons);
        }
        return order;
    }

    private String lesson(int index) {
        return course.lessons().get(index);
    }

    private String module(int index) {
        return course.modules().get(index);
    }

    private List<List<String>> original() {
        return List.of(List.of(lesson(0), lesson(1)), List.of(lesson(2), lesson(3)));
    }

    private String undo(Answer done) {
        String undo = done.expect(200).json().path("undo").asText();
        assertFalse(undo.isEmpty(), done.toString());
        return undo;
    }

    private long changes() throws SQLException {
        try (Connection superuser = Stack.superuser();
                var query =
                        superuser.prepareStatement(
                                "select count(*) from outline_change where course_id = ?")) {
            query.setObject(1, UUID.fromString(course.id()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void aLessonGoesWhereItIsPutAndTheSameSaidTwiceIsDoneOnce() throws SQLException {
        String seen = mark();

        Answer moved = move(lesson(0), module(1) + ":1", seen);

        assertEquals(
                List.of(List.of(lesson(1)), List.of(lesson(2), lesson(0), lesson(3))), order());
        assertEquals("The lesson was moved.", moved.expect(200).json().path("said").asText());
        assertEquals(mark(), moved.header("X-Outline").orElseThrow());
        assertNotEquals(seen, mark());
        long before = changes();
        Answer again = move(lesson(0), module(1) + ":1", seen).expect(200);
        assertTrue(again.json().path("undo").isMissingNode(), again.toString());
        assertEquals(before, changes());
    }

    @Test
    void aModuleGoesWhereItIsPut() {
        Answer moved =
                post(
                        path(course) + "/outline/move",
                        "module",
                        module(1),
                        "place",
                        "0",
                        "seen",
                        mark());

        assertEquals(
                List.of(List.of(lesson(2), lesson(3)), List.of(lesson(0), lesson(1))), order());
        post(undo(moved)).expect(200);
        assertEquals(original(), order());
    }

    @Test
    void whoHasSeenAnotherOrderIsToldAndNothingIsLost() {
        String seen = mark();
        move(lesson(0), module(1) + ":0", seen).expect(200);
        List<List<String>> after = order();

        Answer late = move(lesson(3), module(0) + ":0", seen).expect(412);

        assertTrue(late.json().path("said").asText().startsWith("Somebody changed the outline"));
        assertEquals(after, order());
        Answer form =
                send(
                        path(course) + "/outline/move",
                        false,
                        List.of("lesson", lesson(3), "place", module(0) + ":0", "seen", seen));
        assertEquals(303, form.status());
        assertEquals(after, order());
    }

    @Test
    void manyWhoMoveAtOnceLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> moves = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String lesson = lesson(i % 4);
                String place = module(i % 2) + ":" + i % 3;
                moves.add(
                        () ->
                                post(
                                                path(course) + "/outline/move",
                                                "lesson",
                                                lesson,
                                                "place",
                                                place)
                                        .status());
            }
            for (Future<Integer> one : threads.invokeAll(moves)) {
                assertEquals(200, one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        List<Integer> positions = new ArrayList<>();
        for (JsonNode module : modules()) {
            module.path("lessons").forEach(l -> positions.add(l.path("position").asInt()));
        }
        assertEquals(List.of(1, 2, 3, 4), positions);
        assertEquals(
                course.lessons().stream().sorted().toList(),
                order().stream().flatMap(List::stream).sorted().toList());
    }

    @Test
    void chosenLessonsGoTogetherInTheirOrderAndComeBackTogether() {
        Answer moved =
                post(
                        path(course) + "/outline/move",
                        "lesson",
                        lesson(3),
                        "lesson",
                        lesson(0),
                        "place",
                        module(1) + ":0");

        assertEquals("2 lessons were moved.", moved.expect(200).json().path("said").asText());
        assertEquals(
                List.of(List.of(lesson(1)), List.of(lesson(0), lesson(3), lesson(2))), order());
        post(undo(moved)).expect(200);
        assertEquals(original(), order());
    }

    @Test
    void chosenLessonsAreOpenedForVisitorsAndClosedAgain() {
        String open = path(course) + "/outline/preview";
        post(open, "lesson", lesson(0), "on", "yes").expect(200);
        Answer more = post(open, "lesson", lesson(0), "lesson", lesson(2), "on", "yes");
        assertEquals(List.of(true, false, true, false), previews());

        post(undo(more)).expect(200);

        assertEquals(List.of(true, false, false, false), previews());
    }

    private List<Boolean> previews() {
        return modules().findValues("preview").stream().map(JsonNode::asBoolean).toList();
    }

    @Test
    void chosenLessonsAreRemovedAndComeBackTogetherWithWhatTheySaid() {
        JsonNode before = modules();
        Answer gone =
                post(
                        path(course) + "/outline/remove",
                        "lesson",
                        lesson(0),
                        "lesson",
                        lesson(2),
                        "lesson",
                        lesson(3));
        assertEquals(List.of(List.of(lesson(1)), List.of()), order());
        assertEquals(3, teacher.get("/courses/" + course.id() + "/removed").json().size());

        post(undo(gone)).expect(200);

        assertEquals(before, modules());
        assertTrue(
                teacher.get("/courses/" + course.id() + "/lessons/" + lesson(2))
                        .expect(200)
                        .body()
                        .contains("Sand it."));
        assertEquals(
                "It was undone already, or happened too long ago.",
                post(undo(gone)).expect(404).json().path("said").asText());
    }

    @Test
    void whatCameBackOneByOneIsNotUndoneAgain() {
        Answer gone =
                post(path(course) + "/outline/remove", "lesson", lesson(0), "lesson", lesson(1));
        for (JsonNode removal : teacher.get("/courses/" + course.id() + "/removed").json()) {
            teacher.post(
                            "/courses/" + course.id() + "/removed/" + Api.id(removal) + "/restore",
                            Map.of())
                    .expect(200);
        }

        post(undo(gone)).expect(404);
        assertEquals(4, order().stream().mapToInt(List::size).sum());
    }

    @Test
    void lessonsAreCopiedBehindTheirOriginalsWithTheirText() {
        post(path(course) + "/outline/preview", "lesson", lesson(0), "on", "yes").expect(200);
        Answer copied =
                post(path(course) + "/outline/duplicate", "lesson", lesson(0), "lesson", lesson(3));

        List<List<String>> order = order();
        assertEquals(lesson(0), order.get(0).get(0));
        assertEquals(lesson(1), order.get(0).get(2));
        assertEquals(lesson(3), order.get(1).get(1));
        JsonNode copy =
                teacher.get("/courses/" + course.id() + "/lessons/" + order.get(0).get(1))
                        .expect(200)
                        .json();
        assertTrue(copy.path("title").asText().endsWith("(copy)"), copy.toString());
        assertTrue(copy.path("markdown").asText().contains("Sand it."));
        assertTrue(copy.path("preview").asBoolean());
        assertEquals(6, teacher.get("/courses/" + course.id()).json().path("lessonCount").asInt());

        post(undo(copied)).expect(200);
        assertEquals(original(), order());
    }

    @Test
    void aModuleIsCopiedWithItsLessons() {
        Answer copied = post(path(course) + "/outline/duplicate", "module", module(0));

        JsonNode modules = modules();
        assertEquals(3, modules.size());
        assertEquals(module(0), Api.id(modules.get(0)));
        assertTrue(modules.get(1).path("title").asText().endsWith("(copy)"));
        assertEquals(
                modules.get(0).path("lessons").findValuesAsText("title"),
                modules.get(1).path("lessons").findValuesAsText("title"));
        post(undo(copied)).expect(200);
        assertEquals(original(), order());
    }

    @Test
    void aCopyThatSomebodyHasWrittenInStays() {
        Answer copied = post(path(course) + "/outline/duplicate", "lesson", lesson(0));
        String copy = order().get(0).get(1);
        String at = "/courses/" + course.id() + "/lessons/" + copy;
        teacher.send(
                        "PUT",
                        at,
                        Map.of("If-Match", teacher.get(at).header("ETag").orElseThrow()),
                        "{\"title\":\"Mine\",\"markdown\":\"My own.\",\"minutes\":3}")
                .expect(200);

        Answer refused = post(undo(copied)).expect(409);

        assertTrue(refused.json().path("said").asText().contains("changed again since"));
        assertTrue(order().get(0).contains(copy));
    }

    @Test
    void aNameIsTakenBackUnlessItWasChangedSince() {
        String before = title(0);
        String rename = path(course) + "/lessons/" + lesson(0) + "/rename";
        Answer first = post(rename, "title", " Sharpen the gouge ");
        assertEquals("Sharpen the gouge", title(0));
        Answer second = post(rename, "title", "Sharpen the skew");

        post(undo(first)).expect(409);
        assertEquals("Sharpen the skew", title(0));

        post(undo(second)).expect(200);
        post(undo(first)).expect(200);
        assertEquals(before, title(0));
        post(rename, "title", " ").expect(422);
        post(rename, "title", "x".repeat(201)).expect(422);
        assertEquals(before, title(0));
    }

    private String title(int lesson) {
        return teacher.get("/courses/" + course.id() + "/lessons/" + lesson(lesson))
                .expect(200)
                .json()
                .path("title")
                .asText();
    }

    @Test
    void aMoveIsNotUndoneWhenTheLessonWasMovedSince() {
        Answer first = move(lesson(0), module(1) + ":0", mark());
        Answer second = move(lesson(0), module(1) + ":2", mark());
        Answer other = move(lesson(1), module(1) + ":0", mark());

        post(undo(first)).expect(409);
        post(undo(second)).expect(200);
        post(undo(first)).expect(200);
        assertEquals(
                List.of(List.of(lesson(0)), List.of(lesson(1), lesson(2), lesson(3))), order());
        post(undo(other)).expect(200);
        // It was the first of its module when it was moved away.
        assertEquals(
                List.of(List.of(lesson(1), lesson(0)), List.of(lesson(2), lesson(3))), order());
    }

    @Test
    void theBuilderSaysWhoHasDoneWhatAndOffersToUndoIt() {
        post(path(course) + "/modules/" + module(0) + "/rename", "title", "Tools").expect(200);
        move(lesson(0), module(1) + ":0", mark()).expect(200);

        String html = page(course).expect(200).body();

        assertTrue(html.contains("Module renamed to “Tools”"), html);
        assertTrue(html.contains(school.mark + " TEACHER"), html);
        assertTrue(html.contains("moved to “" + school.mark + " module 2”"), html);
        assertTrue(html.contains("/outline/changes/"), html);
    }

    @Test
    void aCourseIsCopiedAsADraftWithItsLessons() {
        Answer copied = send(path(course) + "/duplicate", false, List.of()).expect(303);
        String id = copied.redirect().replaceAll(".*/", "");
        JsonNode copy = teacher.get("/courses/" + id).expect(200).json();

        assertEquals("DRAFT", copy.path("status").asText());
        assertTrue(copy.path("title").asText().endsWith("(copy)"), copy.toString());
        assertEquals(4, copy.path("lessonCount").asInt());
        JsonNode modules = teacher.get("/courses/" + id + "/modules").expect(200).json();
        assertEquals(modules().findValuesAsText("title"), modules.findValuesAsText("title"));
        assertEquals(original(), order());
        teacher.send("DELETE", "/courses/" + id, Map.of(), "").expect(204);
    }

    @Test
    void onlyTheLastFiftyChangesAreKept() throws SQLException {
        for (int i = 0; i < 55; i++) {
            post(path(course) + "/modules/" + module(0) + "/rename", "title", "Name " + i)
                    .expect(200);
        }
        assertEquals(50, changes());
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        SampleCourse other = school.publish("Elsewhere " + System.nanoTime());
        String move = path(course) + "/outline/move";
        post(move).expect(404);
        post(move, "lesson", lesson(0)).expect(404);
        post(move, "lesson", lesson(0), "place", module(0) + ":-1").expect(404);
        post(move, "lesson", lesson(0), "place", module(0) + ":99999999999").expect(404);
        post(move, "lesson", "x", "place", module(0) + ":0").expect(404);
        post(move, "lesson", lesson(0), "place", other.modules().get(0) + ":0").expect(404);
        post(move, "lesson", other.lessons().get(0), "place", module(0) + ":0").expect(404);
        post(move, "module", other.modules().get(0), "place", "0").expect(404);
        post(path(course) + "/outline/remove").expect(422);
        post(
                        path(course) + "/outline/remove",
                        "lesson",
                        lesson(0),
                        "lesson",
                        other.lessons().get(0))
                .expect(404);
        post(path(course) + "/outline/duplicate", "lesson", other.lessons().get(0)).expect(404);
        post(path(course) + "/outline/preview", "lesson", UUID.randomUUID().toString(), "on", "yes")
                .expect(404);
        post(path(course) + "/outline/changes/" + UUID.randomUUID() + "/undo").expect(404);
        assertEquals(original(), order());
    }

    @Test
    void anotherCourseUndoesNothingOfThisOne() {
        SampleCourse other = school.publish("Elsewhere " + System.nanoTime());
        String undo = undo(move(lesson(0), module(1) + ":0", mark()));

        post(undo.replace(course.id(), other.id())).expect(404);

        assertEquals(1, order().get(0).size());
    }

    @Test
    void withoutScriptALessonIsMovedOnAPageOfItsOwn() {
        Browser browser = school.signedIn("TEACHER");
        Answer page =
                browser.get(school.origin() + path(course) + "/outline/chosen?lesson=" + lesson(0));
        Browser.Form form = Browser.form(page.expect(200), "/outline/move");

        Answer after =
                browser.follow(browser.submit(page, form, Map.of("place", module(1) + ":2")));

        assertTrue(after.expect(200).body().contains("The lesson was moved."), after.body());
        assertEquals(
                List.of(List.of(lesson(1)), List.of(lesson(2), lesson(3), lesson(0))), order());
        Answer back =
                browser.follow(browser.submit(after, Browser.form(after, "/changes/"), Map.of()));
        assertTrue(back.body().contains("It is as it was before."), back.body());
        assertEquals(original(), order());
    }

    // ------------------------------------------------------------- many lessons

    private void fill(int modules, int lessonsEach) throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    with made as (
                        insert into course_module (tenant_id, id, course_id, title, position)
                        select c.tenant_id, gen_random_uuid(), c.id, 'Module ' || n, 100 + n
                        from course c cross join generate_series(1, ?) n
                        where c.tenant_id = ? and c.id = ?
                        returning tenant_id, id, course_id, position)
                    insert into lesson
                        (tenant_id, id, course_id, module_id, slug, title, markdown, html, minutes, preview, position,
                         updated_at)
                    select m.tenant_id, gen_random_uuid(), m.course_id, m.id, 'l-' || m.position || '-' || n,
                        'Lesson ' || m.position || '.' || n, 'Text', '<p>Text</p>', 5, false, m.position * 1000 + n,
                        now()
                    from made m cross join generate_series(1, ?) n
                    """,
                    modules,
                    school.id,
                    UUID.fromString(course.id()),
                    lessonsEach);
        }
    }

    /** How often outlines were read or written so far. */
    private static long statements() throws SQLException {
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select coalesce(sum(s.calls), 0)
                                from pg_stat_statements s
                                join pg_roles r on r.oid = s.userid
                                where r.rolname = 'lyceum_app' and s.toplevel
                                  and s.query ~ '\\m(lesson|course_module|course|activity|outline_change)\\M'
                                  and s.query !~ 'enrolment|removed_at <|outbox'
                                """)) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Action {
        void run();
    }

    private static long counted(Action action) throws SQLException {
        long before = statements();
        action.run();
        return statements() - before;
    }

    private void moveAround(String lesson, String place) {
        undo(move(lesson, module(1) + ":0", mark()));
        undo(
                post(
                        path(course) + "/outline/move",
                        "module",
                        module(0),
                        "place",
                        place,
                        "seen",
                        mark()));
    }

    private void moveAll(List<String> lessons) {
        List<String> fields = new ArrayList<>();
        lessons.forEach(lesson -> fields.addAll(List.of("lesson", lesson)));
        fields.addAll(List.of("place", module(1) + ":0"));
        Answer moved = send(path(course) + "/outline/move", true, fields).expect(200);
        post(undo(moved)).expect(200);
    }

    @Test
    void fiveHundredLessonsCostAsManyStatementsAsFour() throws SQLException {
        page(course).expect(200);
        long readingFour = counted(() -> page(course).expect(200));
        long movingFour = counted(() -> moveAround(lesson(0), "1"));
        List<String> four = List.copyOf(course.lessons());
        long togetherFour = counted(() -> moveAll(four));

        fill(23, 22);
        List<String> many = order().stream().flatMap(List::stream).toList();
        assertTrue(many.size() > 500);

        // Housekeeping may ask something in between.
        int slack = 4;
        long readingMany = counted(() -> page(course).expect(200));
        assertTrue(readingMany <= readingFour + slack, readingMany + " instead of " + readingFour);
        long movingMany = counted(() -> moveAround(lesson(1), "20"));
        assertTrue(movingMany <= movingFour + slack, movingMany + " instead of " + movingFour);
        long togetherMany = counted(() -> moveAll(many));
        assertTrue(
                togetherMany <= togetherFour + slack, togetherMany + " instead of " + togetherFour);
        List<Integer> positions = new ArrayList<>();
        for (JsonNode module : modules()) {
            module.path("lessons").forEach(l -> positions.add(l.path("position").asInt()));
        }
        assertEquals(IntStream.rangeClosed(1, many.size()).boxed().toList(), positions);
    }
}
