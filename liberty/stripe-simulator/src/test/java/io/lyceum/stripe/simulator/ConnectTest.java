package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.AccountLink;
import com.stripe.model.Balance;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Payout;
import com.stripe.model.Transfer;
import com.stripe.model.TransferReversal;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountLinkCreateParams;
import com.stripe.param.AccountUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.param.TransferUpdateParams;
import org.junit.jupiter.api.Test;

class ConnectTest extends SimulatorTest {

    private Account account() throws Exception {
        return stripe.accounts()
                .create(
                        AccountCreateParams.builder()
                                .setType(AccountCreateParams.Type.EXPRESS)
                                .setCountry("DE")
                                .setEmail("school@example.com")
                                .setCapabilities(
                                        AccountCreateParams.Capabilities.builder()
                                                .setTransfers(
                                                        AccountCreateParams.Capabilities.Transfers
                                                                .builder()
                                                                .setRequested(true)
                                                                .build())
                                                .build())
                                .build());
    }

    private Account onboarded() throws Exception {
        Account account = account();
        submit(link(account).getUrl(), "action", "all");
        return stripe.accounts().retrieve(account.getId());
    }

    private AccountLink link(Account account) throws Exception {
        return stripe.accountLinks()
                .create(
                        AccountLinkCreateParams.builder()
                                .setAccount(account.getId())
                                .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
                                .setReturnUrl("https://school.example/return")
                                .setRefreshUrl("https://school.example/refresh")
                                .build());
    }

