package io.lyceum.architecture.violations.composed.catalog;

import io.lyceum.architecture.violations.composed.academy.Page;

/** A capability that knows a page. */
class Bookshelf {
    Page page;
}
