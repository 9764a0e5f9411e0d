package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ProtocolTest extends SimulatorTest {

    private static final PaymentIntentCreateParams PAY = paying("pm_card_visa", 1_000);

    private static PaymentIntentCreateParams paying(String card, long amount) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("eur")
                .setPaymentMethod(card)
                .setConfirm(true)
                .build();
    }

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    @Test
    void a_wrong_key_is_refused() {
        StripeClient stranger =
                StripeClient.builder()
                        .setApiKey("sk_test_wrong")
                        .setApiBase(simulator.url())
                        .build();
        assertThrows(AuthenticationException.class, () -> stranger.v1().customers().list());
        assertThrows(
                PermissionException.class, () -> stripe.customers().list(null, on("acct_unknown")));
    }

    @Test
    void wrong_parameters_are_named() {
        InvalidRequestException unknown =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                stripe.customers()
                                        .create(
                                                CustomerCreateParams.builder()
                                                        .putExtraParam("colour", "red")
                                                        .build()));
        assertEquals("parameter_unknown", unknown.getCode());
        assertEquals("colour", unknown.getParam());
        assertNotNull(unknown.getRequestId());
        InvalidRequestException missing =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                stripe.paymentIntents()
                                        .create(
                                                PaymentIntentCreateParams.builder()
                                                        .setCurrency("eur")
                                                        .build()));
        assertEquals("parameter_missing", missing.getCode());
        assertEquals("amount", missing.getParam());
        InvalidRequestException none =
                assertThrows(
                        InvalidRequestException.class,
                        () -> stripe.customers().retrieve("cus_none"));
        assertEquals("resource_missing", none.getCode());
        assertEquals(404, none.getStatusCode());
    }

    @Test
    void lists_are_paged_both_ways_and_filtered() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(0, customer().getId());
        }
        StripeCollection<Customer> first =
                stripe.customers().list(CustomerListParams.builder().setLimit(3L).build());
        assertEquals(ids.subList(0, 3), first.getData().stream().map(Customer::getId).toList());
        assertTrue(first.getHasMore());
        List<String> all = new ArrayList<>();
        first.autoPagingIterable().forEach(customer -> all.add(customer.getId()));
        assertEquals(ids, all);
        StripeCollection<Customer> back =
                stripe.customers()
                        .list(
                                CustomerListParams.builder()
                                        .setLimit(2L)
                                        .setEndingBefore(ids.get(4))
                                        .build());
        assertEquals(ids.subList(2, 4), back.getData().stream().map(Customer::getId).toList());
        long now = control("GET", "clock").path("now").asLong();
        assertEquals(
                0,
                stripe.customers()
                        .list(
                                CustomerListParams.builder()
                                        .setCreated(
                                                CustomerListParams.Created.builder()
                                                        .setGte(now + 100)
                                                        .build())
                                        .build())
                        .getData()
                        .size());
    }

    @Test
    void metadata_is_merged_and_unset() throws Exception {
        Customer customer =
                stripe.customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .putMetadata("a", "1")
                                        .putMetadata("b", "2")
                                        .build());
        Customer changed =
                stripe.customers()
                        .update(
                                customer.getId(),
                                CustomerUpdateParams.builder()
                                        .putMetadata("a", "")
                                        .putMetadata("c", "3")
                                        .build());
        assertEquals(java.util.Map.of("b", "2", "c", "3"), changed.getMetadata());
        assertTrue(
                stripe.customers()
                        .update(
                                customer.getId(),
                                CustomerUpdateParams.builder()
                                        .setMetadata(com.stripe.param.common.EmptyParam.EMPTY)
                                        .build())
                        .getMetadata()
                        .isEmpty());
        assertTrue(stripe.customers().delete(customer.getId()).getDeleted());
        assertTrue(stripe.customers().retrieve(customer.getId()).getDeleted());
    }

    @Test
    void the_same_key_is_answered_the_same_once() throws Exception {
        PaymentIntent first = stripe.paymentIntents().create(PAY, key("order-1"));
        PaymentIntent again = stripe.paymentIntents().create(PAY, key("order-1"));
        assertEquals(first.getId(), again.getId());
        assertEquals(
                "true", again.getLastResponse().headers().firstValue("Idempotent-Replayed").get());
        assertThrows(
                IdempotencyException.class,
                () -> stripe.paymentIntents().create(paying("pm_card_visa", 999), key("order-1")));
        PaymentIntentCreateParams declined = paying("pm_card_visa_chargeDeclined", 1_000);
        for (int i = 0; i < 2; i++) {
            assertThrows(
                    CardException.class,
                    () -> stripe.paymentIntents().create(declined, key("order-2")));
        }
        assertEquals(2, control("GET", "counts").path("charge").asInt());
    }

    @Test
    void twenty_threads_with_one_key_make_one_charge() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(
                    threads.submit(
                            () -> {
                                try {
                                    return stripe.paymentIntents()
                                            .create(PAY, key("order-1"))
                                            .getId();
                                } catch (StripeException e) {
                                    assertEquals("idempotency_key_in_use", e.getCode());
                                    return "";
                                }
                            }));
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> answer : answers) {
            ids.add(answer.get());
        }
        threads.shutdown();
        assertEquals(1, ids.stream().filter(id -> !id.isEmpty()).distinct().count());
        assertEquals(1, control("GET", "counts").path("charge").asInt());
    }

    @Test
    void an_answer_that_is_lost_leaves_its_effect_which_the_key_finds_again() throws Exception {
        control("POST", "faults", "kind", "drop_answer", "path", "POST /v1/payment_intents");
        assertThrows(
                ApiConnectionException.class,
                () -> stripe.paymentIntents().create(PAY, key("order-1")));
        assertEquals(1, control("GET", "counts").path("charge").asInt());
        assertEquals("succeeded", stripe.paymentIntents().create(PAY, key("order-1")).getStatus());
        assertEquals(1, control("GET", "counts").path("charge").asInt());
    }

    @Test
    void ordered_faults_happen_as_often_as_ordered() throws Exception {
        control("POST", "faults", "kind", "status", "status", 503, "path", "customers", "times", 2);
        for (int i = 0; i < 2; i++) {
            assertThrows(ApiException.class, () -> stripe.customers().list());
        }
        assertEquals(0, stripe.customers().list().getData().size());
        control("POST", "faults", "kind", "status", "status", 429, "path", "customers");
        assertThrows(RateLimitException.class, () -> stripe.customers().list());
        control("POST", "faults", "kind", "refuse", "path", "POST /v1/customers");
        assertThrows(ApiConnectionException.class, this::customer);
        assertEquals(0, stripe.customers().list().getData().size());
        control("POST", "faults", "kind", "delay", "millis", 10, "path", "customers");
        control("DELETE", "faults");
        assertNotNull(customer());
    }
}
