package io.lyceum.commerce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.commerce.ConnectedAccount.Interval;
import io.lyceum.commerce.ConnectedAccount.Stage;
import io.lyceum.commerce.ConnectedAccount.State;
import io.lyceum.commerce.ConnectedAccount.TaxStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DemandTest {

    private static ConnectedAccount account(
            boolean works, List<String> dueNow, List<String> verifying, List<String> faults) {
        return new ConnectedAccount(
                UUID.randomUUID(),
                Payee.school(),
                "DE",
                Optional.of("acct_1"),
                new State(
                        true,
                        works,
                        works,
                        works,
                        "",
                        dueNow,
                        List.of(),
                        dueNow,
                        verifying,
                        faults,
                        Optional.empty(),
                        Interval.DAILY,
                        ""),
                "",
                Optional.empty());
    }

    @Test
    void whatStripeAsksForIsSortedIntoThingsThatPeopleKnow() {
        assertEquals(Demand.BIRTH, Demand.of("individual.dob.day"));
        assertEquals(Demand.BANK, Demand.of("external_account"));
        assertEquals(Demand.TERMS, Demand.of("tos_acceptance.ip"));
        assertEquals(Demand.TAX_NUMBER, Demand.of("individual.ssn_last_4"));
        assertEquals(Demand.TAX_NUMBER, Demand.of("company.tax_id"));
        assertEquals(Demand.IDENTITY, Demand.of("individual.verification.document"));
        assertEquals(Demand.ADDRESS, Demand.of("person_1.address.postal_code"));
        assertEquals(Demand.BUSINESS, Demand.of("business_profile.url"));
        assertEquals(Demand.OTHER, Demand.of("interv_1.something_new"));
        assertEquals(
                List.of(Demand.BIRTH, Demand.BANK),
                account(
                                false,
                                List.of(
                                        "external_account",
                                        "individual.dob.day",
                                        "individual.dob.year"),
                                List.of(),
                                List.of())
                        .demands());
    }

    @Test
    void theTaxNumberIsMissingCheckedWrongOrComplete() {
        List<String> tax = List.of("individual.id_number");
        List<String> none = List.of();
        assertEquals(TaxStatus.MISSING, account(true, tax, none, none).tax());
        assertEquals(TaxStatus.CHECKING, account(true, none, tax, none).tax());
        assertEquals(
                TaxStatus.WRONG,
                account(true, tax, none, List.of("individual.id_number: it does not match")).tax());
        assertEquals(TaxStatus.COMPLETE, account(true, none, none, none).tax());
    }

    @Test
    void anAccountIsReadyOnceMoneyArrivesAndLeaves() {
        List<String> none = List.of();
        assertEquals(Stage.READY, account(true, none, none, none).stage());
        assertEquals(
                Stage.READY_BUT_DUE,
                account(true, List.of("external_account"), none, none).stage());
        assertEquals(
                Stage.INCOMPLETE, account(false, List.of("external_account"), none, none).stage());
        assertEquals(Stage.CHECKING, account(false, none, none, none).stage());
    }
}
