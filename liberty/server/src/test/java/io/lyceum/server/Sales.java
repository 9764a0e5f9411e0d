package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** Asks the simulator as Stripe is asked: what is wanted is below {@code /v1}. */
    static Answer stripe(String method, String what, Map<String, String> form) {
        String fields =
                form.entrySet().stream()
                        .map(
                                e ->
                                        e.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        boolean read = method.equals("GET");
        return Stack.send(
                method,
                Stack.RUNNING.stripeUrl()
                        + "/v1/"
                        + what
                        + (read && !fields.isEmpty() ? "?" + fields : ""),
                Map.of(
                        "Authorization",
                        "Bearer " + Stack.RUNNING.stripeKey(),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                read ? "" : fields);
    }

    /** Opens a dispute over all that is left of a payment; answers its id. */
    static String dispute(String intent) {
        String charge =
                stripe("GET", "payment_intents/" + intent, Map.of())
                        .expect(200)
                        .json()
                        .path("latest_charge")
                        .asText();
        return control("POST", "disputes", Map.of("charge", charge, "reason", "fraudulent"))
                .path("id")
                .asText();
    }

    static void decide(String dispute, boolean won) {
        control("POST", "disputes/" + dispute, Map.of("won", won));
    }

    /** Publishes a course with a price in euros. */
    static SampleCourse priced(SampleSchool school, long minor) {
        SampleCourse course = school.publish("Paid " + System.nanoTime());
        reprice(school, course, minor);
        return course;
    }

    /** Publishes a course with a price in a currency. */
    static SampleCourse priced(SampleSchool school, long minor, String currency) {
        SampleCourse course = school.publish("Paid " + System.nanoTime());
        reprice(school, course, minor, currency);
        return course;
    }

    static void reprice(SampleSchool school, SampleCourse course, long minor) {
        reprice(school, course, minor, "EUR");
    }

    private static void reprice(
            SampleSchool school, SampleCourse course, long minor, String currency) {
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
        change.put("currency", currency);
        owner.put("/courses/" + course.id(), read.header("ETag").orElseThrow(), change).expect(200);
    }
}
