package io.lyceum.plugin.runtime.scan;

import java.util.List;

/**
 * Something in one class that a reviewer wants to look at. It is no accusation: a library that
 * opens files may have every reason to.
 *
 * @param library path of the {@code lib/*.jar} that has the class; empty for the plugin's own
 * @param type name of the class, with dots
 * @param uses what it uses, such as {@code System.exit}, sorted; at most 12
 */
public record Finding(Kind kind, String library, String type, List<String> uses) {

    public Finding {
        uses = List.copyOf(uses);
    }

    /** What a class may do, the gravest first. */
    public enum Kind {
        /** Ends the process that it runs in. */
        EXIT,
        /** Starts other programs. */
        PROCESS,
        /** Code of the machine, which nothing checks. */
        NATIVE,
        /** Memory and classes of the JVM itself. */
        UNSAFE,
        /** Makes classes while it runs: what they do is not to be seen here. */
        CLASS_LOADING,
        /** Connections past the host, which knows nothing of {@code egress} for them. */
        NETWORK,
        /** Files of the machine. */
        FILES,
        /** Calls by name: what is called is not to be seen here. */
        REFLECTION
    }
}
