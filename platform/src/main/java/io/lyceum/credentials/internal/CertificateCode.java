package io.lyceum.credentials.internal;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code by which anybody can check a certificate: fifteen random characters (75 bits, so it
 * cannot be guessed) and one that tells a typo from an unknown code.
 *
 * <p>The alphabet is Crockford's base 32, which has no I, L, O and U. The sixteen values c are a
 * code word over GF(32): the sum of a^i c_i is 0, where a is a root of x^5 + x^2 + 1. As all powers
 * used differ, every single wrong character and every exchange of two characters is found.
 *
 * @param value sixteen upper-case characters without separators: the stored form
 */
public record CertificateCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String LOOK_ALIKES = "OILАВЕКМНОРСТУХЗ";
    private static final String MEANT = "011ABEKMH0PCTYX3";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int MODULUS = 0b100101;

    public CertificateCode {
        if (value.length() != LENGTH || !isCodeWord(value)) {
            throw new IllegalArgumentException("Not a certificate code: " + value);
        }
    }

    /** Draws a new code. */
    public static CertificateCode generate(SecureRandom random) {
        StringBuilder code = new StringBuilder();
        int check = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            int digit = random.nextInt(ALPHABET.length());
            code.append(ALPHABET.charAt(digit));
            check ^= times(digit, power(LENGTH - 1 - i));
        }
        // The last place has the weight a^0 = 1, and in GF(32) every value is its own negative.
        return new CertificateCode(code.append(ALPHABET.charAt(check)).toString());
    }

    /**
     * Reads what a person typed: small letters, spaces, any dashes, O for 0, I or L for 1 and
     * Cyrillic letters that look the same are understood.
     *
     * @return empty when it is no code: too short, too long, or a character is wrong
     */
    public static Optional<CertificateCode> read(String typed) {
        StringBuilder code = new StringBuilder();
        for (char letter : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            if (Character.isWhitespace(letter)
                    || Character.getType(letter) == Character.DASH_PUNCTUATION
                    || letter == '\u00a0'
                    || letter == '\u2212') {
                continue;
            }
            int alike = LOOK_ALIKES.indexOf(letter);
            code.append(alike < 0 ? letter : MEANT.charAt(alike));
            if (code.length() > LENGTH) {
                return Optional.empty();
            }
        }
        return code.length() == LENGTH && isCodeWord(code)
                ? Optional.of(new CertificateCode(code.toString()))
                : Optional.empty();
    }

    /** The form for people: four groups of four. */
    public String grouped() {
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < LENGTH; i += GROUP) {
            grouped.append(i == 0 ? "" : "-").append(value, i, i + GROUP);
        }
        return grouped.toString();
    }

    @Override
    public String toString() {
        return grouped();
    }

    private static boolean isCodeWord(CharSequence code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            int digit = ALPHABET.indexOf(code.charAt(i));
            if (digit < 0) {
                return false;
            }
            sum ^= times(digit, power(LENGTH - 1 - i));
        }
        return sum == 0;
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power = times(power, 2);
        }
        return power;
    }

    /** Multiplies in GF(32). */
    private static int times(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                product ^= shifted;
            }
            shifted <<= 1;
            if (shifted > 31) {
                shifted ^= MODULUS;
            }
        }
        return product;
    }
}
