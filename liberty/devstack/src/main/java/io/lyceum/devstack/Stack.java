package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** All servers of one data folder, started in order and stopped in the opposite order. */
final class Stack {

    private static final long NEEDED_BYTES = 2L << 30;

    private final Settings settings;
    private final Secrets secrets;
    private final Console console;
    private final Servers servers;
    private final FileChannel lock;
    private final Mailbox mailbox;
    private volatile Optional<Liberty> liberty = Optional.empty();

    private Stack(
            Settings settings,
            Secrets secrets,
            Console console,
            Servers servers,
            FileChannel lock) {
        this.settings = settings;
        this.secrets = secrets;
        this.console = console;
        this.servers = servers;
        this.lock = lock;
        this.mailbox = new Mailbox(settings.data().resolve("mail"), Clock.systemUTC());
    }

    /** Takes the data folder for this process and checks what can be known before the start. */
    static Stack open(Settings settings, Console console) {
        try {
            Files.createDirectories(settings.run());
            Files.createDirectories(settings.logs());
            FileChannel lock = lock(settings);
            requireSpace(settings.data());
            Secrets secrets = Secrets.keptIn(settings.data().resolve("secrets.properties"));
            Path record = settings.run().resolve("servers");
            Servers.stopLeftovers(record);
            Postgres.stopLeftover(settings);
            Listeners.requireFree(settings.ports());
            return new Stack(
                    settings, secrets, console, new Servers(record, Watchdog.start()), lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Settings settings) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        settings.run().resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new Failure(
                    "Lyceum already runs on "
                            + settings.data()
                            + ". Stop it with Ctrl-C where it runs; a second one needs a folder and"
                            + " ports of its own (LYCEUM_DATA, LYCEUM_PORT and so on).");
        }
        return channel;
    }

    /** Tells whether a launcher holds this data folder. */
    static boolean isRunning(Settings settings) {
        Path file = settings.run().resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSpace(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new Failure(tooFull(folder, free));
        }
    }

    static String tooFull(Path folder, long free) {
        return "The disk of "
                + folder
                + " has "
                + (free >> 20)
                + " MB left; Lyceum needs "
                + (NEEDED_BYTES >> 20)
                + ". Free some space, or put the data elsewhere: LYCEUM_DATA=/other/disk ./lyceum"
                + " up";
    }

    /** Starts everything; when one part fails, what had been started is stopped again. */
    void start() {
        try {
            Artifacts artifacts = new Artifacts(settings, console);
            Path runtime = Liberty.prepare(settings, console, artifacts);
            Keycloak.Home home = Keycloak.prepare(settings, console, artifacts, servers);
            console.step("PostgreSQL", () -> Postgres.start(settings, secrets, servers));
            console.step("Mailbox", this::startMailbox);
            if (StripeSimulator.isWanted(System.getenv())) {
                console.step(
                        "Stripe simulator",
                        () -> StripeSimulator.start(settings, secrets, servers));
            }
            CompletableFuture<Void> keycloak =
                    beside("Keycloak", () -> Keycloak.start(settings, secrets, home, servers));
            CompletableFuture<Void> liberty = beside("Open Liberty", () -> startLiberty(runtime));
            // Whichever fails first ends the wait for both.
            CompletableFuture.anyOf(
                            CompletableFuture.allOf(keycloak, liberty),
                            failureOf(keycloak),
                            failureOf(liberty))
                    .join();
        } catch (CompletionException e) {
            servers.stopAll(console);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (IOException e) {
            servers.stopAll(console);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            servers.stopAll(console);
            throw e;
        }
    }

    private Liberty startLiberty(Path runtime) throws IOException {
        Liberty started =
                Liberty.start(settings, secrets, runtime, servers, Liberty.Place.first(settings));
        liberty = Optional.of(started);
        return started;
    }

    /** Kills Open Liberty as it is and starts it again. */
    void crash() {
        try {
            Path runtime = Liberty.prepare(settings, console, new Artifacts(settings, console));
            liberty.orElseThrow().kill(servers);
            startLiberty(runtime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a node of Open Liberty beside the others, or one again that was killed. */
    Liberty node(Liberty.Place place) {
        try {
            Path runtime = Liberty.prepare(settings, console, new Artifacts(settings, console));
            return Liberty.start(settings, secrets, runtime, servers, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node that has the stack's own address. */
    Liberty first() {
        return liberty.orElseThrow();
    }

    private interface Start {
        Object start() throws IOException;
    }

    private CompletableFuture<Void> beside(String name, Start start) {
        return CompletableFuture.runAsync(() -> console.step(name, start::start), this::inThread);
    }

    private void inThread(Runnable task) {
        Thread thread = new Thread(task, "start");
        thread.setDaemon(true);
        thread.start();
    }

    private static CompletableFuture<Void> failureOf(CompletableFuture<Void> part) {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        part.whenComplete(
                (done, thrown) -> {
                    if (thrown != null) {
                        failure.completeExceptionally(
                                thrown instanceof CompletionException wrapped
                                                && wrapped.getCause() != null
                                        ? wrapped.getCause()
                                        : thrown);
                    }
                });
        return failure;
    }

    private void startMailbox() {
        servers.add(
                Servers.Rank.MAILBOX,
                "mailbox SMTP",
                mailbox.listen(settings.port(Port.SMTP), settings.port(Port.IMAP)));
        servers.add(
                Servers.Rank.MAILBOX,
                "mailbox",
                new MailboxPages(mailbox, Clock.systemUTC()).listen(settings.port(Port.MAILBOX)));
    }

    /** Waits until a server ends by itself or the stack is stopped. */
    Optional<Failure> awaitEnd() throws InterruptedException {
        return servers.awaitEnd();
    }

    void stop() {
        servers.stopAll(console);
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        servers.killAll();
    }

    Servers servers() {
        return servers;
    }

    Settings settings() {
        return settings;
    }

    Secrets secrets() {
        return secrets;
    }
}
