package io.lyceum.tax;

/**
 * How a school wants its taxes.
 *
 * @param askVies whether VAT ids are asked of the European Union's service, where it is set up
 * @param version grows with each change; 0 before the first
 */
public record TaxSetting(TaxMode mode, TaxPrices prices, boolean askVies, int version) {

    /** What holds until a school says otherwise. */
    public static final TaxSetting FIRST =
            new TaxSetting(TaxMode.NONE, TaxPrices.CUSTOMARY, false, 0);
}
