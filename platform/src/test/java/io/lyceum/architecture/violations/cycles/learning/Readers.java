package io.lyceum.architecture.violations.cycles.learning;

import io.lyceum.architecture.violations.cycles.catalog.Books;

/** Knows the books, which know the readers. */
public class Readers {
    Books books;
}
