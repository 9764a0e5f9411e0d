package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Coupons, promotion codes and the discounts they become. */
final class Coupons {

    /** What a discount may count for: a product and an amount before it. */
    record Part(String product, long amount) {}

    Coupons(Routes routes, Renderer renderer, Timers timers) {
        routes.on("POST /v1/coupons", this::create);
        routes.on("POST /v1/coupons/{id}", this::update);
        routes.on("DELETE /v1/coupons/{id}", this::delete);
        routes.retrieve("/v1/coupons", "coupon");
        routes.list("/v1/coupons", "coupon");
        routes.on("POST /v1/promotion_codes", this::createCode);
        routes.on("POST /v1/promotion_codes/{id}", this::updateCode);
        routes.retrieve("/v1/promotion_codes", "promotion_code");
        routes.on(
                "GET /v1/promotion_codes",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "promotion_code",
                                code -> matches(request, code),
                                Set.of("code", "coupon")));
        renderer.expandable(
                "coupon", "applies_to", (scope, coupon) -> Json.value(coupon.get("_applies_to")));
        timers.on("coupon_ends", (scope, coupon) -> scope.save(coupon.put("valid", false)));
        timers.on("code_ends", (scope, code) -> scope.save(code.put("active", false)));
    }

    private static boolean matches(Request request, ObjectNode code) {
        String text = request.text("code");
        String coupon = request.text("coupon");
        return (text == null || text.equalsIgnoreCase(code.path("code").asText()))
                && (coupon == null
                        || coupon.equals(code.path("promotion").path("coupon").asText()));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (request.has("percent_off") == request.has("amount_off")) {
            throw ApiError.invalid(
                    "parameter_missing",
                    "percent_off",
                    "You must pass either percent_off or amount_off, and not both.");
        }
        if (request.has("amount_off") && !request.has("currency")) {
            throw ApiError.missingParameter("currency");
        }
        double percent = params.path("percent_off").asDouble();
        if (request.has("percent_off") && (percent <= 0 || percent > 100)) {
            throw ApiError.invalid(
                    null, "percent_off", "The percent off must be above 0 and at most 100.");
        }
        String duration = Json.text(params, "duration", "once");
        if (duration.equals("repeating") && !request.has("duration_in_months")) {
            throw ApiError.missingParameter("duration_in_months");
        }
        String id = request.text("id");
        if (id != null && scope.find("coupon", id).isPresent()) {
            throw ApiError.invalid("resource_already_exists", "id", "Coupon already exists.");
        }
        ObjectNode coupon =
                scope.add(
                        "coupon",
                        Json.object(
                                "id",
                                id == null ? Ids.letters(8) : id,
                                "_chosen",
                                true,
                                "amount_off",
                                params.get("amount_off"),
                                "currency",
                                request.has("amount_off")
                                        ? Money.currency(request.text("currency"), "currency")
                                        : null,
                                "duration",
                                duration,
                                "duration_in_months",
                                params.get("duration_in_months"),
                                "max_redemptions",
                                params.get("max_redemptions"),
                                "name",
                                request.text("name"),
                                "percent_off",
                                params.get("percent_off"),
                                "redeem_by",
                                params.get("redeem_by"),
                                "times_redeemed",
                                0,
                                "valid",
                                true));
        Fields.copy(coupon, params, "metadata");
        if (params.path("applies_to").isObject()) {
            coupon.set("_applies_to", params.get("applies_to"));
        }
        scope.save(coupon);
        if (request.has("redeem_by")) {
            scope.timer("coupon_ends", coupon, Json.number(params, "redeem_by"));
        }
        scope.emit("coupon.created", coupon);
        return coupon;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode coupon = scope.get("coupon", request.id(), "coupon");
        Fields.copy(coupon, request.params(), "metadata", "name");
        scope.updated("coupon.updated", coupon);
        return coupon;
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode coupon = scope.get("coupon", request.id(), "coupon");
        ObjectNode last = scope.render(coupon);
        scope.remove(coupon);
        scope.emitWith("coupon.deleted", last);
        return Json.object("id", request.id(), "object", "coupon", "deleted", true);
    }

    private ObjectNode createCode(Scope scope, Request request) {
        ObjectNode params = request.params();
        ObjectNode coupon =
                scope.get(
                        "coupon",
                        Json.text(params.path("promotion"), "coupon"),
                        "promotion[coupon]");
        String code = Json.text(params, "code", Ids.letters(8).toUpperCase(Locale.ROOT));
        if (active(scope, code).isPresent()) {
            throw ApiError.invalid(
                    null,
                    "code",
                    "An active promotion code with `code: " + code + "` already exists.");
        }
        JsonNode limits = params.path("restrictions");
        ObjectNode promotion =
                scope.add(
                        "promotion_code",
                        Json.object(
                                "active", params.path("active").asBoolean(true),
                                "code", code,
                                "customer", request.text("customer"),
                                "expires_at", params.get("expires_at"),
                                "max_redemptions", params.get("max_redemptions"),
                                "promotion",
                                        Json.object("coupon", coupon.get("id"), "type", "coupon"),
                                "restrictions",
                                        Json.object(
                                                "first_time_transaction",
                                                        Json.flag(limits, "first_time_transaction"),
                                                "minimum_amount", limits.get("minimum_amount"),
                                                "minimum_amount_currency",
                                                        limits.get("minimum_amount_currency")),
                                "times_redeemed", 0));
        Fields.copy(promotion, params, "metadata");
        scope.save(promotion);
        if (request.has("expires_at")) {
            scope.timer("code_ends", promotion, Json.number(params, "expires_at"));
        }
        scope.emit("promotion_code.created", promotion);
        return promotion;
    }

    private ObjectNode updateCode(Scope scope, Request request) {
        ObjectNode code = scope.get("promotion_code", request.id(), "promotion_code");
        Fields.copy(code, request.params(), "metadata", "active");
        scope.updated("promotion_code.updated", code);
        return code;
    }

    /** The active promotion code that a buyer typed. */
    Optional<ObjectNode> active(Scope scope, String code) {
        return scope.all("promotion_code")
                .filter(promotion -> promotion.path("code").asText().equalsIgnoreCase(code.trim()))
                .filter(promotion -> Json.flag(promotion, "active"))
                .findFirst()
                .map(
                        promotion ->
                                scope.get("promotion_code", promotion.path("id").asText(), "code"));
    }

    /**
     * What a discount in a request means: {coupon, promotion_code}.
     *
     * @param customer who wants it, for codes that are for one customer or the first payment
     * @throws ApiError if it cannot be redeemed
     */
    ObjectNode chosen(
            Scope scope,
            JsonNode given,
            @Nullable String customer,
            String currency,
            long subtotal) {
        String code = Json.text(given, "promotion_code");
        ObjectNode promotion = code == null ? null : scope.get("promotion_code", code, "discounts");
        String id =
                promotion == null
                        ? Json.text(given, "coupon")
                        : promotion.path("promotion").path("coupon").asText();
        ObjectNode coupon = scope.get("coupon", id, "discounts");
        check(scope, coupon, promotion, customer, currency, subtotal);
        return Json.object("coupon", coupon.get("id"), "promotion_code", code);
    }

    private void check(
            Scope scope,
            ObjectNode coupon,
            @Nullable ObjectNode promotion,
            @Nullable String customer,
            String currency,
            long subtotal) {
        if (!Json.flag(coupon, "valid") || used(coupon)) {
            throw ApiError.invalid(
                    "coupon_expired", "discounts", "Coupon expired: " + coupon.path("id").asText());
        }
        if (Json.has(coupon, "amount_off") && !coupon.path("currency").asText().equals(currency)) {
            throw ApiError.invalid(
                    null, "discounts", "The coupon is for another currency than " + currency + ".");
        }
        if (promotion == null) {
            return;
        }
        JsonNode limits = promotion.path("restrictions");
        boolean others =
                Json.has(promotion, "customer")
                        && !promotion.path("customer").asText().equals(customer);
        if (!Json.flag(promotion, "active") || used(promotion) || others) {
            throw ApiError.invalid(null, "discounts", "This promotion code cannot be redeemed.");
        }
        if (Json.has(limits, "minimum_amount")
                && subtotal < Json.number(limits, "minimum_amount")) {
            throw ApiError.invalid(
                    null,
                    "discounts",
                    "This promotion code cannot be redeemed because the order is below its minimum"
                            + " amount.");
        }
        if (Json.flag(limits, "first_time_transaction")
                && customer != null
                && scope.all("charge", "customer", customer)
                        .anyMatch(charge -> Json.flag(charge, "paid"))) {
            throw ApiError.invalid(
                    null,
                    "discounts",
                    "This promotion code cannot be redeemed because the associated customer has"
                            + " prior transactions.");
        }
    }

    private static boolean used(ObjectNode document) {
        return Json.has(document, "max_redemptions")
                && Json.number(document, "times_redeemed")
                        >= Json.number(document, "max_redemptions");
    }

    /**
     * Counts a redemption, unless the limit is reached.
     *
     * @throws ApiError coupon_expired
     */
    void redeem(
            Scope scope,
            ObjectNode chosen,
            @Nullable String customer,
            String currency,
            long subtotal) {
        ObjectNode coupon = scope.get("coupon", chosen, "coupon");
        ObjectNode promotion =
                scope.find("promotion_code", Json.text(chosen, "promotion_code")).orElse(null);
        check(scope, coupon, promotion, customer, currency, subtotal);
        Json.add(coupon, "times_redeemed", 1);
        coupon.put("valid", !used(coupon));
        scope.save(coupon);
        if (promotion != null) {
            Json.add(promotion, "times_redeemed", 1);
            promotion.put("active", !used(promotion));
            scope.updated("promotion_code.updated", promotion);
        }
    }

    /** Adds a discount of what was chosen to something: {customer}, {subscription} or {invoice}. */
    ObjectNode discount(Scope scope, ObjectNode chosen, ObjectNode owner) {
        ObjectNode coupon = scope.get("coupon", chosen, "coupon");
        long months = Json.number(coupon, "duration_in_months");
        ObjectNode discount =
                Json.object(
                        "end",
                        coupon.path("duration").asText().equals("repeating")
                                ? Periods.plus(scope.now(), "month", months)
                                : null,
                        "promotion_code",
                        Json.text(chosen, "promotion_code"),
                        "source",
                        Json.object("coupon", coupon.get("id"), "type", "coupon"),
                        "start",
                        scope.now());
        discount.setAll(owner);
        return scope.add("discount", discount);
    }

    /** How much of each part a coupon takes away. */
    static long[] reductions(ObjectNode coupon, List<Part> parts) {
        long[] off = new long[parts.size()];
        boolean[] counts = new boolean[parts.size()];
        long base = 0;
        for (int i = 0; i < off.length; i++) {
            counts[i] = appliesTo(coupon, parts.get(i).product()) && parts.get(i).amount() > 0;
            base += counts[i] ? parts.get(i).amount() : 0;
        }
        long left =
                Json.has(coupon, "amount_off")
                        ? Math.min(base, Json.number(coupon, "amount_off"))
                        : Money.percent(base, coupon.path("percent_off").asDouble());
        long total = left;
        int last = -1;
        for (int i = 0; i < off.length; i++) {
            if (counts[i]) {
                off[i] = Math.min(left, Money.part(total, parts.get(i).amount(), base));
                left -= off[i];
                last = i;
            }
        }
        for (int i = last; i >= 0 && left > 0; i--) {
            long room = counts[i] ? Math.min(left, parts.get(i).amount() - off[i]) : 0;
            off[i] += room;
            left -= room;
        }
        return off;
    }

    private static boolean appliesTo(ObjectNode coupon, String product) {
        JsonNode products = coupon.path("_applies_to").path("products");
        if (products.isEmpty()) {
            return true;
        }
        for (JsonNode one : products) {
            if (one.asText().equals(product)) {
                return true;
            }
        }
        return false;
    }
}
