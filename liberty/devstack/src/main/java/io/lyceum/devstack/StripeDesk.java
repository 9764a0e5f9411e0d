package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Stripe simulator as its dashboard shows it, and what only a simulator can do. */
final class StripeDesk {

    private final String url;
    private final String key;

    StripeDesk(Settings settings, Secrets secrets) {
        this.url = StripeSimulator.url(settings);
        this.key = secrets.stripeKey();
    }

    /** Reads all things of a kind, {@code charges} for instance. */
    List<JsonNode> all(String kind) {
        List<JsonNode> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            String after =
                    all.isEmpty()
                            ? ""
                            : "&starting_after=" + all.get(all.size() - 1).path("id").asText();
            JsonNode page =
                    answered(Http.send(request("/v1/" + kind + "?limit=100" + after).GET()), kind);
            page.path("data").forEach(all::add);
            more = page.path("has_more").asBoolean();
        }
        return all;
    }

    /** Has all that happens told to another address. */
    void tell(String address) {
        for (JsonNode endpoint : all("webhook_endpoints")) {
            String path = "webhook_endpoints/" + endpoint.path("id").asText();
            answered(
                    Http.send(
                            request("/v1/" + path)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    Http.form(Map.of("url", address))))),
                    path);
        }
    }

    /** Opens a dispute over all of a payment; answers its id. */
    String dispute(String charge) {
        return control("disputes", Map.of("charge", charge, "reason", "fraudulent"))
                .path("id")
                .asText();
    }

    void decide(String dispute, boolean won) {
        control("disputes/" + dispute, Map.of("won", won));
    }

    /** Lets time pass at Stripe, with all that it brings. */
    void advance(Duration by) {
        control("clock", Map.of("advance", by.toSeconds()));
    }

    /**
     * Has requests wait before they are done.
     *
     * @param requests a pattern found in {@code POST /v1/charges}
     */
    void slow(String requests, Duration by) {
        control(
                "faults",
                Map.of("kind", "delay", "path", requests, "times", 1000, "millis", by.toMillis()));
    }

    /** Ends what {@link #slow} has ordered. */
    void swift() {
        answered(
                Http.send(HttpRequest.newBuilder(URI.create(url + "/_control/faults")).DELETE()),
                "faults");
    }

    /** Sums of all changes of the platform's balance, by currency in capitals. */
    Map<String, Long> balance() {
        Map<String, Long> sums = new java.util.TreeMap<>();
        for (JsonNode change : all("balance_transactions")) {
            sums.merge(
                    change.path("currency").asText().toUpperCase(java.util.Locale.ROOT),
                    change.path("net").asLong(),
                    Long::sum);
        }
        return sums;
    }

    private JsonNode control(String what, Map<String, Object> body) {
        return answered(
                Http.send(
                        HttpRequest.newBuilder(URI.create(url + "/_control/" + what))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Http.json(body)))),
                what);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key)
                .header("Stripe-Version", "2026-07-29.dahlia");
    }

    private static JsonNode answered(Http.Answer answer, String what) {
        if (!answer.isSuccess()) {
            throw new Failure("The Stripe simulator refused " + what + ": " + answer.shortened());
        }
        return answer.json();
    }
}
