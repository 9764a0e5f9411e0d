package io.lyceum.money;

import io.lyceum.shared.problem.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The currencies in which prices may be shown, with what is customary in each. */
public final class Currencies {

    /** What every school starts with. */
    public static final String EURO = "EUR";

    private static final Map<String, Known> KNOWN =
            known(
                    new Known("EUR", 2, RoundingRule.EXACT),
                    new Known("USD", 2, RoundingRule.ENDS_IN_99),
                    new Known("GBP", 2, RoundingRule.ENDS_IN_99),
                    new Known("CHF", 2, RoundingRule.FIVE_HUNDREDTHS),
                    new Known("AED", 2, RoundingRule.WHOLE),
                    new Known("AUD", 2, RoundingRule.ENDS_IN_99),
                    new Known("BRL", 2, RoundingRule.EXACT),
                    new Known("CAD", 2, RoundingRule.ENDS_IN_99),
                    new Known("CNY", 2, RoundingRule.WHOLE),
                    new Known("CZK", 2, RoundingRule.WHOLE),
                    new Known("DKK", 2, RoundingRule.WHOLE),
                    new Known("HKD", 2, RoundingRule.WHOLE),
                    new Known("HUF", 2, RoundingRule.TENS),
                    new Known("ILS", 2, RoundingRule.WHOLE),
                    new Known("INR", 2, RoundingRule.WHOLE),
                    new Known("JPY", 0, RoundingRule.TENS),
                    new Known("KRW", 0, RoundingRule.HUNDREDS),
                    new Known("KZT", 2, RoundingRule.HUNDREDS),
                    new Known("MXN", 2, RoundingRule.WHOLE),
                    new Known("NOK", 2, RoundingRule.WHOLE),
                    new Known("NZD", 2, RoundingRule.ENDS_IN_99),
                    new Known("PLN", 2, RoundingRule.ENDS_IN_99),
                    new Known("RON", 2, RoundingRule.WHOLE),
                    new Known("RUB", 2, RoundingRule.TENS),
                    new Known("SEK", 2, RoundingRule.WHOLE),
                    new Known("SGD", 2, RoundingRule.EXACT),
                    new Known("TRY", 2, RoundingRule.WHOLE),
                    new Known("UAH", 2, RoundingRule.WHOLE),
                    new Known("ZAR", 2, RoundingRule.WHOLE));

    private Currencies() {}

    /**
     * A currency.
     *
     * @param code of ISO 4217, upper case
     * @param digits how many stand after the point; minor units are that small
     * @param usual how converted prices are rounded unless a school says otherwise
     */
    public record Known(String code, int digits, RoundingRule usual) {}

    private static Map<String, Known> known(Known... all) {
        Map<String, Known> byCode = new LinkedHashMap<>();
        Arrays.stream(all).forEach(one -> byCode.put(one.code(), one));
        return byCode;
    }

    /** Lists them: the four that are met most, then by code. */
    public static List<Known> all() {
        return List.copyOf(KNOWN.values());
    }

    public static boolean isKnown(String code) {
        return KNOWN.containsKey(code);
    }

    /**
     * Finds a currency.
     *
     * @throws Problem UNKNOWN_CURRENCY
     */
    public static Known of(String code) {
        Known known = KNOWN.get(code);
        if (known == null) {
            throw new Problem(MoneyProblem.UNKNOWN_CURRENCY, code);
        }
        return known;
    }
}
