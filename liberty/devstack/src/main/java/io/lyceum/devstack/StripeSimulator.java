package io.lyceum.devstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Stands in for Stripe, in a process of its own, unless somebody names a key of Stripe's: {@code
 * LYCEUM_STRIPE_SECRET_KEY}.
 */
final class StripeSimulator {

    private static final String KEY = "LYCEUM_STRIPE_SECRET_KEY";

    private StripeSimulator() {}

    static boolean isWanted(Map<String, String> environment) {
        return !environment.containsKey(KEY);
    }

    static String url(Settings settings) {
        return "http://127.0.0.1:" + settings.port(Port.STRIPE);
    }

    static Object start(Settings settings, Secrets secrets, Servers servers) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.lyceum.stripe.simulator.Simulator",
                        "--port",
                        Integer.toString(settings.port(Port.STRIPE)),
                        "--data",
                        settings.data().resolve("stripe").toString(),
                        "--secret-key",
                        secrets.stripeKey(),
                        "--webhook-url",
                        "http://127.0.0.1:" + settings.port(Port.WEB) + "/api/v1/stripe/events",
                        "--webhook-secret",
                        secrets.stripeWebhook());
        Child child =
                Child.start(
                        "Stripe simulator",
                        builder,
                        settings.logs().resolve("stripe-simulator.log"));
        servers.add(Servers.Rank.MAILBOX, child);
        child.await(
                Duration.ofSeconds(60),
                "Something else may listen on its port.",
                () -> Http.answers(url(settings) + "/_control/counts"));
        return child;
    }

    /** What Lyceum is told of it. */
    static Map<String, String> environment(Settings settings, Secrets secrets) {
        return Map.of(
                KEY,
                secrets.stripeKey(),
                "LYCEUM_STRIPE_BASE",
                url(settings),
                "LYCEUM_STRIPE_CHECKOUT_ORIGIN",
                url(settings),
                "LYCEUM_STRIPE_WEBHOOK_SECRET",
                secrets.stripeWebhook());
    }
}
