package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.model.Account;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest extends SimulatorTest {

    private static final String SECRET = "whsec_configured";

    private final List<Event> received = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer receiver;
    private String secret = SECRET;

    @Override
    SimulatorConfig config() {
        return super.config()
                .withWebhook("http://127.0.0.1:" + receiver.getAddress().getPort(), SECRET);
    }

    @BeforeEach
    @Override
    void start() throws IOException {
        receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    boolean refused = refusals.getAndDecrement() > 0;
                    if (!refused) {
                        try {
                            received.add(
                                    Webhook.constructEvent(
                                            body,
                                            exchange.getRequestHeaders()
                                                    .getFirst("Stripe-Signature"),
                                            secret));
                        } catch (Exception e) {
                            problems.add(e.toString());
                        }
                    }
                    exchange.sendResponseHeaders(refused ? 500 : 200, -1);
                    exchange.close();
                });
        receiver.start();
        super.start();
    }

    @AfterEach
    void stopReceiving() {
        receiver.stop(0);
    }

    private void flush() throws Exception {
        for (int i = 0;
                i < 5 && control("POST", "webhooks/flush").path("waiting").asInt() > 0;
                i++) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), problems);
    }

    private List<String> types() {
        return received.stream().map(Event::getType).toList();
    }

    @Test
    void events_arrive_signed_in_order_and_readable() throws Exception {
        Session session = open(price(1_000, "eur"));
        payBy("4242424242424242", session.getUrl());
        flush();
        assertEquals(
                List.of(
                        "product.created",
                        "price.created",
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "checkout.session.completed"),
                types());
        for (Event event : received) {
            assertEquals("2026-07-29.dahlia", event.getApiVersion());
            assertTrue(event.getDataObjectDeserializer().getObject().isPresent(), event.getType());
            assertNull(event.getAccount());
        }
        assertInstanceOf(
                Session.class, received.get(5).getDataObjectDeserializer().getObject().get());
        assertEquals(0, stripe.events().retrieve(received.get(0).getId()).getPendingWebhooks());
    }

    @Test
    void a_refused_delivery_is_tried_again() throws Exception {
        refusals.set(3);
        customer();
        flush();
        assertEquals(List.of("customer.created"), types());
        assertEquals(3, control("GET", "webhooks").path("refused").asInt());
    }

    @Test
    void deliveries_are_repeated_shuffled_lost_paused_and_sent_again() throws Exception {
        control("POST", "webhooks", "copies", 3);
        customer();
        flush();
        assertEquals(3, received.size());
        received.clear();
        control("POST", "webhooks", "copies", 1, "paused", true);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            made.add(customer().getId());
        }
        assertEquals(0, received.size());
        control("POST", "webhooks", "paused", false, "window", 6);
        flush();
        List<String> told =
                received.stream()
                        .map(event -> event.getDataObjectDeserializer().getObject().get())
                        .map(object -> ((Customer) object).getId())
                        .toList();
        assertNotEquals(made, told);
        assertEquals(made.stream().sorted().toList(), told.stream().sorted().toList());
        received.clear();
        control("POST", "webhooks", "window", 1);
        control("POST", "webhooks/lose", "type", "customer.created", "count", 1);
        String lost = customer().getId();
        customer();
        flush();
        assertEquals(1, received.size());
        Event event =
                stripe.events()
                        .list(
                                EventListParams.builder()
                                        .setType("customer.created")
                                        .setLimit(2L)
                                        .build())
                        .getData()
                        .get(1);
        control("POST", "webhooks/resend", "event", event.getId());
        flush();
        assertEquals(
                lost,
                ((Customer) received.get(1).getDataObjectDeserializer().getObject().get()).getId());
    }

    @Test
    void events_of_connected_accounts_name_them() throws Exception {
        Account account =
                stripe.accounts()
                        .create(
                                AccountCreateParams.builder()
                                        .setType(AccountCreateParams.Type.EXPRESS)
                                        .build());
        stripe.accounts()
                .update(
                        account.getId(),
                        AccountUpdateParams.builder().putMetadata("a", "b").build());
        flush();
        Event event = received.get(received.size() - 1);
        assertEquals("account.updated", event.getType());
        assertEquals(account.getId(), event.getAccount());
        assertNotNull(event.getData().getPreviousAttributes());
    }

    @Test
    void an_endpoint_hears_what_it_asked_for() throws Exception {
        control("POST", "webhooks/lose", "type", "*", "count", 1);
        WebhookEndpoint endpoint =
                stripe.webhookEndpoints()
                        .create(
                                WebhookEndpointCreateParams.builder()
                                        .setUrl(
                                                "http://127.0.0.1:"
                                                        + receiver.getAddress().getPort()
                                                        + "/own")
                                        .addEnabledEvent(
                                                WebhookEndpointCreateParams.EnabledEvent
                                                        .CUSTOMER__CREATED)
                                        .setApiVersion(
                                                WebhookEndpointCreateParams.ApiVersion
                                                        .VERSION_2026_07_29_DAHLIA)
                                        .build());
        assertTrue(endpoint.getSecret().startsWith("whsec_"));
        assertNull(stripe.webhookEndpoints().retrieve(endpoint.getId()).getSecret());
        secret = endpoint.getSecret();
        control("POST", "webhooks", "paused", true);
        customer();
        control("POST", "webhooks", "paused", false);
        control("POST", "webhooks/flush");
        assertEquals(List.of("customer.created"), types());
        WebhookEndpoint off =
                stripe.webhookEndpoints()
                        .update(
                                endpoint.getId(),
                                WebhookEndpointUpdateParams.builder().setDisabled(true).build());
        assertEquals("disabled", off.getStatus());
        assertEquals(2, stripe.webhookEndpoints().list().getData().size());
        assertTrue(stripe.webhookEndpoints().delete(endpoint.getId()).getDeleted());
        assertFalse(
                stripe.webhookEndpoints().list().getData().stream()
                        .anyMatch(one -> one.getId().equals(endpoint.getId())));
    }
}
