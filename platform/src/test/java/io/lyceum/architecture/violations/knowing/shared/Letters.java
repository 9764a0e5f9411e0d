package io.lyceum.architecture.violations.knowing.shared;

import io.lyceum.architecture.violations.knowing.catalog.Books;

/** Shared code that knows a capability. */
class Letters {
    Books books;
}
