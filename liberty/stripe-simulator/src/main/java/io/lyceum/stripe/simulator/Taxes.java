package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Tax rates, tax calculations and tax transactions. */
final class Taxes {

    private static final String[] RATE = {
        "active",
        "country",
        "description",
        "display_name",
        "inclusive",
        "jurisdiction",
        "metadata",
        "percentage",
        "state",
        "tax_type"
    };

    Taxes(Routes routes, Renderer renderer) {
        routes.on("POST /v1/tax_rates", this::createRate);
        routes.on("POST /v1/tax_rates/{id}", this::updateRate);
        routes.retrieve("/v1/tax_rates", "tax_rate");
        routes.list("/v1/tax_rates", "tax_rate");
        routes.on("POST /v1/tax/calculations", this::calculate);
        routes.retrieve("/v1/tax/calculations", "tax.calculation");
        routes.on("POST /v1/tax/transactions/create_from_calculation", this::commit);
        routes.on("POST /v1/tax/transactions/create_reversal", this::reverse);
        routes.retrieve("/v1/tax/transactions", "tax.transaction");
        for (String type : new String[] {"calculation", "transaction"}) {
            String line = "tax." + type + "_line_item";
            String path = "/v1/tax/" + type + "s/{id}/line_items";
            routes.on(
                    "GET " + path,
                    (scope, request) ->
                            Lists.page(scope, request, scope.all(line, "_owner", request.id())));
            renderer.list(
                    "tax." + type,
                    "line_items",
                    false,
                    path,
                    (scope, owner) ->
                            scope.all(line, "_owner", owner.path("id").asText()).toList());
        }
    }

    private ObjectNode createRate(Scope scope, Request request) {
        ObjectNode fields =
                Json.object(
                        "active",
                        true,
                        "country",
                        null,
                        "effective_percentage",
                        request.params().get("percentage"),
                        "rate_type",
                        "percentage",
                        "tax_type",
                        null);
        Fields.copy(fields, request.params(), RATE);
        ObjectNode rate = scope.add("tax_rate", fields);
        scope.emit("tax_rate.created", rate);
        return rate;
    }

    private ObjectNode updateRate(Scope scope, Request request) {
        ObjectNode rate = scope.get("tax_rate", request.id(), "tax_rate");
        Fields.copy(rate, request.params(), RATE);
        scope.updated("tax_rate.updated", rate);
        return rate;
    }

    /** The tax rate that says what the table of rates said; made when it is first needed. */
    ObjectNode rateOf(Scope scope, TaxTable.Tax tax) {
        TaxTable.Rate rate = tax.rate();
        if (rate.from().startsWith("txr_")) {
            return scope.get("tax_rate", rate.from(), "tax_rates");
        }
        String id =
                "txr_auto_"
                        + Integer.toHexString(
                                (scope.account() + rate + tax.inclusive()).hashCode());
        return scope.find("tax_rate", id)
                .orElseGet(
                        () ->
                                scope.add(
                                        "tax_rate",
                                        Json.object(
                                                "id", id,
                                                "active", false,
                                                "country", rate.country(),
                                                "display_name", name(rate.kind()),
                                                "effective_percentage", rate.percent(),
                                                "inclusive", tax.inclusive(),
                                                "jurisdiction",
                                                        rate.state().isEmpty()
                                                                ? rate.country()
                                                                : rate.state(),
                                                "jurisdiction_level",
                                                        rate.state().isEmpty()
                                                                ? "country"
                                                                : "state",
                                                "metadata", Json.object(),
                                                "percentage", rate.percent(),
                                                "rate_type", "percentage",
                                                "state",
                                                        rate.state().isEmpty()
                                                                ? null
                                                                : rate.state(),
                                                "tax_type", rate.kind())));
    }

    private static String name(String kind) {
        return switch (kind) {
            case "sales_tax" -> "Sales tax";
            case "gst" -> "GST";
            case "hst" -> "HST";
            case "jct" -> "Consumption tax";
            default -> "VAT";
        };
    }

