package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.CardException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SubscriptionsTest extends SimulatorTest {

    private Customer payer(String card) throws Exception {
        return pays(customer(), card);
    }

    private Customer pays(Customer customer, String card) throws Exception {
        PaymentMethod method =
                stripe.paymentMethods()
                        .attach(
                                card,
                                PaymentMethodAttachParams.builder()
                                        .setCustomer(customer.getId())
                                        .build());
        return stripe.customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(
                                        CustomerUpdateParams.InvoiceSettings.builder()
                                                .setDefaultPaymentMethod(method.getId())
                                                .build())
                                .build());
    }

    private static SubscriptionCreateParams.Builder to(Customer customer, Price price) {
        return SubscriptionCreateParams.builder()
                .setCustomer(customer.getId())
                .addItem(SubscriptionCreateParams.Item.builder().setPrice(price.getId()).build());
    }

    private Subscription again(Subscription subscription) throws Exception {
        return stripe.subscriptions().retrieve(subscription.getId());
    }

    private List<Invoice> invoices(Subscription subscription) throws Exception {
        return stripe.invoices()
                .list(InvoiceListParams.builder().setSubscription(subscription.getId()).build())
                .getData();
    }

    @Test
    void a_subscription_is_paid_and_renewed_each_month() throws Exception {
        Subscription subscription =
                stripe.subscriptions().create(to(payer("pm_card_visa"), monthly(1_000)).build());
        assertEquals("active", subscription.getStatus());
        Invoice first = invoices(subscription).get(0);
        assertEquals("paid", first.getStatus());
        assertEquals("subscription_create", first.getBillingReason());
        assertEquals(
                subscription.getId(), first.getParent().getSubscriptionDetails().getSubscription());
        assertEquals(1_000, first.getAmountPaid());
        advance(32 * DAY);
        assertEquals(2, invoices(subscription).size());
        Invoice second = invoices(subscription).get(0);
        assertEquals("subscription_cycle", second.getBillingReason());
        assertEquals("paid", second.getStatus());
        assertTrue(events().containsAll(List.of("invoice.upcoming", "invoice.paid")));
        assertNotNull(second.getHostedInvoiceUrl());
        assertTrue(get(second.getHostedInvoiceUrl()).body().contains("paid"));
        assertBalanced();
    }

    @Test
    void a_month_that_several_let_pass_is_paid_once() throws Exception {
        Price price = monthly(1_000);
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(stripe.subscriptions().create(to(payer("pm_card_visa"), price).build()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> passing = new ArrayList<>();
            for (long seconds : List.of(32 * DAY, 0L, 0L, 0L, 0L, 0L, 0L, 0L)) {
                passing.add(
                        threads.submit(
                                () -> {
                                    advance(seconds);
                                    return seconds;
                                }));
            }
            for (Future<?> one : passing) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (Subscription subscription : all) {
            assertEquals(2, invoices(subscription).size());
        }
        assertBalanced();
    }

    @Test
    void a_trial_costs_nothing_until_it_ends() throws Exception {
        TestClock clock =
                stripe.testHelpers()
                        .testClocks()
                        .create(
                                TestClockCreateParams.builder()
                                        .setFrozenTime(1_900_000_000L)
                                        .build());
        Customer customer =
                pays(
                        stripe.customers()
                                .create(
                                        CustomerCreateParams.builder()
                                                .setTestClock(clock.getId())
                                                .build()),
                        "pm_card_visa");
        Subscription subscription =
                stripe.subscriptions()
                        .create(to(customer, monthly(1_000)).setTrialPeriodDays(14L).build());
        assertEquals("trialing", subscription.getStatus());
        assertEquals(0, invoices(subscription).get(0).getTotal());
        stripe.testHelpers()
                .testClocks()
                .advance(
                        clock.getId(),
                        TestClockAdvanceParams.builder()
                                .setFrozenTime(1_900_000_000L + 15 * DAY)
                                .build());
        assertEquals(
                "ready", stripe.testHelpers().testClocks().retrieve(clock.getId()).getStatus());
        assertEquals("active", again(subscription).getStatus());
        assertEquals(1_000, invoices(subscription).get(0).getAmountPaid());
        assertTrue(events().contains("customer.subscription.trial_will_end"));
        stripe.testHelpers().testClocks().delete(clock.getId());
    }

    @Test
    void an_unpaid_renewal_is_tried_again_and_ends() throws Exception {
        Customer customer = payer("pm_card_visa");
        Subscription subscription =
                stripe.subscriptions().create(to(customer, monthly(1_000)).build());
        pays(customer, "pm_card_chargeCustomerFail");
        advance(32 * DAY);
        assertEquals("past_due", again(subscription).getStatus());
        Invoice invoice = invoices(subscription).get(0);
        assertEquals(1, invoice.getAttemptCount());
        assertNotNull(invoice.getNextPaymentAttempt());
        advance(4 * DAY);
        assertEquals(2, invoices(subscription).get(0).getAttemptCount());
        advance(20 * DAY);
        assertEquals(4, invoices(subscription).get(0).getAttemptCount());
        assertEquals("canceled", again(subscription).getStatus());
        assertEquals("payment_failed", again(subscription).getCancellationDetails().getReason());
    }

    @Test
    void a_renewal_that_is_paid_late_goes_on() throws Exception {
        Customer customer = payer("pm_card_visa");
        Subscription subscription =
                stripe.subscriptions().create(to(customer, monthly(1_000)).build());
        pays(customer, "pm_card_chargeCustomerFail");
        advance(32 * DAY);
        pays(customer, "pm_card_visa");
        advance(4 * DAY);
        assertEquals("active", again(subscription).getStatus());
    }

    @Test
    void a_first_payment_that_fails_leaves_it_incomplete() throws Exception {
        Customer customer = payer("pm_card_chargeCustomerFail");
        Price price = monthly(1_000);
        Subscription subscription = stripe.subscriptions().create(to(customer, price).build());
        assertEquals("incomplete", subscription.getStatus());
        advance(DAY);
        assertEquals("incomplete_expired", again(subscription).getStatus());
        assertThrows(
                CardException.class,
                () ->
                        stripe.subscriptions()
                                .create(
                                        to(customer, price)
                                                .setPaymentBehavior(
                                                        SubscriptionCreateParams.PaymentBehavior
                                                                .ERROR_IF_INCOMPLETE)
                                                .build()));
        assertEquals(
                1,
                stripe.subscriptions()
                        .list(
                                SubscriptionListParams.builder()
                                        .setStatus(SubscriptionListParams.Status.ALL)
                                        .build())
                        .getData()
                        .size());
    }

    @Test
    void a_change_in_the_middle_is_prorated() throws Exception {
        Subscription subscription =
                stripe.subscriptions().create(to(payer("pm_card_visa"), monthly(3_000)).build());
        String item = subscription.getItems().getData().get(0).getId();
        SubscriptionUpdateParams doubled =
                SubscriptionUpdateParams.builder()
                        .addItem(
                                SubscriptionUpdateParams.Item.builder()
                                        .setId(item)
                                        .setQuantity(2L)
                                        .build())
                        .setProrationBehavior(
                                SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                        .build();
        Invoice preview =
                stripe.invoices()
                        .createPreview(
                                InvoiceCreatePreviewParams.builder()
                                        .setSubscription(subscription.getId())
                                        .setSubscriptionDetails(
                                                InvoiceCreatePreviewParams.SubscriptionDetails
                                                        .builder()
                                                        .addItem(
                                                                InvoiceCreatePreviewParams
                                                                        .SubscriptionDetails.Item
                                                                        .builder()
                                                                        .setId(item)
                                                                        .setQuantity(2L)
                                                                        .build())
                                                        .setProrationBehavior(
                                                                InvoiceCreatePreviewParams
                                                                        .SubscriptionDetails
                                                                        .ProrationBehavior
                                                                        .ALWAYS_INVOICE)
                                                        .build())
                                        .build());
        assertEquals(2, preview.getLines().getData().size());
        assertEquals(1, invoices(subscription).size());
        stripe.subscriptions().update(subscription.getId(), doubled);
        Invoice paid = invoices(subscription).get(0);
        assertEquals("subscription_update", paid.getBillingReason());
        assertEquals("paid", paid.getStatus());
        assertEquals(3_000, paid.getTotal(), 2);
        stripe.subscriptionItems()
                .update(
                        item,
                        SubscriptionItemUpdateParams.builder()
                                .setQuantity(1L)
                                .setProrationBehavior(
                                        SubscriptionItemUpdateParams.ProrationBehavior.NONE)
                                .build());
        assertEquals(2, invoices(subscription).size());
        advance(32 * DAY);
        assertEquals(3_000, invoices(subscription).get(0).getTotal());
    }

    @Test
    void a_subscription_ends_with_its_period_unless_resumed() throws Exception {
        Customer customer = payer("pm_card_visa");
        Subscription subscription =
                stripe.subscriptions().create(to(customer, monthly(1_000)).build());
        com.stripe.model.billingportal.Session portal =
                stripe.billingPortal()
                        .sessions()
                        .create(
                                SessionCreateParams.builder()
                                        .setCustomer(customer.getId())
                                        .setReturnUrl("https://school.example")
                                        .build());
        assertTrue(get(portal.getUrl()).body().contains("Cancel at the end"));
        String[] form = {"subscription", subscription.getId(), "action", "cancel"};
        submit(portal.getUrl(), form);
        assertTrue(again(subscription).getCancelAtPeriodEnd());
        form[3] = "resume";
        submit(portal.getUrl(), form);
        assertEquals(false, again(subscription).getCancelAtPeriodEnd());
        form[3] = "cancel";
        submit(portal.getUrl(), form);
        submit(portal.getUrl(), "action", "card", "number", "5555555555554444");
        advance(32 * DAY);
        assertEquals("canceled", again(subscription).getStatus());
        assertTrue(events().contains("customer.subscription.deleted"));
    }

    @Test
    void a_buyer_subscribes_on_the_hosted_page() throws Exception {
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(
                                                monthly(1_500),
                                                com.stripe.param.checkout.SessionCreateParams.Mode
                                                        .SUBSCRIPTION)
                                        .setSubscriptionData(
                                                com.stripe.param.checkout.SessionCreateParams
                                                        .SubscriptionData.builder()
                                                        .putMetadata("school", "alpha")
                                                        .build())
                                        .build());
        assertEquals(402, payBy("4000000000000341", session.getUrl()).statusCode());
        assertEquals(402, payBy("4000000000000002", session.getUrl()).statusCode());
        assertEquals(0, stripe.subscriptions().list().getData().size());
        assertEquals(303, payBy("4242424242424242", session.getUrl()).statusCode());
        Session done = stripe.checkout().sessions().retrieve(session.getId());
        assertEquals("paid", done.getPaymentStatus());
        Subscription subscription =
                stripe.subscriptions()
                        .retrieve(
                                done.getSubscription(),
                                SubscriptionRetrieveParams.builder()
                                        .addExpand("latest_invoice.payments")
                                        .addExpand("default_payment_method")
                                        .build());
        assertEquals("active", subscription.getStatus());
        assertEquals("alpha", subscription.getMetadata().get("school"));
        assertEquals(1, subscription.getLatestInvoiceObject().getPayments().getData().size());
    }

    @Test
    void a_subscription_by_debit_begins_at_once_and_its_payment_may_fail_later() throws Exception {
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(
                                                monthly(1_500),
                                                com.stripe.param.checkout.SessionCreateParams.Mode
                                                        .SUBSCRIPTION)
                                        .addPaymentMethodType(
                                                com.stripe.param.checkout.SessionCreateParams
                                                        .PaymentMethodType.SEPA_DEBIT)
                                        .build());
        submit(
                session.getUrl(),
                "method",
                "sepa_debit",
                "email",
                "b@example.com",
                "iban",
                "DE62370400440532013001");
        Session done = stripe.checkout().sessions().retrieve(session.getId());
        assertEquals("complete", done.getStatus());
        assertEquals("unpaid", done.getPaymentStatus());
        assertEquals("active", stripe.subscriptions().retrieve(done.getSubscription()).getStatus());
        advance(5 * DAY);
        assertEquals(
                "past_due", stripe.subscriptions().retrieve(done.getSubscription()).getStatus());
        assertTrue(events().contains("checkout.session.async_payment_failed"));
        assertTrue(events().contains("invoice.payment_failed"));
    }

    @Test
    void collection_is_paused_and_a_subscription_is_cancelled_at_once() throws Exception {
        Subscription subscription =
                stripe.subscriptions().create(to(payer("pm_card_visa"), monthly(1_000)).build());
        stripe.subscriptions()
                .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder()
                                .setPauseCollection(
                                        SubscriptionUpdateParams.PauseCollection.builder()
                                                .setBehavior(
                                                        SubscriptionUpdateParams.PauseCollection
                                                                .Behavior.VOID)
                                                .build())
                                .build());
        advance(32 * DAY);
        assertEquals("void", invoices(subscription).get(0).getStatus());
        assertEquals("canceled", stripe.subscriptions().cancel(subscription.getId()).getStatus());
    }

    @Test
    void an_invoice_is_written_by_hand() throws Exception {
        Customer customer = payer("pm_card_visa");
        stripe.invoiceItems()
                .create(
                        InvoiceItemCreateParams.builder()
                                .setCustomer(customer.getId())
                                .setAmount(2_500L)
                                .setCurrency("eur")
                                .setDescription("Consulting")
                                .build());
        Invoice draft =
                stripe.invoices()
                        .create(
                                InvoiceCreateParams.builder()
                                        .setCustomer(customer.getId())
                                        .setCurrency("eur")
                                        .setPendingInvoiceItemsBehavior(
                                                InvoiceCreateParams.PendingInvoiceItemsBehavior
                                                        .INCLUDE)
                                        .build());
        assertEquals("draft", draft.getStatus());
        assertEquals(2_500, draft.getTotal());
        Invoice open = stripe.invoices().finalizeInvoice(draft.getId());
        assertEquals("open", open.getStatus());
        assertNotNull(open.getNumber());
        assertEquals("paid", stripe.invoices().pay(draft.getId()).getStatus());
        Invoice other =
                stripe.invoices()
                        .create(
                                InvoiceCreateParams.builder()
                                        .setCustomer(customer.getId())
                                        .setCurrency("eur")
                                        .build());
        stripe.invoiceItems()
                .create(
                        InvoiceItemCreateParams.builder()
                                .setCustomer(customer.getId())
                                .setInvoice(other.getId())
                                .setAmount(100L)
                                .setCurrency("eur")
                                .build());
        stripe.invoices().finalizeInvoice(other.getId());
        assertEquals("void", stripe.invoices().voidInvoice(other.getId()).getStatus());
        assertEquals(2, stripe.invoiceItems().list().getData().size());
        assertEquals(2, stripe.invoicePayments().list().getData().size());
    }
}
