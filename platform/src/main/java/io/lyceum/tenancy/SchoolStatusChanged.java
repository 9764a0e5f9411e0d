package io.lyceum.tenancy;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A platform admin suspended, reopened or began to remove a school. */
@Event.Type(name = "school.status_changed")
public record SchoolStatusChanged(UUID school, School.Status status) implements Event {}
