package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Refunds: full, partial, and those that the bank sends back. */
final class Refunds {

    private static final long DAY = 86_400;

    Refunds(Routes routes, Timers timers) {
        routes.on("POST /v1/refunds", this::create);
        routes.on("POST /v1/refunds/{id}", this::update);
        routes.on("POST /v1/refunds/{id}/cancel", this::cancel);
        routes.retrieve("/v1/refunds", "refund");
        routes.list("/v1/refunds", "refund");
        timers.on("refund_fails", (scope, refund) -> fail(scope, refund, "lost_or_stolen_card"));
        timers.on("refund_succeeds", Refunds::succeed);
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (!request.has("charge") && !request.has("payment_intent")) {
            throw ApiError.missingParameter("charge");
        }
        ObjectNode charge =
                request.has("charge")
                        ? scope.get("charge", request.text("charge"), "charge")
                        : scope.get(
                                "charge",
                                scope.get(
                                        "payment_intent",
                                        request.text("payment_intent"),
                                        "payment_intent"),
                                "latest_charge");
        if (!Json.flag(charge, "captured")) {
            throw ApiError.invalid(
                    "charge_not_refundable", "charge", "This charge has not been captured.");
        }
        if (Json.flag(charge, "refunded")) {
            throw ApiError.invalid(
                    "charge_already_refunded",
                    null,
                    "Charge " + charge.path("id").asText() + " has already been refunded.");
        }
        if (Json.flag(charge, "disputed")) {
            throw ApiError.invalid(
                    "charge_disputed",
                    null,
                    "Charge " + charge.path("id").asText() + " has been charged back.");
        }
        long left = Json.number(charge, "amount_captured") - refunded(scope, charge);
        long amount = params.path("amount").asLong(left);
        Money.positive(amount, "amount");
        if (amount > left) {
            throw ApiError.invalid(
                    null,
                    "amount",
                    "Refund amount ("
                            + amount
                            + ") is greater than unrefunded amount on charge ("
                            + left
                            + ")");
        }
        Scope own = scope.of(charge);
        ObjectNode refund = make(own, charge, amount, params);
        if (Json.flag(params, "reverse_transfer") && Json.has(charge, "transfer")) {
            ObjectNode transfer = own.get("transfer", charge, "transfer");
            long share =
                    Money.part(
                            Json.number(transfer, "amount"),
                            amount,
                            Json.number(charge, "amount_captured"));
            ObjectNode reversal =
                    own.world()
                            .transfers()
                            .reverse(
                                    own,
                                    transfer,
                                    Math.min(
                                            share,
                                            Json.number(transfer, "amount")
                                                    - Json.number(transfer, "amount_reversed")),
                                    Json.object());
            reversal.set("source_refund", refund.get("id"));
            own.save(reversal);
            refund.set("transfer_reversal", reversal.get("id"));
            own.save(refund);
        }
        return refund;
    }

