package io.lyceum.tenancy;

import io.lyceum.shared.outbox.Event;

/** A school's look changed; what is derived from it elsewhere must follow. */
@Event.Type(name = "school.brand_changed", open = true)
public record BrandChanged(long revision) implements Event {}
