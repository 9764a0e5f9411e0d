package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants.
 *
 * @param path the values in its address
 * @param params typed; null where a field is to be unset
 */
record Request(String address, Map<String, String> path, ObjectNode params) {

    String id() {
        return path.get("id");
    }

    boolean has(String param) {
        return Json.has(params, param);
    }

    @Nullable String text(String param) {
        return Json.text(params, param);
    }
}
