package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Holds every call of the whole test run against Stripe's published OpenAPI document, if there is a
 * local copy. It runs last.
 */
@Order(Integer.MAX_VALUE)
class OpenApiTest {

    private JsonNode document = Json.object();

    @Test
    @EnabledIfSystemProperty(named = "lyceum.test.stripe.openapi", matches = ".+")
    void all_calls_are_as_published() throws Exception {
        document = Json.MAPPER.readTree(new File(System.getProperty("lyceum.test.stripe.openapi")));
        Set<String> problems = new TreeSet<>();
        for (Recording.Call call : Recording.CALLS) {
            check(call, problems);
        }
        assertFalse(Recording.CALLS.isEmpty());
        assertEquals(Set.of(), problems);
    }

    private void check(Recording.Call call, Set<String> problems) {
        String name = call.method() + " " + call.path();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String pattern = path.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            JsonNode operation =
                    path.getValue().path(call.method().toLowerCase(java.util.Locale.ROOT));
            boolean other =
                    document.path("paths").has(call.path()) && !path.getKey().equals(call.path());
            if (other || !call.path().matches(pattern) || operation.isMissingNode()) {
                continue;
            }
            if (call.status() < 400) {
                parameters(operation, call, name, problems);
                JsonNode schema =
                        operation
                                .path("responses")
                                .path("200")
                                .path("content")
                                .path("application/json")
                                .path("schema");
                List<String> found = problems(schema, call.answer(), name);
                problems.addAll(found);
            }
            return;
        }
        problems.add("No such operation: " + name);
    }

    private void parameters(
            JsonNode operation, Recording.Call call, String name, Set<String> problems) {
        Set<String> known = new TreeSet<>(Set.of("expand"));
        operation.path("parameters").forEach(one -> known.add(one.path("name").asText()));
        JsonNode form =
                operation
                        .path("requestBody")
                        .path("content")
                        .path("application/x-www-form-urlencoded")
                        .path("schema")
                        .path("properties");
        form.fieldNames().forEachRemaining(known::add);
        Form.parse(call.query() + "&" + call.body())
                .fieldNames()
                .forEachRemaining(
                        param -> {
                            if (!known.contains(param)) {
                                problems.add(name + ": unknown parameter " + param);
                            }
                        });
    }

    private List<String> problems(JsonNode schema, JsonNode value, String path) {
        List<String> problems = new ArrayList<>();
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText();
            return problems(
                    document.path("components")
                            .path("schemas")
                            .path(name.substring(name.lastIndexOf('/') + 1)),
                    value,
                    path);
        }
        if (value.isNull()) {
            if (!schema.path("nullable").asBoolean()) {
                problems.add(path + " is null");
            }
            return problems;
        }
        if (schema.has("anyOf")) {
            List<String> fewest = null;
            for (JsonNode one : schema.get("anyOf")) {
                List<String> found = problems(one, value, path);
                if (fewest == null || found.size() < fewest.size()) {
                    fewest = found;
                }
            }
            return fewest == null ? problems : fewest;
        }
        boolean right =
                switch (schema.path("type").asText()) {
                    case "string" ->
                            value.isTextual()
                                    && (!schema.has("enum")
                                            || schema.get("enum")
                                                    .toString()
                                                    .contains(value.toString()));
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "array" -> value.isArray();
                    case "object" -> value.isObject();
                    default -> true;
                };
        if (!right) {
            problems.add(path + " is " + value);
        } else if (value.isArray()) {
            value.forEach(
                    element ->
                            problems.addAll(problems(schema.path("items"), element, path + "[]")));
        } else if (value.isObject() && schema.has("properties")) {
            for (JsonNode required : schema.path("required")) {
                if (!value.has(required.asText())) {
                    problems.add(path + "." + required.asText() + " is missing");
                }
            }
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                JsonNode of = schema.path("properties").path(field.getKey());
                if (!of.isMissingNode()) {
                    problems.addAll(problems(of, field.getValue(), path + "." + field.getKey()));
                }
            }
        }
        return problems;
    }
}
