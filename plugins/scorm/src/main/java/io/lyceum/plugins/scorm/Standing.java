package io.lyceum.plugins.scorm;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a learner stands in one part, whatever becomes of its run-time data.
 *
 * @param attempted whether it has been opened
 * @param completed stays once it is
 * @param passed stays once it is
 * @param status in the words of SCORM 1.2, as it is now
 * @param score 0 to 1, the best; null for none
 */
record Standing(
        boolean attempted,
        boolean completed,
        boolean passed,
        String status,
        @Nullable Double score) {

    static final Standing NEW = new Standing(false, false, false, "not attempted", null);

    Standing opened() {
        return new Standing(true, completed, passed, status, score);
    }

    /** Takes what an attempt has reached so far. */
    Standing with(Attempt.Result result) {
        Double best = score;
        if (result.score() != null && (best == null || result.score() > best)) {
            best = result.score();
        }
        return new Standing(
                true,
                completed || result.completed(),
                passed || result.passed(),
                result.status(),
                best);
    }

    Map<String, Object> toState() {
        Map<String, Object> map = new TreeMap<>();
        map.put("attempted", attempted);
        map.put("completed", completed);
        map.put("passed", passed);
        map.put("status", status);
        if (score != null) {
            map.put("score", score);
        }
        return map;
    }

    static Standing of(@Nullable Object state) {
        Map<String, Object> map = Json.map(state);
        String status = Json.text(map, "status");
        Double score = Json.fraction(map, "score");
        return new Standing(
                Json.flag(map, "attempted", false),
                Json.flag(map, "completed", false),
                Json.flag(map, "passed", false),
                status.isEmpty() ? NEW.status() : status,
                score == null ? null : Math.max(0, Math.min(1, score)));
    }
}
