package io.lyceum.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugins.PluginVersion.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way of a version from upload to school: every pair of states, allowed or not. */
class VersionStatesTest {

    /** A line for each state that is left, a cell for each that is entered, in the same order. */
    private static final String TABLE =
            """
            DRAFT             . x . . . . . . .
            SCANNED           x . x . x . . . .
            IN_REVIEW         . . . x x . x . .
            CHANGES_REQUESTED x . x . . . x . .
            APPROVED          . . . x . x x . .
            PUBLISHED         . . . . . . . x x
            REJECTED          . . x . . . . . .
            YANKED            . . . . . x . . x
            REVOKED           . . . . . x . x .
            """;

    @Test
    void everyTransitionIsAllowedOrRefusedAsTheTableSays() {
        List<String> lines = new ArrayList<>();
        for (State from : State.values()) {
            StringBuilder line = new StringBuilder(String.format("%-17s", from));
            for (State to : State.values()) {
                line.append(from.next().contains(to) ? " x" : " .");
            }
            lines.add(line.toString());
        }

        assertEquals(TABLE.strip(), String.join("\n", lines));
    }

    @Test
    void nothingReachesSchoolsWithoutApproval() {
        Set<State> reached = EnumSet.of(State.DRAFT);
        for (int i = 0; i < State.values().length; i++) {
            for (State state : EnumSet.copyOf(reached)) {
                if (state != State.APPROVED) {
                    reached.addAll(state.next());
                }
            }
        }

        assertTrue(reached.contains(State.APPROVED));
        assertTrue(reached.stream().noneMatch(State::runs), reached.toString());
    }

    @Test
    void anArchiveThatSchoolsHaveHadIsNeverReplaced() {
        for (State state : State.values()) {
            boolean afterwards = state.runs() || state == State.REVOKED;
            assertTrue(!afterwards || !state.takesAnotherArchive(), state.toString());
        }
    }
}
