package io.lyceum.plugin.runtime.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugin.PluginFailure;
import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.DeadlinePassed;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One child process and the calls that it works at. */
final class WorkerProcess implements AutoCloseable {

    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Duration START = Duration.ofSeconds(20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Process process;
    private final Path folder;
    private final Wire wire;
    private final Executor host;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Running> running = new ConcurrentHashMap<>();

    /** Calls that nobody waits for any more, and that have not answered either. */
    private final Set<Long> late = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean gone = new AtomicBoolean();

    private record Running(Capabilities capabilities, CompletableFuture<JsonNode> answer) {}

    private WorkerProcess(Process process, Path folder, Wire wire, Executor host) {
        this.process = process;
        this.folder = folder;
        this.wire = wire;
        this.host = host;
    }

    /**
     * Starts a process and waits until the plugin is loaded in it.
     *
     * @throws CallFailed if the plugin cannot be loaded
     * @throws IOException if the process does not come up
     */
    static WorkerProcess start(PluginArchive archive, WorkerSettings settings, Executor host)
            throws IOException {
        Files.createDirectories(settings.scratch());
        // Short names: the path of a Unix domain socket has room for about a hundred bytes.
        Path folder =
                Files.createTempDirectory(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        "lyw",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Process process = null;
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            server.configureBlocking(false);
            process = launch(archive, settings, folder);
            process.getOutputStream().write(token.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();
            var channel = accept(server, process);
            channel.configureBlocking(true);
            Wire wire = new Wire(channel);
            JsonNode hello = wire.read();
            if (!token.equals(hello.path("token").asText())) {
                throw new IOException("somebody else has answered");
            }
            if (hello.has("failure")) {
                throw new CallFailed(hello.path("message").asText());
            }
            WorkerProcess worker = new WorkerProcess(process, folder, wire, host);
            Thread reader = new Thread(worker::listen, "worker " + process.pid());
            reader.setDaemon(true);
            reader.start();
            return worker;
        } catch (IOException | RuntimeException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            remove(folder);
            throw e;
        }
    }

    private static Process launch(PluginArchive archive, WorkerSettings settings, Path folder)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            // Who spins gives way to the server, and to everybody else's plugins.
            command.addAll(List.of(NICE.toString(), "-n", "5"));
        }
        command.add(settings.java().toString());
        command.add("-Xmx" + settings.memoryMb() + "m");
        command.add("-Xms8m");
        command.add("-Xss512k");
        command.add("-XX:MaxMetaspaceSize=96m");
        command.add("-XX:MaxDirectMemorySize=16m");
        command.add("-XX:ReservedCodeCacheSize=32m");
        command.add("-XX:ActiveProcessorCount=1");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.add("-Xshare:auto");
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Djava.awt.headless=true");
        command.add("-cp");
        command.add(
                settings.classPath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(WorkerMain.class.getName());
        command.add(folder.resolve("s").toString());
        command.add(archive.file().toAbsolutePath().toString());
        command.add(folder.resolve("lib").toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static java.nio.channels.SocketChannel accept(
            ServerSocketChannel server, Process process) throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - until < 0) {
            var channel = server.accept();
            if (channel != null) {
                return channel;
            }
            try {
                if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                    throw new IOException("it ended with " + process.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the host is stopping", e);
            }
        }
        throw new IOException("it did not answer within " + START.toSeconds() + " s");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return !gone.get() && process.isAlive();
    }

    JsonNode call(ObjectNode message, Capabilities capabilities, Duration deadline) {
        long id = ids.incrementAndGet();
        message.put("id", id);
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        running.put(id, new Running(capabilities, answer));
        try {
            if (gone.get()) {
                throw new CallFailed("its process has ended");
            }
            wire.write(message);
            JsonNode done = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (done.has("failure")) {
                throw Failures.read(done);
            }
            return done.path("response");
        } catch (IOException e) {
            end();
            throw new CallFailed("its process has ended");
        } catch (TimeoutException e) {
            cancel(id);
            throw new DeadlinePassed(deadline);
        } catch (InterruptedException e) {
            cancel(id);
            Thread.currentThread().interrupt();
            throw new CallFailed("the host is stopping");
        } catch (ExecutionException e) {
            throw new CallFailed(String.valueOf(e.getCause().getMessage()));
        } finally {
            running.remove(id);
        }
    }

    private void cancel(long id) {
        late.add(id);
        ObjectNode cancel = JsonNodeFactory.instance.objectNode();
        cancel.put("t", "cancel");
        cancel.put("id", id);
        try {
            wire.write(cancel);
        } catch (IOException e) {
            end();
        }
    }

    /**
     * Kills the process if a call goes on after it was interrupted: it holds a processor, and keeps
     * other calls of the plugin from it.
     */
    void endIfStuck(Duration grace) {
        Set<Long> suspects = Set.copyOf(late);
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(
                        () -> {
                            if (isAlive() && suspects.stream().anyMatch(late::contains)) {
                                end();
                            }
                        });
    }

    private void listen() {
        try {
            while (true) {
                JsonNode message = wire.read();
                switch (message.path("t").asText()) {
                    case "use" -> use(message);
                    case "done" -> done(message);
                    default -> throw new IOException("an unknown message");
                }
            }
        } catch (IOException e) {
            end();
        }
    }

    private void done(JsonNode message) {
        long id = message.path("id").asLong();
        late.remove(id);
        Running call = running.get(id);
        if (call != null) {
            call.answer().complete(message);
        }
    }

    private void use(JsonNode message) {
        Running call = running.get(message.path("call").asLong());
        ObjectNode used = JsonNodeFactory.instance.objectNode();
        used.put("t", "used");
        used.put("id", message.path("id").asLong());
        if (call == null) {
            refuse(used, "the call has ended");
            return;
        }
        try {
            host.execute(
                    () -> {
                        @Nullable RuntimeException failure = null;
                        try {
                            used.set(
                                    "value",
                                    call.capabilities()
                                            .use(
                                                    message.path("name").asText(),
                                                    message.path("arguments")));
                        } catch (PluginFailure | CallFailed e) {
                            failure = e;
                        } catch (RuntimeException e) {
                            failure = new CallFailed("the host could not do that");
                        }
                        if (failure != null) {
                            Failures.write(used, failure);
                        }
                        send(used);
                    });
        } catch (RejectedExecutionException e) {
            refuse(used, "the host is busy");
        }
    }

    private void refuse(ObjectNode used, String why) {
        Failures.write(used, new CallFailed(why));
        send(used);
    }

    private void send(ObjectNode message) {
        try {
            wire.write(message);
        } catch (Codec.BadMessage e) {
            message.remove("value");
            refuse(message, "what the host found " + e.getMessage());
        } catch (IOException e) {
            end();
        }
    }

    private void end() {
        if (!gone.compareAndSet(false, true)) {
            return;
        }
        process.destroyForcibly();
        running.values()
                .forEach(
                        call ->
                                call.answer()
                                        .completeExceptionally(
                                                new CallFailed("its process has ended")));
        try {
            wire.close();
        } catch (IOException e) {
            // Its other end has closed it.
            process.destroyForcibly();
        }
        remove(folder);
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    @Override
    public void close() {
        end();
    }
}
