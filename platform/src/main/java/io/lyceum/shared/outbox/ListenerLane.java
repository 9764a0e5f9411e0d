package io.lyceum.shared.outbox;

import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells the listeners that are classes what the outbox holds for them. */
abstract class ListenerLane implements Lane {

    /** The lanes of listeners that are classes; in all others somebody outside is told. */
    static final List<String> ALL = List.of(OutboxDispatcher.LANE, BulkDispatcher.LANE);

    private static final Logger LOG = Logger.getLogger(ListenerLane.class.getName());
    private static final int BATCH = 20;
    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int MAX_ATTEMPTS = 10;

    /** With pauses that grow to an hour, about two days. */
    private static final int MAX_ATTEMPTS_OF_THE_UNAVAILABLE = 60;

    private static final Duration LEASE = Duration.ofSeconds(60);

    /** Longer than one listener may take: nothing is begun that could outlive its lease. */
    private static final Duration LONGEST = Duration.ofSeconds(35);

    private final String lane;
    private final Deliveries deliveries;
    private final Transactions transactions;
    private final Clock clock;
    private final Instance<EventListener<?>> listeners;

    ListenerLane(
            String lane,
            Deliveries deliveries,
            Transactions transactions,
            Clock clock,
            Instance<EventListener<?>> listeners) {
        this.lane = lane;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** The lane in which a listener is told of an event. */
    static <E extends Event> String of(EventListener<E> listener, Event event) {
        return listener.bulk(listener.event().cast(event))
                ? BulkDispatcher.LANE
                : OutboxDispatcher.LANE;
    }

    @Override
    public String lane() {
        return lane;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        List<LeasedDelivery> leases = transactions.call(() -> deliveries.lease(lane, BATCH, LEASE));
        for (int i = 0; i < leases.size(); i++) {
            if (turn.over() || !leases.get(i).allows(LONGEST, clock.instant())) {
                List<LeasedDelivery> rest = leases.subList(i, leases.size());
                transactions.run(() -> deliveries.giveBack(rest, lane));
                return true;
            }
            deliver(leases.get(i));
        }
        return leases.size() == BATCH;
    }

    private void deliver(LeasedDelivery delivery) {
        Instant begun = clock.instant();
        try {
            Optional<EventListener<?>> found =
                    listeners.stream()
                            .<EventListener<?>>map(l -> l)
                            .filter(l -> Outbox.nameOf(l).equals(delivery.listener()))
                            .findFirst();
            if (found.isEmpty()) {
                throw new EventListener.Undeliverable("no listener " + delivery.listener());
            }
            tell(found.get(), delivery, begun);
        } catch (EventListener.NotNow e) {
            Duration wait = Duration.between(clock.instant(), e.until());
            transactions.run(
                    () -> deliveries.postpone(List.of(delivery), lane, wait, e.why(), false));
        } catch (RuntimeException e) {
            String error = inWords(e);
            LOG.log(
                    Level.INFO,
                    "outbox: {0} failed: {1}",
                    new Object[] {delivery.listener(), Deliveries.inWords(error)});
            transactions.run(
                    () -> {
                        note(delivery, begun, error);
                        if (e instanceof EventListener.Undeliverable) {
                            deliveries.park(delivery, error);
                        } else {
                            deliveries.failed(
                                    delivery,
                                    lane,
                                    error,
                                    e instanceof EventListener.Unavailable
                                            ? MAX_ATTEMPTS_OF_THE_UNAVAILABLE
                                            : MAX_ATTEMPTS);
                        }
                    });
        }
    }

    /** What goes to the outside, and what fails, is kept attempt by attempt. */
    private void note(LeasedDelivery delivery, Instant begun, String error) {
        Duration took = Duration.between(begun, clock.instant());
        deliveries.note(
                Map.of(
                        delivery,
                        new DeliveryAttempt(
                                delivery.attempt(),
                                begun,
                                Math.toIntExact(took.toMillis()),
                                error.isEmpty(),
                                Optional.empty(),
                                error,
                                "")));
    }

    private <E extends Event> void tell(
            EventListener<E> listener, LeasedDelivery delivery, Instant begun) {
        E event = Json.read(delivery.payload().toString(), listener.event());
        if (listener instanceof EventListener.InTransaction<E>) {
            transactions.run(
                    () -> {
                        if (deliveries.done(delivery)) {
                            listener.on(delivery.event(), event);
                        }
                    });
        } else {
            listener.on(delivery.event(), event);
            transactions.run(
                    () -> {
                        note(delivery, begun, "");
                        deliveries.done(delivery);
                    });
        }
    }

    private static String inWords(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
