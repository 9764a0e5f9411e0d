package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pages through documents, newest first, and filters them by parameters of the same names. */
final class Lists {

    private static final Set<String> NO_FILTERS =
            Set.of("limit", "starting_after", "ending_before", "expand");

    private Lists() {}

    /** A page of all documents of a type that the parameters allow. */
    static ObjectNode page(Scope scope, Request request, String type) {
        return page(scope, request, type, document -> true);
    }

    static ObjectNode page(
            Scope scope, Request request, String type, Predicate<ObjectNode> filter) {
        return page(scope, request, type, filter, Set.of());
    }

    /**
     * A page of those that a filter allows too.
     *
     * @param handled parameters that the filter looks after
     */
    static ObjectNode page(
            Scope scope,
            Request request,
            String type,
            Predicate<ObjectNode> filter,
            Set<String> handled) {
        List<ObjectNode> found =
                new ArrayList<>(
                        scope.all(type)
                                .filter(document -> !document.path("deleted").asBoolean())
                                .filter(filter)
                                .filter(document -> allowed(document, request, handled))
                                .toList());
        Collections.reverse(found);
        return page(scope, request, found.stream());
    }

    /** A page of these, in their order. */
    static ObjectNode page(Scope scope, Request request, Stream<ObjectNode> documents) {
        List<ObjectNode> all = documents.toList();
        ObjectNode params = request.params();
        int limit = (int) params.path("limit").asLong(10);
        if (limit < 1 || limit > 100) {
            throw ApiError.invalid(
                    "parameter_invalid_integer", "limit", "Limit must be between 1 and 100.");
        }
        int from = 0;
        int to = Math.min(all.size(), limit);
        boolean more = all.size() > limit;
        if (request.has("starting_after")) {
            from = position(all, request, "starting_after") + 1;
            to = Math.min(all.size(), from + limit);
            more = to < all.size();
        } else if (request.has("ending_before")) {
            to = position(all, request, "ending_before");
            from = Math.max(0, to - limit);
            more = from > 0;
        }
        ObjectNode[] rows =
                all.subList(from, to).stream().map(scope::render).toArray(ObjectNode[]::new);
        ObjectNode page = Shapes.page(request.address(), (Object[]) rows);
        page.put("has_more", more);
        return page;
    }

    private static int position(List<ObjectNode> all, Request request, String param) {
        String id = request.text(param);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        throw ApiError.noSuch("object", String.valueOf(id), param);
    }

    private static boolean allowed(ObjectNode document, Request request, Set<String> handled) {
        for (Map.Entry<String, JsonNode> param : request.params().properties()) {
            if (!NO_FILTERS.contains(param.getKey())
                    && !handled.contains(param.getKey())
                    && !matches(value(document, param.getKey()), param.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode value(ObjectNode document, String name) {
        JsonNode value = document.path(name);
        return value.isMissingNode() ? document.path("_" + name) : value;
    }

    private static boolean matches(JsonNode value, JsonNode wanted) {
        if (wanted.isArray()) {
            for (JsonNode one : wanted) {
                if (one.asText().equals(value.asText())) {
                    return true;
                }
            }
            return false;
        }
        if (wanted.isObject()) {
            for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
                long bound = entry.getValue().asLong();
                boolean inside =
                        switch (entry.getKey()) {
                            case "gt" -> value.asLong() > bound;
                            case "gte" -> value.asLong() >= bound;
                            case "lt" -> value.asLong() < bound;
                            case "lte" -> value.asLong() <= bound;
                            default -> matches(value.path(entry.getKey()), entry.getValue());
                        };
                if (!inside) {
                    return false;
                }
            }
            return true;
        }
        return value.asText().equals(wanted.asText());
    }
}
