package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Webhook endpoints, and the events that go to them. */
final class WebhookEndpoints {

    WebhookEndpoints(Routes routes) {
        routes.on("POST /v1/webhook_endpoints", this::create);
        routes.on("POST /v1/webhook_endpoints/{id}", this::update);
        routes.on("DELETE /v1/webhook_endpoints/{id}", this::delete);
        routes.retrieve("/v1/webhook_endpoints", "webhook_endpoint");
        routes.list("/v1/webhook_endpoints", "webhook_endpoint");
        routes.retrieve("/v1/events", "event");
        routes.on(
                "GET /v1/events",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "event",
                                event -> wanted(request, event),
                                Set.of("type", "types", "delivery_success")));
    }

    private static boolean wanted(Request request, ObjectNode event) {
        String type = event.path("type").asText();
        String asked = request.text("type");
        if (asked != null
                && !asked.equals(type)
                && !(asked.endsWith("*")
                        && type.startsWith(asked.substring(0, asked.length() - 1)))) {
            return false;
        }
        if (request.has("delivery_success")
                && request.params().path("delivery_success").asBoolean()
                        != (Json.number(event, "pending_webhooks") == 0)) {
            return false;
        }
        boolean any = !request.has("types");
        for (var one : request.params().path("types")) {
            any |= one.asText().equals(type);
        }
        return any;
    }

    private ObjectNode create(Scope scope, Request request) {
        String version = request.text("api_version");
        ObjectNode endpoint =
                make(
                        scope,
                        request.text("url"),
                        "whsec_" + Ids.letters(32),
                        String.valueOf(request.params().path("connect").asBoolean()));
        endpoint.put("api_version", version);
        Fields.copy(endpoint, request.params(), "description", "enabled_events", "metadata");
        scope.save(endpoint);
        return endpoint.deepCopy().put("secret", endpoint.path("_secret").asText());
    }

    /**
     * Adds an endpoint.
     *
     * @param connect whether it hears of connected accounts: "true", "false" or of all: "both"
     */
    static ObjectNode make(Scope scope, String url, String secret, String connect) {
        if (!url.matches("https?://.+")) {
            throw ApiError.invalid("url_invalid", "url", "Invalid URL: " + url);
        }
        return scope.add(
                "webhook_endpoint",
                Json.object(
                        "api_version",
                        null,
                        "application",
                        null,
                        "description",
                        null,
                        "enabled_events",
                        Json.array("*"),
                        "metadata",
                        Json.object(),
                        "status",
                        "enabled",
                        "url",
                        url,
                        "_secret",
                        secret,
                        "_connect",
                        connect));
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode endpoint = scope.get("webhook_endpoint", request.id(), "webhook_endpoint");
        Fields.copy(endpoint, request.params(), "description", "enabled_events", "metadata", "url");
        if (request.has("disabled")) {
            endpoint.put(
                    "status",
                    request.params().path("disabled").asBoolean() ? "disabled" : "enabled");
        }
        scope.save(endpoint);
        return endpoint;
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode endpoint = scope.get("webhook_endpoint", request.id(), "webhook_endpoint");
        scope.remove(endpoint);
        return Json.object("id", request.id(), "object", "webhook_endpoint", "deleted", true);
    }
}
