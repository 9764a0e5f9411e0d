package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server answered to one request at one address. */
record Answer(String url, int status, HttpHeaders headers, byte[] bytes) {

    static final ObjectMapper JSON = new ObjectMapper();

    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON from " + this, e);
        }
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Where the answer sends on to, as a path of the same host. */
    String redirect() {
        return header("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The answer itself, when it has this status; what came instead is in the failure. */
    Answer expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("expected " + wanted + " but: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        String text = body().strip();
        return status
                + " "
                + url
                + header("Location").map(l -> " -> " + l).orElse("")
                + " "
                + (text.length() > 1500 ? text.substring(0, 1500) + "…" : text);
    }
}
