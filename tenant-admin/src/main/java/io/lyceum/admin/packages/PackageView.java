package io.lyceum.admin.packages;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.util.List;
import java.util.Optional;

/**
 * The package of an activity.
 *
 * @param path of this page
 * @param type of the package, in words
 * @param current what learners open
 * @param waiting what was uploaded and nobody has confirmed yet
 * @param refused the report of an upload of which nothing was kept; empty when there was none
 * @param limit the largest archive, in words
 * @param lesson where learners open it; empty when the course has no such page yet
 */
public record PackageView(
        String path,
        String type,
        Form upload,
        Optional<Shown> current,
        Optional<Shown> waiting,
        List<Line> refused,
        String limit,
        String lesson) {

    public PackageView {
        refused = List.copyOf(refused);
    }

    /**
     * An uploaded package.
     *
     * @param facts its name, size and age
     * @param counts of the report's lines
     */
    public record Shown(
            String id, String title, String facts, List<Badge> counts, List<Line> report) {

        public Shown {
            counts = List.copyOf(counts);
            report = List.copyOf(report);
        }
    }

    /** A line of a fidelity report. */
    public record Line(Badge level, String text, String where) {}
}
