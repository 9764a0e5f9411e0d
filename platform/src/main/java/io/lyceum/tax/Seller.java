package io.lyceum.tax;

/**
 * Who sells, as it stands on receipts. Texts may be empty.
 *
 * @param legalName of the company or person
 * @param address in lines, without the country
 * @param country where the seller is at home, as ISO 3166 writes it; empty if it was not said
 * @param vatId as the seller writes it
 * @param email for questions about receipts
 * @param footer what else the law wants on a receipt
 * @param version grows with each change; 0 before the first
 */
public record Seller(
        String legalName,
        String address,
        String country,
        String vatId,
        String email,
        String footer,
        int version) {

    /** A seller of whom nothing is known yet. */
    public static final Seller UNKNOWN = new Seller("", "", "", "", "", "", 0);

    /** Tells whether there is what an invoice has to say of the seller. */
    public boolean complete() {
        return !legalName.isBlank() && !address.isBlank() && !country.isBlank();
    }
}
