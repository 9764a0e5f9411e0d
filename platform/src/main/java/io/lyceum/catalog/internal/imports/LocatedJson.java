package io.lyceum.catalog.internal.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows where it stands, so that mistakes can be shown to people.
 *
 * @param pointer RFC 6901
 * @param line 1-based
 * @param fields of an object, in order
 * @param items of an array
 * @param text of a string, number or boolean, as written
 */
record LocatedJson(
        Kind kind,
        String pointer,
        int line,
        Map<String, LocatedJson> fields,
        List<LocatedJson> items,
        String text) {

    private static final int DEEPEST = 80;
    private static final int LONGEST_TEXT = 20_000_000;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(LONGEST_TEXT)
                                    .maxNumberLength(40)
                                    .maxNameLength(1000)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** The text is no JSON. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final transient Reason reason;

        Broken(int line, Reason reason) {
            super(reason.toString());
            this.line = line;
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }

        int line() {
            return line;
        }
    }

    static LocatedJson parse(String json) throws Broken {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new Broken(1, Reason.of(Reason.Code.JSON_EMPTY));
            }
            LocatedJson value = value(parser, "");
            if (parser.nextToken() != null) {
                throw new Broken(line(parser), Reason.of(Reason.Code.JSON_SURPLUS));
            }
            return value;
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new Broken(
                    where == null ? 1 : where.getLineNr(),
                    Reason.of(
                            Reason.Code.JSON_BROKEN,
                            e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw new Broken(1, Reason.of(Reason.Code.JSON_BROKEN, String.valueOf(e.getMessage())));
        }
    }

    private static LocatedJson value(JsonParser parser, String pointer) throws IOException {
        int line = line(parser);
        Map<String, LocatedJson> fields = new LinkedHashMap<>();
        List<LocatedJson> items = new ArrayList<>();
        String text = "";
        Kind kind = kind(parser.currentToken());
        switch (kind) {
            case OBJECT -> {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    String escaped = name.replace("~", "~0").replace("/", "~1");
                    fields.put(name, value(parser, pointer + "/" + escaped));
                }
            }
            case ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, pointer + "/" + items.size()));
                }
            }
            case STRING, NUMBER, BOOLEAN -> text = parser.getText();
            case NULL -> text = "";
        }
        return new LocatedJson(kind, pointer, line, fields, items, text);
    }

    /** The value without its places: maps, lists, texts, numbers, booleans and null. */
    @Nullable Object plain() {
        return switch (kind) {
            case OBJECT -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                fields.forEach(
                        (name, value) -> plain.put(name.replace('\0', '\uFFFD'), value.plain()));
                yield plain;
            }
            case ARRAY -> {
                List<@Nullable Object> plain = new ArrayList<>();
                items.forEach(item -> plain.add(item.plain()));
                yield plain;
            }
            case STRING -> text.replace('\0', '\uFFFD');
            case NUMBER -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case NULL -> null;
        };
    }

    private static Kind kind(JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            return Kind.OBJECT;
        }
        if (token == JsonToken.START_ARRAY) {
            return Kind.ARRAY;
        }
        if (token == JsonToken.VALUE_STRING) {
            return Kind.STRING;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return Kind.BOOLEAN;
        }
        return token == JsonToken.VALUE_NULL ? Kind.NULL : Kind.NUMBER;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
