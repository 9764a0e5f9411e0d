package io.lyceum.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Tone;
import io.lyceum.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Carries one sentence from an action to the page after it, in a cookie that lives a minute. It is
 * shown as text and its undo address must be one of our own, so a forged one gains nothing.
 */
final class Notices {

    static final String COOKIE = "lyceum_notice";

    private static final int LONGEST = 400;
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

    private Notices() {}

    static String write(Notice notice) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        String text = notice.text();
        node.put("tone", notice.tone().name());
        node.put("text", text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        notice.undo().ifPresent(undo -> node.put("undo", undo));
        return COOKIE
                + '='
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(node.toString().getBytes(StandardCharsets.UTF_8))
                + ATTRIBUTES
                + "60";
    }

    static String forget() {
        return COOKIE + "=" + ATTRIBUTES + "0";
    }

    static Optional<Notice> read(Optional<String> cookie) {
        if (cookie.isEmpty() || cookie.get().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode node =
                    Json.MAPPER.readTree(
                            new String(
                                    Base64.getUrlDecoder().decode(cookie.get()),
                                    StandardCharsets.UTF_8));
            Optional<String> undo =
                    Optional.ofNullable(node.get("undo"))
                            .map(JsonNode::asText)
                            .filter(path -> path.matches("/(manage|platform)/[A-Za-z0-9/_-]*"));
            return Optional.of(
                    new Notice(
                            Tone.valueOf(node.path("tone").asText()),
                            node.path("text").asText(),
                            undo));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            // Not ours, or cut short by a proxy: there is nothing to say.
            return Optional.empty();
        }
    }
}
