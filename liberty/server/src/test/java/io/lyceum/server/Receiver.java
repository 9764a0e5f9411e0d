package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Another system that is told of events: it keeps what arrives and answers as it is told to. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    private volatile Manner manner = Manner.TAKES;

    /** How it answers. */
    enum Manner {
        TAKES,
        FAILS,
        ASKS_FOR_A_PAUSE,
        LEADS_ELSEWHERE,
        IS_GONE,
        TALKS_WITHOUT_END,
        SAYS_NOTHING,
        SPEAKS_GIBBERISH
    }

    /**
     * What arrived.
     *
     * @param headers names in lower case
     * @param body as text
     * @param base64 the same as it came
     */
    record Message(String path, Map<String, String> headers, String body, String base64) {

        byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }

        String id() {
            return headers.get("webhook-id");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String type() {
            return json().path("type").asText();
        }
    }

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Its address as Lyceum knows it: a name of the installation's own network. */
    String url(String path) {
        return "http://outside.test:" + server.getAddress().getPort() + path;
    }

    void behave(Manner wanted) {
        manner = wanted;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Those of one type, in the order of their arrival. */
    List<Message> messages(String type) {
        return messages().stream().filter(message -> message.type().equals(type)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        messages.add(
                new Message(
                        exchange.getRequestURI().toString(),
                        headers,
                        new String(body, StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(body)));
        switch (manner) {
            case TAKES -> respond(exchange, 200, "thanks");
            case FAILS -> respond(exchange, 500, "<h1>Oh no, ask ada@example.org</h1>");
            case ASKS_FOR_A_PAUSE -> {
                exchange.getResponseHeaders().set("Retry-After", "2");
                respond(exchange, 429, "slow down");
            }
            case LEADS_ELSEWHERE -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                respond(exchange, 302, "");
            }
            case IS_GONE -> respond(exchange, 410, "");
            case TALKS_WITHOUT_END -> {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    while (closed.getCount() > 0) {
                        out.write(new byte[10_000]);
                    }
                }
            }
            case SAYS_NOTHING -> {
                try {
                    closed.await(2, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case SPEAKS_GIBBERISH -> {
                byte[] noise = {0, 1, 2, (byte) 0xff, (byte) 0xfe, 27, 'x'};
                exchange.sendResponseHeaders(200, noise.length);
                exchange.getResponseBody().write(noise);
                exchange.close();
            }
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
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
