package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Charges: what payment intents leave behind, and the money they bring. */
final class Charges {

    Charges(Routes routes, Renderer renderer) {
        routes.retrieve("/v1/charges", "charge");
        routes.list("/v1/charges", "charge");
        routes.on("POST /v1/charges/{id}", this::update);
        routes.retrieve("/v1/application_fees", "application_fee");
        routes.list("/v1/application_fees", "application_fee");
        renderer.list(
                "charge",
                "refunds",
                false,
                "/v1/charges/{id}/refunds",
                (scope, charge) ->
                        scope.all("refund", "charge", charge.path("id").asText()).toList());
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode charge = scope.get("charge", request.id(), "charge");
        Fields.copy(
                charge,
                request.params(),
                "customer",
                "description",
                "fraud_details",
                "metadata",
                "receipt_email",
                "shipping",
                "transfer_group");
        scope.updated("charge.updated", charge);
        return charge;
    }

    private static ObjectNode make(
            Scope scope, ObjectNode intent, ObjectNode method, ObjectNode more) {
        String type = method.path("type").asText();
        String id = (type.equals("card") ? "ch_" : "py_") + Ids.letters(24);
        ObjectNode fields =
                Json.object(
                        "id", id,
                        "amount", intent.get("amount"),
                        "amount_captured", 0,
                        "amount_refunded", 0,
                        "application_fee_amount", intent.get("application_fee_amount"),
                        "balance_transaction", null,
                        "billing_details", method.get("billing_details"),
                        "calculated_statement_descriptor", "LYCEUM",
                        "captured", false,
                        "currency", intent.get("currency"),
                        "customer", intent.get("customer"),
                        "description", intent.get("description"),
                        "disputed", false,
                        "fraud_details", Json.object(),
                        "metadata", intent.path("metadata").deepCopy(),
                        "on_behalf_of", intent.get("on_behalf_of"),
                        "outcome",
                                Json.object(
                                        "network_status", "approved_by_network",
                                        "risk_level", "normal",
                                        "risk_score", 20,
                                        "seller_message", "Payment complete.",
                                        "type", "authorized"),
                        "paid", true,
                        "payment_intent", intent.get("id"),
                        "payment_method", method.get("id"),
                        "payment_method_details", details(method, intent),
                        "receipt_email", intent.get("receipt_email"),
                        "receipt_url", scope.world().address() + "/receipt/" + id,
                        "refunded", false,
                        "status", "succeeded",
                        "transfer_data", null,
                        "transfer_group", transferGroup(intent));
        if (intent.path("transfer_data").isObject()) {
            fields.set(
                    "transfer_data",
                    Json.object(
                            "amount", intent.path("transfer_data").get("amount"),
                            "destination", intent.path("transfer_data").get("destination")));
        }
        fields.setAll(more);
        return scope.add("charge", fields);
    }

    private static JsonNode transferGroup(ObjectNode intent) {
        return intent.path("transfer_data").isObject() && !Json.has(intent, "transfer_group")
                ? Json.value("group_" + intent.path("id").asText())
                : Json.value(intent.get("transfer_group"));
    }

    private static ObjectNode details(ObjectNode method, ObjectNode intent) {
        String type = method.path("type").asText();
        ObjectNode details = Json.object("type", type);
        JsonNode given = method.path(type);
        if (type.equals("card")) {
            details.set(
                    "card",
                    Json.object(
                            "amount_authorized", intent.get("amount"),
                            "authorization_code", Ids.digits(6),
                            "brand", given.get("brand"),
                            "checks", given.get("checks"),
                            "country", given.get("country"),
                            "exp_month", given.get("exp_month"),
                            "exp_year", given.get("exp_year"),
                            "fingerprint", given.get("fingerprint"),
                            "funding", given.get("funding"),
                            "last4", given.get("last4"),
                            "network", given.get("brand"),
                            "network_transaction_id", Ids.digits(15),
                            "regulated_status", "unregulated"));
        } else if (type.equals("ideal")) {
            details.set(
                    "ideal",
                    Json.object(
                            "bank", given.get("bank"),
                            "iban_last4", "5264",
                            "verified_name", method.path("billing_details").get("name")));
        } else {
            details.set(
                    type,
                    Fields.pick(
                            (ObjectNode) given,
                            "bank_code",
                            "branch_code",
                            "country",
                            "fingerprint",
                            "last4"));
        }
        return details;
    }

    /** A charge that worked; the money comes at once, or is put aside. */
    ObjectNode succeeded(Scope scope, ObjectNode intent, ObjectNode method, boolean captured) {
        ObjectNode charge = make(scope, intent, method, Json.object());
        TestCard card = PaymentMethods.cardOf(method);
        if (card != null && card.conduct() == TestCard.Conduct.PAYS_AVAILABLE_AT_ONCE) {
            charge.put("_available_at_once", true);
        }
        if (captured) {
            book(scope, charge, Json.number(charge, "amount"));
        }
        scope.save(charge);
        scope.emit("charge.succeeded", charge);
        return charge;
    }

