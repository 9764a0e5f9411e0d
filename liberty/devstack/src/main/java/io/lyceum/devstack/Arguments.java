package io.lyceum.devstack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line: words in order, and options as {@code --name value}, {@code --name=value} or,
 * for the known flags, {@code --name} alone.
 */
record Arguments(List<String> words, Map<String, String> options) {

    private static final Set<String> FLAGS =
            Set.of("yes", "help", "no-seeds", "seeds", "attach", "quick", "worker");

    Arguments {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    static Arguments parse(String... given) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < given.length; i++) {
            String part = given[i];
            if (!part.startsWith("--")) {
                words.add(part);
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? part.substring(2) : part.substring(2, equals);
            if (equals >= 0) {
                options.put(name, part.substring(equals + 1));
            } else if (FLAGS.contains(name)) {
                options.put(name, "true");
            } else if (i + 1 < given.length && !given[i + 1].startsWith("--")) {
                options.put(name, given[++i]);
            } else {
                throw new Failure("--" + name + " needs a value.");
            }
        }
        return new Arguments(words, options);
    }

    String word(int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    boolean has(String flag) {
        return "true".equals(options.get(flag));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Answers a required option, or says which one is missing. */
    String require(String name) {
        return option(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Failure("--" + name + " is missing."));
    }

    /** Answers a whole number from 1 on, or the usual one. */
    int number(String name, int usual) {
        String text = options.getOrDefault(name, Integer.toString(usual));
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new Failure("--" + name + " " + text + " is no number from 1 to 9999999.");
        }
        return Integer.parseInt(text);
    }

    /** Refuses options that the command does not know, so that a typing error is not ignored. */
    void allow(String... names) {
        Set<String> known = Set.of(names);
        for (String name : options.keySet()) {
            if (!known.contains(name) && !name.equals("help")) {
                throw new Failure(
                        "Unknown option --"
                                + name
                                + ". Known here: "
                                + String.join(
                                        ", ",
                                        java.util.Arrays.asList(names).stream()
                                                .map(n -> "--" + n)
                                                .toList())
                                + ".");
            }
        }
    }
}
