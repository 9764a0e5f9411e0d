package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Customers, and their discounts and payment methods as seen from them. */
final class Customers {

    private static final String[] PLAIN = {
        "address",
        "balance",
        "description",
        "email",
        "metadata",
        "name",
        "phone",
        "preferred_locales",
        "shipping",
        "tax_exempt",
        "next_invoice_sequence"
    };

    Customers(Routes routes, Renderer renderer) {
        routes.on("POST /v1/customers", this::create);
        routes.on("GET /v1/customers/{id}", (scope, request) -> get(scope, request.id(), "id"));
        routes.on("POST /v1/customers/{id}", this::update);
        routes.on("DELETE /v1/customers/{id}", this::delete);
        routes.list("/v1/customers", "customer");
        routes.on("DELETE /v1/customers/{id}/discount", this::deleteDiscount);
        renderer.list(
                "customer",
                "subscriptions",
                false,
                "/v1/customers/{id}/subscriptions",
                (scope, customer) ->
                        scope.all("subscription", "customer", customer.path("id").asText())
                                .filter(
                                        subscription ->
                                                !subscription
                                                        .path("status")
                                                        .asText()
                                                        .equals("canceled"))
                                .toList());
    }

    /** A customer, or what is left of a deleted one. */
    private ObjectNode get(Scope scope, String id, String param) {
        return scope.get("customer", id, param);
    }

    /** A customer that still exists. */
    ObjectNode existing(Scope scope, String id, String param) {
        ObjectNode customer = scope.get("customer", id, param);
        if (customer.path("deleted").asBoolean()) {
            throw ApiError.noSuch("customer", id, param);
        }
        return customer;
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        Scope timed = scope;
        if (request.has("test_clock")) {
            ObjectNode clock =
                    scope.get("test_helpers.test_clock", request.text("test_clock"), "test_clock");
            timed =
                    new Scope(
                            scope.world(),
                            scope.unit(),
                            scope.account(),
                            scope.cause(),
                            clock.path("id").asText(),
                            null);
        }
        ObjectNode customer = make(timed, params);
        if (request.has("payment_method")) {
            ObjectNode method =
                    scope.world()
                            .paymentMethods()
                            .get(timed, params.path("payment_method").asText(), "payment_method");
            scope.world().paymentMethods().attach(timed, method, customer);
            Json.child(customer, "invoice_settings")
                    .putIfAbsent("default_payment_method", method.get("id"));
        }
        timed.emit("customer.created", customer);
        params.path("tax_id_data")
                .forEach(
                        data ->
                                scope.world()
                                        .taxIds()
                                        .add(scope.of(customer), customer, (ObjectNode) data));
        return customer;
    }

    /** Adds a customer without telling of it yet. */
    ObjectNode make(Scope scope, ObjectNode params) {
        ObjectNode fields =
                Json.object(
                        "balance",
                        0,
                        "currency",
                        null,
                        "default_source",
                        null,
                        "delinquent",
                        false,
                        "discount",
                        null,
                        "invoice_prefix",
                        Ids.letters(8).toUpperCase(Locale.ROOT),
                        "invoice_settings",
                        Json.object(),
                        "next_invoice_sequence",
                        1,
                        "preferred_locales",
                        Json.array(),
                        "tax_exempt",
                        "none",
                        "test_clock",
                        scope.clock().isEmpty() ? null : scope.clock());
        for (String name : new String[] {"address", "email", "name", "phone", "description"}) {
            fields.putNull(name);
        }
        ObjectNode customer = scope.add("customer", fields);
        copy(customer, params);
        scope.save(customer);
        return customer;
    }

    private static void copy(ObjectNode customer, ObjectNode params) {
        Fields.copy(customer, params, PLAIN);
        if (params.has("address")) {
            customer.set("address", Fields.address(params.path("address")));
        }
        if (params.path("invoice_settings") instanceof ObjectNode settings) {
            Fields.copy(
                    Json.child(customer, "invoice_settings"),
                    settings,
                    "default_payment_method",
                    "footer",
                    "custom_fields");
        }
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode customer = existing(scope, request.id(), "id");
        copy(customer, request.params());
        scope.of(customer).updated("customer.updated", customer);
        return customer;
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode customer = existing(scope, request.id(), "id");
        scope.all("subscription", "customer", request.id())
                .filter(
                        subscription ->
                                Subscriptions.LIVE.contains(subscription.path("status").asText()))
                .toList()
                .forEach(
                        subscription ->
                                scope.world()
                                        .subscriptions()
                                        .end(
                                                scope.of(subscription),
                                                scope.get(
                                                        "subscription",
                                                        subscription.path("id").asText(),
                                                        "id"),
                                                "cancellation_requested"));
        ObjectNode last = scope.render(customer);
        ObjectNode gone =
                Json.object(
                        "id",
                        customer.get("id"),
                        "object",
                        "customer",
                        "deleted",
                        true,
                        "_account",
                        customer.get("_account"));
        scope.save(gone);
        scope.emitWith("customer.deleted", last);
        return gone;
    }

    private ObjectNode deleteDiscount(Scope scope, Request request) {
        ObjectNode customer = existing(scope, request.id(), "id");
        ObjectNode discount = scope.get("discount", Json.text(customer, "discount"), "discount");
        customer.putNull("discount");
        scope.updated("customer.updated", customer);
        discount.put("deleted", true);
        scope.save(discount);
        scope.emit("customer.discount.deleted", discount);
        return discount;
    }
}
