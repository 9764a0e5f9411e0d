package io.lyceum.tax;

/** Whether a school's prices have the tax in them. */
public enum TaxPrices {
    /** As is customary where the buyer is. */
    CUSTOMARY,
    /** Everywhere: what is shown is what is paid. */
    INCLUDED,
    /** Nowhere: the tax is added. */
    ADDED
}