    /** A charge that the bank will decide about in some days. */
    ObjectNode pending(Scope scope, ObjectNode intent, ObjectNode method) {
        ObjectNode charge =
                make(scope, intent, method, Json.object("status", "pending", "paid", false));
        scope.emit("charge.pending", charge);
        return charge;
    }

    ObjectNode failed(Scope scope, ObjectNode intent, ObjectNode method, ObjectNode problem) {
        ObjectNode charge = make(scope, intent, method, Json.object());
        fail(scope, charge, problem);
        return charge;
    }

    void fail(Scope scope, ObjectNode charge, ObjectNode problem) {
        charge.put("status", "failed").put("paid", false).put("captured", false);
        charge.set("failure_code", problem.get("code"));
        charge.set("failure_message", problem.get("message"));
        charge.set(
                "outcome",
                Json.object(
                        "network_status", "declined_by_network",
                        "reason",
                                Json.text(problem, "decline_code", Json.text(problem, "code", "")),
                        "risk_level", "normal",
                        "risk_score", 20,
                        "seller_message", "The bank did not return any further details.",
                        "type", "issuer_declined"));
        scope.save(charge);
        scope.emit("charge.failed", charge);
    }

    /** The money of a pending charge has come. */
    void settle(Scope scope, ObjectNode charge) {
        charge.put("status", "succeeded").put("paid", true);
        book(scope, charge, Json.number(charge, "amount"));
        scope.save(charge);
        scope.emit("charge.succeeded", charge);
    }

    /** Takes what was put aside, or a part of it; the rest is released. */
    void capture(Scope scope, ObjectNode charge, ObjectNode intent, long amount) {
        charge.put("amount_refunded", Json.number(charge, "amount") - amount);
        charge.set("application_fee_amount", intent.get("application_fee_amount"));
        book(scope, charge, amount);
        scope.updated("charge.captured", charge);
    }

    /** Gives back what was put aside. */
    void release(Scope scope, ObjectNode charge) {
        charge.set("amount_refunded", charge.get("amount"));
        charge.put("refunded", true);
        scope.updated("charge.refunded", charge);
    }

    private static void book(Scope scope, ObjectNode charge, long amount) {
        charge.put("captured", true).put("amount_captured", amount);
        Balances balances = scope.world().balances();
        String currency = charge.path("currency").asText();
        long fee = Money.fee(amount, currency);
        long share = scope.isPlatform() ? 0 : charge.path("application_fee_amount").asLong();
        Balances.Entry entry =
                new Balances.Entry(
                                charge.path("id").asText().startsWith("py_") ? "payment" : "charge",
                                amount,
                                currency,
                                charge.path("id").asText())
                        .withFee(fee, "stripe_fee", "Stripe processing fees")
                        .withDescription(Json.text(charge, "description"));
        if (share > 0) {
            entry = entry.withFee(share, "application_fee", "Application fee");
        }
        ObjectNode transaction =
                Json.flag(charge, "_available_at_once")
                        ? balances.book(scope, entry)
                        : balances.bookPending(scope, entry);
        charge.set("balance_transaction", transaction.get("id"));
        scope.save(charge);
        if (share > 0) {
            charge.set("application_fee", applicationFee(scope, charge, share).get("id"));
            scope.save(charge);
        }
        if (charge.path("transfer_data").isObject()) {
            ObjectNode transfer = scope.world().transfers().ofCharge(scope, charge, amount);
            charge.set("transfer", transfer.get("id"));
            scope.save(charge);
        }
    }

    private static ObjectNode applicationFee(Scope scope, ObjectNode charge, long share) {
        Scope platform = scope.at(scope.world().platform());
        ObjectNode fee =
                platform.add(
                        "application_fee",
                        Json.object(
                                "account",
                                scope.account(),
                                "amount",
                                share,
                                "amount_refunded",
                                0,
                                "application",
                                "ca_simulator",
                                "charge",
                                charge.get("id"),
                                "currency",
                                charge.get("currency"),
                                "originating_transaction",
                                null,
                                "refunded",
                                false));
        fee.set(
                "balance_transaction",
                scope.world()
                        .balances()
                        .bookPending(
                                platform,
                                new Balances.Entry(
                                        "application_fee",
                                        share,
                                        charge.path("currency").asText(),
                                        fee.path("id").asText()))
                        .get("id"));
        platform.save(fee);
        platform.emit("application_fee.created", fee);
        return fee;
    }

    /** Some test cards always lead to a dispute. */
    void disputeIfBound(Scope scope, ObjectNode charge, ObjectNode method) {
        TestCard card = PaymentMethods.cardOf(method);
        if (card != null
                && card.conduct() == TestCard.Conduct.GETS_DISPUTED
                && Json.flag(charge, "captured")) {
            scope.world().disputes().open(scope, charge, "fraudulent", null);
        }
    }
}
