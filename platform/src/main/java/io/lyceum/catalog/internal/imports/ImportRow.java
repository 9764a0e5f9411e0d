package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CourseImport;
import io.lyceum.shared.files.FileHash;
import java.util.Optional;
import java.util.UUID;

/**
 * An import as it is stored.
 *
 * @param plan how to read a table; empty until it was looked at, and for single courses
 * @param run grows when reading begins again, so that work on an older plan notices
 * @param nextRow rows of a table, or steps of a course, that are done in the running step
 * @param nextLine lines of the report so far
 * @param attempts failures since the last progress
 */
public record ImportRow(
        CourseImport view,
        FileHash file,
        Optional<CataloguePlan> plan,
        int run,
        int nextRow,
        int nextLine,
        int attempts,
        Optional<UUID> createdBy) {}
