package io.lyceum.plugin.runtime.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The part of JSON Schema that settings are written in: an object of plain properties, so that a
 * form can be made of it. Beyond JSON Schema:
 *
 * <ul>
 *   <li>A property with {@code secret: true} is encrypted and never shown again.
 *   <li>{@code title} and {@code description} are text, which is English, or a mapping of languages
 *       to text ({@code {en: Folder, ru: Папка}}), in which English is required.
 *   <li>{@code labels} gives the options of an {@code enum} their words, each as text or a mapping
 *       of languages: {@code labels: {daily: {en: Every day, ru: Каждый день}}}. An option without
 *       a label shows itself.
 * </ul>
 */
final class SettingsRules {

    private static final Set<String> TOP = Set.of("type", "properties", "required");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");
    private static final Set<String> WORDS =
            Set.of(
                    "type",
                    "title",
                    "description",
                    "default",
                    "enum",
                    "labels",
                    "minimum",
                    "maximum",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "format",
                    "secret");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,59}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final int MOST = 40;
    private static final int LONGEST_PATTERN = 200;
    private static final int LONGEST_WORDS = 500;

    private final List<String> wrong = new ArrayList<>();

    private SettingsRules() {}

    /** Says all that is wrong with a schema; empty when nothing is. */
    static List<String> check(JsonNode schema) {
        if (!schema.isObject() || !"object".equals(schema.path("type").asText())) {
            return List.of("settings is a JSON Schema with type: object");
        }
        if (!schema.path("properties").isObject()) {
            return List.of("settings has properties");
        }
        SettingsRules rules = new SettingsRules();
        rules.checkSchema(schema);
        return rules.wrong;
    }

    private void checkSchema(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        schema.fieldNames()
                .forEachRemaining(
                        word -> {
                            if (!TOP.contains(word)) {
                                wrong.add("settings has " + word + ", which is not understood");
                            }
                        });
        if (properties.size() > MOST) {
            wrong.add("settings has at most " + MOST + " properties");
        }
        for (Iterator<Map.Entry<String, JsonNode>> i = properties.fields(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> property = i.next();
            if (property.getValue().isObject()) {
                checkProperty(property.getKey(), property.getValue());
            } else {
                wrong.add(property.getKey() + " is a mapping with type and title");
            }
        }
        JsonNode required = schema.path("required");
        if (!required.isMissingNode() && !required.isArray()) {
            wrong.add("required is a list of properties");
        }
        for (JsonNode name : required) {
            if (!properties.has(name.asText())) {
                wrong.add("required names " + name.asText() + ", which is no property");
            }
        }
    }

    private void checkProperty(String name, JsonNode property) {
        String type = property.path("type").asText();
        if (!NAME.matcher(name).matches()) {
            wrong.add("a property's name is letters and digits, beginning small: " + name);
        }
        property.fieldNames()
                .forEachRemaining(
                        word -> {
                            if (!WORDS.contains(word)) {
                                wrong.add(name + " has " + word + ", which is not understood");
                            }
                        });
        if (property.path("title").isMissingNode()) {
            wrong.add(name + " needs a title");
        }
        checkWords(name + "'s title", property.path("title"));
        checkWords(name + "'s description", property.path("description"));
        if (property.path("secret").asBoolean()
                && (property.has("default") || !"string".equals(type))) {
            wrong.add(name + " is secret: a string without a default");
        }
        if (!TYPES.contains(type)) {
            wrong.add(name + " has a type of string, integer, number, boolean");
            return;
        }
        checkBounds(name, property, type);
        checkPattern(name, property, type);
        checkEnum(name, property, type);
        checkDefault(name, property, type);
    }

    private void checkWords(String what, JsonNode words) {
        if (words.isMissingNode()) {
            return;
        }
        if (words.isTextual()) {
            checkText(what, words);
            return;
        }
        if (!words.isObject()) {
            wrong.add(what + " is text, or a mapping of languages to text");
            return;
        }
        if (words.path("en").asText().isBlank()) {
            wrong.add(what + " needs a text in English (en)");
        }
        words.fields()
                .forEachRemaining(
                        language -> {
                            if (!LANGUAGE.matcher(language.getKey()).matches()) {
                                wrong.add(what + " has no language " + language.getKey());
                            }
                            checkText(what, language.getValue());
                        });
    }

    private void checkText(String what, JsonNode text) {
        if (!text.isTextual()
                || text.asText().isBlank()
                || text.asText().length() > LONGEST_WORDS) {
            wrong.add(what + " is text of 1 to " + LONGEST_WORDS + " characters");
        }
    }

    private void checkBounds(String name, JsonNode property, String type) {
        boolean number = type.equals("integer") || type.equals("number");
        for (String word : List.of("minimum", "maximum")) {
            if (property.has(word) && !(number && property.get(word).isNumber())) {
                wrong.add(name + " has " + word + ", which is a number, for numbers only");
            }
        }
        for (String word : List.of("minLength", "maxLength")) {
            JsonNode length = property.path(word);
            if (!length.isMissingNode()
                    && !(type.equals("string")
                            && length.isIntegralNumber()
                            && length.canConvertToInt()
                            && length.asInt() >= 0)) {
                wrong.add(name + " has " + word + ", which is a length, for strings only");
            }
        }
        if (crossed(property, "minimum", "maximum")
                || crossed(property, "minLength", "maxLength")) {
            wrong.add(name + " has a least that is more than its most");
        }
    }

    private static boolean crossed(JsonNode property, String least, String most) {
        return property.path(least).isNumber()
                && property.path(most).isNumber()
                && property.get(least).decimalValue().compareTo(property.get(most).decimalValue())
                        > 0;
    }

    private void checkPattern(String name, JsonNode property, String type) {
        JsonNode pattern = property.path("pattern");
        if (pattern.isMissingNode()) {
            return;
        }
        if (!type.equals("string") || !pattern.isTextual()) {
            wrong.add(name + " has a pattern, which is text, for strings only");
            return;
        }
        String text = pattern.asText();
        if (text.length() > LONGEST_PATTERN) {
            wrong.add(name + " has a pattern of more than " + LONGEST_PATTERN + " characters");
            return;
        }
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            wrong.add(name + " has a pattern that is none: " + e.getDescription());
            return;
        }
        if (RepeatedRepeats.in(text)) {
            wrong.add(
                    name
                            + " has a pattern that could take for ever: it repeats a repetition,"
                            + " like (a+)+, refers back, or repeats too often");
        }
    }

    private void checkEnum(String name, JsonNode property, String type) {
        JsonNode options = property.path("enum");
        Set<String> known = new HashSet<>();
        if (!options.isMissingNode()) {
            if (!options.isArray() || options.isEmpty()) {
                wrong.add(name + " has an enum, which is a list of values");
            }
            for (JsonNode option : options) {
                if (!isOf(type, option)) {
                    wrong.add(name + " is of type " + type + ", not " + option);
                }
                if (!known.add(option.asText())) {
                    wrong.add(name + " has the option " + option + " twice");
                }
            }
        }
        JsonNode labels = property.path("labels");
        if (!labels.isMissingNode() && !labels.isObject()) {
            wrong.add(name + " has labels, which is a mapping of its enum's values to words");
        }
        labels.fields()
                .forEachRemaining(
                        label -> {
                            if (!known.contains(label.getKey())) {
                                wrong.add(name + " has a label for no option: " + label.getKey());
                            }
                            checkWords(name + "'s label " + label.getKey(), label.getValue());
                        });
    }

    private void checkDefault(String name, JsonNode property, String type) {
        JsonNode value = property.path("default");
        if (value.isMissingNode()) {
            return;
        }
        if (!isOf(type, value)) {
            wrong.add(name + " is of type " + type + ", and its default is not: " + value);
            return;
        }
        if (property.path("enum").isArray()) {
            boolean listed = false;
            for (JsonNode option : property.get("enum")) {
                listed |= option.equals(value);
            }
            if (!listed) {
                wrong.add(name + " has a default that is none of its enum: " + value);
            }
        }
        boolean below =
                property.path("minimum").isNumber()
                        && value.isNumber()
                        && value.decimalValue().compareTo(property.get("minimum").decimalValue())
                                < 0;
        boolean above =
                property.path("maximum").isNumber()
                        && value.isNumber()
                        && value.decimalValue().compareTo(property.get("maximum").decimalValue())
                                > 0;
        if (below || above) {
            wrong.add(name + " has a default outside its minimum and maximum: " + value);
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> value.isBoolean();
        };
    }
}
