package io.lyceum.shared.web;

import io.lyceum.shared.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads and writes JSON bodies of our own records. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
        return isOurs(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
        return isOurs(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type != String.class
                && type != byte[].class
                && !InputStream.class.isAssignableFrom(type)
                && (type.getName().startsWith("io.lyceum.")
                        || java.util.Collection.class.isAssignableFrom(type)
                        || java.util.Map.class.isAssignableFrom(type)
                        || com.fasterxml.jackson.databind.JsonNode.class.isAssignableFrom(type));
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] notes,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return Json.MAPPER.readValue(body, Json.MAPPER.constructType(generic));
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] notes,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(Json.MAPPER.writeValueAsBytes(value));
    }
}
