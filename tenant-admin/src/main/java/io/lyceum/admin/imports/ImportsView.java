package io.lyceum.admin.imports;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Imports that were begun, newest first. */
public record ImportsView(List<ImportRow> rows, Optional<String> next) {

    /** One import. */
    public record ImportRow(
            String href, String name, String kind, Badge state, String result, Instant begun) {}
}
