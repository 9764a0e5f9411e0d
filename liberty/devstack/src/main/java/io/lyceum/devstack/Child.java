package io.lyceum.devstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server's process with its log file. */
final class Child {

    private static final long LOG_LIMIT = 10L << 20;

    private final String name;
    private final Process process;
    private final Path log;
    private volatile boolean endExpected;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, ProcessBuilder builder, Path log) {
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new Failure(name + " does not start: " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Waits until the server answers, or says why it never will. */
    void await(Duration limit, String remedy, java.util.function.BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (endExpected) {
                throw new Servers.Stopped();
            }
            if (!process.isAlive()) {
                throw died();
            }
            if (System.nanoTime() > deadline) {
                throw new Failure(
                        name
                                + " did not answer within "
                                + limit.toSeconds()
                                + " s. "
                                + remedy
                                + " Its log: "
                                + log
                                + tail());
            }
            try {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("Interrupted while waiting for " + name + ".");
            }
        }
    }

    /** Waits for a program that does one thing, and fails as it failed. */
    void requireSuccess() {
        try {
            int code = process.waitFor();
            if (endExpected) {
                throw new Servers.Stopped();
            }
            if (code != 0) {
                throw died();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while " + name + " was at work.");
        }
    }

    Failure died() {
        return new Failure(
                name
                        + " ended by itself (exit code "
                        + process.exitValue()
                        + "). Read its log, then run ./lyceum doctor: "
                        + log
                        + tail());
    }

    private String tail() {
        List<String> lines = lastLines(log, 12);
        return lines.isEmpty() ? "" : "\n    " + String.join("\n    ", lines);
    }

    static List<String> lastLines(Path log, int count) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - 32_768);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(line -> line.length() > 400 ? line.substring(0, 400) + "…" : line)
                            .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Says that the stack is being stopped: whoever waits for this server gives up. */
    void expectEnd() {
        endExpected = true;
    }

    /** Ends the process and what it has started at once, and waits until they are gone. */
    void kill() {
        expectEnd();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /** Ends the process: kindly first, by force when it takes too long. */
    void stop(Duration patience) {
        stop(process.toHandle(), patience);
    }

    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
