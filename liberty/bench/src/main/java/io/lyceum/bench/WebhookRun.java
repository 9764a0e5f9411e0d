package io.lyceum.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Events that are published as the outbox does, statement by statement, and told to a webhook that
 * answers at once: how long each takes from the moment at which it was due until it arrives.
 */
final class WebhookRun implements AutoCloseable {

    /** The name of this machine that a benchmark's stack lets webhooks have. */
    private static final String SINK = "sink.bench.example";

    /** Where the sink takes half a minute to answer. */
    private static final String SLOW = "slow";

    private static final Duration SLOWNESS = Duration.ofSeconds(30);

    private static final int PUBLISHERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final int TRIES = 5;
    private static final String DEADLOCK = "40P01";

    private final Target target;
    private final UUID tenant;
    private final List<UUID> others = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer sink;
    private final SignInFlow signIn;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Set<String> unawaited = ConcurrentHashMap.newKeySet();
    private final Histogram latency = Sample.histogram();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private volatile long last;
    private volatile Optional<UUID> slowSchool = Optional.empty();
    private final Supplier<String> token;
    private final String webhook;

    /**
     * @param token of the school's owner; one that holds when it is asked for
     */
    WebhookRun(Target target, SignInFlow signIn, Supplier<String> token) throws SQLException {
        this.target = target;
        this.signIn = signIn;
        this.token = token;
        this.tenant = Scale.tenant(target);
        this.sink =
                vertx.createHttpServer()
                        .requestHandler(
                                request -> {
                                    if (request.path().endsWith(SLOW)) {
                                        vertx.setTimer(
                                                SLOWNESS.toMillis(),
                                                timer -> request.response().end("late"));
                                        return;
                                    }
                                    arrive(request.getHeader("webhook-id"));
                                    request.response().end("ok");
                                })
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        try {
            this.webhook = add();
        } catch (RuntimeException e) {
            // Its threads would keep the process.
            vertx.close();
            throw e;
        }
    }

    /** Vert.x calls this from one thread. */
    private void arrive(String message) {
        Long was = due.remove(message);
        if (was == null) {
            if (!unawaited.contains(message)) {
                again.incrementAndGet();
            }
            return;
        }
        last = System.nanoTime();
        latency.recordValue((last - was) / 1000);
        arrived.incrementAndGet();
    }

    private String add() {
        return signIn.api(
                        "POST",
                        "/webhooks",
                        "{\"name\":\"Sink\",\"url\":\""
                                + url()
                                + "\",\"events\":[\"course.published\"]}",
                        token.get())
                .path("id")
                .asText();
    }

