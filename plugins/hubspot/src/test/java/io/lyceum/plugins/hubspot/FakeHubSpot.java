package io.lyceum.plugins.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.testkit.FakeHttp;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * HubSpot's contacts in memory, answering in the shapes that its documentation shows. It reads JSON
 * with another reader than the plugin's.
 */
final class FakeHubSpot implements Function<Http.Request, Http.Response> {

    static final String TOKEN = "pat-eu1-0001";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTACTS = "/crm/v3/objects/contacts";

    final Map<String, Map<String, String>> contacts = new LinkedHashMap<>();
    final Map<String, String> properties = new TreeMap<>();
    final Set<String> readOnly = new HashSet<>();
    final List<String> calls = new ArrayList<>();
    final List<String> blocked = new ArrayList<>();

    /** Whether one bad input spoils its batch, as without trace ids. */
    boolean allOrNothing;

    private final Deque<Supplier<Http.Response>> next = new ArrayDeque<>();
    private int lastId = 100;

    FakeHubSpot() {
        for (String name : List.of("email", "hs_additional_emails", "firstname", "lastname")) {
            properties.put(name, "string");
        }
    }

    /** Answers the next requests with this, doing nothing. */
    FakeHubSpot failing(int times, Supplier<Http.Response> with) {
        for (int i = 0; i < times; i++) {
            next.add(with);
        }
        return this;
    }

    /** Lets a request pass before those that fail. */
    FakeHubSpot passing(int times) {
        return failing(times, () -> new Http.Response(0, Map.of(), ""));
    }

    String add(Map<String, String> values) {
        String id = String.valueOf(++lastId);
        contacts.put(id, new TreeMap<>(values));
        return id;
    }

    Map<String, String> contact(String email) {
        return contacts.get(find(email).orElseThrow());
    }

