package io.lyceum.admin.shell;

import java.util.Locale;

/** One visible step of long work. */
public record Step(State state, String title, String detail) {

    public enum State {
        WAITING,
        RUNNING,
        /** Waits for somebody to do something here. */
        CURRENT,
        DONE,
        FAILED
    }

    public String css() {
        return "is-" + state.name().toLowerCase(Locale.ROOT);
    }

    public String icon() {
        return switch (state) {
            case WAITING -> "dot";
            case RUNNING -> "spinner";
            case CURRENT -> "edit";
            case DONE -> "check";
            case FAILED -> "alert";
        };
    }
}
