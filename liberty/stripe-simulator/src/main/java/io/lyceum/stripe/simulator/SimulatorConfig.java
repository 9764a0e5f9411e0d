package io.lyceum.stripe.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator is started.
 *
 * @param port where it listens on the loopback address; 0 takes a free one
 * @param data the folder of the journal that keeps the state over restarts, or none
 * @param secretKey the key callers must send
 * @param webhookUrl where all events go, also without an endpoint made by the API
 * @param webhookSecret what those deliveries are signed with
 * @param clock what the time is before anybody puts it forward
 * @param webhookPause how long to wait before a delivery is tried again; doubled each time
 * @param retryDays after how many days each an unpaid renewal is tried again; then it is cancelled
 */
public record SimulatorConfig(
        int port,
        Optional<Path> data,
        String secretKey,
        Optional<String> webhookUrl,
        String webhookSecret,
        Clock clock,
        Duration webhookPause,
        List<Integer> retryDays) {

    /** The version of Stripe's API whose shapes are answered. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    /** A free port, nothing kept, no webhook. */
    public static SimulatorConfig defaults() {
        return new SimulatorConfig(
                0,
                Optional.empty(),
                "sk_test_simulator",
                Optional.empty(),
                "whsec_simulator",
                Clock.systemUTC(),
                Duration.ofSeconds(1),
                List.of(3, 5, 7));
    }

    public SimulatorConfig withPort(int value) {
        return new SimulatorConfig(
                value, data, secretKey, webhookUrl, webhookSecret, clock, webhookPause, retryDays);
    }

    public SimulatorConfig withData(Path value) {
        return new SimulatorConfig(
                port,
                Optional.of(value),
                secretKey,
                webhookUrl,
                webhookSecret,
                clock,
                webhookPause,
                retryDays);
    }

    public SimulatorConfig withSecretKey(String value) {
        return new SimulatorConfig(
                port, data, value, webhookUrl, webhookSecret, clock, webhookPause, retryDays);
    }

    public SimulatorConfig withWebhook(String url, String secret) {
        return new SimulatorConfig(
                port, data, secretKey, Optional.of(url), secret, clock, webhookPause, retryDays);
    }

    public SimulatorConfig withClock(Clock value) {
        return new SimulatorConfig(
                port, data, secretKey, webhookUrl, webhookSecret, value, webhookPause, retryDays);
    }

    public SimulatorConfig withWebhookPause(Duration value) {
        return new SimulatorConfig(
                port, data, secretKey, webhookUrl, webhookSecret, clock, value, retryDays);
    }

    public SimulatorConfig withRetryDays(List<Integer> value) {
        return new SimulatorConfig(
                port,
                data,
                secretKey,
                webhookUrl,
                webhookSecret,
                clock,
                webhookPause,
                List.copyOf(value));
    }
}
