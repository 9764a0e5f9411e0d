package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keycloak's admin REST as the bootstrap admin, who exists on development machines only. */
final class KeycloakAdmin {

    static final String USER = "lyceum-bootstrap";

    private final String base;
    private final String password;
    private String token = "";
    private long tokenUntil;

    KeycloakAdmin(String base, String password) {
        this.base = base;
        this.password = password;
    }

    /** Sends a call below {@code /admin/realms}; the answer may be a refusal. */
    Http.Answer call(String method, String path, Object... body) {
        return Http.send(
                HttpRequest.newBuilder(URI.create(base + "/admin/realms" + path))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(Http.json(body[0]))));
    }

    private Http.Answer require(String method, String path, Object... body) {
        Http.Answer answer = call(method, path, body);
        if (!answer.isSuccess()) {
            throw new Failure(
                    "Keycloak refused " + method + " " + path + ": " + answer.shortened());
        }
        return answer;
    }

    private synchronized String token() {
        if (System.nanoTime() > tokenUntil || token.isEmpty()) {
            Http.Answer answer =
                    Http.postForm(
                            base + "/realms/master/protocol/openid-connect/token",
                            Map.of(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    "admin-cli",
                                    "username",
                                    USER,
                                    "password",
                                    password));
            if (!answer.isSuccess()) {
                throw new Failure("Keycloak's admin cannot sign in: " + answer.shortened());
            }
            token = answer.json().path("access_token").asText();
            tokenUntil = System.nanoTime() + 40_000_000_000L;
        }
        return token;
    }

    boolean hasRealm(String realm) {
        return call("GET", "/" + realm).status() == 200;
    }

    /**
     * Makes the client by which the application creates realms: its account may do that and nothing
     * else in the master realm, and its tokens carry nothing else.
     */
    void ensureOnboardingClient(String clientId, String secret) {
        Map<String, Object> wanted =
                Map.of(
                        "clientId", clientId,
                        "name", "Lyceum onboarding",
                        "secret", secret,
                        "publicClient", false,
                        "serviceAccountsEnabled", true,
                        "standardFlowEnabled", false,
                        "directAccessGrantsEnabled", false,
                        "fullScopeAllowed", false);
        String id = ensureClient("master", clientId, wanted);
        JsonNode createRealm = require("GET", "/master/roles/create-realm").json();
        require("POST", "/master/clients/" + id + "/scope-mappings/realm", List.of(createRealm));
        String account =
                require("GET", "/master/clients/" + id + "/service-account-user")
                        .json()
                        .path("id")
                        .asText();
        String mappings = "/master/users/" + account + "/role-mappings/realm";
        require("POST", mappings, List.of(createRealm));
        for (JsonNode role : require("GET", mappings).json()) {
            if (!role.path("name").asText().equals("create-realm")) {
                require("DELETE", mappings, List.of(role));
            }
        }
    }

    /** Makes or corrects a client; answers Keycloak's id of it. */
    String ensureClient(String realm, String clientId, Map<String, Object> wanted) {
        String path = "/" + realm + "/clients";
        Optional<String> id = clientId(realm, clientId);
        if (id.isPresent()) {
            require("PUT", path + "/" + id.get(), wanted);
            return id.get();
        }
        require("POST", path, wanted);
        return clientId(realm, clientId).orElseThrow();
    }

    /** Makes an account or corrects it: verified address, nothing left to do, this password. */
    void ensurePerson(String realm, String email, String name, String password) {
        String[] names = name.split(" ", 2);
        Map<String, Object> wanted =
                Map.of(
                        "username",
                        email,
                        "email",
                        email,
                        "firstName",
                        names[0],
                        "lastName",
                        names.length == 2 ? names[1] : "",
                        "enabled",
                        true,
                        "emailVerified",
                        true,
                        "requiredActions",
                        List.of());
        String users = "/" + realm + "/users";
        Optional<String> id = personId(realm, email);
        if (id.isEmpty()) {
            Http.Answer made = call("POST", users, wanted);
            // 409: an invitation made the same account a moment ago.
            if (!made.isSuccess() && made.status() != 409) {
                throw new Failure("Keycloak refused " + email + ": " + made.shortened());
            }
            id = personId(realm, email);
        }
        String user = users + "/" + id.orElseThrow();
        require("PUT", user, wanted);
        require(
                "PUT",
                user + "/reset-password",
                Map.of("type", "password", "value", password, "temporary", false));
    }

    private Optional<String> personId(String realm, String email) {
        JsonNode found =
                require("GET", "/" + realm + "/users?exact=true&email=" + Http.encode(email))
                        .json();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).path("id").asText());
    }

    private Optional<String> clientId(String realm, String clientId) {
        JsonNode found =
                require("GET", "/" + realm + "/clients?clientId=" + Http.encode(clientId)).json();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).path("id").asText());
    }
}
