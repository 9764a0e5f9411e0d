package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a stack lives and which ports it takes.
 *
 * @param root the source tree
 * @param data everything that {@code ./lyceum reset} may delete, and the logs
 * @param cache unpacked servers, shared by stacks and safe to delete
 * @param heap of Open Liberty, as in {@code -Xmx}
 * @param durable false lets PostgreSQL skip fsync, for tests only
 * @param extra environment of Open Liberty beside what the launcher sets
 */
record Settings(
        Path root,
        Path data,
        Path cache,
        String baseDomain,
        Map<Port, Integer> ports,
        String heap,
        boolean durable,
        Map<String, String> extra) {

    /**
     * Tests make in a minute what people make in an hour; and a test that needs another client's
     * address says so in {@code X-Forwarded-For}. Housekeeping comes while a test waits for it.
     */
    private static final Map<String, String> TEST_SETTINGS =
            Map.ofEntries(
                    Map.entry("LYCEUM_RATE_LIMIT_SIGN_IN", "600"),
                    Map.entry("LYCEUM_RATE_LIMIT_SEARCH", "2400"),
                    Map.entry("LYCEUM_RATE_LIMIT_WRITE", "6000"),
                    Map.entry("LYCEUM_HOUSEKEEPING_EVERY", "PT3S"),
                    Map.entry("LYCEUM_OUTBOUND_HOSTS", "outside.test=127.0.0.1"),
                    Map.entry("LYCEUM_PLUGINS_REST", "PT1S"),
                    Map.entry("LYCEUM_PLUGINS_PATIENCE", "PT4S"),
                    Map.entry("LYCEUM_ERASURE_RETRY", "PT1S"),
                    Map.entry("LYCEUM_MAIL_REST", "PT1S"),
                    Map.entry("LYCEUM_PAYMENTS_CHECK", "PT2S"),
                    Map.entry("LYCEUM_PAYOUTS_CHECK", "PT2S"),
                    Map.entry("LYCEUM_PAYOUTS_HOLD", "PT0S"),
                    Map.entry("LYCEUM_PUSH_OWN_HOSTS", "true"),
                    Map.entry("LYCEUM_WEBHOOKS_RETRY", "PT0.5S"),
                    Map.entry("LYCEUM_TRUSTED_PROXIES", "127.0.0.1"),
                    Map.entry("LYCEUM_WEBHOOKS_REST", "PT1S"));

    /** Setting of a stack that is measured: {@code LYCEUM_BENCH=true ./lyceum up}. */
    static final String BENCH = "LYCEUM_BENCH";

    /** A benchmark is one client; what it meets must not be the limits of one client. */
    private static final Map<String, String> BENCH_SETTINGS =
            Map.of(
                    BENCH,
                    "true",
                    "LYCEUM_OUTBOUND_HOSTS",
                    "sink.bench.example=127.0.0.1",
                    // Nothing is asked of Stripe but what is measured.
                    "LYCEUM_PAYMENTS_CHECK",
                    "PT1H",
                    "LYCEUM_RATE_LIMIT_SIGN_IN",
                    "10000000",
                    "LYCEUM_RATE_LIMIT_SEARCH",
                    "10000000",
                    "LYCEUM_RATE_LIMIT_WRITE",
                    "10000000");

    /** Lets archives of plugins be replaced: {@code LYCEUM_PLUGINS_DEV=true ./lyceum up}. */
    static final String PLUGINS_DEV = "LYCEUM_PLUGINS_DEV";

    /** A server that is killed again and again has a receiver on this machine to tell. */
    private static final Map<String, String> CRASH_SETTINGS =
            Map.of(
                    "LYCEUM_OUTBOUND_HOSTS",
                    CrashRun.SINK + "=127.0.0.1",
                    "LYCEUM_RATE_LIMIT_WRITE",
                    "10000000",
                    "LYCEUM_WEBHOOKS_RETRY",
                    "PT0.5S",
                    "LYCEUM_WEBHOOKS_REST",
                    "PT1S");

    /** Between the usual ports and those of a benchmark's own stack. */
    private static final int BENCH_PORTS = 10_000;

    /** Between the usual ports and those of the stack that is killed. */
    private static final int CRASH_PORTS = 11_000;

    Settings {
        ports = Map.copyOf(ports);
        extra = Map.copyOf(extra);
    }

    static Settings from(Path root, Map<String, String> environment) {
        Path data = root.resolve(environment.getOrDefault("LYCEUM_DATA", ".lyceum")).normalize();
        Path cache =
                environment.containsKey("LYCEUM_CACHE")
                        ? root.resolve(environment.get("LYCEUM_CACHE")).normalize()
                        : root.resolve(".lyceum/cache");
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        Set<Integer> taken = new HashSet<>();
        for (Port port : Port.values()) {
            int number = number(port, environment.get(port.variable));
            if (!taken.add(number)) {
                throw new Failure(
                        "Port " + number + " is given twice; change " + port.variable + ".");
            }
            ports.put(port, number);
        }
        return new Settings(
                root,
                data,
                cache,
                environment.getOrDefault("LYCEUM_BASE_DOMAIN", "lyceum.localhost"),
                ports,
                environment.getOrDefault("LYCEUM_HEAP", "768m"),
                true,
                extra(environment));
    }

    private static Map<String, String> extra(Map<String, String> environment) {
        Map<String, String> extra = new java.util.HashMap<>();
        if ("true".equals(environment.get(BENCH))) {
            extra.putAll(BENCH_SETTINGS);
        }
        if ("true".equals(environment.get(PLUGINS_DEV))) {
            extra.put(PLUGINS_DEV, "true");
        }
        return extra;
    }

    /**
     * The settings of the benchmark's own stack. Its ports are the same each time, because realms
     * remember theirs.
     */
    static Settings bench(Path root, Map<String, String> environment) {
        return apart(
                root, environment, "bench", BENCH_PORTS, with(BENCH_SETTINGS, extra(environment)));
    }

    /** The settings of the stack whose server is killed. */
    static Settings crash(Path root, Map<String, String> environment) {
        return apart(root, environment, "crash", CRASH_PORTS, CRASH_SETTINGS);
    }

    /**
     * The settings of the stack that sells while its nodes are killed. Its folder is always one
     * below the usual one: it is emptied before each run.
     */
    static Settings paymentCrash(Path root, Map<String, String> environment) {
        Settings apart = apart(root, environment, "crash-payments", CRASH_PORTS, CRASH_SETTINGS);
        return new Settings(
                root,
                from(root, environment).data.resolve("crash-payments"),
                apart.cache,
                apart.baseDomain,
                apart.ports,
                apart.heap,
                true,
                with(
                        apart.extra,
                        // Nodes start again and again: soon is better than fast.
                        Map.of("JVM_ARGS", "-Xmx" + apart.heap + " -XX:TieredStopAtLevel=1")));
    }

    /** A stack beside that of {@code ./lyceum up}. */
    private static Settings apart(
            Path root,
            Map<String, String> environment,
            String folder,
            int ports,
            Map<String, String> extra) {
        Map<String, String> own = new java.util.HashMap<>();
        own.put("LYCEUM_DATA", ".lyceum/" + folder);
        for (Port port : Port.values()) {
            own.put(port.variable, Integer.toString(port.standard + ports));
        }
        own.putAll(environment);
        Settings usual = from(root, own);
        return new Settings(
                root,
                usual.data,
                usual.cache,
                usual.baseDomain,
                usual.ports,
                usual.heap,
                true,
                extra);
    }

    /**
     * The settings of the stack that {@code ./lyceum plugin dev} starts: a folder of its own, so
     * that what somebody tries there is not in the schools of {@code ./lyceum up}.
     */
    static Settings pluginDevelopment(Path root, Map<String, String> environment) {
        Map<String, String> own = new java.util.HashMap<>();
        own.put("LYCEUM_DATA", ".lyceum/plugin-dev");
        own.putAll(environment);
        own.put(PLUGINS_DEV, "true");
        return from(root, own);
    }

    /** Whether the bare resource stands beside Lyceum and one client may do as much as it likes. */
    boolean isMeasured() {
        return extra.containsKey(BENCH);
    }

    private static int number(Port port, @org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank()) {
            return port.standard;
        }
        if (text.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 65535) {
                return number;
            }
        }
        throw new Failure(port.variable + "=" + text + " is no port. Use 1 to 65535.");
    }

    /** The settings of a throw-away stack: free ports, an empty folder, no fsync. */
    static Settings temporary(
            Path root, Path data, Map<String, String> environment, Map<String, String> more) {
        Settings usual = from(root, withoutPorts(environment));
        return new Settings(
                root,
                data,
                usual.cache,
                usual.baseDomain,
                freePorts(),
                usual.heap,
                false,
                with(TEST_SETTINGS, more));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> withoutPorts(Map<String, String> environment) {
        Map<String, String> rest = new java.util.HashMap<>(environment);
        for (Port port : Port.values()) {
            rest.remove(port.variable);
        }
        return rest;
    }

    /** Ports below the range that systems give to outgoing connections, so that none takes them. */
    private static Map<Port, Integer> freePorts() {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        int candidate = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        for (Port port : Port.values()) {
            while (!isFree(candidate)) {
                candidate++;
            }
            ports.put(port, candidate++);
        }
        return ports;
    }

    /** A port that nobody listens on. */
    static int freePort() {
        int candidate = 30_000 + (int) (ProcessHandle.current().pid() % 2_000);
        while (!isFree(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (java.net.BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port(Port which) {
        return ports.get(which);
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path run() {
        return data.resolve("run");
    }

    /** Where a browser finds a host of this stack. */
    String url(String host) {
        return "http://" + host + ":" + port(Port.WEB);
    }

    String platformUrl() {
        return url(baseDomain);
    }

    String schoolHost(String slug) {
        return slug + "." + baseDomain;
    }
}
