package io.lyceum.devstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands between Stripe and the nodes: every message goes out five times, each copy after a while
 * of its own, by turns to both nodes, signed as Stripe signs. A copy that no node takes is sent
 * again, as Stripe does, until one has.
 */
final class MessageRelay implements AutoCloseable {

    static final int COPIES = 5;

    private static final int THREADS = 12;
    private static final int LATEST_MILLIS = 4_000;
    private static final int AGAIN_MILLIS = 700;

    private final List<Liberty.Place> nodes;
    private final String secret;
    private final Random random;
    private final HttpServer server;
    private final ScheduledExecutorService senders;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> byNode = new TreeMap<>();
    private final List<String> held = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private boolean holding;

    MessageRelay(List<Liberty.Place> nodes, Secrets secrets, long seed) {
        this.nodes = List.copyOf(nodes);
        this.secret = secrets.stripeWebhook();
        this.random = new Random(seed);
        nodes.forEach(node -> byNode.put(node.label(), new AtomicInteger()));
        senders = Executors.newScheduledThreadPool(THREADS, MessageRelay::daemon);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
            server.setExecutor(Executors.newFixedThreadPool(2, MessageRelay::daemon));
            server.createContext("/", this::arrive);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "messages");
        thread.setDaemon(true);
        return thread;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void arrive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = Http.JSON.readTree(body).path("id").asText();
            if (bodies.putIfAbsent(id, body) == null) {
                taken.put(id, new AtomicInteger());
                spread(id);
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private synchronized void spread(String id) {
        if (holding) {
            held.add(id);
            return;
        }
        int first = random.nextInt(nodes.size());
        for (int copy = 0; copy < COPIES; copy++) {
            Liberty.Place node = nodes.get((first + copy) % nodes.size());
            waiting.incrementAndGet();
            senders.schedule(
                    () -> send(id, node), random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
        }
    }

    /** Keeps what comes from now on. */
    synchronized void hold() {
        holding = true;
    }

    /** Sends what was kept, and all that comes. */
    synchronized void release() {
        holding = false;
        List<String> all = List.copyOf(held);
        held.clear();
        all.forEach(this::spread);
    }

    /** Sends all messages that there ever were five times more. */
    synchronized void again() {
        List<String> all = new ArrayList<>(bodies.keySet());
        all.sort(null);
        java.util.Collections.shuffle(all, random);
        all.forEach(this::spread);
    }

    private void send(String id, Liberty.Place node) {
        if (taken(id, node)) {
            taken.get(id).incrementAndGet();
            byNode.get(node.label()).incrementAndGet();
            waiting.decrementAndGet();
            return;
        }
        refused.incrementAndGet();
        // Whoever spreads requests over nodes chooses another one.
        Liberty.Place other = nodes.get((nodes.indexOf(node) + 1) % nodes.size());
        senders.schedule(() -> send(id, other), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean taken(String id, Liberty.Place node) {
        String body = bodies.get(id);
        long now = System.currentTimeMillis() / 1000;
        try {
            return Http.send(
                            HttpRequest.newBuilder(
                                            java.net.URI.create(
                                                    "http://127.0.0.1:"
                                                            + node.port()
                                                            + "/api/v1/stripe/events"))
                                    .header("Content-Type", "application/json")
                                    .header(
                                            "Stripe-Signature",
                                            "t=" + now + ",v1=" + signature(now + "." + body))
                                    .POST(HttpRequest.BodyPublishers.ofString(body)))
                    .isSuccess();
        } catch (Failure e) {
            return false;
        }
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many copies are under way. */
    int waiting() {
        return waiting.get();
    }

    int messages() {
        return bodies.size();
    }

    /** How often the message was taken that was taken least. */
    int least() {
        return taken.values().stream().mapToInt(AtomicInteger::get).min().orElse(0);
    }

    /** How many copies each node took. */
    Map<String, Integer> byNode() {
        Map<String, Integer> counts = new TreeMap<>();
        byNode.forEach((node, count) -> counts.put(node, count.get()));
        return counts;
    }

    /** How often a copy was not taken: its node was being killed, or starting. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.stop(0);
        senders.shutdownNow();
    }
}
