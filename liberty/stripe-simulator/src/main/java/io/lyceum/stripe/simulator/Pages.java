package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Serves the hosted pages: who knows the address may use them, as at Stripe. */
final class Pages {

    /** A page, or where to go instead. */
    record Page(int status, String content, boolean isAddress) {

        static Page of(String html) {
            return new Page(200, html, false);
        }

        static Page refused(String html) {
            return new Page(402, html, false);
        }

        static Page goTo(String address) {
            return new Page(303, address, true);
        }
    }

    /** Shows a page of a document, or takes what was entered there. */
    interface View {
        Page show(Scope scope, ObjectNode document, String rest, Optional<ObjectNode> form);
    }

    private record Place(String type, View view) {}

    private final World world;
    private final Map<String, Place> places = new HashMap<>();

    Pages(World world) {
        this.world = world;
    }

    /** Puts a page of a type of document at /name/{id}. */
    void on(String name, String type, View view) {
        places.put(name, new Place(type, view));
    }

    Iterable<String> names() {
        return places.keySet();
    }

    void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] parts = exchange.getRequestURI().getPath().substring(1).split("/", 3);
        world.timers().runDue();
        Page page;
        try {
            Optional<ObjectNode> form =
                    exchange.getRequestMethod().equals("POST")
                            ? Optional.of(Form.parse(body))
                            : Optional.empty();
            page = page(parts, form);
        } catch (ApiError e) {
            page =
                    new Page(
                            e.status(),
                            Html.page("Something is wrong", Html.error(e.getMessage())),
                            false);
        } catch (RuntimeException e) {
            Simulator.failed(e);
            page = new Page(500, Html.page("The simulator failed", ""), false);
        }
        if (page.isAddress()) {
            exchange.getResponseHeaders().set("Location", page.content());
            Simulator.send(exchange, page.status(), "text/plain", "");
        } else {
            Simulator.send(exchange, page.status(), "text/html", page.content());
        }
    }

    private Page page(String[] parts, Optional<ObjectNode> form) {
        Place place = places.get(parts[0]);
        if (place == null || parts.length < 2) {
            return new Page(404, Html.page("There is no such page", ""), false);
        }
        return world.store()
                .change(
                        unit -> {
                            Optional<ObjectNode> document =
                                    unit.find(parts[1])
                                            .filter(
                                                    found ->
                                                            found.path("object")
                                                                    .asText()
                                                                    .equals(place.type()));
                            if (document.isEmpty()) {
                                return new Page(404, Html.page("There is no such page", ""), false);
                            }
                            Scope scope =
                                    new Scope(
                                                    world,
                                                    unit,
                                                    world.platform(),
                                                    Events.NO_CAUSE,
                                                    "",
                                                    null)
                                            .of(document.get());
                            return place.view()
                                    .show(
                                            scope,
                                            document.get(),
                                            parts.length > 2 ? parts[2] : "",
                                            form);
                        });
    }

    static String with(String address, String name, String value) {
        return address
                + (address.contains("?") ? "&" : "?")
                + name
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
