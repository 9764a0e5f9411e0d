package io.lyceum.architecture.violations.libraries.org.apache.camel;

/** Stands in for Camel's. */
public class ProducerTemplate {}
