package io.lyceum.catalog.internal.imports;

import java.util.List;
import java.util.Optional;

/**
 * One row of a table as it is in the file.
 *
 * @param line on which it starts, 1-based
 * @param values in the order of the columns; empty when it cannot be read
 * @param refusal why it cannot be read, if it cannot
 */
record RawRow(int line, List<String> values, Optional<Refusal> refusal) {

    /** Why a row cannot be read. */
    record Refusal(FidelityCode code, List<Object> arguments) {}

    static RawRow of(int line, List<String> values) {
        return new RawRow(line, values, Optional.empty());
    }

    static RawRow refused(int line, FidelityCode code, Object... arguments) {
        return new RawRow(line, List.of(), Optional.of(new Refusal(code, List.of(arguments))));
    }
}
