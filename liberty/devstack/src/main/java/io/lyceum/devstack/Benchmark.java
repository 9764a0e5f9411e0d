package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./lyceum bench}: a stack with a data folder and ports of its own, a school with a realm,
 * and the driver (liberty/bench) in a process of its own.
 */
final class Benchmark {

    static final int LEARNERS = 8;

    private static final String SCHOOL = "bench";
    private static final String OWNER = "owner@bench.example";
    private static final String PASSWORD = "demo-Bench-2026";

    private final Settings settings;
    private final Secrets secrets;
    private final Console console;

    Benchmark(Settings settings, Secrets secrets, Console console) {
        this.settings = settings;
        this.secrets = secrets;
        this.console = console;
    }

    /** Splits off what the launcher itself understands. */
    static List<String> forDriver(String[] given) {
        List<String> rest = new ArrayList<>(List.of(given));
        rest.remove("bench");
        rest.remove("--attach");
        return rest;
    }

    /**
     * Measures; answers the driver's exit code.
     *
     * @param servers end the driver before themselves
     * @param words the rest of the command line
     */
    int run(Optional<Servers> servers, List<String> words) {
        if (!Http.answers("http://127.0.0.1:" + settings.port(Port.WEB) + "/bare/page/1")) {
            throw new Failure(
                    "The bare resource does not answer. Start what you attach to with"
                            + " LYCEUM_BENCH=true ./lyceum up --no-seeds");
        }
        prepareSchool();
        ProcessBuilder builder = driver(words);
        builder.environment().putAll(environment());
        try {
            Process driver = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(driver::destroyForcibly));
            servers.ifPresent(
                    all ->
                            all.add(
                                    Servers.Rank.DRIVER,
                                    "benchmark",
                                    () -> Child.stop(driver.toHandle(), Duration.ofSeconds(5))));
            return driver.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Servers.Stopped();
        }
    }

    /** Has the driver say what it does not understand, before anything is started for it. */
    boolean understands(List<String> words) {
        List<String> checked = new ArrayList<>(List.of("--check"));
        checked.addAll(words);
        try {
            return driver(checked).start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Servers.Stopped();
        }
    }

    private ProcessBuilder driver(List<String> words) {
        return new ProcessBuilder(command(words))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private void prepareSchool() {
        TrialSchool school = new TrialSchool(settings, secrets, console, SCHOOL, OWNER, PASSWORD);
        school.prepare(
                () -> {
                    for (int i = 1; i <= LEARNERS; i++) {
                        school.admit("learner" + i + "@bench.example", "Learner " + i);
                    }
                });
    }

    private List<String> command(List<String> words) {
        Path target = settings.root().resolve("liberty/bench/target");
        try {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "-Xmx384m",
                                    "-XX:+UseSerialGC",
                                    "-Djdk.httpclient.allowRestrictedHeaders=host",
                                    "-cp",
                                    jar(target)
                                            + System.getProperty("path.separator")
                                            + Files.readString(target.resolve("classpath")).strip(),
                                    "io.lyceum.bench.Main"));
            command.addAll(words);
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path target) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lyceum-bench-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new Failure("The benchmarks are not built: ./mvnw package");
    }

    /** The application with the bare resource, beside Lyceum's own. */
    static Path bareApplication(Path root) throws IOException {
        try (DirectoryStream<Path> archives =
                Files.newDirectoryStream(
                        root.resolve("liberty/bench/target"), "lyceum-bench-*-bare.war")) {
            for (Path archive : archives) {
                return archive;
            }
        }
        throw new Failure("The bare resource is not built: ./mvnw package");
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("LYCEUM_BENCH_WEB_PORT", port(Port.WEB)),
                Map.entry("LYCEUM_BENCH_KEYCLOAK_PORT", port(Port.KEYCLOAK)),
                Map.entry("LYCEUM_BENCH_BASE_DOMAIN", settings.baseDomain()),
                Map.entry("LYCEUM_BENCH_DB_URL", Postgres.url(settings, Postgres.DATABASE)),
                Map.entry("LYCEUM_BENCH_DB_APP", secrets.databaseApp()),
                Map.entry("LYCEUM_BENCH_DB_SUPERUSER", secrets.databaseSuperuser()),
                Map.entry("LYCEUM_BENCH_SERVER_PID", pid("Open Liberty")),
                Map.entry("LYCEUM_BENCH_DB_PID", pid("PostgreSQL")),
                Map.entry("LYCEUM_BENCH_SCHOOL", SCHOOL),
                Map.entry("LYCEUM_BENCH_PASSWORD", PASSWORD),
                Map.entry("LYCEUM_BENCH_LEARNERS", Integer.toString(LEARNERS)),
                Map.entry("LYCEUM_BENCH_HEAP", settings.heap()),
                Map.entry("LYCEUM_BENCH_STRIPE_URL", StripeSimulator.url(settings)),
                Map.entry("LYCEUM_BENCH_STRIPE_WEBHOOK", secrets.stripeWebhook()),
                Map.entry(
                        "LYCEUM_BENCH_OUTPUT", settings.root().resolve("target/bench").toString()));
    }

    private String port(Port port) {
        return Integer.toString(settings.port(port));
    }

    /** Process ids stand in the record that every launcher keeps of its servers. */
    private String pid(String name) {
        try {
            for (String line : Files.readAllLines(settings.run().resolve("servers"))) {
                if (line.endsWith(" " + name)) {
                    return line.substring(0, line.indexOf(' '));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Failure(name + " is not among the running servers.");
    }
}
