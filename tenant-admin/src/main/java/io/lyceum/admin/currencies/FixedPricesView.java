package io.lyceum.admin.currencies;

import io.lyceum.admin.shell.Form;
import java.util.List;

/**
 * What something costs in the school's other currencies.
 *
 * @param form its fields are named {@link Line#field}
 * @param lines one for each currency; none where the school shows its prices in one only
 */
public record FixedPricesView(Form form, List<Line> lines) {

    /** Beside something that is not there yet. */
    public static FixedPricesView none() {
        return new FixedPricesView(Form.at(""), List.of());
    }

    /**
     * A currency.
     *
     * @param name of the currency, for people
     * @param otherwise what holds without a fixed price, in words
     */
    public record Line(String field, String name, String code, String otherwise) {}
}
