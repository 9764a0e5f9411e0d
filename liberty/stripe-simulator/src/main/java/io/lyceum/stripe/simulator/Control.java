package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes happen what elsewhere only time, banks and bad networks can, for tests and demos. Bodies
 * and answers are JSON; no key is needed. All below {@code /_control}:
 *
 * <ul>
 *   <li>{@code GET webhooks}: how many deliveries wait, were delivered, refused, lost
 *   <li>{@code POST webhooks {copies, window, delay, paused}}: deliver each so many times; deliver
 *       in random order once a window of so many waits; delay each by ms; pause or resume
 *   <li>{@code POST webhooks/lose {type, count}}: lose the next so many of a type, or of any: "*"
 *   <li>{@code DELETE webhooks}: deliver as usual again
 *   <li>{@code POST webhooks/flush}: deliver all that waits now and answer when that is done
 *   <li>{@code POST webhooks/resend {event}}: deliver an event once more
 *   <li>{@code POST faults {kind, path, times, status, millis}}: kind is refuse, drop_answer,
 *       status or delay; path is a pattern found in "POST /v1/charges"; {@code DELETE faults}: no
 *       more
 *   <li>{@code GET clock}, {@code POST clock {advance}} by seconds or {@code {to}} a moment
 *   <li>{@code POST disputes {charge, reason, amount}}, {@code POST disputes/id {won}}
 *   <li>{@code POST payments/id {paid}}: settle or fail a delayed payment (intent or session)
 *   <li>{@code POST payouts/id {status, failure_code}}: in_transit, paid or failed
 *   <li>{@code POST refunds/id {failure_reason}}: the bank sends it back
 *   <li>{@code POST accounts/id {currently_due}}: what an account must still tell, [] for nothing
 *   <li>{@code GET counts}: documents by type; {@code GET balances}: balances by account and
 *       currency beside the sums of their transactions
 *   <li>{@code POST reset}: forget everything
 * </ul>
 */
final class Control {

    private static final String NO_ID = "";

    private final World world;
    private final Map<String, BiFunction<String, ObjectNode, ObjectNode>> actions = new HashMap<>();

    Control(World world) {
        this.world = world;
        actions.put("GET webhooks", (id, body) -> world.webhooks().counts());
        actions.put("POST webhooks", (id, body) -> rules(body));
        actions.put("POST webhooks/lose", (id, body) -> lose(body));
        actions.put("DELETE webhooks", (id, body) -> usual());
        actions.put("POST webhooks/flush", (id, body) -> world.webhooks().flush());
        actions.put("POST webhooks/resend", (id, body) -> resend(body));
        actions.put("POST faults", (id, body) -> fault(body));
        actions.put("DELETE faults", (id, body) -> noFaults());
        actions.put("GET clock", (id, body) -> now());
        actions.put("POST clock", (id, body) -> clock(body));
        actions.put("POST disputes", (id, body) -> dispute(body));
        actions.put(
                "POST disputes/{id}",
                (id, body) ->
                        on(
                                "dispute",
                                id,
                                (scope, dispute) ->
                                        world.disputes()
                                                .decide(scope, dispute, Json.flag(body, "won"))));
        actions.put("POST payments/{id}", this::payment);
        actions.put(
                "POST payouts/{id}",
                (id, body) ->
                        on(
                                "payout",
                                id,
                                (scope, payout) -> world.payouts().move(scope, payout, body)));
        actions.put(
                "POST refunds/{id}",
                (id, body) ->
                        on(
                                "refund",
                                id,
                                (scope, refund) ->
                                        world.refunds()
                                                .fail(
                                                        scope,
                                                        refund,
                                                        Json.text(
                                                                body,
                                                                "failure_reason",
                                                                "lost_or_stolen_card"))));
        actions.put(
                "POST accounts/{id}",
                (id, body) ->
                        on(
                                "account",
                                id,
                                (scope, account) ->
                                        Accounts.require(
                                                scope, account, body.path("currently_due"))));
        actions.put("GET counts", (id, body) -> Json.MAPPER.valueToTree(world.store().counts()));
        actions.put("GET balances", (id, body) -> balances());
        actions.put("POST reset", (id, body) -> reset());
    }

    void handle(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().replaceFirst("^/_control/?", "");
        String method = exchange.getRequestMethod();
        int slash = path.indexOf('/');
        BiFunction<String, ObjectNode, ObjectNode> exact = actions.get(method + " " + path);
        BiFunction<String, ObjectNode, ObjectNode> action =
                exact != null || slash < 0
                        ? exact
                        : actions.get(method + " " + path.substring(0, slash) + "/{id}");
        ObjectNode answer;
        int status = 200;
        try {
            if (action == null) {
                throw ApiError.noSuchAddress(method, path);
            }
            answer =
                    action.apply(
                            exact == null ? path.substring(slash + 1) : NO_ID,
                            text.isBlank() ? Json.object() : Json.parse(text));
        } catch (ApiError e) {
            status = e.status();
            answer = e.body();
        } catch (RuntimeException e) {
            Simulator.failed(e);
            status = 500;
            answer = Json.object("error", Json.object("message", e.toString()));
        }
        Simulator.send(exchange, status, "application/json", Json.pretty(answer));
    }

