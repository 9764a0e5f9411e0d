package io.lyceum.plugin.tools.verify;

/** The checks, in their order. */
enum CheckName {
    BUILD("Build"),
    ARCHIVE("Archive"),
    DESCRIPTOR("plugin.yaml"),
    SDK_RANGE("SDK range"),
    SDK_USE("SDK classes"),
    WORKER("Worker process"),
    LEAKS("Unloading"),
    CONTRACTS("Contract tests");

    private final String shown;

    CheckName(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
