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
import java.util.Optional;

/** What a message says, as the webhook's pointers find it. */
public final class InboundReading {

    private static final int LONGEST = 200;

    private InboundReading() {}

    /** Reads a body; nothing if it is no JSON object or array in UTF-8. */
    static Optional<String> text(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            JsonNode json = Json.MAPPER.readTree(text);
            // The database keeps no NUL.
            return json != null && json.isContainerNode() && text.indexOf('\0') < 0
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What is told: one thing, or each of a list. */
    static List<JsonNode> items(String body) {
        JsonNode json = Json.read(body, JsonNode.class);
        if (!json.isArray()) {
            return List.of(json);
        }
        List<JsonNode> items = new ArrayList<>();
        json.forEach(items::add);
        return items;
    }

    /** The type of what is told; of a list that of its first. */
    static String type(InboundWebhook webhook, String body) {
        return items(body).stream().findFirst().map(one -> at(one, webhook.type())).orElse("");
    }

    /** What tells a message apart: its id, or the hash of all of it. */
    static String event(InboundWebhook webhook, String id, String body) {
        if (!id.isEmpty()) {
            return cut(id);
        }
        List<JsonNode> items = items(body);
        String own = items.size() == 1 ? at(items.get(0), webhook.event()) : "";
        return own.isEmpty() ? Tokens.hash(body) : own;
    }

    static String at(JsonNode json, String pointer) {
        return pointer.isEmpty() ? "" : cut(json.at(pointer).asText("").strip());
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** The rules that are about something. */
    static List<InboundRule> rules(InboundWebhook webhook, JsonNode item) {
        String type = at(item, webhook.type());
        return webhook.rules().stream().filter(rule -> rule.fits(type)).toList();
    }
}
