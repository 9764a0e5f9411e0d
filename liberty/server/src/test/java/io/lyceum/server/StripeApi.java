package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What a test asks of the Stripe simulator in the way the dashboard would. */
final class StripeApi {

    JsonNode get(String path) {
        return answered(Stack.send("GET", Stack.RUNNING.stripeUrl() + path, headers(), ""));
    }

    JsonNode post(String path, Map<String, String> parameters) {
        String body =
                parameters.entrySet().stream()
                        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"));
        return answered(Stack.send("POST", Stack.RUNNING.stripeUrl() + path, headers(), body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers() {
        return Map.of(
                "Authorization",
                "Bearer " + Stack.RUNNING.stripeKey(),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Stripe-Version",
                "2026-07-29.dahlia");
    }

    private static JsonNode answered(Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        return answer.json();
    }
}
