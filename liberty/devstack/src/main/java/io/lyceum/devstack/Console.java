package io.lyceum.devstack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * What the person at the terminal sees: one line for each finished step with its duration, and on a
 * terminal a line below that says what is going on.
 */
final class Console {

    private static final int NAME_WIDTH = 34;

    private final PrintStream out;
    private final boolean live;
    private final Map<String, Long> running = new LinkedHashMap<>();
    private boolean painted;

    Console(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
        if (live) {
            Thread painter = new Thread(this::keepPainting, "console");
            painter.setDaemon(true);
            painter.start();
        }
    }

    static Console ofTerminal() {
        return new Console(
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                "1".equals(System.getenv("LYCEUM_TERMINAL")));
    }

    synchronized void line(String text) {
        wipe();
        out.println(text);
        paint();
    }

    /** Does a step, then prints its line; a step that fails prints a cross and passes it on. */
    <T> T step(String name, Callable<T> action) {
        long start = System.nanoTime();
        begin(name, start);
        try {
            T result = action.call();
            end(name, "✓", result instanceof Named named ? named.label() : name, start);
            return result;
        } catch (Servers.Stopped e) {
            forget(name);
            throw e;
        } catch (RuntimeException e) {
            end(name, "✗", name, start);
            throw e;
        } catch (Exception e) {
            end(name, "✗", name, start);
            throw new IllegalStateException(e);
        }
    }

    void step(String name, Runnable action) {
        step(
                name,
                () -> {
                    action.run();
                    return name;
                });
    }

    /** A result that knows a better name for its finished step than the step had while running. */
    interface Named {
        String label();
    }

    private synchronized void begin(String name, long start) {
        running.put(name, start);
        paint();
    }

    private synchronized void forget(String name) {
        running.remove(name);
        wipe();
        paint();
    }

    private synchronized void end(String name, String mark, String label, long start) {
        running.remove(name);
        wipe();
        out.println(stepLine(mark, label, Duration.ofNanos(System.nanoTime() - start)));
        paint();
    }

    static String stepLine(String mark, String label, Duration took) {
        int width = label.codePointCount(0, label.length());
        return "  "
                + mark
                + " "
                + label
                + " ".repeat(Math.max(1, NAME_WIDTH - width))
                + String.format(Locale.ROOT, "%6.1f s", took.toMillis() / 1000.0);
    }

    private void keepPainting() {
        try {
            while (true) {
                Thread.sleep(500);
                synchronized (this) {
                    wipe();
                    paint();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wipe() {
        if (painted) {
            out.print("\r\u001b[2K");
            out.flush();
            painted = false;
        }
    }

    private void paint() {
        if (!live || running.isEmpty()) {
            return;
        }
        wipe();
        long now = System.nanoTime();
        out.print(
                running.entrySet().stream()
                        .map(
                                entry ->
                                        entry.getKey()
                                                + " "
                                                + Duration.ofNanos(now - entry.getValue())
                                                        .toSeconds()
                                                + " s")
                        .collect(Collectors.joining(" · ", "  … ", "")));
        out.flush();
        painted = true;
    }
}
