package io.lyceum.integrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.integrations.InboundRule;
import io.lyceum.integrations.InboundWebhook;
import io.lyceum.shared.Json;
import io.lyceum.shared.security.Tokens;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a message says, as the webhook's pointers find it.
 *
 * @param text as it came
 */
public record InboundReading(String text, JsonNode json) {

    private static final int LONGEST = 200;
    private static final int LONGEST_ADDRESS = 254;

    /** Of a list. */
    private static final int MOST_ITEMS = 1000;

    /** Reads a body; nothing if it is no JSON object, nor a list of at most 1000, in UTF-8. */
    static Optional<InboundReading> of(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            JsonNode json = Json.MAPPER.readTree(text);
            return json != null && json.isContainerNode() && json.size() <= MOST_ITEMS
                    ? Optional.of(new InboundReading(text, json))
                    : Optional.empty();
        } catch (CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Reads again what was kept. */
    static InboundReading kept(String text) {
        return new InboundReading(text, Json.read(text, JsonNode.class));
    }

    /** What is told: one thing, or each of a list. */
    List<JsonNode> items() {
        if (!json.isArray()) {
            return List.of(json);
        }
        List<JsonNode> items = new ArrayList<>();
        json.forEach(items::add);
        return items;
    }

    /** The type of what is told; of a list that of its first. */
    String type(InboundWebhook webhook) {
        return items().stream().findFirst().map(one -> at(one, webhook.type())).orElse("");
    }

    /**
     * What tells a message apart: its id, or the hash of all of it.
     *
     * @param id what the sender has signed as its id; empty if it signs none
     */
    String event(InboundWebhook webhook, String id) {
        List<JsonNode> items = items();
        String own =
                !id.isEmpty() ? id : items.size() == 1 ? whole(items.get(0), webhook.event()) : "";
        return own.isEmpty() ? Tokens.hash(text) : own.length() > LONGEST ? Tokens.hash(own) : own;
    }

    static String at(JsonNode json, String pointer) {
        String text = whole(json, pointer);
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** The database keeps no NUL. */
    private static String whole(JsonNode json, String pointer) {
        String text = pointer.isEmpty() ? "" : json.at(pointer).asText("").strip();
        return text.indexOf('\0') < 0 ? text : "";
    }

    /**
     * All that looks like a mail address, in lower case: by it a message about somebody is found.
     */
    public String[] addresses() {
        Set<String> found = new TreeSet<>();
        collect(json, found);
        return found.toArray(String[]::new);
    }

    private static void collect(JsonNode json, Set<String> found) {
        if (json.isTextual()) {
            String text = json.asText().strip();
            if (text.indexOf('@') > 0
                    && text.length() <= LONGEST_ADDRESS
                    && text.indexOf('\0') < 0) {
                found.add(text.toLowerCase(Locale.ROOT));
            }
        }
        json.forEach(part -> collect(part, found));
    }

    /** The rules that are about something. */
    static List<InboundRule> rules(InboundWebhook webhook, JsonNode item) {
        String type = at(item, webhook.type());
        return webhook.rules().stream().filter(rule -> rule.fits(type)).toList();
    }
}
