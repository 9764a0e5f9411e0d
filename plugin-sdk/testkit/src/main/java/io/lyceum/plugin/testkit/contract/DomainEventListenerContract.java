package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.event.DomainEventListener;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.TestHost.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What every {@link DomainEventListener} keeps to. */
public abstract class DomainEventListenerContract extends PluginContract {

    /** The listener's id in the descriptor. */
    protected abstract String listenerId();

    /** Some events as the host sends them, oldest first, of types that the plugin subscribes to. */
    protected abstract List<DomainEvent> events();

    private DomainEventListener listener() {
        return host.extension(DomainEventListener.class, listenerId());
    }

    private List<Delivery> deliver(List<DomainEvent> events) {
        return host.deliver(listenerId(), events.toArray(DomainEvent[]::new));
    }

    @Test
    void the_events_are_of_types_that_the_plugin_subscribes_to() {
        assertFalse(events().isEmpty(), "the contract needs events to try");
        for (DomainEvent event : events()) {
            assertTrue(
                    host.descriptor().subscribes().contains(event.type()),
                    "plugin.yaml does not subscribe to " + event.type());
        }
    }

    @Test
    void each_event_is_done_at_the_first_try_when_all_is_well() {
        for (Delivery delivery : deliver(events())) {
            assertFalse(delivery.setAside(), delivery.event().type() + ": " + delivery.note());
            assertEquals(1, delivery.attempts(), delivery.event().type() + ": " + delivery.note());
        }
    }

    @Test
    void an_event_that_comes_twice_does_what_it_did_once() {
        for (DomainEvent event : events()) {
            deliver(List.of(event));
            SortedMap<String, Map<String, Object>> kept = host.stored();
            int acts = acts();
            deliver(List.of(event));
            assertEquals(kept, host.stored(), event.type() + " changed what is kept once more");
            assertEquals(acts, acts(), event.type() + " published or scheduled once more");
        }
    }

    @Test
    void all_events_again_leave_what_they_left() {
        deliver(events());
        SortedMap<String, Map<String, Object>> kept = host.stored();
        deliver(events());
        assertEquals(kept, host.stored());
    }

    @Test
    void an_event_that_it_knows_nothing_of_is_done() {
        DomainEvent known = events().get(0);
        for (Map<String, Object> payload : ODD_MAPS) {
            for (String type : List.of(known.type(), "no.such.event")) {
                assertNotNull(
                        listener()
                                .on(
                                        host.context(),
                                        new DomainEvent(
                                                "odd-" + payload.hashCode() + type,
                                                type,
                                                99,
                                                known.occurredAt(),
                                                1,
                                                payload)));
            }
        }
    }

    @Test
    void while_the_outside_is_away_nothing_is_lost() {
        deliver(events());
        SortedMap<String, Map<String, Object>> undisturbed = host.stored();

        TestHost other = host();
        List<io.lyceum.plugin.Http.Request> failed = new ArrayList<>();
        var answers = other.http().answers();
        other.http()
                .answer(
                        request -> {
                            failed.add(request);
                            throw new HttpFailed("no route");
                        });
        other.deliver(listenerId(), events().toArray(DomainEvent[]::new));
        other.http().answer(answers);
        other.deliver(listenerId(), other.setAside().toArray(DomainEvent[]::new));
        assertEquals(List.of(), other.setAside(), "sent again, they are done");
        assertEquals(undisturbed, other.stored());
        assertTrue(
                failed.isEmpty() || !host.http().requests().isEmpty(),
                "the same requests are sent when all is well");
    }
}
