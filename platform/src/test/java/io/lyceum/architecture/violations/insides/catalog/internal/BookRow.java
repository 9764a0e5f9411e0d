package io.lyceum.architecture.violations.insides.catalog.internal;

/** Nobody outside catalog may see this. */
public class BookRow {}
