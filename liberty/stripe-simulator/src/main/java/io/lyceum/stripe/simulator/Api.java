package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v1}: who calls, what they want, whether they asked before, what comes of it. */
final class Api {

    private static final String ANSWER = "_answer";
    private static final long DAY = 86_400;

    private record Answer(int status, String body, boolean replayed) {}

    private final World world;
    private final Set<String> keysInUse = ConcurrentHashMap.newKeySet();

    Api(World world) {
        this.world = world;
    }

    void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Optional<Faults.Fault> fault = world.faults().take(method + " " + path);
        Faults.Kind kind = fault.map(Faults.Fault::kind).orElse(null);
        if (kind == Faults.Kind.REFUSE) {
            breakOff(exchange);
            return;
        }
        if (kind == Faults.Kind.DELAY) {
            pause(fault.get().millis());
        }
        String requestId = "req_" + Ids.letters(14);
        Answer answer;
        try {
            if (kind == Faults.Kind.STATUS) {
                throw ApiError.server(fault.get().status(), "An error that a test ordered.");
            }
            answer = answer(exchange, method, path, requestId);
        } catch (ApiError e) {
            answer = failure(e);
        } catch (RuntimeException e) {
            Simulator.failed(e);
            answer = failure(ApiError.server(500, "The simulator failed: " + e));
        }
        if (kind == Faults.Kind.DROP_ANSWER) {
            breakOff(exchange);
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Request-Id", requestId);
        headers.set("Stripe-Version", SimulatorConfig.API_VERSION);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        if (answer.replayed()) {
            headers.set("Idempotent-Replayed", "true");
        }
        if (answer.status() == 429 || answer.status() == 409) {
            headers.set("Stripe-Should-Retry", "true");
        }
        Simulator.send(exchange, answer.status(), "application/json", answer.body());
    }

    /**
     * Ends the connection in the middle of an answer: a chunk that is longer than what follows.
     * With no answer at all the JDK's client would quietly ask once more.
     */
    private static void breakOff(HttpExchange exchange) throws IOException {
        byte[] beginning = "7d0\r\n{".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.getResponseHeaders().set("Transfer-Encoding", "chunked");
        exchange.sendResponseHeaders(200, beginning.length);
        exchange.getResponseBody().write(beginning);
    }

    private static Answer failure(ApiError problem) {
        return new Answer(problem.status(), Json.pretty(problem.body()), false);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, String method, String path, String requestId)
            throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Headers headers = exchange.getRequestHeaders();
        authorize(headers.getFirst("Authorization"));
        String version = headers.getFirst("Stripe-Version");
        if (version != null && !version.matches("\\d{4}-\\d\\d-\\d\\d(\\..+)?")) {
            throw ApiError.invalid(null, null, "Invalid Stripe API version: " + version);
        }
        String query = exchange.getRequestURI().getRawQuery();
        ObjectNode form = Form.parse((query == null ? "" : query) + "&" + body);
        Routes.Match match =
                world.routes()
                        .match(method, path)
                        .orElseThrow(() -> ApiError.noSuchAddress(method, path));
        String account =
                Optional.ofNullable(headers.getFirst("Stripe-Account")).orElse(world.platform());
        String key = method.equals("POST") ? headers.getFirst("Idempotency-Key") : null;
        world.timers().runDue();
        if (key == null) {
            return world.store()
                    .change(unit -> run(unit, match, form, path, account, requestId, null));
        }
        if (key.length() > 255) {
            throw ApiError.idempotency(400, null, "Idempotency keys have up to 255 characters.");
        }
        String place = ANSWER + "/" + account + "/" + key;
        if (!keysInUse.add(place)) {
            throw ApiError.idempotency(
                    409,
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this idempotency key: "
                            + key);
        }
        try {
            return once(place, match, form, path, account, requestId, key);
        } finally {
            keysInUse.remove(place);
        }
    }

    /** Does what was asked, unless the same was asked with this key before: then answers that. */
    private Answer once(
            String place,
            Routes.Match match,
            ObjectNode form,
            String path,
            String account,
            String requestId,
            String key) {
        String asked = path + " " + Json.write(form);
        return world.store()
                .change(
                        unit -> {
                            Optional<ObjectNode> before =
                                    unit.find(place)
                                            .filter(
                                                    answer ->
                                                            Json.number(answer, "at")
                                                                    > world.times().now() - DAY);
                            if (before.isPresent()) {
                                if (!before.get().path("asked").asText().equals(asked)) {
                                    throw ApiError.idempotency(
                                            400,
                                            null,
                                            "Keys for idempotent requests can only be used with the"
                                                    + " same parameters they were first used with."
                                                    + " Try using a key other than '"
                                                    + key
                                                    + "' if you meant to execute a different"
                                                    + " request.");
                                }
                                return new Answer(
                                        before.get().path("status").asInt(),
                                        before.get().path("body").asText(),
                                        true);
                            }
                            Answer answer;
                            try {
                                answer = run(unit, match, form, path, account, requestId, key);
                            } catch (ApiError e) {
                                if (e.effectsKept()) {
                                    unit.save(stored(place, asked, failure(e)));
                                }
                                throw e;
                            }
                            unit.save(stored(place, asked, answer));
                            return answer;
                        });
    }

    private ObjectNode stored(String place, String asked, Answer answer) {
        return Json.object(
                "id",
                place,
                "object",
                ANSWER,
                "asked",
                asked,
                "status",
                answer.status(),
                "body",
                answer.body(),
                "at",
                world.times().now());
    }

    private Answer run(
            Unit unit,
            Routes.Match match,
            ObjectNode form,
            String path,
            String account,
            String requestId,
            @Nullable String key) {
        ObjectNode cause = Json.object("id", requestId, "idempotency_key", key);
        Scope scope = new Scope(world, unit, account, cause, "", null);
        if (!scope.isPlatform() && scope.at(world.platform()).find("account", account).isEmpty()) {
            throw ApiError.noAccess(account);
        }
        ObjectNode params = world.parameters().read(match.route().params(), form);
        Request request = new Request(path, match.path(), params);
        ObjectNode result = match.route().handler().handle(scope, request);
        ObjectNode shown =
                result.path("object").asText().equals("list") ? result : scope.render(result);
        for (JsonNode wanted : params.path("expand")) {
            world.renderer().expand(scope, shown, wanted.asText());
        }
        return new Answer(200, Json.pretty(shown), false);
    }

    private void authorize(@Nullable String header) {
        if (header == null) {
            throw ApiError.unauthorized(
                    "You did not provide an API key. Send it as a Bearer token.");
        }
        String key = header.substring(header.indexOf(' ') + 1).trim();
        if (header.startsWith("Basic ")) {
            try {
                key = new String(Base64.getDecoder().decode(key), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw ApiError.unauthorized("The Authorization header cannot be read.");
            }
            key = key.contains(":") ? key.substring(0, key.indexOf(':')) : key;
        }
        if (!key.equals(world.config().secretKey())) {
            String shown = key.length() < 12 ? "****" : key.substring(0, 8) + "****";
            throw ApiError.unauthorized("Invalid API Key provided: " + shown);
        }
    }
}
