package io.lyceum.plugin.runtime.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.PluginFailure;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.runtime.CallFailed;

/** Failures as messages. */
final class Failures {

    private Failures() {}

    static void write(ObjectNode message, RuntimeException failure) {
        String kind =
                failure instanceof PluginFailure
                        ? failure.getClass().getSimpleName()
                        : "CallFailed";
        message.put("failure", kind);
        message.put("message", String.valueOf(failure.getMessage()));
    }

    /** The failure that a message tells of. */
    static RuntimeException read(JsonNode message) {
        String text = message.path("message").asText();
        return switch (message.path("failure").asText()) {
            case "CapabilityDenied" -> new CapabilityDenied(text);
            case "QuotaExceeded" -> new QuotaExceeded(text);
            case "HttpFailed" -> new HttpFailed(text);
            default -> new CallFailed(text);
        };
    }
}
