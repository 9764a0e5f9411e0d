package io.lyceum.plugins.scorm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a package may set, as the host takes it. The browser has checked everything already, by the
 * table in {@code web/scorm.js}; this stands against a browser that does not: names, lengths, and
 * the shape of what anything is concluded from.
 */
final class Elements {

    private static final int HIGHEST_INDEX = 2000;
    private static final String NUMBER = "[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})";

    /** What a value has to look like. */
    private sealed interface Shape {
        boolean fits(String value);
    }

    private record Text(int longest) implements Shape {
        @Override
        public boolean fits(String value) {
            return value.length() <= longest;
        }
    }

    private record OneOf(Set<String> words) implements Shape {
        @Override
        public boolean fits(String value) {
            return words.contains(value);
        }
    }

    private record Number(boolean blank) implements Shape {
        @Override
        public boolean fits(String value) {
            return value.isEmpty() ? blank : value.matches(NUMBER);
        }
    }

    private record Length() implements Shape {
        @Override
        public boolean fits(String value) {
            return Times.read(value).isPresent();
        }
    }

    private static final Map<String, Shape> V12 = new HashMap<>();
    private static final Map<String, Shape> V2004 = new HashMap<>();

    static {
        Set<String> statuses = Set.of("passed", "completed", "failed", "incomplete", "browsed");
        Set<String> completion = Set.of("completed", "incomplete", "not attempted", "unknown");
        Set<String> success = Set.of("passed", "failed", "unknown");

        V12.put("cmi.core.lesson_location", new Text(255));
        V12.put("cmi.core.lesson_status", new OneOf(statuses));
        V12.put("cmi.core.exit", new OneOf(Set.of("time-out", "suspend", "logout", "")));
        V12.put("cmi.core.session_time", new Length());
        V12.put("cmi.suspend_data", new Text(4096));
        V12.put("cmi.comments", new Text(4096));
        for (String of : List.of("cmi.core.score.", "cmi.objectives.n.score.")) {
            for (String which : List.of("raw", "min", "max")) {
                V12.put(of + which, new Number(true));
            }
        }
        for (String name :
                List.of(
                        "cmi.objectives.n.id",
                        "cmi.objectives.n.status",
                        "cmi.student_preference.audio",
                        "cmi.student_preference.language",
                        "cmi.student_preference.speed",
                        "cmi.student_preference.text",
                        "cmi.interactions.n.id",
                        "cmi.interactions.n.objectives.n.id",
                        "cmi.interactions.n.time",
                        "cmi.interactions.n.type",
                        "cmi.interactions.n.correct_responses.n.pattern",
                        "cmi.interactions.n.weighting",
                        "cmi.interactions.n.student_response",
                        "cmi.interactions.n.result",
                        "cmi.interactions.n.latency")) {
            V12.put(name, new Text(255));
        }

        V2004.put("cmi.completion_status", new OneOf(completion));
        V2004.put("cmi.success_status", new OneOf(success));
        V2004.put("cmi.exit", new OneOf(Set.of("time-out", "suspend", "logout", "normal", "")));
        V2004.put("cmi.session_time", new Length());
        V2004.put("cmi.location", new Text(1000));
        V2004.put("cmi.suspend_data", new Text(64000));
        V2004.put("cmi.progress_measure", new Number(false));
        V2004.put("adl.nav.request", new Text(4100));
        V2004.put("adl.data.n.store", new Text(64000));
        for (String of : List.of("cmi.score.", "cmi.objectives.n.score.")) {
            for (String which : List.of("scaled", "raw", "min", "max")) {
                V2004.put(of + which, new Number(false));
            }
        }
        for (String name :
                List.of(
                        "cmi.comments_from_learner.n.location",
                        "cmi.comments_from_learner.n.timestamp",
                        "cmi.learner_preference.audio_level",
                        "cmi.learner_preference.language",
                        "cmi.learner_preference.delivery_speed",
                        "cmi.learner_preference.audio_captioning",
                        "cmi.objectives.n.success_status",
                        "cmi.objectives.n.completion_status",
                        "cmi.objectives.n.progress_measure",
                        "cmi.interactions.n.type",
                        "cmi.interactions.n.timestamp",
                        "cmi.interactions.n.weighting",
                        "cmi.interactions.n.result",
                        "cmi.interactions.n.latency")) {
            V2004.put(name, new Text(250));
        }
        // A prefix such as {lang=en} does not count as part of the text.
        for (String name :
                List.of("cmi.objectives.n.description", "cmi.interactions.n.description")) {
            V2004.put(name, new Text(550));
        }
        for (String name :
                List.of(
                        "cmi.comments_from_learner.n.comment",
                        "cmi.objectives.n.id",
                        "cmi.interactions.n.id",
                        "cmi.interactions.n.objectives.n.id")) {
            V2004.put(name, new Text(4300));
        }
        // 250 steps of a performance, or 36 pairs of identifiers, are the longest.
        V2004.put("cmi.interactions.n.correct_responses.n.pattern", new Text(64000));
        V2004.put("cmi.interactions.n.learner_response", new Text(64000));
    }

    private Elements() {}

    /** The elements that can be set, with {@code n} for indexes. */
    static Set<String> settable(String version) {
        return Set.copyOf(of(version).keySet());
    }

    private static Map<String, Shape> of(String version) {
        return version.equals(Course.V12) ? V12 : V2004;
    }

    /**
     * Says what is wrong with a value.
     *
     * @return the standard's error; nothing when it can be kept
     */
    static Optional<String> error(String version, String element, String value) {
        boolean old = version.equals(Course.V12);
        Optional<String> pattern = pattern(element);
        Shape shape = pattern.map(of(version)::get).orElse(null);
        if (shape == null) {
            return Optional.of(old ? "201" : "401");
        }
        return shape.fits(value) ? Optional.empty() : Optional.of(old ? "405" : "406");
    }

    /** Puts {@code n} in the place of indexes; nothing when one is out of all proportion. */
    private static Optional<String> pattern(String element) {
        List<String> names = new ArrayList<>();
        for (String name : element.split("\\.", -1)) {
            if (name.matches("0|[1-9]\\d{0,5}")) {
                if (Integer.parseInt(name) >= HIGHEST_INDEX) {
                    return Optional.empty();
                }
                names.add("n");
            } else if (name.equals("n")) {
                return Optional.empty();
            } else {
                names.add(name);
            }
        }
        return Optional.of(String.join(".", names));
    }
}
