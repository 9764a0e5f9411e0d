package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The processes of a running stack. They are watched from the moment they exist: one that ends by
 * itself ends the stack, and none outlives the launcher, however that ends.
 */
final class Servers {

    /** What is stopped first has the higher number: nobody loses a server that it needs. */
    enum Rank {
        DATABASE,
        MAILBOX,
        KEYCLOAK,
        LIBERTY,
        DRIVER
    }

    private record Running(Rank rank, String name, Optional<Child> child, Runnable stop) {}

    private final Path record;
    private final Watchdog watchdog;
    private final List<Running> running = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean stopping;
    private Optional<Failure> failure = Optional.empty();

    Servers(Path record, Watchdog watchdog) {
        this.record = record;
        this.watchdog = watchdog;
    }

    /** Ends servers that a launcher before us left behind, told by process id and start time. */
    static void stopLeftovers(Path record) {
        if (!Files.exists(record)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(record)) {
                leftover(line).ifPresent(process -> Child.stop(process, Duration.ofSeconds(20)));
            }
            Files.delete(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds the process of a line, unless its id belongs to another process by now. */
    static Optional<ProcessHandle> leftover(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> startOf(process).equals(parts[1]));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    /** Takes a server whose kind way out is SIGTERM. */
    void add(Rank rank, Child child) {
        add(rank, child, "TERM", "KILL", () -> child.stop(Duration.ofSeconds(25)));
    }

    void add(Rank rank, Child child, String gentle, String hard, Runnable stop) {
        watchdog.add(child.pid(), gentle, hard);
        add(new Running(rank, child.name(), Optional.of(child), stop));
        child.onExit(() -> exited(child));
    }

    /** Takes a part that runs in this process. */
    void add(Rank rank, String name, AutoCloseable part) {
        add(
                new Running(
                        rank,
                        name,
                        Optional.empty(),
                        () -> {
                            try {
                                part.close();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }));
    }

    private void add(Running part) {
        boolean late;
        synchronized (this) {
            late = stopping;
            if (!late) {
                running.add(part);
                writeRecord();
            }
        }
        if (late) {
            part.stop().run();
            throw new Stopped();
        }
    }

    /** Forgets a program that has done its work. */
    synchronized void remove(Child child) {
        watchdog.remove(child.pid());
        running.removeIf(part -> part.child().filter(child::equals).isPresent());
        writeRecord();
    }

    private void writeRecord() {
        List<String> lines =
                running.stream()
                        .flatMap(part -> part.child().stream())
                        .map(c -> c.pid() + " " + startOf(c.handle()) + " " + c.name())
                        .toList();
        try {
            Path fresh = record.resolveSibling(record.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, record, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void exited(Child child) {
        watchdog.remove(child.pid());
        synchronized (this) {
            boolean ours =
                    running.stream().anyMatch(p -> p.child().filter(child::equals).isPresent());
            if (!stopping && ours && failure.isEmpty()) {
                failure = Optional.of(child.died());
                ended.countDown();
            }
        }
    }

    /** Waits until a server ends by itself or somebody stops the stack. */
    Optional<Failure> awaitEnd() throws InterruptedException {
        ended.await();
        synchronized (this) {
            return stopping ? Optional.empty() : failure;
        }
    }

    /** Stops what runs, last started first. A second call waits for nothing and does nothing. */
    void stopAll(Console console) {
        List<Running> parts;
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
            parts = new ArrayList<>(running);
        }
        parts.forEach(part -> part.child().ifPresent(Child::expectEnd));
        parts.sort(Comparator.comparing(Running::rank).reversed());
        for (Running part : parts) {
            console.step("Stop " + part.name(), part.stop());
        }
        watchdog.done();
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ended.countDown();
    }

    /** Ends everything without ceremony; PostgreSQL then recovers at its next start. */
    synchronized void killAll() {
        running.forEach(part -> part.child().ifPresent(child -> child.handle().destroyForcibly()));
    }

    /** Waits a moment before looking again. */
    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** Thrown in whatever waits for a server while the stack is being stopped. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;

        Stopped() {
            super("The stack is being stopped.", null, false, false);
        }
    }
}
