package io.lyceum.catalog.internal.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of fenced div that lessons are made of, and how each is shown. */
enum DivKind {
    OBJECTIVES(Look.ASIDE),
    QUESTIONS(Look.ASIDE),
    KEYPOINTS(Look.ASIDE, "key-points"),
    CALLOUT(Look.ASIDE, "note", "info", "callout-note", "callout-info", "admonition"),
    TIP(Look.ASIDE, "callout-tip"),
    PREREQ(Look.ASIDE, "prerequisite", "prerequisites"),
    CHECKLIST(Look.ASIDE),
    TESTIMONIAL(Look.ASIDE),
    CAUTION(Look.ASIDE, "callout-caution", "danger"),
    WARNING(Look.ASIDE, "callout-warning", "important", "callout-important"),
    CHALLENGE(Look.SECTION, "exercise"),
    DISCUSSION(Look.SECTION, "discuss"),
    SOLUTION(Look.DETAILS, "answer"),
    HINT(Look.DETAILS),
    SPOILER(Look.DETAILS),
    TAB(Look.TABS, "group-tab", "tabs", "panel-tabset"),
    INSTRUCTOR(Look.HIDDEN, "instructors", "notes");

    /** How a kind is marked up. */
    enum Look {
        ASIDE,
        SECTION,
        DETAILS,
        TABS,
        HIDDEN
    }

    private static final Map<String, DivKind> BY_NAME =
            Arrays.stream(values())
                    .flatMap(kind -> kind.names().map(name -> Map.entry(name, kind)))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Look look;
    private final List<String> aliases;

    DivKind(Look look, String... aliases) {
        this.look = look;
        this.aliases = List.of(aliases);
    }

    static Optional<DivKind> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    Look look() {
        return look;
    }

    /** The end of its CSS class: {@code callout--objectives}. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Stream<String> names() {
        return Stream.of(Stream.of(style()), aliases.stream()).flatMap(Function.identity());
    }
}
