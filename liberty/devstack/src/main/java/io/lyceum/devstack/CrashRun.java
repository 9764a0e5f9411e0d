package io.lyceum.devstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code ./lyceum crash}: courses are published while the server is killed (SIGKILL) again and
 * again, and a webhook is told of them. Whatever was published has to arrive, and what arrives
 * twice has to be the same.
 */
final class CrashRun {

    /** The name of this machine that webhooks of this stack may have. */
    static final String SINK = "sink.crash.example";

    private static final String SCHOOL = "crash";
    private static final int PUBLISHERS = 4;

    /** How long the receiver takes at most: the kill finds messages under way. */
    private static final int SLOWEST_MILLIS = 400;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Stack stack;
    private final Console console;
    private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger different = new AtomicInteger();

    /** Courses whose publishing was answered; of others nobody was told that they are. */
    private final AtomicInteger answered = new AtomicInteger();

    /** What is still to be published before the next kill. */
    private final AtomicInteger left = new AtomicInteger();

    private volatile boolean running = true;

    CrashRun(Stack stack, Console console) {
        this.stack = stack;
        this.console = console;
    }

    /** A message as it came first, and how often it came. */
    private record Arrival(byte[] body, int times) {}

    /**
     * What came of it.
     *
     * @param published as the database has it
     * @param arrived how many of them reached the receiver
     * @param again how many copies came beside
     * @param most how often one came at most
     * @param different copies that were not what came first
     */
    record Outcome(
            int kills,
            int published,
            int answered,
            int arrived,
            int again,
            int most,
            int different) {

        boolean isWhole() {
            return published >= answered && arrived == published && different == 0;
        }

        @Override
        public String toString() {
            return """

                      Killed                 %,8d times
                      Published              %,8d events (%,d answered before a kill)
                      Arrived                %,8d
                      Lost                   %,8d
                      Came again             %,8d copies, one of them %d times in all
                      Copies that differ     %,8d
                    """
                    .formatted(
                            kills,
                            published,
                            answered,
                            arrived,
                            published - arrived,
                            again,
                            most,
                            different);
        }
    }

    int run(int kills, int events) {
        TrialSchool school =
                new TrialSchool(
                        stack.settings(),
                        stack.secrets(),
                        console,
                        SCHOOL,
                        "owner@crash.example",
                        "demo-Crash-2026");
        school.prepare(() -> {});
        HttpServer receiver = receiver();
        ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS);
        try {
            LyceumApi owner = school.owner();
            String webhook = subscribe(owner, receiver.getAddress().getPort());
            for (int i = 0; i < PUBLISHERS; i++) {
                String course = course(owner);
                publishers.submit(() -> publish(school.owner(), course));
            }
            for (int kill = 1; kill <= kills; kill++) {
                String name = "Kill " + kill + " of " + kills;
                left.addAndGet(events / kills);
                awaitPublished();
                console.step(name, this::crash);
            }
            running = false;
            Outcome outcome = console.step("What is left", () -> settle(kills, webhook));
            console.line(outcome.toString());
            LyceumApi.require(
                    owner.send("DELETE", "/webhooks/" + webhook, "application/json", new byte[0]),
                    "Removing the webhook");
            return outcome.isWhole() ? 0 : 1;
        } finally {
            running = false;
            publishers.shutdownNow();
            receiver.stop(0);
        }
    }

    private HttpServer receiver() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
            server.setExecutor(Executors.newCachedThreadPool(CrashRun::daemon));
            server.createContext("/", this::arrive);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        return thread;
    }

    private void arrive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrivals.merge(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    new Arrival(body, 1),
                    (first, next) -> {
                        if (!Arrays.equals(first.body(), next.body())) {
                            different.incrementAndGet();
                        }
                        return new Arrival(first.body(), first.times() + 1);
                    });
            Servers.pause(ThreadLocalRandom.current().nextInt(SLOWEST_MILLIS));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static String subscribe(LyceumApi owner, int port) {
        return LyceumApi.require(
                        owner.post(
                                "/webhooks",
                                Map.of(
                                        "name",
                                        "Receiver",
                                        "url",
                                        "http://" + SINK + ":" + port + "/",
                                        "events",
                                        List.of("course.published"))),
                        "The webhook")
                .path("id")
                .asText();
    }

    private static String course(LyceumApi owner) {
        return course(owner, 0, "EUR");
    }

    /** Makes a course with one lesson; it is not published. */
    static String course(LyceumApi owner, long priceMinor, String currency) {
        String course =
                id(
                        owner.post(
                                "/courses",
                                Map.of(
                                        "title", "Crash course",
                                        "description", "Published again and again.",
                                        "language", "en",
                                        "level", "BEGINNER",
                                        "teacherName", "Olga Owner",
                                        "priceMinor", priceMinor,
                                        "currency", currency)),
                        "A course");
        String modules = "/courses/" + course + "/modules";
        String module = id(owner.post(modules, Map.of("title", "Module")), "A module");
        id(
                owner.post(
                        modules + "/" + module + "/lessons",
                        Map.of(
                                "title",
                                "Lesson",
                                "markdown",
                                "Text.",
                                "minutes",
                                5,
                                "preview",
                                false)),
                "A lesson");
        return course;
    }

    static String id(Http.Answer answer, String what) {
        return LyceumApi.require(answer, what).path("id").asText();
    }

    /** Publishes a course and takes it back, as often as it is asked for. */
    private void publish(LyceumApi owner, String course) {
        while (running) {
            if (left.get() <= 0) {
                Servers.pause(5);
                continue;
            }
            try {
                // What was published and not answered is taken back first.
                LyceumApi.require(owner.post("/courses/" + course + "/unpublish"), "Taking back");
                LyceumApi.require(owner.post("/courses/" + course + "/publish"), "Publishing");
                answered.incrementAndGet();
                left.decrementAndGet();
            } catch (Failure e) {
                // The server was just killed; it is there again in a while.
                Servers.pause(200);
            }
        }
    }

    /** Waits until most is published, so that the kill finds requests under way as well. */
    private void awaitPublished() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int rest = ThreadLocalRandom.current().nextInt(PUBLISHERS * 4);
        while (left.get() > rest) {
            if (System.nanoTime() > deadline) {
                throw new Failure("Nothing is published any more; see the server's log.");
            }
            Servers.pause(2);
        }
        Servers.pause(ThreadLocalRandom.current().nextInt(300));
    }

    private boolean crash() {
        stack.crash();
        return true;
    }

    private Outcome settle(int kills, String webhook) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = Postgres.superuser(stack.settings(), stack.secrets())) {
            while (count(connection, webhook, "and status <> 'DONE'") > 0
                    && System.nanoTime() < deadline) {
                Servers.pause(250);
            }
            int published = count(connection, webhook, "");
            int copies = arrivals.values().stream().mapToInt(Arrival::times).sum();
            return new Outcome(
                    kills,
                    published,
                    answered.get(),
                    arrivals.size(),
                    copies - arrivals.size(),
                    arrivals.values().stream().mapToInt(Arrival::times).max().orElse(0),
                    different.get());
        }
    }

    private static int count(Connection connection, String webhook, String more)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select count(*) from outbox_delivery where listener = ? " + more)) {
            query.setString(1, "webhook:" + webhook);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
