package io.lyceum.admin.deliveries;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Tab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries, by how they stand.
 *
 * @param action where the choice of a kind is sent (GET)
 * @param state what the tabs chose, kept by that choice
 * @param kinds what may be chosen; the first stands for all
 * @param kind the chosen one, or the empty text
 * @param periods how far back one may look; the first stands for everything
 * @param period the chosen one, or the empty text
 * @param parked whether these are the ones given up on
 * @param resendAll where a POST has all that are chosen made again
 * @param resendable how many that would be
 * @param export where the chosen ones are had as a table
 * @param first the first page, when this is not it
 */
public record DeliveriesView(
        List<Tab> tabs,
        String action,
        String state,
        List<Option> kinds,
        String kind,
        List<Option> periods,
        String period,
        boolean parked,
        List<DeliveryRow> rows,
        String resendAll,
        int resendable,
        String export,
        Optional<String> first,
        Optional<String> next) {

    /**
     * One delivery.
     *
     * @param what what should happen or happened, in the reader's language
     * @param tries how often it was tried, in words
     * @param when it was made or given up, or is tried next
     * @param href where all of it is shown
     * @param retry where a POST tries again, for one that was given up on
     */
    public record DeliveryRow(
            String href,
            String what,
            String event,
            Badge state,
            String tries,
            String error,
            Instant when,
            Optional<String> retry) {}
}
