package io.lyceum.architecture.violations.realms.identity.internal.realms;

/** Calls the admin API of the identity provider. */
public class Realms {}
