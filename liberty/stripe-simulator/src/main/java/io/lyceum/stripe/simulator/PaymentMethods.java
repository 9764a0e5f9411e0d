package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Year;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payment methods: cards by token or number, SEPA debits and iDEAL. */
final class PaymentMethods {

    PaymentMethods(Routes routes) {
        routes.on("POST /v1/payment_methods", this::create);
        routes.on(
                "GET /v1/payment_methods/{id}",
                (scope, request) -> get(scope, request.id(), "payment_method"));
        routes.on("POST /v1/payment_methods/{id}", this::update);
        routes.list("/v1/payment_methods", "payment_method");
        routes.on("POST /v1/payment_methods/{id}/attach", this::attach);
        routes.on("POST /v1/payment_methods/{id}/detach", this::detach);
        routes.on(
                "GET /v1/customers/{id}/payment_methods",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "payment_method",
                                method -> method.path("customer").asText().equals(request.id())));
        routes.on(
                "GET /v1/customers/{customerId}/payment_methods/{id}",
                (scope, request) -> get(scope, request.id(), "payment_method"));
    }

    /** Finds a payment method; a token like pm_card_visa makes a new one. */
    ObjectNode get(Scope scope, String id, String param) {
        if (id.startsWith("pm_card_")) {
            return TestCard.named(id)
                    .map(card -> card(scope, card, Json.object()))
                    .orElseThrow(() -> ApiError.noSuch("PaymentMethod", id, param));
        }
        Optional<ObjectNode> mine = scope.find("payment_method", id);
        return mine.orElseThrow(() -> ApiError.noSuch("PaymentMethod", id, param));
    }

    private ObjectNode create(Scope scope, Request request) {
        return make(scope, request.params());
    }

    /** Makes a payment method of what a request says about it. */
    ObjectNode make(Scope scope, ObjectNode params) {
        String type = Json.text(params, "type");
        if (type == null) {
            throw ApiError.missingParameter("type");
        }
        ObjectNode method;
        if (type.equals("card")) {
            JsonNode card = params.path("card");
            if (!card.isObject()) {
                throw ApiError.missingParameter("card");
            }
            String token = Json.text(card, "token");
            Optional<TestCard> test =
                    token == null
                            ? TestCard.numbered(card.path("number").asText())
                            : TestCard.named(token);
            method =
                    card(
                            scope,
                            test.orElseThrow(
                                    () ->
                                            ApiError.card(
                                                    "incorrect_number",
                                                    null,
                                                    "Your card number is incorrect.")),
                            params);
        } else {
            method = local(scope, type, params);
        }
        Fields.copy(method, params, "metadata");
        scope.save(method);
        return method;
    }

    /** Makes a card; expiry and billing details are taken from the parameters if they are there. */
    ObjectNode card(Scope scope, TestCard card, ObjectNode params) {
        JsonNode given = params.path("card");
        ObjectNode details =
                Json.object(
                        "brand", card.brand(),
                        "checks",
                                Json.object(
                                        "address_line1_check", null,
                                        "address_postal_code_check", null,
                                        "cvc_check", "pass"),
                        "country", card.country(),
                        "display_brand", card.brand(),
                        "exp_month", given.path("exp_month").asLong(12),
                        "exp_year", given.path("exp_year").asLong(Year.now().getValue() + 3L),
                        "fingerprint", "fp" + Integer.toHexString(card.number().hashCode()),
                        "funding", card.number().startsWith("4000056655") ? "debit" : "credit",
                        "last4", card.last4(),
                        "networks",
                                Json.object(
                                        "available", Json.array(card.brand()), "preferred", null),
                        "three_d_secure_usage", Json.object("supported", true));
        return scope.add(
                "payment_method",
                Json.object(
                        "allow_redisplay",
                        "unspecified",
                        "type",
                        "card",
                        "card",
                        details,
                        "billing_details",
                        billing(params.path("billing_details")),
                        "customer",
                        null,
                        "metadata",
                        Json.object(),
                        "_number",
                        card.number()));
    }

    private static ObjectNode local(Scope scope, String type, ObjectNode params) {
        ObjectNode details = Json.object();
        String number = "";
        if (type.equals("sepa_debit")) {
            number = params.path("sepa_debit").path("iban").asText().replace(" ", "");
            if (number.length() < 15) {
                throw ApiError.invalid(
                        "invalid_bank_account_iban",
                        "sepa_debit[iban]",
                        "The IBAN you provided is invalid.");
            }
            details =
                    Json.object(
                            "bank_code", number.substring(4, Math.min(12, number.length())),
                            "branch_code", "",
                            "country", number.substring(0, 2),
                            "fingerprint", "fp" + Integer.toHexString(number.hashCode()),
                            "last4", number.substring(number.length() - 4));
        } else if (type.equals("ideal")) {
            details = Json.object("bank", Json.text(params.path("ideal"), "bank"), "bic", null);
        }
        return scope.add(
                "payment_method",
                Json.object(
                        "allow_redisplay",
                        "unspecified",
                        "type",
                        type,
                        type,
                        details,
                        "billing_details",
                        billing(params.path("billing_details")),
                        "customer",
                        null,
                        "metadata",
                        Json.object(),
                        "_number",
                        number));
    }

    private static ObjectNode billing(JsonNode given) {
        return Json.object(
                "address",
                Fields.address(
                        given.path("address").isObject() ? given.path("address") : Json.object()),
                "email",
                Json.text(given, "email"),
                "name",
                Json.text(given, "name"),
                "phone",
                Json.text(given, "phone"),
                "tax_id",
                null);
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode method = get(scope, request.id(), "payment_method");
        Fields.copy(method, request.params(), "metadata", "allow_redisplay");
        if (request.params().path("billing_details") instanceof ObjectNode details) {
            Fields.copy(Json.child(method, "billing_details"), details, "email", "name", "phone");
            if (details.has("address")) {
                Json.child(method, "billing_details")
                        .set("address", Fields.address(details.get("address")));
            }
        }
        if (request.params().path("card") instanceof ObjectNode card) {
            Fields.copy(Json.child(method, "card"), card, "exp_month", "exp_year");
        }
        scope.updated("payment_method.updated", method);
        return method;
    }

    private ObjectNode attach(Scope scope, Request request) {
        if (!request.has("customer")) {
            throw ApiError.missingParameter("customer");
        }
        ObjectNode customer =
                scope.world().customers().existing(scope, request.text("customer"), "customer");
        ObjectNode method = get(scope, request.id(), "payment_method");
        attach(scope, method, customer);
        return method;
    }

    /** Saves a payment method for a customer; refused if the issuer declines even that. */
    void attach(Scope scope, ObjectNode method, ObjectNode customer) {
        String owner = Json.text(method, "customer");
        if (customer.path("id").asText().equals(owner)) {
            return;
        }
        if (owner != null) {
            throw ApiError.invalid(
                    null,
                    "payment_method",
                    "The payment method you provided has already been attached to a customer.");
        }
        TestCard card = cardOf(method);
        if (card != null && card.conduct() == TestCard.Conduct.DECLINES) {
            throw decline(card);
        }
        method.set("customer", customer.get("id"));
        scope.save(method);
        scope.emit("payment_method.attached", method);
    }

    private ObjectNode detach(Scope scope, Request request) {
        ObjectNode method = get(scope, request.id(), "payment_method");
        String owner = Json.text(method, "customer");
        if (owner == null) {
            throw ApiError.invalid(
                    null,
                    "payment_method",
                    "The payment method you provided is not attached to a customer.");
        }
        method.putNull("customer");
        scope.updated("payment_method.detached", method);
        scope.find("customer", owner)
                .filter(
                        customer ->
                                method.path("id")
                                        .asText()
                                        .equals(
                                                customer.path("invoice_settings")
                                                        .path("default_payment_method")
                                                        .asText()))
                .ifPresent(
                        customer -> {
                            Json.child(customer, "invoice_settings")
                                    .putNull("default_payment_method");
                            scope.updated("customer.updated", customer);
                        });
        return method;
    }

    static @Nullable TestCard cardOf(ObjectNode method) {
        return TestCard.numbered(method.path("_number").asText()).orElse(null);
    }

    static ApiError decline(TestCard card) {
        TestCard.Decline decline = card.decline();
        return ApiError.card(decline.code(), decline.declineCode(), decline.message());
    }
}
