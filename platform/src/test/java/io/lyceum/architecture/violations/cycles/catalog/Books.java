package io.lyceum.architecture.violations.cycles.catalog;

import io.lyceum.architecture.violations.cycles.learning.Readers;

/** Knows the readers, who know the books. */
public class Books {
    Readers readers;
}
