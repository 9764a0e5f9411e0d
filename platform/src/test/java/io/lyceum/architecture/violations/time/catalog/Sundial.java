package io.lyceum.architecture.violations.time.catalog;

import java.time.Instant;

/** Reads the time where no test can set it. */
class Sundial {
    Instant noon = Instant.now();
}
