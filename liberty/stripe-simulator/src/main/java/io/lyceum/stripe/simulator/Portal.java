package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Pages.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hosted page where customers change how they pay, and cancel or resume. */
final class Portal {

    private static final String CONFIGURATION = "billing_portal.configuration";
    private static final String CONFIGURATIONS = "/v1/billing_portal/configurations";

    Portal(Routes routes, Pages pages) {
        routes.on("POST /v1/billing_portal/sessions", this::create);
        routes.on("POST " + CONFIGURATIONS, (scope, request) -> configure(scope, request.params()));
        routes.on("POST " + CONFIGURATIONS + "/{id}", this::update);
        routes.retrieve(CONFIGURATIONS, CONFIGURATION);
        routes.list(CONFIGURATIONS, CONFIGURATION);
        pages.on("portal", "billing_portal.session", this::page);
    }

    private static ObjectNode configure(Scope scope, ObjectNode params) {
        boolean first = scope.all(CONFIGURATION).findAny().isEmpty();
        ObjectNode configuration =
                scope.add(
                        CONFIGURATION,
                        Json.object(
                                "active", true,
                                "business_profile", Json.object(),
                                "default_return_url", Json.text(params, "default_return_url"),
                                "features", features(),
                                "is_default", first,
                                "login_page", Json.object("enabled", false, "url", null),
                                "metadata", Json.object(),
                                "updated", scope.now()));
        Fields.copy(configuration, params, "metadata", "name");
        if (params.path("business_profile") instanceof ObjectNode profile) {
            Json.child(configuration, "business_profile").setAll(profile);
        }
        scope.save(configuration);
        scope.emit("billing_portal.configuration.created", configuration);
        return configuration;
    }

    private static ObjectNode features() {
        return Json.object(
                "customer_update",
                        Json.object("allowed_updates", Json.array("email"), "enabled", false),
                "invoice_history", Json.object("enabled", true),
                "payment_method_update",
                        Json.object("enabled", true, "payment_method_configuration", null),
                "subscription_cancel",
                        Json.object(
                                "cancellation_reason",
                                Json.object("enabled", false, "options", Json.array()),
                                "enabled",
                                true,
                                "mode",
                                "at_period_end",
                                "proration_behavior",
                                "none"),
                "subscription_update",
                        Json.object(
                                "default_allowed_updates",
                                Json.array(),
                                "enabled",
                                false,
                                "proration_behavior",
                                "none",
                                "trial_update_behavior",
                                "end_trial",
                                "schedule_at_period_end",
                                Json.object("conditions", Json.array())));
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode configuration = scope.get(CONFIGURATION, request.id(), "configuration");
        Fields.copy(
                configuration,
                request.params(),
                "active",
                "default_return_url",
                "metadata",
                "name");
        configuration.put("updated", scope.now());
        scope.updated("billing_portal.configuration.updated", configuration);
        return configuration;
    }

    private ObjectNode create(Scope scope, Request request) {
        if (!request.has("customer")) {
            throw ApiError.missingParameter("customer");
        }
        ObjectNode customer =
                scope.world().customers().existing(scope, request.text("customer"), "customer");
        String wanted = request.text("configuration");
        ObjectNode configuration =
                wanted != null
                        ? scope.get(CONFIGURATION, wanted, "configuration")
                        : scope.all(CONFIGURATION)
                                .filter(one -> Json.flag(one, "is_default"))
                                .findFirst()
                                .orElseGet(() -> configure(scope, Json.object()));
        String id = Ids.of("billing_portal.session");
        ObjectNode session =
                scope.of(customer)
                        .add(
                                "billing_portal.session",
                                Json.object(
                                        "id", id,
                                        "configuration", configuration.get("id"),
                                        "customer", customer.get("id"),
                                        "locale", request.text("locale"),
                                        "on_behalf_of", request.text("on_behalf_of"),
                                        "return_url", request.text("return_url"),
                                        "url", scope.world().address() + "/portal/" + id));
        scope.emit("billing_portal.session.created", session);
        return session;
    }

    private Page page(Scope scope, ObjectNode session, String rest, Optional<ObjectNode> form) {
        ObjectNode customer = scope.get("customer", session, "customer");
        String error = null;
        if (form.isPresent()) {
            error = act(scope, customer, form.get());
        }
        return Page.of(Html.page("Your plan", show(scope, session, customer, error)));
    }

    private static @Nullable String act(Scope scope, ObjectNode customer, ObjectNode form) {
        String action = Json.text(form, "action", "");
        if (action.equals("card")) {
            return card(scope, customer, Json.text(form, "number", ""));
        }
        ObjectNode subscription =
                scope.get("subscription", Json.text(form, "subscription"), "subscription");
        scope.world()
                .subscriptions()
                .change(
                        scope,
                        subscription,
                        Json.object("cancel_at_period_end", action.equals("cancel")));
        return null;
    }

    private static @Nullable String card(Scope scope, ObjectNode customer, String number) {
        Optional<TestCard> card = TestCard.numbered(number);
        if (card.isEmpty()) {
            return "Your card number is incorrect.";
        }
        if (card.get().conduct() == TestCard.Conduct.DECLINES) {
            return card.get().decline().message();
        }
        ObjectNode method = scope.world().paymentMethods().card(scope, card.get(), Json.object());
        scope.world().paymentMethods().attach(scope, method, customer);
        Json.child(customer, "invoice_settings").set("default_payment_method", method.get("id"));
        scope.updated("customer.updated", customer);
        for (ObjectNode live : live(scope, customer)) {
            ObjectNode subscription =
                    scope.get("subscription", live.path("id").asText(), "subscription");
            scope.world()
                    .subscriptions()
                    .change(
                            scope,
                            subscription,
                            Json.object("default_payment_method", method.get("id")));
        }
        return null;
    }

    private static List<ObjectNode> live(Scope scope, ObjectNode customer) {
        return scope.all("subscription", "customer", customer.path("id").asText())
                .filter(
                        subscription ->
                                Subscriptions.LIVE.contains(subscription.path("status").asText()))
                .toList();
    }

    private static String show(
            Scope scope, ObjectNode session, ObjectNode customer, @Nullable String error) {
        StringBuilder html = new StringBuilder();
        String back = Json.text(session, "return_url");
        if (back != null) {
            html.append("<p><a href=\"" + Html.text(back) + "\">Back</a></p>");
        }
        String address = "/portal/" + session.path("id").asText();
        for (ObjectNode subscription : live(scope, customer)) {
            boolean ends = Json.flag(subscription, "cancel_at_period_end");
            html.append(
                    """
                    <form class="box" method="post" action="%s"><table>%s%s</table>
                    <input type="hidden" name="subscription" value="%s">%s</form>
                    """
                            .formatted(
                                    address,
                                    Html.row("Status", Json.text(subscription, "status", "")),
                                    Html.row("Ends after this period", ends ? "yes" : "no"),
                                    subscription.path("id").asText(),
                                    Html.button(
                                            "action",
                                            ends ? "resume" : "cancel",
                                            ends ? "Resume" : "Cancel at the end of the period",
                                            true)));
        }
        html.append(
                "<form class=\"box\" method=\"post\" action=\""
                        + address
                        + "\"><h2>Payment method</h2>"
                        + Html.error(error)
                        + Html.field(
                                "New card number",
                                "number",
                                null,
                                "inputmode=numeric autocomplete=cc-number")
                        + Html.button("action", "card", "Save card", false)
                        + "</form>");
        return html.toString();
    }
}
