package io.lyceum.architecture.violations.insides.academy;

import io.lyceum.architecture.violations.insides.catalog.internal.BookRow;

/** A page that skips the façade. */
class ReportPage {
    BookRow row = new BookRow();
}
