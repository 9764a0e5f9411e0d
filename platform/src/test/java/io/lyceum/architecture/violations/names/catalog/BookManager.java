package io.lyceum.architecture.violations.names.catalog;

/** Says nothing about what it does. */
class BookManager {}
