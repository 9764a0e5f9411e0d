package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.devstack.TestStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SmokeIT {

    private final TestStack stack = TestStack.running();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> get(String host, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(stack.url() + path)).header("Host", host).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theServerSaysThatItIsReady() throws Exception {
        HttpResponse<String> response = get(stack.platformHost(), "/health/ready");

        assertEquals(200, response.statusCode());
        assertTrue(response.body().contains("\"UP\""), response.body());
    }

    @Test
    void aHostThatNoSchoolHasAnswersNotFound() throws Exception {
        assertEquals(404, get(stack.schoolHost("nobody-has-this"), "/").statusCode());
    }

    @Test
    void aHostThatSomebodyMadeUpLeavesNothingInTheMetrics() throws Exception {
        String madeUp = "made-up-" + System.nanoTime();
        long before = notFound();

        get(stack.schoolHost(madeUp), "/" + madeUp);

        assertTrue(notFound() > before);
        String metrics = get(stack.platformHost(), "/metrics").body();
        assertFalse(metrics.contains(madeUp), metrics);
        assertFalse(metrics.contains(stack.platformHost()), metrics);
        assertTrue(metrics.contains("REST_request_seconds_count"), metrics);
    }

    private long notFound() throws Exception {
        return get(stack.platformHost(), "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("lyceum_answers_total{"))
                .filter(line -> line.contains("status=\"4xx\""))
                .mapToLong(line -> (long) Double.parseDouble(line.split("} ")[1]))
                .sum();
    }

    @Test
    void answersDoNotTellWhichServerGaveThem() throws Exception {
        HttpResponse<String> response = get(stack.platformHost(), "/");

        assertFalse(response.headers().firstValue("Server").isPresent());
        assertFalse(response.headers().firstValue("X-Powered-By").isPresent());
    }

    @Test
    void theApplicationsRoleIsNoSuperuserAndBypassesNoPolicy() throws SQLException {
        TestStack.Login app = stack.databaseApp();
        try (Connection connection =
                        DriverManager.getConnection(stack.jdbcUrl(), app.user(), app.password());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                                from pg_roles
                                where rolname = current_user
                                """)) {
            row.next();
            assertFalse(row.getBoolean(1));
        }
    }
}
