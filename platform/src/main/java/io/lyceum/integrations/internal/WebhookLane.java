package io.lyceum.integrations.internal;

import io.lyceum.integrations.Webhook;
import io.lyceum.integrations.Webhooks;
import io.lyceum.shared.camel.Routes;
import io.lyceum.shared.outbox.Deliveries;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.outbox.LeasedDelivery;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends what webhooks are told. No thread waits for an endpoint: the lane takes on as many
 * deliveries as an endpoint has free places, a few times as many if it answers at once, and goes
 * on; when answers come, they are written down together and the places are filled again. A slow
 * endpoint keeps nothing but its own places.
 */
@ApplicationScoped
public class WebhookLane implements Lane {

    public static final String LANE = "WEBHOOK";

    private static final Logger LOG = Logger.getLogger(WebhookLane.class.getName());
    private static final int SCHOOLS_AT_ONCE = 4;

    /** Longer than an answer may take and its writing down. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Webhooks webhooks;
    private final SigningKeys keys;
    private final Deliveries deliveries;
    private final DueSchools dueSchools;
    private final Routes routes;
    private final CurrentSchool school;
    private final Transactions transactions;
    private final Clock clock;
    private final RetrySchedule retries;
    private final Duration warnAfter;
    private final Duration endAfter;
    private final Gates gates;
    private final Pace pace;
    private final Map<SchoolId, Inbox> inboxes = new ConcurrentHashMap<>();

    @Resource ManagedExecutorService executor;
    @Resource ContextService contexts;

    /** Answers come on threads that are not the server's; what follows needs what the lane has. */
    private volatile @Nullable Executor asTheLane;

