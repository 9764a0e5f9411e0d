package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class CheckoutTest extends SimulatorTest {

    private Session again(Session session) throws Exception {
        return stripe.checkout().sessions().retrieve(session.getId());
    }

    @Test
    void a_buyer_pays_on_the_hosted_page() throws Exception {
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(price(4_900, "eur"), SessionCreateParams.Mode.PAYMENT)
                                        .setClientReferenceId("order-1")
                                        .putMetadata("school", "alpha")
                                        .setPaymentIntentData(
                                                SessionCreateParams.PaymentIntentData.builder()
                                                        .putMetadata("order", "1")
                                                        .setTransferGroup("order-1")
                                                        .build())
                                        .build());
        assertEquals("open", session.getStatus());
        assertEquals("unpaid", session.getPaymentStatus());
        String page = get(session.getUrl()).body();
        assertTrue(page.contains("Test payment page – no real money"));
        assertTrue(page.contains("EUR 49.00"));
        HttpResponse<String> paid = payBy("4242 4242 4242 4242", session.getUrl());
        assertEquals(303, paid.statusCode(), paid.body());
        assertEquals(
                "https://school.example/done?session=" + session.getId(),
                paid.headers().firstValue("Location").get());
        Session done =
                stripe.checkout()
                        .sessions()
                        .retrieve(
                                session.getId(),
                                SessionRetrieveParams.builder()
                                        .addExpand("payment_intent.latest_charge")
                                        .addExpand("line_items.data.price.product")
                                        .build());
        assertEquals("complete", done.getStatus());
        assertEquals("paid", done.getPaymentStatus());
        assertEquals("buyer@example.com", done.getCustomerDetails().getEmail());
        PaymentIntent intent = done.getPaymentIntentObject();
        assertEquals("1", intent.getMetadata().get("order"));
        assertEquals("order-1", intent.getLatestChargeObject().getTransferGroup());
        assertEquals(
                "Course",
                done.getLineItems().getData().get(0).getPrice().getProductObject().getName());
        assertTrue(events().contains("checkout.session.completed"));
        assertEquals(
                1, stripe.checkout().sessions().lineItems().list(session.getId()).getData().size());
    }

    @Test
    void a_declined_buyer_may_try_again() throws Exception {
        Session session = open(price(4_900, "eur"));
        HttpResponse<String> declined = payBy("4000000000000002", session.getUrl());
        assertEquals(402, declined.statusCode());
        assertTrue(declined.body().contains("Your card was declined."));
        assertEquals("open", again(session).getStatus());
        assertEquals(402, payBy("1234", session.getUrl()).statusCode());
        assertEquals(303, payBy("5555555555554444", session.getUrl()).statusCode());
        assertEquals("paid", again(session).getPaymentStatus());
        assertEquals(1, stripe.paymentIntents().list().getData().size());
    }

    @Test
    void the_bank_may_ask_and_say_no() throws Exception {
        Session session = open(price(4_900, "eur"));
        String bank =
                payBy("4000002760003184", session.getUrl()).headers().firstValue("Location").get();
        assertTrue(submit(bank, "outcome", "fail").body().contains("unable to authenticate"));
        assertEquals("open", again(session).getStatus());
        bank = payBy("4000002760003184", session.getUrl()).headers().firstValue("Location").get();
        assertEquals(303, submit(bank, "outcome", "complete").statusCode());
        assertEquals("paid", again(session).getPaymentStatus());
    }

    @Test
    void a_debit_is_paid_days_later_or_not() throws Exception {
        SessionCreateParams params =
                session(price(4_900, "eur"), SessionCreateParams.Mode.PAYMENT)
                        .addPaymentMethodType(SessionCreateParams.PaymentMethodType.SEPA_DEBIT)
                        .addPaymentMethodType(SessionCreateParams.PaymentMethodType.IDEAL)
                        .build();
        Session good = stripe.checkout().sessions().create(params);
        Session bad = stripe.checkout().sessions().create(params);
        for (Session session : new Session[] {good, bad}) {
            submit(
                    session.getUrl(),
                    "method",
                    "sepa_debit",
                    "email",
                    "b@example.com",
                    "iban",
                    "DE89370400440532013000");
            assertEquals("complete", again(session).getStatus());
            assertEquals("unpaid", again(session).getPaymentStatus());
        }
        control("POST", "payments/" + bad.getId(), "paid", false);
        advance(5 * DAY);
        assertEquals("paid", again(good).getPaymentStatus());
        assertEquals("unpaid", again(bad).getPaymentStatus());
        assertTrue(events().contains("checkout.session.async_payment_succeeded"));
        assertTrue(events().contains("checkout.session.async_payment_failed"));
        Session ideal = stripe.checkout().sessions().create(params);
        String bank =
                submit(ideal.getUrl(), "method", "ideal", "email", "b@example.com")
                        .headers()
                        .firstValue("Location")
                        .get();
        submit(bank, "outcome", "complete");
        assertEquals("paid", again(ideal).getPaymentStatus());
    }

    @Test
    void a_session_expires_and_is_recovered() throws Exception {
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(price(4_900, "eur"), SessionCreateParams.Mode.PAYMENT)
                                        .setAfterExpiration(
                                                SessionCreateParams.AfterExpiration.builder()
                                                        .setRecovery(
                                                                SessionCreateParams.AfterExpiration
                                                                        .Recovery.builder()
                                                                        .setEnabled(true)
                                                                        .build())
                                                        .build())
                                        .build());
        advance(DAY);
        Session expired = again(session);
        assertEquals("expired", expired.getStatus());
        assertNull(expired.getUrl());
        assertTrue(events().contains("checkout.session.expired"));
        String fresh =
                get(expired.getAfterExpiration().getRecovery().getUrl())
                        .headers()
                        .firstValue("Location")
                        .get();
        assertEquals(303, payBy("4242424242424242", fresh).statusCode());
        Session open = open(price(100, "eur"));
        assertEquals("expired", stripe.checkout().sessions().expire(open.getId()).getStatus());
        assertEquals(3, stripe.checkout().sessions().list().getData().size());
    }

    @Test
    void taxes_depend_on_where_the_buyer_is() throws Exception {
        Price price = price(10_000, "eur");
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(price, SessionCreateParams.Mode.PAYMENT)
                                        .setAutomaticTax(
                                                SessionCreateParams.AutomaticTax.builder()
                                                        .setEnabled(true)
                                                        .build())
                                        .setCustomerCreation(
                                                SessionCreateParams.CustomerCreation.ALWAYS)
                                        .build());
        assertEquals("requires_location_inputs", session.getAutomaticTax().getStatus());
        assertTrue(
                submit(session.getUrl(), "action", "tax", "country", "FR")
                        .body()
                        .contains("EUR 120.00"));
        payBy("4242424242424242", session.getUrl());
        Session done = again(session);
        assertEquals(1_900, done.getTotalDetails().getAmountTax());
        assertEquals(11_900, done.getAmountTotal());
        assertNotNull(done.getCustomer());
    }

    @Test
    void a_session_may_hold_an_amount_until_it_is_captured() throws Exception {
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(price(4_900, "eur"), SessionCreateParams.Mode.PAYMENT)
                                        .setPaymentIntentData(
                                                SessionCreateParams.PaymentIntentData.builder()
                                                        .setCaptureMethod(
                                                                SessionCreateParams
                                                                        .PaymentIntentData
                                                                        .CaptureMethod.MANUAL)
                                                        .build())
                                        .build());
        payBy("4242424242424242", session.getUrl());
        assertEquals("complete", again(session).getStatus());
        assertEquals("unpaid", again(session).getPaymentStatus());
        stripe.paymentIntents().capture(again(session).getPaymentIntent());
        assertEquals("paid", again(session).getPaymentStatus());
    }

    @Test
    void a_setup_session_saves_a_card() throws Exception {
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                SessionCreateParams.builder()
                                        .setMode(SessionCreateParams.Mode.SETUP)
                                        .setCurrency("eur")
                                        .setCustomer(customer().getId())
                                        .setSuccessUrl("https://school.example/done")
                                        .build());
        String bank =
                payBy("4000002500003155", session.getUrl()).headers().firstValue("Location").get();
        assertEquals(303, submit(bank, "outcome", "complete").statusCode());
        assertNotNull(again(session).getSetupIntent());
        assertEquals(
                1,
                stripe.customers().paymentMethods().list(session.getCustomer()).getData().size());
    }
}
