package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each account has in each currency, and every entry that changed it. */
final class Balances {

    static final String BALANCE = "_balance";
    private static final long DAYS_UNTIL_AVAILABLE = 2;

    private static final Map<String, String> CATEGORIES =
            Map.ofEntries(
                    Map.entry("payment", "charge"),
                    Map.entry("payment_refund", "refund"),
                    Map.entry("transfer_refund", "transfer_reversal"),
                    Map.entry("payout_failure", "payout_reversal"),
                    Map.entry("payout_cancel", "payout_reversal"),
                    Map.entry("application_fee", "platform_earning"),
                    Map.entry("application_fee_refund", "platform_earning_refund"),
                    Map.entry("adjustment", "dispute"),
                    Map.entry("stripe_fee", "fee"));

    record Fee(long amount, String type, String description) {}

    /**
     * An entry.
     *
     * @param amount before fees; negative if money goes
     * @param source the id of what it is for
     */
    record Entry(
            String type,
            long amount,
            String currency,
            String source,
            List<Fee> fees,
            @Nullable String description) {

        Entry(String type, long amount, String currency, String source) {
            this(type, amount, currency, source, List.of(), null);
        }

        Entry withFee(long fee, String feeType, String words) {
            List<Fee> all = new ArrayList<>(fees);
            all.add(new Fee(fee, feeType, words));
            return new Entry(type, amount, currency, source, List.copyOf(all), description);
        }

        Entry withDescription(@Nullable String words) {
            return new Entry(type, amount, currency, source, fees, words);
        }

        long fee() {
            return fees.stream().mapToLong(Fee::amount).sum();
        }
    }

    Balances(Routes routes, Timers timers) {
        routes.on("GET /v1/balance", (scope, request) -> balance(scope));
        routes.retrieve("/v1/balance_transactions", "balance_transaction");
        routes.list("/v1/balance_transactions", "balance_transaction");
        timers.on("available", this::becomeAvailable);
    }

    /** Books an entry that counts at once. */
    ObjectNode book(Scope scope, Entry entry) {
        return book(scope, entry, scope.now(), "available");
    }

    /** Books an entry whose money can be used in some days. */
    ObjectNode bookPending(Scope scope, Entry entry) {
        return bookPending(scope, entry, scope.now() + DAYS_UNTIL_AVAILABLE * 86_400);
    }

    ObjectNode bookPending(Scope scope, Entry entry, long availableOn) {
        if (availableOn <= scope.now()) {
            return book(scope, entry);
        }
        ObjectNode transaction = book(scope, entry, availableOn, "pending");
        scope.timer("available", transaction, availableOn);
        return transaction;
    }

    private static ObjectNode book(Scope scope, Entry entry, long availableOn, String status) {
        long net = entry.amount() - entry.fee();
        ArrayNode fees = Json.array();
        for (Fee fee : entry.fees()) {
            fees.add(
                    Json.object(
                            "amount", fee.amount(),
                            "application", null,
                            "currency", entry.currency(),
                            "description", fee.description(),
                            "type", fee.type()));
        }
        ObjectNode balance = balance(scope, entry.currency());
        Json.add(balance, status, net);
        scope.save(balance);
        return scope.add(
                "balance_transaction",
                Json.object(
                        "amount", entry.amount(),
                        "available_on", availableOn,
                        "balance_type", "payments",
                        "currency", entry.currency(),
                        "description", entry.description(),
                        "exchange_rate", null,
                        "fee", entry.fee(),
                        "fee_details", fees,
                        "net", net,
                        "reporting_category", CATEGORIES.getOrDefault(entry.type(), entry.type()),
                        "source", entry.source(),
                        "status", status,
                        "type", entry.type()));
    }

    private void becomeAvailable(Scope scope, ObjectNode transaction) {
        ObjectNode balance = balance(scope, transaction.path("currency").asText());
        long net = Json.number(transaction, "net");
        Json.add(balance, "pending", -net);
        Json.add(balance, "available", net);
        scope.save(balance);
        transaction.put("status", "available");
        scope.save(transaction);
        scope.emitWith("balance.available", scope.render(balance(scope)));
    }

    /** What can be paid out or transferred. */
    long available(Scope scope, String currency) {
        return Json.number(balance(scope, currency), "available");
    }

    private static ObjectNode balance(Scope scope, String currency) {
        String id = BALANCE + "/" + scope.account() + "/" + currency;
        return scope.unit()
                .find(id)
                .orElseGet(
                        () ->
                                Json.object(
                                        "id",
                                        id,
                                        "object",
                                        BALANCE,
                                        "currency",
                                        currency,
                                        "available",
                                        0,
                                        "pending",
                                        0,
                                        "_account",
                                        scope.account()));
    }

    private static ObjectNode balance(Scope scope) {
        ArrayNode available = Json.array();
        ArrayNode pending = Json.array();
        ArrayNode instant = Json.array();
        List<ObjectNode> all = new ArrayList<>(scope.all(BALANCE).toList());
        if (all.isEmpty()) {
            all.add(balance(scope, "usd"));
        }
        for (ObjectNode one : all) {
            available.add(row(one, "available"));
            pending.add(row(one, "pending"));
            instant.add(row(one, "available"));
        }
        ObjectNode balance =
                Json.object(
                        "object",
                        "balance",
                        "available",
                        available,
                        "livemode",
                        false,
                        "pending",
                        pending);
        if (!scope.isPlatform()) {
            balance.set("instant_available", instant);
        }
        return balance;
    }

    private static ObjectNode row(ObjectNode balance, String which) {
        return Json.object(
                "amount", balance.get(which),
                "currency", balance.get("currency"),
                "source_types", Json.object("card", balance.get(which)));
    }
}