    /**
     * Gives as many other schools the same webhook. Their messages bear no signatures: a sealed key
     * opens for its own school only.
     */
    void spread(int schools) throws SQLException {
        try (Connection connection = target.superuser()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "select id from school where id <> ? and status = 'ACTIVE' and slug <> 'platform' order by id limit ?")) {
                query.setObject(1, tenant);
                query.setInt(2, schools);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        others.add(row.getObject(1, UUID.class));
                    }
                }
            }
            if (others.size() < schools) {
                throw new IllegalStateException(
                        "There are only " + others.size() + " schools beside; load more: --scale");
            }
            for (UUID school : others) {
                UUID copy = UUID.randomUUID();
                copy(connection, school, copy);
            }
            connection.commit();
        }
    }

    private void copy(Connection connection, UUID school, UUID copy) throws SQLException {
        UUID original = UUID.fromString(webhook);
        execute(
                connection,
                """
                insert into connection (tenant_id, id, kind, name, state, settings, created_at, updated_at)
                select ?, ?, kind, name, state, settings, created_at, updated_at
                from connection where tenant_id = ? and id = ?
                """,
                school,
                copy,
                tenant,
                original);
        execute(
                connection,
                """
                insert into outbox_subscription (tenant_id, id, type, subscriber, lane)
                select ?, gen_random_uuid(), type, 'webhook:' || ?, lane
                from outbox_subscription where tenant_id = ? and subscriber = 'webhook:' || ?
                """,
                school,
                copy,
                tenant,
                original);
    }

    private void answerSlowly(boolean slow) throws SQLException {
        UUID school = others.get(0);
        slowSchool = slow ? Optional.of(school) : Optional.empty();
        try (Connection connection = target.superuser()) {
            execute(
                    connection,
                    "update connection set settings = jsonb_set(settings, '{url}', to_jsonb(cast(? as text))),"
                            + " version = version + 1 where tenant_id = ?",
                    url() + (slow ? SLOW : ""),
                    school);
        }
    }

    private static void execute(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private String url() {
        return "http://" + SINK + ":" + sink.actualPort() + "/";
    }

    /**
     * Publishes at a rate and waits for what was published.
     *
     * @param old whether a transaction is held open meanwhile that lets no dead row be removed
     */
    Sample at(int rate, Duration length, boolean old) throws SQLException {
        return at(rate, length, old, List.of(tenant));
    }

    /**
     * The same, published by many schools in turn.
     *
     * @param slow whether the endpoint of one more school, which has as much to tell as each of the
     *     others, takes half a minute to answer
     */
    Sample fromMany(int rate, Duration length, boolean slow) throws SQLException {
        answerSlowly(slow);
        List<UUID> schools = new ArrayList<>(others);
        if (!slow) {
            schools.remove(0);
        }
        return at(rate, length, false, schools);
    }

    private Sample at(int rate, Duration length, boolean old, List<UUID> schools)
            throws SQLException {
        rest();
        latency.reset();
        arrived.set(0);
        again.set(0);
        try (Connection held = target.superuser()) {
            if (old) {
                hold(held);
            }
            Cpu before = Cpu.now(target);
            long start = System.nanoTime();
            long published = publish(rate, length, schools);
            while (arrived.get() < published
                    && System.nanoTime() - start < length.plus(PATIENCE).toNanos()) {
                LockSupport.parkNanos(1_000_000);
            }
            Map<String, Integer> errors = new TreeMap<>();
            count(errors, "webhook: not arrived", published - arrived.get());
            count(errors, "webhook: arrived twice", again.get());
            return new Sample(
                    Duration.ofNanos(last - start),
                    latency.copy(),
                    errors,
                    Cpu.now(target).since(before));
        }
    }

    /**
     * Lets what the turn before has left come to its end, and clears its dead rows away, so that
     * each turn pays for itself. The school whose endpoint hangs now and then keeps its messages.
     */
    private void rest() throws SQLException {
        try (Connection connection = target.superuser();
                Statement statement = connection.createStatement()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (isBusy(connection) && System.nanoTime() < end) {
                LockSupport.parkNanos(REST.toNanos() / 10);
            }
            statement.execute(
                    "vacuum analyze outbox_event, outbox_delivery, outbox_due, delivery_attempt");
        }
        LockSupport.parkNanos(REST.toNanos());
    }

    private boolean isBusy(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select exists (
                            select 1
                            from outbox_delivery
                            where lane = 'WEBHOOK' and status = 'PENDING'
                              and tenant_id is distinct from cast(? as uuid))
                        """)) {
            query.setObject(1, others.isEmpty() ? null : others.get(0));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void count(Map<String, Integer> errors, String what, long times) {
        if (times > 0) {
            errors.put(what, Math.toIntExact(times));
        }
    }

    private static void hold(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from outbox_due");
        }
    }

    private long publish(int rate, Duration length, List<UUID> schools) {
        ExecutorService pool = Executors.newFixedThreadPool(PUBLISHERS);
        try {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                running.add(
                        pool.submit(() -> publishers((double) rate / PUBLISHERS, length, schools)));
            }
            long published = 0;
            for (Future<Long> one : running) {
                published += one.get();
            }
            return published;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Answers how many were published that are to arrive. */
    private long publishers(double rate, Duration length, List<UUID> schools) throws SQLException {
        try (Connection connection = target.app();
                PreparedStatement bind = connection.prepareStatement("select bind_tenant(?)");
                PreparedStatement event =
                        connection.prepareStatement(
                                """
                                insert into outbox_event (tenant_id, id, type, type_version, payload, occurred_at)
                                values (?, ?, 'course.published', 1,
                                    cast('{"course":"' || ? || '"}' as jsonb), clock_timestamp())
                                """);
                PreparedStatement delivery =
                        connection.prepareStatement(
                                """
                                insert into outbox_delivery
                                    (tenant_id, id, event_id, listener, lane, order_key, status, due_at, created_at)
                                select e.tenant_id, gen_random_uuid(), e.id, s.subscriber, s.lane,
                                    nullif(coalesce(e.payload ->> 'person', '') || '/'
                                        || coalesce(e.payload ->> 'course', ''), '/'),
                                    'PENDING', e.occurred_at, e.occurred_at
                                from outbox_event e
                                join outbox_subscription s on s.tenant_id = e.tenant_id and s.type = e.type
                                where e.tenant_id = ? and e.id = ?
                                """);
                PreparedStatement signal =
                        connection.prepareStatement(
                                """
                                insert into outbox_due (id, tenant_id, lane, due_at)
                                values (gen_random_uuid(), ?, 'WEBHOOK', clock_timestamp())
                                """)) {
            connection.setAutoCommit(false);
            long published = 0;
            long start = System.nanoTime();
            long end = start + length.toNanos();
            double next = start;
            while (true) {
                next += -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / rate * 1e9;
                long moment = (long) next;
                if (moment >= end) {
                    return published;
                }
                for (long now = System.nanoTime(); now < moment; now = System.nanoTime()) {
                    LockSupport.parkNanos(moment - now);
                }
                UUID id = UUID.randomUUID();
                UUID school = schools.get(ThreadLocalRandom.current().nextInt(schools.size()));
                boolean awaited = !slowSchool.equals(Optional.of(school));
                if (awaited) {
                    due.put("msg_" + id, moment);
                } else {
                    unawaited.add("msg_" + id);
                }
                bind.setObject(1, school);
                bind.execute();
                event.setObject(1, school);
                event.setObject(2, id);
                event.setString(3, id.toString());
                event.executeUpdate();
                delivery.setObject(1, school);
                delivery.setObject(2, id);
                delivery.executeUpdate();
                signal.setObject(1, school);
                signal.executeUpdate();
                connection.commit();
                published += awaited ? 1 : 0;
            }
        }
    }

    /** Takes the webhook away, and what it has left once all of it has come to its end. */
    @Override
    public void close() throws SQLException {
        try {
            if (!others.isEmpty()) {
                answerSlowly(false);
            }
            rest();
            signIn.api("DELETE", "/webhooks/" + webhook, "", token.get());
            for (int i = 1; !clear(); i++) {
                if (i == TRIES) {
                    throw new IllegalStateException("What the webhooks left is still in use.");
                }
                rest();
            }
        } finally {
            sink.close();
            vertx.close();
        }
    }

    /** Answers whether nobody was at work with it. */
    private boolean clear() throws SQLException {
        try (Connection connection = target.superuser()) {
            List<UUID> schools = new ArrayList<>(others);
            schools.add(tenant);
            for (UUID school : schools) {
                execute(
                        connection,
                        "delete from outbox_event where tenant_id = ? and type = 'course.published'",
                        school);
            }
            for (UUID school : others) {
                execute(connection, "delete from outbox_subscription where tenant_id = ?", school);
                execute(connection, "delete from connection where tenant_id = ?", school);
            }
            return true;
        } catch (SQLException e) {
            if (DEADLOCK.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
