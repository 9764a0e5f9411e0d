package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Invoice items: amounts that wait for a customer's next invoice. */
final class InvoiceItems {

    InvoiceItems(Routes routes) {
        routes.on("POST /v1/invoiceitems", this::create);
        routes.on("POST /v1/invoiceitems/{id}", this::update);
        routes.on("DELETE /v1/invoiceitems/{id}", this::delete);
        routes.retrieve("/v1/invoiceitems", "invoiceitem");
        routes.on(
                "GET /v1/invoiceitems",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "invoiceitem",
                                item ->
                                        !request.has("pending")
                                                || request.params().path("pending").asBoolean()
                                                        != Json.has(item, "invoice"),
                                java.util.Set.of("pending")));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (!request.has("customer")) {
            throw ApiError.missingParameter("customer");
        }
        ObjectNode customer =
                scope.world().customers().existing(scope, request.text("customer"), "customer");
        Scope own = scope.of(customer);
        ObjectNode item = make(own, params, customer.path("id").asText());
        if (request.has("invoice")) {
            ObjectNode invoice = own.get("invoice", request.text("invoice"), "invoice");
            InvoiceLines.ofInvoiceItem(own, invoice, item);
            InvoiceLines.total(own, invoice);
        }
        own.emit("invoiceitem.created", item);
        return item;
    }

    private static ObjectNode make(Scope scope, ObjectNode params, String customer) {
        long quantity = params.path("quantity").asLong(1);
        String id = Json.text(params.path("pricing"), "price", Json.text(params, "price", ""));
        ObjectNode price = null;
        if (!id.isEmpty()) {
            price = scope.get("price", id, "pricing[price]");
        } else if (params.path("price_data") instanceof ObjectNode data) {
            price = scope.world().catalog().inline(scope, data);
        }
        String currency =
                Money.currency(
                        Json.text(
                                params,
                                "currency",
                                price == null ? "usd" : price.path("currency").asText()),
                        "currency");
        if (price == null && !Json.has(params, "amount") && !Json.has(params, "unit_amount")) {
            throw ApiError.missingParameter("amount");
        }
        long amount =
                price == null
                        ? params.path("amount")
                                .asLong(Json.number(params, "unit_amount") * quantity)
                        : Catalog.amount(price, currency) * quantity;
        String subscription = Json.text(params, "subscription");
        JsonNode period = params.path("period");
        ObjectNode item =
                scope.add(
                        "invoiceitem",
                        Json.object(
                                "amount",
                                amount,
                                "currency",
                                currency,
                                "customer",
                                customer,
                                "date",
                                scope.now(),
                                "description",
                                Json.text(params, "description"),
                                "discountable",
                                params.path("discountable").asBoolean(true),
                                "discounts",
                                Json.array(),
                                "invoice",
                                null,
                                "metadata",
                                Json.object(),
                                "parent",
                                subscription == null ? null : parent(subscription, null),
                                "period",
                                period.isObject()
                                        ? period
                                        : Json.object("end", scope.now(), "start", scope.now()),
                                "pricing",
                                price == null
                                        ? null
                                        : InvoiceLines.pricing(price, amount, quantity),
                                "proration",
                                false,
                                "quantity",
                                quantity,
                                "quantity_decimal",
                                String.valueOf(quantity),
                                "tax_rates",
                                Json.array(),
                                "_tax_behavior",
                                Json.text(params, "tax_behavior")));
        Fields.copy(item, params, "metadata");
        scope.save(item);
        return item;
    }

    /** Adds an item that is not told of: for previews and for what comes with a subscription. */
    static ObjectNode quietly(Scope scope, ObjectNode params, String customer) {
        return make(scope, params, customer);
    }

    private static ObjectNode parent(String subscription, @Nullable String item) {
        ObjectNode details = Json.object("subscription", subscription);
        if (item != null) {
            details.put("subscription_item", item);
        }
        return Json.object("subscription_details", details, "type", "subscription_details");
    }

    /** Adds what a change in the middle of a period costs or gives back. */
    static void proration(
            Scope scope,
            ObjectNode subscription,
            String subscriptionItem,
            ObjectNode price,
            long quantity,
            long amount,
            String words,
            long start,
            long end) {
        ObjectNode item =
                scope.add(
                        "invoiceitem",
                        Json.object(
                                "amount", amount,
                                "currency", subscription.get("currency"),
                                "customer", subscription.get("customer"),
                                "date", scope.now(),
                                "description", words,
                                "discountable", false,
                                "discounts", Json.array(),
                                "invoice", null,
                                "metadata", Json.object(),
                                "parent",
                                        parent(subscription.path("id").asText(), subscriptionItem),
                                "period", Json.object("end", end, "start", start),
                                "pricing", InvoiceLines.pricing(price, amount, quantity),
                                "proration", true,
                                "proration_details", Json.object("discount_amounts", Json.array()),
                                "quantity", quantity,
                                "quantity_decimal", String.valueOf(quantity),
                                "tax_rates", Json.array()));
        scope.emit("invoiceitem.created", item);
    }

    private static ObjectNode waiting(Scope scope, Request request) {
        ObjectNode item = scope.get("invoiceitem", request.id(), "id");
        boolean fixed =
                scope.find("invoice", Json.text(item, "invoice"))
                        .map(invoice -> !invoice.path("status").asText().equals("draft"))
                        .orElse(false);
        if (fixed) {
            throw ApiError.invalid(
                    "invoice_not_editable",
                    null,
                    "This invoice item is on a finalized invoice and cannot be changed.");
        }
        return item;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode item = waiting(scope, request);
        Fields.copy(item, request.params(), "amount", "description", "discountable", "metadata");
        scope.save(item);
        return item;
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode item = waiting(scope, request);
        ObjectNode last = scope.render(item);
        scope.remove(item);
        scope.emitWith("invoiceitem.deleted", last);
        return Json.object("id", request.id(), "object", "invoiceitem", "deleted", true);
    }
}