    protected WebhookLane() {
        this(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    @Inject
    WebhookLane(
            Webhooks webhooks,
            SigningKeys keys,
            Deliveries deliveries,
            DueSchools dueSchools,
            Routes routes,
            CurrentSchool school,
            Transactions transactions,
            Clock clock,
            Pace pace,
            @ConfigProperty(name = "lyceum.webhooks.retry", defaultValue = "PT5S") Duration retry,
            @ConfigProperty(name = "lyceum.webhooks.rest", defaultValue = "PT30S") Duration rest,
            @ConfigProperty(name = "lyceum.webhooks.warn-after", defaultValue = "PT24H")
                    Duration warnAfter,
            @ConfigProperty(name = "lyceum.webhooks.end-after", defaultValue = "PT120H")
                    Duration endAfter) {
        this.webhooks = webhooks;
        this.keys = keys;
        this.deliveries = deliveries;
        this.dueSchools = dueSchools;
        this.routes = routes;
        this.school = school;
        this.transactions = transactions;
        this.clock = clock;
        this.pace = pace;
        this.gates = new Gates(rest);
        this.retries = new RetrySchedule(retry);
        this.warnAfter = warnAfter;
        this.endAfter = endAfter;
    }

    /** Answers of one school's endpoints that nobody has written down yet. */
    private static final class Inbox {

        private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean taken = new AtomicBoolean();
    }

    /**
     * What came of a delivery.
     *
     * @param attempted nothing if it was not sent, because one before it failed
     */
    private record Outcome(LeasedDelivery delivery, UUID webhook, Optional<Attempted> attempted) {}

    /**
     * What is taken on for one endpoint.
     *
     * @param events what is still to be sent
     * @param places how many of them may be under way at once
     */
    private record Batch(
            SchoolId school,
            Webhook webhook,
            List<SigningKey> keys,
            Queue<LeasedDelivery> events,
            int places) {

        private UUID id() {
            return webhook.id();
        }

        private String host() {
            return hostOf(webhook);
        }
    }

    @Override
    public String lane() {
        return LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        if (asTheLane == null) {
            asTheLane = contexts.currentContextExecutor();
        }
        transactions.call(this::active).forEach(this::fill);
        return false;
    }

    /** What was published while a webhook was being switched off is given up like the rest. */
    private List<UUID> active() {
        List<Webhook> all = webhooks.list();
        all.stream()
                .filter(w -> w.state() == Webhook.State.DISABLED)
                .forEach(w -> deliveries.parkAll(w.listener(), Webhooks.SWITCHED_OFF));
        return all.stream()
                .filter(w -> w.state() == Webhook.State.ACTIVE)
                .map(Webhook::id)
                .toList();
    }

    /** Sends as much to an endpoint as it has free places. */
    private void fill(UUID id) {
        List<Runnable> givingBack = new ArrayList<>();
        Optional<Batch> batch;
        try {
            batch = transactions.call(() -> take(id, givingBack));
        } catch (RuntimeException e) {
            // What was to be taken on was not.
            givingBack.forEach(Runnable::run);
            throw e;
        }
        batch.ifPresent(this::send);
    }

    /**
     * @param givingBack gets what gives the taken places back
     */
    private Optional<Batch> take(UUID id, List<Runnable> givingBack) {
        Optional<Webhook> found = webhooks.find(id).filter(w -> w.state() == Webhook.State.ACTIVE);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Webhook webhook = found.get();
        String host = hostOf(webhook);
        Instant now = clock.instant();
        int free = gates.free(id, webhook.version(), host, now);
        if (free == 0) {
            gates.signalFor(id, now).ifPresent(when -> dueSchools.signal(LANE, when));
            return Optional.empty();
        }
        int allowed = pace.room(id, webhook.perMinute(), now);
        if (allowed == 0) {
            dueSchools.signal(LANE, pace.next(id, now));
            return Optional.empty();
        }
        int most = Math.min(free * gates.ahead(id), allowed);
        List<LeasedDelivery> events = deliveries.leaseOf(webhook.listener(), LANE, most, LEASE);
        if (events.isEmpty()) {
            return Optional.empty();
        }
        int places = gates.enter(id, host, Math.min(free, events.size()));
        givingBack.add(() -> gates.leave(id, host, places));
        if (places == 0) {
            deliveries.giveBack(events, LANE);
            return Optional.empty();
        }
        if (events.size() == most) {
            gates.moreMayWait(id);
        }
        pace.took(id, webhook.perMinute(), events.size(), now);
        List<SigningKey> signing = keys.of(id).stream().map(SigningKeys.Held::key).toList();
        return Optional.of(
                new Batch(
                        school.id(),
                        webhook,
                        signing,
                        new ConcurrentLinkedQueue<>(events),
                        places));
    }

    private static String hostOf(Webhook webhook) {
        return URI.create(webhook.url()).getHost();
    }

    private void send(Batch batch) {
        for (int i = 0; i < batch.places(); i++) {
            Optional.ofNullable(batch.events().poll())
                    .ifPresentOrElse(event -> send(batch, event), () -> leave(batch));
        }
    }

    private void leave(Batch batch) {
        gates.leave(batch.id(), batch.host(), 1);
    }

    private void send(Batch batch, LeasedDelivery event) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        WebhookMessage message =
                new WebhookMessage(
                        batch.id(),
                        URI.create(batch.webhook().url()),
                        Webhooks.messageId(event.event()),
                        Envelope.of(batch.school().value(), event),
                        batch.keys());
        routes.send(WebhookRoute.ENTRANCE, exchange -> exchange.getMessage().setBody(message))
                .thenAccept(
                        exchange ->
                                answered(
                                        batch,
                                        event,
                                        Attempted.of(exchange, at, System.nanoTime() - begun)));
    }

    /**
     * Goes on in the same place, unless the endpoint is in trouble: then the rest is given back.
     */
    private void answered(Batch batch, LeasedDelivery event, Attempted attempted) {
        told(batch.id(), attempted);
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome(event, batch.id(), Optional.of(attempted)));
        LeasedDelivery next = batch.events().poll();
        if (!attempted.delivered()) {
            while (next != null) {
                outcomes.add(new Outcome(next, batch.id(), Optional.empty()));
                next = batch.events().poll();
            }
        }
        if (next == null) {
            leave(batch);
        }
        post(batch.school(), outcomes);
        if (next != null) {
            send(batch, next);
        }
    }

