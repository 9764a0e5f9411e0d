package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.function.Supplier;

/** The public REST API of a running Lyceum, at one host and as one person. */
final class LyceumApi {

    private final String base;
    private final String host;
    private final Supplier<String> token;

    LyceumApi(Settings settings, String host, Supplier<String> token) {
        this(settings.port(Port.WEB), host + ":" + settings.port(Port.WEB), token);
    }

    private LyceumApi(int port, String host, Supplier<String> token) {
        this.base = "http://127.0.0.1:" + port + "/api/v1";
        this.host = host;
        this.token = token;
    }

    /** The same at another node. */
    LyceumApi at(Liberty.Place node) {
        return new LyceumApi(node.port(), host, token);
    }

    Http.Answer get(String path) {
        return Http.send(request(path).GET());
    }

    Http.Answer post(String path, Object body) {
        return Http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Http.json(body))));
    }

    Http.Answer post(String path) {
        return post(path, Map.of());
    }

    /** Replaces a thing, given the tag of the version that is meant. */
    Http.Answer put(String path, String tag, Object body) {
        return Http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("If-Match", tag)
                        .PUT(HttpRequest.BodyPublishers.ofString(Http.json(body))));
    }

    /** Sends a file as it is. */
    Http.Answer send(String method, String path, String type, byte[] content) {
        return Http.send(
                request(path)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private HttpRequest.Builder request(String path) {
        return Http.request(base + path, host)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.get());
    }

    /** Answers the JSON of a success, or fails with what the server said. */
    static JsonNode require(Http.Answer answer, String what) {
        if (!answer.isSuccess()) {
            throw new Failure(what + " was refused: " + reason(answer));
        }
        return answer.json();
    }

    /** The problem's own words where it is one (RFC 9457). */
    static String reason(Http.Answer answer) {
        if (answer.body().startsWith("{")) {
            JsonNode problem = answer.json();
            StringBuilder text = new StringBuilder();
            text.append(problem.path("detail").asText(problem.path("title").asText()));
            for (JsonNode error : problem.path("errors")) {
                text.append("\n      ")
                        .append(error.path("field").asText())
                        .append(": ")
                        .append(error.path("detail").asText());
            }
            return text.isEmpty() ? answer.shortened() : text.toString();
        }
        return answer.shortened();
    }
}
