package io.lyceum.architecture.violations.insides.academy;

import io.lyceum.architecture.violations.insides.catalog.web.Shelf;

/** A page that uses more of another capability's web than its views. */
class ShelfPage {
    Shelf shelf = new Shelf();
}
