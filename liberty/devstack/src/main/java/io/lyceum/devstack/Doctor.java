package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at everything that can keep Lyceum from running, and says what to do about it. */
final class Doctor {

    private static final long NEEDED_MEMORY = 4L << 30;
    private static final int ERRORS_SHOWN = 3;

    private final Settings settings;
    private final Console console;
    private int problems;

    Doctor(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** Prints the findings; answers how many of them need somebody to do something. */
    int examine() {
        boolean running = Stack.isRunning(settings);
        console.line("");
        machine();
        data();
        ports(running);
        if (running) {
            parts();
        } else {
            console.line(
                    "  · Lyceum does not run on " + settings.data() + ". Start it: ./lyceum up");
        }
        errors();
        console.line(
                problems == 0
                        ? "\n  Nothing is wrong.\n"
                        : "\n  " + problems + (problems == 1 ? " problem.\n" : " problems.\n"));
        return problems;
    }

    private void good(String text) {
        console.line("  ✓ " + text);
    }

    private void bad(String text) {
        problems++;
        console.line("  ✗ " + text);
    }

    private void machine() {
        good(
                "JDK "
                        + System.getProperty("java.version")
                        + " at "
                        + System.getProperty("java.home"));
        long memory = availableMemory();
        if (memory < NEEDED_MEMORY && !Stack.isRunning(settings)) {
            bad(
                    "Memory: "
                            + (memory >> 20)
                            + " MB are free; the stack needs up to 4096. Close other programs, or"
                            + " give it less: LYCEUM_HEAP=512m");
        } else {
            good("Memory: " + (memory >> 20) + " MB free");
        }
    }

    private static long availableMemory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException e) {
            // Not Linux: the JVM's own view follows.
        }
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Long.MAX_VALUE;
    }

    private void data() {
        Path data = settings.data();
        try {
            Path existing = data;
            while (!Files.exists(existing)) {
                existing = existing.toAbsolutePath().getParent();
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            if (free < 2L << 30) {
                bad(Stack.tooFull(data, free));
            } else {
                good("Disk: " + (free >> 30) + " GB free at " + data);
            }
            if (!Files.isWritable(existing)) {
                bad(existing + " is not writable for " + System.getProperty("user.name") + ".");
            }
            Path secrets = data.resolve("secrets.properties");
            if (Files.exists(data.resolve("postgres/PG_VERSION")) && !Files.exists(secrets)) {
                bad(
                        secrets
                                + " is missing, and without it nobody may open the database beside"
                                + " it. Put it back, or start afresh: ./lyceum reset");
            }
            if (Files.exists(secrets)) {
                String rights =
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(secrets, LinkOption.NOFOLLOW_LINKS));
                if (!rights.endsWith("------")) {
                    bad(secrets + " is readable for others. Run: chmod 600 " + secrets);
                }
            }
        } catch (IOException e) {
            bad("The data folder cannot be examined: " + e);
        }
    }

    private void ports(boolean running) {
        if (running) {
            return;
        }
        for (Port port : Port.values()) {
            int number = settings.port(port);
            if (Listeners.isTaken(number)) {
                bad(Listeners.taken(port, number, Listeners.holder(number)));
            }
        }
        if (problems == 0) {
            good(
                    "Ports are free: "
                            + String.join(
                                    ", ",
                                    Stream.of(Port.values())
                                            .map(port -> Integer.toString(settings.port(port)))
                                            .toList()));
        }
    }

    private void parts() {
        part("Open Liberty", Liberty.healthUrl(settings), "liberty/messages.log");
        part("Keycloak", Keycloak.healthUrl(settings), "keycloak.log");
        part("Mailbox", Mailbox.url(settings) + "/api/messages?to=nobody", "");
        if (StripeSimulator.isWanted(System.getenv())) {
            part(
                    "Stripe simulator",
                    StripeSimulator.url(settings) + "/_control/counts",
                    "stripe-simulator.log");
        }
        Secrets secrets = Secrets.keptIn(settings.data().resolve("secrets.properties"));
        if (Postgres.answers(settings, secrets)) {
            good("PostgreSQL answers on port " + settings.port(Port.DATABASE));
        } else {
            bad("PostgreSQL does not answer. Its log: " + settings.logs().resolve("postgres.log"));
        }
    }

    private void part(String name, String url, String log) {
        if (Http.answers(url)) {
            good(name + " answers at " + url);
        } else {
            bad(
                    name
                            + " does not answer at "
                            + url
                            + (log.isEmpty() ? "." : ". Its log: " + settings.logs().resolve(log)));
        }
    }

    private void errors() {
        show(
                "Open Liberty",
                lastErrors(settings.logs().resolve("liberty/messages.log"), Doctor::libertyError));
        show(
                "Keycloak",
                lastErrors(
                        settings.logs().resolve("keycloak.log"),
                        line -> line.contains(" ERROR ") ? Optional.of(line) : Optional.empty()));
        show(
                "PostgreSQL",
                lastErrors(
                        settings.logs().resolve("postgres.log"),
                        line ->
                                (line.contains(" FATAL: ") || line.contains(" PANIC: "))
                                                && !line.endsWith("is starting up")
                                                && !line.endsWith("is shutting down")
                                        ? Optional.of(line)
                                        : Optional.empty()));
    }

    private void show(String part, List<String> errors) {
        if (!errors.isEmpty()) {
            console.line("  · Last errors of " + part + ":");
            errors.forEach(
                    error ->
                            console.line(
                                    "      "
                                            + (error.length() > 160
                                                    ? error.substring(0, 160) + "…"
                                                    : error)));
        }
    }

    private interface Recogniser {
        Optional<String> read(String line);
    }

    private static List<String> lastErrors(Path log, Recogniser recogniser) {
        Deque<String> last = new ArrayDeque<>();
        for (String line : Child.lastLines(log, 2000)) {
            recogniser
                    .read(line)
                    .ifPresent(
                            error -> {
                                last.addLast(error);
                                if (last.size() > ERRORS_SHOWN) {
                                    last.removeFirst();
                                }
                            });
        }
        return new ArrayList<>(last);
    }

    /** Reads time and message of an error from a line of Liberty's JSON log. */
    static Optional<String> libertyError(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode entry = Http.JSON.readTree(line);
            String level = entry.path("loglevel").asText().toUpperCase(Locale.ROOT);
            return level.equals("ERROR") || level.equals("SEVERE") || level.equals("FATAL")
                    ? Optional.of(
                            entry.path("ibm_datetime").asText()
                                    + " "
                                    + entry.path("message").asText().lines().findFirst().orElse(""))
                    : Optional.empty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // The line was cut by the window that is read, or by a crash.
            return Optional.empty();
        }
    }
}
