package io.lyceum.catalog;

/**
 * One line of a fidelity report, in the reader's language.
 *
 * @param file path inside the import; empty when it is about the import as a whole
 * @param line 1-based; 0 when it is about a whole file
 * @param what what happens to it
 * @param why the reason and what can be done; empty when it simply comes in
 */
public record ImportLine(ImportSeverity severity, String file, int line, String what, String why) {}
