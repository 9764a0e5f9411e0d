package io.lyceum.notifications;

import java.time.Duration;

/**
 * How a school has switched one thing that people are told by itself.
 *
 * @param delay how long it waits after what it is about
 * @param version goes up with each change; 0 for the usual
 */
public record Step(NotificationKind kind, boolean enabled, Duration delay, int version) {}
