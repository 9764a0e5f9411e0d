package io.lyceum.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * The stack that is measured, as the launcher describes it in environment variables.
 *
 * @param webPort Open Liberty on 127.0.0.1
 * @param keycloakPort Keycloak on 127.0.0.1
 * @param databaseUrl JDBC address
 * @param appPassword of {@code lyceum_app}
 * @param superuserPassword of {@code postgres}, who loads rows and reads statistics
 * @param school address of the school that has a realm; it becomes the largest
 * @param password of its people: {@code owner@bench.example}, {@code learner1@bench.example} …
 * @param stripe the simulator that stands in for Stripe
 * @param output folder of the report
 */
record Target(
        int webPort,
        int keycloakPort,
        String baseDomain,
        String databaseUrl,
        String appPassword,
        String superuserPassword,
        long serverPid,
        long databasePid,
        String school,
        String password,
        int learners,
        Stripe stripe,
        Path output) {

    /**
     * Stripe's simulator.
     *
     * @param webhookSecret what messages are signed with
     */
    record Stripe(String url, String webhookSecret) {}

    static Target from(Map<String, String> environment) {
        return new Target(
                Integer.parseInt(environment.get("LYCEUM_BENCH_WEB_PORT")),
                Integer.parseInt(environment.get("LYCEUM_BENCH_KEYCLOAK_PORT")),
                environment.get("LYCEUM_BENCH_BASE_DOMAIN"),
                environment.get("LYCEUM_BENCH_DB_URL"),
                environment.get("LYCEUM_BENCH_DB_APP"),
                environment.get("LYCEUM_BENCH_DB_SUPERUSER"),
                Long.parseLong(environment.get("LYCEUM_BENCH_SERVER_PID")),
                Long.parseLong(environment.get("LYCEUM_BENCH_DB_PID")),
                environment.get("LYCEUM_BENCH_SCHOOL"),
                environment.get("LYCEUM_BENCH_PASSWORD"),
                Integer.parseInt(environment.get("LYCEUM_BENCH_LEARNERS")),
                new Stripe(
                        environment.get("LYCEUM_BENCH_STRIPE_URL"),
                        environment.get("LYCEUM_BENCH_STRIPE_WEBHOOK")),
                Path.of(environment.get("LYCEUM_BENCH_OUTPUT")));
    }

    /** The value of the Host header of a school. */
    String host(String slug) {
        return slug + "." + baseDomain + ":" + webPort;
    }

    /** The school's own, which a realm answers for. */
    String host() {
        return host(school);
    }

    /** A connection under row level security, as the application has it. */
    Connection app() throws SQLException {
        return connect("lyceum_app", appPassword);
    }

    /** A connection that no policy holds. */
    Connection superuser() throws SQLException {
        return connect("postgres", superuserPassword);
    }

    private Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", "lyceum-bench");
        return DriverManager.getConnection(databaseUrl, properties);
    }
}
