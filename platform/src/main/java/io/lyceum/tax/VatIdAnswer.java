package io.lyceum.tax;

/**
 * What is known of a VAT id.
 *
 * @param vatId with its country in front, without spaces, upper case
 */
public record VatIdAnswer(String vatId, State state, Source source) {

    /** How it stands. */
    public enum State {
        VALID,
        INVALID,
        /** Nobody could say. */
        UNKNOWN
    }

    /** Who says so. */
    public enum Source {
        /** Its own check digits: it is well written, which does not say that somebody has it. */
        CHECK_DIGITS,
        /** The European Union's service: somebody has it, or nobody. */
        VIES
    }

    /** The country that it is of, as ISO 3166 writes it. */
    public String country() {
        String prefix = vatId.substring(0, Math.min(2, vatId.length()));
        return prefix.equals("EL") ? "GR" : prefix;
    }
}
