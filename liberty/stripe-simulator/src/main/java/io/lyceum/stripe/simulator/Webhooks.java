package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events to webhook endpoints: one after the other in the order they happened; one that is
 * not taken is tried again later, with longer and longer pauses, while others go on.
 */
final class Webhooks implements AutoCloseable {

    static final String DELIVERY = "_delivery";
    private static final int MOST_ATTEMPTS = 16;

    /** A delivery that waits; {@code due} is in {@link System#nanoTime()}. */
    private record Waiting(String id, String event, String endpoint, int attempts, long due) {}

    /** What a control wants done to deliveries. */
    record Rules(int copies, int window, long delayMillis, boolean paused) {
        static final Rules NONE = new Rules(1, 1, 0, false);
    }

    /** Deliveries that get lost: the next so many of a type, or of any. */
    private static final class Loss {
        final String type;
        long left;

        Loss(String type, long left) {
            this.type = type;
            this.left = left;
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Duration pause;
    private final Random random = new Random(1);
    private final List<Waiting> queue = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final Thread thread = new Thread(this::work, "stripe-simulator-webhooks");
    private Rules rules = Rules.NONE;
    private boolean flushing;
    private boolean sending;
    private boolean closed;
    private long delivered;
    private long refused;
    private long lost;
    private @Nullable Store store;

    Webhooks(Duration pause) {
        this.pause = pause;
        thread.setDaemon(true);
    }

    /** Starts to deliver, with what an earlier run left undone. */
    void start(Store documents) {
        store = documents;
        for (ObjectNode delivery : documents.all(DELIVERY)) {
            enter(delivery, 0);
        }
        thread.start();
    }

    /** Notes an event for each endpoint that wants it. */
    void enqueue(Scope scope, ObjectNode event) {
        List<ObjectNode> endpoints =
                scope.unit()
                        .all("webhook_endpoint")
                        .filter(endpoint -> wants(scope, endpoint, event))
                        .toList();
        event.put("pending_webhooks", endpoints.size());
        for (ObjectNode endpoint : endpoints) {
            ObjectNode delivery =
                    Json.object(
                            "id",
                            "_dl_" + Ids.letters(16),
                            "object",
                            DELIVERY,
                            "event",
                            event.get("id"),
                            "endpoint",
                            endpoint.get("id"),
                            "_account",
                            scope.account());
            scope.save(delivery);
            scope.unit().afterwards(() -> enter(delivery, 0));
        }
    }

    private static boolean wants(Scope scope, ObjectNode endpoint, ObjectNode event) {
        boolean own = endpoint.path("_account").asText().equals(scope.account());
        String connect = endpoint.path("_connect").asText();
        boolean heard =
                own
                        ? !connect.equals("true")
                        : !connect.equals("false")
                                && endpoint.path("_account")
                                        .asText()
                                        .equals(scope.world().platform());
        if (!heard || !endpoint.path("status").asText().equals("enabled")) {
            return false;
        }
        for (JsonNode type : endpoint.path("enabled_events")) {
            if (type.asText().equals("*") || type.equals(event.get("type"))) {
                return true;
            }
        }
        return false;
    }

    private synchronized void enter(ObjectNode delivery, int attempts) {
        long due = System.nanoTime() + Duration.ofMillis(rules.delayMillis()).toNanos();
        queue.add(
                new Waiting(
                        delivery.path("id").asText(),
                        delivery.path("event").asText(),
                        delivery.path("endpoint").asText(),
                        attempts,
                        due));
        notifyAll();
    }

    synchronized Rules rules() {
        return rules;
    }

    synchronized void rules(Rules wanted) {
        rules = wanted;
        notifyAll();
    }

    /** Loses the next deliveries of a type, or of any: "*". */
    synchronized void lose(String type, long count) {
        losses.add(new Loss(type, count));
    }

    /** Ends all that was ordered. */
    synchronized void usual() {
        rules = Rules.NONE;
        losses.clear();
        notifyAll();
    }

    synchronized void forget() {
        usual();
        queue.clear();
        delivered = 0;
        refused = 0;
        lost = 0;
    }

    synchronized ObjectNode counts() {
        return Json.object(
                "waiting", queue.size() + (sending ? 1 : 0),
                "delivered", delivered,
                "refused", refused,
                "lost", lost);
    }

    /** Tries everything that waits now, also what is delayed, and returns when that is done. */
    ObjectNode flush() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (this) {
            flushing = true;
            queue.replaceAll(
                    waiting ->
                            new Waiting(
                                    waiting.id(),
                                    waiting.event(),
                                    waiting.endpoint(),
                                    waiting.attempts(),
                                    System.nanoTime()));
            notifyAll();
            try {
                while (System.nanoTime() < end && (sending || firstDue() >= 0)) {
                    wait(200);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            flushing = false;
            return counts();
        }
    }

    private int firstDue() {
        long now = System.nanoTime();
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).due() - now <= 0) {
                return i;
            }
        }
        return -1;
    }

