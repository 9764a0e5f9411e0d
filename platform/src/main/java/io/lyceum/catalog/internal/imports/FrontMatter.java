package io.lyceum.catalog.internal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;

/**
 * A Markdown file taken apart.
 *
 * @param values the YAML between the dashes; a missing node when there is none or it is broken
 * @param error where the YAML is broken, if it is
 * @param body the Markdown
 * @param firstLine line of the file on which the body begins, 1-based
 */
record FrontMatter(JsonNode values, Optional<String> error, String body, int firstLine) {

    private static final ObjectMapper YAML = new YAMLMapper();

    static FrontMatter of(String file) {
        String text = file.replace("\r\n", "\n").replace('\r', '\n');
        if (!text.startsWith("---\n")) {
            return new FrontMatter(MissingNode.getInstance(), Optional.empty(), text, 1);
        }
        int end = text.indexOf("\n---\n", 3);
        if (end < 0 && text.endsWith("\n---")) {
            end = text.length() - 4;
        }
        if (end < 0) {
            return new FrontMatter(MissingNode.getInstance(), Optional.empty(), text, 1);
        }
        String yaml = text.substring(4, Math.max(4, end + 1));
        String body = text.substring(Math.min(text.length(), end + 5));
        int firstLine = 3 + (int) yaml.chars().filter(c -> c == '\n').count();
        try {
            return new FrontMatter(readYaml(yaml), Optional.empty(), body, firstLine);
        } catch (JsonProcessingException e) {
            return new FrontMatter(
                    MissingNode.getInstance(),
                    Optional.of(e.getOriginalMessage().lines().findFirst().orElse("")),
                    body,
                    firstLine);
        }
    }

    /** Reads YAML of a bounded kind: no types, and few aliases. */
    static JsonNode readYaml(String yaml) throws JsonProcessingException {
        JsonNode values = YAML.readTree(yaml);
        return values == null ? MissingNode.getInstance() : values;
    }
}
