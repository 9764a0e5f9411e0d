package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Payouts to banks: asked for, or by themselves once a day. */
final class Payouts {

    static final String AUTOMATIC = "automatic_payout";
    private static final long DAY = 86_400;

    Payouts(Routes routes, Timers timers) {
        routes.on("POST /v1/payouts", this::create);
        routes.on("POST /v1/payouts/{id}", this::update);
        routes.on("POST /v1/payouts/{id}/cancel", this::cancel);
        routes.retrieve("/v1/payouts", "payout");
        routes.list("/v1/payouts", "payout");
        timers.on(AUTOMATIC, Payouts::automatic);
        timers.on("payout_leaves", (scope, payout) -> move(scope, payout, "in_transit", null));
        timers.on("payout_arrives", Payouts::arrive);
    }

    private ObjectNode create(Scope scope, Request request) {
        long amount = Json.number(request.params(), "amount");
        Money.positive(amount, "amount");
        String currency = Money.currency(request.text("currency"), "currency");
        ObjectNode owner = owner(scope);
        if (!Json.flag(owner, "payouts_enabled")) {
            throw ApiError.invalid(
                    "payouts_not_allowed",
                    null,
                    "Cannot create payouts: this account has requirements that need to be met.");
        }
        if (bank(owner).isMissingNode()) {
            throw ApiError.invalid(
                    null,
                    "currency",
                    "Sorry, you don't have any external accounts in that currency ("
                            + currency
                            + ").");
        }
        boolean instant = "instant".equals(request.text("method"));
        long fee = instant ? Math.max(50, Money.percent(amount, 1)) : 0;
        if (scope.world().balances().available(scope, currency) < amount + fee) {
            throw ApiError.invalid(
                    "balance_insufficient",
                    "amount",
                    "You have insufficient funds in your Stripe account for this transfer.");
        }
        ObjectNode payout = make(scope, owner, amount, currency, false, instant, fee);
        Fields.copy(payout, request.params(), "metadata", "description", "statement_descriptor");
        scope.save(payout);
        return payout;
    }

    private static ObjectNode owner(Scope scope) {
        return scope.at(scope.world().platform()).get("account", scope.account(), "account");
    }

    private static JsonNode bank(ObjectNode owner) {
        return owner.path("external_accounts").path("data").path(0);
    }

    private static ObjectNode make(
            Scope scope,
            ObjectNode owner,
            long amount,
            String currency,
            boolean automatic,
            boolean instant,
            long fee) {
        long arrival = scope.now() + (instant ? 60 : 2 * DAY);
        ObjectNode payout =
                scope.add(
                        "payout",
                        Json.object(
                                "amount",
                                amount,
                                "arrival_date",
                                arrival,
                                "automatic",
                                automatic,
                                "currency",
                                currency,
                                "description",
                                automatic ? "STRIPE PAYOUT" : null,
                                "destination",
                                bank(owner).get("id"),
                                "metadata",
                                Json.object(),
                                "method",
                                instant ? "instant" : "standard",
                                "reconciliation_status",
                                automatic ? "completed" : "not_applicable",
                                "source_type",
                                "card",
                                "status",
                                "pending",
                                "type",
                                "bank_account",
                                "_fails",
                                bank(owner).path("last4").asText().equals("1116")));
        Balances.Entry entry =
                new Balances.Entry("payout", -amount, currency, payout.path("id").asText());
        if (fee > 0) {
            entry = entry.withFee(fee, "stripe_fee", "Instant payout fee");
        }
        payout.set("balance_transaction", scope.world().balances().book(scope, entry).get("id"));
        scope.save(payout);
        scope.emit("payout.created", payout);
        if (!instant) {
            scope.timer("payout_leaves", payout, scope.now() + DAY);
        }
        scope.timer("payout_arrives", payout, arrival);
        return payout;
    }

    /** Once a day pays out what is available, if the account's schedule says so. */
    private static void automatic(Scope scope, ObjectNode owner) {
        scope.timer(AUTOMATIC, owner, scope.now() + DAY);
        String interval =
                owner.path("settings").path("payouts").path("schedule").path("interval").asText();
        if (interval.equals("manual")
                || bank(owner).isMissingNode()
                || !Json.flag(owner, "payouts_enabled")) {
            return;
        }
        for (ObjectNode balance : scope.all(Balances.BALANCE).toList()) {
            long amount = Json.number(balance, "available");
            if (amount > 0) {
                make(scope, owner, amount, balance.path("currency").asText(), true, false, 0);
            }
        }
    }

    private static void arrive(Scope scope, ObjectNode payout) {
        boolean fails = Json.flag(payout, "_fails");
        move(scope, payout, fails ? "failed" : "paid", fails ? "no_account" : null);
    }

    /** Moves a payout on, as a control wants it. */
    void move(Scope scope, ObjectNode payout, ObjectNode wanted) {
        String status = Json.text(wanted, "status", "paid");
        move(
                scope,
                payout,
                status,
                status.equals("failed")
                        ? Json.text(wanted, "failure_code", "could_not_process")
                        : null);
    }

    private static void move(
            Scope scope, ObjectNode payout, String status, @Nullable String failure) {
        String before = payout.path("status").asText();
        if (before.equals("failed") || before.equals("canceled") || before.equals(status)) {
            throw ApiError.invalid(null, "payout", "This payout is " + before + " already.");
        }
        payout.put("status", status);
        if (!status.equals("in_transit")) {
            scope.noTimer("payout_leaves", payout);
            scope.noTimer("payout_arrives", payout);
        }
        if (failure != null) {
            payout.put("failure_code", failure);
            payout.put("failure_message", "The bank could not process this payout.");
            giveBack(scope, payout, "payout_failure");
        }
        scope.updated("payout.updated", payout);
        if (!status.equals("in_transit")) {
            scope.emit("payout." + status, payout);
        }
    }

    private static void giveBack(Scope scope, ObjectNode payout, String type) {
        ObjectNode transaction =
                scope.world()
                        .balances()
                        .book(
                                scope,
                                new Balances.Entry(
                                        type,
                                        Json.number(payout, "amount"),
                                        payout.path("currency").asText(),
                                        payout.path("id").asText()));
        payout.set("failure_balance_transaction", transaction.get("id"));
        scope.save(payout);
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode payout = scope.get("payout", request.id(), "payout");
        Fields.copy(payout, request.params(), "metadata");
        scope.updated("payout.updated", payout);
        return payout;
    }

    private ObjectNode cancel(Scope scope, Request request) {
        ObjectNode payout = scope.get("payout", request.id(), "payout");
        if (!payout.path("status").asText().equals("pending")) {
            throw ApiError.invalid(
                    null, "payout", "Only payouts that are pending can be canceled.");
        }
        payout.put("status", "canceled");
        scope.noTimer("payout_leaves", payout);
        scope.noTimer("payout_arrives", payout);
        giveBack(scope, payout, "payout_cancel");
        scope.emit("payout.canceled", payout);
        return payout;
    }
}