    private ObjectNode rules(ObjectNode body) {
        Webhooks.Rules old = world.webhooks().rules();
        world.webhooks()
                .rules(
                        new Webhooks.Rules(
                                (int) body.path("copies").asLong(old.copies()),
                                (int) body.path("window").asLong(old.window()),
                                body.path("delay").asLong(old.delayMillis()),
                                body.path("paused").asBoolean(old.paused())));
        return world.webhooks().counts();
    }

    private ObjectNode lose(ObjectNode body) {
        world.webhooks()
                .lose(Json.text(body, "type", "*"), body.path("count").asLong(Long.MAX_VALUE));
        return world.webhooks().counts();
    }

    private ObjectNode usual() {
        world.webhooks().usual();
        return world.webhooks().counts();
    }

    private ObjectNode resend(ObjectNode body) {
        return on(
                "event",
                Json.text(body, "event", ""),
                (scope, event) -> {
                    world.webhooks().enqueue(scope, event);
                    scope.save(event);
                });
    }

    private ObjectNode fault(ObjectNode body) {
        world.faults().add(body);
        return body;
    }

    private ObjectNode noFaults() {
        world.faults().clear();
        return Json.object();
    }

    private ObjectNode now() {
        return Json.object("now", world.times().now());
    }

    private ObjectNode clock(ObjectNode body) {
        long seconds =
                body.has("to")
                        ? Json.number(body, "to") - world.times().now()
                        : Json.number(body, "advance");
        if (seconds < 0) {
            throw ApiError.invalid(null, "advance", "The clock can only be put forward.");
        }
        world.times().advance(world.store(), seconds);
        world.timers().runDue();
        return now();
    }

    private ObjectNode dispute(ObjectNode body) {
        ObjectNode[] opened = new ObjectNode[1];
        on(
                "charge",
                Json.text(body, "charge", ""),
                (scope, charge) ->
                        opened[0] =
                                scope.render(
                                        world.disputes()
                                                .open(
                                                        scope,
                                                        charge,
                                                        Json.text(body, "reason", "fraudulent"),
                                                        amount(body))));
        return opened[0];
    }

    private static @Nullable Long amount(ObjectNode body) {
        return Json.has(body, "amount") ? Json.number(body, "amount") : null;
    }

    private ObjectNode payment(String id, ObjectNode body) {
        String type = id.startsWith("cs_") ? "checkout.session" : "payment_intent";
        return on(
                type,
                id,
                (scope, document) -> {
                    ObjectNode intent =
                            type.equals("payment_intent")
                                    ? document
                                    : scope.get("payment_intent", document, "payment_intent");
                    world.paymentIntents().settle(scope, intent, body.path("paid").asBoolean(true));
                });
    }

    private interface Action {
        void on(Scope scope, ObjectNode document);
    }

    private ObjectNode on(String type, String id, Action action) {
        return world.store()
                .change(
                        unit -> {
                            Optional<ObjectNode> document = unit.find(id);
                            if (document.isEmpty()
                                    || !document.get().path("object").asText().equals(type)) {
                                throw ApiError.noSuch(type, id, "id");
                            }
                            Scope scope =
                                    new Scope(
                                                    world,
                                                    unit,
                                                    world.platform(),
                                                    Events.NO_CAUSE,
                                                    "",
                                                    null)
                                            .of(document.get());
                            action.on(scope, document.get());
                            return scope.render(document.get());
                        });
    }

    /** For each account and currency what it has and what its transactions add up to. */
    private ObjectNode balances() {
        return world.store()
                .change(
                        unit -> {
                            Map<String, ObjectNode> rows = new TreeMap<>();
                            unit.all(Balances.BALANCE)
                                    .forEach(
                                            balance -> {
                                                ObjectNode row = row(rows, balance);
                                                row.set("available", balance.get("available"));
                                                row.set("pending", balance.get("pending"));
                                            });
                            unit.all("balance_transaction")
                                    .forEach(
                                            entry -> {
                                                ObjectNode row = row(rows, entry);
                                                Json.add(row, "net", Json.number(entry, "net"));
                                                Json.add(row, "transactions", 1);
                                                Json.add(
                                                        Json.child(row, "by_type"),
                                                        entry.path("type").asText(),
                                                        Json.number(entry, "net"));
                                            });
                            return Json.object("data", Json.array(rows.values().toArray()));
                        });
    }

    private static ObjectNode row(Map<String, ObjectNode> rows, ObjectNode document) {
        String account = document.path("_account").asText();
        String currency = document.path("currency").asText();
        return rows.computeIfAbsent(
                account + " " + currency,
                key ->
                        Json.object(
                                "account", account,
                                "currency", currency,
                                "available", 0,
                                "pending", 0,
                                "net", 0,
                                "transactions", 0));
    }

    private ObjectNode reset() {
        world.reset();
        return Json.object();
    }
}
