package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What clients of the REST API can rely on, whatever they call. */
@Isolated
class ApiIT {

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api teacher = school.as("TEACHER");

    private static void assertProblem(int status, String code, Answer answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertTrue(
                answer.header("Content-Type").orElse("").startsWith("application/problem+json"),
                answer.toString());
        JsonNode problem = answer.json();
        assertEquals(code, problem.path("code").asText(), answer.toString());
        assertEquals(status, problem.path("status").asInt());
        assertFalse(problem.path("title").asText().isBlank());
        assertFalse(problem.path("detail").asText().isBlank());
        assertEquals(
                answer.header("X-Correlation-Id").orElse("?"),
                problem.path("correlationId").asText());
    }

    private Answer raw(String body) {
        return teacher.send("POST", "/courses", Map.of(), body);
    }

    private Map<String, Object> draft(String title) {
        return Map.of("title", title, "language", "en", "level", "ALL");
    }

    @Test
    void jsonThatIsNoneIsRefusedWithItsPlace() {
        Answer answer = raw("{\"title\": \"x\",,}");

        assertProblem(400, "MALFORMED_BODY", answer);
        assertTrue(answer.json().path("detail").asText().contains("line 1"), answer.toString());
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertProblem(
                400,
                "MALFORMED_BODY",
                teacher.send("POST", "/courses", Map.of("Content-Type", "application/json"), ""));
    }

    @Test
    void aFieldThatNobodyKnowsIsRefusedInsteadOfLost() {
        assertProblem(400, "MALFORMED_BODY", raw("{\"title\":\"x\",\"titel\":\"y\"}"));
    }

    @Test
    void fieldsThatAreWrongAreNamedOneByOne() {
        Answer answer = raw("{\"title\":\"\",\"priceMinor\":-5}");

        assertProblem(422, "INVALID_INPUT", answer);
        Set<String> fields = new HashSet<>(answer.json().path("errors").findValuesAsText("field"));
        assertTrue(fields.contains("title"), answer.toString());
    }

    @Test
    void whatIsLeftOutTakesADefault() {
        JsonNode course = raw(Api.json(draft("Only what is needed"))).expect(201).json();

        assertEquals(0, course.path("priceMinor").asLong());
        assertEquals("DRAFT", course.path("status").asText());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertProblem(
                413, "BODY_TOO_LARGE", raw("{\"title\":\"" + "x".repeat((2 << 20) + 1000) + "\"}"));
    }

    @Test
    void aContentTypeThatNobodyTakesIsRefused() {
        assertProblem(
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                teacher.send("POST", "/courses", Map.of("Content-Type", "text/plain"), "hello"));
    }

    @Test
    void aMethodThatNobodyAnswersIsRefused() {
        assertProblem(405, "METHOD_NOT_ALLOWED", teacher.send("DELETE", "/courses", Map.of(), ""));
    }

    @Test
    void anAddressThatIsNotThereIsNotFound() {
        assertProblem(404, "NOT_FOUND", teacher.get("/there-is-nothing-here"));
        assertEquals(404, teacher.get("/courses/" + UUID.randomUUID()).status());
        assertEquals(404, teacher.get("/courses/not-an-id").status());
    }

    @Test
    void aChangeNeedsTheVersionItStartsFrom() {
        Answer made = raw(Api.json(draft("Versions"))).expect(201);
        String path = "/courses/" + Api.id(made);
        String tag = made.header("ETag").orElseThrow();

        assertProblem(
                428,
                "PRECONDITION_REQUIRED",
                teacher.send("PUT", path, Map.of(), Api.json(draft("Without a tag"))));
        Answer changed = teacher.put(path, tag, draft("First change")).expect(200);
        assertNotEquals(tag, changed.header("ETag").orElseThrow());
        assertProblem(412, "STALE_VERSION", teacher.put(path, tag, draft("Second change")));
        assertEquals("First change", teacher.get(path).expect(200).json().path("title").asText());
    }

    @Test
    void aRepeatedPostWithItsKeyIsDoneOnce() {
        String title = "Once " + UUID.randomUUID();
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = teacher.post("/courses", draft(title), key).expect(201);
        Answer second = teacher.post("/courses", draft(title), key).expect(201);

        assertEquals(Api.id(first), Api.id(second));
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals(Optional.of("true"), second.header("Idempotent-Replayed"));
        assertProblem(
                422,
                "IDEMPOTENCY_KEY_REUSED",
                teacher.post("/courses", draft("Something else"), key));
    }

    @Test
    void aFailureIsNotRememberedUnderItsKey() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        teacher.post("/courses", Map.of("title", ""), key).expect(422);

        teacher.post("/courses", Map.of("title", ""), key).expect(422);
    }

    @Test
    void cursorsLeadThroughAListWithoutGapsOrRepeats() {
        String mark = "paged" + System.nanoTime();
        for (int i = 0; i < 5; i++) {
            raw(Api.json(draft("Page " + i + " " + mark))).expect(201);
        }
        Set<String> all = new HashSet<>();
        teacher.get("/courses?limit=100&q=" + mark)
                .expect(200)
                .json()
                .path("items")
                .forEach(course -> all.add(Api.id(course)));
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    teacher.get(
                                    "/courses?limit=2&q="
                                            + mark
                                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .expect(200)
                            .json();
            page.path("items").forEach(course -> assertTrue(seen.add(Api.id(course)), "repeated"));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        assertEquals(5, all.size());
        assertEquals(all, seen);
    }

    @Test
    void aCursorThatNobodyGaveIsRefusedOrStartsAfresh() {
        Answer answer = teacher.get("/courses?cursor=bm9uc2Vuc2U");

        assertTrue(answer.status() == 200 || answer.status() == 422, answer.toString());
    }

    @Test
    void aVisitorIsToldToSignIn() {
        Answer answer = school.asVisitor().get("/enrolments");

        assertProblem(401, "SIGN_IN_REQUIRED", answer);
        assertEquals(Optional.of("Bearer"), answer.header("WWW-Authenticate"));
    }

    @Test
    void aBrowserGetsAPageInTheSchoolsLookInsteadOfJson() {
        Answer page = new Browser().once(school.origin() + "/there-is-nothing-here").expect(404);

        assertTrue(page.header("Content-Type").orElse("").startsWith("text/html"));
        assertTrue(page.body().contains(school.mark));
        assertTrue(page.body().contains("href=\"/\""));
    }

    @Test
    void aCorrelationIdOfTheCallerIsKeptWhenItIsHarmless() {
        Answer kept =
                Stack.get(school.origin() + "/", Map.of("X-Correlation-Id", "order-12345678"));
        Answer replaced = Stack.get(school.origin() + "/", Map.of("X-Correlation-Id", "<script>"));

        assertEquals(Optional.of("order-12345678"), kept.header("X-Correlation-Id"));
        assertFalse(replaced.header("X-Correlation-Id").orElse("").contains("<"));
    }

    @Test
    void theDescriptionOfTheApiSaysWhatEveryOperationDoes() {
        JsonNode paths =
                Stack.get(Stack.platformUrl() + "/openapi?format=json", Map.of())
                        .expect(200)
                        .json()
                        .path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().isObject()) {
                    assertFalse(
                            operation.getValue().path("summary").asText().isBlank(),
                            operation.getKey() + " " + path.getKey());
                }
            }
        }
    }
}
