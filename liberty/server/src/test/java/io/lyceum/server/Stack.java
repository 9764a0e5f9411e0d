package io.lyceum.server;

import io.lyceum.devstack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one running stack, with the few means by which tests look at it from outside. */
final class Stack {

    static final TestStack RUNNING = TestStack.running();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private Stack() {}

    private record Token(String text, Instant until) {}

    /**
     * Sends a request as it is: no cookies, no redirects. Names below {@code localhost} do not
     * resolve in Java, so the connection goes to the loopback address and the name into the Host
     * header.
     */
    static Answer send(String method, String url, Map<String, String> headers, byte[] body) {
        URI uri = URI.create(url);
        String target = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        if (uri.getRawQuery() != null) {
            target += "?" + uri.getRawQuery();
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + uri.getPort() + target))
                        .timeout(Duration.ofSeconds(60))
                        .header("Host", uri.getRawAuthority())
                        .method(
                                method,
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(url, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Answer send(String method, String url, Map<String, String> headers, String body) {
        return send(method, url, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer get(String url, Map<String, String> headers) {
        return send("GET", url, headers, "");
    }

    static String platformUrl() {
        return "http://" + RUNNING.platformHost();
    }

    static String schoolUrl(String slug) {
        return "http://" + RUNNING.schoolHost(slug);
    }

    /** An access token that is good for a while yet. */
    static String token(String realm, String email, String password) {
        String key = realm + " " + email;
        Token known = TOKENS.get(key);
        if (known == null || known.until().isBefore(Instant.now())) {
            known =
                    new Token(
                            RUNNING.token(realm, email, password),
                            Instant.now().plus(Duration.ofSeconds(60)));
            TOKENS.put(key, known);
        }
        return known.text();
    }

    /** The platform's API as its admin. */
    static Api platform() {
        TestStack.Login admin = RUNNING.platformAdmin();
        return new Api(platformUrl(), () -> token("platform", admin.user(), admin.password()));
    }

    /** The superuser sees the rows of all schools. */
    static Connection superuser() throws SQLException {
        TestStack.Login login = RUNNING.databaseSuperuser();
        return DriverManager.getConnection(RUNNING.jdbcUrl(), login.user(), login.password());
    }

    /** Runs one statement with these values. */
    static void execute(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** Asks until there is an answer. Polling is how a test waits for work in the background. */
    static <T> T eventually(String what, Duration limit, Supplier<Optional<T>> attempt) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen within " + limit);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
