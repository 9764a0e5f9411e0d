package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Pages.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hosted page of a checkout session, and the bank's page behind it. */
final class CheckoutPage {

    private static final String[] COUNTRIES = {
        "US", "AT", "AU", "BE", "CA", "CH", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "IE", "IT",
        "JP", "NL", "NO", "NZ", "PL", "PT", "SE"
    };

    CheckoutPage(Pages pages) {
        pages.on("pay", "checkout.session", this::session);
        pages.on("recover", "checkout.session", this::recover);
        pages.on("authenticate", "payment_intent", this::authenticate);
        pages.on("receipt", "charge", this::receipt);
    }

    private Page session(Scope scope, ObjectNode session, String rest, Optional<ObjectNode> form) {
        if (!Sessions.isOpen(session)) {
            boolean done = session.path("status").asText().equals("complete");
            return done && form.isPresent()
                    ? Page.goTo(success(session))
                    : Page.of(
                            Html.page(
                                    done ? "This is paid already" : "This page has expired",
                                    back(session)));
        }
        if (rest.equals("authenticate")) {
            return bank(scope, session, form);
        }
        if (form.isEmpty()) {
            return Page.of(show(scope, session, Json.object(), null));
        }
        ObjectNode entered = form.get();
        try {
            return switch (Json.text(entered, "action", "pay")) {
                case "code" -> {
                    scope.world()
                            .sessions()
                            .promotionCode(scope, session, Json.text(entered, "promotion_code"));
                    yield Page.of(show(scope, session, entered, null));
                }
                case "no_code" -> {
                    scope.world().sessions().promotionCode(scope, session, null);
                    yield Page.of(show(scope, session, entered, null));
                }
                case "tax" -> {
                    session.set("_address", details(session, entered).get("address"));
                    scope.world().sessions().cart().total(scope, session);
                    yield Page.of(show(scope, session, entered, null));
                }
                case "add" -> {
                    addOptional(scope, session, Json.text(entered, "price", ""));
                    yield Page.of(show(scope, session, entered, null));
                }
                default -> pay(scope, session, entered);
            };
        } catch (ApiError e) {
            scope.unit().forget();
            ObjectNode before = scope.get("checkout.session", id(session), "session");
            return Page.refused(show(scope, before, entered, e.getMessage()));
        }
    }

    private static void addOptional(Scope scope, ObjectNode session, String id) {
        Cart cart = scope.world().sessions().cart();
        for (JsonNode item : session.path("optional_items")) {
            boolean there =
                    Sessions.items(scope, session).stream()
                            .anyMatch(line -> line.path("price").asText().equals(id));
            if (item.path("price").asText().equals(id) && !there) {
                ObjectNode price = scope.get("price", id, "price");
                cart.add(scope, session, price, item.path("quantity").asLong(1), item);
                cart.total(scope, session);
            }
        }
    }

    private Page pay(Scope scope, ObjectNode session, ObjectNode entered) {
        ObjectNode details = details(session, entered);
        if (Json.text(details, "email") == null) {
            throw ApiError.invalid(null, "email", "Enter your e-mail address.");
        }
        if (Sessions.isFree(session)) {
            scope.world().sessions().pay(scope, session, null, details, false);
            return Page.goTo(success(session));
        }
        ObjectNode method = method(scope, session, entered, details);
        TestCard card = PaymentMethods.cardOf(method);
        boolean payment = session.path("mode").asText().equals("payment");
        boolean asks =
                redirects(method.path("type").asText())
                        || card != null && card.conduct() == TestCard.Conduct.NEEDS_AUTHENTICATION;
        if (asks && !payment) {
            session.set("_pending", Json.object("method", method.get("id"), "details", details));
            scope.save(session);
            return Page.goTo(scope.world().address() + "/pay/" + id(session) + "/authenticate");
        }
        Optional<ApiError> problem =
                scope.world().sessions().pay(scope, session, method, details, false);
        if (problem.isPresent()) {
            return Page.refused(show(scope, session, entered, problem.get().getMessage()));
        }
        if (Sessions.isOpen(session)) {
            return Page.goTo(
                    scope.world().address()
                            + "/authenticate/"
                            + session.path("payment_intent").asText());
        }
        return Page.goTo(success(session));
    }