    /** Refunds a part of a charge and tells of it. */
    ObjectNode make(Scope scope, ObjectNode charge, long amount, ObjectNode params) {
        TestCard card =
                scope.find("payment_method", Json.text(charge, "payment_method"))
                        .map(PaymentMethods::cardOf)
                        .orElse(null);
        TestCard.Conduct conduct = card == null ? TestCard.Conduct.PAYS : card.conduct();
        String type = charge.path("payment_method_details").path("type").asText("card");
        boolean waits =
                conduct == TestCard.Conduct.REFUNDS_STAY_PENDING || type.equals("sepa_debit");
        ObjectNode refund =
                scope.add(
                        "refund",
                        Json.object(
                                "amount", amount,
                                "charge", charge.get("id"),
                                "currency", charge.get("currency"),
                                "destination_details", destination(type),
                                "payment_intent", charge.get("payment_intent"),
                                "payment_method", charge.get("payment_method"),
                                "customer", charge.get("customer"),
                                "reason", Json.text(params, "reason"),
                                "metadata", Json.object(),
                                "status", waits ? "pending" : "succeeded"));
        Fields.copy(refund, params, "metadata");
        if (waits) {
            refund.put("pending_reason", "processing");
            scope.timer("refund_succeeds", refund, scope.now() + 5 * DAY);
        }
        boolean paidOtherwise = charge.path("id").asText().startsWith("py_");
        refund.set(
                "balance_transaction",
                scope.world()
                        .balances()
                        .book(
                                scope,
                                new Balances.Entry(
                                        paidOtherwise ? "payment_refund" : "refund",
                                        -amount,
                                        charge.path("currency").asText(),
                                        refund.path("id").asText()))
                        .get("id"));
        scope.save(refund);
        if (conduct == TestCard.Conduct.REFUNDS_FAIL_LATER) {
            scope.timer("refund_fails", refund, scope.now() + DAY);
        }
        Json.add(charge, "amount_refunded", amount);
        charge.put("refunded", refunded(scope, charge) >= Json.number(charge, "amount_captured"));
        scope.updated("charge.refunded", charge);
        scope.emit("refund.created", refund);
        return refund;
    }

    private static ObjectNode destination(String type) {
        ObjectNode details = Json.object("type", type);
        if (type.equals("card")) {
            details.set(
                    "card",
                    Json.object(
                            "reference", Ids.digits(16),
                            "reference_status", "available",
                            "reference_type", "acquirer_reference_number",
                            "type", "refund"));
        }
        return details;
    }

    private static long refunded(Scope scope, ObjectNode charge) {
        return scope.all("refund", "charge", charge.path("id").asText())
                .filter(
                        refund ->
                                !refund.path("status").asText().equals("failed")
                                        && !refund.path("status").asText().equals("canceled"))
                .mapToLong(refund -> Json.number(refund, "amount"))
                .sum();
    }

    private static void succeed(Scope scope, ObjectNode refund) {
        refund.put("status", "succeeded").remove("pending_reason");
        scope.updated("refund.updated", refund);
        scope.emit("charge.refund.updated", refund);
    }

    /** The bank sends a refund back: the money returns to the balance. */
    void fail(Scope scope, ObjectNode refund, String reason) {
        if (refund.path("status").asText().equals("failed")) {
            throw ApiError.invalid(null, "id", "This refund has already failed.");
        }
        scope.noTimer("refund_succeeds", refund);
        scope.noTimer("refund_fails", refund);
        refund.put("status", "failed").put("failure_reason", reason).remove("pending_reason");
        giveBack(scope, refund);
        scope.updated("refund.updated", refund);
        scope.emit("charge.refund.updated", refund);
        scope.emit("refund.failed", refund);
    }

    private static void giveBack(Scope scope, ObjectNode refund) {
        ObjectNode transaction =
                scope.world()
                        .balances()
                        .book(
                                scope,
                                new Balances.Entry(
                                        "refund_failure",
                                        Json.number(refund, "amount"),
                                        refund.path("currency").asText(),
                                        refund.path("id").asText()));
        refund.set("failure_balance_transaction", transaction.get("id"));
        scope.save(refund);
        ObjectNode charge = scope.get("charge", refund, "charge");
        Json.add(charge, "amount_refunded", -Json.number(refund, "amount"));
        charge.put("refunded", false);
        scope.updated("charge.updated", charge);
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode refund = scope.get("refund", request.id(), "refund");
        Fields.copy(refund, request.params(), "metadata");
        scope.updated("refund.updated", refund);
        scope.emit("charge.refund.updated", refund);
        return refund;
    }

    private ObjectNode cancel(Scope scope, Request request) {
        ObjectNode refund = scope.get("refund", request.id(), "refund");
        if (!refund.path("status").asText().equals("requires_action")) {
            throw ApiError.invalid(
                    null, "id", "Only refunds with the status requires_action can be canceled.");
        }
        refund.put("status", "canceled");
        scope.updated("refund.updated", refund);
        return refund;
    }
}
