package io.lyceum.plugins.scorm;

import io.lyceum.plugins.scorm.Course.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The run-time data of one learner in one part. Commits may come twice and in any order: a late one
 * fills what later ones have left open, and changes nothing else. Of several sessions the newest
 * that has said anything wins; what others say afterwards is refused.
 */
final class Attempt {

    /** What the adapter adds to each commit: which launch it belongs to. */
    static final String LAUNCH = "lyceum.launch";

    /** In bytes of JSON; a storage entry takes a little more. */
    static final int LARGEST = 200_000;

    private static final int MOST_AHEAD = 20;
    private static final int MOST_NAMES_AHEAD = 20_000;
    private static final int MOST_PAST = 20;
    private static final int LONGEST_SESSION = 200;
    private static final Pattern MANY = Pattern.compile("cmi\\.(interactions|comments_from).*");

    private long launches;
    private long launch;
    private String session = "";
    private long number;
    private boolean ended;
    private long before;
    private long size;
    private final TreeMap<Long, List<String>> ahead = new TreeMap<>();
    private final List<String> past = new ArrayList<>();
    private final TreeMap<String, String> values = new TreeMap<>();

    /**
     * What an attempt has reached so far.
     *
     * @param status in the words of SCORM 1.2
     * @param score 0 to 1; null for none
     */
    record Result(boolean completed, boolean passed, String status, @Nullable Double score) {}

    /**
     * What became of a commit.
     *
     * @param taken values that were new; empty for a duplicate
     */
    record Taken(Map<String, String> taken, List<String> errors) {}

    static Attempt of(Map<String, Object> state) {
        Attempt attempt = new Attempt();
        attempt.launches = Math.max(0, Json.number(state, "launches"));
        attempt.launch = Math.max(0, Json.number(state, "launch"));
        attempt.session = Json.text(state, "session");
        attempt.number = Math.max(0, Json.number(state, "number"));
        attempt.ended = Json.flag(state, "ended", false);
        attempt.before = Math.max(0, Math.min(Times.LONGEST, Json.number(state, "before")));
        attempt.past.addAll(Json.list(state.get("past")));
        attempt.values.putAll(Json.texts(state.get("values")));
        Json.map(state.get("ahead"))
                .forEach(
                        (name, elements) -> {
                            if (name.matches("\\d{1,18}")) {
                                attempt.ahead.put(Long.parseLong(name), Json.list(elements));
                            }
                        });
        return attempt;
    }

    Map<String, Object> toState() {
        Map<String, Object> waiting = new TreeMap<>();
        ahead.forEach((number, elements) -> waiting.put(String.valueOf(number), elements));
        Map<String, Object> state = new TreeMap<>();
        state.put("launches", launches);
        state.put("launch", launch);
        state.put("session", session);
        state.put("number", number);
        state.put("ended", ended);
        state.put("before", before);
        state.put("ahead", waiting);
        state.put("past", List.copyOf(past));
        state.put("values", new TreeMap<>(values));
        return state;
    }

    /** Counts a launch, and says which it is. */
    long launched() {
        return ++launches;
    }

    boolean ended() {
        return ended;
    }

    /** A value as the content has set it last; empty for none. */
    String value(String element) {
        return values.getOrDefault(element, "");
    }