    /** The bank's page of sessions that save a method or subscribe. */
    private Page bank(Scope scope, ObjectNode session, Optional<ObjectNode> form) {
        JsonNode pending = session.path("_pending");
        if (form.isEmpty() || !pending.isObject()) {
            return Page.of(bankPage("/pay/" + id(session) + "/authenticate"));
        }
        session.remove("_pending");
        if (!"complete".equals(Json.text(form.get(), "outcome"))) {
            scope.save(session);
            return Page.refused(
                    show(
                            scope,
                            session,
                            (ObjectNode) pending.path("details"),
                            "We are unable to authenticate your payment method. Please choose a"
                                    + " different payment method and try again."));
        }
        ObjectNode method =
                scope.get("payment_method", Json.text(pending, "method"), "payment_method");
        Optional<ApiError> problem =
                scope.world()
                        .sessions()
                        .pay(scope, session, method, (ObjectNode) pending.path("details"), true);
        return problem.isPresent()
                ? Page.refused(show(scope, session, Json.object(), problem.get().getMessage()))
                : Page.goTo(success(session));
    }

    private static String bankPage(String address) {
        return Html.page(
                "Confirm this payment",
                """
                <form class="box" method="post" action="%s">
                <p>This stands for the page of a bank. Choose what the buyer does there.</p>
                %s%s</form>
                """
                        .formatted(
                                address,
                                Html.button("outcome", "complete", "Complete", false),
                                Html.button("outcome", "fail", "Fail", true)));
    }

    private Page authenticate(
            Scope scope, ObjectNode intent, String rest, Optional<ObjectNode> form) {
        if (form.isEmpty()) {
            return Page.of(bankPage("/authenticate/" + id(intent)));
        }
        if (!intent.path("status").asText().equals("requires_action")) {
            throw PaymentIntents.unexpected(intent, "authenticated");
        }
        boolean agreed = "complete".equals(Json.text(form.get(), "outcome"));
        Optional<ApiError> problem =
                scope.world().paymentIntents().authenticated(scope, intent, agreed);
        Optional<ObjectNode> session =
                scope.find("checkout.session", Json.text(intent, "_session"));
        if (session.isPresent()) {
            return problem.isPresent()
                    ? Page.refused(
                            show(
                                    scope,
                                    session.get(),
                                    entered(session.get()),
                                    problem.get().getMessage()))
                    : Page.goTo(success(session.get()));
        }
        String back = Json.text(intent, "_return_url");
        if (back == null) {
            return Page.of(Html.page(agreed ? "The payment is done" : "The payment failed", ""));
        }
        return Page.goTo(
                Pages.with(
                        Pages.with(back, "payment_intent", id(intent)),
                        "redirect_status",
                        problem.isPresent() ? "failed" : "succeeded"));
    }

    private static ObjectNode entered(ObjectNode session) {
        JsonNode known = session.path("customer_details");
        return Json.object(
                "email", Json.text(known, "email"),
                "name", Json.text(known, "name"),
                "country", Json.text(known.path("address"), "country"),
                "postal_code", Json.text(known.path("address"), "postal_code"));
    }

    private Page recover(Scope scope, ObjectNode session, String rest, Optional<ObjectNode> form) {
        JsonNode recovery = session.path("after_expiration").path("recovery");
        if (Json.number(recovery, "expires_at") < scope.now()) {
            return Page.of(Html.page("This page has expired", back(session)));
        }
        return Page.goTo(scope.world().sessions().recover(scope, session).path("url").asText());
    }

    private Page receipt(Scope scope, ObjectNode charge, String rest, Optional<ObjectNode> form) {
        String currency = charge.path("currency").asText();
        return Page.of(
                Html.page(
                        "Receipt",
                        "<section><table>"
                                + Html.row(
                                        "Amount",
                                        Money.text(Json.number(charge, "amount"), currency))
                                + Html.row(
                                        "Refunded",
                                        Money.text(
                                                Json.number(charge, "amount_refunded"), currency))
                                + Html.row("Status", charge.path("status").asText())
                                + Html.row("Reference", id(charge))
                                + "</table></section>"));
    }

