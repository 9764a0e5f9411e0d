package io.lyceum.architecture.violations.nulls.catalog;

/** Lives in a package that says nothing about null. */
class Unmarked {}