    private ObjectNode calculate(Scope scope, Request request) {
        ObjectNode params = request.params();
        JsonNode details = params.path("customer_details");
        JsonNode address = details.path("address");
        boolean business = !details.path("tax_ids").isEmpty();
        String exempt = "none";
        if (request.has("customer")) {
            ObjectNode customer =
                    scope.world().customers().existing(scope, request.text("customer"), "customer");
            address = customer.path("address");
            exempt = Json.text(customer, "tax_exempt", "none");
            business = scope.world().taxIds().isBusiness(scope, request.text("customer"));
        }
        if (!TaxTable.known(address)) {
            throw ApiError.invalid(
                    "customer_tax_location_invalid",
                    "customer_details[address]",
                    "We could not determine the customer's tax location based on the provided"
                            + " customer address.");
        }
        String override = Json.text(details, "taxability_override", "none");
        exempt =
                override.equals("customer_exempt")
                        ? "exempt"
                        : override.equals("reverse_charge") ? "reverse" : exempt;
        long date = params.path("tax_date").asLong(scope.now());
        ObjectNode calculation =
                scope.add(
                        "tax.calculation",
                        Json.object(
                                "currency",
                                Money.currency(request.text("currency"), "currency"),
                                "customer",
                                request.text("customer"),
                                "customer_details",
                                Json.object(
                                        "address",
                                        Fields.address(address),
                                        "address_source",
                                        Json.text(details, "address_source", "billing"),
                                        "ip_address",
                                        null,
                                        "tax_ids",
                                        details.path("tax_ids").isArray()
                                                ? details.get("tax_ids")
                                                : Json.array(),
                                        "taxability_override",
                                        override),
                                "expires_at",
                                scope.now() + 90 * 86_400L,
                                "ship_from_details",
                                null,
                                "shipping_cost",
                                null,
                                "tax_date",
                                date));
        long total = 0;
        long onTop = 0;
        long within = 0;
        Map<String, ObjectNode> breakdown = new TreeMap<>();
        int number = 0;
        for (JsonNode line : params.path("line_items")) {
            long amount = Json.number(line, "amount");
            String behavior = Json.text(line, "tax_behavior", "exclusive");
            TaxTable.Tax tax = TaxTable.tax(amount, behavior, address, exempt, business, date);
            number++;
            scope.add(
                    "tax.calculation_line_item",
                    Json.object(
                            "amount", amount,
                            "amount_tax", tax.amount(),
                            "metadata", Json.value(line.get("metadata")),
                            "product", Json.text(line, "product"),
                            "quantity", line.path("quantity").asLong(1),
                            "reference", Json.text(line, "reference", "L" + number),
                            "tax_behavior", behavior,
                            "tax_code", Json.text(line, "tax_code", "txcd_10000000"),
                            "_owner", calculation.get("id")));
            total += amount + tax.onTop();
            onTop += tax.onTop();
            within += tax.inclusive() ? tax.amount() : 0;
            ObjectNode row =
                    breakdown.computeIfAbsent(tax.rate() + behavior, key -> breakdown(tax));
            Json.add(row, "amount", tax.amount());
            Json.add(row, "taxable_amount", tax.taxable());
        }
        calculation.put("amount_total", total);
        calculation.put("tax_amount_exclusive", onTop).put("tax_amount_inclusive", within);
        calculation.set("tax_breakdown", Json.array(breakdown.values().toArray()));
        scope.save(calculation);
        return calculation;
    }

    private static ObjectNode breakdown(TaxTable.Tax tax) {
        TaxTable.Rate rate = tax.rate();
        return Json.object(
                "amount",
                0,
                "inclusive",
                tax.inclusive(),
                "tax_rate_details",
                Json.object(
                        "country", rate.country(),
                        "percentage_decimal", String.valueOf(rate.percent()),
                        "rate_type", "percentage",
                        "state", rate.state().isEmpty() ? null : rate.state(),
                        "tax_type", rate.kind()),
                "taxability_reason",
                tax.reason(),
                "taxable_amount",
                0);
    }

