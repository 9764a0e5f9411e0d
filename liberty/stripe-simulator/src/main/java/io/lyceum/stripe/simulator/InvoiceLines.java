package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lines of an invoice, and what they add up to with discounts and taxes. */
final class InvoiceLines {

    private InvoiceLines() {}

    static List<ObjectNode> of(Scope scope, ObjectNode invoice) {
        return scope.all("line_item", "invoice", invoice.path("id").asText()).toList();
    }

    /** Adds a line for a period of a subscription's item. */
    static void ofItem(
            Scope scope, ObjectNode invoice, ObjectNode item, long start, long end, boolean free) {
        ObjectNode price = scope.get("price", item, "price");
        long quantity = Json.number(item, "quantity");
        String currency = invoice.path("currency").asText();
        long unit = free ? 0 : Catalog.amount(price, currency);
        String name = Json.text(scope.get("product", price, "product"), "name", "");
        ObjectNode parent =
                Json.object(
                        "type",
                        "subscription_item_details",
                        "subscription_item_details",
                        Json.object(
                                "invoice_item",
                                null,
                                "proration",
                                false,
                                "proration_details",
                                null,
                                "subscription",
                                item.get("subscription"),
                                "subscription_item",
                                item.get("id")));
        add(
                scope,
                invoice,
                unit * quantity,
                quantity,
                price,
                free
                        ? "Free trial for " + quantity + " × " + name
                        : quantity
                                + " × "
                                + name
                                + " (at "
                                + Money.text(unit, currency)
                                + " / "
                                + price.path("recurring").path("interval").asText()
                                + ")",
                Json.object("end", end, "start", start),
                parent,
                Json.text(item, "subscription"));
    }

    /** Puts a waiting invoice item onto an invoice. */
    static void ofInvoiceItem(Scope scope, ObjectNode invoice, ObjectNode item) {
        item.set("invoice", invoice.get("id"));
        scope.save(item);
        boolean proration = Json.flag(item, "proration");
        String subscription =
                Json.text(item.path("parent").path("subscription_details"), "subscription");
        String subscriptionItem =
                Json.text(item.path("parent").path("subscription_details"), "subscription_item");
        ObjectNode details =
                Json.object(
                        "invoice_item",
                        item.get("id"),
                        "proration",
                        proration,
                        "proration_details",
                        proration ? Json.object("credited_items", null) : null,
                        "subscription",
                        subscription);
        String type = "invoice_item_details";
        if (subscriptionItem != null) {
            type = "subscription_item_details";
            details.put("subscription_item", subscriptionItem);
        }
        ObjectNode price =
                scope.find("price", Json.text(item.path("pricing").path("price_details"), "price"))
                        .orElse(null);
        ObjectNode line =
                add(
                        scope,
                        invoice,
                        Json.number(item, "amount"),
                        Json.number(item, "quantity"),
                        price,
                        Json.text(item, "description"),
                        (ObjectNode) item.path("period").deepCopy(),
                        Json.object("type", type, type, details),
                        subscription);
        line.set("discountable", item.get("discountable"));
        line.set("metadata", item.path("metadata").deepCopy());
        line.set("_tax_behavior", Json.value(item.get("_tax_behavior")));
        scope.save(line);
    }

    static ObjectNode add(
            Scope scope,
            ObjectNode invoice,
            long amount,
            long quantity,
            @Nullable ObjectNode price,
            @Nullable String description,
            ObjectNode period,
            @Nullable ObjectNode parent,
            @Nullable String subscription) {
        return scope.add(
                "line_item",
                Json.object(
                        "amount",
                        amount,
                        "currency",
                        invoice.get("currency"),
                        "description",
                        description,
                        "discount_amounts",
                        Json.array(),
                        "discountable",
                        true,
                        "discounts",
                        Json.array(),
                        "invoice",
                        invoice.get("id"),
                        "metadata",
                        Json.object(),
                        "parent",
                        parent,
                        "period",
                        period,
                        "pretax_credit_amounts",
                        Json.array(),
                        "pricing",
                        price == null ? null : pricing(price, amount, quantity),
                        "quantity",
                        quantity,
                        "quantity_decimal",
                        String.valueOf(quantity),
                        "subscription",
                        subscription,
                        "subtotal",
                        amount,
                        "taxes",
                        Json.array()));
    }

    static ObjectNode pricing(ObjectNode price, long amount, long quantity) {
        return Json.object(
                "price_details",
                Json.object("price", price.get("id"), "product", price.get("product")),
                "type",
                "price_details",
                "unit_amount_decimal",
                String.valueOf(quantity == 0 ? amount : amount / quantity));
    }

