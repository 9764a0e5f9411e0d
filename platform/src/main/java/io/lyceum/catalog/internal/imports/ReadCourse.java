package io.lyceum.catalog.internal.imports;

/**
 * A course that was read.
 *
 * @param files where the bytes of the draft's files are
 */
public record ReadCourse(CourseDraft draft, SourceFiles files, FidelityReport report) {}
