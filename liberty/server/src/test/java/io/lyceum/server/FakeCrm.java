package io.lyceum.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A CRM with records at their paths, as Salesforce has them by external ids: PUT and PATCH make or
 * change one, GET reads it. Tokens come from {@code /oauth/token} and can be called back.
 */
final class FakeCrm implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ObjectNode> records = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int trouble;
    private volatile String refused = "";

    FakeCrm() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://outside.test:" + server.getAddress().getPort();
    }

    /** From now on every request is answered with this status; 0 for none. */
    void trouble(int status) {
        trouble = status;
    }

    /** Records whose body holds this are refused. */
    void refuse(String words) {
        refused = words;
    }

    /** The token that was given is no longer good. */
    void callBackToken() {
        tokens.incrementAndGet();
    }

    int requests() {
        return requests.get();
    }

    Map<String, ObjectNode> records() {
        return records;
    }

    Optional<ObjectNode> find(String part) {
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().contains(part))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("/oauth/token")) {
            boolean known =
                    body.contains("client_id=the-client")
                            && body.contains("client_secret=the%2Fsecret");
            respond(
                    exchange,
                    known ? 200 : 400,
                    known ? "{\"access_token\":\"token-" + tokens.get() + "\"}" : "{}");
            return;
        }
        requests.incrementAndGet();
        String proof = exchange.getRequestHeaders().getFirst("Authorization");
        if (trouble != 0) {
            if (trouble == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            respond(exchange, trouble, "{\"error\":\"trouble\"}");
        } else if (!proof.equals("Bearer token-" + tokens.get())
                && !proof.equals("Bearer fixed-token")) {
            respond(exchange, 401, "{}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            ObjectNode there = records.get(path);
            respond(exchange, there == null ? 404 : 200, String.valueOf(there));
        } else if (!refused.isEmpty() && body.contains(refused)) {
            respond(exchange, 400, "{\"error\":\"this is refused\"}");
        } else {
            keep(path, body);
            respond(exchange, 204, "");
        }
    }

    private void keep(String path, String body) {
        try {
            JsonNode change = JSON.readTree(body);
            ObjectNode record = records.computeIfAbsent(path, p -> JSON.createObjectNode());
            change.properties().forEach(field -> record.set(field.getKey(), field.getValue()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
