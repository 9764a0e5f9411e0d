package io.lyceum.tenancy;

import io.lyceum.shared.outbox.Event;

/**
 * What a school says about itself changed: name, language or time zone.
 *
 * @param version goes up with each change
 */
@Event.Type(name = "school.changed", open = true)
public record SchoolChanged(long version) implements Event {}
