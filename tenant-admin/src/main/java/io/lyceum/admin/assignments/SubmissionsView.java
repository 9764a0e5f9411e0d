package io.lyceum.admin.assignments;

import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Tab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was handed in.
 *
 * @param tabs what waits, what is marked
 * @param of the assignment or course that alone is shown; empty for all
 * @param all address of the list of all; empty if this is it
 */
public record SubmissionsView(
        List<Tab> tabs, boolean marked, String of, String all, List<Row> rows, Listing listing) {

    /**
     * One submission.
     *
     * @param late by how much; empty for in time
     * @param points what it was given; empty while it waits
     * @param begun whether somebody has begun to mark it
     */
    public record Row(
            String href,
            String learner,
            String assignment,
            String course,
            int attempt,
            Optional<Instant> at,
            String late,
            String points,
            boolean begun) {}
}
