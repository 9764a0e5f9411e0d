package io.lyceum.integrations.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.integrations.CrmChange;
import io.lyceum.integrations.CrmField;
import io.lyceum.integrations.CrmRecord;
import io.lyceum.integrations.internal.CrmFacts.Facts;
import io.lyceum.shared.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A record as a CRM is sent it. */
public final class CrmDocument {

    /** A source in braces. */
    public static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private CrmDocument() {}

    /**
     * The path with its places filled in. What is filled in cannot lead elsewhere.
     *
     * @throws IllegalArgumentException when it would: it is empty, or only dots
     */
    static String path(CrmRecord record, Facts facts) {
        PLACE.matcher(record.path())
                .results()
                .map(found -> facts.text(found.group(1)))
                .filter(text -> text.matches("\\.*"))
                .findFirst()
                .ifPresent(
                        text -> {
                            throw new IllegalArgumentException(
                                    "nothing can stand in the path " + record.path());
                        });
        return PLACE.matcher(record.path())
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        URLEncoder.encode(
                                                        facts.text(found.group(1)),
                                                        StandardCharsets.UTF_8)
                                                .replace("+", "%20")));
    }

    /** What is written. What is not known is left as it is there. */
    static ObjectNode body(CrmRecord record, Facts facts) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        for (CrmField field : record.fields()) {
            value(field, facts).ifPresent(value -> put(body, field.to(), value));
        }
        return body;
    }

    private static Optional<Object> value(CrmField field, Facts facts) {
        return field.from().startsWith("\"")
                ? Optional.of(field.from().substring(1, field.from().length() - 1))
                : Optional.ofNullable(facts.values().get(field.from()));
    }

    private static void put(ObjectNode body, String to, Object value) {
        ObjectNode parent = body;
        String[] parts = to.split("\\.");
        for (int i = 0; i < parts.length - 1; i++) {
            parent =
                    parent.get(parts[i]) instanceof ObjectNode there
                            ? there
                            : parent.putObject(parts[i]);
        }
        parent.set(parts[parts.length - 1], Json.MAPPER.valueToTree(value));
    }

    /**
     * What writing would change.
     *
     * @param there what the CRM has; nothing when it has none
     */
    static List<CrmChange> changes(
            CrmRecord record, Facts facts, String about, Optional<JsonNode> there) {
        List<CrmChange> changes = new ArrayList<>();
        for (CrmField field : record.fields()) {
            Optional<Object> value = value(field, facts);
            if (value.isEmpty()) {
                continue;
            }
            Optional<String> before =
                    there.map(json -> json.at("/" + field.to().replace('.', '/')))
                            .filter(json -> !json.isMissingNode() && !json.isNull())
                            .map(JsonNode::asText);
            String after = String.valueOf(value.get());
            if (!before.equals(Optional.of(after))) {
                changes.add(new CrmChange(about, field.to(), before, after));
            }
        }
        return changes;
    }
}
