package io.lyceum.identity.internal.realms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The wire to Keycloak: tokens by client credentials, JSON calls, time limits and repeats.
 * Addresses and bodies hold secrets and e-mail addresses, so nothing here logs or quotes them.
 */
final class Keycloak {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final Duration TOKEN_MARGIN = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final URI base;
    private final Clock clock;
    private final Duration pause;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /**
     * @param base address of the server as Lyceum reaches it, without a trailing slash
     * @param pause time before the first repeat; doubles with each
     */
    Keycloak(URI base, Clock clock, Duration pause) {
        this.base = base;
        this.clock = clock;
        this.pause = pause;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /** An account that opens a realm by its own secret. */
    record Account(String realm, String clientId, String secret) {

        @Override
        public String toString() {
            return "Account[" + realm + "/" + clientId + "]";
        }
    }

    /** What came back; the body is missing when there was none or it was not JSON. */
    record Answer(int status, JsonNode body, Optional<String> location) {

        boolean ok() {
            return status / 100 == 2;
        }

        /** Fails unless the call worked; {@code task} completes "refused to …". */
        Answer orRefused(String task) {
            if (!ok()) {
                throw new Problem(RealmProblem.SIGN_IN_SERVER_REFUSED, task, status);
            }
            return this;
        }
    }

    /**
     * Tries an account's secret.
     *
     * @return false when the realm is missing or does not accept the secret
     */
    boolean opens(Account account) {
        return token(account).isPresent();
    }

    /** Forgets the token of a realm, so that its secret is tried anew. */
    void forget(String realm) {
        tokens.remove(realm);
    }

    /** Asks whether there is a realm of this name; anybody may. */
    boolean knows(String realm) {
        Answer answer =
                send(
                        HttpRequest.newBuilder(URI.create(base + "/realms/" + realm))
                                .timeout(USUAL)
                                .GET()
                                .build());
        if (answer.status() == 404) {
            return false;
        }
        answer.orRefused("say whether there is a realm " + realm);
        return true;
    }

    Answer get(Account account, String path) {
        return call(account, "GET", path, null, USUAL);
    }

    Answer post(Account account, String path, Object body, Duration limit) {
        return call(account, "POST", path, body, limit);
    }

    Answer post(Account account, String path, Object body) {
        return post(account, path, body, USUAL);
    }

    Answer put(Account account, String path, Object body) {
        return call(account, "PUT", path, body, USUAL);
    }

    Answer delete(Account account, String path, @Nullable Object body) {
        return delete(account, path, body, USUAL);
    }

    Answer delete(Account account, String path, @Nullable Object body, Duration limit) {
        return call(account, "DELETE", path, body, limit);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer call(
            Account account, String method, String path, @Nullable Object body, Duration limit) {
        Answer answer = send(request(account, method, path, body, limit));
        if (answer.status() == 401) {
            // The realm's keys were rotated, its sessions ended, or Keycloak lost its memory.
            tokens.remove(account.realm());
            answer = send(request(account, method, path, body, limit));
        }
        return answer;
    }

    private HttpRequest request(
            Account account, String method, String path, @Nullable Object body, Duration limit) {
        String token =
                token(account)
                        .orElseThrow(
                                () -> new Problem(RealmProblem.REALM_KEY_REFUSED, account.realm()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(limit)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json");
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        try {
            return request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<String> token(Account account) {
        Token known = tokens.get(account.realm());
        if (known != null && known.fits(account, clock.instant())) {
            return Optional.of(known.value());
        }
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        base
                                                + "/realms/"
                                                + account.realm()
                                                + "/protocol/openid-connect/token"))
                        .timeout(USUAL)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_id="
                                                + encoded(account.clientId())
                                                + "&client_secret="
                                                + encoded(account.secret())))
                        .build();
        Instant asked = clock.instant();
        Answer answer = send(request);
        if (answer.status() == 400 || answer.status() == 401 || answer.status() == 404) {
            return Optional.empty();
        }
        answer.orRefused("sign in to the realm " + account.realm());
        String value = answer.body().path("access_token").asText();
        Duration life = Duration.ofSeconds(answer.body().path("expires_in").asLong());
        tokens.put(
                account.realm(), new Token(account, value, asked.plus(life).minus(TOKEN_MARGIN)));
        return Optional.of(value);
    }

    /**
     * Sends, and repeats what may be repeated: anything while nothing listens (a restart), calls
     * that change nothing twice also when the answer got lost or said "not now".
     */
    private Answer send(HttpRequest request) {
        boolean repeatable =
                !request.method().equals("POST")
                        || request.uri().getPath().endsWith("/openid-connect/token");
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
                boolean notNow = response.statusCode() == 503 || response.statusCode() == 429;
                if (notNow && last) {
                    throw new Problem(RealmProblem.SIGN_IN_SERVER_UNREACHABLE);
                }
                if (!notNow) {
                    return new Answer(
                            response.statusCode(),
                            parsed(response.body()),
                            response.headers().firstValue("Location"));
                }
            } catch (ConnectException nothingListens) {
                if (last) {
                    throw new Problem(RealmProblem.SIGN_IN_SERVER_UNREACHABLE);
                }
            } catch (IOException lost) {
                if (last || !repeatable) {
                    throw new Problem(RealmProblem.SIGN_IN_SERVER_UNREACHABLE);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new Problem(RealmProblem.SIGN_IN_SERVER_UNREACHABLE);
            }
            rest(pause.multipliedBy(1L << (attempt - 1)));
        }
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Problem(RealmProblem.SIGN_IN_SERVER_UNREACHABLE);
        }
    }

    private JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private record Token(Account account, String value, Instant until) {

        boolean fits(Account other, Instant now) {
            return account.equals(other) && now.isBefore(until);
        }

        @Override
        public String toString() {
            return "Token[…]";
        }
    }
}
