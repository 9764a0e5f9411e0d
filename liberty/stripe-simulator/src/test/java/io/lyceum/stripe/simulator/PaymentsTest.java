package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import org.junit.jupiter.api.Test;

class PaymentsTest extends SimulatorTest {

    private PaymentIntentCreateParams.Builder paying(String card, long amount) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("eur")
                .setPaymentMethod(card)
                .setConfirm(true)
                .addExpand("latest_charge.balance_transaction");
    }

    @Test
    void a_card_pays_and_the_fee_is_taken() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents().create(paying("pm_card_visa", 10_000).build());
        assertEquals("succeeded", intent.getStatus());
        Charge charge = intent.getLatestChargeObject();
        BalanceTransaction transaction = charge.getBalanceTransactionObject();
        assertEquals(10_000, transaction.getAmount());
        assertEquals(315, transaction.getFee());
        assertEquals(9_685, transaction.getNet());
        assertEquals("pending", transaction.getStatus());
        advance(2 * DAY);
        assertEquals(
                "available",
                stripe.balanceTransactions().retrieve(transaction.getId()).getStatus());
        assertEquals(9_685, stripe.balance().retrieve().getAvailable().get(0).getAmount());
        assertEquals(1, stripe.charges().list().getData().size());
        assertTrue(
                events().containsAll(
                                java.util.List.of(
                                        "payment_intent.created",
                                        "charge.succeeded",
                                        "payment_intent.succeeded")));
        assertBalanced();
    }

    @Test
    void a_declined_card_leaves_a_failed_charge_and_can_be_replaced() throws Exception {
        CardException problem =
                assertThrows(
                        CardException.class,
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                paying(
                                                                "pm_card_visa_chargeDeclinedInsufficientFunds",
                                                                500)
                                                        .build()));
        assertEquals("card_declined", problem.getCode());
        assertEquals("insufficient_funds", problem.getDeclineCode());
        PaymentIntent intent = problem.getStripeError().getPaymentIntent();
        assertEquals("requires_payment_method", intent.getStatus());
        assertEquals("failed", stripe.charges().list().getData().get(0).getStatus());
        PaymentIntent paid =
                stripe.paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_visa")
                                        .build());
        assertEquals("succeeded", paid.getStatus());
        assertNull(paid.getLastPaymentError());
    }

    @Test
    void a_card_that_asks_for_authentication_is_confirmed_at_the_bank() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                paying("pm_card_authenticationRequired", 500)
                                        .setReturnUrl("https://school.example/back")
                                        .build());
        assertEquals("requires_action", intent.getStatus());
        String page = intent.getNextAction().getRedirectToUrl().getUrl();
        assertTrue(get(page).body().contains("Complete"));
        String back = submit(page, "outcome", "complete").headers().firstValue("Location").get();
        assertTrue(back.contains("redirect_status=succeeded"), back);
        assertEquals("succeeded", stripe.paymentIntents().retrieve(intent.getId()).getStatus());
    }

    @Test
    void a_held_amount_is_captured_in_part() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                paying("pm_card_visa", 1_000)
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .build());
        assertEquals("requires_capture", intent.getStatus());
        assertNull(intent.getLatestChargeObject().getBalanceTransaction());
        PaymentIntent captured =
                stripe.paymentIntents()
                        .capture(
                                intent.getId(),
                                PaymentIntentCaptureParams.builder()
                                        .setAmountToCapture(600L)
                                        .addExpand("latest_charge")
                                        .build());
        assertEquals(600, captured.getAmountReceived());
        assertEquals(600, captured.getLatestChargeObject().getAmountCaptured());
        assertEquals(400, captured.getLatestChargeObject().getAmountRefunded());
    }

    @Test
    void what_is_held_too_long_is_given_up() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                paying("pm_card_visa", 1_000)
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .build());
        advance(7 * DAY);
        assertEquals("canceled", stripe.paymentIntents().retrieve(intent.getId()).getStatus());
        assertThrows(
                InvalidRequestException.class,
                () -> stripe.paymentIntents().capture(intent.getId()));
    }

    @Test
    void refunds_are_partial_then_full_and_no_more() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents().create(paying("pm_card_visa", 1_000).build());
        RefundCreateParams.Builder refund =
                RefundCreateParams.builder().setPaymentIntent(intent.getId());
        Refund first = stripe.refunds().create(refund.setAmount(300L).build());
        assertEquals("succeeded", first.getStatus());
        assertNotNull(first.getBalanceTransaction());
        Charge charge = stripe.charges().retrieve(intent.getLatestCharge());
        assertEquals(300, charge.getAmountRefunded());
        assertEquals(false, charge.getRefunded());
        stripe.refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent.getId()).build());
        assertTrue(stripe.charges().retrieve(intent.getLatestCharge()).getRefunded());
        InvalidRequestException problem =
                assertThrows(
                        InvalidRequestException.class,
                        () -> stripe.refunds().create(refund.build()));
        assertEquals("charge_already_refunded", problem.getCode());
        assertEquals(2, stripe.refunds().list().getData().size());
        assertBalanced();
    }

    @Test
    void a_refund_that_the_bank_sends_back_returns_the_money() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents().create(paying("pm_card_refundFail", 1_000).build());
        Refund refund =
                stripe.refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setPaymentIntent(intent.getId())
                                        .build());
        advance(DAY);
        Refund failed = stripe.refunds().retrieve(refund.getId());
        assertEquals("failed", failed.getStatus());
        assertNotNull(failed.getFailureBalanceTransaction());
        assertTrue(events().contains("refund.failed"));
        assertBalanced();
    }

    @Test
    void yen_have_no_decimals() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(5_000L)
                                        .setCurrency("JPY")
                                        .setPaymentMethod("pm_card_visa")
                                        .setConfirm(true)
                                        .addExpand("latest_charge.balance_transaction")
                                        .build());
        assertEquals("jpy", intent.getCurrency());
        assertEquals(175, intent.getLatestChargeObject().getBalanceTransactionObject().getFee());
        assertEquals("JPY 5000", Money.text(5_000, "jpy"));
        assertEquals("EUR 50.00", Money.text(5_000, "eur"));
    }
}
