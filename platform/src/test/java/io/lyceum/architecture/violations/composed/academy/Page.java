package io.lyceum.architecture.violations.composed.academy;

/** Put together from capabilities. */
public class Page {}
