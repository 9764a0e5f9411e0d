package io.lyceum.devstack;

import io.lyceum.plugin.tools.Refused;
import io.lyceum.plugin.tools.dev.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** The commands behind {@code ./lyceum}. */
public final class Launcher {

    private static final int MOST_ROUNDS = 40;

    private Launcher() {}

    public static void main(String[] given) {
        Console console = Console.ofTerminal();
        try {
            System.exit(run(console, Arguments.parse(given), given));
        } catch (Failure e) {
            console.line("  ✗ " + e.getMessage());
            System.exit(1);
        } catch (Servers.Stopped e) {
            // The signal's thread is stopping the servers and exits when that is done.
            park();
        }
    }

    private static int run(Console console, Arguments arguments, String[] given) {
        Path root = Path.of(System.getProperty("lyceum.root", ".")).toAbsolutePath().normalize();
        Settings settings = Settings.from(root, System.getenv());
        return switch (arguments.word(0, "")) {
            case "up" -> up(settings, console, arguments);
            case "bench" ->
                    bench(root, console, arguments.has("attach"), Benchmark.forDriver(given));
            case "crash" -> crash(root, console, arguments);
            case "doctor" -> {
                arguments.allow();
                yield new Doctor(settings, console).examine() == 0 ? 0 : 1;
            }
            case "reset" -> {
                arguments.allow("yes");
                yield new Reset(settings, console).run(arguments.has("yes"));
            }
            case "school" -> new SchoolCommands(settings, console).run(arguments);
            case "seed" -> {
                arguments.allow();
                if (!Stack.isRunning(settings)) {
                    throw new Failure("Lyceum does not run. Start it: ./lyceum up");
                }
                Secrets secrets = Secrets.keptIn(settings.data().resolve("secrets.properties"));
                seed(settings, secrets, console, Seeds.schools(settings));
                yield 0;
            }
            case "plugin-dev" -> pluginDev(root, console, arguments);
            case "tally" -> tally(root, console);
            default ->
                    throw new Failure(
                            "Unknown command '"
                                    + arguments.word(0, "")
                                    + "'. Known: up, test, bench, crash, reset, doctor, school.");
        };
    }

