package io.lyceum.architecture.violations.insides.catalog.web;

/** No view record, so no page may use it. */
public class Shelf {}
