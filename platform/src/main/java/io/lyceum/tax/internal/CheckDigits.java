package io.lyceum.tax.internal;

import io.lyceum.tax.VatIdAnswer;
import io.lyceum.tax.VatIdCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks VAT ids by how they are written. A wrong check digit makes one invalid, a right one valid;
 * where a country has none, or keeps its way to itself, nobody can say.
 */
@ApplicationScoped
public class CheckDigits implements VatIdCheck {

    /** What follows the country, as the European Commission describes it. */
    private static final Map<String, Pattern> FORMS =
            Map.ofEntries(
                    form("AT", "U\\d{8}"),
                    form("BE", "[01]\\d{9}"),
                    form("BG", "\\d{9,10}"),
                    form("CY", "\\d{8}[A-Z]"),
                    form("CZ", "\\d{8,10}"),
                    form("DE", "\\d{9}"),
                    form("DK", "\\d{8}"),
                    form("EE", "\\d{9}"),
                    form("EL", "\\d{9}"),
                    form("ES", "[A-Z]\\d{7}[A-Z0-9]|\\d{8}[A-Z]"),
                    form("FI", "\\d{8}"),
                    form("FR", "[0-9A-HJ-NP-Z]{2}\\d{9}"),
                    form("HR", "\\d{11}"),
                    form("HU", "\\d{8}"),
                    form("IE", "\\d{7}[A-W][A-I]?|\\d[A-Z+*]\\d{5}[A-W]"),
                    form("IT", "\\d{11}"),
                    form("LT", "\\d{9}|\\d{12}"),
                    form("LU", "\\d{8}"),
                    form("LV", "\\d{11}"),
                    form("MT", "\\d{8}"),
                    form("NL", "\\d{9}B\\d{2}"),
                    form("PL", "\\d{10}"),
                    form("PT", "\\d{9}"),
                    form("RO", "\\d{2,10}"),
                    form("SE", "\\d{10}01"),
                    form("SI", "\\d{8}"),
                    form("SK", "\\d{10}"));

    private static Map.Entry<String, Pattern> form(String country, String pattern) {
        return Map.entry(country, Pattern.compile(pattern));
    }

    @Override
    public VatIdAnswer check(String vatId) {
        return new VatIdAnswer(vatId, state(vatId), VatIdAnswer.Source.CHECK_DIGITS);
    }

