package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tax ids. As in Stripe's test mode: EU VAT numbers are pending at first and verified or not by
 * their digits, 000000000 is verified and 111111111 is not.
 */
final class TaxIds {

    TaxIds(Routes routes, Renderer renderer, Timers timers) {
        routes.on(
                "POST /v1/customers/{id}/tax_ids",
                (scope, request) ->
                        add(
                                scope,
                                scope.world().customers().existing(scope, request.id(), "customer"),
                                request.params()));
        routes.on(
                "GET /v1/customers/{id}/tax_ids",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "tax_id",
                                id -> id.path("customer").asText().equals(request.id())));
        routes.on(
                "GET /v1/customers/{customerId}/tax_ids/{id}",
                (scope, request) -> scope.get("tax_id", request.id(), "id"));
        routes.on("DELETE /v1/customers/{customerId}/tax_ids/{id}", this::delete);
        routes.on("POST /v1/tax_ids", this::create);
        routes.retrieve("/v1/tax_ids", "tax_id");
        routes.list("/v1/tax_ids", "tax_id");
        routes.on("DELETE /v1/tax_ids/{id}", this::delete);
        timers.on("tax_id_checked", TaxIds::checked);
        renderer.list(
                "customer",
                "tax_ids",
                false,
                "/v1/customers/{id}/tax_ids",
                (scope, customer) ->
                        scope.all("tax_id", "customer", customer.path("id").asText()).toList());
    }

    private ObjectNode create(Scope scope, Request request) {
        String customer = Json.text(request.params().path("owner"), "customer");
        return add(
                scope,
                customer == null
                        ? null
                        : scope.world().customers().existing(scope, customer, "owner[customer]"),
                request.params());
    }

    /** Adds a tax id to a customer, or to the account itself. */
    ObjectNode add(Scope scope, @Nullable ObjectNode customer, ObjectNode params) {
        String type = params.path("type").asText();
        String value = params.path("value").asText().toUpperCase(Locale.ROOT).replace(" ", "");
        if (type.equals("eu_vat") && !value.matches("[A-Z]{2}[0-9A-Z]{2,13}")) {
            throw ApiError.invalid("tax_id_invalid", "value", "Invalid value for eu_vat.");
        }
        boolean checkable = type.equals("eu_vat") || type.equals("gb_vat");
        ObjectNode owner =
                customer == null
                        ? Json.object("type", "self")
                        : Json.object("customer", customer.get("id"), "type", "customer");
        ObjectNode id =
                scope.add(
                        "tax_id",
                        Json.object(
                                "country",
                                checkable ? value.substring(0, 2) : null,
                                "customer",
                                customer == null ? null : customer.get("id"),
                                "owner",
                                owner.put("customer_account", (String) null),
                                "type",
                                type,
                                "value",
                                value,
                                "verification",
                                Json.object("status", checkable ? "pending" : "unavailable")));
        if (checkable) {
            scope.timer("tax_id_checked", id, scope.now() + 60);
        }
        scope.emit("customer.tax_id.created", id);
        return id;
    }

    private static void checked(Scope scope, ObjectNode id) {
        boolean right = !id.path("value").asText().endsWith("111111111");
        id.set(
                "verification",
                Json.object(
                        "status", right ? "verified" : "unverified",
                        "verified_address", right ? "Example Street 1" : null,
                        "verified_name", right ? "Example Company" : null));
        scope.updated("customer.tax_id.updated", id);
    }

    /** Whether a customer gave the number of a business, and nobody found it wrong. */
    boolean isBusiness(Scope scope, @Nullable String customer) {
        return scope.all("tax_id", "customer", customer)
                .anyMatch(
                        id ->
                                id.path("type").asText().equals("eu_vat")
                                        && !id.path("verification")
                                                .path("status")
                                                .asText()
                                                .equals("unverified"));
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode id = scope.get("tax_id", request.id(), "id");
        ObjectNode last = scope.render(id);
        scope.noTimer("tax_id_checked", id);
        scope.remove(id);
        scope.emitWith("customer.tax_id.deleted", last);
        return Json.object("id", request.id(), "object", "tax_id", "deleted", true);
    }
}
