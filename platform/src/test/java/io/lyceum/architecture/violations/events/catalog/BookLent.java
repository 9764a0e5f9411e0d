package io.lyceum.architecture.violations.events.catalog;

import io.lyceum.shared.outbox.Event;

/** An event without a stable name. */
record BookLent(String title) implements Event {}
