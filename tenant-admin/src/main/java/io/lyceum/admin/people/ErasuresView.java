package io.lyceum.admin.people;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;

/** People who have left for good, and what is left to see to. */
public record ErasuresView(List<ErasureRow> rows) {

    /**
     * One of them.
     *
     * @param person their id; nothing else is known any more
     * @param waiting which plugins have not answered yet; empty for none
     * @param error what went wrong last; empty for nothing
     */
    public record ErasureRow(
            String person,
            Badge state,
            Instant begun,
            String waiting,
            String error,
            List<Left> left) {}

    /**
     * What a plugin has not erased.
     *
     * @param text the plugin's words; may be empty
     */
    public record Left(String why, String text) {}
}
