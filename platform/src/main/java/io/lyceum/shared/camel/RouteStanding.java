package io.lyceum.shared.camel;

/**
 * How a route of this node stands since the node was started.
 *
 * @param route the route's name
 * @param inFlight exchanges under way
 * @param meanMillis how long an exchange took on average; 0 before the first one ended
 */
public record RouteStanding(
        String route, long succeeded, long failed, long inFlight, long meanMillis) {}
