package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrerequisitesTest {

    private static final Map<String, String> STATUSES =
            Map.of(
                    "done",
                    "completed",
                    "won",
                    "passed",
                    "lost",
                    "failed",
                    "half",
                    "incomplete",
                    "new",
                    "not attempted");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "done; true",
                "won; true",
                "lost; false",
                "half; false",
                "new; false",
                "~new; true",
                "~done; false",
                "done&won; true",
                "done & half; false",
                "half|won; true",
                "half | lost; false",
                "half|done&won; true",
                "half&done|won; true",
                "half&(done|won); false",
                "~(half|done); false",
                "lost=failed; true",
                "lost=\"failed\"; true",
                "done=passed; false",
                "done<>passed; true",
                "new=not attempted; true",
                "new=\"not attempted\"; true",
                "lost=f; true",
                "~lost=passed; true",
                "\"done\"; true",
            })
    void a_script_is_met_as_aicc_means_it(String script, boolean met) {
        assertEquals("", Prerequisites.problem(script, STATUSES.keySet()).orElse(""));
        assertEquals(
                met,
                Prerequisites.met(script, STATUSES.keySet(), id -> STATUSES.getOrDefault(id, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2*{done,won}",
                "nobody",
                "done&",
                "&done",
                "(done",
                "done)",
                "done=great",
                "done won",
                "\"done",
                "done>won",
                "~"
            })
    void what_is_not_understood_is_said_and_keeps_nobody_out(String script) {
        assertTrue(Prerequisites.problem(script, STATUSES.keySet()).isPresent());
        assertTrue(Prerequisites.met(script, STATUSES.keySet(), id -> "failed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100000})
    void endless_nesting_is_not_understood(int depth) {
        assertTrue(Prerequisites.problem("~".repeat(depth) + "a", Set.of("a")).isPresent());
        assertTrue(Prerequisites.problem("(".repeat(depth) + "a", Set.of("a")).isPresent());
    }
}
