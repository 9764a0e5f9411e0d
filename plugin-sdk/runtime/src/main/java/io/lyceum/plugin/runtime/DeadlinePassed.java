package io.lyceum.plugin.runtime;

import java.time.Duration;

/** The plugin did not answer in time. */
public final class DeadlinePassed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeadlinePassed(Duration deadline) {
        super("it did not answer within " + deadline.toMillis() + " ms");
    }
}
