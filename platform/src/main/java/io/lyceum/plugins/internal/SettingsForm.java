package io.lyceum.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Settings as a plugin's schema describes them, and a form that was filled in for them. */
public final class SettingsForm {

    private SettingsForm() {}

    /**
     * What a form says.
     *
     * @param secrets only those that were typed
     */
    public record Read(Map<String, Object> values, Map<String, String> secrets) {}

    /** Stored settings, with the schema's defaults where nothing is stored. */
    public static Map<String, Object> withDefaults(JsonNode schema, JsonNode stored) {
        Map<String, Object> values = new TreeMap<>();
        schema.path("properties")
                .fields()
                .forEachRemaining(
                        property -> {
                            JsonNode value =
                                    stored.has(property.getKey())
                                            ? stored.get(property.getKey())
                                            : property.getValue().path("default");
                            if (!value.isMissingNode() && !value.isNull()) {
                                values.put(
                                        property.getKey(),
                                        Json.MAPPER.convertValue(value, Object.class));
                            }
                        });
        return values;
    }

    /**
     * Reads a form.
     *
     * @param secretsSet secrets that need not be typed again
     * @throws Problem INVALID_INPUT with each wrong property
     */
    public static Read read(JsonNode schema, Map<String, String> typed, Set<String> secretsSet) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> secrets = new LinkedHashMap<>();
        List<Problem.FieldError> wrong = new ArrayList<>();
        Set<String> required = new java.util.HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties")
                .fields()
                .forEachRemaining(
                        property -> {
                            String name = property.getKey();
                            JsonNode rules = property.getValue();
                            String text = typed.getOrDefault(name, "").strip();
                            boolean secret = rules.path("secret").asBoolean();
                            if (text.isEmpty() && !"boolean".equals(rules.path("type").asText())) {
                                if (required.contains(name)
                                        && !(secret && secretsSet.contains(name))) {
                                    wrong.add(new Problem.FieldError(name, "Fill this in."));
                                }
                                return;
                            }
                            Optional<String> error = check(rules, text);
                            if (error.isPresent()) {
                                wrong.add(new Problem.FieldError(name, error.get()));
                            } else if (secret) {
                                secrets.put(name, text);
                            } else {
                                values.put(name, value(rules, text));
                            }
                        });
        if (!wrong.isEmpty()) {
            throw new Problem(
                    CommonProblem.INVALID_INPUT,
                    wrong,
                    String.join(", ", wrong.stream().map(Problem.FieldError::field).toList()));
        }
        return new Read(values, secrets);
    }

    private static Optional<String> check(JsonNode rules, String text) {
        if (rules.has("enum")) {
            for (JsonNode one : rules.path("enum")) {
                if (one.asText().equals(text)) {
                    return Optional.empty();
                }
            }
            return Optional.of("Choose one of the options.");
        }
        return switch (rules.path("type").asText()) {
            case "integer" ->
                    text.matches("-?\\d{1,15}")
                            ? bounds(rules, new BigDecimal(text))
                            : Optional.of("Write a whole number.");
            case "number" ->
                    text.matches("-?\\d{1,15}([.,]\\d{1,10})?")
                            ? bounds(rules, new BigDecimal(text.replace(',', '.')))
                            : Optional.of("Write a number.");
            case "boolean" -> Optional.empty();
            default -> text(rules, text);
        };
    }

    private static Optional<String> bounds(JsonNode rules, BigDecimal number) {
        if (rules.has("minimum") && number.compareTo(rules.get("minimum").decimalValue()) < 0) {
            return Optional.of("Write at least " + rules.get("minimum").asText() + ".");
        }
        if (rules.has("maximum") && number.compareTo(rules.get("maximum").decimalValue()) > 0) {
            return Optional.of("Write at most " + rules.get("maximum").asText() + ".");
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode rules, String text) {
        int longest = rules.path("maxLength").asInt(4000);
        if (text.length() > longest) {
            return Optional.of("Use at most " + longest + " characters.");
        }
        if (text.length() < rules.path("minLength").asInt(0)) {
            return Optional.of("Use at least " + rules.path("minLength").asInt() + " characters.");
        }
        if (rules.has("pattern") && text.length() <= 500) {
            try {
                if (!Pattern.compile(rules.get("pattern").asText()).matcher(text).find()) {
                    return Optional.of("This does not look as it should.");
                }
            } catch (PatternSyntaxException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Object value(JsonNode rules, String text) {
        return switch (rules.path("type").asText()) {
            case "integer" -> Long.valueOf(text);
            case "number" -> new BigDecimal(text.replace(',', '.'));
            case "boolean" -> text.equals("on") || text.equals("true");
            default -> text;
        };
    }
}
