package io.lyceum.identity.internal.realms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The few addresses of Keycloak that realms need, in memory, with the manners that matter: a secret
 * opens one realm only, realm attributes are replaced as a whole, a taken name is a conflict.
 */
final class FakeKeycloak implements AutoCloseable {

    static final String ONBOARDING_SECRET = "onboarding";

    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, ObjectNode> realms = new HashMap<>();

    /** Creations whose answer never arrives although the work is done. */
    int lostCreations;

    /** Requests answered "not now" before the next one is served. */
    int busy;

    /** Calls with a token that are told to sign in again. */
    int forgottenTokens;

    boolean mailFails;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;

    FakeKeycloak() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + " " + path;
        calls.add(call);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (busy > 0) {
            busy--;
            answer(exchange, 503, null);
            return;
        }
        if (path.endsWith("/openid-connect/token")) {
            token(exchange, path.split("/")[2], new String(body, StandardCharsets.UTF_8));
            return;
        }
        if (call.startsWith("GET /realms/")) {
            String name = path.split("/")[2];
            answer(exchange, realms.containsKey(name) ? 200 : 404, null);
            return;
        }
        if (forgottenTokens > 0) {
            forgottenTokens--;
            answer(exchange, 401, null);
            return;
        }
        String owner =
                exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
        if (call.equals("POST /admin/realms")) {
            create(exchange, owner, (ObjectNode) json.readTree(body));
            return;
        }
        String[] parts = path.split("/");
        String name = parts[3];
        if (!owner.equals(name)) {
            answer(exchange, 403, null);
            return;
        }
        upkeep(exchange, realms.get(name), name, String.join("/", rest(parts)), body);
    }

    private static List<String> rest(String[] parts) {
        return List.of(parts).subList(4, parts.length);
    }

    private void token(HttpExchange exchange, String realm, String form) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        boolean exists = realm.equals("master") || realms.containsKey(realm);
        String secret =
                realm.equals("master")
                        ? ONBOARDING_SECRET
                        : exists ? client(realm, "lyceum-provisioner").path("secret").asText() : "";
        if (!exists) {
            answer(exchange, 404, null);
        } else if (!secret.equals(fields.get("client_secret"))) {
            answer(exchange, 401, null);
        } else {
            answer(
                    exchange,
                    200,
                    json.createObjectNode().put("access_token", realm).put("expires_in", 60));
        }
    }

    private void create(HttpExchange exchange, String owner, ObjectNode realm) throws IOException {
        String name = realm.path("realm").asText();
        if (!owner.equals("master")) {
            answer(exchange, 403, null);
        } else if (realms.containsKey(name)) {
            answer(exchange, 409, null);
        } else {
            realms.put(name, realm);
            if (lostCreations > 0) {
                lostCreations--;
                exchange.close();
                return;
            }
            answer(exchange, 201, null);
        }
    }

    private void upkeep(
            HttpExchange exchange, ObjectNode realm, String name, String path, byte[] body)
            throws IOException {
        String call = exchange.getRequestMethod() + " " + path;
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (call.equals("GET ")) {
            answer(exchange, 200, realm);
        } else if (call.equals("PUT ")) {
            realm.setAll((ObjectNode) json.readTree(body));
            answer(exchange, 204, null);
        } else if (call.equals("DELETE events") || call.equals("DELETE admin-events")) {
            answer(exchange, 204, null);
        } else if (call.equals("DELETE ")) {
            realms.remove(name);
            answer(exchange, 204, null);
        } else if (call.equals("GET clients")) {
            ObjectNode client = client(name, query.replace("clientId=", ""));
            client.put("id", client.path("clientId").asText());
            answer(exchange, 200, json.createArrayNode().add(client));
        } else if (call.startsWith("PUT clients/")) {
            client(name, path.replace("clients/", "")).setAll((ObjectNode) json.readTree(body));
            answer(exchange, 204, null);
        } else if (call.startsWith("POST localization/")) {
            realm.withObject("/localizationTexts").set("en", json.readTree(body));
            answer(exchange, 204, null);
        } else if (call.equals("POST logout-all")) {
            answer(exchange, 200, null);
        } else if (call.equals("GET users")) {
            ArrayNode found = json.createArrayNode();
            users(realm).stream()
                    .filter(u -> query.contains("email=" + u.path("email").asText()))
                    .forEach(found::add);
            answer(exchange, 200, found);
        } else if (call.equals("POST users")) {
            ObjectNode user = (ObjectNode) json.readTree(body);
            user.put("id", "subject-" + users(realm).size());
            people(realm).add(user);
            answer(exchange, 201, null);
        } else if (call.startsWith("GET roles/")) {
            answer(exchange, 200, json.createObjectNode().put("name", path.replace("roles/", "")));
        } else if (path.startsWith("users/")) {
            person(exchange, realm, path.split("/")[1], path, body);
        } else {
            answer(exchange, 404, null);
        }
    }

    private void person(
            HttpExchange exchange, ObjectNode realm, String subject, String path, byte[] body)
            throws IOException {
        ObjectNode user =
                users(realm).stream()
                        .filter(u -> u.path("id").asText().equals(subject))
                        .findFirst()
                        .orElse(null);
        if (user == null) {
            answer(exchange, 404, null);
        } else if (path.endsWith("/role-mappings/realm")) {
            ArrayNode roles = user.withArray("/realmRoles");
            switch (exchange.getRequestMethod()) {
                case "POST" -> roles.addAll((ArrayNode) json.readTree(body));
                case "DELETE" ->
                        json.readTree(body)
                                .forEach(
                                        gone -> {
                                            for (int i = roles.size() - 1; i >= 0; i--) {
                                                if (roles.get(i).equals(gone)) {
                                                    roles.remove(i);
                                                }
                                            }
                                        });
                default -> {}
            }
            answer(exchange, 200, roles);
        } else if (path.endsWith("/execute-actions-email")) {
            answer(exchange, mailFails ? 500 : 204, null);
        } else if (exchange.getRequestMethod().equals("PUT")) {
            user.setAll((ObjectNode) json.readTree(body));
            answer(exchange, 204, null);
        } else {
            answer(exchange, 200, user);
        }
    }

    private static ArrayNode people(ObjectNode realm) {
        return realm.withArray("/people");
    }

    static List<ObjectNode> users(ObjectNode realm) {
        List<ObjectNode> users = new ArrayList<>();
        people(realm).forEach(user -> users.add((ObjectNode) user));
        return users;
    }

    ObjectNode client(String realm, String clientId) {
        for (JsonNode client : realms.get(realm).path("clients")) {
            if (client.path("clientId").asText().equals(clientId)) {
                return (ObjectNode) client;
            }
        }
        throw new IllegalArgumentException(clientId);
    }

    private void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
