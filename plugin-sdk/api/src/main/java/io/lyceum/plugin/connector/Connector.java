package io.lyceum.plugin.connector;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.stability.Stable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to another system, such as a CRM. Settings come from the descriptor; events that it
 * subscribes to are pushed in batches, in order, at least once.
 *
 * <pre>{@code
 * public Tested test(PluginContext context, TestRequest request) {
 *     var answer = context.http().send(Http.Request.get("https://api.example.com/me"));
 *     return new Tested(answer.status() == 200, "Answered " + answer.status());
 * }
 * }</pre>
 */
@Stable
public interface Connector extends ExtensionPoint {

    /** Tries the settings against the other system, changing nothing there. */
    @Deadline(millis = 10000)
    Tested test(PluginContext context, TestRequest request);

    /**
     * Sends events, or says what sending them would change. The answers are in the events' order.
     */
    @Deadline(millis = 30000)
    Pushed push(PluginContext context, PushRequest request);

    /** A test of the settings. */
    @Stable
    record TestRequest(String locale) {}

    /**
     * Whether the settings work.
     *
     * @param message what was found, in the call's language
     */
    @Stable
    record Tested(boolean works, String message) {}

    /**
     * Events to send.
     *
     * @param events 1 to 100, oldest first
     * @param dryRun read, compare, and write nothing
     */
    @Stable
    record PushRequest(List<DomainEvent> events, boolean dryRun) {

        public PushRequest {
            events = List.copyOf(events);
        }
    }

    /**
     * What became of each event.
     *
     * @param retryAfterSeconds how long the other system wants to be left alone; 0 for at once
     */
    @Stable
    record Pushed(List<Line> lines, int retryAfterSeconds) {

        public Pushed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What became of one event.
     *
     * @param changes what differs or was changed in the other system
     * @param error what went wrong; null unless the outcome is {@link Outcome#FAILED} or LATER
     */
    @Stable
    record Line(String event, Outcome outcome, List<Change> changes, @Nullable String error) {

        public Line {
            changes = List.copyOf(changes);
        }
    }

    /** What became of one event. */
    @Stable
    enum Outcome {
        /** Sent, or would be. */
        SENT,
        /** The other system has it already, or it is not mapped. */
        UNCHANGED,
        /** To be tried again. */
        LATER,
        /** No use trying again before somebody changes something. */
        FAILED
    }

    /**
     * One property in the other system.
     *
     * @param object what it belongs to, for example {@code contact ada@example.org}
     * @param before null when it was not there
     */
    @Stable
    record Change(String object, String property, @Nullable String before, String after) {}
}
