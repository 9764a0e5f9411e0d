package io.lyceum.architecture.violations.libraries.com.stripe;

/** Stands in for Stripe's. */
public class Stripe {}
