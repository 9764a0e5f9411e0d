package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Disputes: a buyer's bank takes the money back until one side wins. */
final class Disputes {

    private static final long DAY = 86_400;
    private static final long FEE = 1_500;

    Disputes(Routes routes, Timers timers) {
        routes.retrieve("/v1/disputes", "dispute");
        routes.list("/v1/disputes", "dispute");
        routes.on("POST /v1/disputes/{id}", this::update);
        routes.on("POST /v1/disputes/{id}/close", this::close);
        timers.on("dispute_due", (scope, dispute) -> decide(scope, dispute, false));
    }

    /** Opens a dispute over all of a charge, or a part; the money and a fee are taken away. */
    ObjectNode open(Scope scope, ObjectNode charge, String reason, @Nullable Long part) {
        if (Json.flag(charge, "disputed")) {
            throw ApiError.invalid("charge_disputed", "charge", "The charge is disputed already.");
        }
        long amount =
                part == null
                        ? Json.number(charge, "amount_captured")
                                - Json.number(charge, "amount_refunded")
                        : part;
        ObjectNode details = Json.object("type", "card");
        String brand =
                charge.path("payment_method_details").path("card").path("brand").asText("visa");
        details.set(
                "card",
                Json.object(
                        "brand",
                        brand,
                        "case_type",
                        "chargeback",
                        "network",
                        brand,
                        "network_reason_code",
                        "83"));
        ObjectNode dispute =
                scope.add(
                        "dispute",
                        Json.object(
                                "amount", amount,
                                "balance_transactions", Json.array(),
                                "charge", charge.get("id"),
                                "currency", charge.get("currency"),
                                "enhanced_eligibility_types", Json.array(),
                                "evidence", Json.object(),
                                "evidence_details",
                                        Json.object(
                                                "due_by",
                                                scope.now() + 9 * DAY,
                                                "has_evidence",
                                                false,
                                                "past_due",
                                                false,
                                                "submission_count",
                                                0),
                                "is_charge_refundable", false,
                                "metadata", Json.object(),
                                "payment_intent", charge.get("payment_intent"),
                                "payment_method_details", details,
                                "reason", reason,
                                "status", "needs_response"));
        charge.put("disputed", true);
        scope.save(charge);
        scope.emit("charge.dispute.created", dispute);
        move(scope, dispute, -amount, FEE);
        scope.emit("charge.dispute.funds_withdrawn", dispute);
        scope.timer("dispute_due", dispute, scope.now() + 9 * DAY);
        return dispute;
    }

    private static void move(Scope scope, ObjectNode dispute, long amount, long fee) {
        Balances.Entry entry =
                new Balances.Entry(
                                "adjustment",
                                amount,
                                dispute.path("currency").asText(),
                                dispute.path("id").asText())
                        .withDescription(
                                (amount < 0
                                                ? "Chargeback withdrawal for "
                                                : "Chargeback reversal for ")
                                        + dispute.path("charge").asText());
        if (fee != 0) {
            entry = entry.withFee(fee, "stripe_fee", "Dispute fee");
        }
        ObjectNode transaction = scope.world().balances().book(scope, entry);
        if (amount > 0) {
            transaction.put("reporting_category", "dispute_reversal");
            scope.save(transaction);
        }
        ((ArrayNode) dispute.get("balance_transactions")).add(scope.render(transaction));
        scope.save(dispute);
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode dispute = scope.get("dispute", request.id(), "dispute");
        Fields.copy(dispute, request.params(), "metadata");
        if (request.params().path("evidence") instanceof ObjectNode evidence) {
            if (!dispute.path("status").asText().equals("needs_response")) {
                throw ApiError.invalid(null, "evidence", "This dispute no longer takes evidence.");
            }
            Json.child(dispute, "evidence").setAll(evidence);
            Json.child(dispute, "evidence_details").put("has_evidence", true);
            if (request.params().path("submit").asBoolean(true)) {
                ObjectNode details = Json.child(dispute, "evidence_details");
                Json.add(details, "submission_count", 1);
                dispute.put("status", "under_review");
            }
        }
        scope.of(dispute).updated("charge.dispute.updated", dispute);
        String words = dispute.path("evidence").path("uncategorized_text").asText();
        if (dispute.path("status").asText().equals("under_review")
                && (words.equals("winning_evidence") || words.equals("losing_evidence"))) {
            decide(scope.of(dispute), dispute, words.equals("winning_evidence"));
        }
        return dispute;
    }

    private ObjectNode close(Scope scope, Request request) {
        ObjectNode dispute = scope.get("dispute", request.id(), "dispute");
        decide(scope.of(dispute), dispute, false);
        return dispute;
    }

    /** Ends a dispute; who wins gets the money back, the fee stays paid. */
    void decide(Scope scope, ObjectNode dispute, boolean won) {
        String status = dispute.path("status").asText();
        if (status.equals("won") || status.equals("lost")) {
            throw ApiError.invalid(null, "dispute", "This dispute is already closed.");
        }
        scope.noTimer("dispute_due", dispute);
        dispute.put("status", won ? "won" : "lost");
        Json.child(dispute, "evidence_details")
                .put("past_due", !won && status.equals("needs_response"));
        if (won) {
            move(scope, dispute, Json.number(dispute, "amount"), 0);
            scope.emit("charge.dispute.funds_reinstated", dispute);
            ObjectNode charge = scope.get("charge", dispute, "charge");
            charge.put("disputed", false);
            scope.save(charge);
        }
        scope.save(dispute);
        scope.emit("charge.dispute.closed", dispute);
    }
}
