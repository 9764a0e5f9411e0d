package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lyceum.plugin.view.Component;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as JSON. Properties that one side does not know are left out. */
public final class Codec {

    /** The largest message, in bytes. */
    public static final int LARGEST = 4 * 1024 * 1024;

    private static final int DEEPEST = 60;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ObjectMapper MAPPER = mapper();

    private Codec() {}

    private static ObjectMapper mapper() {
        JsonMapper mapper =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNestingDepth(DEEPEST)
                                                        .maxDocumentLength(LARGEST)
                                                        .build())
                                        .streamWriteConstraints(
                                                StreamWriteConstraints.builder()
                                                        .maxNestingDepth(DEEPEST)
                                                        .build())
                                        .build())
                        .addModule(new JavaTimeModule())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                        .addMixIn(Component.class, Typed.class)
                        .build();
        for (Class<?> component : Component.class.getPermittedSubclasses()) {
            String name = component.getSimpleName();
            mapper.registerSubtypes(
                    new NamedType(
                            component,
                            name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)));
        }
        return mapper;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    /**
     * Turns a message into a tree.
     *
     * @throws BadMessage if it is made of something that is no message
     */
    public static JsonNode tree(@Nullable Object message) {
        return parse(bytes(message));
    }

    /**
     * Turns a message into JSON.
     *
     * @throws BadMessage if it is made of something that is no message, or is too large
     */
    public static byte[] bytes(@Nullable Object message) {
        byte[] bytes;
        try {
            bytes = MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException | StackOverflowError e) {
            throw new BadMessage("cannot be written as JSON: " + firstLine(e));
        }
        if (bytes.length > LARGEST) {
            throw new BadMessage("is " + bytes.length + " bytes, more than " + LARGEST);
        }
        return bytes;
    }

    /**
     * Reads JSON.
     *
     * @throws BadMessage if it is none
     */
    public static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new BadMessage("is no JSON: " + firstLine(e));
        }
    }

    /**
     * Reads a message.
     *
     * @throws BadMessage if it has another shape
     */
    public static <T> T read(JsonNode tree, Class<T> type) {
        T read;
        try {
            read = MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BadMessage("is no " + type.getSimpleName() + ": " + firstLine(e));
        }
        if (read == null) {
            throw new BadMessage("is nothing where a " + type.getSimpleName() + " is due");
        }
        return read;
    }

    /** Reads a JSON object into maps, lists, text, numbers and booleans. */
    public static Map<String, Object> object(JsonNode tree) {
        return MAPPER.convertValue(tree, OBJECT);
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /** Something that should have been a message. */
    public static final class BadMessage extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public BadMessage(String message) {
            super(message);
        }
    }
}
