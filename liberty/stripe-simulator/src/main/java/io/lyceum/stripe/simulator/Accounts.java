package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Pages.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connected accounts, and the hosted page where their owners tell what Stripe must know. */
final class Accounts {

    /** The steps of the onboarding and what each asks for. */
    private static final Map<String, List<String>> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("Business", List.of("business_profile.mcc", "business_profile.url"));
        STEPS.put(
                "You",
                List.of(
                        "individual.first_name",
                        "individual.last_name",
                        "individual.dob.day",
                        "individual.dob.month",
                        "individual.dob.year"));
        STEPS.put("Bank account", List.of("external_account"));
        STEPS.put("Terms", List.of("tos_acceptance.date", "tos_acceptance.ip"));
    }

    Accounts(Routes routes, Pages pages) {
        routes.on("POST /v1/accounts", this::create);
        routes.on("POST /v1/accounts/{id}", this::update);
        routes.on("DELETE /v1/accounts/{id}", this::delete);
        routes.on("GET /v1/accounts/{id}", (scope, request) -> get(scope, request.id()));
        routes.on("GET /v1/account", (scope, request) -> get(scope, scope.account()));
        routes.on(
                "GET /v1/accounts",
                (scope, request) ->
                        Lists.page(
                                scope,
                                request,
                                "account",
                                account ->
                                        !account.path("id")
                                                .asText()
                                                .equals(scope.world().platform())));
        routes.on("POST /v1/accounts/{id}/login_links", this::loginLink);
        routes.on("POST /v1/accounts/{id}/external_accounts", this::addBank);
        routes.on(
                "GET /v1/accounts/{id}/external_accounts",
                (scope, request) -> (ObjectNode) get(scope, request.id()).get("external_accounts"));
        String bank = "/v1/accounts/{accountId}/external_accounts/{id}";
        routes.on("GET " + bank, (scope, request) -> bank(scope, request));
        routes.on("POST " + bank, this::updateBank);
        routes.on("DELETE " + bank, this::deleteBank);
        routes.on("POST /v1/account_links", this::link);
        pages.on("onboard", "account", this::onboard);
    }

    private static ObjectNode get(Scope scope, String id) {
        return scope.at(scope.world().platform())
                .find("account", id)
                .orElseThrow(() -> ApiError.noAccess(id));
    }

    /** The account that owns the key. */
    static ObjectNode platform(Scope scope) {
        ObjectNode account = fields("US", "standard");
        account.put("id", scope.account()).put("object", "account").put("created", scope.now());
        account.put("charges_enabled", true).put("payouts_enabled", true);
        account.put("details_submitted", true).put("_account", scope.account());
        account.set("requirements", requirements(List.of()));
        account.set(
                "external_accounts",
                Shapes.page(
                        "/v1/accounts/" + scope.account() + "/external_accounts",
                        bank(scope.account(), "US", "usd", "000123456789")));
        return account;
    }

    private static ObjectNode fields(String country, String type) {
        return Json.object(
                "business_profile", Json.object(),
                "business_type", null,
                "capabilities", Json.object(),
                "charges_enabled", false,
                "controller",
                        Json.object(
                                "fees",
                                Json.object("payer", "application_express"),
                                "is_controller",
                                true,
                                "losses",
                                Json.object("payments", "application"),
                                "requirement_collection",
                                "stripe",
                                "stripe_dashboard",
                                Json.object("type", "express"),
                                "type",
                                "application"),
                "country", country,
                "default_currency", currency(country),
                "details_submitted", false,
                "email", null,
                "future_requirements", requirements(List.of()),
                "metadata", Json.object(),
                "payouts_enabled", false,
                "settings",
                        Json.object(
                                "payouts",
                                Json.object(
                                        "debit_negative_balances",
                                        true,
                                        "schedule",
                                        Json.object("delay_days", 2, "interval", "manual"))),
                "tos_acceptance", Json.object("date", null),
                "type", type);
    }

    private static String currency(String country) {
        return switch (country) {
            case "US" -> "usd";
            case "GB" -> "gbp";
            case "JP" -> "jpy";
            case "CH" -> "chf";
            case "CA" -> "cad";
            case "AU" -> "aud";
            default -> "eur";
        };
    }

    private static ObjectNode requirements(List<String> due) {
        return Json.object(
                "alternatives", Json.array(),
                "current_deadline", null,
                "currently_due", Json.array(due.toArray()),
                "disabled_reason", due.isEmpty() ? null : "requirements.past_due",
                "errors", Json.array(),
                "eventually_due", Json.array(due.toArray()),
                "past_due", Json.array(due.toArray()),
                "pending_verification", Json.array());
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode params = request.params();
        String country = Json.text(params, "country", "US");
        JsonNode controller = params.path("controller");
        String dashboard = Json.text(controller.path("stripe_dashboard"), "type", "full");
        String type = controller.isObject() ? "none" : Json.text(params, "type", "standard");
        ObjectNode fields = fields(country, type);
        if (controller.isObject()) {
            ObjectNode kept = Json.child(fields, "controller");
            Fields.copy(kept, (ObjectNode) controller, "losses", "requirement_collection");
            Fields.copy(kept, (ObjectNode) controller, "fees", "stripe_dashboard");
            kept.set("stripe_dashboard", Json.object("type", dashboard));
        }
        ObjectNode account = scope.add("account", fields);
        String id = account.path("id").asText();
        account.set("external_accounts", Shapes.page("/v1/accounts/" + id + "/external_accounts"));
        List<String> due = new ArrayList<>();
        STEPS.values().forEach(due::addAll);
        account.set("requirements", requirements(due));
        Json.child(Json.child(Json.child(account, "settings"), "payouts"), "schedule")
                .put("interval", "daily");
        fill(scope, account, params);
        enable(account);
        scope.save(account);
        scope.at(id).timer(Payouts.AUTOMATIC, account, scope.now() + 86_400);
        return account;
    }

    private ObjectNode update(Scope scope, Request request) {
        ObjectNode account = get(scope, request.id());
        fill(scope, account, request.params());
        enable(account);
        told(scope, account);
        return account;
    }

    /** Saves an account and tells of it, on its own behalf. */
    private static void told(Scope scope, ObjectNode account) {
        String id = account.path("id").asText();
        scope.at(id).updated("account.updated", account);
    }

    private static void fill(Scope scope, ObjectNode account, ObjectNode params) {
        Fields.copy(account, params, "email", "metadata", "business_type", "default_currency");
        if (params.path("business_profile") instanceof ObjectNode profile) {
            Json.child(account, "business_profile").setAll(profile);
        }
        if (params.path("tos_acceptance") instanceof ObjectNode terms) {
            Json.child(account, "tos_acceptance").setAll(terms);
        }
        params.path("capabilities")
                .properties()
                .forEach(
                        entry ->
                                Json.child(account, "capabilities")
                                        .put(
                                                entry.getKey(),
                                                Json.flag(entry.getValue(), "requested")
                                                        ? "pending"
                                                        : "inactive"));
        if (params.path("settings").path("payouts").path("schedule") instanceof ObjectNode wanted) {
            ObjectNode schedule =
                    Json.child(Json.child(Json.child(account, "settings"), "payouts"), "schedule");
            Fields.copy(schedule, wanted, "interval", "weekly_anchor", "monthly_anchor");
            if (wanted.path("delay_days").asText().matches("\\d+")) {
                schedule.put("delay_days", wanted.path("delay_days").asLong());
            }
        }
        if (params.path("settings") instanceof ObjectNode settings) {
            for (String part : new String[] {"branding", "payments", "card_payments"}) {
                if (settings.path(part) instanceof ObjectNode given) {
                    Json.child(Json.child(account, "settings"), part).setAll(given);
                }
            }
        }
        if (Json.has(params, "external_account")) {
            addBank(scope, account, params.get("external_account"));
        }
        List<String> told = new ArrayList<>();
        for (String parent : new String[] {"business_profile", "tos_acceptance", "individual"}) {
            collect(params.path(parent), parent, told);
        }
        met(account, told);
    }

    private static void collect(JsonNode node, String path, List<String> told) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            told.add(path + "." + entry.getKey());
            collect(entry.getValue(), path + "." + entry.getKey(), told);
        }
    }

    /** Takes requirements off the lists. */
    private static void met(ObjectNode account, List<String> names) {
        List<String> left = new ArrayList<>();
        account.path("requirements")
                .path("currently_due")
                .forEach(
                        due -> {
                            if (!names.contains(due.asText())) {
                                left.add(due.asText());
                            }
                        });
        account.set("requirements", requirements(left));
    }

    /** Switches on and off what the requirements allow. */
    private static void enable(ObjectNode account) {
        boolean complete = account.path("requirements").path("currently_due").isEmpty();
        account.put("details_submitted", complete || Json.flag(account, "details_submitted"));
        account.put("charges_enabled", complete).put("payouts_enabled", complete);
        ObjectNode capabilities = Json.child(account, "capabilities");
        capabilities
                .properties()
                .forEach(
                        entry ->
                                capabilities.put(entry.getKey(), complete ? "active" : "inactive"));
    }

    /** Lets an account have to tell more, or nothing more. */
    static void require(Scope scope, ObjectNode account, JsonNode due) {
        List<String> names = new ArrayList<>();
        due.forEach(name -> names.add(name.asText()));
        account.set("requirements", requirements(names));
        enable(account);
        told(scope, account);
    }

    private ObjectNode addBank(Scope scope, Request request) {
        ObjectNode account = get(scope, request.id());
        ObjectNode bank = addBank(scope, account, request.params().path("external_account"));
        enable(account);
        told(scope, account);
        return bank;
    }

    private static ObjectNode addBank(Scope scope, ObjectNode account, JsonNode given) {
        String country = Json.text(given, "country", Json.text(account, "country", "US"));
        ObjectNode bank =
                bank(
                        account.path("id").asText(),
                        country,
                        Json.text(given, "currency", currency(country)),
                        given.isTextual()
                                ? "000123456789"
                                : Json.text(given, "account_number", "000123456789"));
        ObjectNode list = Json.child(account, "external_accounts");
        list.set("data", Json.array(bank));
        met(account, List.of("external_account"));
        return bank;
    }

    private static ObjectNode bank(String account, String country, String currency, String number) {
        return Json.object(
                "id",
                Ids.of("bank_account"),
                "object",
                "bank_account",
                "account",
                account,
                "account_holder_name",
                null,
                "account_holder_type",
                null,
                "account_type",
                null,
                "available_payout_methods",
                Json.array("standard", "instant"),
                "bank_name",
                "TEST BANK",
                "country",
                country,
                "currency",
                currency,
                "default_for_currency",
                true,
                "fingerprint",
                "fp" + Integer.toHexString(number.hashCode()),
                "last4",
                number.substring(Math.max(0, number.length() - 4)),
                "metadata",
                Json.object(),
                "routing_number",
                "110000000",
                "status",
                "new");
    }

    private static ObjectNode bank(Scope scope, Request request) {
        ObjectNode account = get(scope, request.path().get("accountId"));
        JsonNode bank = account.path("external_accounts").path("data").path(0);
        if (!bank.path("id").asText().equals(request.id())) {
            throw ApiError.noSuch("external account", request.id(), "id");
        }
        return (ObjectNode) bank;
    }

    private ObjectNode updateBank(Scope scope, Request request) {
        ObjectNode bank = bank(scope, request);
        Fields.copy(
                bank, request.params(), "account_holder_name", "account_holder_type", "metadata");
        told(scope, get(scope, request.path().get("accountId")));
        return bank;
    }

    private ObjectNode deleteBank(Scope scope, Request request) {
        bank(scope, request);
        ObjectNode account = get(scope, request.path().get("accountId"));
        Json.child(account, "external_accounts").set("data", Json.array());
        List<String> due = new ArrayList<>(List.of("external_account"));
        account.path("requirements").path("currently_due").forEach(name -> due.add(name.asText()));
        account.set("requirements", requirements(due));
        enable(account);
        told(scope, account);
        return Json.object("id", request.id(), "object", "bank_account", "deleted", true);
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode account = get(scope, request.id());
        scope.remove(account);
        scope.at(request.id()).noTimer(Payouts.AUTOMATIC, account);
        return Json.object("id", request.id(), "object", "account", "deleted", true);
    }

    private ObjectNode link(Scope scope, Request request) {
        ObjectNode account = get(scope, request.text("account"));
        String id = "_link_" + Ids.letters(20);
        long expires = scope.now() + 300;
        ObjectNode link = Fields.pick(request.params(), "refresh_url", "return_url", "collect");
        link.put("id", id).put("object", "_link").put("expires_at", expires);
        link.put("_account", scope.account());
        scope.save(link);
        return Json.object(
                "object",
                "account_link",
                "created",
                scope.now(),
                "expires_at",
                expires,
                "url",
                scope.world().address() + "/onboard/" + account.path("id").asText() + "/" + id);
    }

    private ObjectNode loginLink(Scope scope, Request request) {
        get(scope, request.id());
        return Json.object(
                "object",
                "login_link",
                "created",
                scope.now(),
                "url",
                scope.world().address() + "/onboard/" + request.id());
    }

    private Page onboard(Scope scope, ObjectNode account, String rest, Optional<ObjectNode> form) {
        Optional<ObjectNode> link = scope.unit().find(rest);
        if (link.isPresent() && Json.number(link.get(), "expires_at") < scope.now()) {
            return Page.goTo(Json.text(link.get(), "refresh_url", "/"));
        }
        String back = link.map(found -> Json.text(found, "return_url")).orElse(null);
        if (form.isPresent()) {
            String action = Json.text(form.get(), "action", "");
            if (action.equals("later") && back != null) {
                return Page.goTo(back);
            }
            for (Map.Entry<String, List<String>> step : STEPS.entrySet()) {
                if (action.equals(step.getKey()) || action.equals("all")) {
                    take(scope, account, step.getValue(), form.get());
                }
            }
            enable(account);
            told(scope, account);
        }
        if (account.path("requirements").path("currently_due").isEmpty()) {
            return back != null && form.isPresent()
                    ? Page.goTo(back)
                    : Page.of(Html.page("Everything is set up", state(account)));
        }
        return Page.of(Html.page("Set up payments", step(account, rest)));
    }

    private static void take(Scope scope, ObjectNode account, List<String> names, ObjectNode form) {
        if (names.contains("external_account")) {
            addBank(
                    scope,
                    account,
                    Json.object(
                            "account_number", Json.text(form, "account_number", "000123456789")));
        }
        if (Json.has(form, "url")) {
            Json.child(account, "business_profile").set("url", form.get("url"));
        }
        met(account, names);
    }

    private static String state(ObjectNode account) {
        return "<section><table>"
                + Html.row("Charges", Json.flag(account, "charges_enabled") ? "on" : "off")
                + Html.row("Payouts", Json.flag(account, "payouts_enabled") ? "on" : "off")
                + "</table></section>";
    }

    private static String step(ObjectNode account, String link) {
        List<String> due = new ArrayList<>();
        ((ArrayNode) account.path("requirements").path("currently_due"))
                .forEach(name -> due.add(name.asText()));
        String name =
                STEPS.entrySet().stream()
                        .filter(step -> step.getValue().stream().anyMatch(due::contains))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("");
        String fields =
                switch (name) {
                    case "Business" ->
                            Html.field("Website", "url", "https://example.com", "type=url");
                    case "You" ->
                            Html.field("First name", "first_name", null, "autocomplete=given-name")
                                    + Html.field(
                                            "Last name",
                                            "last_name",
                                            null,
                                            "autocomplete=family-name")
                                    + Html.field("Date of birth", "dob", null, "type=date");
                    case "Bank account" ->
                            Html.field(
                                    "Account number (000123456789 works, 000111111116 fails)",
                                    "account_number",
                                    "000123456789",
                                    "inputmode=numeric");
                    case "Terms" -> "<p>By going on you accept the terms of this simulator.</p>";
                    default -> "<p>Still missing: " + Html.text(String.join(", ", due)) + "</p>";
                };
        return "<form class=\"box\" method=\"post\" action=\"/onboard/"
                + account.path("id").asText()
                + "/"
                + Html.text(link)
                + "\"><h2>"
                + Html.text(name.isEmpty() ? "More is needed" : name)
                + "</h2>"
                + fields
                + Html.button("action", name.isEmpty() ? "all" : name, "Go on", false)
                + Html.button("action", "all", "Fill in everything", true)
                + Html.button("action", "later", "Leave and finish later", true)
                + "</form>"
                + state(account);
    }
}
