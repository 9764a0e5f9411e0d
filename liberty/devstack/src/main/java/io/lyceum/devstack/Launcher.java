package io.lyceum.devstack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** The commands behind {@code ./lyceum}. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] given) {
        Console console = Console.ofTerminal();
        try {
            System.exit(run(console, Arguments.parse(given)));
        } catch (Failure e) {
            console.line("  ✗ " + e.getMessage());
            System.exit(1);
        } catch (Servers.Stopped e) {
            // The signal's thread is stopping the servers and exits when that is done.
            park();
        }
    }

    private static int run(Console console, Arguments arguments) {
        Path root = Path.of(System.getProperty("lyceum.root", ".")).toAbsolutePath().normalize();
        Settings settings = Settings.from(root, System.getenv());
        return switch (arguments.word(0, "")) {
            case "up" -> up(settings, console, arguments);
            default ->
                    throw new Failure(
                            "Unknown command '"
                                    + arguments.word(0, "")
                                    + "'. Known: up, test, bench, reset, doctor, school.");
        };
    }

    private static int up(Settings settings, Console console, Arguments arguments) {
        arguments.allow("no-seeds");
        long start = System.nanoTime();
        Stack stack = Stack.open(settings, console);
        stopOnSignals(stack);
        stack.start();
        console.line(
                String.format(
                        java.util.Locale.ROOT,
                        "%n  Lyceum is up after %.0f s. Ctrl-C stops it.%n",
                        (System.nanoTime() - start) / 1e9));
        console.line(summary(settings));
        try {
            Optional<Failure> end = stack.awaitEnd();
            if (end.isPresent()) {
                console.line("  ✗ " + end.get().getMessage());
                stack.stop();
                return 1;
            }
            park();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stack.stop();
            return 1;
        }
    }

    static String summary(Settings settings) {
        return new Table()
                .row("Platform", settings.platformUrl())
                .row("Mailbox", Mailbox.url(settings))
                .row("Logs", settings.logs().toString())
                .toString();
    }

    /** The first signal stops in order, the second at once. */
    private static void stopOnSignals(Stack stack) {
        AtomicInteger signals = new AtomicInteger();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(
                    new Signal(name),
                    signal -> {
                        if (signals.incrementAndGet() > 1) {
                            stack.kill();
                            Runtime.getRuntime().halt(128 + signal.getNumber());
                        }
                        Thread stopper =
                                new Thread(
                                        () -> {
                                            stack.stop();
                                            System.exit(128 + signal.getNumber());
                                        },
                                        "stop");
                        stopper.start();
                    });
        }
    }

    private static void park() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
