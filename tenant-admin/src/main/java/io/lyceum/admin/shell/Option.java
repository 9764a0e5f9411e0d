package io.lyceum.admin.shell;

/** One choice of a select or of a group of radio buttons. */
public record Option(String value, String label, String hint) {

    public static Option of(String value, String label) {
        return new Option(value, label, "");
    }
}
