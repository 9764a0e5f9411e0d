package io.lyceum.server;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The REST API at one host, as one person. */
record Api(String origin, Supplier<String> token) {

    Answer send(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Accept", "application/json");
        if (!token.get().isEmpty()) {
            all.put("Authorization", "Bearer " + token.get());
        }
        if (!body.isEmpty()) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        return Stack.send(method, origin + "/api/v1" + path, all, body);
    }

    /** Sends a file as it is. */
    Answer upload(String path, byte[] content) {
        return Stack.send(
                "POST",
                origin + "/api/v1" + path,
                Map.of(
                        "Accept",
                        "application/json",
                        "Authorization",
                        "Bearer " + token.get(),
                        "Content-Type",
                        "application/octet-stream"),
                content);
    }

    Answer get(String path) {
        return send("GET", path, Map.of(), "");
    }

    Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", path, headers, json(body));
    }

    Answer put(String path, String ifMatch, Object body) {
        return send("PUT", path, Map.of("If-Match", ifMatch), json(body));
    }

    static String json(Object body) {
        try {
            return Answer.JSON.writeValueAsString(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The id of what was made or read. */
    static String id(Answer answer) {
        return id(answer.json());
    }

    static String id(com.fasterxml.jackson.databind.JsonNode thing) {
        var id = thing.path("id");
        return id.isObject() ? id.path("value").asText() : id.asText();
    }
}