    private static int up(Settings settings, Console console, Arguments arguments) {
        arguments.allow("no-seeds");
        long start = System.nanoTime();
        Stack stack = Stack.open(settings, console);
        stopOnSignals(stack);
        stopWithParent(stack);
        stack.start();
        List<DemoSchool> schools = arguments.has("no-seeds") ? List.of() : Seeds.schools(settings);
        try {
            seed(settings, stack.secrets(), console, schools);
        } catch (Failure e) {
            // The servers run: somebody who works on what failed here wants them to stay.
            console.line("  ✗ " + e.getMessage() + "\n    To go on from there: ./lyceum seed");
        }
        console.line(
                String.format(
                        java.util.Locale.ROOT,
                        "%n  Lyceum is up after %.0f s. Ctrl-C stops it.%n",
                        (System.nanoTime() - start) / 1e9));
        console.line(summary(settings, schools));
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

    private static int bench(Path root, Console console, boolean attach, List<String> words) {
        if (attach) {
            Settings settings = Settings.from(root, System.getenv());
            if (!Stack.isRunning(settings)) {
                throw new Failure("Nothing runs in " + settings.data() + " to attach to.");
            }
            Secrets secrets = Secrets.keptIn(settings.data().resolve("secrets.properties"));
            return new Benchmark(settings, secrets, console).run(Optional.empty(), words);
        }
        Settings settings = Settings.bench(root, System.getenv());
        Secrets known = Secrets.keptIn(settings.data().resolve("secrets.properties"));
        if (!new Benchmark(settings, known, console).understands(words)) {
            return 2;
        }
        Stack stack = Stack.open(settings, console);
        stopOnSignals(stack);
        stopWithParent(stack);
        stack.start();
        try {
            return new Benchmark(settings, stack.secrets(), console)
                    .run(Optional.of(stack.servers()), words);
        } finally {
            stack.stop();
        }
    }

    private static int crash(Path root, Console console, Arguments arguments) {
        if (arguments.word(1, "").equals("payments")) {
            return crashPayments(root, console, arguments);
        }
        arguments.allow("kills", "events");
        int kills = arguments.number("kills", 50);
        int events = arguments.number("events", 5000);
        Stack stack = Stack.open(Settings.crash(root, System.getenv()), console);
        stopOnSignals(stack);
        stopWithParent(stack);
        stack.start();
        try {
            return new CrashRun(stack, console).run(kills, events);
        } finally {
            stack.stop();
        }
    }

    /** Begins with an empty folder each time: the books are compared with all that Stripe has. */
    private static int crashPayments(Path root, Console console, Arguments arguments) {
        arguments.allow("rounds", "seed");
        int rounds = arguments.number("rounds", CrashStep.values().length);
        if (rounds > MOST_ROUNDS) {
            throw new Failure("The mailbox keeps the mails of " + MOST_ROUNDS + " rounds.");
        }
        int seed = arguments.number("seed", 1 + new SecureRandom().nextInt(999_999));
        Settings settings = Settings.paymentCrash(root, System.getenv());
        if (Stack.isRunning(settings)) {
            throw new Failure("./lyceum crash payments runs already, in " + settings.data());
        }
        console.line("  Seed " + seed + "; the same again: --seed " + seed);
        try {
            Archives.delete(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stack stack = Stack.open(settings, console);
        stopOnSignals(stack);
        stopWithParent(stack);
        stack.start();
        try {
            return new PaymentCrashRun(stack, console, seed).run(rounds);
        } finally {
            stack.stop();
        }
    }

    /** Works on a plugin, at a Lyceum that runs for that already or is started here. */
    private static int pluginDev(Path root, Console console, Arguments arguments) {
        arguments.allow("worker");
        Path folder = Path.of(arguments.word(1, "")).toAbsolutePath().normalize();
        Settings own = Settings.pluginDevelopment(root, System.getenv());
        Settings usual = Settings.from(root, System.getenv());
        boolean attach = Stack.isRunning(own) || Stack.isRunning(usual);
        Settings settings = Stack.isRunning(own) || !attach ? own : usual;
        CompletableFuture<Workshop> opening =
                CompletableFuture.supplyAsync(() -> open(folder, root.resolve("mvnw"), console));
        Optional<Stack> stack = Optional.empty();
        try {
            if (attach) {
                console.line("  · Lyceum runs already, in " + settings.data());
            } else {
                // What does not build needs no servers.
                Stack started = Stack.open(settings, console);
                stopOnSignals(started);
                stopWithParent(started);
                started.start();
                stack = Optional.of(started);
            }
            Secrets secrets = Secrets.keptIn(settings.data().resolve("secrets.properties"));
            PluginDevelopment development =
                    new PluginDevelopment(settings, secrets, console, arguments.has("worker"));
            if (attach) {
                development.requireDoor();
            }
            development.prepare();
            try (Workshop workshop = opening.join()) {
                development.run(workshop);
            }
            return 0;
        } catch (CompletionException e) {
            stack.ifPresent(Stack::stop);
            throw e.getCause() instanceof Refused refused
                    ? new Failure(refused.getMessage(), refused)
                    : e;
        } catch (Failure e) {
            stack.ifPresent(Stack::stop);
            throw e;
        } catch (IOException e) {
            stack.ifPresent(Stack::stop);
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stack.ifPresent(Stack::stop);
            return 1;
        }
    }

    private static Workshop open(Path folder, Path maven, Console console) {
        return console.step("Plugin " + folder.getFileName(), () -> Workshop.open(folder, maven));
    }

    private static int tally(Path root, Console console) {
        Tally tally = Tally.of(root);
        console.line(tally.toString());
        return tally.failed() == 0 ? 0 : 1;
    }

    private static void seed(
            Settings settings, Secrets secrets, Console console, List<DemoSchool> schools) {
        Seeds seeds =
                new Seeds(
                        settings,
                        console,
                        new DemoAccess(
                                settings,
                                new KeycloakAdmin(
                                        Keycloak.url(settings), secrets.keycloakAdmin())));
        seeds.openPlatform();
        seeds.fill(schools);
    }

    static String summary(Settings settings, List<DemoSchool> schools) {
        Table table =
                new Table()
                        .row(
                                "Platform",
                                settings.platformUrl(),
                                DemoAccess.PLATFORM_ADMIN,
                                DemoAccess.PLATFORM_PASSWORD);
        for (DemoSchool school : schools) {
            String name = school.name();
            String url = settings.url(settings.schoolHost(school.slug()));
            for (String role : List.of("owner", "teacher", "learner")) {
                Optional<DemoSchool.DemoPerson> person = school.first(role);
                if (person.isPresent()) {
                    table.row(name, url, person.get().email(), person.get().password());
                    name = "";
                    url = "";
                }
            }
        }
        return table.row("Mailbox", Mailbox.url(settings))
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

    /** The script that started us was killed, perhaps with its terminal: nobody could stop us. */
    private static void stopWithParent(Stack stack) {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        parent.ifPresent(
                script ->
                        script.onExit()
                                .thenRun(
                                        () -> {
                                            stack.stop();
                                            System.exit(1);
                                        }));
    }

    private static void park() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
