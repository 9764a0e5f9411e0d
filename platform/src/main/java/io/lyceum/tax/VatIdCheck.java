package io.lyceum.tax;

/** Tells what is known of VAT ids. Not inside a transaction: it may ask somebody. */
public interface VatIdCheck {

    /**
     * Checks a VAT id.
     *
     * @param vatId with its country in front, without spaces, upper case
     * @return UNKNOWN rather than a guess
     */
    VatIdAnswer check(String vatId);
}