    private ObjectNode commit(Scope scope, Request request) {
        ObjectNode calculation =
                scope.get("tax.calculation", request.text("calculation"), "calculation");
        noDouble(scope, request.text("reference"));
        ObjectNode transaction =
                scope.add(
                        "tax.transaction",
                        Json.object(
                                "currency", calculation.get("currency"),
                                "customer", calculation.get("customer"),
                                "customer_details", calculation.get("customer_details"),
                                "metadata", Json.object(),
                                "posted_at", request.params().path("posted_at").asLong(scope.now()),
                                "reference", request.text("reference"),
                                "reversal", null,
                                "ship_from_details", null,
                                "shipping_cost", null,
                                "tax_date", calculation.get("tax_date"),
                                "type", "transaction"));
        Fields.copy(transaction, request.params(), "metadata");
        scope.save(transaction);
        scope.all("tax.calculation_line_item", "_owner", calculation.path("id").asText())
                .toList()
                .forEach(line -> scope.add("tax.transaction_line_item", line(line, transaction)));
        return transaction;
    }

    private static ObjectNode line(ObjectNode line, ObjectNode transaction) {
        ObjectNode copy =
                Fields.pick(
                        line,
                        "amount",
                        "amount_tax",
                        "product",
                        "quantity",
                        "reference",
                        "tax_behavior",
                        "tax_code");
        copy.set("type", transaction.get("type"));
        copy.set("_owner", transaction.get("id"));
        copy.set("metadata", Json.object());
        return copy;
    }

    private static void noDouble(Scope scope, String reference) {
        if (scope.all("tax.transaction", "reference", reference).findAny().isPresent()) {
            throw ApiError.invalid(
                    "resource_already_exists",
                    "reference",
                    "A tax transaction with this reference exists already.");
        }
    }

    private ObjectNode reverse(Scope scope, Request request) {
        ObjectNode params = request.params();
        ObjectNode original =
                scope.get(
                        "tax.transaction",
                        request.text("original_transaction"),
                        "original_transaction");
        noDouble(scope, request.text("reference"));
        ObjectNode fields =
                Fields.pick(original, "currency", "customer", "customer_details", "tax_date");
        fields.setAll(
                Json.object(
                        "metadata", Json.object(),
                        "posted_at", scope.now(),
                        "reference", request.text("reference"),
                        "reversal", Json.object("original_transaction", original.get("id")),
                        "ship_from_details", null,
                        "shipping_cost", null,
                        "type", "reversal"));
        ObjectNode reversal = scope.add("tax.transaction", fields);
        Fields.copy(reversal, params, "metadata");
        scope.save(reversal);
        ArrayNode wanted = Json.array();
        params.path("line_items").forEach(wanted::add);
        for (ObjectNode line :
                scope.all("tax.transaction_line_item", "_owner", original.path("id").asText())
                        .toList()) {
            ObjectNode copy = line(line, reversal);
            copy.set("reversal", Json.object("original_line_item", line.get("id")));
            if (params.path("mode").asText().equals("full")) {
                copy.put("amount", -Json.number(line, "amount"));
                copy.put("amount_tax", -Json.number(line, "amount_tax"));
                scope.add("tax.transaction_line_item", copy);
                continue;
            }
            for (JsonNode one : wanted) {
                if (one.path("original_line_item").equals(line.get("id"))) {
                    copy.setAll(
                            Fields.pick(
                                    (ObjectNode) one,
                                    "amount",
                                    "amount_tax",
                                    "reference",
                                    "quantity"));
                    scope.add("tax.transaction_line_item", copy);
                }
            }
        }
        return reversal;
    }
}
