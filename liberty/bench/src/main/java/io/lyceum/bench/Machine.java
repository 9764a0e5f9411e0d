package io.lyceum.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where figures come from, and what the server's memory looks like. */
final class Machine {

    private Machine() {}

    /** Facts without which a figure means nothing. */
    static Map<String, String> facts(Target target) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put(
                "machine",
                Runtime.getRuntime().availableProcessors()
                        + " processors, "
                        + first("/proc/cpuinfo", "model name\\s*:\\s*(.*)")
                        + ", "
                        + (Long.parseLong(first("/proc/meminfo", "MemTotal:\\s*(\\d+) kB", "0"))
                                >> 20)
                        + " GB; "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version"));
        facts.put("load before", load());
        facts.put("java", System.getProperty("java.vm.version"));
        facts.put("server heap", System.getenv().getOrDefault("LYCEUM_BENCH_HEAP", "?"));
        try (Connection connection = target.superuser();
                Statement sql = connection.createStatement();
                ResultSet row =
                        sql.executeQuery(
                                """
                                select current_setting('server_version') || ', shared_buffers '
                                    || current_setting('shared_buffers') || ', fsync '
                                    || current_setting('fsync') || ', '
                                    || pg_size_pretty(pg_database_size(current_database()))
                                """)) {
            row.next();
            facts.put("postgresql", row.getString(1));
        }
        return facts;
    }

    static String load() {
        return String.format(
                Locale.ROOT,
                "%.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String first(String file, String pattern) {
        return first(file, pattern, "unknown");
    }

    private static String first(String file, String pattern, String otherwise) {
        try {
            Path path = Path.of(file);
            if (Files.isReadable(path)) {
                Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(path));
                return matcher.find() ? matcher.group(1).strip() : otherwise;
            }
            return otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM of Open Liberty: the root of its tree is a shell. */
    private static ProcessHandle jvm(Target target) {
        ProcessHandle root = ProcessHandle.of(target.serverPid()).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants())
                .filter(p -> p.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(root);
    }

    /** Megabytes of the server's heap that hold something, garbage included. */
    static long usedHeap(Target target) {
        // G1 says "used 123K", Serial and Parallel once for each generation.
        Matcher used =
                Pattern.compile("(?:heap|generation)\\s+total (\\d+)K, used (\\d+)K")
                        .matcher(jcmd(target, "GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(2));
        }
        return kilobytes >> 10;
    }

    /** Megabytes that stay after a full collection. */
    static long liveHeap(Target target) {
        jcmd(target, "GC.run");
        return usedHeap(target);
    }

    /** The most memory that the server's process ever held, in megabytes; 0 where unknown. */
    static long peakMemory(Target target) {
        return Long.parseLong(
                        first("/proc/" + jvm(target).pid() + "/status", "VmHWM:\\s*(\\d+) kB", "0"))
                >> 10;
    }

    private static String jcmd(Target target, String command) {
        try {
            Process process =
                    new ProcessBuilder(
                                    List.of(
                                            Path.of(System.getProperty("java.home"), "bin/jcmd")
                                                    .toString(),
                                            Long.toString(jvm(target).pid()),
                                            command))
                            .redirectErrorStream(true)
                            .start();
            StringBuilder text = new StringBuilder();
            try (BufferedReader out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    text.append(line).append('\n');
                }
            }
            process.waitFor();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