    private static ObjectNode details(ObjectNode session, ObjectNode entered) {
        ObjectNode address = (ObjectNode) Fields.address(entered);
        address.properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().asText().isBlank()) {
                                address.putNull(entry.getKey());
                            }
                        });
        String email = Json.text(entered, "email", "").trim();
        ObjectNode details =
                Json.object(
                        "email",
                        email.isEmpty() ? Json.text(session, "customer_email") : email,
                        "name",
                        Json.text(entered, "name"),
                        "address",
                        address);
        String taxId = Json.text(entered, "tax_id", "").trim();
        if (!taxId.isEmpty()) {
            details.set("tax_id", Json.object("type", "eu_vat", "value", taxId));
        }
        return details;
    }

    private static ObjectNode method(
            Scope scope, ObjectNode session, ObjectNode entered, ObjectNode details) {
        String type = Json.text(entered, "method", "card");
        ObjectNode params = Json.object("type", type, "billing_details", details);
        if (type.equals("card")) {
            String[] expiry = Json.text(entered, "expiry", "12 / 34").split("\\s*/\\s*");
            if (expiry.length != 2
                    || !expiry[0].trim().matches("0?[1-9]|1[0-2]")
                    || !expiry[1].trim().matches("\\d{2}(\\d{2})?")) {
                throw ApiError.invalid(
                        "invalid_expiry_year", "expiry", "Your card's expiration date is invalid.");
            }
            long year = Long.parseLong(expiry[1].trim());
            if (!Json.text(entered, "cvc", "123").matches("\\d{3,4}")) {
                throw ApiError.invalid(
                        "invalid_cvc", "cvc", "Your card's security code is invalid.");
            }
            params.set(
                    "card",
                    Json.object(
                            "number", Json.text(entered, "number", "").replaceAll("\\D", ""),
                            "exp_month", Long.parseLong(expiry[0].trim()),
                            "exp_year", year < 100 ? 2000 + year : year));
        } else {
            params.set(type, Json.object("iban", Json.text(entered, "iban", "")));
        }
        return scope.world().paymentMethods().make(scope, params);
    }

    private static String success(ObjectNode session) {
        return Json.text(session, "success_url", "/").replace("{CHECKOUT_SESSION_ID}", id(session));
    }

    private static String back(ObjectNode session) {
        String cancel = Json.text(session, "cancel_url");
        return cancel == null
                ? ""
                : "<p><a href=\"" + Html.text(cancel) + "\">Back to the shop</a></p>";
    }

    private static String id(ObjectNode document) {
        return document.path("id").asText();
    }

    private String show(
            Scope scope, ObjectNode session, ObjectNode entered, @Nullable String error) {
        boolean setup = session.path("mode").asText().equals("setup");
        String words =
                switch (session.path("mode").asText()) {
                    case "setup" -> "Save payment method";
                    case "subscription" -> Cart.hasTrial(session) ? "Start trial" : "Subscribe";
                    default -> Sessions.isFree(session) ? "Complete order" : "Pay";
                };
        String content =
                back(session)
                        + (setup ? "" : order(scope, session))
                        + optionalItems(scope, session)
                        + code(session)
                        + "<form class=\"box\" method=\"post\" action=\"/pay/"
                        + id(session)
                        + "\">"
                        + Html.error(error)
                        + fields(scope, session, entered)
                        + (Json.flag(session.path("automatic_tax"), "enabled")
                                ? Html.button("action", "tax", "Work out the tax", true)
                                : "")
                        + Html.button("action", "pay", words, false)
                        + "</form>";
        return Html.page(setup ? "Save a payment method" : "Payment", content);
    }

    private static String order(Scope scope, ObjectNode session) {
        String currency = Json.text(session, "currency", "usd");
        StringBuilder rows = new StringBuilder();
        for (ObjectNode item : Sessions.items(scope, session)) {
            ObjectNode price = scope.get("price", item, "price");
            String every =
                    Json.has(price, "recurring")
                            ? " per " + price.path("recurring").path("interval").asText()
                            : "";
            rows.append(
                    Html.row(
                            Json.text(item, "description", "")
                                    + " × "
                                    + Json.number(item, "quantity")
                                    + every,
                            Money.text(
                                    Json.number(item, "quantity") * Catalog.amount(price, currency),
                                    currency)));
        }
        JsonNode details = session.path("total_details");
        if (Cart.hasTrial(session)) {
            long days = session.path("_subscription_data").path("trial_period_days").asLong();
            rows.append(Html.row("Free trial" + (days > 0 ? ": " + days + " days" : ""), ""));
        }
        if (Json.number(details, "amount_discount") > 0) {
            rows.append(
                    Html.row(
                            "Discount",
                            "-" + Money.text(Json.number(details, "amount_discount"), currency)));
        }
        if (Json.flag(session.path("automatic_tax"), "enabled")
                || Json.number(details, "amount_tax") > 0) {
            rows.append(Html.row("Tax", Money.text(Json.number(details, "amount_tax"), currency)));
        }
        return "<section><h2>Your order</h2><table>"
                + rows
                + "<tr class=\"sum\"><th scope=\"row\">Total due</th><td>"
                + Money.text(Json.number(session, "amount_total"), currency)
                + "</td></tr></table></section>";
    }

    private static String optionalItems(Scope scope, ObjectNode session) {
        StringBuilder forms = new StringBuilder();
        for (JsonNode item : session.path("optional_items")) {
            ObjectNode price = scope.get("price", item.path("price").asText(), "price");
            boolean there =
                    Sessions.items(scope, session).stream()
                            .anyMatch(line -> line.path("price").equals(price.get("id")));
            if (!there) {
                forms.append(
                        """
                        <form class="box" method="post" action="/pay/%s">
                        <input type="hidden" name="price" value="%s">%s</form>
                        """
                                .formatted(
                                        id(session),
                                        id(price),
                                        Html.button(
                                                "action",
                                                "add",
                                                "Add "
                                                        + Json.text(
                                                                scope.get(
                                                                        "product", price,
                                                                        "product"),
                                                                "name",
                                                                ""),
                                                true)));
            }
        }
        return forms.toString();
    }

    private static String code(ObjectNode session) {
        if (!Json.flag(session, "allow_promotion_codes")) {
            return "";
        }
        boolean chosen = !session.path("discounts").isEmpty();
        return "<form class=\"box\" method=\"post\" action=\"/pay/"
                + id(session)
                + "\">"
                + (chosen
                        ? Html.button("action", "no_code", "Remove promotion code", true)
                        : Html.field("Promotion code", "promotion_code", null, "autocomplete=off")
                                + Html.button("action", "code", "Apply", true))
                + "</form>";
    }

    private static String fields(Scope scope, ObjectNode session, ObjectNode entered) {
        String known =
                scope.find("customer", Json.text(session, "customer"))
                        .map(customer -> Json.text(customer, "email"))
                        .orElse(Json.text(session, "customer_email"));
        StringBuilder html = new StringBuilder();
        html.append(
                Html.field(
                        "E-mail",
                        "email",
                        Json.text(entered, "email", known == null ? "" : known),
                        "type=email autocomplete=email required"));
        if (!Sessions.isFree(session)) {
            card(session, html);
        }
        html.append(Html.field("Name", "name", Json.text(entered, "name"), "autocomplete=name"));
        html.append(
                "<label for=\"country\">Country</label><select id=\"country\" name=\"country\">");
        String country =
                Json.text(
                        entered,
                        "country",
                        Json.text(session.path("_address"), "country", COUNTRIES[0]));
        for (String code : COUNTRIES) {
            html.append(
                    "<option %s>%s</option>"
                            .formatted(code.equals(country) ? "selected" : "", code));
        }
        html.append("</select><div class=\"row\"><div>");
        html.append(
                Html.field(
                        "Postal code",
                        "postal_code",
                        Json.text(entered, "postal_code"),
                        "autocomplete=postal-code"));
        html.append("</div><div>");
        html.append(
                Html.field(
                        "State (if any)",
                        "state",
                        Json.text(entered, "state"),
                        "autocomplete=address-level1"));
        html.append("</div></div>");
        if (Json.flag(session.path("tax_id_collection"), "enabled")) {
            html.append(Html.field("EU VAT number of a business", "tax_id", null, ""));
        }
        return html.toString();
    }

    private static void card(ObjectNode session, StringBuilder html) {
        html.append(methods(session));
        html.append(
                Html.field(
                        "Card number",
                        "number",
                        null,
                        "inputmode=numeric autocomplete=cc-number placeholder=\"4242 4242 4242 4242\""));
        html.append("<div class=\"row\"><div>");
        html.append(
                Html.field(
                        "Expiry (MM/YY)", "expiry", null, "autocomplete=cc-exp placeholder=12/34"));
        html.append("</div><div>");
        html.append(
                Html.field(
                        "CVC",
                        "cvc",
                        null,
                        "inputmode=numeric autocomplete=cc-csc placeholder=123"));
        html.append("</div></div>");
        if (session.path("payment_method_types").toString().contains("sepa_debit")) {
            html.append(Html.field("IBAN (for SEPA debit)", "iban", null, "autocomplete=off"));
        }
    }

    private static String methods(ObjectNode session) {
        JsonNode types = session.path("payment_method_types");
        if (types.size() == 1) {
            return "<input type=\"hidden\" name=\"method\" value=\"%s\">"
                    .formatted(Html.text(types.get(0).asText()));
        }
        StringBuilder html = new StringBuilder("<fieldset><legend class=\"dim\">Pay with</legend>");
        for (JsonNode type : types) {
            html.append(
                    "<label><input type=\"radio\" name=\"method\" value=\"%s\" %s>%s</label>"
                            .formatted(
                                    Html.text(type.asText()),
                                    type == types.get(0) ? "checked" : "",
                                    methodName(type.asText())));
        }
        return html.append("</fieldset>").toString();
    }

    private static boolean redirects(String type) {
        return !type.equals("card") && !type.equals("sepa_debit");
    }

    private static String methodName(String type) {
        return switch (type) {
            case "card" -> "Card";
            case "ideal" -> "iDEAL";
            case "bancontact" -> "Bancontact";
            case "sepa_debit" -> "SEPA debit";
            default -> Html.text(type);
        };
    }
}
