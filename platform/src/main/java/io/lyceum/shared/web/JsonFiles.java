package io.lyceum.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lyceum.shared.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** JSON that somebody saves and reads. */
public final class JsonFiles {

    private JsonFiles() {}

    /** Answers a file, with a line for each value. */
    public static Response of(String name, Object content) {
        try {
            return Response.ok(
                            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content),
                            MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                    .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                    .header("Cache-Control", "no-store")
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
