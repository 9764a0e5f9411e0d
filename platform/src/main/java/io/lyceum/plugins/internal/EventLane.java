package io.lyceum.plugins.internal;

import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.event.DomainEventListener;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginCalls.Attempt;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.plugins.Subjects;
import io.lyceum.shared.outbox.Deliveries;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.outbox.LeasedDelivery;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells plugins what has happened at their school: listeners one event at a time, connectors up to
 * a hundred at once. What fails is tried again with growing pauses and parked after the last try.
 */
@ApplicationScoped
public class EventLane implements Lane {

    private static final int SCHOOLS_AT_ONCE = 8;
    private static final int BATCH = 100;
    private static final int MOST_ATTEMPTS = 15;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Longer than any call may take: nothing is begun that could outlive its lease. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(35);

    private static final Duration SWITCHED_OFF = Duration.ofHours(1);
    private static final Duration LONGEST_REST = Duration.ofHours(6);

    private final Deliveries deliveries;
    private final SchoolPlugins plugins;
    private final PluginCalls calls;
    private final Subjects subjects;
    private final CurrentSchool school;
    private final Transactions transactions;
    private final Clock clock;

    /** Systems outside that want to be left alone, by school and address. */
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();

    protected EventLane() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    EventLane(
            Deliveries deliveries,
            SchoolPlugins plugins,
            PluginCalls calls,
            Subjects subjects,
            CurrentSchool school,
            Transactions transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.plugins = plugins;
        this.calls = calls;
        this.subjects = subjects;
        this.school = school;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String lane() {
        return PluginWork.LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        List<LeasedDelivery> leases =
                transactions.call(() -> deliveries.lease(PluginWork.LANE, BATCH, LEASE));
        leases.stream()
                .collect(
                        Collectors.groupingBy(
                                LeasedDelivery::listener, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, events) -> tell(name, events, turn));
        return !leases.isEmpty();
    }

    private void tell(String name, List<LeasedDelivery> events, Turn turn) {
        Optional<PluginAddress> address = PluginAddress.parse(name);
        if (address.isEmpty()) {
            transactions.run(() -> events.forEach(e -> deliveries.park(e, "no plugin " + name)));
            return;
        }
        Instant rest = resting.getOrDefault(school.id() + name, Instant.MIN);
        Instant now = clock.instant();
        if (rest.isAfter(now)) {
            postpone(events, Duration.between(now, rest), "the other system asked for a pause");
        } else if (address.get().kind() == Kind.CONNECTOR) {
            push(address.get(), events, turn);
        } else {
            tellEach(address.get(), events, turn);
        }
    }

    private void tellEach(PluginAddress address, List<LeasedDelivery> events, Turn turn) {
        PluginCalls.Subject about = subjects.ofSchool();
        for (int i = 0; i < events.size(); i++) {
            LeasedDelivery event = events.get(i);
            if (tooLate(event, turn)) {
                postpone(events.subList(i, events.size()), Duration.ZERO, "");
                return;
            }
            Attempt<DomainEventListener.Handled> attempt =
                    calls.attempt(
                            address.plugin(),
                            Kind.LISTENER,
                            address.extension(),
                            "on",
                            message(event),
                            DomainEventListener.Handled.class,
                            about);
            if (attempt instanceof Attempt.Answered<DomainEventListener.Handled> answered) {
                boolean done = answered.answer().outcome() == DomainEventListener.Outcome.DONE;
                transactions.run(
                        () -> {
                            if (done) {
                                deliveries.done(event);
                            } else {
                                failed(event, answered.answer().note());
                            }
                        });
            } else if (attempt instanceof Attempt.Failed<DomainEventListener.Handled> failed) {
                transactions.run(() -> failed(event, failed.error()));
            } else {
                notCalled(address, attempt, events.subList(i, events.size()));
                return;
            }
        }
    }

    private void push(PluginAddress address, List<LeasedDelivery> events, Turn turn) {
        if (tooLate(events.get(0), turn)) {
            postpone(events, Duration.ZERO, "");
            return;
        }
        Attempt<Connector.Pushed> attempt =
                calls.attempt(
                        address.plugin(),
                        Kind.CONNECTOR,
                        address.extension(),
                        "push",
                        new Connector.PushRequest(
                                events.stream().map(EventLane::message).toList(), false),
                        Connector.Pushed.class,
                        subjects.ofSchool());
        if (attempt instanceof Attempt.Answered<Connector.Pushed> answered) {
            transactions.run(() -> pushed(events, answered.answer()));
            int seconds = answered.answer().retryAfterSeconds();
            if (seconds > 0) {
                Duration rest = Duration.ofSeconds(Math.min(seconds, LONGEST_REST.toSeconds()));
                resting.values().removeIf(clock.instant()::isAfter);
                resting.put(school.id() + address.name(), clock.instant().plus(rest));
            }
        } else if (attempt instanceof Attempt.Failed<Connector.Pushed> failed) {
            transactions.run(() -> events.forEach(event -> failed(event, failed.error())));
        } else {
            notCalled(address, attempt, events);
        }
    }

    private boolean tooLate(LeasedDelivery event, Turn turn) {
        return turn.over() || !event.allows(LONGEST_CALL, clock.instant());
    }

    /** Each line is about the event in its place; of an event without one nothing is known. */
    private void pushed(List<LeasedDelivery> events, Connector.Pushed pushed) {
        for (int i = 0; i < events.size(); i++) {
            LeasedDelivery event = events.get(i);
            Optional<Connector.Line> line =
                    i < pushed.lines().size()
                            ? Optional.of(pushed.lines().get(i))
                                    .filter(l -> l.event().equals(event.event().toString()))
                            : Optional.empty();
            String error = line.map(Connector.Line::error).orElse("");
            switch (line.map(Connector.Line::outcome).orElse(Connector.Outcome.LATER)) {
                case SENT, UNCHANGED -> deliveries.done(event);
                case LATER ->
                        failed(
                                event,
                                line.isPresent() ? error : "it did not answer for this event");
                case FAILED -> deliveries.park(event, error);
            }
        }
    }

    private void notCalled(PluginAddress address, Attempt<?> attempt, List<LeasedDelivery> events) {
        if (attempt instanceof Attempt.Refused<?>) {
            postpone(events, calls.rest(), "the plugin rests, or is busy");
        } else if (transactions.call(() -> plugins.find(address.plugin())).isPresent()) {
            postpone(events, SWITCHED_OFF, "the plugin is switched off");
        } else {
            transactions.run(
                    () -> events.forEach(e -> deliveries.park(e, "the plugin is not installed")));
        }
    }

    private void failed(LeasedDelivery event, String error) {
        deliveries.failed(event, PluginWork.LANE, error, MOST_ATTEMPTS);
    }

    private void postpone(List<LeasedDelivery> events, Duration wait, String why) {
        transactions.run(() -> deliveries.postpone(events, PluginWork.LANE, wait, why, false));
    }

    /** An event as plugins are told of it. */
    public static DomainEvent message(LeasedDelivery event) {
        return new DomainEvent(
                event.event().toString(),
                event.type(),
                event.version(),
                event.occurredAt(),
                event.attempt(),
                Codec.object(event.payload()));
    }
}
