package io.lyceum.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the product its one clock, so that tests can bring their own. */
@ApplicationScoped
class Clocks {

    @Produces
    Clock utc() {
        return Clock.systemUTC();
    }
}
