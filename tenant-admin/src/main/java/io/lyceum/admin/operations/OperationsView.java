package io.lyceum.admin.operations;

import java.util.List;

/**
 * How this node and the work of all nodes stand.
 *
 * @param routes of this node
 * @param lanes of all nodes; only those in which something is due
 */
public record OperationsView(List<RouteRow> routes, List<LaneRow> lanes) {

    /** A route, in words. */
    public record RouteRow(
            String name, String succeeded, String failed, String inFlight, String mean) {}

    /**
     * A lane.
     *
     * @param schools how many have something due now
     * @param oldest how long the oldest has waited, in words
     */
    public record LaneRow(String name, String schools, String oldest) {}
}
