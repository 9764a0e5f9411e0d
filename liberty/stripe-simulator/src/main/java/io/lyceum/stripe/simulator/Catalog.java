package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Products and prices. */
final class Catalog {

    private static final String[] PRODUCT = {
        "active",
        "description",
        "images",
        "marketing_features",
        "metadata",
        "name",
        "package_dimensions",
        "shippable",
        "statement_descriptor",
        "tax_code",
        "unit_label",
        "url"
    };

    Catalog(Routes routes, Renderer renderer) {
        routes.on("POST /v1/products", this::createProduct);
        routes.on("POST /v1/products/{id}", this::updateProduct);
        routes.on("DELETE /v1/products/{id}", this::deleteProduct);
        routes.retrieve("/v1/products", "product");
        routes.on(
                "GET /v1/products",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "product",
                                product ->
                                        !request.has("ids")
                                                || contains(
                                                        request.params().get("ids"),
                                                        product.path("id").asText()),
                                java.util.Set.of("ids")));
        routes.on("POST /v1/prices", this::createPrice);
        routes.on("POST /v1/prices/{id}", this::updatePrice);
        routes.retrieve("/v1/prices", "price");
        routes.on(
                "GET /v1/prices",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "price",
                                price ->
                                        !request.has("lookup_keys")
                                                || contains(
                                                        request.params().get("lookup_keys"),
                                                        price.path("lookup_key").asText()),
                                java.util.Set.of("lookup_keys")));
        renderer.expandable("price", "currency_options", Catalog::currencyOptions);
    }

    private static boolean contains(JsonNode values, String value) {
        for (JsonNode one : values) {
            if (one.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode createProduct(Scope scope, Request request) {
        ObjectNode params = request.params();
        String id = request.text("id");
        if (id != null && scope.find("product", id).isPresent()) {
            throw ApiError.invalid(
                    "resource_already_exists", "id", "Product already exists: " + id);
        }
        ObjectNode product = product(scope, id, params);
        scope.emit("product.created", product);
        if (params.path("default_price_data") instanceof ObjectNode data) {
            ObjectNode price = price(scope, data, product.path("id").asText());
            scope.emit("price.created", price);
            product.set("default_price", price.get("id"));
            scope.updated("product.updated", product);
        }
        return product;
    }

    private static ObjectNode product(Scope scope, @Nullable String id, ObjectNode params) {
        ObjectNode fields =
                Json.object(
                        "active",
                        true,
                        "default_price",
                        null,
                        "images",
                        Json.array(),
                        "marketing_features",
                        Json.array(),
                        "type",
                        Json.text(params, "type", "service"),
                        "statement_descriptor",
                        null,
                        "unit_label",
                        null,
                        "updated",
                        scope.now());
        Fields.copy(fields, params, PRODUCT);
        if (id != null) {
            fields.put("id", id).put("_chosen", true);
        }
        return scope.add("product", fields);
    }

    private ObjectNode updateProduct(Scope scope, Request request) {
        ObjectNode product = scope.get("product", request.id(), "id");
        if (request.has("default_price")) {
            scope.get("price", request.text("default_price"), "default_price");
        }
        Fields.copy(product, request.params(), PRODUCT);
        Fields.copy(product, request.params(), "default_price");
        product.put("updated", scope.now());
        scope.updated("product.updated", product);
        return product;
    }

    private ObjectNode deleteProduct(Scope scope, Request request) {
        ObjectNode product = scope.get("product", request.id(), "id");
        if (scope.all("price", "product", request.id()).findAny().isPresent()) {
            throw ApiError.invalid(
                    null,
                    "id",
                    "This product cannot be deleted because it has one or more user-created prices.");
        }
        ObjectNode last = scope.render(product);
        scope.remove(product);
        scope.emitWith("product.deleted", last);
        return Json.object("id", request.id(), "object", "product", "deleted", true);
    }

    private ObjectNode createPrice(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (request.has("product") == request.has("product_data")) {
            throw request.has("product")
                    ? ApiError.invalid(
                            "parameters_exclusive",
                            "product",
                            "You may only specify one of these parameters: product, product_data.")
                    : ApiError.missingParameter("product");
        }
        String product;
        if (request.has("product")) {
            product = scope.get("product", request.text("product"), "product").path("id").asText();
        } else {
            ObjectNode made =
                    product(
                            scope,
                            Json.text(params.get("product_data"), "id"),
                            (ObjectNode) params.get("product_data"));
            scope.emit("product.created", made);
            product = made.path("id").asText();
        }
        ObjectNode price = price(scope, params, product);
        scope.emit("price.created", price);
        return price;
    }

    /** The price of {@code price_data} in other requests: one that is not offered again. */
    ObjectNode inline(Scope scope, ObjectNode data) {
        String product = Json.text(data, "product");
        if (product == null && !data.path("product_data").isObject()) {
            throw ApiError.missingParameter("price_data[product]");
        }
        if (product == null) {
            ObjectNode made = product(scope, null, (ObjectNode) data.get("product_data"));
            made.put("active", false);
            scope.save(made);
            product = made.path("id").asText();
        } else {
            scope.get("product", product, "price_data[product]");
        }
        ObjectNode price = price(scope, data, product);
        price.put("active", false);
        scope.save(price);
        return price;
    }

    private static ObjectNode price(Scope scope, ObjectNode params, String product) {
        if (!Json.has(params, "unit_amount")
                && !Json.has(params, "unit_amount_decimal")
                && !Json.has(params, "tiers")
                && !Json.has(params, "custom_unit_amount")) {
            throw ApiError.missingParameter("unit_amount");
        }
        String decimal = Json.text(params, "unit_amount_decimal");
        JsonNode amount =
                Json.has(params, "unit_amount")
                        ? params.get("unit_amount")
                        : decimal != null && decimal.matches("\\d+")
                                ? Json.value(Long.parseLong(decimal))
                                : Json.value(null);
        ObjectNode fields =
                Json.object(
                        "active", params.path("active").asBoolean(true),
                        "billing_scheme", Json.text(params, "billing_scheme", "per_unit"),
                        "currency", Money.currency(params.path("currency").asText(), "currency"),
                        "lookup_key", Json.text(params, "lookup_key"),
                        "nickname", Json.text(params, "nickname"),
                        "product", product,
                        "recurring", null,
                        "tax_behavior", Json.text(params, "tax_behavior", "unspecified"),
                        "type", Json.has(params, "recurring") ? "recurring" : "one_time",
                        "unit_amount", amount,
                        "unit_amount_decimal", amount.isNull() ? decimal : amount.asText());
        Fields.copy(fields, params, "metadata", "transform_quantity", "tiers_mode");
        if (params.path("recurring") instanceof ObjectNode recurring) {
            fields.set(
                    "recurring",
                    Json.object(
                            "interval",
                            recurring.get("interval"),
                            "interval_count",
                            recurring.path("interval_count").asLong(1),
                            "meter",
                            Json.text(recurring, "meter"),
                            "trial_period_days",
                            recurring.get("trial_period_days"),
                            "usage_type",
                            Json.text(recurring, "usage_type", "licensed")));
        }
        if (params.path("currency_options").isObject()) {
            fields.set("_currency_options", params.get("currency_options"));
        }
        return scope.add("price", fields);
    }

    private ObjectNode updatePrice(Scope scope, Request request) {
        ObjectNode price = scope.get("price", request.id(), "id");
        Fields.copy(
                price,
                request.params(),
                "active",
                "lookup_key",
                "metadata",
                "nickname",
                "tax_behavior");
        if (request.params().path("currency_options") instanceof ObjectNode options) {
            Json.child(price, "_currency_options").setAll(options);
        }
        scope.updated("price.updated", price);
        return price;
    }

    /** The amount of a price in a currency, which may be one of its options. */
    static long amount(ObjectNode price, String currency) {
        if (price.path("currency").asText().equals(currency)) {
            return Json.number(price, "unit_amount");
        }
        JsonNode option = price.path("_currency_options").path(currency);
        if (option.isMissingNode()) {
            throw ApiError.invalid(
                    null,
                    "currency",
                    "The price specified does not support currency `"
                            + currency
                            + "`. It supports `"
                            + price.path("currency").asText()
                            + "`.");
        }
        return option.path("unit_amount").asLong();
    }

    private static JsonNode currencyOptions(Scope scope, ObjectNode price) {
        ObjectNode options = Json.object();
        options.set(price.path("currency").asText(), option(price, price));
        for (Map.Entry<String, JsonNode> entry : price.path("_currency_options").properties()) {
            options.set(entry.getKey().toLowerCase(Locale.ROOT), option(price, entry.getValue()));
        }
        return options;
    }

    private static ObjectNode option(ObjectNode price, JsonNode given) {
        long amount = given.path("unit_amount").asLong();
        return Json.object(
                "custom_unit_amount",
                null,
                "tax_behavior",
                Json.text(given, "tax_behavior", price.path("tax_behavior").asText()),
                "unit_amount",
                amount,
                "unit_amount_decimal",
                String.valueOf(amount));
    }
}
