package io.lyceum.tax;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Countries by their codes of ISO 3166, upper case. */
public final class Countries {

    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    private static final Set<String> EUROPEAN_UNION =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK");

    private Countries() {}

    public static boolean isKnown(String code) {
        return KNOWN.contains(code);
    }

    /** Tells whether a country is in the European Union. */
    public static boolean inUnion(String code) {
        return EUROPEAN_UNION.contains(code);
    }

    /** Lists all codes. */
    public static List<String> all() {
        return KNOWN.stream().sorted().toList();
    }
}
