package io.lyceum.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.HdrHistogram.Histogram;

/**
 * Checkouts that are begun, and orders that are settled when Stripe tells of them; and the rows of
 * both written by SQL alone, statement by statement as the application writes them, without reading
 * what it reads beside and without asking Stripe. Stripe is the simulator on the same machine.
 */
final class SalesRun implements AutoCloseable {

    private static final int PRICE = 4900;
    private static final int PEOPLE = 5_000;
    private static final int SETTLED_A_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Below one hour: nothing of it becomes due while it is measured. */
    private static final String LATER = "now() + interval '1 hour'";

    private final Target target;
    private final UUID tenant;
    private final UUID course;
    private final String slug;
    private final int connections;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final Queue<UUID> people = new ConcurrentLinkedQueue<>();

    /**
     * @param course that is sold from now on; nobody is enrolled in it
     */
    SalesRun(Target target, UUID course, int connections) throws SQLException {
        this.target = target;
        this.tenant = Scale.tenant(target);
        this.course = course;
        this.connections = connections;
        try (Connection connection = target.superuser()) {
            clear(connection);
            try (PreparedStatement sell =
                    connection.prepareStatement(
                            """
                            update course set price_minor = ?, currency = 'EUR', version = version + 1
                            where tenant_id = ? and id = ? returning slug
                            """)) {
                sell.setInt(1, PRICE);
                sell.setObject(2, tenant);
                sell.setObject(3, course);
                try (ResultSet row = sell.executeQuery()) {
                    row.next();
                    this.slug = row.getString(1);
                }
            }
        }
        // What is paid here is told by this run alone.
        control("webhooks/lose", "{\"type\":\"*\",\"count\":1000000000}");
    }

