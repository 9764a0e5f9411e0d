package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Payment intents: from the wish to be paid to the money, over declines and authentication. */
final class PaymentIntents {

    private static final long DAY = 86_400;
    private static final Set<String> OPEN =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");

    private static final String[] PLAIN = {
        "description",
        "metadata",
        "receipt_email",
        "setup_future_usage",
        "shipping",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
        "application_fee_amount",
        "transfer_data",
        "on_behalf_of",
        "capture_method",
        "payment_method_types"
    };

    PaymentIntents(Routes routes, Timers timers) {
        routes.on("POST /v1/payment_intents", this::create);
        routes.retrieve("/v1/payment_intents", "payment_intent");
        routes.list("/v1/payment_intents", "payment_intent");
        routes.on("POST /v1/payment_intents/{id}", this::update);
        routes.on("POST /v1/payment_intents/{id}/confirm", this::confirm);
        routes.on("POST /v1/payment_intents/{id}/capture", this::capture);
        routes.on("POST /v1/payment_intents/{id}/cancel", this::cancel);
        timers.on("settle", (scope, intent) -> settle(scope, intent, willSettle(scope, intent)));
        timers.on("capture_expires", (scope, intent) -> cancel(scope, intent, "automatic"));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (request.has("customer")) {
            scope.world().customers().existing(scope, request.text("customer"), "customer");
        }
        ObjectNode intent = make(customersScope(scope, params), params);
        scope.of(intent).emit("payment_intent.created", intent);
        return Json.flag(params, "confirm") ? confirm(scope, intent, params) : intent;
    }

    private static Scope customersScope(Scope scope, ObjectNode params) {
        return scope.find("customer", Json.text(params, "customer")).map(scope::of).orElse(scope);
    }

    /** Adds an intent without telling of it yet. */
    ObjectNode make(Scope scope, ObjectNode params) {
        long amount = Json.number(params, "amount");
        Money.positive(amount, "amount");
        String destination = Json.text(params.path("transfer_data"), "destination");
        for (String account : new String[] {destination, Json.text(params, "on_behalf_of")}) {
            if (account != null) {
                scope.at(scope.world().platform()).get("account", account, "on_behalf_of");
            }
        }
        ObjectNode intent =
                scope.add(
                        "payment_intent",
                        Json.object(
                                "amount",
                                amount,
                                "amount_capturable",
                                0,
                                "amount_details",
                                Json.object("tip", Json.object()),
                                "amount_received",
                                0,
                                "automatic_payment_methods",
                                Json.has(params, "payment_method_types")
                                        ? null
                                        : Json.object("allow_redirects", "always", "enabled", true),
                                "capture_method",
                                "automatic_async",
                                "confirmation_method",
                                Json.text(params, "confirmation_method", "automatic"),
                                "currency",
                                Money.currency(params.path("currency").asText(), "currency"),
                                "customer",
                                Json.text(params, "customer"),
                                "latest_charge",
                                null,
                                "payment_method",
                                null,
                                "payment_method_options",
                                Json.object(
                                        "card", Json.object("request_three_d_secure", "automatic")),
                                "payment_method_types",
                                Json.array("card"),
                                "status",
                                "requires_payment_method",
                                "metadata",
                                Json.object()));
        intent.put("client_secret", intent.path("id").asText() + "_secret_" + Ids.letters(25));
        Fields.copy(intent, params, PLAIN);
        paymentMethod(scope, intent, params)
                .ifPresent(method -> intent.put("status", "requires_confirmation"));
        scope.save(intent);
        return intent;
    }

