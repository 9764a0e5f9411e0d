package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lyceum.plugin.view.Component;
import java.io.ByteArrayOutputStream;
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
                                        .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                                        .build())
                        .addModule(new JavaTimeModule())
                        .addModule(numbers())
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

    /** Numbers that JSON has, both ways: Jackson would read and write {@code "NaN"} as a number. */
    private static SimpleModule numbers() {
        return new SimpleModule()
                .addSerializer(Double.class, new FiniteWriter<>(Double.class))
                .addSerializer(double.class, new FiniteWriter<>(double.class))
                .addSerializer(Float.class, new FiniteWriter<>(Float.class))
                .addSerializer(float.class, new FiniteWriter<>(float.class))
                .addDeserializer(Double.class, new FiniteReader(Double.class))
                .addDeserializer(double.class, new FiniteReader(double.class));
    }

    private static final class FiniteWriter<N extends Number> extends StdScalarSerializer<N> {

        private static final long serialVersionUID = 1L;

        FiniteWriter(Class<N> type) {
            super(type);
        }

        @Override
        public void serialize(N number, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            if (!Double.isFinite(number.doubleValue())) {
                throw new BadMessage("has " + number + ", which is no number in JSON");
            }
            if (number instanceof Float) {
                out.writeNumber(number.floatValue());
            } else {
                out.writeNumber(number.doubleValue());
            }
        }
    }

    private static final class FiniteReader extends StdScalarDeserializer<Double> {

        private static final long serialVersionUID = 1L;

        FiniteReader(Class<Double> type) {
            super(type);
        }

        @Override
        public Double deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            if (!in.currentToken().isNumeric()) {
                return (Double) context.handleUnexpectedToken(handledType(), in);
            }
            return in.getDoubleValue();
        }

        @Override
        public @Nullable Double getNullValue(DeserializationContext context)
                throws JsonMappingException {
            if (handledType().isPrimitive()) {
                context.reportInputMismatch(this, "a number is missing");
            }
            return null;
        }
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
        BoundedBytes bytes = new BoundedBytes();
        try {
            MAPPER.writeValue(bytes, message);
        } catch (IOException | StackOverflowError e) {
            throw new BadMessage("cannot be written as JSON: " + firstLine(e));
        }
        return bytes.toByteArray();
    }

    /** A message while it is written, so that one that is too large is not finished first. */
    private static final class BoundedBytes extends ByteArrayOutputStream {

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (size() + length > LARGEST) {
                throw new BadMessage("is more than " + LARGEST + " bytes");
            }
            super.write(bytes, from, length);
        }
    }

    /**
     * Reads JSON.
     *
     * @throws BadMessage if it is none
     */
    public static JsonNode parse(byte[] json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new BadMessage("is no JSON: " + firstLine(e));
        }
        requireNumbers(tree);
        return tree;
    }

    private static void requireNumbers(JsonNode node) {
        if (node.isBigInteger()) {
            throw new BadMessage("has a whole number of more than 64 bits");
        }
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new BadMessage("has a number that is too large");
        }
        // Nesting is bounded, so this is too.
        node.forEach(Codec::requireNumbers);
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

    /** The beginning of a text, without half a character at its end. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splits ? longest - 1 : longest);
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? cut(line, 200) + "…" : line;
    }

    /** Something that should have been a message. */
    public static final class BadMessage extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public BadMessage(String message) {
            super(message);
        }
    }
}
