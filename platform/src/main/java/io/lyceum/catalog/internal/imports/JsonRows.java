package io.lyceum.catalog.internal.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of JSON objects: one array of them, also as the first array inside an object, or one object
 * a line. Members become columns; lists of texts become one text with commas.
 */
final class JsonRows implements RowReader {

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(20)
                                            .maxStringLength(TextLines.LONGEST)
                                            .maxNumberLength(60)
                                            .maxNameLength(200)
                                            .build())
                            .build());

    private final List<String> columns;
    private final Source source;

    /** Where objects come from. */
    private interface Source {

        Optional<Found> next() throws IOException;

        void close() throws IOException;
    }

    private record Found(int line, Map<String, String> members, Optional<RawRow> refusal) {}

    /**
     * @param columns names of the members that are wanted, in order
     */
    private JsonRows(Source source, List<String> columns) {
        this.source = source;
        this.columns = columns;
    }

    static JsonRows ofArray(Reader reader, List<String> columns) throws IOException {
        return new JsonRows(new ArraySource(reader), columns);
    }

    static JsonRows ofLines(Reader reader, List<String> columns) {
        return new JsonRows(new LineSource(reader), columns);
    }

    /** Collects the names of members in the first objects, in the order of their appearance. */
    List<String> names(int objects) throws IOException {
        Map<String, Boolean> names = new LinkedHashMap<>();
        for (int i = 0; i < objects && names.size() < 500; i++) {
            Optional<Found> found = source.next();
            if (found.isEmpty()) {
                break;
            }
            found.get().members().keySet().forEach(name -> names.put(name, true));
        }
        return List.copyOf(names.keySet());
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        Optional<Found> found = source.next();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().refusal().isPresent()) {
            return found.get().refusal();
        }
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(found.get().members().getOrDefault(column, ""));
        }
        return Optional.of(RawRow.of(found.get().line(), values));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static Map<String, String> members(JsonNode object) {
        Map<String, String> members = new LinkedHashMap<>();
        object.properties().forEach(e -> members.put(e.getKey(), text(e.getValue())));
        return members;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(item -> parts.add(text(item)));
            return String.join(", ", parts);
        }
        if (value.isObject()) {
            for (String name : List.of("name", "title", "value")) {
                if (value.path(name).isValueNode()) {
                    return value.path(name).asText();
                }
            }
            return value.toString();
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    private static Found broken(int line, JsonProcessingException e) {
        String why = e.getOriginalMessage().lines().findFirst().orElse("");
        return new Found(
                line,
                Map.of(),
                Optional.of(RawRow.refused(line, FidelityCode.ROW_UNREADABLE, why)));
    }

    private static final class ArraySource implements Source {

        private final JsonParser parser;
        private boolean entered;
        private boolean ended;

        ArraySource(Reader reader) throws IOException {
            parser = MAPPER.createParser(reader);
        }

        @Override
        public Optional<Found> next() throws IOException {
            if (ended) {
                return Optional.empty();
            }
            int line = parser.currentLocation().getLineNr();
            try {
                if (!entered && !enterArray()) {
                    ended = true;
                    return Optional.empty();
                }
                entered = true;
                JsonToken token = parser.nextToken();
                line = parser.currentTokenLocation().getLineNr();
                if (token == null || token == JsonToken.END_ARRAY) {
                    ended = true;
                    return Optional.empty();
                }
                JsonNode value = MAPPER.readTree(parser);
                return Optional.of(
                        value.isObject()
                                ? new Found(line, members(value), Optional.empty())
                                : new Found(
                                        line,
                                        Map.of(),
                                        Optional.of(
                                                RawRow.refused(
                                                        line,
                                                        FidelityCode.ROW_UNREADABLE,
                                                        Reason.of(Reason.Code.ROW_NO_OBJECT)))));
            } catch (JsonProcessingException e) {
                // Behind a mistake nobody knows where the next object begins.
                ended = true;
                return Optional.of(broken(line, e));
            }
        }

        /** Goes to the first array of objects, at the top or right inside an object. */
        private boolean enterArray() throws IOException {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                return true;
            }
            while (token != null && token != JsonToken.END_OBJECT) {
                token = parser.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    return true;
                }
                if (token == JsonToken.START_OBJECT) {
                    parser.skipChildren();
                }
            }
            return false;
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }

    private static final class LineSource implements Source {

        private final TextLines lines;

        LineSource(Reader reader) {
            lines = new TextLines(reader);
        }

        @Override
        public Optional<Found> next() throws IOException {
            Optional<TextLines.Line> next = lines.next();
            while (next.isPresent() && next.get().text().isBlank()) {
                next = lines.next();
            }
            if (next.isEmpty()) {
                return Optional.empty();
            }
            TextLines.Line line = next.get();
            if (line.cut()) {
                RawRow refused =
                        RawRow.refused(
                                line.number(), FidelityCode.ROW_TOO_LARGE, TextLines.LONGEST);
                return Optional.of(new Found(line.number(), Map.of(), Optional.of(refused)));
            }
            try {
                JsonNode value = MAPPER.readTree(line.text());
                Optional<RawRow> refusal =
                        value.isObject()
                                ? Optional.empty()
                                : Optional.of(
                                        RawRow.refused(
                                                line.number(),
                                                FidelityCode.ROW_UNREADABLE,
                                                Reason.of(Reason.Code.ROW_NO_OBJECT)));
                return Optional.of(new Found(line.number(), members(value), refusal));
            } catch (JsonProcessingException e) {
                return Optional.of(broken(line.number(), e));
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