    private void work() {
        try {
            for (Optional<Waiting> next = next(); next.isPresent(); next = next()) {
                send(next.get());
                synchronized (this) {
                    sending = false;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a delivery that is due; empty when all is over. */
    private synchronized Optional<Waiting> next() throws InterruptedException {
        while (!closed) {
            int due = firstDue();
            if (due >= 0 && !rules.paused() && (flushing || queue.size() >= rules.window())) {
                if (rules.window() > 1) {
                    due = random.nextInt(Math.min(rules.window(), queue.size()));
                }
                sending = true;
                return Optional.of(queue.remove(due));
            }
            wait(due >= 0 || queue.isEmpty() ? 1_000 : 20);
        }
        return Optional.empty();
    }

    private synchronized boolean loses(String type) {
        for (Loss loss : losses) {
            if (loss.left > 0 && (loss.type.equals("*") || loss.type.equals(type))) {
                loss.left--;
                lost++;
                return true;
            }
        }
        return false;
    }

    private void send(Waiting waiting) {
        Optional<Message> message = store.change(unit -> message(unit, waiting));
        if (message.isEmpty() || loses(message.get().type())) {
            done(waiting);
            return;
        }
        boolean taken = true;
        for (int copy = 0; copy < Math.max(1, rules().copies()); copy++) {
            taken &= post(message.get().address(), message.get().secret(), message.get().body());
        }
        if (taken) {
            synchronized (this) {
                delivered++;
            }
            done(waiting);
        } else {
            later(waiting);
        }
    }

    private record Message(URI address, String secret, String type, String body) {}

    private static Optional<Message> message(Unit unit, Waiting waiting) {
        Optional<ObjectNode> event = unit.find(waiting.event());
        Optional<ObjectNode> endpoint = unit.find(waiting.endpoint());
        if (event.isEmpty() || endpoint.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Message(
                        URI.create(endpoint.get().path("url").asText()),
                        endpoint.get().path("_secret").asText(),
                        event.get().path("type").asText(),
                        body(event.get())));
    }

    private static String body(ObjectNode event) {
        ObjectNode shown = event.deepCopy();
        event.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (name.startsWith("_")) {
                                shown.remove(name);
                            }
                        });
        return shown.toPrettyString();
    }

    private boolean post(URI address, String secret, String body) {
        long now = System.currentTimeMillis() / 1000;
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                        .header(
                                "Stripe-Signature",
                                "t=" + now + ",v1=" + signature(secret, now + "." + body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void done(Waiting waiting) {
        store.change(
                unit -> {
                    unit.remove(waiting.id());
                    unit.find(waiting.event())
                            .ifPresent(
                                    event -> {
                                        Json.add(event, "pending_webhooks", -1);
                                        unit.save(event);
                                    });
                    return unit;
                });
    }

    private synchronized void later(Waiting waiting) {
        refused++;
        if (closed) {
            return;
        }
        if (waiting.attempts() + 1 >= MOST_ATTEMPTS) {
            done(waiting);
            return;
        }
        long wait = pause.toNanos() << Math.min(waiting.attempts(), 11);
        queue.add(
                new Waiting(
                        waiting.id(),
                        waiting.event(),
                        waiting.endpoint(),
                        waiting.attempts() + 1,
                        System.nanoTime() + wait));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
