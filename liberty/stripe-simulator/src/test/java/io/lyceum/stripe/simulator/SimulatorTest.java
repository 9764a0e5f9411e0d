package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.StripeClient;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh simulator for each test, seen through Stripe's own library. */
abstract class SimulatorTest {

    static final String KEY = "sk_test_123456789";
    static final long DAY = 86_400;

    static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    Simulator simulator;
    V1Services stripe;
    StripeClient client;

    SimulatorConfig config() {
        return SimulatorConfig.defaults()
                .withSecretKey(KEY)
                .withWebhookPause(Duration.ofMillis(20));
    }

    @BeforeEach
    void start() throws IOException {
        open(Simulator.start(config()));
    }

    void open(Simulator started) {
        simulator = started;
        client = client(started.url());
        stripe = client.v1();
    }

    static StripeClient client(String url) {
        return StripeClient.builder()
                .setApiKey(KEY)
                .setApiBase(url)
                .setMaxNetworkRetries(0)
                .setHttpClient(new Recording())
                .build();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    ObjectNode control(String method, String path, Object... fields) throws Exception {
        HttpResponse<String> response =
                BROWSER.send(
                        HttpRequest.newBuilder(URI.create(simulator.url() + "/_control/" + path))
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(
                                                Json.write(Json.object(fields))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return Json.parse(response.body());
    }

    void advance(long seconds) throws Exception {
        control("POST", "clock", "advance", seconds);
    }

    /** Enters something on a hosted page. */
    static HttpResponse<String> submit(String url, String... form) throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            body.append(form[i])
                    .append('=')
                    .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return BROWSER.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> get(String url) throws Exception {
        return BROWSER.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> payBy(String card, String url) throws Exception {
        return submit(
                url,
                "action",
                "pay",
                "method",
                "card",
                "email",
                "buyer@example.com",
                "name",
                "Ada Buyer",
                "number",
                card,
                "expiry",
                "12/34",
                "cvc",
                "123",
                "country",
                "DE",
                "postal_code",
                "10115");
    }

    Price price(long amount, String currency) throws Exception {
        return stripe.prices()
                .create(
                        PriceCreateParams.builder()
                                .setCurrency(currency)
                                .setUnitAmount(amount)
                                .setProductData(
                                        PriceCreateParams.ProductData.builder()
                                                .setName("Course")
                                                .build())
                                .build());
    }

    Price monthly(long amount) throws Exception {
        return stripe.prices()
                .create(
                        PriceCreateParams.builder()
                                .setCurrency("eur")
                                .setUnitAmount(amount)
                                .setRecurring(
                                        PriceCreateParams.Recurring.builder()
                                                .setInterval(
                                                        PriceCreateParams.Recurring.Interval.MONTH)
                                                .build())
                                .setProductData(
                                        PriceCreateParams.ProductData.builder()
                                                .setName("Membership")
                                                .build())
                                .build());
    }

    Customer customer() throws Exception {
        return stripe.customers()
                .create(
                        CustomerCreateParams.builder()
                                .setEmail("ada@example.com")
                                .setName("Ada")
                                .build());
    }

    static SessionCreateParams.Builder session(Price price, SessionCreateParams.Mode mode) {
        return SessionCreateParams.builder()
                .setMode(mode)
                .setSuccessUrl("https://school.example/done?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://school.example/back")
                .addLineItem(
                        SessionCreateParams.LineItem.builder()
                                .setPrice(price.getId())
                                .setQuantity(1L)
                                .build());
    }

    Session open(Price price) throws Exception {
        return stripe.checkout()
                .sessions()
                .create(session(price, SessionCreateParams.Mode.PAYMENT).build());
    }

    /** The types of all events, oldest first. */
    List<String> events() throws Exception {
        List<String> types = new ArrayList<>();
        for (Event event :
                stripe.events()
                        .list(EventListParams.builder().setLimit(100L).build())
                        .autoPagingIterable()) {
            types.add(0, event.getType());
        }
        return types;
    }

    static RequestOptions on(String account) {
        return RequestOptions.builder().setStripeAccount(account).build();
    }

    /** Says that for each account and currency the balance is the sum of its transactions. */
    void assertBalanced() throws Exception {
        for (JsonNode row : control("GET", "balances").path("data")) {
            assertEquals(
                    row.path("net").asLong(),
                    row.path("available").asLong() + row.path("pending").asLong(),
                    row.toString());
        }
    }
}
