package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Pages.Page;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invoices: from the draft over the payment, or its failures, to the end. */
final class Invoices {

    private static final long HOUR = 3_600;

    private static final String[] PLAIN = {
        "auto_advance",
        "collection_method",
        "custom_fields",
        "default_payment_method",
        "description",
        "due_date",
        "footer",
        "metadata",
        "number",
        "on_behalf_of",
        "statement_descriptor"
    };

    Invoices(Routes routes, Renderer renderer, Timers timers, Pages pages) {
        routes.on("POST /v1/invoices", this::create);
        routes.on("POST /v1/invoices/{id}", this::update);
        routes.on("DELETE /v1/invoices/{id}", this::delete);
        routes.retrieve("/v1/invoices", "invoice");
        routes.on(
                "GET /v1/invoices",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "invoice",
                                invoice ->
                                        !request.has("subscription")
                                                || request.text("subscription")
                                                        .equals(subscriptionOf(invoice)),
                                Set.of("subscription")));
        routes.on("POST /v1/invoices/{id}/finalize", this::finalizeNow);
        routes.on("POST /v1/invoices/{id}/pay", this::payNow);
        routes.on("POST /v1/invoices/{id}/void", this::voidNow);
        routes.on("POST /v1/invoices/{id}/send", this::send);
        routes.on("POST /v1/invoices/{id}/mark_uncollectible", this::giveUp);
        routes.on(
                "GET /v1/invoices/{id}/lines",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                InvoiceLines.of(scope, scope.get("invoice", request.id(), "id"))
                                        .stream()));
        routes.retrieve("/v1/invoice_payments", "invoice_payment");
        routes.on(
                "GET /v1/invoice_payments",
                (scope, request) ->
                        Lists.page(scope, request, "invoice_payment", payment -> true, Set.of()));
        renderer.list("invoice", "lines", true, "/v1/invoices/{id}/lines", InvoiceLines::of);
        renderer.list(
                "invoice",
                "payments",
                false,
                "/v1/invoice_payments",
                (scope, invoice) ->
                        scope.all("invoice_payment", "invoice", invoice.path("id").asText())
                                .toList());
        renderer.expandable("invoice", "confirmation_secret", Invoices::secret);
        timers.on("finalize", this::finalizeAndPay);
        timers.on("retry", (scope, invoice) -> payAutomatically(scope, invoice));
        pages.on("invoice", "invoice", this::page);
    }

    static @Nullable String subscriptionOf(ObjectNode invoice) {
        return Json.text(invoice.path("parent").path("subscription_details"), "subscription");
    }

    private static JsonNode secret(Scope scope, ObjectNode invoice) {
        return intent(scope, invoice)
                .map(
                        intent ->
                                (JsonNode)
                                        Json.object(
                                                "client_secret",
                                                intent.get("client_secret"),
                                                "type",
                                                "payment_intent"))
                .orElse(Json.value(null));
    }

    static Optional<ObjectNode> intent(Scope scope, ObjectNode invoice) {
        return scope.all("invoice_payment", "invoice", invoice.path("id").asText())
                .map(payment -> Json.text(payment.path("payment"), "payment_intent"))
                .findFirst()
                .flatMap(id -> scope.find("payment_intent", id));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (!request.has("customer")) {
            throw ApiError.missingParameter("customer");
        }
        ObjectNode customer =
                scope.world().customers().existing(scope, request.text("customer"), "customer");
        Scope own = scope.of(customer);
        ObjectNode invoice =
                make(own, customer, Json.text(params, "currency", "usd"), "manual", params);
        for (JsonNode wanted : params.path("discounts")) {
            ObjectNode chosen =
                    own.world()
                            .coupons()
                            .chosen(
                                    own,
                                    wanted,
                                    request.text("customer"),
                                    invoice.path("currency").asText(),
                                    Long.MAX_VALUE);
            own.world()
                    .coupons()
                    .redeem(
                            own,
                            chosen,
                            request.text("customer"),
                            invoice.path("currency").asText(),
                            Long.MAX_VALUE);
            invoice.withArray("discounts")
                    .add(
                            own.world()
                                    .coupons()
                                    .discount(
                                            own, chosen, Json.object("invoice", invoice.get("id")))
                                    .get("id"));
        }
        if ("include".equals(request.text("pending_invoice_items_behavior"))) {
            takePending(own, invoice, null);
        }
        InvoiceLines.total(own, invoice);
        own.emit("invoice.created", invoice);
        if (Json.flag(invoice, "auto_advance")) {
            invoice.put("automatically_finalizes_at", own.now() + HOUR);
            own.save(invoice);
            own.timer("finalize", invoice, own.now() + HOUR);
        }
        return invoice;
    }

    /** Adds a draft without lines. */
    ObjectNode make(
            Scope scope, ObjectNode customer, String currency, String reason, ObjectNode params) {
        boolean taxes = Json.flag(params.path("automatic_tax"), "enabled");
        long due = params.path("days_until_due").asLong(-1);
        ObjectNode invoice =
                scope.add(
                        "invoice",
                        Json.object(
                                "account_country", "US",
                                "account_name", "Lyceum",
                                "amount_overpaid", 0,
                                "amount_paid", 0,
                                "amount_shipping", 0,
                                "attempt_count", 0,
                                "attempted", false,
                                "auto_advance", false,
                                "automatic_tax",
                                        Json.object(
                                                "enabled", taxes,
                                                "liability",
                                                        taxes ? Json.object("type", "self") : null,
                                                "provider", taxes ? "stripe" : null),
                                "billing_reason", reason,
                                "collection_method", "charge_automatically",
                                "currency", Money.currency(currency, "currency"),
                                "customer", customer.get("id"),
                                "customer_address", Json.value(customer.get("address")),
                                "customer_email", Json.text(customer, "email"),
                                "customer_name", Json.text(customer, "name"),
                                "customer_phone", Json.text(customer, "phone"),
                                "customer_tax_exempt", Json.text(customer, "tax_exempt", "none"),
                                "customer_tax_ids", Json.array(),
                                "default_tax_rates", Json.array(),
                                "discounts", Json.array(),
                                "due_date", due < 0 ? null : scope.now() + due * 24 * HOUR,
                                "ending_balance", null,
                                "issuer", Json.object("type", "self"),
                                "metadata", Json.object(),
                                "parent", null,
                                "payment_settings", Json.object(),
                                "period_end", scope.now(),
                                "period_start", scope.now(),
                                "starting_balance", Json.number(customer, "balance"),
                                "status", "draft",
                                "status_transitions", Json.object(),
                                "test_clock", scope.clock().isEmpty() ? null : scope.clock(),
                                "_tax_rates", params.get("default_tax_rates")));
        Fields.copy(invoice, params, PLAIN);
        if (Json.has(customer, "discount")) {
            invoice.withArray("discounts").add(customer.get("discount"));
        }
        scope.save(invoice);
        return invoice;
    }

    /** Puts what waits for a customer, or for one subscription, onto an invoice. */
    static void takePending(Scope scope, ObjectNode invoice, @Nullable String subscription) {
        scope.all("invoiceitem", "customer", Json.text(invoice, "customer"))
                .filter(item -> !Json.has(item, "invoice"))
                .filter(item -> item.path("currency").equals(invoice.get("currency")))
                .map(item -> scope.get("invoiceitem", item.path("id").asText(), "id"))
                .filter(
                        item ->
                                subscription == null
                                        || !item.path("parent").isObject()
                                        || subscription.equals(
                                                Json.text(
                                                        item.path("parent")
                                                                .path("subscription_details"),
                                                        "subscription")))
                .toList()
                .forEach(item -> InvoiceLines.ofInvoiceItem(scope, invoice, item));
    }

    private ObjectNode draft(Scope scope, Request request, String wanted) {
        ObjectNode invoice = scope.get("invoice", request.id(), "invoice");
        if (!invoice.path("status").asText().equals("draft")) {
            throw ApiError.invalid(
                    "invoice_not_editable",
                    null,
                    "This invoice is "
                            + invoice.path("status").asText()
                            + " and cannot be "
                            + wanted
                            + ".");
        }
        return invoice;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode invoice = scope.get("invoice", request.id(), "invoice");
        Scope own = scope.of(invoice);
        if (!Set.of("metadata", "expand", "auto_advance", "description")
                .containsAll(
                        request.params().properties().stream().map(e -> e.getKey()).toList())) {
            draft(scope, request, "changed");
        }
        Fields.copy(invoice, request.params(), PLAIN);
        if (request.params().path("automatic_tax").isObject()) {
            Json.child(invoice, "automatic_tax")
                    .set("enabled", request.params().path("automatic_tax").get("enabled"));
        }
        if (request.params().path("default_tax_rates").isArray()) {
            invoice.set("_tax_rates", request.params().get("default_tax_rates"));
        }
        if (invoice.path("status").asText().equals("draft")) {
            InvoiceLines.total(own, invoice);
        }
        own.updated("invoice.updated", invoice);
        return invoice;
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode invoice = draft(scope, request, "deleted");
        ObjectNode last = scope.render(invoice);
        scope.all("invoiceitem", "invoice", request.id())
                .map(item -> scope.get("invoiceitem", item.path("id").asText(), "id"))
                .toList()
                .forEach(scope::remove);
        scope.noTimer("finalize", invoice);
        scope.remove(invoice);
        scope.emitWith("invoice.deleted", last);
        return Json.object("id", request.id(), "object", "invoice", "deleted", true);
    }

    private ObjectNode finalizeNow(Scope scope, Request request) {
        ObjectNode invoice = draft(scope, request, "finalized");
        if (request.has("auto_advance")) {
            invoice.set("auto_advance", request.params().get("auto_advance"));
        }
        open(scope.of(invoice), invoice);
        return invoice;
    }

    /** Ends the draft: the invoice gets its number and is paid if nothing is due. */
    void open(Scope scope, ObjectNode invoice) {
        scope.noTimer("finalize", invoice);
        ObjectNode customer = scope.get("customer", invoice, "customer");
        InvoiceLines.total(scope, invoice);
        long balance = Json.number(customer, "balance");
        long total = Json.number(invoice, "total");
        long due = Math.max(0, total + balance);
        invoice.put("starting_balance", balance);
        invoice.put("ending_balance", total + balance - due);
        invoice.put("amount_due", due).put("amount_remaining", due);
        if (balance != total + balance - due) {
            customer.put("balance", total + balance - due);
            scope.updated("customer.updated", customer);
        }
        if (!Json.has(invoice, "number")) {
            long next = customer.path("next_invoice_sequence").asLong(1);
            invoice.put(
                    "number",
                    Json.text(customer, "invoice_prefix", "INV")
                            + "-"
                            + String.format("%04d", next));
            customer.put("next_invoice_sequence", next + 1);
            scope.save(customer);
        }
        String page = scope.world().address() + "/invoice/" + invoice.path("id").asText();
        invoice.put("hosted_invoice_url", page).put("invoice_pdf", page + "/pdf");
        invoice.put("status", "open").put("effective_at", scope.now());
        invoice.putNull("automatically_finalizes_at");
        Json.child(invoice, "status_transitions").put("finalized_at", scope.now());
        scope.save(invoice);
        if (due > 0) {
            demand(scope, invoice, due);
        }
        scope.emit("invoice.finalized", invoice);
        if (due == 0) {
            paid(scope, invoice);
        }
    }

    /** Makes the payment intent that an invoice is paid by. */
    private static void demand(Scope scope, ObjectNode invoice, long due) {
        ObjectNode intent =
                scope.world()
                        .paymentIntents()
                        .make(
                                scope,
                                Json.object(
                                        "amount", due,
                                        "currency", invoice.get("currency"),
                                        "customer", invoice.get("customer"),
                                        "description",
                                                "Payment for invoice "
                                                        + invoice.path("number").asText(),
                                        "on_behalf_of", Json.text(invoice, "on_behalf_of")));
        intent.set("_invoice", invoice.get("id"));
        scope.save(intent);
        scope.emit("payment_intent.created", intent);
        scope.add(
                "invoice_payment",
                Json.object(
                        "amount_requested", due,
                        "currency", invoice.get("currency"),
                        "invoice", invoice.get("id"),
                        "is_default", true,
                        "payment",
                                Json.object(
                                        "payment_intent",
                                        intent.get("id"),
                                        "type",
                                        "payment_intent"),
                        "status", "open",
                        "status_transitions", Json.object()));
    }

    private ObjectNode payNow(Scope scope, Request request) {
        ObjectNode invoice = scope.get("invoice", request.id(), "invoice");
        Scope own = scope.of(invoice);
        if (invoice.path("status").asText().equals("draft")) {
            open(own, invoice);
        }
        String status = invoice.path("status").asText();
        if (status.equals("paid") && request.params().isEmpty()) {
            return invoice;
        }
        if (!status.equals("open") && !status.equals("uncollectible")) {
            throw ApiError.invalid(null, null, "Invoice is already " + status + ".");
        }
        if (request.params().path("paid_out_of_band").asBoolean()) {
            intent(own, invoice)
                    .ifPresent(intent -> own.world().paymentIntents().cancel(own, intent, null));
            paid(own, invoice);
            return invoice;
        }
        ObjectNode method =
                request.has("payment_method")
                        ? own.world()
                                .paymentMethods()
                                .get(own, request.text("payment_method"), "payment_method")
                        : method(own, invoice)
                                .orElseThrow(
                                        () ->
                                                ApiError.invalid(
                                                        "missing",
                                                        null,
                                                        "This customer has no attached payment"
                                                                + " source or default payment"
                                                                + " method."));
        Optional<ApiError> problem =
                pay(
                        own,
                        invoice,
                        method,
                        request.params().path("off_session").asBoolean(true),
                        false);
        if (problem.isPresent()) {
            throw problem.get();
        }
        return invoice;
    }

    /** What an invoice is paid with unless somebody says otherwise. */
    Optional<ObjectNode> method(Scope scope, ObjectNode invoice) {
        return scope.find("payment_method", Json.text(invoice, "default_payment_method"))
                .or(
                        () ->
                                scope.find("subscription", subscriptionOf(invoice))
                                        .flatMap(
                                                subscription ->
                                                        scope.find(
                                                                "payment_method",
                                                                Json.text(
                                                                        subscription,
                                                                        "default_payment_method"))))
                .or(
                        () ->
                                scope.find("customer", Json.text(invoice, "customer"))
                                        .flatMap(
                                                customer ->
                                                        scope.find(
                                                                "payment_method",
                                                                Json.text(
                                                                        customer.path(
                                                                                "invoice_settings"),
                                                                        "default_payment_method"))));
    }

    /**
     * Tries to pay an open invoice.
     *
     * @return the refusal, if it was refused
     */
    Optional<ApiError> pay(
            Scope scope,
            ObjectNode invoice,
            ObjectNode method,
            boolean offSession,
            boolean authenticated) {
        ObjectNode intent = intent(scope, invoice).orElseThrow();
        invoice.put("attempted", true);
        Json.add(invoice, "attempt_count", 1);
        scope.save(invoice);
        Optional<ApiError> problem =
                scope.world()
                        .paymentIntents()
                        .pay(scope, intent, method, offSession, authenticated);
        if (problem.isEmpty() && intent.path("status").asText().equals("requires_action")) {
            scope.emit("invoice.payment_action_required", invoice);
        }
        if (problem.isEmpty() && intent.path("status").asText().equals("processing")) {
            // A debit takes days; the subscription begins at once, as if it were paid.
            scope.find("subscription", subscriptionOf(invoice))
                    .ifPresent(
                            subscription ->
                                    scope.world()
                                            .subscriptions()
                                            .paid(scope, subscription, invoice));
        }
        return problem;
    }

    /** What came of the payment of an invoice. */
    void outcome(Scope scope, ObjectNode invoice, ObjectNode intent, boolean paid) {
        if (!invoice.path("status").asText().equals("open")
                && !invoice.path("status").asText().equals("uncollectible")) {
            return;
        }
        if (paid) {
            scope.all("invoice_payment", "invoice", invoice.path("id").asText())
                    .map(payment -> scope.get("invoice_payment", payment.path("id").asText(), "id"))
                    .toList()
                    .forEach(
                            payment -> {
                                payment.put("status", "paid");
                                payment.set("amount_paid", payment.get("amount_requested"));
                                Json.child(payment, "status_transitions")
                                        .put("paid_at", scope.now());
                                scope.save(payment);
                                scope.emit("invoice_payment.paid", payment);
                            });
            paid(scope, invoice);
        } else {
            scope.emit("invoice.payment_failed", invoice);
            scope.find("subscription", subscriptionOf(invoice))
                    .ifPresent(
                            subscription ->
                                    scope.world()
                                            .subscriptions()
                                            .unpaid(scope, subscription, invoice));
        }
    }

    private static void paid(Scope scope, ObjectNode invoice) {
        scope.noTimer("retry", invoice);
        invoice.put("status", "paid").put("attempted", true).put("amount_remaining", 0);
        invoice.set("amount_paid", invoice.get("amount_due"));
        invoice.putNull("next_payment_attempt");
        Json.child(invoice, "status_transitions").put("paid_at", scope.now());
        scope.save(invoice);
        scope.emit("invoice.paid", invoice);
        scope.emit("invoice.payment_succeeded", invoice);
        scope.find("subscription", subscriptionOf(invoice))
                .ifPresent(
                        subscription ->
                                scope.world().subscriptions().paid(scope, subscription, invoice));
    }

    private void finalizeAndPay(Scope scope, ObjectNode invoice) {
        if (!invoice.path("status").asText().equals("draft")) {
            return;
        }
        Optional<ObjectNode> subscription = scope.find("subscription", subscriptionOf(invoice));
        String paused =
                subscription
                        .map(found -> Json.text(found.path("pause_collection"), "behavior"))
                        .orElse("");
        if (paused != null && paused.equals("keep_as_draft")) {
            return;
        }
        open(scope, invoice);
        if (paused != null && paused.equals("void")) {
            end(scope, invoice, "void", "voided_at");
        } else if (paused != null && paused.equals("mark_uncollectible")) {
            end(scope, invoice, "uncollectible", "marked_uncollectible_at");
        } else {
            payAutomatically(scope, invoice);
        }
    }

    /** Tries to pay without anybody present; without a method it fails too. */
    void payAutomatically(Scope scope, ObjectNode invoice) {
        if (!invoice.path("status").asText().equals("open")
                || !invoice.path("collection_method").asText().equals("charge_automatically")) {
            return;
        }
        Optional<ObjectNode> method = method(scope, invoice);
        if (method.isPresent()) {
            pay(scope, invoice, method.get(), true, false);
        } else {
            invoice.put("attempted", true);
            Json.add(invoice, "attempt_count", 1);
            scope.save(invoice);
            outcome(scope, invoice, Json.object(), false);
        }
    }

    private ObjectNode voidNow(Scope scope, Request request) {
        ObjectNode invoice = openOne(scope, request);
        end(scope.of(invoice), invoice, "void", "voided_at");
        return invoice;
    }

    private ObjectNode giveUp(Scope scope, Request request) {
        ObjectNode invoice = openOne(scope, request);
        end(scope.of(invoice), invoice, "uncollectible", "marked_uncollectible_at");
        return invoice;
    }

    private static ObjectNode openOne(Scope scope, Request request) {
        ObjectNode invoice = scope.get("invoice", request.id(), "invoice");
        String status = invoice.path("status").asText();
        if (!status.equals("open") && !status.equals("uncollectible")) {
            throw ApiError.invalid(
                    null, null, "This needs an open invoice, but this one is " + status + ".");
        }
        return invoice;
    }

    /** Ends an invoice without money: void or uncollectible. */
    void end(Scope scope, ObjectNode invoice, String status, String moment) {
        if (!invoice.path("status").asText().equals("open")
                && !invoice.path("status").asText().equals("uncollectible")) {
            return;
        }
        scope.noTimer("retry", invoice);
        invoice.put("status", status).putNull("next_payment_attempt");
        Json.child(invoice, "status_transitions").put(moment, scope.now());
        scope.save(invoice);
        if (status.equals("void")) {
            intent(scope, invoice)
                    .filter(intent -> intent.path("status").asText().startsWith("requires_"))
                    .ifPresent(
                            intent ->
                                    scope.world()
                                            .paymentIntents()
                                            .cancel(scope, intent, "void_invoice"));
            scope.emit("invoice.voided", invoice);
        } else {
            scope.emit("invoice.marked_uncollectible", invoice);
        }
    }

    private ObjectNode send(Scope scope, Request request) {
        ObjectNode invoice = scope.get("invoice", request.id(), "invoice");
        if (invoice.path("status").asText().equals("draft")) {
            open(scope.of(invoice), invoice);
        }
        scope.emit("invoice.sent", invoice);
        return invoice;
    }

    /** The paid invoice of a checkout session that wants one. */
    ObjectNode ofSession(Scope scope, ObjectNode session) {
        ObjectNode customer = scope.get("customer", session, "customer");
        ObjectNode params = session.path("invoice_creation").path("invoice_data").deepCopy();
        params.set("automatic_tax", session.get("automatic_tax"));
        ObjectNode invoice =
                make(scope, customer, Json.text(session, "currency", "usd"), "manual", params);
        if (session.path("customer_details").path("address").isObject()) {
            invoice.set("customer_address", session.path("customer_details").get("address"));
        }
        for (ObjectNode item : Sessions.items(scope, session)) {
            ObjectNode price = scope.get("price", item, "price");
            InvoiceLines.add(
                    scope,
                    invoice,
                    Json.number(item, "amount_subtotal"),
                    Json.number(item, "quantity"),
                    price,
                    Json.text(item, "description"),
                    Json.object("end", scope.now(), "start", scope.now()),
                    null,
                    null);
        }
        if (session.path("discounts").path(0) instanceof ObjectNode chosen) {
            invoice.withArray("discounts")
                    .add(
                            scope.world()
                                    .coupons()
                                    .discount(
                                            scope,
                                            chosen,
                                            Json.object(
                                                    "invoice", invoice.get("id"),
                                                    "checkout_session", session.get("id")))
                                    .get("id"));
        }
        InvoiceLines.total(scope, invoice);
        invoice.put("status", "open").put("effective_at", scope.now());
        long next = customer.path("next_invoice_sequence").asLong(1);
        invoice.put(
                "number",
                Json.text(customer, "invoice_prefix", "INV") + "-" + String.format("%04d", next));
        customer.put("next_invoice_sequence", next + 1);
        scope.save(customer);
        String page = scope.world().address() + "/invoice/" + invoice.path("id").asText();
        invoice.put("hosted_invoice_url", page).put("invoice_pdf", page + "/pdf");
        Json.child(invoice, "status_transitions").put("finalized_at", scope.now());
        scope.save(invoice);
        scope.emit("invoice.created", invoice);
        scope.emit("invoice.finalized", invoice);
        if (Json.has(session, "payment_intent")) {
            scope.add(
                    "invoice_payment",
                    Json.object(
                            "amount_paid", session.get("amount_total"),
                            "amount_requested", session.get("amount_total"),
                            "currency", session.get("currency"),
                            "invoice", invoice.get("id"),
                            "is_default", true,
                            "payment",
                                    Json.object(
                                            "payment_intent",
                                            session.get("payment_intent"),
                                            "type",
                                            "payment_intent"),
                            "status", "paid",
                            "status_transitions", Json.object("paid_at", scope.now())));
        }
        paid(scope, invoice);
        return invoice;
    }

    private Page page(Scope scope, ObjectNode invoice, String rest, Optional<ObjectNode> form) {
        String error = null;
        if (form.isPresent() && invoice.path("status").asText().equals("open")) {
            Optional<TestCard> card = TestCard.numbered(Json.text(form.get(), "number", ""));
            if (card.isEmpty()) {
                error = "Your card number is incorrect.";
            } else {
                ObjectNode method =
                        scope.world().paymentMethods().card(scope, card.get(), Json.object());
                error =
                        pay(scope, invoice, method, false, true)
                                .map(ApiError::getMessage)
                                .orElse(null);
            }
        }
        String currency = invoice.path("currency").asText();
        StringBuilder rows = new StringBuilder();
        for (ObjectNode line : InvoiceLines.of(scope, invoice)) {
            rows.append(
                    Html.row(
                            Json.text(line, "description", ""),
                            Money.text(Json.number(line, "amount"), currency)));
        }
        rows.append(Html.row("Total", Money.text(Json.number(invoice, "total"), currency)));
        rows.append(Html.row("Status", Json.text(invoice, "status", "")));
        String pay =
                invoice.path("status").asText().equals("open")
                        ? "<form class=\"box\" method=\"post\">"
                                + Html.error(error)
                                + Html.field(
                                        "Card number", "number", null, "autocomplete=cc-number")
                                + Html.button("action", "pay", "Pay", false)
                                + "</form>"
                        : "";
        return Page.of(
                Html.page(
                        "Invoice " + Json.text(invoice, "number", ""),
                        "<section><table>" + rows + "</table></section>" + pay));
    }
}
