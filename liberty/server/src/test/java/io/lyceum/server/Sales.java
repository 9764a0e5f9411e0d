package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Courses that cost something, and the Stripe simulator behind them. */
final class Sales {

    private Sales() {}

    /** Changes what the simulator does; its README says how. */
    static JsonNode control(String method, String what, Map<String, Object> body) {
        Answer answer =
                Stack.send(
                        method,
                        Stack.RUNNING.stripeUrl() + "/_control/" + what,
                        Map.of("Content-Type", "application/json"),
                        method.equals("POST") ? Api.json(body) : "");
        assertEquals(2, answer.status() / 100, answer.toString());
        return answer.body().isBlank() ? NullNode.getInstance() : answer.json();
    }

    /** Publishes a course with a price in euros. */
    static SampleCourse priced(SampleSchool school, long minor) {
        SampleCourse course = school.publish("Paid " + System.nanoTime());
        reprice(school, course, minor);
        return course;
    }

    static void reprice(SampleSchool school, SampleCourse course, long minor) {
        Api owner = school.as("OWNER");
        Answer read = owner.get("/courses/" + course.id()).expect(200);
        Map<String, Object> change = new HashMap<>();
        for (String field :
                List.of(
                        "title",
                        "subtitle",
                        "description",
                        "language",
                        "level",
                        "teacherName",
                        "category")) {
            change.put(field, read.json().path(field).asText());
        }
        change.put("priceMinor", minor);
        change.put("currency", "EUR");
        owner.put("/courses/" + course.id(), read.header("ETag").orElseThrow(), change).expect(200);
    }
}
