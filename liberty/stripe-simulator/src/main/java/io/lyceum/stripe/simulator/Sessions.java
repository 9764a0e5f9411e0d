package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checkout sessions: what is to be bought, and how a buyer on the hosted page completes it. */
final class Sessions {

    private static final long HOUR = 3_600;

    private static final String[] PLAIN = {
        "allow_promotion_codes",
        "billing_address_collection",
        "cancel_url",
        "client_reference_id",
        "consent_collection",
        "customer_creation",
        "customer_email",
        "custom_fields",
        "locale",
        "metadata",
        "payment_method_collection",
        "phone_number_collection",
        "submit_type",
        "success_url"
    };

    private final Cart cart = new Cart();

    Sessions(Routes routes, Renderer renderer, Timers timers) {
        routes.on("POST /v1/checkout/sessions", this::create);
        routes.retrieve("/v1/checkout/sessions", "checkout.session");
        routes.on("POST /v1/checkout/sessions/{id}", this::update);
        routes.on("POST /v1/checkout/sessions/{id}/expire", this::expire);
        routes.on(
                "GET /v1/checkout/sessions",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "checkout.session",
                                session ->
                                        !request.params().path("customer_details").isObject()
                                                || session.path("customer_details")
                                                        .path("email")
                                                        .equals(
                                                                request.params()
                                                                        .path("customer_details")
                                                                        .path("email")),
                                java.util.Set.of("customer_details")));
        String lines = "/v1/checkout/sessions/{id}/line_items";
        routes.on(
                "GET " + lines,
                (scope, request) -> {
                    scope.get("checkout.session", request.id(), "session");
                    return Lists.page(scope, request, scope.all("item", "_owner", request.id()));
                });
        renderer.list(
                "checkout.session",
                "line_items",
                false,
                lines,
                (scope, session) ->
                        scope.all("item", "_owner", session.path("id").asText()).toList());
        timers.on("session_expires", (scope, session) -> expire(scope, session));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        String mode = Json.text(params, "mode");
        if (mode == null) {
            throw ApiError.missingParameter("mode");
        }
        String ui = Json.text(params, "ui_mode", "hosted_page");
        if (!request.has("success_url") && ui.equals("hosted_page")) {
            throw ApiError.missingParameter("success_url");
        }
        if (request.has("customer") && request.has("customer_email")) {
            throw ApiError.invalid(
                    "parameters_exclusive",
                    "customer_email",
                    "You may only specify one of these parameters: customer, customer_email.");
        }
        if (request.has("discounts") && Json.flag(params, "allow_promotion_codes")) {
            throw ApiError.invalid(
                    "parameters_exclusive",
                    "discounts",
                    "You may only specify one of these parameters: discounts,"
                            + " allow_promotion_codes.");
        }
        Scope own = scope;
        ObjectNode customer = null;
        if (request.has("customer")) {
            customer =
                    scope.world().customers().existing(scope, request.text("customer"), "customer");
            own = scope.of(customer);
        }
        long now = own.now();
        long expires = params.path("expires_at").asLong(now + 24 * HOUR);
        if (expires < now + HOUR / 2 || expires > now + 24 * HOUR) {
            throw ApiError.invalid(
                    null,
                    "expires_at",
                    "The expires_at timestamp must be between 30 minutes and 24 hours from Checkout"
                            + " Session creation.");
        }
        ObjectNode session = own.add("checkout.session", fields(params, mode, ui, expires));
        String id = session.path("id").asText();
        session.put(
                "url", ui.equals("hosted_page") ? scope.world().address() + "/pay/" + id : null);
        Fields.copy(session, params, PLAIN);
        cart.fill(own, session, params);
        if (params.path("discounts").size() > 0) {
            ObjectNode chosen =
                    own.world()
                            .coupons()
                            .chosen(
                                    own,
                                    params.path("discounts").get(0),
                                    request.text("customer"),
                                    Json.text(session, "currency", ""),
                                    cart.subtotal(own, session));
            session.set("discounts", Json.array(chosen));
        }
        if (customer != null) {
            session.set("_address", Json.value(customer.get("address")));
        }
        cart.total(own, session);
        own.save(session);
        own.timer("session_expires", session, expires);
        return session;
    }

    private static ObjectNode fields(ObjectNode params, String mode, String ui, long expires) {
        boolean taxes = Json.flag(params.path("automatic_tax"), "enabled");
        ObjectNode fields =
                Json.object(
                        "automatic_tax",
                        Json.object(
                                "enabled", taxes,
                                "liability", taxes ? Json.object("type", "self") : null,
                                "provider", taxes ? "stripe" : null,
                                "status", taxes ? "requires_location_inputs" : null),
                        "currency",
                        null,
                        "custom_fields",
                        Json.array(),
                        "custom_text",
                        Json.object(),
                        "customer",
                        Json.text(params, "customer"),
                        "customer_creation",
                        Json.has(params, "customer") || !mode.equals("payment")
                                ? mode.equals("subscription") ? "always" : null
                                : "if_required",
                        "expires_at",
                        expires,
                        "mode",
                        mode,
                        "payment_intent",
                        null,
                        "payment_method_collection",
                        mode.equals("subscription") ? "always" : "if_required",
                        "payment_method_options",
                        Json.object("card", Json.object("request_three_d_secure", "automatic")),
                        "payment_method_types",
                        params.path("payment_method_types").isEmpty()
                                ? Json.array("card")
                                : params.get("payment_method_types"),
                        "payment_status",
                        mode.equals("setup") ? "no_payment_required" : "unpaid",
                        "phone_number_collection",
                        Json.object("enabled", false),
                        "shipping_options",
                        Json.array(),
                        "status",
                        "open",
                        "ui_mode",
                        ui);
        if (params.path("tax_id_collection").isObject()) {
            fields.set(
                    "tax_id_collection",
                    Json.object(
                            "enabled",
                            params.path("tax_id_collection").get("enabled"),
                            "required",
                            Json.text(params.path("tax_id_collection"), "required", "never")));
        }
        if (params.path("invoice_creation").isObject() && mode.equals("payment")) {
            JsonNode data = params.path("invoice_creation").path("invoice_data");
            ObjectNode kept = Json.object("metadata", Json.object());
            if (data instanceof ObjectNode given) {
                Fields.copy(kept, given, "custom_fields", "description", "footer", "metadata");
            }
            fields.set(
                    "invoice_creation",
                    Json.object(
                            "enabled",
                            params.path("invoice_creation").get("enabled"),
                            "invoice_data",
                            kept));
        }
        JsonNode recovery = params.path("after_expiration").path("recovery");
        if (recovery.isObject()) {
            fields.set(
                    "after_expiration",
                    Json.object(
                            "recovery",
                            Json.object(
                                    "allow_promotion_codes",
                                    Json.flag(recovery, "allow_promotion_codes"),
                                    "enabled",
                                    Json.flag(recovery, "enabled"),
                                    "expires_at",
                                    null,
                                    "url",
                                    null)));
        }
        ArrayNode optional = Json.array();
        params.path("optional_items")
                .forEach(
                        item ->
                                optional.add(
                                        Json.object(
                                                "adjustable_quantity",
                                                Json.value(item.get("adjustable_quantity")),
                                                "price",
                                                item.get("price"),
                                                "quantity",
                                                item.get("quantity"))));
        if (!optional.isEmpty()) {
            fields.set("optional_items", optional);
        }
        for (String data :
                new String[] {
                    "payment_intent_data", "subscription_data", "setup_intent_data", "line_items"
                }) {
            if (Json.has(params, data)) {
                fields.set("_" + data, params.get(data));
            }
        }
        return fields;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode session = scope.get("checkout.session", request.id(), "session");
        Fields.copy(session, request.params(), "metadata");
        scope.save(session);
        return session;
    }

    private ObjectNode expire(Scope scope, Request request) {
        ObjectNode session = scope.get("checkout.session", request.id(), "session");
        if (!isOpen(session)) {
            throw ApiError.invalid(
                    null,
                    "session",
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This"
                            + " Checkout Session has a status of `"
                            + session.path("status").asText()
                            + "`.");
        }
        expire(scope.of(session), session);
        return session;
    }

    private void expire(Scope scope, ObjectNode session) {
        if (!isOpen(session)) {
            return;
        }
        scope.noTimer("session_expires", session);
        session.put("status", "expired").putNull("url");
        JsonNode recovery = session.path("after_expiration").path("recovery");
        if (Json.flag(recovery, "enabled")) {
            ((ObjectNode) recovery)
                    .put("expires_at", scope.now() + 30 * 24 * HOUR)
                    .put(
                            "url",
                            scope.world().address() + "/recover/" + session.path("id").asText());
        }
        scope.save(session);
        scope.find("payment_intent", Json.text(session, "payment_intent"))
                .filter(intent -> !intent.path("status").asText().equals("canceled"))
                .ifPresent(
                        intent ->
                                scope.world().paymentIntents().cancel(scope, intent, "abandoned"));
        scope.emit("checkout.session.expired", session);
    }

    /** Whether nothing is due and so no payment method is asked for. */
    static boolean isFree(ObjectNode session) {
        String mode = session.path("mode").asText();
        boolean wanted =
                mode.equals("setup")
                        || mode.equals("subscription")
                                && session.path("payment_method_collection")
                                        .asText()
                                        .equals("always");
        return !wanted && Json.number(session, "amount_total") == 0;
    }

    static boolean isOpen(ObjectNode session) {
        return session.path("status").asText().equals("open");
    }

    Cart cart() {
        return cart;
    }

    /** Opens again what expired, in a new session. */
    ObjectNode recover(Scope scope, ObjectNode old) {
        ObjectNode fresh = old.deepCopy();
        for (String field :
                new String[] {"id", "created", "payment_intent", "customer_details", "discounts"}) {
            fresh.remove(field);
        }
        ObjectNode session = scope.add("checkout.session", fresh);
        String id = session.path("id").asText();
        session.put("status", "open").put("recovered_from", old.path("id").asText());
        session.put("url", scope.world().address() + "/pay/" + id);
        session.put("expires_at", scope.now() + 24 * HOUR);
        session.putNull("after_expiration");
        if (Json.flag(old.path("after_expiration").path("recovery"), "allow_promotion_codes")) {
            session.put("allow_promotion_codes", true);
        }
        scope.all("item", "_owner", old.path("id").asText())
                .toList()
                .forEach(
                        item -> {
                            ObjectNode copy = item.deepCopy();
                            copy.put("id", Ids.of("item")).put("_owner", id);
                            scope.save(copy);
                        });
        cart.total(scope, session);
        scope.save(session);
        scope.timer("session_expires", session, Json.number(session, "expires_at"));
        return session;
    }

    /**
     * Pays for a session with what a buyer entered.
     *
     * @param method null if nothing is due and none is wanted
     * @param details name, email, address and tax id
     * @param authenticated whether the buyer has confirmed it with the bank
     * @return the refusal, if it was refused
     */
    Optional<ApiError> pay(
            Scope scope,
            ObjectNode session,
            @Nullable ObjectNode method,
            ObjectNode details,
            boolean authenticated) {
        buyer(scope, session, details);
        session.set("_address", details.get("address"));
        cart.total(scope, session);
        String mode = session.path("mode").asText();
        redeem(scope, session);
        if (mode.equals("subscription")) {
            return subscribe(scope, session, method, authenticated);
        }
        if (mode.equals("payment") && Json.number(session, "amount_total") == 0) {
            complete(scope, session, "no_payment_required");
            return Optional.empty();
        }
        if (method == null) {
            throw ApiError.invalid(null, "method", "Choose how to pay.");
        }
        if (mode.equals("setup")) {
            return setUp(scope, session, method);
        }
        ObjectNode intent = intent(scope, session);
        Optional<ApiError> problem =
                scope.world().paymentIntents().pay(scope, intent, method, false, authenticated);
        if (problem.isEmpty()
                && isOpen(session)
                && intent.path("status").asText().equals("processing")) {
            complete(scope, session, "unpaid");
        }
        return problem;
    }

    private static void redeem(Scope scope, ObjectNode session) {
        JsonNode chosen = session.path("discounts").path(0);
        if (!chosen.isObject() || Json.flag(session, "_redeemed")) {
            return;
        }
        scope.world()
                .coupons()
                .redeem(
                        scope,
                        (ObjectNode) chosen,
                        Json.text(session, "customer"),
                        Json.text(session, "currency", ""),
                        Json.number(session, "amount_subtotal"));
        session.put("_redeemed", true);
        scope.save(session);
    }

    private static void buyer(Scope scope, ObjectNode session, ObjectNode details) {
        boolean needed =
                !session.path("mode").asText().equals("setup")
                        && (!"if_required".equals(Json.text(session, "customer_creation"))
                                || Json.number(session, "amount_total") == 0
                                || Json.flag(session.path("invoice_creation"), "enabled"));
        if (!Json.has(session, "customer") && needed) {
            ObjectNode customer =
                    scope.world()
                            .customers()
                            .make(scope, Fields.pick(details, "email", "name", "address"));
            scope.emit("customer.created", customer);
            session.set("customer", customer.get("id"));
        }
        ArrayNode taxIds = Json.array();
        if (details.path("tax_id") instanceof ObjectNode taxId) {
            taxIds.add(taxId);
            scope.find("customer", Json.text(session, "customer"))
                    .ifPresent(customer -> scope.world().taxIds().add(scope, customer, taxId));
        }
        session.set(
                "customer_details",
                Json.object(
                        "address",
                        details.get("address"),
                        "business_name",
                        null,
                        "email",
                        details.get("email"),
                        "individual_name",
                        null,
                        "name",
                        details.get("name"),
                        "phone",
                        null,
                        "tax_exempt",
                        "none",
                        "tax_ids",
                        taxIds));
        scope.save(session);
    }

    private static ObjectNode intent(Scope scope, ObjectNode session) {
        Optional<ObjectNode> there =
                scope.find("payment_intent", Json.text(session, "payment_intent"));
        if (there.isPresent()) {
            there.get().set("amount", session.get("amount_total"));
            return there.get();
        }
        ObjectNode params =
                session.path("_payment_intent_data") instanceof ObjectNode data
                        ? data.deepCopy()
                        : Json.object();
        params.set("amount", session.get("amount_total"));
        params.set("currency", session.get("currency"));
        params.set("customer", session.get("customer"));
        params.set("payment_method_types", session.get("payment_method_types"));
        ObjectNode intent = scope.world().paymentIntents().make(scope, params);
        intent.set("_session", session.get("id"));
        scope.save(intent);
        session.set("payment_intent", intent.get("id"));
        scope.save(session);
        scope.emit("payment_intent.created", intent);
        return intent;
    }

    private Optional<ApiError> setUp(Scope scope, ObjectNode session, ObjectNode method) {
        ObjectNode params =
                session.path("_setup_intent_data") instanceof ObjectNode data
                        ? data.deepCopy()
                        : Json.object();
        params.set("customer", session.get("customer"));
        ObjectNode intent = scope.world().setupIntents().make(scope, params);
        scope.emit("setup_intent.created", intent);
        Optional<ApiError> problem =
                scope.world().setupIntents().setUp(scope, intent, method, true);
        if (problem.isEmpty()) {
            session.set("setup_intent", intent.get("id"));
            complete(scope, session, "no_payment_required");
        }
        return problem;
    }

    private Optional<ApiError> subscribe(
            Scope scope, ObjectNode session, @Nullable ObjectNode method, boolean authenticated) {
        if (method != null) {
            TestCard card = PaymentMethods.cardOf(method);
            if (card != null && card.conduct() == TestCard.Conduct.NEEDS_AUTHENTICATION) {
                method.put("_set_up", true);
            }
            scope.world()
                    .paymentMethods()
                    .attach(scope, method, scope.get("customer", session, "customer"));
        }
        ObjectNode subscription =
                scope.world()
                        .subscriptions()
                        .ofSession(
                                scope,
                                session,
                                method,
                                scope.all("item", "_owner", session.path("id").asText()).toList(),
                                authenticated);
        ObjectNode invoice = scope.get("invoice", subscription, "latest_invoice");
        Invoices.intent(scope, invoice)
                .filter(intent -> intent.path("status").asText().equals("processing"))
                .ifPresent(
                        intent -> {
                            intent.set("_session", session.get("id"));
                            scope.save(intent);
                        });
        session.set("subscription", subscription.get("id"));
        session.set("invoice", invoice.get("id"));
        String paid =
                Json.number(invoice, "total") == 0
                        ? "no_payment_required"
                        : invoice.path("status").asText().equals("paid") ? "paid" : "unpaid";
        complete(scope, session, paid);
        return Optional.empty();
    }

    private static void complete(Scope scope, ObjectNode session, String paymentStatus) {
        scope.noTimer("session_expires", session);
        session.put("status", "complete").put("payment_status", paymentStatus);
        session.putNull("url");
        scope.save(session);
        if (Json.flag(session.path("invoice_creation"), "enabled")
                && !paymentStatus.equals("unpaid")) {
            session.set("invoice", scope.world().invoices().ofSession(scope, session).get("id"));
            scope.save(session);
        }
        scope.emit("checkout.session.completed", session);
    }

    /** What came of the payment of a session, also if it came days later. */
    void outcome(Scope scope, ObjectNode session, ObjectNode intent, boolean paid) {
        boolean taken = intent.path("status").asText().equals("succeeded");
        if (isOpen(session)) {
            if (paid) {
                complete(scope, session, taken ? "paid" : "unpaid");
            }
            return;
        }
        boolean waiting = session.path("payment_status").asText().equals("unpaid");
        if (!waiting) {
            return;
        }
        session.put("payment_status", taken ? "paid" : "unpaid");
        scope.save(session);
        if (intent.path("capture_method").asText().equals("manual")) {
            return;
        }
        scope.emit("checkout.session.async_payment_" + (paid ? "succeeded" : "failed"), session);
    }

    /** Chooses a promotion code that a buyer typed, or none. */
    void promotionCode(Scope scope, ObjectNode session, @Nullable String code) {
        if (code == null || code.isBlank()) {
            session.putNull("discounts");
        } else {
            ObjectNode promotion =
                    scope.world()
                            .coupons()
                            .active(scope, code)
                            .orElseThrow(
                                    () ->
                                            ApiError.invalid(
                                                    null,
                                                    "promotion_code",
                                                    "This code is invalid."));
            ObjectNode chosen =
                    scope.world()
                            .coupons()
                            .chosen(
                                    scope,
                                    Json.object("promotion_code", promotion.get("id")),
                                    Json.text(session, "customer"),
                                    Json.text(session, "currency", ""),
                                    cart.subtotal(scope, session));
            session.set("discounts", Json.array(chosen));
        }
        cart.total(scope, session);
        scope.save(session);
    }

    static List<ObjectNode> items(Scope scope, ObjectNode session) {
        return new ArrayList<>(scope.all("item", "_owner", session.path("id").asText()).toList());
    }
}