    private static VatIdAnswer.State state(String vatId) {
        if (vatId.length() < 4) {
            return VatIdAnswer.State.INVALID;
        }
        String country = vatId.substring(0, 2);
        String number = vatId.substring(2);
        Pattern form = FORMS.get(country);
        if (form == null) {
            // Of another part of the world, or none at all.
            return vatId.matches("[A-Z]{2}[0-9A-Z]{2,18}")
                    ? VatIdAnswer.State.UNKNOWN
                    : VatIdAnswer.State.INVALID;
        }
        if (!form.matcher(number).matches()) {
            return VatIdAnswer.State.INVALID;
        }
        return switch (country) {
            case "AT" -> told(austria(number.substring(1)));
            case "BE" -> told(97 - number(number, 0, 8) % 97 == number(number, 8, 10));
            case "CZ" -> number.length() == 8 ? told(czechia(number)) : VatIdAnswer.State.UNKNOWN;
            case "DE", "HR" -> told(mod11And10(number));
            case "DK" -> told(weighted(number, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
            case "EE" -> told(ten(weighted(number, 3, 7, 1, 3, 7, 1, 3, 7)) == last(number));
            case "EL" ->
                    told(weighted(number, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == last(number));
            case "ES" -> told(spain(number));
            case "FI" -> told(eleven(weighted(number, 7, 9, 10, 5, 8, 4, 2)) == last(number));
            case "FR" -> france(number);
            case "HU" -> told(ten(weighted(number, 9, 7, 3, 1, 9, 7, 3)) == last(number));
            case "IE" ->
                    number.matches("\\d{7}.*") ? told(ireland(number)) : VatIdAnswer.State.UNKNOWN;
            case "IT" -> told(luhn(number));
            case "LU" -> told(number(number, 0, 6) % 89 == number(number, 6, 8));
            case "MT" -> told(37 - weighted(number, 3, 4, 6, 7, 8, 9) % 37 == number(number, 6, 8));
            case "NL" -> told(netherlands(number));
            case "PL" -> told(weighted(number, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == last(number));
            case "PT" ->
                    told(
                            (11 - weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 % 10
                                    == last(number));
            case "RO" -> told(romania(number));
            case "SE" -> told(luhn(number.substring(0, 10)));
            case "SI" -> told(slovenia(number));
            case "SK" -> told(Long.parseLong(number) % 11 == 0);
            default -> VatIdAnswer.State.UNKNOWN;
        };
    }

    private static VatIdAnswer.State told(boolean right) {
        return right ? VatIdAnswer.State.VALID : VatIdAnswer.State.INVALID;
    }

    private static int digit(String number, int at) {
        return number.charAt(at) - '0';
    }

    private static int last(String number) {
        return digit(number, number.length() - 1);
    }

    private static int number(String number, int from, int to) {
        return Integer.parseInt(number.substring(from, to));
    }

    private static int weighted(String number, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(number, i) * weights[i];
        }
        return sum;
    }

    private static int ten(int sum) {
        return (10 - sum % 10) % 10;
    }

    /** What a sum lacks to a multiple of eleven; 10 fits no digit. */
    private static int eleven(int sum) {
        return (11 - sum % 11) % 11;
    }

    private static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = digit(number, number.length() - 1 - i);
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice / 10 + twice % 10;
        }
        return sum % 10 == 0;
    }

    /** ISO 7064, MOD 11,10. */
    private static boolean mod11And10(String number) {
        int product = 10;
        for (int i = 0; i < number.length() - 1; i++) {
            int sum = (digit(number, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == last(number);
    }

    private static boolean austria(String number) {
        int sum = 4;
        for (int i = 0; i < 7; i++) {
            int twice = digit(number, i) * 2;
            sum += i % 2 == 0 ? digit(number, i) : twice / 10 + twice % 10;
        }
        return ten(sum) == last(number);
    }

    private static boolean czechia(String number) {
        int check = 11 - weighted(number, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check == 10 ? 0 : check == 11 ? 1 : check) == last(number);
    }

    private static boolean spain(String number) {
        String letters = "TRWAGMYFPDXBNJZSQVHLCKE";
        char first = number.charAt(0);
        if (Character.isDigit(first)) {
            return letters.charAt(number(number, 0, 8) % 23) == number.charAt(8);
        }
        if (first >= 'X') {
            int value = Integer.parseInt((first - 'X') + number.substring(1, 8));
            return letters.charAt(value % 23) == number.charAt(8);
        }
        int sum = 0;
        for (int i = 1; i <= 7; i++) {
            int twice = digit(number, i) * 2;
            sum += i % 2 == 0 ? digit(number, i) : twice / 10 + twice % 10;
        }
        int check = ten(sum);
        char control = number.charAt(8);
        return control == '0' + check || control == "JABCDEFGHI".charAt(check);
    }

    private static VatIdAnswer.State france(String number) {
        String company = number.substring(2);
        // Monaco's numbers begin with three zeros and have a way of their own.
        if (!company.startsWith("000") && !luhn(company)) {
            return VatIdAnswer.State.INVALID;
        }
        return number.matches("\\d{11}")
                ? told((12 + 3 * (Integer.parseInt(company) % 97)) % 97 == number(number, 0, 2))
                : VatIdAnswer.State.UNKNOWN;
    }

    private static boolean ireland(String number) {
        int more = number.length() > 8 ? number.charAt(8) - 'A' + 1 : 0;
        int sum = weighted(number, 8, 7, 6, 5, 4, 3, 2) + 9 * more;
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == number.charAt(7);
    }

    /** Numbers of companies have a digit of their own; all newer ones are right as a whole. */
    private static boolean netherlands(String number) {
        String spelled = "2321" + number.replace("B", "11");
        return weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digit(number, 8)
                || new BigInteger(spelled).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static boolean romania(String number) {
        String padded = "0".repeat(10 - number.length()) + number;
        return weighted(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == last(padded);
    }

    private static boolean slovenia(String number) {
        int check = 11 - weighted(number, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 11 && check % 10 == last(number);
    }
}
