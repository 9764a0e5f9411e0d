package io.lyceum.plugin.event;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.stability.Stable;

/**
 * Is told what has happened at the school. Each subscribed event comes at least once, and events of
 * the same learner in the same course come in their order. An event that fails is tried again with
 * growing pauses, holds up the later ones of its learner and course, and is set aside after the
 * last try; a school can have it sent again.
 *
 * <pre>{@code
 * public Handled on(PluginContext context, DomainEvent event) {
 *     context.storage("seen").create(event.id(), Map.of());   // twice is once
 *     return Handled.DONE;
 * }
 * }</pre>
 */
@Stable
public interface DomainEventListener extends ExtensionPoint {

    /** Takes one event. Returning means that it needs no other try. */
    @Deadline(millis = 10000)
    Handled on(PluginContext context, DomainEvent event);

    /** What became of an event. */
    @Stable
    record Handled(Outcome outcome, String note) {

        /** It is done. */
        public static final Handled DONE = new Handled(Outcome.DONE, "");

        /** It is to come again later. */
        public static Handled later(String why) {
            return new Handled(Outcome.LATER, why);
        }
    }

    /** What became of an event. */
    @Stable
    enum Outcome {
        DONE,
        LATER
    }
}
