package io.lyceum.tax;

/** Who works out a school's taxes. */
public enum TaxMode {
    /** Nobody: prices are what they are. */
    NONE,
    /** Lyceum, by the dated rates that it knows and those of the school. */
    TABLE,
    /** Stripe Tax, while people pay. */
    STRIPE_TAX
}
