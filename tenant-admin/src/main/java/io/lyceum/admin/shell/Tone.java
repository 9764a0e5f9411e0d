package io.lyceum.admin.shell;

import java.util.Locale;

/** What a colour means in the back office. */
public enum Tone {
    NEUTRAL,
    POSITIVE,
    INFO,
    WARNING,
    CRITICAL;

    /** The class that components carry. */
    public String css() {
        return "is-" + name().toLowerCase(Locale.ROOT);
    }
}
