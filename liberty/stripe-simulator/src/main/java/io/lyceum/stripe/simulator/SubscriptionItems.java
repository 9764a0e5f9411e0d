package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The items of subscriptions: what is paid for, how often, how many. */
final class SubscriptionItems {

    SubscriptionItems(Routes routes, Renderer renderer) {
        routes.on("POST /v1/subscription_items", this::create);
        routes.on("POST /v1/subscription_items/{id}", this::update);
        routes.on("DELETE /v1/subscription_items/{id}", this::delete);
        routes.retrieve("/v1/subscription_items", "subscription_item");
        routes.list("/v1/subscription_items", "subscription_item");
        renderer.list(
                "subscription",
                "items",
                true,
                "/v1/subscription_items?subscription={id}",
                SubscriptionItems::of);
    }

    static List<ObjectNode> of(Scope scope, ObjectNode subscription) {
        return scope.all("subscription_item", "subscription", subscription.path("id").asText())
                .toList();
    }

    /** The items to be changed. */
    static List<ObjectNode> mine(Scope scope, ObjectNode subscription) {
        return of(scope, subscription).stream()
                .map(item -> scope.get("subscription_item", item.path("id").asText(), "items"))
                .toList();
    }

    /** Adds an item; the price must recur. */
    static ObjectNode add(
            Scope scope, ObjectNode subscription, JsonNode given, long start, long end) {
        ObjectNode price = price(scope, given);
        if (!Json.has(price, "recurring")) {
            throw ApiError.invalid(
                    null,
                    "items[0][price]",
                    "The price specified is set to `type=one_time` but this field only accepts"
                            + " prices with `type=recurring`.");
        }
        ObjectNode item =
                scope.add(
                        "subscription_item",
                        Json.object(
                                "billing_thresholds", null,
                                "current_period_end", end,
                                "current_period_start", start,
                                "discounts", Json.array(),
                                "metadata", Json.object(),
                                "quantity", given.path("quantity").asLong(1),
                                "subscription", subscription.get("id"),
                                "tax_rates", Json.array()));
        if (given instanceof ObjectNode params) {
            Fields.copy(item, params, "metadata");
        }
        priced(item, price);
        scope.save(item);
        return item;
    }

    static ObjectNode price(Scope scope, JsonNode given) {
        if (given.path("price_data") instanceof ObjectNode data) {
            return scope.world().catalog().inline(scope, data);
        }
        String id = Json.text(given, "price", Json.text(given, "plan", ""));
        if (id.isEmpty()) {
            throw ApiError.missingParameter("items[0][price]");
        }
        return scope.get("price", id, "items[0][price]");
    }

    /** Gives an item a price. */
    static void priced(ObjectNode item, ObjectNode price) {
        JsonNode recurring = price.path("recurring");
        item.set("price", price.get("id"));
        item.set(
                "plan",
                Json.object(
                        "id", price.get("id"),
                        "object", "plan",
                        "active", price.get("active"),
                        "amount", price.get("unit_amount"),
                        "amount_decimal", price.get("unit_amount_decimal"),
                        "billing_scheme", price.get("billing_scheme"),
                        "created", price.get("created"),
                        "currency", price.get("currency"),
                        "interval", recurring.get("interval"),
                        "interval_count", recurring.get("interval_count"),
                        "livemode", false,
                        "metadata", price.get("metadata"),
                        "nickname", price.get("nickname"),
                        "product", price.get("product"),
                        "usage_type", recurring.get("usage_type")));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode subscription =
                scope.get("subscription", request.text("subscription"), "subscription");
        Scope own = scope.of(subscription);
        ObjectNode change = request.params().deepCopy();
        change.remove("subscription");
        List<String> before =
                of(own, subscription).stream().map(item -> item.path("id").asText()).toList();
        change(own, subscription, change, request.params());
        return of(own, subscription).stream()
                .filter(item -> !before.contains(item.path("id").asText()))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode item = scope.get("subscription_item", request.id(), "id");
        Scope own = scope.of(item);
        ObjectNode change = request.params().deepCopy().put("id", request.id());
        change(own, own.get("subscription", item, "subscription"), change, request.params());
        return own.get("subscription_item", request.id(), "id");
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode item = scope.get("subscription_item", request.id(), "id");
        Scope own = scope.of(item);
        ObjectNode subscription = own.get("subscription", item, "subscription");
        if (of(own, subscription).size() == 1) {
            throw ApiError.invalid(
                    null, "id", "A subscription must have at least one active item.");
        }
        ObjectNode change = Json.object("id", request.id(), "deleted", true);
        change(own, subscription, change, request.params());
        return Json.object("id", request.id(), "object", "subscription_item", "deleted", true);
    }

    private static void change(
            Scope scope, ObjectNode subscription, ObjectNode item, ObjectNode params) {
        ObjectNode wanted = Fields.pick(params, "proration_behavior", "proration_date");
        wanted.set("items", Json.array(item));
        scope.world().subscriptions().change(scope, subscription, wanted);
    }
}
