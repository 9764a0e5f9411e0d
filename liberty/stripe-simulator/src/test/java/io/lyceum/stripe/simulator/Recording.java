package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stripe's own HTTP client, which notes what goes over it and checks the shape of each answer. */
final class Recording extends HttpURLConnectionClient {

    /** A call as it went over the wire. */
    record Call(
            String method, String path, String query, String body, int status, ObjectNode answer) {}

    /** Every call of the whole test run. */
    static final List<Call> CALLS = new CopyOnWriteArrayList<>();

    private static final Shapes SHAPES = new Shapes(Schema.read("shapes.txt"));

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        StripeResponse response = super.request(request);
        ObjectNode answer = Json.parse(response.body());
        CALLS.add(
                new Call(
                        request.method().name(),
                        request.url().getPath(),
                        request.url().getQuery() == null ? "" : request.url().getQuery(),
                        request.content() == null
                                ? ""
                                : new String(
                                        request.content().byteArrayContent(),
                                        java.nio.charset.StandardCharsets.UTF_8),
                        response.code(),
                        answer));
        if (response.code() < 400) {
            List<String> problems = new ArrayList<>(SHAPES.problems(answer));
            for (JsonNode event : answer.path("data")) {
                if (event.path("object").asText().equals("event")) {
                    problems.addAll(SHAPES.problems(event.path("data").path("object")));
                }
            }
            if (!problems.isEmpty()) {
                throw new AssertionError(request.method() + " " + request.url() + ": " + problems);
            }
        }
        return response;
    }
}
