package io.lyceum.plugin.runtime.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugin.runtime.CallFacts;
import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.CapabilityContext;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.loading.LoadedPlugin;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that runs one version of one plugin. It ends with its host: when the socket closes
 * there is nobody left to work for.
 */
public final class WorkerMain {

    private final Wire wire;
    private final Map<Long, Thread> running = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    private WorkerMain(Wire wire) {
        this.wire = wire;
    }

    /**
     * Runs until the host goes.
     *
     * @param arguments socket, archive, folder for libraries
     */
    public static void main(String[] arguments) throws IOException {
        String token = System.in == null ? "" : new String(System.in.readNBytes(43));
        // What a plugin prints must not be mistaken for anything.
        System.setOut(System.err);
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
        int code = 0;
        try (Wire wire = new Wire(channel)) {
            ObjectNode hello = JsonNodeFactory.instance.objectNode();
            hello.put("t", "hello");
            hello.put("token", token);
            LoadedPlugin plugin = null;
            try {
                plugin =
                        LoadedPlugin.load(
                                PluginArchive.open(Path.of(arguments[1])), Path.of(arguments[2]));
            } catch (RuntimeException e) {
                hello.put("failure", "CallFailed");
                hello.put("message", String.valueOf(e.getMessage()));
            }
            wire.write(hello);
            if (plugin != null) {
                new WorkerMain(wire).serve(plugin);
            }
        } catch (IOException e) {
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }

    private void serve(LoadedPlugin plugin) throws IOException {
        while (true) {
            JsonNode message = wire.read();
            long id = message.path("id").asLong();
            switch (message.path("t").asText()) {
                case "call" -> begin(plugin, id, message);
                case "cancel" -> {
                    Thread thread = running.get(id);
                    if (thread != null) {
                        thread.interrupt();
                    }
                }
                case "used" -> {
                    CompletableFuture<JsonNode> use = waiting.remove(id);
                    if (use != null) {
                        use.complete(message);
                    }
                }
                default -> throw new IOException("an unknown message");
            }
        }
    }

    private void begin(LoadedPlugin plugin, long id, JsonNode call) {
        Thread thread = new Thread(null, () -> run(plugin, id, call), "call " + id, 512 * 1024);
        thread.setDaemon(true);
        running.put(id, thread);
        thread.start();
    }

    private void run(LoadedPlugin plugin, long id, JsonNode call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("t", "done");
        answer.put("id", id);
        try {
            answer.set(
                    "response",
                    plugin.extensions()
                            .call(
                                    Kind.of(call.path("kind").asText()).orElseThrow(),
                                    call.path("extension").asText(),
                                    call.path("operation").asText(),
                                    call.path("request"),
                                    new CapabilityContext(
                                            Codec.read(call.path("facts"), CallFacts.class),
                                            (name, arguments) -> use(id, name, arguments))));
        } catch (RuntimeException e) {
            Failures.write(answer, e);
        } catch (Throwable e) {
            Failures.write(answer, new CallFailed(e.getClass().getName()));
        } finally {
            running.remove(id);
        }
        try {
            wire.write(answer);
        } catch (Codec.BadMessage e) {
            answer.remove("response");
            Failures.write(answer, new CallFailed("its answer " + e.getMessage()));
            quietly(answer);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void quietly(ObjectNode answer) {
        try {
            wire.write(answer);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private JsonNode use(long call, String name, JsonNode arguments) {
        long id = uses.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode use = JsonNodeFactory.instance.objectNode();
        use.put("t", "use");
        use.put("id", id);
        use.put("call", call);
        use.put("name", name);
        use.set("arguments", arguments);
        try {
            wire.write(use);
            JsonNode used = answer.get();
            if (used.has("failure")) {
                throw Failures.read(used);
            }
            return used.path("value");
        } catch (IOException | ExecutionException e) {
            throw new CallFailed("the host has gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed("it was interrupted");
        } finally {
            waiting.remove(id);
        }
    }
}
