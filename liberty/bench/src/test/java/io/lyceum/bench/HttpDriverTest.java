package io.lyceum.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDriverTest {

    private HttpServer server;
    private ExecutorService threads;
    private HttpDriver driver;

    @BeforeEach
    void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        start(threads);
    }

    private void start(ExecutorService executor) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.start();
        driver = new HttpDriver(target(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        driver.close();
        server.stop(0);
        threads.shutdownNow();
    }

    static Target target(int port) {
        long self = ProcessHandle.current().pid();
        return new Target(
                port,
                port,
                "localhost",
                "",
                "",
                "",
                self,
                self,
                "bench",
                "",
                0,
                new Target.Stripe("", ""),
                Path.of("."));
    }

    private void answer(int status, String body) {
        server.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    @Test
    void closedRunsCountEveryAnswerOnce() {
        AtomicInteger served = new AtomicInteger();
        server.createContext(
                "/",
                exchange -> {
                    served.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });

        Sample sample =
                driver.closed(4, Duration.ofMillis(300), () -> new Call("school", "/page", 0));

        assertTrue(sample.count() > 0);
        assertEquals(served.get(), sample.count());
        assertEquals(0, sample.failed());
    }

    @Test
    void kindsOfCallsAreToldApart() {
        answer(200, "page");
        AtomicInteger calls = new AtomicInteger();

        Sample sample =
                driver.closed(
                        1,
                        Duration.ofSeconds(1),
                        () ->
                                new Call("school", "/page", 0)
                                        .of(calls.getAndIncrement() % 3 == 0 ? "rare" : "usual"));

        long rare = sample.byKind().get("rare").count();
        long usual = sample.byKind().get("usual").count();
        assertEquals(sample.count(), rare + usual);
        assertTrue(rare > 0 && usual > rare, rare + " and " + usual);
    }

    @Test
    void anAnswerOfAnotherStatusOrLengthIsAnError() {
        answer(200, "short");

        Sample tooShort =
                driver.closed(1, Duration.ofMillis(100), () -> new Call("school", "/page", 1000));
        Sample otherStatus =
                driver.closed(
                        1,
                        Duration.ofMillis(100),
                        () -> new Call("", "school", "/page", java.util.Map.of(), 404, 0));

        assertEquals(0, tooShort.count());
        assertTrue(tooShort.errors().containsKey("/page: only 5 bytes"));
        assertTrue(otherStatus.errors().containsKey("/page: status 200"));
    }

    @Test
    void theHostOfACallIsTheHostOfItsRequest() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        server.createContext(
                "/",
                exchange -> {
                    if ("ladoga.localhost:8080"
                            .equals(exchange.getRequestHeaders().getFirst("Host"))) {
                        seen.countDown();
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });

        driver.closed(
                1, Duration.ofMillis(50), () -> new Call("ladoga.localhost:8080", "/page", 0));

        assertTrue(seen.await(1, TimeUnit.SECONDS));
    }

    /** One thread that stands still once: all requests due meanwhile have waited, and it shows. */
    @Test
    void openRunsCountTheTimeThatRequestsWaitedForAServerThatStoodStill() throws IOException {
        threads.shutdownNow();
        threads = Executors.newSingleThreadExecutor();
        AtomicInteger served = new AtomicInteger();
        server.stop(0);
        start(threads);
        server.createContext(
                "/",
                exchange -> {
                    if (served.getAndIncrement() == 0) {
                        stall();
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });

        Sample sample =
                driver.open(100, Duration.ofMillis(600), () -> new Call("school", "/page", 0));

        // Two thirds of the requests were due while nothing answered.
        assertTrue(sample.count() > 20, () -> sample.count() + " answers");
        assertTrue(sample.millis(50) > 20, () -> "p50 " + sample.millis(50) + " ms");
        assertEquals(0, sample.failed());
    }

    private static void stall() {
        try {
            new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