    Optional<String> find(String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        return contacts.entrySet().stream()
                .filter(
                        e ->
                                wanted.equals(e.getValue().get("email"))
                                        || List.of(
                                                        e.getValue()
                                                                .getOrDefault(
                                                                        "hs_additional_emails", "")
                                                                .split(";"))
                                                .contains(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    long writes() {
        return calls.stream()
                .filter(call -> !call.contains("/read") && !call.startsWith("GET"))
                .count();
    }

    static Http.Response error(int status, String category, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("status", "error").put("message", message).put("category", category);
        body.put("correlationId", "c033cdaa-2c40-4a64-ae48-b4cec88dad24");
        return FakeHttp.json(status, body.toString());
    }

    static Http.Response limit(String policy) {
        ObjectNode body = JSON.createObjectNode();
        body.put("status", "error").put("message", "You have reached your limit.");
        body.put("errorType", "RATE_LIMIT").put("policyName", policy);
        return FakeHttp.json(429, body.toString());
    }

    @Override
    public Http.Response apply(Http.Request request) {
        URI uri = URI.create(request.url());
        calls.add(request.method() + " " + uri.getPath());
        Supplier<Http.Response> prepared = next.poll();
        if (prepared != null && prepared.get().status() > 0) {
            return prepared.get();
        }
        if (!("Bearer " + TOKEN).equals(request.headers().get("Authorization"))) {
            return error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
        }
        JsonNode body = body(request);
        String call = request.method() + " " + uri.getPath();
        if (call.startsWith("GET /crm/v3/properties/contacts/")) {
            return property(uri.getPath().substring("/crm/v3/properties/contacts/".length()));
        }
        return switch (call) {
            case "GET " + CONTACTS -> FakeHttp.json(200, "{\"results\":[]}");
            case "POST " + CONTACTS + "/batch/read" -> read(body);
            case "POST " + CONTACTS + "/batch/update" -> write(body, false);
            case "POST " + CONTACTS + "/batch/upsert" -> write(body, true);
            case "POST " + CONTACTS + "/gdpr-delete" -> forget(body);
            default -> one(uri);
        };
    }

    private static JsonNode body(Http.Request request) {
        try {
            return JSON.readTree(request.body() == null ? "{}" : request.body());
        } catch (java.io.IOException e) {
            throw new AssertionError("the plugin sent no JSON: " + request.body(), e);
        }
    }

    private Http.Response property(String name) {
        String type = properties.get(name);
        if (type == null) {
            return error(404, "OBJECT_NOT_FOUND", "Property " + name + " does not exist");
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("name", name).put("type", type).put("fieldType", "text");
        body.putObject("modificationMetadata").put("readOnlyValue", readOnly.contains(name));
        return FakeHttp.json(200, body.toString());
    }

    private Http.Response one(URI uri) {
        String id = uri.getPath().substring(CONTACTS.length() + 1);
        return contacts.containsKey(id)
                ? FakeHttp.json(200, shown(id).toString())
                : error(404, "OBJECT_NOT_FOUND", "resource not found");
    }

    private Http.Response read(JsonNode body) {
        checkBatch(body);
        ObjectNode answer = JSON.createObjectNode().put("status", "COMPLETE");
        ArrayNode results = answer.putArray("results");
        ArrayNode missing = JSON.createArrayNode();
        for (JsonNode input : body.path("inputs")) {
            String key = input.path("id").asText();
            Optional<String> id =
                    body.path("idProperty").asText().equals("email")
                            ? find(key)
                            : Optional.of(key).filter(contacts::containsKey);
            id.ifPresentOrElse(found -> results.add(shown(found)), () -> missing.add(key));
        }
        if (missing.isEmpty()) {
            return FakeHttp.json(200, answer.toString());
        }
        answer.put("numErrors", 1);
        ObjectNode error = answer.putArray("errors").addObject();
        error.put("status", "error").put("category", "OBJECT_NOT_FOUND");
        error.put("message", "Could not get some CONTACT objects, they may be deleted");
        error.putObject("context").set("ids", missing);
        return FakeHttp.json(207, answer.toString());
    }

    private ObjectNode shown(String id) {
        ObjectNode shown = JSON.createObjectNode().put("id", id).put("archived", false);
        ObjectNode values = shown.putObject("properties");
        properties.keySet().forEach(name -> values.putNull(name));
        contacts.get(id).forEach(values::put);
        values.put("hs_object_id", id);
        return shown;
    }

    private Http.Response write(JsonNode body, boolean upsert) {
        checkBatch(body);
        ObjectNode answer = JSON.createObjectNode().put("status", "COMPLETE");
        ArrayNode results = answer.putArray("results");
        ArrayNode errors = JSON.createArrayNode();
        Map<String, Map<String, String>> before = copy();
        for (JsonNode input : body.path("inputs")) {
            Optional<String> wrong = wrong(input, upsert);
            if (wrong.isPresent()) {
                ObjectNode error = errors.addObject();
                error.put("status", "error").put("category", "VALIDATION_ERROR");
                error.put("message", wrong.get());
                ArrayNode ids = error.putObject("context").putArray("objectWriteTraceId");
                ids.add(input.path("objectWriteTraceId").asText());
                continue;
            }
            String key = input.path("id").asText();
            String id =
                    upsert
                            ? find(key)
                                    .orElseGet(
                                            () ->
                                                    add(
                                                            Map.of(
                                                                    "email",
                                                                    key.toLowerCase(Locale.ROOT))))
                            : key;
            input.path("properties")
                    .fields()
                    .forEachRemaining(p -> contacts.get(id).put(p.getKey(), p.getValue().asText()));
            ObjectNode result = shown(id);
            result.set("objectWriteTraceId", input.path("objectWriteTraceId"));
            results.add(result);
        }
        if (errors.isEmpty()) {
            return FakeHttp.json(200, answer.toString());
        }
        if (allOrNothing || !traced(body) || body.path("inputs").size() == 1) {
            contacts.clear();
            contacts.putAll(before);
            return error(400, "VALIDATION_ERROR", errors.get(0).path("message").asText());
        }
        answer.put("numErrors", errors.size()).set("errors", errors);
        return FakeHttp.json(207, answer.toString());
    }

    private static boolean traced(JsonNode body) {
        return body.path("inputs").findValues("objectWriteTraceId").size()
                == body.path("inputs").size();
    }

    private Map<String, Map<String, String>> copy() {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        contacts.forEach((id, values) -> copy.put(id, new TreeMap<>(values)));
        return copy;
    }

    private Optional<String> wrong(JsonNode input, boolean upsert) {
        if (!upsert && !contacts.containsKey(input.path("id").asText())) {
            return Optional.of("Object not found");
        }
        List<String> wrong = new ArrayList<>();
        input.path("properties")
                .fields()
                .forEachRemaining(
                        p -> {
                            if (!properties.containsKey(p.getKey())) {
                                wrong.add("Property \"" + p.getKey() + "\" does not exist");
                            }
                            if (p.getKey().equals("email")
                                    && !p.getValue().asText().matches("[^@ ]+@[^@ ]+\\.[a-z]+")) {
                                wrong.add("Email address " + p.getValue() + " is invalid");
                            }
                        });
        return wrong.stream().findFirst();
    }

    private static void checkBatch(JsonNode body) {
        Set<String> ids = new HashSet<>();
        for (JsonNode input : body.path("inputs")) {
            if (!ids.add(input.path("id").asText().toLowerCase(Locale.ROOT))) {
                throw new AssertionError("HubSpot refuses an id twice in a batch: " + input);
            }
        }
        if (ids.isEmpty() || ids.size() > 100) {
            throw new AssertionError("HubSpot takes 1 to 100 inputs, not " + ids.size());
        }
    }

    private Http.Response forget(JsonNode body) {
        if (body.has("idProperty")) {
            blocked.add(body.path("objectId").asText());
        }
        return contacts.remove(body.path("objectId").asText()) == null
                ? error(404, "OBJECT_NOT_FOUND", "resource not found")
                : new Http.Response(204, Map.of(), "");
    }
}