    private Charge charged(long amount) throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(amount)
                                        .setCurrency("eur")
                                        .setPaymentMethod("pm_card_bypassPending")
                                        .setConfirm(true)
                                        .setTransferGroup("order-1")
                                        .build());
        return stripe.charges().retrieve(intent.getLatestCharge());
    }

    private static TransferCreateParams.Builder to(Account account, long amount) {
        return TransferCreateParams.builder()
                .setAmount(amount)
                .setCurrency("eur")
                .setDestination(account.getId())
                .setTransferGroup("order-1");
    }

    @Test
    void an_owner_fills_in_what_is_missing_in_steps() throws Exception {
        Account account = account();
        assertFalse(account.getPayoutsEnabled());
        assertTrue(account.getRequirements().getCurrentlyDue().contains("external_account"));
        String page = link(account).getUrl();
        assertTrue(get(page).body().contains("Business"));
        submit(page, "action", "Business", "url", "https://alpha.example");
        submit(page, "action", "You");
        assertEquals(
                "https://school.example/return",
                submit(page, "action", "later").headers().firstValue("Location").get());
        Account open = stripe.accounts().retrieve(account.getId());
        assertFalse(open.getDetailsSubmitted());
        submit(page, "action", "Bank account", "account_number", "000123456789");
        submit(page, "action", "Terms");
        Account done = stripe.accounts().retrieve(account.getId());
        assertTrue(done.getChargesEnabled() && done.getPayoutsEnabled());
        assertEquals("active", done.getCapabilities().getTransfers());
        assertEquals(1, done.getExternalAccounts().getData().size());
        String bank = done.getExternalAccounts().getData().get(0).getId();
        assertEquals(
                bank, stripe.accounts().externalAccounts().retrieve(account.getId(), bank).getId());
        stripe.accounts().externalAccounts().delete(account.getId(), bank);
        assertFalse(stripe.accounts().retrieve(account.getId()).getPayoutsEnabled());
        control(
                "POST",
                "accounts/" + account.getId(),
                "currently_due",
                Json.array("individual.id_number"));
        assertFalse(stripe.accounts().retrieve(account.getId()).getPayoutsEnabled());
        assertNotNull(stripe.accounts().loginLinks().create(account.getId()).getUrl());
        stripe.accounts()
                .update(
                        account.getId(),
                        AccountUpdateParams.builder().putMetadata("school", "alpha").build());
        assertEquals(1, stripe.accounts().list().getData().size());
        assertTrue(
                stripe.events().list(null, on(account.getId())).getData().stream()
                        .allMatch(event -> event.getAccount().equals(account.getId())));
    }

    @Test
    void money_is_transferred_and_taken_back() throws Exception {
        Account account = onboarded();
        Charge charge = charged(10_000);
        Transfer transfer =
                stripe.transfers()
                        .create(to(account, 8_000).setSourceTransaction(charge.getId()).build());
        assertNotNull(transfer.getDestinationPayment());
        assertEquals(
                8_000,
                stripe.balance()
                        .retrieve(null, on(account.getId()))
                        .getAvailable()
                        .get(0)
                        .getAmount());
        TransferReversal reversal =
                stripe.transfers()
                        .reversals()
                        .create(
                                transfer.getId(),
                                TransferReversalCreateParams.builder().setAmount(3_000L).build());
        assertEquals(3_000, reversal.getAmount());
        Transfer after = stripe.transfers().retrieve(transfer.getId());
        assertEquals(3_000, after.getAmountReversed());
        assertEquals(1, after.getReversals().getData().size());
        stripe.transfers()
                .update(
                        transfer.getId(),
                        TransferUpdateParams.builder().putMetadata("a", "b").build());
        assertEquals(1, stripe.transfers().list().getData().size());
        assertEquals(1, stripe.charges().list(null, on(account.getId())).getData().size());
        assertBalanced();
    }

    @Test
    void nothing_is_transferred_beyond_the_balance_or_to_who_may_not_have_it() throws Exception {
        Account account = onboarded();
        InvalidRequestException poor =
                assertThrows(
                        InvalidRequestException.class,
                        () -> stripe.transfers().create(to(account, 100).build()));
        assertEquals("balance_insufficient", poor.getCode());
        Charge charge = charged(1_000);
        assertThrows(
                InvalidRequestException.class,
                () ->
                        stripe.transfers()
                                .create(
                                        to(account, 1_001)
                                                .setSourceTransaction(charge.getId())
                                                .build()));
        Account fresh = account();
        InvalidRequestException closed =
                assertThrows(
                        InvalidRequestException.class,
                        () -> stripe.transfers().create(to(fresh, 100).build()));
        assertEquals("insufficient_capabilities_for_transfer", closed.getCode());
    }

    @Test
    void payouts_leave_arrive_or_fail() throws Exception {
        Account account = onboarded();
        stripe.accounts()
                .update(
                        account.getId(),
                        AccountUpdateParams.builder()
                                .setSettings(
                                        AccountUpdateParams.Settings.builder()
                                                .setPayouts(
                                                        AccountUpdateParams.Settings.Payouts
                                                                .builder()
                                                                .setSchedule(
                                                                        AccountUpdateParams.Settings
                                                                                .Payouts.Schedule
                                                                                .builder()
                                                                                .setInterval(
                                                                                        AccountUpdateParams
                                                                                                .Settings
                                                                                                .Payouts
                                                                                                .Schedule
                                                                                                .Interval
                                                                                                .MANUAL)
                                                                                .build())
                                                                .build())
                                                .build())
                                .build());
        charged(20_000);
        stripe.transfers().create(to(account, 10_000).build());
        PayoutCreateParams.Builder payout =
                PayoutCreateParams.builder().setAmount(4_000L).setCurrency("eur");
        Payout standard = stripe.payouts().create(payout.build(), on(account.getId()));
        assertEquals("pending", standard.getStatus());
        Payout instant =
                stripe.payouts()
                        .create(
                                payout.setAmount(2_000L)
                                        .setMethod(PayoutCreateParams.Method.INSTANT)
                                        .build(),
                                on(account.getId()));
        advance(2 * DAY);
        assertEquals(
                "paid",
                stripe.payouts().retrieve(standard.getId(), on(account.getId())).getStatus());
        Balance balance = stripe.balance().retrieve(null, on(account.getId()));
        assertEquals(10_000 - 4_000 - 2_050, balance.getAvailable().get(0).getAmount());
        control(
                "POST",
                "payouts/" + instant.getId(),
                "status",
                "failed",
                "failure_code",
                "account_closed");
        Payout failed = stripe.payouts().retrieve(instant.getId(), on(account.getId()));
        assertEquals("account_closed", failed.getFailureCode());
        assertNotNull(failed.getFailureBalanceTransaction());
        assertEquals(2, stripe.payouts().list(null, on(account.getId())).getData().size());
        assertBalanced();
    }

    @Test
    void an_automatic_schedule_pays_out_by_itself() throws Exception {
        Account account = onboarded();
        charged(20_000);
        stripe.transfers().create(to(account, 10_000).build());
        advance(4 * DAY);
        Payout payout = stripe.payouts().list(null, on(account.getId())).getData().get(0);
        assertTrue(payout.getAutomatic());
        assertEquals(10_000, payout.getAmount());
        assertEquals("paid", payout.getStatus());
    }

    @Test
    void direct_and_destination_charges_share_the_money() throws Exception {
        Account account = onboarded();
        PaymentIntentCreateParams.Builder params =
                PaymentIntentCreateParams.builder()
                        .setAmount(10_000L)
                        .setCurrency("eur")
                        .setApplicationFeeAmount(1_000L)
                        .setPaymentMethod("pm_card_visa")
                        .setConfirm(true);
        PaymentIntent direct = stripe.paymentIntents().create(params.build(), on(account.getId()));
        assertThrows(StripeException.class, () -> stripe.paymentIntents().retrieve(direct.getId()));
        assertEquals(
                1_000,
                stripe.applicationFees()
                        .retrieve(stripe.applicationFees().list().getData().get(0).getId())
                        .getAmount());
        PaymentIntent destination =
                stripe.paymentIntents()
                        .create(
                                params.setTransferData(
                                                PaymentIntentCreateParams.TransferData.builder()
                                                        .setDestination(account.getId())
                                                        .build())
                                        .build());
        stripe.refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(destination.getId())
                                .setReverseTransfer(true)
                                .build());
        assertTrue(stripe.transfers().list().getData().get(0).getReversed());
        assertBalanced();
    }
}
