package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A customer at Stripe with a test clock of their own, so that months pass for nobody else. */
final class StripeClock {

    final String customer;
    private final StripeApi stripe = new StripeApi();
    private final String clock;
    private Instant now = Instant.now();

    StripeClock(String email) {
        clock =
                stripe.post(
                                "/v1/test_helpers/test_clocks",
                                Map.of("frozen_time", Long.toString(now.getEpochSecond())))
                        .path("id")
                        .asText();
        customer =
                stripe.post("/v1/customers", Map.of("email", email, "test_clock", clock))
                        .path("id")
                        .asText();
    }

    /** The clock of somebody who has bought nothing yet. */
    static StripeClock of(SampleSchool school, Buyer buyer) {
        StripeClock made = new StripeClock(buyer.email);
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into payment_customer (tenant_id, id, person_id, customer_id)
                    values (?, ?, ?, ?)
                    """,
                    school.id,
                    UUID.randomUUID(),
                    buyer.person,
                    made.customer);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return made;
    }

    void advance(Duration by) {
        now = now.plus(by);
        stripe.post(
                "/v1/test_helpers/test_clocks/" + clock + "/advance",
                Map.of("frozen_time", Long.toString(now.getEpochSecond())));
    }

    /** Has later payments be made with another card. */
    void card(String card) {
        String method =
                stripe.post("/v1/payment_methods/" + card + "/attach", Map.of("customer", customer))
                        .path("id")
                        .asText();
        stripe.post(
                "/v1/customers/" + customer,
                Map.of("invoice_settings[default_payment_method]", method));
        for (JsonNode one : stripe.get("/v1/subscriptions?customer=" + customer).path("data")) {
            stripe.post(
                    "/v1/subscriptions/" + one.path("id").asText(),
                    Map.of("default_payment_method", method));
        }
    }

    void payOpenInvoice() {
        JsonNode open =
                stripe.get("/v1/invoices?status=open&customer=" + customer).path("data").path(0);
        stripe.post("/v1/invoices/" + open.path("id").asText() + "/pay", Map.of());
    }
}
