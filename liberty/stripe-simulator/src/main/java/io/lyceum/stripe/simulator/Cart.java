package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The lines of a checkout session: what each costs, less discounts, plus taxes. */
final class Cart {

    /** Adds the lines that a request names, and the session's currency. */
    void fill(Scope scope, ObjectNode session, ObjectNode params) {
        String mode = session.path("mode").asText();
        if (mode.equals("setup")) {
            session.put("currency", Json.text(params, "currency"));
            return;
        }
        if (params.path("line_items").isEmpty()) {
            throw ApiError.missingParameter("line_items");
        }
        boolean recurring = false;
        int number = 0;
        for (JsonNode line : params.path("line_items")) {
            ObjectNode price = price(scope, line, number);
            if (!Json.has(session, "currency")) {
                session.put(
                        "currency", Json.text(params, "currency", price.path("currency").asText()));
            }
            recurring |= Json.has(price, "recurring");
            if (mode.equals("payment") && Json.has(price, "recurring")) {
                throw ApiError.invalid(
                        null,
                        "line_items",
                        "You specified `payment` mode but passed a recurring price. Either switch"
                                + " to `subscription` mode or use only one-time prices.");
            }
            add(scope, session, price, line.path("quantity").asLong(1), line);
            number++;
        }
        if (mode.equals("subscription") && !recurring) {
            throw ApiError.invalid(
                    null,
                    "line_items",
                    "You must provide at least one recurring price in `subscription` mode when"
                            + " using prices.");
        }
    }

    private static ObjectNode price(Scope scope, JsonNode line, int number) {
        if (line.path("price_data") instanceof ObjectNode data) {
            return scope.world().catalog().inline(scope, data);
        }
        String param = "line_items[" + number + "][price]";
        if (!Json.has(line, "price")) {
            throw ApiError.missingParameter(param);
        }
        ObjectNode price = scope.get("price", Json.text(line, "price"), param);
        if (!Json.flag(price, "active")) {
            throw ApiError.invalid(
                    null,
                    param,
                    "The price specified is inactive. This field only accepts active" + " prices.");
        }
        return price;
    }

    /** Adds a line. */
    void add(Scope scope, ObjectNode session, ObjectNode price, long quantity, JsonNode line) {
        long unit = Catalog.amount(price, session.path("currency").asText());
        ObjectNode product = scope.get("product", price, "product");
        ObjectNode item =
                scope.add(
                        "item",
                        Json.object(
                                "adjustable_quantity",
                                null,
                                "amount_discount",
                                0,
                                "amount_subtotal",
                                unit * quantity,
                                "amount_tax",
                                0,
                                "amount_total",
                                unit * quantity,
                                "currency",
                                session.get("currency"),
                                "description",
                                product.get("name"),
                                "metadata",
                                Json.object(),
                                "price",
                                price.get("id"),
                                "quantity",
                                quantity,
                                "_tax_rates",
                                line.get("tax_rates"),
                                "_owner",
                                session.get("id")));
        if (line instanceof ObjectNode given) {
            Fields.copy(item, given, "metadata");
            scope.save(item);
        }
    }

    long subtotal(Scope scope, ObjectNode session) {
        return lines(scope, session).stream()
                .mapToLong(item -> subtotal(scope, session, item))
                .sum();
    }

    private static long subtotal(Scope scope, ObjectNode session, ObjectNode item) {
        ObjectNode price = scope.get("price", item, "price");
        boolean free = Json.has(price, "recurring") && hasTrial(session);
        return free
                ? 0
                : Catalog.amount(price, session.path("currency").asText())
                        * Json.number(item, "quantity");
    }

    static boolean hasTrial(ObjectNode session) {
        JsonNode data = session.path("_subscription_data");
        return Json.has(data, "trial_period_days") || Json.has(data, "trial_end");
    }

    private static List<ObjectNode> lines(Scope scope, ObjectNode session) {
        return scope.all("item", "_owner", session.path("id").asText())
                .map(item -> scope.get("item", item.path("id").asText(), "id"))
                .toList();
    }

    /** Works out all amounts anew. */
    void total(Scope scope, ObjectNode session) {
        if (session.path("mode").asText().equals("setup")) {
            return;
        }
        List<ObjectNode> lines = lines(scope, session);
        List<Coupons.Part> parts =
                lines.stream()
                        .map(
                                item ->
                                        new Coupons.Part(
                                                scope.get("price", item, "price")
                                                        .path("product")
                                                        .asText(),
                                                subtotal(scope, session, item)))
                        .toList();
        JsonNode chosen = session.path("discounts").path(0);
        long[] off =
                chosen.isObject()
                        ? Coupons.reductions(
                                scope.get("coupon", Json.text(chosen, "coupon"), "discounts"),
                                parts)
                        : new long[lines.size()];
        JsonNode address = session.path("_address");
        boolean automatic = Json.flag(session.path("automatic_tax"), "enabled");
        boolean located = TaxTable.known(address);
        boolean business =
                scope.world().taxIds().isBusiness(scope, Json.text(session, "customer"))
                        || !session.path("customer_details").path("tax_ids").isEmpty();
        long subtotal = 0;
        long discount = 0;
        long taxes = 0;
        long total = 0;
        for (int i = 0; i < lines.size(); i++) {
            ObjectNode item = lines.get(i);
            ObjectNode price = scope.get("price", item, "price");
            long amount = parts.get(i).amount();
            long rest = amount - off[i];
            List<TaxTable.Tax> found =
                    taxes(scope, item, price, rest, automatic && located, address, business);
            long tax = found.stream().mapToLong(TaxTable.Tax::amount).sum();
            long onTop = found.stream().mapToLong(TaxTable.Tax::onTop).sum();
            item.put("amount_subtotal", amount).put("amount_discount", off[i]);
            item.put("amount_tax", tax).put("amount_total", rest + onTop);
            scope.save(item);
            subtotal += amount;
            discount += off[i];
            taxes += tax;
            total += rest + onTop;
        }
        session.put("amount_subtotal", subtotal).put("amount_total", total);
        session.set(
                "total_details",
                Json.object(
                        "amount_discount", discount,
                        "amount_shipping", 0,
                        "amount_tax", taxes));
        if (automatic) {
            Json.child(session, "automatic_tax")
                    .put("status", located ? "complete" : "requires_location_inputs");
        }
        scope.save(session);
    }

    private static List<TaxTable.Tax> taxes(
            Scope scope,
            ObjectNode item,
            ObjectNode price,
            long amount,
            boolean automatic,
            JsonNode address,
            boolean business) {
        if (automatic) {
            String behavior = price.path("tax_behavior").asText();
            return List.of(TaxTable.tax(amount, behavior, address, "none", business, scope.now()));
        }
        return item.path("_tax_rates")
                .valueStream()
                .map(id -> scope.get("tax_rate", id.asText(), "tax_rates"))
                .map(rate -> TaxTable.tax(amount, rate))
                .toList();
    }
}
