package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.ImportSeverity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an import would bring, change, lose and refuse, line by line. It is shown before anything is
 * written.
 */
public final class FidelityReport {

    private final List<FidelityLine> lines = new ArrayList<>();
    private final Map<ImportSeverity, Integer> counts = new EnumMap<>(ImportSeverity.class);

    void add(FidelityCode code, String file, int line, Object... arguments) {
        lines.add(FidelityLine.of(code, file, line, arguments));
        counts.merge(code.severity(), 1, Integer::sum);
    }

    /** All lines in the order in which the import was read. */
    public List<FidelityLine> lines() {
        return List.copyOf(lines);
    }

    public int count(ImportSeverity severity) {
        return counts.getOrDefault(severity, 0);
    }
}