    /**
     * Takes a commit.
     *
     * @return {@code superseded} among the errors when a newer session has taken over
     */
    Taken take(Course course, String from, long numbered, Map<String, String> sent, boolean over) {
        if (numbered < 1 || from.isEmpty() || from.length() > LONGEST_SESSION) {
            return new Taken(Map.of(), List.of("session: 101"));
        }
        if (!from.equals(session)) {
            long of = launchOf(sent);
            if (past.contains(from) || of < launch) {
                return new Taken(Map.of(), List.of("session: superseded"));
            }
            begin(course, from, of);
        }
        if (numbered <= number || ahead.containsKey(numbered)) {
            return new Taken(Map.of(), List.of());
        }
        Set<String> later = new HashSet<>();
        ahead.tailMap(numbered, false).values().forEach(later::addAll);
        size = 0;
        values.forEach((element, value) -> size += bytes(element, value));
        List<String> errors = new ArrayList<>();
        Map<String, String> taken = new TreeMap<>();
        sent.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("lyceum."))
                .filter(entry -> !later.contains(entry.getKey()))
                // What content cannot do without comes before what it tells in passing.
                .sorted(Comparator.comparing(entry -> MANY.matcher(entry.getKey()).matches()))
                .forEach(entry -> set(course, entry.getKey(), entry.getValue(), taken, errors));
        ended = ended || over;
        count(numbered, sent.keySet());
        return new Taken(taken, errors);
    }

    private long launchOf(Map<String, String> sent) {
        String text = sent.getOrDefault(LAUNCH, "");
        long of = text.matches("\\d{1,18}") ? Long.parseLong(text) : launch;
        // Nobody belongs to a launch that has not been.
        return Math.min(of, launches);
    }

    /** Lets a session take over. */
    private void begin(Course course, String from, long of) {
        if (!session.isEmpty()) {
            past.add(session);
            if (past.size() > MOST_PAST) {
                past.remove(0);
            }
        }
        boolean anew = startsAnew(course);
        before = anew ? 0 : total();
        values.keySet().removeIf(element -> anew || isOfOneSession(element));
        session = from;
        launch = of;
        number = 0;
        ended = false;
        ahead.clear();
    }

    private void set(
            Course course,
            String element,
            String value,
            Map<String, String> taken,
            List<String> errors) {
        var error = Elements.error(course.version(), element, value);
        if (error.isPresent()) {
            errors.add(shown(element) + ": " + error.get());
            return;
        }
        if (element.startsWith("adl.data.")) {
            taken.put(element, value);
            return;
        }
        String old = values.get(element);
        long grown = bytes(element, value) - (old == null ? 0 : bytes(element, old));
        if (size + grown > LARGEST) {
            errors.add(shown(element) + ": " + (course.is2004() ? "351" : "101"));
            return;
        }
        size += grown;
        values.put(element, value);
        taken.put(element, value);
    }

    private static String shown(String element) {
        return element.length() > 100 ? element.substring(0, 100) + "…" : element;
    }

    private static long bytes(String element, String value) {
        return 6 + bytes(element) + bytes(value);
    }

    /** The length in JSON, at most. */
    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                bytes += 6;
            } else if (c == '"' || c == '\\') {
                bytes += 2;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }

    private void count(long numbered, Set<String> elements) {
        ahead.put(numbered, List.copyOf(elements));
        while (ahead.containsKey(number + 1)) {
            ahead.remove(++number);
        }
        // What is missing for so long is not waited for.
        while (ahead.size() > MOST_AHEAD || namesAhead() > MOST_NAMES_AHEAD) {
            number = ahead.firstKey();
            ahead.pollFirstEntry();
        }
    }

    private long namesAhead() {
        return ahead.values().stream().flatMap(List::stream).mapToLong(String::length).sum();
    }

    /** SCORM 2004 begins with empty data after an attempt that was not suspended. */
    private boolean startsAnew(Course course) {
        return course.is2004() && ended && !suspended(course);
    }

    /** Whether the content wants to go on later where it was. */
    boolean suspended(Course course) {
        return value(course.is2004() ? "cmi.exit" : "cmi.core.exit").equals("suspend")
                || value("adl.nav.request").equals("suspendAll");
    }

    private static boolean isOfOneSession(String element) {
        return Set.of(
                        "cmi.exit",
                        "cmi.core.exit",
                        "cmi.session_time",
                        "cmi.core.session_time",
                        "adl.nav.request")
                .contains(element);
    }

    private long total() {
        String session = value("cmi.session_time") + value("cmi.core.session_time");
        return Math.min(Times.LONGEST, before + Times.read(session).orElse(0));
    }

    /** What the content finds when it is opened now. */
    Map<String, String> opening(Course course, Item item) {
        boolean anew = startsAnew(course);
        Map<String, String> opening = new TreeMap<>();
        if (!anew) {
            values.forEach(
                    (element, value) -> {
                        if (!isOfOneSession(element)) {
                            opening.put(element, value);
                        }
                    });
        }
        if (course.is2004()) {
            if (opening.keySet().stream().noneMatch(e -> e.startsWith("cmi.objectives."))) {
                for (int i = 0; i < item.objectives().size(); i++) {
                    opening.put("cmi.objectives." + i + ".id", item.objectives().get(i));
                }
            }
        }
        boolean first = session.isEmpty() || anew;
        // A session that was cut off goes on: better one page too far than everything again.
        boolean resumed = !first && (!ended || suspended(course));
        String entry = first ? "ab-initio" : resumed ? "resume" : "";
        long time = anew ? 0 : total();
        if (course.is2004()) {
            opening.put("cmi.entry", entry);
            opening.put("cmi.total_time", Times.interval(time));
            opening.put("cmi.credit", "credit");
            opening.put("cmi.mode", "normal");
        } else {
            opening.put("cmi.core.entry", entry);
            opening.put("cmi.core.total_time", Times.timespan(time));
            opening.put("cmi.core.credit", "credit");
            opening.put("cmi.core.lesson_mode", "normal");
        }
        opening.putAll(item.given());
        return opening;
    }

    /** Concludes what the content has said, and puts in what the standard lets the LMS conclude. */
    Result result(Course course, Item item) {
        if (item.asset()) {
            return new Result(ended, ended, ended ? "completed" : "incomplete", null);
        }
        return course.is2004() ? result2004(item, course) : result12(item, course);
    }

    private Result result12(Item item, Course course) {
        String status = value("cmi.core.lesson_status");
        if (ended && !suspended(course)) {
            Double raw = number("cmi.core.score.raw");
            Double mastery =
                    number(item.given().getOrDefault("cmi.student_data.mastery_score", ""), null);
            if (raw != null && mastery != null) {
                status = raw >= mastery ? "passed" : "failed";
            } else if (status.isEmpty()) {
                status = "completed";
            }
            // The content finds it when it is opened again.
            values.put("cmi.core.lesson_status", status);
        } else if (status.isEmpty()) {
            status = "incomplete";
        }
        boolean completed = status.equals("passed") || status.equals("completed");
        return new Result(
                completed,
                completed,
                status,
                scaled("cmi.core.score.", /* raw without a maximum is out of */ 100.0));
    }

    private Result result2004(Item item, Course course) {
        String completion = value("cmi.completion_status");
        String success = value("cmi.success_status");
        Double threshold = number(item.given().getOrDefault("cmi.completion_threshold", ""), null);
        Double progress = number("cmi.progress_measure");
        Double passing = number(item.given().getOrDefault("cmi.scaled_passing_score", ""), null);
        Double scaled = number("cmi.score.scaled");
        if (threshold != null && progress != null) {
            completion = progress >= threshold ? "completed" : "incomplete";
        }
        if (passing != null && scaled != null) {
            success = scaled >= passing ? "passed" : "failed";
        }
        boolean over =
                ended && !suspended(course) && !value("adl.nav.request").startsWith("abandon");
        boolean silent = completion.isEmpty() || completion.equals("unknown");
        if (silent && over && !item.contentCompletes() && threshold == null) {
            completion = "completed";
        } else if (silent && success.equals("passed")) {
            completion = "completed";
        }
        boolean undecided = success.isEmpty() || success.equals("unknown");
        if (undecided && over && !item.contentSatisfies() && passing == null) {
            success = "passed";
        }
        boolean completed = completion.equals("completed");
        String status = completed ? "completed" : "incomplete";
        if (success.equals("passed") || success.equals("failed")) {
            status = success;
        }
        Double score = scaled != null ? Double.valueOf(within(scaled)) : scaled("cmi.score.", null);
        return new Result(completed, success.equals("passed"), status, score);
    }

    private @Nullable Double scaled(String of, @Nullable Double usualMax) {
        Double raw = number(of + "raw");
        Double max = number(value(of + "max"), usualMax);
        Double min = number(value(of + "min"), 0.0);
        if (raw == null || max == null || min == null || !(max > min)) {
            return null;
        }
        return within((raw - min) / (max - min));
    }

    private static double within(double score) {
        return Math.max(0, Math.min(1, score));
    }

    private @Nullable Double number(String element) {
        return number(value(element), null);
    }

    private static @Nullable Double number(String text, @Nullable Double otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
