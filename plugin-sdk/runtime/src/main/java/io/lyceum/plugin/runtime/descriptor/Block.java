package io.lyceum.plugin.runtime.descriptor;

import io.lyceum.plugin.runtime.descriptor.BadDescriptor.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of YAML whose lines are known, and the rules that it has broken so far. */
final class Block {

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final int line;
    private final List<Violation> violations;

    Block(Node node, String what, List<Violation> violations) {
        this.line = lineOf(node);
        this.violations = violations;
        if (!(node instanceof MappingNode mapping)) {
            wrong(line, "shape", what + " is a mapping of names to values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                wrong(lineOf(tuple.getKeyNode()), "shape", "names are plain text");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                wrong(lineOf(key), "duplicate", key.getValue() + " stands here twice");
            } else {
                lines.put(key.getValue(), lineOf(key));
            }
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    void wrong(int at, String rule, String message) {
        violations.add(new Violation(at, rule, message));
    }

    void wrongAt(String name, String rule, String message) {
        wrong(lines.getOrDefault(name, line), rule, message);
    }

    int lineOf(String name) {
        return lines.getOrDefault(name, line);
    }

    void only(Set<String> known) {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(
                        name ->
                                wrongAt(
                                        name,
                                        "unknown",
                                        name + " is not known here; known are " + sorted(known)));
    }

    private static String sorted(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Required text; empty, with a violation, when it is missing. */
    String text(String name) {
        Optional<String> found = optional(name);
        if (found.isEmpty() || found.get().isBlank()) {
            wrongAt(name, "required", name + " is missing");
            return "";
        }
        return found.get().strip();
    }

    Optional<String> optional(String name) {
        Node node = values.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        wrongAt(name, "shape", name + " is one value, not a list or mapping");
        return Optional.empty();
    }

    /** Text by language: a mapping, or one text that is English. */
    Descriptor.Words words(String name, int longest) {
        Node node = values.get(name);
        if (node == null) {
            wrongAt(name, "required", name + " is missing");
            return new Descriptor.Words(Map.of("en", ""));
        }
        Map<String, String> words = new LinkedHashMap<>();
        if (node instanceof ScalarNode scalar) {
            words.put("en", scalar.getValue().strip());
        } else if (node instanceof MappingNode) {
            Block languages = new Block(node, name, violations);
            languages.values.keySet().forEach(l -> words.put(l, languages.text(l)));
        } else {
            wrongAt(name, "shape", name + " is text, or a mapping of languages to text");
        }
        if (words.getOrDefault("en", "").isBlank()) {
            wrongAt(name, "english", name + " needs a text in English (en)");
        }
        if (words.values().stream().anyMatch(text -> text.length() > longest)) {
            wrongAt(name, "length", name + " is at most " + longest + " characters");
        }
        return new Descriptor.Words(words);
    }

    /** The mappings of a list; empty when it is missing. */
    List<Block> blocks(String name) {
        return items(name).stream()
                .map(item -> new Block(item, "an entry of " + name, violations))
                .toList();
    }

    List<Node> items(String name) {
        Node node = values.get(name);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        wrongAt(name, "shape", name + " is a list");
        return List.of();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(name)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                wrong(lineOf(item), "shape", name + " is a list of texts");
            }
        }
        return texts;
    }
}
