package io.lyceum.commerce;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An account at Stripe that a school or a teacher is paid by.
 *
 * @param country two letters
 * @param accountId its id at Stripe; none before Stripe has opened it
 * @param state as Stripe told it last
 * @param lastError why Stripe could not be asked; empty while it can
 * @param readAt when Stripe was asked last
 */
public record ConnectedAccount(
        UUID id,
        Payee payee,
        String country,
        Optional<String> accountId,
        State state,
        String lastError,
        Optional<Instant> readAt) {

    /**
     * How an account stands at Stripe.
     *
     * @param disabledReason in Stripe's word; empty if nothing is switched off
     * @param dueNow what Stripe must be told now, in its words
     * @param pastDue what should have been told already; a part of {@code dueNow}
     * @param dueLater what it will ask for; holds {@code dueNow} as well
     * @param verifying what was told and is being checked
     * @param faults what was told and is wrong: what, and why
     * @param dueBy until when it has to be told
     * @param bank the last digits of the bank account; empty if there is none
     */
    public record State(
            boolean detailsSubmitted,
            boolean chargesEnabled,
            boolean payoutsEnabled,
            boolean transfersEnabled,
            String disabledReason,
            List<String> dueNow,
            List<String> pastDue,
            List<String> dueLater,
            List<String> verifying,
            List<String> faults,
            Optional<Instant> dueBy,
            Interval interval,
            String bank) {}

    /** How often Stripe pays out by itself. */
    public enum Interval {
        MANUAL,
        DAILY,
        WEEKLY,
        MONTHLY;

        /** Finds an interval by its name, however it is written. */
        public static Optional<Interval> named(String name) {
            return Arrays.stream(values())
                    .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** How far it is. */
    public enum Stage {
        /** Stripe must be told something before any money goes there. */
        INCOMPLETE,
        /** What was told is being checked. */
        CHECKING,
        /** Money arrives and leaves. */
        READY,
        /** Money arrives, but Stripe must be told more, soon. */
        READY_BUT_DUE,
        /** Stripe has switched it off. */
        OFF
    }

    public Stage stage() {
        boolean works = state.transfersEnabled() && state.payoutsEnabled();
        if (works) {
            return state.dueNow().isEmpty() ? Stage.READY : Stage.READY_BUT_DUE;
        }
        if (!state.dueNow().isEmpty() || !state.detailsSubmitted()) {
            return Stage.INCOMPLETE;
        }
        return state.disabledReason().startsWith("rejected") ? Stage.OFF : Stage.CHECKING;
    }

    /** What Stripe asks for, sorted: each thing once. */
    public List<Demand> demands() {
        return state.dueNow().stream().map(Demand::of).distinct().sorted().toList();
    }

    /** What Stripe has found wrong. */
    public List<Demand> faulty() {
        return state.faults().stream().map(Demand::of).distinct().sorted().toList();
    }

    /** What Stripe says about the tax number that goes on tax forms. */
    public enum TaxStatus {
        /** It is asked for now. */
        MISSING,
        /** It was told and is being checked. */
        CHECKING,
        /** It was told and is wrong. */
        WRONG,
        /** It will be asked for. */
        LATER,
        /** Nothing is missing. */
        COMPLETE
    }

    public TaxStatus tax() {
        if (tells(state.faults())) {
            return TaxStatus.WRONG;
        }
        if (tells(state.dueNow())) {
            return TaxStatus.MISSING;
        }
        if (tells(state.verifying())) {
            return TaxStatus.CHECKING;
        }
        return tells(state.dueLater()) || !state.detailsSubmitted()
                ? TaxStatus.LATER
                : TaxStatus.COMPLETE;
    }

    private static boolean tells(List<String> names) {
        return names.stream().anyMatch(name -> Demand.of(name) == Demand.TAX_NUMBER);
    }
}
