package io.lyceum.tenancy;

import io.lyceum.shared.outbox.Event;

/** The hosts at which a school answers changed. */
@Event.Type(name = "school.hosts_changed")
public record SchoolHostsChanged(String primaryHost) implements Event {}
