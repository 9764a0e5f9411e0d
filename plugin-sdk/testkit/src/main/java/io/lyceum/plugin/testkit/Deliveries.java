package io.lyceum.plugin.testkit;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.event.DomainEventListener;
import io.lyceum.plugin.event.DomainEventListener.Handled;
import io.lyceum.plugin.event.DomainEventListener.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings events to a listener as the host does: one after another, again after growing pauses while
 * they fail, and set aside after the last try. The pauses pass on the fake clock.
 */
final class Deliveries {

    /** How often an event is tried before it is set aside. */
    static final int TRIES = 8;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private final FakeClock clock;
    private final List<DomainEvent> setAside = new ArrayList<>();

    Deliveries(FakeClock clock) {
        this.clock = clock;
    }

    List<DomainEvent> setAside() {
        return List.copyOf(setAside);
    }

    List<TestHost.Delivery> deliver(
            DomainEventListener listener,
            Supplier<PluginContext> context,
            List<DomainEvent> events) {
        List<TestHost.Delivery> deliveries = new ArrayList<>();
        for (DomainEvent event : events) {
            deliveries.add(deliver(listener, context, event));
        }
        return List.copyOf(deliveries);
    }

    private TestHost.Delivery deliver(
            DomainEventListener listener, Supplier<PluginContext> context, DomainEvent event) {
        Duration pause = FIRST_PAUSE;
        String note = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            if (attempt > 1) {
                clock.pass(pause);
                pause = pause.multipliedBy(2);
            }
            try {
                Handled handled = listener.on(context.get(), attempt(event, attempt));
                note = handled.note();
                if (handled.outcome() == Outcome.DONE) {
                    setAside.removeIf(other -> other.id().equals(event.id()));
                    return new TestHost.Delivery(event, attempt, false, note);
                }
            } catch (RuntimeException e) {
                // Whatever a listener throws, the host tries again.
                note = String.valueOf(e.getMessage());
            }
        }
        setAside.removeIf(other -> other.id().equals(event.id()));
        setAside.add(event);
        return new TestHost.Delivery(event, TRIES, true, note);
    }

    private static DomainEvent attempt(DomainEvent event, int number) {
        return new DomainEvent(
                event.id(),
                event.type(),
                event.version(),
                event.occurredAt(),
                number,
                event.payload());
    }
}
