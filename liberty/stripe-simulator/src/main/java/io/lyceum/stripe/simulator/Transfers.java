package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Transfers from the platform to connected accounts, and their reversals. */
final class Transfers {

    Transfers(Routes routes, Renderer renderer) {
        routes.on("POST /v1/transfers", this::create);
        routes.on("POST /v1/transfers/{id}", this::update);
        routes.retrieve("/v1/transfers", "transfer");
        routes.list("/v1/transfers", "transfer");
        String reversals = "/v1/transfers/{id}/reversals";
        routes.on("POST " + reversals, this::reverse);
        routes.on(
                "GET " + reversals,
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "transfer_reversal",
                                one -> one.path("transfer").asText().equals(request.id())));
        routes.on(
                "GET /v1/transfers/{transferId}/reversals/{id}",
                (scope, request) -> scope.get("transfer_reversal", request.id(), "id"));
        routes.on(
                "POST /v1/transfers/{transferId}/reversals/{id}",
                (scope, request) -> {
                    ObjectNode reversal = scope.get("transfer_reversal", request.id(), "id");
                    Fields.copy(reversal, request.params(), "metadata");
                    scope.save(reversal);
                    return reversal;
                });
        renderer.list(
                "transfer",
                "reversals",
                true,
                reversals,
                (scope, transfer) ->
                        scope.all("transfer_reversal", "transfer", transfer.path("id").asText())
                                .toList());
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        long amount = Json.number(params, "amount");
        String currency = Money.currency(request.text("currency"), "currency");
        Optional<ObjectNode> charge = Optional.empty();
        if (request.has("source_transaction")) {
            charge =
                    Optional.of(
                            scope.get(
                                    "charge",
                                    request.text("source_transaction"),
                                    "source_transaction"));
            if (!request.has("amount")) {
                amount = Json.number(charge.get(), "amount_captured");
            }
            long used =
                    scope.all("transfer", "source_transaction", charge.get().path("id").asText())
                            .mapToLong(transfer -> Json.number(transfer, "amount"))
                            .sum();
            if (used + amount > Json.number(charge.get(), "amount_captured")) {
                throw ApiError.invalid(
                        "transfer_source_balance_parameters_mismatch",
                        "amount",
                        "Transfers using this transaction as a source must not exceed the source"
                                + " amount.");
            }
        }
        Money.positive(amount, "amount");
        if (charge.isEmpty() && scope.world().balances().available(scope, currency) < amount) {
            throw ApiError.invalid(
                    "balance_insufficient",
                    null,
                    "You have insufficient available funds in your Stripe account. Try adding funds"
                            + " directly to your available balance.");
        }
        return make(scope, params, amount, currency, charge);
    }

    private static ObjectNode make(
            Scope scope,
            ObjectNode params,
            long amount,
            String currency,
            Optional<ObjectNode> charge) {
        ObjectNode account =
                scope.find("account", Json.text(params, "destination"))
                        .orElseThrow(
                                () ->
                                        ApiError.noSuch(
                                                "destination",
                                                Json.text(params, "destination", ""),
                                                "destination"));
        if (!account.path("capabilities").path("transfers").asText().equals("active")) {
            throw ApiError.invalid(
                    "insufficient_capabilities_for_transfer",
                    null,
                    "Your destination account needs to have at least one of the following"
                            + " capabilities enabled: transfers, crypto_transfers, legacy_payments");
        }
        ObjectNode transfer =
                scope.add(
                        "transfer",
                        Json.object(
                                "amount",
                                amount,
                                "amount_reversed",
                                0,
                                "currency",
                                currency,
                                "description",
                                Json.text(params, "description"),
                                "destination",
                                account.get("id"),
                                "metadata",
                                Json.object(),
                                "reversed",
                                false,
                                "source_transaction",
                                charge.map(found -> found.get("id")).orElse(null),
                                "source_type",
                                "card",
                                "transfer_group",
                                Json.text(
                                        params,
                                        "transfer_group",
                                        charge.map(found -> Json.text(found, "transfer_group"))
                                                .orElse(null))));
        Fields.copy(transfer, params, "metadata");
        String id = transfer.path("id").asText();
        long availableOn =
                charge.flatMap(
                                found ->
                                        scope.find(
                                                "balance_transaction",
                                                Json.text(found, "balance_transaction")))
                        .map(transaction -> Json.number(transaction, "available_on"))
                        .orElse(scope.now());
        Balances balances = scope.world().balances();
        transfer.set(
                "balance_transaction",
                balances.bookPending(
                                scope,
                                new Balances.Entry("transfer", -amount, currency, id),
                                availableOn)
                        .get("id"));
        Scope there = scope.at(account.path("id").asText());
        ObjectNode payment = payment(there, transfer);
        payment.set(
                "balance_transaction",
                balances.bookPending(
                                there,
                                new Balances.Entry(
                                        "payment", amount, currency, payment.path("id").asText()),
                                availableOn)
                        .get("id"));
        there.save(payment);
        transfer.set("destination_payment", payment.get("id"));
        scope.save(transfer);
        scope.emit("transfer.created", transfer);
        there.emit("payment.created", payment);
        return transfer;
    }

    /** What the connected account sees of a transfer. */
    private static ObjectNode payment(Scope there, ObjectNode transfer) {
        return there.add(
                "charge",
                Json.object(
                        "id", "py_" + Ids.letters(24),
                        "amount", transfer.get("amount"),
                        "amount_captured", transfer.get("amount"),
                        "amount_refunded", 0,
                        "billing_details", Json.object(),
                        "captured", true,
                        "currency", transfer.get("currency"),
                        "disputed", false,
                        "fraud_details", Json.object(),
                        "metadata", Json.object(),
                        "paid", true,
                        "payment_method_details",
                                Json.object(
                                        "stripe_account", Json.object(), "type", "stripe_account"),
                        "refunded", false,
                        "source_transfer", transfer.get("id"),
                        "status", "succeeded",
                        "transfer_group", Json.value(transfer.get("transfer_group"))));
    }

    /** The transfer of a charge that was made for a connected account. */
    ObjectNode ofCharge(Scope scope, ObjectNode charge, long amount) {
        long share =
                charge.path("transfer_data")
                        .path("amount")
                        .asLong(amount - charge.path("application_fee_amount").asLong());
        return make(
                scope,
                Json.object(
                        "destination", charge.path("transfer_data").get("destination"),
                        "transfer_group", Json.text(charge, "transfer_group")),
                share,
                charge.path("currency").asText(),
                Optional.of(charge));
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode transfer = scope.get("transfer", request.id(), "transfer");
        Fields.copy(transfer, request.params(), "metadata", "description");
        scope.updated("transfer.updated", transfer);
        return transfer;
    }

    private ObjectNode reverse(Scope scope, Request request) {
        ObjectNode transfer = scope.get("transfer", request.id(), "id");
        long left = Json.number(transfer, "amount") - Json.number(transfer, "amount_reversed");
        long amount = request.params().path("amount").asLong(left);
        if (left == 0) {
            throw ApiError.invalid(
                    null, "id", "Transfer " + request.id() + " is already fully reversed.");
        }
        Money.positive(amount, "amount");
        if (amount > left) {
            throw ApiError.invalid(
                    null,
                    "amount",
                    "Transfer reversal amount ("
                            + amount
                            + ") is greater than unreversed amount ("
                            + left
                            + ")");
        }
        return reverse(scope, transfer, amount, request.params());
    }

    /** Takes a part of a transfer back. */
    ObjectNode reverse(Scope scope, ObjectNode transfer, long amount, ObjectNode params) {
        String currency = transfer.path("currency").asText();
        ObjectNode reversal =
                scope.add(
                        "transfer_reversal",
                        Json.object(
                                "amount",
                                amount,
                                "currency",
                                currency,
                                "metadata",
                                Json.object(),
                                "transfer",
                                transfer.get("id")));
        Fields.copy(reversal, params, "metadata");
        Balances balances = scope.world().balances();
        reversal.set(
                "balance_transaction",
                balances.book(
                                scope,
                                new Balances.Entry(
                                        "transfer_refund",
                                        amount,
                                        currency,
                                        reversal.path("id").asText()))
                        .get("id"));
        Scope there = scope.at(transfer.path("destination").asText());
        ObjectNode payment = there.get("charge", transfer, "destination_payment");
        Json.add(payment, "amount_refunded", amount);
        payment.put(
                "refunded",
                Json.number(payment, "amount_refunded") == Json.number(payment, "amount"));
        there.save(payment);
        ObjectNode refund =
                there.add(
                        "refund",
                        Json.object(
                                "id",
                                "pyr_" + Ids.letters(24),
                                "amount",
                                amount,
                                "charge",
                                payment.get("id"),
                                "currency",
                                currency,
                                "metadata",
                                Json.object(),
                                "source_transfer_reversal",
                                reversal.get("id"),
                                "status",
                                "succeeded"));
        refund.set(
                "balance_transaction",
                balances.book(
                                there,
                                new Balances.Entry(
                                        "payment_refund",
                                        -amount,
                                        currency,
                                        refund.path("id").asText()))
                        .get("id"));
        there.save(refund);
        reversal.set("destination_payment_refund", refund.get("id"));
        scope.save(reversal);
        Json.add(transfer, "amount_reversed", amount);
        transfer.put(
                "reversed",
                Json.number(transfer, "amount_reversed") == Json.number(transfer, "amount"));
        scope.updated("transfer.reversed", transfer);
        return reversal;
    }
}
