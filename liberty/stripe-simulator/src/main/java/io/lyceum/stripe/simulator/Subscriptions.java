package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscriptions: begun, changed, renewed, unpaid, paused, ended. */
final class Subscriptions {

    /** The states of subscriptions that have not ended. */
    static final Set<String> LIVE =
            Set.of("trialing", "active", "past_due", "unpaid", "incomplete", "paused");

    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private static final String[] PLAIN = {
        "collection_method",
        "days_until_due",
        "default_payment_method",
        "description",
        "metadata",
        "on_behalf_of",
        "payment_settings",
        "trial_settings",
        "application_fee_percent"
    };

    Subscriptions(Routes routes, Timers timers) {
        routes.on("POST /v1/subscriptions", this::create);
        routes.on("POST /v1/subscriptions/{id}", this::update);
        routes.on("DELETE /v1/subscriptions/{id}", this::cancel);
        routes.on("POST /v1/subscriptions/{id}/resume", this::resume);
        routes.on("DELETE /v1/subscriptions/{id}/discount", this::deleteDiscount);
        routes.retrieve("/v1/subscriptions", "subscription");
        routes.on(
                "GET /v1/subscriptions",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "subscription",
                                subscription -> wanted(scope, request, subscription),
                                Set.of("status", "price")));
        routes.on("POST /v1/invoices/create_preview", this::preview);
        timers.on("renew", this::renew);
        timers.on("incomplete_expires", this::expireIncomplete);
        timers.on("resume_collection", Subscriptions::resumeCollection);
        timers.on(
                "trial_will_end",
                (scope, subscription) ->
                        scope.emit("customer.subscription.trial_will_end", subscription));
        timers.on("upcoming", this::upcoming);
    }

    private static boolean wanted(Scope scope, Request request, ObjectNode subscription) {
        String status = request.text("status");
        String is = subscription.path("status").asText();
        boolean right =
                status == null
                        ? !is.equals("canceled")
                        : status.equals("all")
                                || status.equals(is)
                                || status.equals("ended")
                                        && Set.of("canceled", "incomplete_expired").contains(is);
        String price = request.text("price");
        return right
                && (price == null
                        || SubscriptionItems.of(scope, subscription).stream()
                                .anyMatch(item -> item.path("price").asText().equals(price)));
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        if (!request.has("customer")) {
            throw ApiError.missingParameter("customer");
        }
        if (params.path("items").isEmpty()) {
            throw ApiError.missingParameter("items");
        }
        ObjectNode customer =
                scope.world().customers().existing(scope, request.text("customer"), "customer");
        Scope own = scope.of(customer);
        ObjectNode subscription = begin(own, customer, params, null);
        String behavior = Json.text(params, "payment_behavior", "allow_incomplete");
        ObjectNode invoice = firstInvoice(own, customer, subscription, params);
        own.emit("customer.subscription.created", subscription);
        collect(own, subscription, invoice, behavior, params);
        return subscription;
    }

    /** Adds a subscription with its items, as yet unpaid. */
    private ObjectNode begin(
            Scope scope, ObjectNode customer, ObjectNode params, @Nullable ObjectNode redeemed) {
        long now = scope.now();
        ObjectNode first = SubscriptionItems.price(scope, params.path("items").get(0));
        JsonNode recurring = first.path("recurring");
        long trialEnd =
                Json.has(params, "trial_end")
                        ? params.path("trial_end").asLong(now)
                        : now + params.path("trial_period_days").asLong(0) * DAY;
        boolean trial = trialEnd > now;
        long end =
                trial
                        ? trialEnd
                        : Periods.next(
                                now,
                                now,
                                recurring.path("interval").asText("month"),
                                recurring.path("interval_count").asLong(1));
        boolean taxes = Json.flag(params.path("automatic_tax"), "enabled");
        ObjectNode subscription =
                scope.add(
                        "subscription",
                        Json.object(
                                "automatic_tax",
                                        Json.object(
                                                "disabled_reason",
                                                null,
                                                "enabled",
                                                taxes,
                                                "liability",
                                                taxes ? Json.object("type", "self") : null),
                                "billing_cycle_anchor", trial ? trialEnd : now,
                                "billing_mode", Json.object("flexible", null, "type", "classic"),
                                "billing_schedules", Json.array(),
                                "cancel_at_period_end", Json.flag(params, "cancel_at_period_end"),
                                "cancellation_details", Json.object(),
                                "collection_method", "charge_automatically",
                                "currency",
                                        Json.text(
                                                params,
                                                "currency",
                                                first.path("currency").asText()),
                                "customer", customer.get("id"),
                                "discounts", Json.array(),
                                "invoice_settings",
                                        Json.object("issuer", Json.object("type", "self")),
                                "latest_invoice", null,
                                "metadata", Json.object(),
                                "payment_settings",
                                        Json.object("save_default_payment_method", "off"),
                                "start_date", now,
                                "status", trial ? "trialing" : "incomplete",
                                "test_clock", scope.clock().isEmpty() ? null : scope.clock(),
                                "trial_end", trial ? trialEnd : null,
                                "trial_settings",
                                        Json.object(
                                                "end_behavior",
                                                Json.object(
                                                        "missing_payment_method",
                                                        "create_invoice")),
                                "trial_start", trial ? now : null,
                                "_tax_rates", params.get("default_tax_rates")));
        Fields.copy(subscription, params, PLAIN);
        if (params.path("cancel_at").asText().matches("\\d+")) {
            subscription.put("cancel_at", params.path("cancel_at").asLong());
        }
        long subtotal = 0;
        for (JsonNode given : params.path("items")) {
            ObjectNode item = SubscriptionItems.add(scope, subscription, given, now, end);
            subtotal +=
                    Catalog.amount(
                                    scope.get("price", item, "price"),
                                    subscription.path("currency").asText())
                            * Json.number(item, "quantity");
        }
        discounts(scope, subscription, params, subtotal, redeemed);
        scope.save(subscription);
        timers(scope, subscription, end);
        return subscription;
    }

    private static void discounts(
            Scope scope,
            ObjectNode subscription,
            ObjectNode params,
            long subtotal,
            @Nullable ObjectNode redeemed) {
        if (params.path("discounts").isArray()) {
            subscription.set("discounts", Json.array());
        }
        String customer = Json.text(subscription, "customer");
        String currency = subscription.path("currency").asText();
        Coupons coupons = scope.world().coupons();
        for (JsonNode wanted : params.path("discounts")) {
            if (Json.has(wanted, "discount")) {
                subscription.withArray("discounts").add(wanted.get("discount"));
                continue;
            }
            ObjectNode chosen = coupons.chosen(scope, wanted, customer, currency, subtotal);
            coupons.redeem(scope, chosen, customer, currency, subtotal);
            discounted(scope, subscription, chosen);
        }
        if (redeemed != null) {
            discounted(scope, subscription, redeemed);
        }
    }

    private static void discounted(Scope scope, ObjectNode subscription, ObjectNode chosen) {
        ObjectNode discount =
                scope.world()
                        .coupons()
                        .discount(
                                scope,
                                chosen,
                                Json.object(
                                        "customer", subscription.get("customer"),
                                        "subscription", subscription.get("id")));
        subscription.withArray("discounts").add(discount.get("id"));
        scope.emit("customer.discount.created", discount);
    }

    private static void timers(Scope scope, ObjectNode subscription, long end) {
        long stop = Json.number(subscription, "cancel_at");
        scope.timer("renew", subscription, stop > 0 ? Math.min(stop, end) : end);
        if (end - 7 * DAY > scope.now()) {
            scope.timer("upcoming", subscription, end - 7 * DAY);
        }
        if (subscription.path("status").asText().equals("trialing")) {
            scope.timer("trial_will_end", subscription, Math.max(scope.now(), end - 3 * DAY));
        }
    }

    /** The invoice of a period: its items, and what waits. */
    private static ObjectNode invoice(
            Scope scope, ObjectNode subscription, String reason, boolean withItems) {
        ObjectNode customer = scope.get("customer", subscription, "customer");
        ObjectNode params =
                Json.object(
                        "automatic_tax", subscription.get("automatic_tax"),
                        "collection_method", subscription.get("collection_method"),
                        "default_tax_rates", subscription.get("_tax_rates"),
                        "on_behalf_of", Json.text(subscription, "on_behalf_of"));
        if (Json.has(subscription, "days_until_due")) {
            params.set("days_until_due", subscription.get("days_until_due"));
        }
        ObjectNode invoice =
                scope.world()
                        .invoices()
                        .make(
                                scope,
                                customer,
                                subscription.path("currency").asText(),
                                reason,
                                params);
        invoice.put("auto_advance", true);
        invoice.set(
                "parent",
                Json.object(
                        "quote_details",
                        null,
                        "subscription_details",
                        Json.object(
                                "metadata", subscription.path("metadata").deepCopy(),
                                "subscription", subscription.get("id")),
                        "type",
                        "subscription_details"));
        for (JsonNode discount : subscription.path("discounts")) {
            boolean holds =
                    scope.find("discount", discount.asText())
                            .map(
                                    found ->
                                            !Json.has(found, "end")
                                                    || Json.number(found, "end") > scope.now())
                            .orElse(false);
            if (holds) {
                invoice.withArray("discounts").add(discount);
            }
        }
        Invoices.takePending(scope, invoice, subscription.path("id").asText());
        boolean free = subscription.path("status").asText().equals("trialing");
        if (withItems) {
            for (ObjectNode item : SubscriptionItems.of(scope, subscription)) {
                InvoiceLines.ofItem(
                        scope,
                        invoice,
                        item,
                        Json.number(item, "current_period_start"),
                        Json.number(item, "current_period_end"),
                        free);
                invoice.set("period_start", item.get("current_period_start"));
            }
        }
        InvoiceLines.total(scope, invoice);
        return invoice;
    }

    private ObjectNode firstInvoice(
            Scope scope, ObjectNode customer, ObjectNode subscription, ObjectNode params) {
        for (JsonNode added : params.path("add_invoice_items")) {
            ObjectNode given = added.deepCopy();
            given.set("subscription", subscription.get("id"));
            InvoiceItems.quietly(scope, given, customer.path("id").asText());
        }
        ObjectNode invoice = invoice(scope, subscription, "subscription_create", true);
        endOnce(scope, subscription);
        scope.emit("invoice.created", invoice);
        subscription.set("latest_invoice", invoice.get("id"));
        scope.save(subscription);
        scope.world().invoices().open(scope, invoice);
        return invoice;
    }

    /** Takes away discounts that count only once. */
    private static void endOnce(Scope scope, ObjectNode subscription) {
        for (JsonNode id : List.copyOf(subscription.path("discounts").valueStream().toList())) {
            scope.find("discount", id.asText())
                    .ifPresent(
                            discount -> {
                                boolean once =
                                        scope.find(
                                                        "coupon",
                                                        Json.text(
                                                                discount.path("source"), "coupon"))
                                                .map(
                                                        coupon ->
                                                                coupon.path("duration")
                                                                        .asText()
                                                                        .equals("once"))
                                                .orElse(true);
                                boolean over =
                                        Json.has(discount, "end")
                                                && Json.number(discount, "end") <= scope.now();
                                if (once || over) {
                                    subscription.set(
                                            "discounts",
                                            Json.array(
                                                    subscription
                                                            .path("discounts")
                                                            .valueStream()
                                                            .filter(other -> !other.equals(id))
                                                            .toArray()));
                                }
                            });
        }
        scope.save(subscription);
    }

    /** Collects the first payment, as far as the caller wants it. */
    private static void collect(
            Scope scope,
            ObjectNode subscription,
            ObjectNode invoice,
            String behavior,
            ObjectNode params) {
        if (!invoice.path("status").asText().equals("open")) {
            return;
        }
        if (subscription.path("collection_method").asText().equals("send_invoice")) {
            status(scope, subscription, "active");
            return;
        }
        scope.timer("incomplete_expires", subscription, scope.now() + 23 * HOUR);
        if (behavior.equals("default_incomplete")) {
            return;
        }
        Optional<ObjectNode> method = scope.world().invoices().method(scope, invoice);
        if (method.isEmpty()) {
            throw ApiError.invalid(
                    "resource_missing",
                    null,
                    "This customer has no attached payment source or default payment method. Please"
                            + " consider adding a default payment method.");
        }
        boolean away = params.path("off_session").asBoolean(false);
        Optional<ApiError> problem =
                scope.world().invoices().pay(scope, invoice, method.get(), away, false);
        if (problem.isPresent() && behavior.equals("error_if_incomplete")) {
            throw problem.get().forgettingEffects();
        }
    }

    /** The subscription that a buyer on the hosted page begins; all or nothing. */
    ObjectNode ofSession(
            Scope scope,
            ObjectNode session,
            @Nullable ObjectNode method,
            List<ObjectNode> lines,
            boolean authenticated) {
        ObjectNode customer = scope.get("customer", session, "customer");
        ObjectNode params =
                session.path("_subscription_data") instanceof ObjectNode data
                        ? data.deepCopy()
                        : Json.object();
        params.set(
                "automatic_tax",
                Json.object("enabled", session.path("automatic_tax").get("enabled")));
        params.set("currency", session.get("currency"));
        if (method != null) {
            params.set("default_payment_method", method.get("id"));
        }
        params.set("items", Json.array());
        params.set("add_invoice_items", Json.array());
        for (ObjectNode line : lines) {
            boolean recurs = Json.has(scope.get("price", line, "price"), "recurring");
            params.withArray(recurs ? "items" : "add_invoice_items")
                    .add(Json.object("price", line.get("price"), "quantity", line.get("quantity")));
        }
        if (session.path("customer_details").path("address").isObject()) {
            customer.set("address", session.path("customer_details").get("address"));
            scope.save(customer);
        }
        ObjectNode chosen =
                session.path("discounts").path(0) instanceof ObjectNode discount ? discount : null;
        ObjectNode subscription = begin(scope, customer, params, chosen);
        ObjectNode invoice = firstInvoice(scope, customer, subscription, params);
        scope.emit("customer.subscription.created", subscription);
        if (invoice.path("status").asText().equals("open")) {
            if (method == null) {
                throw ApiError.invalid(null, "method", "Choose how to pay.");
            }
            Optional<ApiError> problem =
                    scope.world().invoices().pay(scope, invoice, method, false, authenticated);
            if (problem.isPresent()) {
                throw problem.get().forgettingEffects();
            }
        }
        return subscription;
    }

    private static void status(Scope scope, ObjectNode subscription, String status) {
        subscription.put("status", status);
        scope.updated("customer.subscription.updated", subscription);
    }

    /** An invoice of a subscription was paid. */
    void paid(Scope scope, ObjectNode subscription, ObjectNode invoice) {
        scope.noTimer("incomplete_expires", subscription);
        String status = subscription.path("status").asText();
        if (Set.of("incomplete", "past_due", "unpaid").contains(status)) {
            status(scope, subscription, "active");
        }
    }

    /** An invoice of a subscription was not paid: it is tried again some days, then all ends. */
    void unpaid(Scope scope, ObjectNode subscription, ObjectNode invoice) {
        String status = subscription.path("status").asText();
        if (!LIVE.contains(status) || status.equals("incomplete")) {
            return;
        }
        List<Integer> days = scope.world().config().retryDays();
        int attempt = (int) Json.number(invoice, "attempt_count");
        if (attempt <= days.size()) {
            long next = scope.now() + days.get(attempt - 1) * DAY;
            invoice.put("next_payment_attempt", next);
            scope.updated("invoice.updated", invoice);
            scope.timer("retry", invoice, next);
            if (!status.equals("past_due")) {
                status(scope, subscription, "past_due");
            }
            return;
        }
        invoice.putNull("next_payment_attempt");
        scope.save(invoice);
        end(scope, subscription, "payment_failed");
    }

    /** Ends a subscription now. */
    void end(Scope scope, ObjectNode subscription, String reason) {
        for (String timer :
                new String[] {
                    "renew", "upcoming", "trial_will_end", "incomplete_expires", "resume_collection"
                }) {
            scope.noTimer(timer, subscription);
        }
        subscription.put("status", "canceled").put("ended_at", scope.now());
        if (!Json.has(subscription, "canceled_at")) {
            subscription.put("canceled_at", scope.now());
        }
        Json.child(subscription, "cancellation_details").put("reason", reason);
        scope.save(subscription);
        scope.emit("customer.subscription.deleted", subscription);
    }

    private void expireIncomplete(Scope scope, ObjectNode subscription) {
        if (!subscription.path("status").asText().equals("incomplete")) {
            return;
        }
        scope.noTimer("renew", subscription);
        scope.noTimer("upcoming", subscription);
        scope.find("invoice", Json.text(subscription, "latest_invoice"))
                .ifPresent(
                        invoice ->
                                scope.world().invoices().end(scope, invoice, "void", "voided_at"));
        subscription.put("ended_at", scope.now());
        status(scope, subscription, "incomplete_expired");
    }

    private static long end(Scope scope, ObjectNode subscription) {
        return SubscriptionItems.of(scope, subscription).stream()
                .mapToLong(item -> Json.number(item, "current_period_end"))
                .max()
                .orElse(scope.now());
    }

    /** The end of a period: the next one, or the end of all. */
    private void renew(Scope scope, ObjectNode subscription) {
        String status = subscription.path("status").asText();
        long stop = Json.number(subscription, "cancel_at");
        if (Json.flag(subscription, "cancel_at_period_end") || stop > 0 && stop <= scope.now()) {
            end(scope, subscription, "cancellation_requested");
            return;
        }
        if (!LIVE.contains(status) || status.equals("incomplete")) {
            return;
        }
        if (status.equals("trialing") && !trialEnds(scope, subscription)) {
            return;
        }
        ObjectNode invoice = nextPeriod(scope, subscription);
        scope.emit("invoice.created", invoice);
        invoice.put("automatically_finalizes_at", scope.now() + HOUR);
        scope.save(invoice);
        scope.timer("finalize", invoice, scope.now() + HOUR);
        scope.updated("customer.subscription.updated", subscription);
    }

    /** Whether a trial turns into a paid subscription. */
    private boolean trialEnds(Scope scope, ObjectNode subscription) {
        String without =
                subscription
                        .path("trial_settings")
                        .path("end_behavior")
                        .path("missing_payment_method")
                        .asText();
        boolean payable =
                Json.has(subscription, "default_payment_method")
                        || Json.has(
                                scope.get("customer", subscription, "customer")
                                        .path("invoice_settings"),
                                "default_payment_method");
        if (!payable && without.equals("cancel")) {
            end(scope, subscription, "cancellation_requested");
            return false;
        }
        if (!payable && without.equals("pause")) {
            status(scope, subscription, "paused");
            scope.emit("customer.subscription.paused", subscription);
            return false;
        }
        subscription.put("status", "active");
        scope.save(subscription);
        return true;
    }

    /** Moves the items to the period that begins now and bills it. */
    private static ObjectNode nextPeriod(Scope scope, ObjectNode subscription) {
        long start = scope.now();
        long end = start;
        for (ObjectNode item : SubscriptionItems.mine(scope, subscription)) {
            JsonNode recurring = scope.get("price", item, "price").path("recurring");
            end =
                    Periods.next(
                            Json.number(subscription, "billing_cycle_anchor"),
                            start,
                            recurring.path("interval").asText("month"),
                            recurring.path("interval_count").asLong(1));
            item.put("current_period_start", start).put("current_period_end", end);
            scope.save(item);
        }
        timers(scope, subscription, end);
        ObjectNode invoice = invoice(scope, subscription, "subscription_cycle", true);
        endOnce(scope, subscription);
        subscription.set("latest_invoice", invoice.get("id"));
        scope.save(subscription);
        return invoice;
    }

    private void upcoming(Scope scope, ObjectNode subscription) {
        if (!LIVE.contains(subscription.path("status").asText())
                || Json.flag(subscription, "cancel_at_period_end")) {
            return;
        }
        long total = 0;
        for (ObjectNode item : SubscriptionItems.of(scope, subscription)) {
            total +=
                    Catalog.amount(
                                    scope.get("price", item, "price"),
                                    subscription.path("currency").asText())
                            * Json.number(item, "quantity");
        }
        long due = end(scope, subscription);
        ObjectNode told =
                Json.object(
                        "id",
                        "upcoming_in_" + Ids.letters(20),
                        "object",
                        "invoice",
                        "amount_due",
                        total,
                        "amount_remaining",
                        total,
                        "billing_reason",
                        "upcoming",
                        "collection_method",
                        subscription.get("collection_method"),
                        "created",
                        due,
                        "currency",
                        subscription.get("currency"),
                        "customer",
                        subscription.get("customer"),
                        "issuer",
                        Json.object("type", "self"),
                        "next_payment_attempt",
                        due + HOUR,
                        "parent",
                        Json.object(
                                "quote_details",
                                null,
                                "subscription_details",
                                Json.object(
                                        "metadata", subscription.get("metadata"),
                                        "subscription", subscription.get("id")),
                                "type",
                                "subscription_details"),
                        "payment_settings",
                        Json.object(),
                        "period_end",
                        due,
                        "period_start",
                        scope.now(),
                        "status",
                        "draft",
                        "status_transitions",
                        Json.object(),
                        "subtotal",
                        total,
                        "total",
                        total);
        scope.emitWith("invoice.upcoming", scope.render(told));
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode subscription = scope.get("subscription", request.id(), "id");
        if (!LIVE.contains(subscription.path("status").asText())
                && !request.params().properties().stream()
                        .allMatch(
                                entry ->
                                        entry.getKey()
                                                .matches("metadata|expand|cancellation_details"))) {
            throw ApiError.invalid(
                    null,
                    null,
                    "A canceled subscription can only update its cancellation_details and"
                            + " metadata.");
        }
        change(scope.of(subscription), subscription, request.params());
        return subscription;
    }

    /** Changes a subscription as parameters say; money that this moves is prorated. */
    void change(Scope scope, ObjectNode subscription, ObjectNode params) {
        Fields.copy(subscription, params, PLAIN);
        if (params.path("automatic_tax").isObject()) {
            Json.child(subscription, "automatic_tax")
                    .set("enabled", params.path("automatic_tax").get("enabled"));
        }
        if (params.has("cancel_at_period_end")) {
            boolean ends = Json.flag(params, "cancel_at_period_end");
            subscription.put("cancel_at_period_end", ends);
            subscription.set(
                    "cancel_at", ends ? Json.value(end(scope, subscription)) : Json.value(null));
            subscription.set("canceled_at", ends ? Json.value(scope.now()) : Json.value(null));
            Json.child(subscription, "cancellation_details")
                    .put("reason", ends ? "cancellation_requested" : null);
        }
        if (params.has("cancel_at")) {
            subscription.set(
                    "cancel_at",
                    params.path("cancel_at").asText().matches("\\d+")
                            ? Json.value(params.path("cancel_at").asLong())
                            : Json.value(null));
            timers(scope, subscription, end(scope, subscription));
        }
        if (params.path("cancellation_details") instanceof ObjectNode details) {
            Json.child(subscription, "cancellation_details")
                    .setAll(Fields.pick(details, "comment", "feedback"));
        }
        if (params.has("pause_collection")) {
            subscription.set("pause_collection", params.get("pause_collection"));
            scope.noTimer("resume_collection", subscription);
            if (Json.has(params.path("pause_collection"), "resumes_at")) {
                scope.timer(
                        "resume_collection",
                        subscription,
                        Json.number(params.path("pause_collection"), "resumes_at"));
            }
        }
        discounts(scope, subscription, params, Long.MAX_VALUE, null);
        ObjectNode toPay = null;
        if (params.has("trial_end")) {
            toPay = trialUntil(scope, subscription, params.path("trial_end").asText());
        }
        if (!params.path("items").isEmpty()) {
            toPay = items(scope, subscription, params);
        } else if ("now".equals(Json.text(params, "billing_cycle_anchor"))) {
            toPay = restart(scope, subscription);
        }
        scope.updated("customer.subscription.updated", subscription);
        if (toPay != null) {
            bill(scope, subscription, toPay);
        }
    }

    private static @Nullable ObjectNode trialUntil(
            Scope scope, ObjectNode subscription, String end) {
        if (end.equals("now")) {
            subscription.put("status", "active").put("trial_end", scope.now());
            return restart(scope, subscription);
        }
        long until = Long.parseLong(end);
        subscription.put("status", "trialing").put("trial_end", until);
        subscription.put("billing_cycle_anchor", until);
        if (!Json.has(subscription, "trial_start")) {
            subscription.put("trial_start", scope.now());
        }
        for (ObjectNode item : SubscriptionItems.mine(scope, subscription)) {
            item.put("current_period_end", until);
            scope.save(item);
        }
        timers(scope, subscription, until);
        return null;
    }

    /** Begins a period now. */
    private static ObjectNode restart(Scope scope, ObjectNode subscription) {
        subscription.put("billing_cycle_anchor", scope.now());
        scope.save(subscription);
        ObjectNode invoice = nextPeriod(scope, subscription);
        invoice.put("billing_reason", "subscription_update");
        scope.save(invoice);
        return invoice;
    }

    private static void bill(Scope scope, ObjectNode subscription, ObjectNode invoice) {
        subscription.set("latest_invoice", invoice.get("id"));
        scope.save(subscription);
        scope.emit("invoice.created", invoice);
        scope.world().invoices().open(scope, invoice);
        scope.world().invoices().payAutomatically(scope, invoice);
    }

    /**
     * Changes items.
     *
     * @return the invoice to be paid at once, if there is one
     */
    private static @Nullable ObjectNode items(
            Scope scope, ObjectNode subscription, ObjectNode params) {
        String behavior = Json.text(params, "proration_behavior", "create_prorations");
        long at = params.path("proration_date").asLong(scope.now());
        boolean prorates =
                !behavior.equals("none")
                        && !subscription.path("status").asText().equals("trialing");
        boolean otherInterval = false;
        List<ObjectNode> all = SubscriptionItems.mine(scope, subscription);
        long start = Json.number(all.get(0), "current_period_start");
        long end = Json.number(all.get(0), "current_period_end");
        for (JsonNode wanted : params.path("items")) {
            if (!Json.has(wanted, "id")) {
                ObjectNode added = SubscriptionItems.add(scope, subscription, wanted, start, end);
                if (prorates) {
                    charge(scope, subscription, added, at, end, start);
                }
                continue;
            }
            ObjectNode item =
                    scope.get("subscription_item", Json.text(wanted, "id"), "items[0][id]");
            ObjectNode old = item.deepCopy();
            if (wanted instanceof ObjectNode given) {
                Fields.copy(item, given, "quantity", "metadata");
            }
            if (Json.has(wanted, "price") || wanted.path("price_data").isObject()) {
                ObjectNode price = SubscriptionItems.price(scope, wanted);
                JsonNode before = scope.get("price", old, "price").path("recurring");
                otherInterval |=
                        !before.path("interval").equals(price.path("recurring").path("interval"))
                                || !before.path("interval_count")
                                        .equals(price.path("recurring").path("interval_count"));
                SubscriptionItems.priced(item, price);
            }
            boolean deleted = Json.flag(wanted, "deleted");
            boolean same =
                    old.path("price").equals(item.path("price"))
                            && Json.number(old, "quantity") == Json.number(item, "quantity");
            if (prorates && (deleted || !same)) {
                credit(scope, subscription, old, at, end, start);
                if (!deleted && !otherInterval) {
                    charge(scope, subscription, item, at, end, start);
                }
            }
            if (deleted) {
                scope.remove(item);
            } else {
                scope.save(item);
            }
        }
        scope.save(subscription);
        if (otherInterval && !subscription.path("status").asText().equals("trialing")) {
            return restart(scope, subscription);
        }
        return behavior.equals("always_invoice") && prorates
                ? invoice(scope, subscription, "subscription_update", false)
                : null;
    }

    private static void credit(
            Scope scope, ObjectNode subscription, ObjectNode item, long at, long end, long start) {
        prorate(scope, subscription, item, at, end, start, -1, "Unused time on ");
    }

    private static void charge(
            Scope scope, ObjectNode subscription, ObjectNode item, long at, long end, long start) {
        prorate(scope, subscription, item, at, end, start, 1, "Remaining time on ");
    }

    private static void prorate(
            Scope scope,
            ObjectNode subscription,
            ObjectNode item,
            long at,
            long end,
            long start,
            int sign,
            String words) {
        ObjectNode price = scope.get("price", item, "price");
        long quantity = Json.number(item, "quantity");
        long full = Catalog.amount(price, subscription.path("currency").asText()) * quantity;
        String name = Json.text(scope.get("product", price, "product"), "name", "");
        InvoiceItems.proration(
                scope,
                subscription,
                item.path("id").asText(),
                price,
                quantity,
                sign * Money.part(full, end - at, end - start),
                words + (quantity > 1 ? quantity + " × " : "") + name,
                at,
                end);
    }

    private ObjectNode cancel(Scope scope, Request request) {
        ObjectNode subscription = scope.get("subscription", request.id(), "id");
        Scope own = scope.of(subscription);
        if (!LIVE.contains(subscription.path("status").asText())) {
            throw ApiError.noSuch("subscription", request.id(), "id");
        }
        ObjectNode params = request.params();
        if (params.path("cancellation_details") instanceof ObjectNode details) {
            Json.child(subscription, "cancellation_details")
                    .setAll(Fields.pick(details, "comment", "feedback"));
        }
        if (Json.flag(params, "prorate")) {
            for (ObjectNode item : SubscriptionItems.of(own, subscription)) {
                credit(
                        own,
                        subscription,
                        item,
                        own.now(),
                        Json.number(item, "current_period_end"),
                        Json.number(item, "current_period_start"));
            }
        }
        if (Json.flag(params, "invoice_now")) {
            bill(own, subscription, invoice(own, subscription, "manual", false));
        }
        end(own, subscription, "cancellation_requested");
        return subscription;
    }

    private ObjectNode resume(Scope scope, Request request) {
        ObjectNode subscription = scope.get("subscription", request.id(), "id");
        Scope own = scope.of(subscription);
        if (!subscription.path("status").asText().equals("paused")) {
            throw ApiError.invalid(null, null, "Only paused subscriptions can be resumed.");
        }
        subscription.put("status", "active");
        ObjectNode invoice = restart(own, subscription);
        own.updated("customer.subscription.updated", subscription);
        own.emit("customer.subscription.resumed", subscription);
        bill(own, subscription, invoice);
        return subscription;
    }

    private static void resumeCollection(Scope scope, ObjectNode subscription) {
        subscription.putNull("pause_collection");
        scope.updated("customer.subscription.updated", subscription);
    }

    private ObjectNode deleteDiscount(Scope scope, Request request) {
        ObjectNode subscription = scope.get("subscription", request.id(), "id");
        ObjectNode discount =
                scope.get("discount", subscription.path("discounts").path(0).asText(), "discount");
        subscription.set("discounts", Json.array());
        scope.updated("customer.subscription.updated", subscription);
        discount.put("deleted", true);
        scope.save(discount);
        scope.emit("customer.discount.deleted", discount);
        return discount;
    }

    /** What the next invoice would be: it is made, shown, and forgotten. */
    private ObjectNode preview(Scope scope, Request request) {
        ObjectNode params = request.params();
        JsonNode details = params.path("subscription_details");
        Scope own = scope;
        ObjectNode invoice;
        if (request.has("subscription")) {
            ObjectNode subscription =
                    scope.get("subscription", request.text("subscription"), "subscription");
            own = scope.of(subscription);
            String behavior = Json.text(details, "proration_behavior", "create_prorations");
            if (details instanceof ObjectNode changes && changes.path("items").size() > 0) {
                ObjectNode immediate = items(own, subscription, changes);
                invoice = immediate == null ? atNextPeriod(own, subscription) : immediate;
            } else {
                invoice = atNextPeriod(own, subscription);
            }
            invoice.put(
                    "billing_reason",
                    behavior.equals("always_invoice") ? "subscription_update" : "upcoming");
        } else {
            ObjectNode customer =
                    request.has("customer")
                            ? scope.world()
                                    .customers()
                                    .existing(scope, request.text("customer"), "customer")
                            : scope.world()
                                    .customers()
                                    .make(
                                            scope,
                                            params.path("customer_details") instanceof ObjectNode c
                                                    ? c
                                                    : Json.object());
            own = scope.of(customer);
            invoice = previewWithout(own, customer, params);
        }
        for (JsonNode item : params.path("invoice_items")) {
            ObjectNode added =
                    InvoiceItems.quietly(
                            own, (ObjectNode) item.deepCopy(), Json.text(invoice, "customer", ""));
            InvoiceLines.ofInvoiceItem(own, invoice, added);
        }
        InvoiceLines.total(own, invoice);
        ObjectNode shown = own.render(invoice);
        shown.put("id", "upcoming_in_" + Ids.letters(20));
        scope.unit().forget();
        return shown;
    }

    private static ObjectNode atNextPeriod(Scope scope, ObjectNode subscription) {
        long end = end(scope, subscription);
        if (subscription.path("status").asText().equals("trialing")) {
            subscription.put("status", "active");
        }
        Scope then =
                new Scope(
                        scope.world(),
                        scope.unit(),
                        scope.account(),
                        scope.cause(),
                        scope.clock(),
                        end);
        return nextPeriod(then, subscription);
    }

    private ObjectNode previewWithout(Scope scope, ObjectNode customer, ObjectNode params) {
        ObjectNode plan =
                params.path("subscription_details") instanceof ObjectNode details
                        ? details.deepCopy()
                        : Json.object();
        Fields.copy(plan, params, "automatic_tax", "currency", "discounts");
        if (!plan.path("items").isEmpty()) {
            ObjectNode subscription = begin(scope, customer, plan, null);
            return invoice(scope, subscription, "upcoming", true);
        }
        ObjectNode invoice =
                scope.world()
                        .invoices()
                        .make(
                                scope,
                                customer,
                                Json.text(
                                        params,
                                        "currency",
                                        Json.text(
                                                params.path("invoice_items").path(0),
                                                "currency",
                                                "usd")),
                                "upcoming",
                                params);
        Invoices.takePending(scope, invoice, null);
        return invoice;
    }
}
