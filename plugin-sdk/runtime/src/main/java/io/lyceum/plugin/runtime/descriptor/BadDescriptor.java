package io.lyceum.plugin.runtime.descriptor;

import java.util.List;
import java.util.stream.Collectors;

/** A {@code plugin.yaml} that breaks rules, with all of them. */
public final class BadDescriptor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public BadDescriptor(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /** The broken rules in the order of their lines. */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * A broken rule.
     *
     * @param line from 1
     * @param rule stable name, for example {@code scope-purpose}
     * @param message what is wrong and what would be right
     */
    public record Violation(int line, String rule, String message) {

        @Override
        public String toString() {
            return "plugin.yaml:" + line + ": " + message + " [" + rule + "]";
        }
    }
}