    private void told(UUID webhook, Attempted attempted) {
        if (attempted.delivered()) {
            gates.succeeded(webhook, Duration.ofMillis(attempted.millis()));
        } else {
            gates.failed(webhook, clock.instant(), attempted.pause());
        }
    }

    private void post(SchoolId of, List<Outcome> outcomes) {
        Inbox inbox = inboxes.computeIfAbsent(of, s -> new Inbox());
        inbox.outcomes.addAll(outcomes);
        if (inbox.taken.compareAndSet(false, true)) {
            begin(of, inbox);
        }
    }

    private void begin(SchoolId of, Inbox inbox) {
        Executor context = Objects.requireNonNull(asTheLane);
        executor.submit(() -> context.execute(() -> empty(of, inbox)));
    }

    private void empty(SchoolId of, Inbox inbox) {
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Outcome one = inbox.outcomes.poll(); one != null; one = inbox.outcomes.poll()) {
                outcomes.add(one);
            }
            school.run(of, () -> settle(outcomes));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "webhooks: answers could not be written down; they are asked for again",
                    e);
        } finally {
            inbox.taken.set(false);
            if (!inbox.outcomes.isEmpty() && inbox.taken.compareAndSet(false, true)) {
                begin(of, inbox);
            }
        }
    }

    private void settle(List<Outcome> outcomes) {
        transactions.run(() -> write(outcomes));
        Set<UUID> endpoints = new LinkedHashSet<>();
        outcomes.forEach(outcome -> endpoints.add(outcome.webhook()));
        endpoints.stream().filter(gates::takeMore).forEach(this::fill);
    }

    private void write(List<Outcome> outcomes) {
        Map<LeasedDelivery, DeliveryAttempt> attempts = new LinkedHashMap<>();
        Map<UUID, Attempted> latest = new LinkedHashMap<>();
        List<LeasedDelivery> made = new ArrayList<>();
        List<LeasedDelivery> unsent = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            LeasedDelivery delivery = outcome.delivery();
            if (outcome.attempted().isEmpty()) {
                unsent.add(delivery);
                continue;
            }
            Attempted attempted = outcome.attempted().get();
            attempts.put(delivery, attempted.noted(delivery.attempt()));
            latest.put(outcome.webhook(), attempted);
            if (attempted.delivered()) {
                made.add(delivery);
            } else {
                again(delivery, attempted);
            }
        }
        deliveries.note(attempts);
        deliveries.done(made);
        deliveries.giveBack(unsent, LANE);
        latest.forEach(this::health);
    }

    private void again(LeasedDelivery delivery, Attempted attempted) {
        Optional<Duration> pause = retries.after(delivery.attempt());
        if (pause.isEmpty() || attempted.gone()) {
            deliveries.park(delivery, attempted.error());
            return;
        }
        Duration asked = attempted.pause();
        deliveries.postpone(
                List.of(delivery),
                LANE,
                asked.compareTo(pause.get()) > 0 ? asked : pause.get(),
                attempted.error(),
                true);
    }

    private void health(UUID webhook, Attempted attempted) {
        if (attempted.delivered()) {
            webhooks.succeeded(webhook, attempted.at());
        } else {
            webhooks.failed(
                    webhook,
                    clock.instant(),
                    attempted.error(),
                    attempted.gone(),
                    warnAfter,
                    endAfter);
        }
    }

    /**
     * Sends a message that no delivery stands for and waits for what comes of it; outside of
     * transactions.
     */
    public Attempted trySending(Webhook webhook, String id, byte[] body) {
        List<SigningKey> signing =
                transactions.call(
                        () -> keys.of(webhook.id()).stream().map(SigningKeys.Held::key).toList());
        Instant at = clock.instant();
        long begun = System.nanoTime();
        WebhookMessage message =
                new WebhookMessage(webhook.id(), URI.create(webhook.url()), id, body, signing);
        Attempted attempted =
                routes.send(
                                WebhookRoute.ENTRANCE,
                                exchange -> exchange.getMessage().setBody(message))
                        .thenApply(
                                exchange -> Attempted.of(exchange, at, System.nanoTime() - begun))
                        .join();
        told(webhook.id(), attempted);
        return attempted;
    }
}
