package io.lyceum.shared.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundHttpTest {

    private static final Map<String, String> OWN =
            Map.of("one.test", "127.0.0.1", "two.test", "127.0.0.1");

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> addresses = new HashMap<>();
    private HttpServer server;
    private OutboundHttp outbound;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        outbound = new OutboundHttp(this::resolve, OWN, null, watch);
    }

    @AfterEach
    void stop() {
        over.countDown();
        outbound.close();
        server.stop(0);
        threads.shutdownNow();
        watch.shutdownNow();
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        String known = addresses.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(known)};
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(
                "%s %s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestHeaders().getFirst("Host").split(":")[0],
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("X-Key"),
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8)));
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        switch (path) {
            case "/large" -> {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    while (over.getCount() > 0) {
                        out.write(new byte[10_000]);
                    }
                }
            }
            case "/slow" -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case "/round" -> {
                exchange.getResponseHeaders().set("Location", "/round");
                exchange.sendResponseHeaders(302, -1);
            }
            case "/to" -> {
                exchange.getResponseHeaders().set("Location", query.substring(4));
                exchange.sendResponseHeaders(Integer.parseInt(query.substring(0, 3)), -1);
            }
            default -> {
                byte[] body = "here".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(201, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
        }
    }

    private String at(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    private OutboundHttp.Ask ask(String method, String uri, Predicate<URI> allowed) {
        return new OutboundHttp.Ask(
                method,
                URI.create(uri),
                Map.of("X-Key", "k"),
                Set.of("x-key"),
                method.equals("POST") ? "body".getBytes(StandardCharsets.UTF_8) : null,
                allowed,
                3,
                Duration.ofSeconds(20),
                1000,
                false);
    }

    private OutboundHttp.Answer send(String method, String uri) throws IOException {
        return outbound.send(ask(method, uri, u -> true));
    }

    @Test
    void anAnswerComesAsItIs() throws IOException {
        OutboundHttp.Answer answer = send("POST", at("one.test", "/x?y=1"));

        assertEquals(201, answer.status());
        assertEquals("here", new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(List.of("gzip"), answer.headers().get("content-encoding"));
        assertEquals(List.of("POST one.test /x?y=1 k body"), asked);
    }

    @Test
    void aNameThatLeadsInsideIsRefusedHoweverItIsWritten() {
        addresses.put("inside.example", "10.0.0.1");
        addresses.put("metadata.example", "169.254.169.254");
        addresses.put("mapped.example", "::ffff:127.0.0.1");
        addresses.put("127.0.0.1", "127.0.0.1");
        addresses.put("2130706433", "127.0.0.1");
        addresses.put("::1", "::1");
        addresses.put("[::1]", "::1");
        for (String host :
                List.of(
                        "inside.example",
                        "metadata.example",
                        "mapped.example",
                        "127.0.0.1",
                        "2130706433",
                        "[::1]")) {
            assertThrows(
                    PublicAddresses.PrivateAddress.class,
                    () -> send("GET", "https://" + host + "/"),
                    host);
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void onlyHttpsOnItsOwnPortIsAskedOutside() {
        for (String uri :
                List.of(
                        "http://api.example/",
                        "ftp://api.example/",
                        "https://api.example:8443/",
                        "https://user@api.example/",
                        "https:///nowhere",
                        "/relative")) {
            assertThrows(OutboundHttp.NotAllowed.class, () -> send("GET", uri), uri);
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void aRedirectIsJudgedAsTheFirstAddressIs() {
        addresses.put("inside.example", "192.168.0.1");
        assertThrows(
                PublicAddresses.PrivateAddress.class,
                () ->
                        send(
                                "GET",
                                at("one.test", "/to?302 https://inside.example/")
                                        .replace(" ", "%20")));
        assertThrows(
                OutboundHttp.NotAllowed.class,
                () ->
                        outbound.send(
                                ask(
                                        "GET",
                                        at("one.test", "/to?302%20" + at("two.test", "/")),
                                        u -> u.getHost().equals("one.test"))));
        for (String nowhere : List.of("file:///etc/passwd", "mailto:x", "http:x", "//")) {
            assertThrows(
                    OutboundHttp.NotAllowed.class,
                    () -> send("GET", at("one.test", "/to?302%20" + nowhere)),
                    nowhere);
        }
        assertEquals(6, asked.size());
    }

    @Test
    void whatIsConfidentialStaysAtItsHost() throws IOException {
        send("POST", at("one.test", "/to?307%20" + at("two.test", "/there")));
        send("POST", at("one.test", "/to?302%20/here"));

        assertEquals(
                List.of("POST two.test /there null body", "GET one.test /here k "),
                List.of(asked.get(1), asked.get(3)));
    }

    @Test
    void redirectsHaveAnEnd() throws IOException {
        assertEquals(302, send("GET", at("one.test", "/round")).status());
        assertEquals(4, asked.size(), asked.toString());
    }

    @Test
    void anAnswerThatIsTooLargeOrTooSlowIsCutOff() {
        IOException large =
                assertThrows(IOException.class, () -> send("GET", at("one.test", "/large")));
        assertEquals("the answer is larger than 1000 bytes", large.getMessage());

        OutboundHttp.Ask slow = ask("GET", at("one.test", "/slow"), u -> true);
        assertThrows(
                SocketTimeoutException.class,
                () ->
                        outbound.send(
                                new OutboundHttp.Ask(
                                        "GET",
                                        slow.uri(),
                                        Map.of(),
                                        Set.of(),
                                        null,
                                        u -> true,
                                        0,
                                        Duration.ofMillis(300),
                                        1000,
                                        false)));
    }

    @Test
    void anAnswerIsCutWhereTheRestOfItIsNotWanted() throws IOException {
        OutboundHttp.Ask large = ask("GET", at("one.test", "/large"), u -> true);
        OutboundHttp.Answer answer =
                outbound.send(
                        new OutboundHttp.Ask(
                                "GET",
                                large.uri(),
                                Map.of(),
                                Set.of(),
                                null,
                                u -> true,
                                0,
                                Duration.ofSeconds(20),
                                1000,
                                true));

        assertEquals(200, answer.status());
        assertEquals(1000, answer.body().length);
    }

    @Test
    void manySlowAnswersAreWaitedForAtOnce() {
        OutboundHttp.Ask slow = ask("GET", at("one.test", "/slow"), u -> true);
        List<CompletableFuture<OutboundHttp.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(
                    outbound.begin(
                            new OutboundHttp.Ask(
                                    "GET",
                                    slow.uri(),
                                    Map.of(),
                                    Set.of(),
                                    null,
                                    u -> true,
                                    0,
                                    Duration.ofSeconds(2),
                                    1000,
                                    true)));
        }
        for (CompletableFuture<OutboundHttp.Answer> answer : answers) {
            ExecutionException late = assertThrows(ExecutionException.class, answer::get);
            assertEquals(SocketTimeoutException.class, late.getCause().getClass());
        }
        assertEquals(60, asked.size());
    }
}
