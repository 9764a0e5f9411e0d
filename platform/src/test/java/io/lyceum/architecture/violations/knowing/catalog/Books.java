package io.lyceum.architecture.violations.knowing.catalog;

/** A façade of a capability. */
public class Books {}
