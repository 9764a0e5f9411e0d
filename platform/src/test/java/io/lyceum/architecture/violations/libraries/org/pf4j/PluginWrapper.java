package io.lyceum.architecture.violations.libraries.org.pf4j;

/** Stands in for PF4J's. */
public class PluginWrapper {}
