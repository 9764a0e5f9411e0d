package io.lyceum.commerce;

/**
 * A line of a receipt, in minor units of its currency.
 *
 * @param grossMinor what was paid
 * @param taxName such as VAT; empty if no tax is in it
 * @param taxThousandths the rate in thousandths of a percent; 0 if no tax is in it
 */
public record ReceiptLine(
        String title,
        long netMinor,
        long taxMinor,
        long grossMinor,
        String taxName,
        int taxThousandths) {

    /** A line of something on which no tax was collected. */
    public static ReceiptLine untaxed(String title, long minor) {
        return new ReceiptLine(title, minor, 0, minor, "", 0);
    }
}
