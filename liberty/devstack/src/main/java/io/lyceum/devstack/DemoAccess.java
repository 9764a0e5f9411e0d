package io.lyceum.devstack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Gives demo people their passwords and signs them in without a browser, by a client that exists
 * only in realms of a development stack.
 */
final class DemoAccess {

    static final String PLATFORM_REALM = "platform";
    static final String PLATFORM_ADMIN = "admin@lyceum.example";
    static final String PLATFORM_PASSWORD = "demo-Admin-2026";

    private static final String CLIENT = "lyceum-devstack";

    private final Settings settings;
    private final KeycloakAdmin admin;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Object> signingIn = new ConcurrentHashMap<>();

    DemoAccess(Settings settings, KeycloakAdmin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /** Lets people of a realm sign in by password alone; the tokens are meant for the API. */
    void open(String realm) {
        admin.ensureClient(
                realm,
                CLIENT,
                Map.of(
                        "clientId", CLIENT,
                        "name", "Development only",
                        "publicClient", true,
                        "standardFlowEnabled", false,
                        "directAccessGrantsEnabled", true,
                        "fullScopeAllowed", false,
                        "protocolMappers",
                                List.of(
                                        Map.of(
                                                "name", "audience of the API",
                                                "protocol", "openid-connect",
                                                "protocolMapper", "oidc-audience-mapper",
                                                "config",
                                                        Map.of(
                                                                "included.client.audience",
                                                                "lyceum-api",
                                                                "id.token.claim",
                                                                "false",
                                                                "access.token.claim",
                                                                "true")))));
    }

    /** Makes the account if it is missing, and gives it its password. */
    void account(String realm, String email, String name, String password) {
        // A password that is set already cannot be set again: the realm keeps a history of them.
        if (!attempt(realm, email, password).isSuccess()) {
            admin.ensurePerson(realm, email, name, password);
        }
    }

    /** Speaks to the platform's own host as its admin. */
    LyceumApi platform() {
        return new LyceumApi(
                settings,
                settings.baseDomain(),
                tokenOf(PLATFORM_REALM, PLATFORM_ADMIN, PLATFORM_PASSWORD));
    }

    /** Speaks to a school's host as one of its people. */
    LyceumApi school(String slug, String email, String password) {
        return new LyceumApi(settings, settings.schoolHost(slug), tokenOf(slug, email, password));
    }

    private Supplier<String> tokenOf(String realm, String email, String password) {
        long[] validUntil = new long[1];
        String key = realm + " " + email;
        return () -> {
            String known = tokens.get(key);
            if (known == null || System.nanoTime() > validUntil[0]) {
                known = signIn(realm, email, password);
                tokens.put(key, known);
                validUntil[0] = System.nanoTime() + Duration.ofSeconds(45).toNanos();
            }
            return known;
        };
    }

    String token(String realm, String email, String password) {
        return signIn(realm, email, password);
    }

    private String signIn(String realm, String email, String password) {
        Http.Answer answer = attempt(realm, email, password);
        if (!answer.isSuccess()) {
            throw new Failure(
                    email + " cannot sign in to realm " + realm + ": " + answer.shortened());
        }
        return answer.json().path("access_token").asText();
    }

    /** One at a time for each person: the realm takes two at once for somebody who guesses. */
    private Http.Answer attempt(String realm, String email, String password) {
        synchronized (signingIn.computeIfAbsent(realm + " " + email, key -> new Object())) {
            return Http.postForm(
                    Keycloak.url(settings) + "/realms/" + realm + "/protocol/openid-connect/token",
                    Map.of(
                            "grant_type", "password",
                            "client_id", CLIENT,
                            "scope", "openid email profile",
                            "username", email,
                            "password", password));
        }
    }

    boolean hasRealm(String realm) {
        return admin.hasRealm(realm);
    }

    /** Asks again until there is an answer; a server that is warming up needs a while. */
    static <T> T eventually(Duration limit, String what, Supplier<Optional<T>> attempt) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new Failure(
                        what
                                + " did not happen within "
                                + limit.toSeconds()
                                + " s. Run ./lyceum doctor in another window.");
            }
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Servers.Stopped();
            }
        }
    }
}
