package io.lyceum.plugin.runtime.archive;

/** An archive that is not opened, and why, with a stable name for the rule. */
public final class ArchiveRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;

    public ArchiveRefused(String rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** For example {@code ratio}. */
    public String rule() {
        return rule;
    }
}