    private static Optional<ObjectNode> paymentMethod(
            Scope scope, ObjectNode intent, ObjectNode params) {
        PaymentMethods methods = scope.world().paymentMethods();
        Optional<ObjectNode> method = Optional.empty();
        if (params.path("payment_method_data") instanceof ObjectNode data) {
            method = Optional.of(methods.make(scope, data));
        } else if (Json.has(params, "payment_method")) {
            method =
                    Optional.of(
                            methods.get(
                                    scope,
                                    params.path("payment_method").asText(),
                                    "payment_method"));
        }
        method.ifPresent(
                found -> {
                    String owner = Json.text(found, "customer");
                    if (owner != null && !owner.equals(Json.text(intent, "customer"))) {
                        throw ApiError.invalid(
                                null,
                                "payment_method",
                                "The payment method belongs to another customer; give its customer"
                                        + " too.");
                    }
                    intent.set("payment_method", found.get("id"));
                });
        return method;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode intent = scope.get("payment_intent", request.id(), "intent");
        if (!OPEN.contains(intent.path("status").asText())) {
            Set<String> always = Set.of("metadata", "description", "expand", "receipt_email");
            request.params()
                    .fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (!always.contains(name)) {
                                    throw unexpected(intent, "updated");
                                }
                            });
        }
        Fields.copy(intent, request.params(), PLAIN);
        Fields.copy(intent, request.params(), "amount", "customer");
        if (request.has("currency")) {
            intent.put("currency", Money.currency(request.text("currency"), "currency"));
        }
        if (paymentMethod(scope, intent, request.params()).isPresent()) {
            intent.put("status", "requires_confirmation");
        }
        scope.save(intent);
        return intent;
    }

    private ObjectNode confirm(Scope scope, Request request) {
        ObjectNode intent = scope.get("payment_intent", request.id(), "intent");
        if (!OPEN.contains(intent.path("status").asText())) {
            throw unexpected(intent, "confirmed");
        }
        Fields.copy(intent, request.params(), "receipt_email", "setup_future_usage", "shipping");
        return confirm(scope, intent, request.params());
    }

    private ObjectNode confirm(Scope scope, ObjectNode intent, ObjectNode params) {
        Scope own = scope.of(intent);
        paymentMethod(own, intent, params);
        if (Json.has(params, "return_url")) {
            intent.set("_return_url", params.get("return_url"));
        }
        ObjectNode method =
                own.find("payment_method", Json.text(intent, "payment_method"))
                        .orElseThrow(
                                () ->
                                        ApiError.invalid(
                                                "payment_intent_unexpected_state",
                                                "payment_method",
                                                "You cannot confirm this PaymentIntent because it's"
                                                        + " missing a payment method."));
        boolean offSession = !Json.text(params, "off_session", "false").equals("false");
        Optional<ApiError> problem = pay(own, intent, method, offSession, false);
        if (problem.isPresent()) {
            throw problem.get();
        }
        return intent;
    }

    static ApiError unexpected(ObjectNode intent, String wanted) {
        return ApiError.invalid(
                        "payment_intent_unexpected_state",
                        null,
                        "This PaymentIntent's status is "
                                + intent.path("status").asText()
                                + ", so it cannot be "
                                + wanted
                                + ".")
                .with("payment_intent", intent.deepCopy());
    }

    /**
     * Tries to get paid with a method, and notes what comes of it.
     *
     * @return the refusal, if it was refused
     */
    Optional<ApiError> pay(
            Scope scope,
            ObjectNode intent,
            ObjectNode method,
            boolean offSession,
            boolean authenticated) {
        intent.set("payment_method", method.get("id"));
        intent.putNull("next_action");
        String type = method.path("type").asText();
        if (type.equals("sepa_debit")) {
            ObjectNode charge = scope.world().charges().pending(scope, intent, method);
            intent.put("status", "processing").set("latest_charge", charge.get("id"));
            scope.save(intent);
            scope.emit("payment_intent.processing", intent);
            scope.timer("settle", intent, scope.now() + 5 * DAY);
            return Optional.empty();
        }
        TestCard card = PaymentMethods.cardOf(method);
        TestCard.Conduct conduct = card == null ? TestCard.Conduct.PAYS : card.conduct();
        if (conduct == TestCard.Conduct.DECLINES || conduct == TestCard.Conduct.ATTACHES_ONLY) {
            return Optional.of(refuse(scope, intent, method, PaymentMethods.decline(card)));
        }
        boolean asks =
                !type.equals("card")
                        || conduct == TestCard.Conduct.NEEDS_AUTHENTICATION
                                && !(offSession
                                        && card.number().equals("4000002500003155")
                                        && Json.flag(method, "_set_up"));
        if (asks && !authenticated) {
            if (offSession) {
                return Optional.of(
                        refuse(
                                scope,
                                intent,
                                method,
                                ApiError.card(
                                        "authentication_required",
                                        "authentication_required",
                                        "Your card was declined. This transaction requires"
                                                + " authentication.")));
            }
            intent.put("status", "requires_action").set("next_action", nextAction(scope, intent));
            scope.save(intent);
            scope.emit("payment_intent.requires_action", intent);
            return Optional.empty();
        }
        succeed(scope, intent, method);
        return Optional.empty();
    }

    private static ObjectNode nextAction(Scope scope, ObjectNode intent) {
        return Json.object(
                "type",
                "redirect_to_url",
                "redirect_to_url",
                Json.object(
                        "return_url",
                        Json.text(intent, "_return_url"),
                        "url",
                        scope.world().address() + "/authenticate/" + intent.path("id").asText()));
    }

    /** The outcome of the second page: authentication of a card, or the bank's answer. */
    Optional<ApiError> authenticated(Scope scope, ObjectNode intent, boolean agreed) {
        ObjectNode method = scope.get("payment_method", intent, "payment_method");
        if (agreed) {
            return pay(scope, intent, method, false, true);
        }
        intent.putNull("next_action");
        return Optional.of(
                refuse(
                        scope,
                        intent,
                        method,
                        ApiError.card(
                                "payment_intent_authentication_failure",
                                null,
                                "We are unable to authenticate your payment method. Please choose a"
                                        + " different payment method and try again.")));
    }

    private static ApiError refuse(
            Scope scope, ObjectNode intent, ObjectNode method, ApiError problem) {
        ObjectNode charge = scope.world().charges().failed(scope, intent, method, problem.error());
        problem.with("charge", charge.get("id"));
        ObjectNode told = problem.error().deepCopy();
        told.set("payment_method", scope.render(method));
        intent.set("last_payment_error", told);
        intent.set("latest_charge", charge.get("id"));
        intent.put("status", "requires_payment_method").putNull("payment_method");
        scope.save(intent);
        scope.emit("payment_intent.payment_failed", intent);
        told(scope, intent, false);
        return problem.with("payment_intent", scope.render(intent))
                .with("payment_method", scope.render(method));
    }

    private static void succeed(Scope scope, ObjectNode intent, ObjectNode method) {
        boolean held = intent.path("capture_method").asText().equals("manual");
        ObjectNode charge = scope.world().charges().succeeded(scope, intent, method, !held);
        intent.set("latest_charge", charge.get("id"));
        intent.putNull("last_payment_error");
        if (Json.has(intent, "setup_future_usage") && Json.has(intent, "customer")) {
            method.put("_set_up", true);
            scope.world()
                    .paymentMethods()
                    .attach(scope, method, scope.get("customer", intent, "customer"));
        }
        if (held) {
            intent.put("status", "requires_capture");
            intent.set("amount_capturable", intent.get("amount"));
            scope.save(intent);
            scope.timer("capture_expires", intent, scope.now() + 7 * DAY);
            scope.emit("payment_intent.amount_capturable_updated", intent);
        } else {
            intent.put("status", "succeeded");
            intent.set("amount_received", intent.get("amount"));
            scope.save(intent);
            scope.emit("payment_intent.succeeded", intent);
        }
        told(scope, intent, true);
        scope.world().charges().disputeIfBound(scope, charge, method);
    }

    /** Tells the invoice or the session that an intent belongs to. */
    private static void told(Scope scope, ObjectNode intent, boolean paid) {
        scope.find("invoice", Json.text(intent, "_invoice"))
                .ifPresent(
                        invoice -> scope.world().invoices().outcome(scope, invoice, intent, paid));
        scope.find("checkout.session", Json.text(intent, "_session"))
                .ifPresent(
                        session -> scope.world().sessions().outcome(scope, session, intent, paid));
    }

    private static boolean willSettle(Scope scope, ObjectNode intent) {
        return scope.find("payment_method", Json.text(intent, "payment_method"))
                .map(method -> !method.path("_number").asText().endsWith("3001"))
                .orElse(false);
    }

    /** Ends a delayed payment: the bank paid, or did not. */
    void settle(Scope scope, ObjectNode intent, boolean paid) {
        if (!intent.path("status").asText().equals("processing")) {
            throw unexpected(intent, "settled");
        }
        scope.noTimer("settle", intent);
        ObjectNode method = scope.get("payment_method", intent, "payment_method");
        ObjectNode charge = scope.get("charge", intent, "latest_charge");
        if (paid) {
            scope.world().charges().settle(scope, charge);
            intent.put("status", "succeeded");
            intent.set("amount_received", intent.get("amount"));
            scope.save(intent);
            scope.emit("payment_intent.succeeded", intent);
        } else {
            ApiError problem =
                    ApiError.card(
                            "payment_intent_payment_attempt_failed",
                            null,
                            "The customer's account has insufficient funds to cover this payment.");
            scope.world().charges().fail(scope, charge, problem.error());
            ObjectNode told = problem.error().deepCopy();
            told.set("payment_method", scope.render(method));
            intent.set("last_payment_error", told);
            intent.put("status", "requires_payment_method").putNull("payment_method");
            scope.save(intent);
            scope.emit("payment_intent.payment_failed", intent);
        }
        told(scope, intent, paid);
    }

    private ObjectNode capture(Scope scope, Request request) {
        ObjectNode intent = scope.get("payment_intent", request.id(), "intent");
        if (!intent.path("status").asText().equals("requires_capture")) {
            throw unexpected(intent, "captured");
        }
        Scope own = scope.of(intent);
        long held = Json.number(intent, "amount_capturable");
        long amount = request.params().path("amount_to_capture").asLong(held);
        Money.positive(amount, "amount_to_capture");
        if (amount > held) {
            throw ApiError.invalid(
                    "amount_too_large",
                    "amount_to_capture",
                    "The remaining amount available to capture for this PaymentIntent is "
                            + held
                            + ", but you requested "
                            + amount
                            + ".");
        }
        Fields.copy(intent, request.params(), "metadata", "application_fee_amount");
        own.noTimer("capture_expires", intent);
        ObjectNode charge = own.get("charge", intent, "latest_charge");
        intent.put("amount_capturable", 0).put("amount_received", amount);
        intent.put("status", "succeeded");
        own.save(intent);
        own.world().charges().capture(own, charge, intent, amount);
        own.emit("payment_intent.succeeded", intent);
        told(own, intent, true);
        return intent;
    }

    private ObjectNode cancel(Scope scope, Request request) {
        ObjectNode intent = scope.get("payment_intent", request.id(), "intent");
        cancel(scope.of(intent), intent, request.text("cancellation_reason"));
        return intent;
    }

    /** Gives an intent up; what a card has put aside is released. */
    void cancel(Scope scope, ObjectNode intent, @Nullable String reason) {
        String status = intent.path("status").asText();
        if (!OPEN.contains(status) && !status.equals("requires_capture")) {
            throw unexpected(intent, "canceled");
        }
        if (status.equals("requires_capture")) {
            scope.noTimer("capture_expires", intent);
            scope.world().charges().release(scope, scope.get("charge", intent, "latest_charge"));
        }
        intent.put("status", "canceled").put("canceled_at", scope.now());
        intent.put("cancellation_reason", reason).put("amount_capturable", 0);
        intent.putNull("next_action");
        scope.save(intent);
        scope.emit("payment_intent.canceled", intent);
    }
}
