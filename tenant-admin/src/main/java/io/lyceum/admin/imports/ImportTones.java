package io.lyceum.admin.imports;

import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.ImportSeverity;

/** What colours mean for imports. */
final class ImportTones {

    private ImportTones() {}

    static Tone of(CourseImport.Status status) {
        return switch (status) {
            case READING, WRITING -> Tone.INFO;
            case MAPPING, REVIEW -> Tone.WARNING;
            case DONE -> Tone.POSITIVE;
            case FAILED -> Tone.CRITICAL;
            case CANCELLED -> Tone.NEUTRAL;
        };
    }

    static Tone of(ImportSeverity severity) {
        return switch (severity) {
            case COMES_IN -> Tone.POSITIVE;
            case CHANGED -> Tone.INFO;
            case LOST -> Tone.WARNING;
            case REFUSED -> Tone.CRITICAL;
        };
    }
}
