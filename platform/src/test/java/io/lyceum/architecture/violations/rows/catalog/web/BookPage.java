package io.lyceum.architecture.violations.rows.catalog.web;

import jakarta.persistence.EntityManager;

/** A page that reads rows by itself. */
class BookPage {
    EntityManager entities;
}