    /** Takes away what an earlier run has left. The books refuse that to everybody else. */
    private void clear(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            for (String table :
                    List.of(
                            "ledger_line",
                            "earning",
                            "ledger_posting",
                            "entitled_course",
                            "entitlement",
                            "payment_event",
                            "sales_order",
                            "sales_counter",
                            "outbox_delivery",
                            "outbox_event",
                            "outbox_due")) {
                sql.execute("delete from " + table + " where tenant_id = '" + tenant + "'");
            }
            sql.execute("delete from payment_school where school_id = '" + tenant + "'");
            for (String table : List.of("enrolment", "session")) {
                sql.execute(
                        "delete from "
                                + table
                                + " t using person p where p.tenant_id = '"
                                + tenant
                                + "' and p.subject like 'sale-%' and t.tenant_id = p.tenant_id"
                                + " and t.person_id = p.id");
            }
            sql.execute(
                    "delete from person where tenant_id = '"
                            + tenant
                            + "' and subject like 'sale-%'");
            sql.execute("set session_replication_role = origin");
        }
    }

    // ------------------------------------------------------------------ people

    /** Somebody who has bought nothing; their session's token is their id. */
    private UUID somebody() throws SQLException {
        UUID person = people.poll();
        if (person == null) {
            synchronized (this) {
                person = people.poll();
                if (person == null) {
                    people.addAll(join());
                    person = people.remove();
                }
            }
        }
        return person;
    }

    private List<UUID> join() throws SQLException {
        List<UUID> joined = new ArrayList<>();
        try (Connection connection = target.superuser();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                with joined as (
                                    insert into person
                                        (tenant_id, id, subject, email, name, role, active, created_at)
                                    select ?, i.id, 'sale-' || i.id, i.id || '@bench.example', 'Berta Buyer',
                                        'LEARNER', true, now()
                                    from (select gen_random_uuid() as id from generate_series(1, ?)) i
                                    returning tenant_id, id),
                                signed as (
                                    insert into session
                                        (tenant_id, id, token_hash, person_id, id_token, refresh_token,
                                         access_expires_at, created_at, expires_at)
                                    select tenant_id, gen_random_uuid(),
                                        translate(encode(sha256(convert_to(cast(id as text), 'UTF8')), 'base64'),
                                            '+/=', '-_'),
                                        id, '', '', now() + interval '6 hours', now(), now() + interval '6 hours'
                                    from joined)
                                select id from joined
                                """)) {
            insert.setObject(1, tenant);
            insert.setInt(2, PEOPLE);
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    joined.add(row.getObject(1, UUID.class));
                }
            }
        }
        return joined;
    }

    // ------------------------------------------------------------------ checkout creation

    /** People press the button, each once, and are led to Stripe's page. */
    Sample checkouts(Duration length) {
        enough(length);
        return closed(length, connection -> begin(somebody()));
    }

    /** Many enough that none are made while it is measured. */
    private void enough(Duration length) {
        try {
            while (people.size() < length.toSeconds() * 2_500 + PEOPLE) {
                people.addAll(join());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the address at Stripe. */
    private String begin(UUID person) {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + target.webPort()
                                                        + "/courses/"
                                                        + slug
                                                        + "/checkout"))
                                .header("Host", target.host())
                                .header("Origin", "http://" + target.host())
                                .header("Cookie", "lyceum_session=" + person)
                                // What the page's form carries.
                                .header("X-CSRF-Token", hash("form:" + person))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.noBody()));
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 303 || !to.contains("/pay/")) {
            throw new IllegalStateException("checkout: " + answer.statusCode() + " " + to);
        }
        return to;
    }

    private static String hash(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of the same: an order, and what Stripe has answered. */
    Sample rawCheckouts(Duration length) {
        enough(length);
        return closed(length, connection -> rawCheckout(connection, somebody()));
    }

    private String rawCheckout(Connection connection, UUID person) throws SQLException {
        UUID order = UUID.randomUUID();
        bind(connection);
        run(
                connection,
                """
                insert into sales_order
                    (tenant_id, id, person_id, course_id, title, quantity, for_others, code, status, currency,
                     list_minor, discount_minor, total_minor, fee_basis_points, created_at)
                values (?, ?, ?, ?, 'Course', 1, false, '', 'PENDING', 'EUR', 4900, 0, 4900, 500, now())
                on conflict do nothing
                """,
                tenant,
                order,
                person,
                course);
        connection.commit();
        bind(connection);
        run(
                connection,
                """
                update sales_order
                set session_id = ?, checkout_url = ?, last_error = '', version = version + 1
                where tenant_id = ? and id = ?
                """,
                "cs_" + order,
                "http://127.0.0.1/pay/cs_" + order,
                tenant,
                order);
        run(
                connection,
                "update sales_order set check_at = " + LATER + " where tenant_id = ? and id = ?",
                tenant,
                order);
        due(connection, LATER);
        connection.commit();
        return order.toString();
    }

    // ------------------------------------------------------------------ settling

    /**
     * Some people pay; then Stripe tells of all of them at once, and it is waited until each has
     * what was bought. A time counts from the message until the payment is noted.
     */
    Sample settled(Duration length) {
        int many = (int) Math.max(10, length.toMillis() * SETTLED_A_SECOND / 1000);
        Map<UUID, String> messages = new TreeMap<>();
        try {
            List<UUID> paid = paid(many);
            for (UUID order : paid) {
                messages.put(order, message(order));
            }
            Map<UUID, Long> sent = new java.util.concurrent.ConcurrentHashMap<>();
            Map<String, Integer> errors = new TreeMap<>();
            Cpu before = Cpu.now(target);
            long start = System.nanoTime();
            ExecutorService pool = Executors.newFixedThreadPool(connections);
            try {
                List<Future<?>> all = new ArrayList<>();
                messages.forEach(
                        (order, body) ->
                                all.add(
                                        pool.submit(
                                                () -> {
                                                    sent.put(order, System.currentTimeMillis());
                                                    tell(body);
                                                })));
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                pool.shutdownNow();
            }
            long done = awaitSettled(paid, start);
            Cpu cpu = Cpu.now(target).since(before);
            return new Sample(
                    Duration.ofNanos(done - start), times(paid, sent, errors), errors, cpu);
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Has people buy and pay; answers their orders, of which Lyceum has heard nothing yet. */
    private List<UUID> paid(int many) throws SQLException, InterruptedException {
        List<UUID> buyers = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                UUID person = somebody();
                buyers.add(person);
                all.add(pool.submit(() -> pay(begin(person), person)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
        List<UUID> orders = new ArrayList<>();
        try (Connection connection = target.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id from sales_order where tenant_id = ? and person_id = any(?)")) {
            query.setObject(1, tenant);
            query.setArray(2, connection.createArrayOf("uuid", buyers.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    orders.add(row.getObject(1, UUID.class));
                }
            }
        }
        return orders;
    }

    private void pay(String checkout, UUID person) {
        Map<String, String> form =
                Map.of(
                        "email", person + "@bench.example",
                        "method", "card",
                        "number", "4242424242424242",
                        "expiry", "12 / 34",
                        "cvc", "123",
                        "name", "Berta Buyer",
                        "country", "DE",
                        "postal_code", "10115",
                        "action", "pay");
        StringBuilder body = new StringBuilder();
        form.forEach(
                (name, value) ->
                        body.append(body.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        int status =
                send(HttpRequest.newBuilder(URI.create(checkout))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
                        .statusCode();
        if (status != 303) {
            throw new IllegalStateException("Stripe's page answers " + status);
        }
    }

    /** What Stripe tells of a checkout that was paid, as far as it is read. */
    private String message(UUID order) {
        Map<String, Object> object =
                Map.of(
                        "id",
                        "cs_of_" + order,
                        "object",
                        "checkout.session",
                        "metadata",
                        Map.of(
                                "lyceum_school",
                                tenant.toString(),
                                "lyceum_order",
                                order.toString()));
        try {
            return new ObjectMapper()
                    .writeValueAsString(
                            Map.of(
                                    "id",
                                    "evt_" + order,
                                    "object",
                                    "event",
                                    "api_version",
                                    "2026-07-29.dahlia",
                                    "type",
                                    "checkout.session.completed",
                                    "data",
                                    Map.of("object", object)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(String body) {
        long now = System.currentTimeMillis() / 1000;
        int status =
                send(HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + target.webPort()
                                                        + "/api/v1/stripe/events"))
                                .header("Content-Type", "application/json")
                                .header(
                                        "Stripe-Signature",
                                        "t=" + now + ",v1=" + signature(now + "." + body))
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode();
        if (status / 100 != 2) {
            throw new IllegalStateException("A message is answered with " + status);
        }
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            target.stripe().webhookSecret().getBytes(StandardCharsets.UTF_8),
                            "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all are paid and in the books; answers when the last one was. */
    private long awaitSettled(List<UUID> orders, long start) throws SQLException {
        try (Connection connection = target.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select count(*)
                                from ledger_posting
                                where tenant_id = ? and order_id = any(?) and kind = 'SALE'
                                """)) {
            query.setObject(1, tenant);
            query.setArray(2, connection.createArrayOf("uuid", orders.toArray()));
            while (System.nanoTime() - start < PATIENCE.toNanos()) {
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == orders.size()) {
                        break;
                    }
                }
                LockSupport.parkNanos(2_000_000);
            }
            return System.nanoTime();
        }
    }

    private Histogram times(List<UUID> orders, Map<UUID, Long> sent, Map<String, Integer> errors)
            throws SQLException {
        Histogram times = Sample.histogram();
        try (Connection connection = target.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select id, extract(epoch from paid_at) * 1000
                                from sales_order
                                where tenant_id = ? and id = any(?) and paid_at is not null
                                """)) {
            query.setObject(1, tenant);
            query.setArray(2, connection.createArrayOf("uuid", orders.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long millis = row.getLong(2) - sent.get(row.getObject(1, UUID.class));
                    times.recordValue(Math.max(0, millis) * 1000);
                }
            }
        }
        int missing = orders.size() - Math.toIntExact(times.getTotalCount());
        if (missing > 0) {
            errors.put("settle: not settled", missing);
        }
        return times;
    }

    /** The rows of the same: a message, the order, access and course, the event, the posting. */
    Sample rawSettled(Duration length) {
        Queue<UUID[]> orders = new ConcurrentLinkedQueue<>(open(length));
        return closed(length, connection -> rawSettle(connection, orders.remove()));
    }

    /** Orders with their people that wait to be settled, more than there is time for. */
    private Queue<UUID[]> open(Duration length) {
        Queue<UUID[]> open = new ArrayDeque<>();
        List<UUID> buyers = new ArrayList<>();
        enough(length);
        long many = Math.max(1_000, length.toMillis());
        try (Connection connection = target.superuser();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                insert into sales_order
                                    (tenant_id, id, person_id, course_id, title, quantity, for_others, code, status,
                                     currency, list_minor, discount_minor, total_minor, fee_basis_points, session_id,
                                     created_at)
                                select ?, gen_random_uuid(), buyer, ?, 'Course', 1, false, '', 'PENDING', 'EUR', 4900,
                                    0, 4900, 500, 'cs_' || buyer, now()
                                from unnest(?) buyer
                                returning id, person_id
                                """)) {
            for (int i = 0; i < many; i++) {
                buyers.add(somebody());
            }
            insert.setObject(1, tenant);
            insert.setObject(2, course);
            insert.setArray(3, connection.createArrayOf("uuid", buyers.toArray()));
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    open.add(
                            new UUID[] {
                                row.getObject(1, UUID.class), row.getObject(2, UUID.class)
                            });
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return open;
    }

    private String rawSettle(Connection connection, UUID[] orderAndPerson) throws SQLException {
        UUID order = orderAndPerson[0];
        UUID person = orderAndPerson[1];
        bind(connection);
        run(
                connection,
                """
                insert into payment_event (tenant_id, id, event_id, type, order_id, body, received_at)
                values (?, gen_random_uuid(), ?, 'checkout.session.completed', ?, ?, now())
                on conflict (tenant_id, event_id) do nothing
                """,
                tenant,
                "evt_" + order,
                order,
                "x".repeat(500));
        run(
                connection,
                "update sales_order set told_at = now(), check_at = "
                        + LATER
                        + " where tenant_id = ? and id = ?",
                tenant,
                order);
        due(connection, LATER);
        connection.commit();
        bind(connection);
        run(
                connection,
                "update sales_order set check_at = "
                        + LATER
                        + " where tenant_id = ? and id = ? returning id",
                tenant,
                order);
        due(connection, LATER);
        connection.commit();
        bind(connection);
        run(
                connection,
                "select * from sales_order where tenant_id = ? and id = ? for update",
                tenant,
                order);
        run(
                connection,
                """
                update payment_event set handled_at = now()
                where tenant_id = ? and order_id = ? and handled_at is null and received_at <= now()
                """,
                tenant,
                order);
        run(
                connection,
                """
                insert into sales_counter (tenant_id, id, name, last)
                values (?, gen_random_uuid(), 'raw', 10000001)
                on conflict (tenant_id, name) do update set last = sales_counter.last + 1
                returning last
                """,
                tenant);
        run(
                connection,
                """
                update sales_order
                set status = 'PAID', payment_intent_id = ?, paid_at = now(), version = version + 1,
                    number = (select last from sales_counter where tenant_id = ? and name = 'raw')
                where tenant_id = ? and id = ?
                """,
                "pi_" + order,
                tenant,
                tenant,
                order);
        run(
                connection,
                "insert into payment_school (payment_intent_id, school_id, order_id) values (?, ?, ?)",
                "pi_" + order,
                tenant,
                order);
        UUID entitlement = UUID.randomUUID();
        run(
                connection,
                """
                insert into entitlement (tenant_id, id, person_id, course_id, order_id, opened, granted_at)
                values (?, ?, ?, ?, ?, true, now())
                on conflict (tenant_id, order_id, extra) do update set ended_at = null
                """,
                tenant,
                entitlement,
                person,
                course,
                order);
        run(
                connection,
                """
                insert into entitled_course (tenant_id, id, entitlement_id, course_id)
                values (?, gen_random_uuid(), ?, ?)
                on conflict (tenant_id, entitlement_id, course_id) do nothing
                """,
                tenant,
                entitlement,
                course);
        run(
                connection,
                """
                insert into enrolment
                    (tenant_id, id, person_id, course_id, status, enrolled_at, last_activity_at)
                values (?, gen_random_uuid(), ?, ?, 'ACTIVE', now(), now())
                on conflict (tenant_id, person_id, course_id) do nothing
                """,
                tenant,
                person,
                course);
        event(connection, "raw.enrolled");
        event(connection, "raw.paid");
        post(connection, order);
        run(
                connection,
                "update sales_order set check_at = null where tenant_id = ? and id = ? returning id",
                tenant,
                order);
        connection.commit();
        return order.toString();
    }

    /** An event with one delivery, of a kind that nobody listens to and that is not due. */
    private void event(Connection connection, String type) throws SQLException {
        UUID event = UUID.randomUUID();
        run(
                connection,
                """
                insert into outbox_event (tenant_id, id, type, type_version, payload, occurred_at)
                values (?, ?, ?, 1, '{}', now())
                """,
                tenant,
                event,
                type);
        run(
                connection,
                """
                insert into outbox_delivery
                    (tenant_id, id, event_id, listener, lane, status, due_at, created_at)
                values (?, gen_random_uuid(), ?, 'nobody', 'RAW', 'DONE', now(), now())
                """,
                tenant,
                event);
        due(connection, LATER);
    }

    private void post(Connection connection, UUID order) throws SQLException {
        UUID posting = UUID.randomUUID();
        run(
                connection,
                """
                insert into ledger_posting (tenant_id, id, order_id, kind, source, occurred_at, created_at)
                values (?, ?, ?, 'SALE', ?, now(), now())
                on conflict (tenant_id, source) do nothing
                """,
                tenant,
                posting,
                order,
                "ch_" + order);
        run(
                connection,
                """
                insert into earning
                    (tenant_id, id, posting_id, order_id, payee, currency, amount_minor, earned_at, due_at)
                values (?, gen_random_uuid(), ?, ?, 'SCHOOL', 'EUR', 4488, now(), now())
                """,
                tenant,
                posting,
                order);
        Map<String, Integer> lines =
                Map.of(
                        "SALES", -4900,
                        "STRIPE_BALANCE", 4733,
                        "PROCESSOR_FEES", 167,
                        "PLATFORM_FEES", 245,
                        "DUE_TO_PLATFORM", -245);
        for (Map.Entry<String, Integer> line : lines.entrySet()) {
            run(
                    connection,
                    """
                    insert into ledger_line (tenant_id, id, posting_id, account, currency, amount_minor)
                    values (?, gen_random_uuid(), ?, ?, 'EUR', ?)
                    """,
                    tenant,
                    posting,
                    line.getKey(),
                    line.getValue());
        }
    }

    // ------------------------------------------------------------------ SQL and HTTP

    private void bind(Connection connection) throws SQLException {
        run(connection, "select bind_tenant(?)", tenant);
    }

    private void due(Connection connection, String when) throws SQLException {
        run(
                connection,
                "insert into outbox_due (id, tenant_id, lane, due_at) values (gen_random_uuid(), ?, 'RAW', "
                        + when
                        + ")",
                tenant);
    }

    /** The JDBC driver keeps a statement that comes often prepared. */
    private static void run(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    private interface Work {
        String on(Connection connection) throws SQLException;
    }

    /** As much as there is time for, each connection one after the other. */
    private Sample closed(Duration length, Work work) {
        Map<String, Integer> errors = new TreeMap<>();
        return SqlLoad.run(
                target,
                connections,
                length,
                errors,
                (connection, end) -> until(end, connection, work, errors));
    }

    private static Histogram until(
            long end, Connection connection, Work work, Map<String, Integer> errors)
            throws SQLException {
        Histogram latency = Sample.histogram();
        for (long now = System.nanoTime(); now < end; ) {
            try {
                work.on(connection);
                long done = System.nanoTime();
                latency.recordValue((done - now) / 1000);
            } catch (IllegalStateException e) {
                synchronized (errors) {
                    errors.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
                }
            }
            now = System.nanoTime();
        }
        return latency;
    }

    private void control(String what, String body) {
        send(
                HttpRequest.newBuilder(URI.create(target.stripe().url() + "/_control/" + what))
                        .header("Content-Type", "application/json")
                        .method(
                                body.isEmpty() ? "DELETE" : "POST",
                                HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets the simulator tell again, and takes away what was written. */
    @Override
    public void close() throws SQLException {
        control("webhooks", "");
        try (Connection connection = target.superuser()) {
            clear(connection);
        }
    }
}
