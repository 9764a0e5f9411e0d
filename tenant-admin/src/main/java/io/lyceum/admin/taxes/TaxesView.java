package io.lyceum.admin.taxes;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * The school's taxes.
 *
 * @param form how it wants them
 * @param vies whether the European Union's service is set up here
 * @param seller who sells
 * @param register begins to collect somewhere
 * @param enter takes a rate
 * @param attempt a price that is tried
 * @param answer what came of it
 * @param standardOf the day of the rates that come with the product, in words
 */
public record TaxesView(
        Form form,
        List<Option> modes,
        List<Option> prices,
        boolean vies,
        Form seller,
        List<Option> countries,
        List<Registration> registrations,
        Form register,
        List<Option> schemes,
        List<Rate> rates,
        Form enter,
        List<Rate> standard,
        String standardOf,
        Form attempt,
        Optional<Answer> answer) {

    /** Where tax is collected. */
    public record Registration(
            String place, String scheme, String number, String since, String remove) {}

    /**
     * A rate.
     *
     * @param remove where it is removed; empty for those that come with the product
     */
    public record Rate(String place, String name, String rate, String days, String remove) {}

    /** What a price comes to, in words. */
    public record Answer(String net, String tax, String gross, String note) {}
}
