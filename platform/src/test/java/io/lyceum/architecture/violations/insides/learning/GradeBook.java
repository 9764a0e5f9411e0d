package io.lyceum.architecture.violations.insides.learning;

import io.lyceum.architecture.violations.insides.catalog.internal.BookRow;

/** Reaches into another capability. */
class GradeBook {
    BookRow row = new BookRow();
}
