package io.lyceum.plugin.runtime;

/** The plugin's own failure: what it threw, or that it answered something that is no message. */
public final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallFailed(String message) {
        super(message);
    }
}