    /** Works out discounts, taxes and totals of a draft anew. */
    static void total(Scope scope, ObjectNode invoice) {
        List<ObjectNode> lines =
                of(scope, invoice).stream()
                        .map(line -> scope.get("line_item", line.path("id").asText(), "line"))
                        .toList();
        long subtotal = 0;
        for (ObjectNode line : lines) {
            subtotal += Json.number(line, "amount");
            line.set("discount_amounts", Json.array());
            line.set("taxes", Json.array());
        }
        long[] left = lines.stream().mapToLong(line -> Json.number(line, "amount")).toArray();
        ArrayNode discounts = Json.array();
        long discount = 0;
        for (JsonNode id : invoice.path("discounts")) {
            Optional<ObjectNode> found = scope.find("discount", id.asText());
            Optional<ObjectNode> coupon =
                    found.flatMap(
                            one -> scope.find("coupon", Json.text(one.path("source"), "coupon")));
            if (coupon.isPresent()) {
                long off = reduce(scope, coupon.get(), id.asText(), lines, left);
                discounts.add(Json.object("amount", off, "discount", id));
                discount += off;
            }
        }
        long onTop = taxes(scope, invoice, lines, left);
        long net = subtotal - discount;
        long total = net + onTop;
        invoice.put("subtotal", subtotal).put("total", total);
        invoice.put("subtotal_excluding_tax", subtotal - (taxSum(invoice) - onTop));
        invoice.put("total_excluding_tax", total - taxSum(invoice));
        invoice.set("total_discount_amounts", discounts);
        invoice.set("total_pretax_credit_amounts", Json.array());
        invoice.put("amount_due", Math.max(0, total)).put("amount_remaining", Math.max(0, total));
        lines.forEach(scope::save);
        scope.save(invoice);
    }

    private static long taxSum(ObjectNode invoice) {
        long sum = 0;
        for (JsonNode tax : invoice.path("total_taxes")) {
            sum += Json.number(tax, "amount");
        }
        return sum;
    }

    private static long reduce(
            Scope scope, ObjectNode coupon, String id, List<ObjectNode> lines, long[] left) {
        List<Coupons.Part> parts = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            boolean counts = Json.flag(lines.get(i), "discountable");
            parts.add(
                    new Coupons.Part(
                            lines.get(i)
                                    .path("pricing")
                                    .path("price_details")
                                    .path("product")
                                    .asText(),
                            counts ? left[i] : 0));
        }
        long[] off = Coupons.reductions(coupon, parts);
        long sum = 0;
        for (int i = 0; i < left.length; i++) {
            left[i] -= off[i];
            sum += off[i];
            ((ArrayNode) lines.get(i).get("discount_amounts"))
                    .add(Json.object("amount", off[i], "discount", id));
        }
        return sum;
    }

    private static long taxes(
            Scope scope, ObjectNode invoice, List<ObjectNode> lines, long[] amounts) {
        Map<String, ObjectNode> totals = new TreeMap<>();
        long onTop = 0;
        for (int i = 0; i < amounts.length; i++) {
            for (TaxTable.Tax tax : taxes(scope, invoice, lines.get(i), amounts[i])) {
                String rate = scope.world().taxes().rateOf(scope, tax).path("id").asText();
                ((ArrayNode) lines.get(i).get("taxes")).add(row(tax, rate));
                ObjectNode sum = totals.get(rate + tax.reason());
                if (sum == null) {
                    totals.put(rate + tax.reason(), row(tax, rate));
                } else {
                    Json.add(sum, "amount", tax.amount());
                    Json.add(sum, "taxable_amount", tax.taxable());
                }
                onTop += tax.onTop();
            }
        }
        invoice.set("total_taxes", Json.array(totals.values().toArray()));
        return onTop;
    }

    private static ObjectNode row(TaxTable.Tax tax, String rate) {
        return Json.object(
                "amount", tax.amount(),
                "tax_behavior", tax.inclusive() ? "inclusive" : "exclusive",
                "tax_rate_details", Json.object("tax_rate", rate),
                "taxability_reason", tax.reason(),
                "taxable_amount", tax.taxable(),
                "type", "tax_rate_details");
    }

    private static List<TaxTable.Tax> taxes(
            Scope scope, ObjectNode invoice, ObjectNode line, long amount) {
        JsonNode automatic = invoice.path("automatic_tax");
        if (!Json.flag(automatic, "enabled")) {
            return invoice.path("_tax_rates")
                    .valueStream()
                    .map(id -> scope.get("tax_rate", id.asText(), "tax_rates"))
                    .map(rate -> TaxTable.tax(amount, rate))
                    .toList();
        }
        JsonNode address = invoice.path("customer_address");
        boolean located = TaxTable.known(address);
        ((ObjectNode) automatic).put("status", located ? "complete" : "requires_location_inputs");
        if (!located) {
            return List.of();
        }
        String behavior =
                scope.find("price", Json.text(line.path("pricing").path("price_details"), "price"))
                        .map(price -> price.path("tax_behavior").asText())
                        .orElse(Json.text(line, "_tax_behavior", "exclusive"));
        String customer = Json.text(invoice, "customer");
        return List.of(
                TaxTable.tax(
                        amount,
                        behavior,
                        address,
                        Json.text(invoice, "customer_tax_exempt", "none"),
                        scope.world().taxIds().isBusiness(scope, customer),
                        scope.now()));
    }
}
