package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Setup intents: saving a payment method for later. */
final class SetupIntents {

    private static final String[] PLAIN = {"customer", "description", "metadata", "on_behalf_of"};

    SetupIntents(Routes routes) {
        routes.on("POST /v1/setup_intents", this::create);
        routes.on("POST /v1/setup_intents/{id}", this::update);
        routes.on("POST /v1/setup_intents/{id}/confirm", this::confirm);
        routes.on("POST /v1/setup_intents/{id}/cancel", this::cancel);
        routes.retrieve("/v1/setup_intents", "setup_intent");
        routes.list("/v1/setup_intents", "setup_intent");
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (request.has("customer")) {
            scope.world().customers().existing(scope, request.text("customer"), "customer");
        }
        ObjectNode intent = make(scope, params);
        scope.emit("setup_intent.created", intent);
        return Json.flag(params, "confirm") ? confirm(scope, intent, params) : intent;
    }

    /** Adds an intent without telling of it yet. */
    ObjectNode make(Scope scope, ObjectNode params) {
        ObjectNode intent =
                scope.add(
                        "setup_intent",
                        Json.object(
                                "payment_method",
                                null,
                                "payment_method_options",
                                Json.object(
                                        "card", Json.object("request_three_d_secure", "automatic")),
                                "payment_method_types",
                                params.path("payment_method_types").isEmpty()
                                        ? Json.array("card")
                                        : params.get("payment_method_types"),
                                "status",
                                "requires_payment_method",
                                "usage",
                                Json.text(params, "usage", "off_session"),
                                "metadata",
                                Json.object()));
        intent.put("client_secret", intent.path("id").asText() + "_secret_" + Ids.letters(25));
        Fields.copy(intent, params, PLAIN);
        if (Json.has(params, "payment_method")) {
            ObjectNode method =
                    scope.world()
                            .paymentMethods()
                            .get(scope, params.path("payment_method").asText(), "payment_method");
            intent.set("payment_method", method.get("id"));
            intent.put("status", "requires_confirmation");
        }
        scope.save(intent);
        return intent;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode intent = scope.get("setup_intent", request.id(), "intent");
        Fields.copy(intent, request.params(), PLAIN);
        if (request.has("payment_method")) {
            intent.set(
                    "payment_method",
                    scope.world()
                            .paymentMethods()
                            .get(scope, request.text("payment_method"), "payment_method")
                            .get("id"));
            intent.put("status", "requires_confirmation");
        }
        scope.save(intent);
        return intent;
    }

    private ObjectNode confirm(Scope scope, Request request) {
        return confirm(scope, scope.get("setup_intent", request.id(), "intent"), request.params());
    }

    private ObjectNode confirm(Scope scope, ObjectNode intent, ObjectNode params) {
        String given = Json.text(params, "payment_method", Json.text(intent, "payment_method", ""));
        String status = intent.path("status").asText();
        if (status.equals("succeeded") || status.equals("canceled")) {
            throw ApiError.invalid(
                    "setup_intent_unexpected_state",
                    null,
                    "You cannot confirm this SetupIntent because it has a status of "
                            + status
                            + ".");
        }
        ObjectNode method = scope.world().paymentMethods().get(scope, given, "payment_method");
        Optional<ApiError> problem = setUp(scope, intent, method, false);
        if (problem.isPresent()) {
            throw problem.get();
        }
        return intent;
    }

    /**
     * Tries to save a method.
     *
     * @return the refusal, if it was refused
     */
    Optional<ApiError> setUp(
            Scope scope, ObjectNode intent, ObjectNode method, boolean authenticated) {
        intent.set("payment_method", method.get("id"));
        TestCard card = PaymentMethods.cardOf(method);
        TestCard.Conduct conduct = card == null ? TestCard.Conduct.PAYS : card.conduct();
        if (conduct == TestCard.Conduct.DECLINES) {
            ApiError problem = PaymentMethods.decline(card);
            ObjectNode told = problem.error().deepCopy();
            told.set("payment_method", scope.render(method));
            intent.set("last_setup_error", told);
            intent.put("status", "requires_payment_method").putNull("payment_method");
            scope.save(intent);
            scope.emit("setup_intent.setup_failed", intent);
            return Optional.of(problem.with("setup_intent", scope.render(intent)));
        }
        if (conduct == TestCard.Conduct.NEEDS_AUTHENTICATION && !authenticated) {
            intent.put("status", "requires_action");
            intent.set(
                    "next_action",
                    Json.object("type", "use_stripe_sdk", "use_stripe_sdk", Json.object()));
            scope.save(intent);
            scope.emit("setup_intent.requires_action", intent);
            return Optional.empty();
        }
        method.put("_set_up", true);
        scope.save(method);
        scope.find("customer", Json.text(intent, "customer"))
                .ifPresent(
                        customer -> scope.world().paymentMethods().attach(scope, method, customer));
        intent.put("status", "succeeded").putNull("next_action").putNull("last_setup_error");
        scope.save(intent);
        scope.emit("setup_intent.succeeded", intent);
        return Optional.empty();
    }

    private ObjectNode cancel(Scope scope, Request request) {
        ObjectNode intent = scope.get("setup_intent", request.id(), "intent");
        if (intent.path("status").asText().equals("succeeded")) {
            throw ApiError.invalid(
                    "setup_intent_unexpected_state",
                    null,
                    "You cannot cancel this SetupIntent because it has succeeded.");
        }
        intent.put("status", "canceled");
        intent.put("cancellation_reason", request.text("cancellation_reason"));
        scope.save(intent);
        scope.emit("setup_intent.canceled", intent);
        return intent;
    }
}
