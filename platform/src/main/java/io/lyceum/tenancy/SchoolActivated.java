package io.lyceum.tenancy;

import io.lyceum.shared.outbox.Event;

/** A school finished onboarding and answers at its host. */
@Event.Type(name = "school.activated")
public record SchoolActivated(String slug, String ownerEmail) implements Event {}
