package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.connector.Connector.Line;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.connector.Connector.PushRequest;
import io.lyceum.plugin.connector.Connector.Pushed;
import io.lyceum.plugin.connector.Connector.TestRequest;
import io.lyceum.plugin.connector.Connector.Tested;
import io.lyceum.plugin.event.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Connector} keeps to. The host that is given answers as the other system does,
 * remembers what is written to it, and has the settings and secrets with which all goes well.
 */
public abstract class ConnectorContract extends PluginContract {

    /** The connector's id in the descriptor. */
    protected abstract String connectorId();

    /** Events of two people at least, oldest first, all of which end up in the other system. */
    protected abstract List<DomainEvent> events();

    private Connector connector() {
        return host.extension(Connector.class, connectorId());
    }

    private Pushed push(List<DomainEvent> events, boolean dryRun) {
        Pushed pushed = connector().push(host.context(), new PushRequest(events, dryRun));
        assertEquals(
                events.stream().map(DomainEvent::id).toList(),
                pushed.lines().stream().map(Line::event).toList(),
                "one line for each event, in their order");
        for (Line line : pushed.lines()) {
            boolean bad = line.outcome() == Outcome.FAILED || line.outcome() == Outcome.LATER;
            assertEquals(bad, line.error() != null, "an error where something went wrong: " + line);
        }
        return pushed;
    }

    private static List<Outcome> outcomes(Pushed pushed) {
        return pushed.lines().stream().map(Line::outcome).toList();
    }

    @Test
    void settings_that_work_are_said_to_work_and_nothing_is_changed() {
        Tested tested = reading(() -> connector().test(host.context(), new TestRequest("en")));
        assertTrue(tested.works(), tested.message());
        assertFalse(tested.message().isBlank());
    }

    @Test
    void settings_are_said_not_to_work_while_no_secret_is_set() {
        host.withoutSecrets();
        Tested tested = reading(() -> connector().test(host.context(), new TestRequest("en")));
        assertFalse(tested.message().isBlank());
        push(events(), false)
                .lines()
                .forEach(
                        line -> {
                            if (needsSecrets()) {
                                assertNotEquals(Outcome.SENT, line.outcome());
                            }
                        });
        assertEquals(!needsSecrets(), tested.works(), tested.message());
    }

    private boolean needsSecrets() {
        for (var property : host.descriptor().settings().path("properties")) {
            if (property.path("secret").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_dry_run_writes_nothing_outside_and_keeps_nothing() {
        Pushed pushed = reading(() -> push(events(), true));
        assertTrue(outcomes(pushed).contains(Outcome.SENT), "it says what would be sent");
    }

    @Test
    void a_dry_run_says_what_a_real_one_then_does() {
        Pushed dry = push(events(), true);
        Pushed real = push(events(), false);
        assertEquals(dry.lines(), real.lines());
    }

    @Test
    void what_was_sent_is_not_sent_again() {
        assertTrue(outcomes(push(events(), false)).contains(Outcome.SENT));
        SortedMap<String, Map<String, Object>> kept = host.stored();
        int sent = host.http().requests().size();
        Pushed again = push(events(), false);
        assertEquals(
                List.of(),
                again.lines().stream().flatMap(line -> line.changes().stream()).toList(),
                "nothing is changed a second time");
        assertEquals(kept, host.stored());
        assertNothingWritten(sent);
    }

    @Test
    void events_one_by_one_leave_what_they_leave_together() {
        push(events(), false);
        SortedMap<String, Map<String, Object>> together = host.stored();
        host = host();
        events().forEach(event -> push(List.of(event), false));
        assertEquals(together.keySet(), host.stored().keySet());
    }

    @Test
    void nothing_is_lost_when_the_other_system_does_not_answer() {
        checkTrouble(
                request -> {
                    throw new HttpFailed("no route");
                });
    }

    @Test
    void nothing_is_lost_when_the_other_system_breaks() {
        checkTrouble(request -> new Http.Response(500, Map.of(), "<html>Oops</html>"));
    }

    @Test
    void nothing_is_lost_when_the_other_system_wants_to_be_left_alone() {
        Pushed pushed =
                checkTrouble(
                        request ->
                                new Http.Response(429, Map.of("retry-after", List.of("7")), "{}"));
        assertTrue(outcomes(pushed).contains(Outcome.LATER), "there is a later: " + pushed);
    }

    @Test
    void nothing_is_lost_when_the_other_system_answers_nonsense() {
        checkTrouble(request -> new Http.Response(200, Map.of(), "[{"));
    }

    /** Pushes into trouble, and again after it. */
    private Pushed checkTrouble(Function<Http.Request, Http.Response> trouble) {
        push(events(), false);
        SortedMap<String, Map<String, Object>> undisturbed = host.stored();

        host = host();
        Function<Http.Request, Http.Response> well = host.http().answers();
        host.http().answer(trouble);
        Tested tested = connector().test(host.context(), new TestRequest("en"));
        assertFalse(tested.works(), "the other system is in trouble: " + tested.message());
        Pushed pushed = push(events(), false);
        assertFalse(outcomes(pushed).contains(Outcome.SENT), "nothing was: " + pushed);
        host.http().answer(well);
        List<Outcome> after = outcomes(push(events(), false));
        assertTrue(after.contains(Outcome.SENT), "sent now: " + after);
        assertFalse(after.contains(Outcome.FAILED), "sent now: " + after);
        assertEquals(undisturbed.keySet(), host.stored().keySet());
        return pushed;
    }

    @Test
    void an_event_that_makes_no_sense_has_a_line_and_hinders_no_other() {
        List<DomainEvent> mixed = new ArrayList<>();
        DomainEvent first = events().get(0);
        int number = 0;
        for (Map<String, Object> payload : ODD_MAPS) {
            for (String type : List.of(first.type(), "no.such.event", "")) {
                mixed.add(
                        new DomainEvent(
                                "odd-" + number++, type, 99, first.occurredAt(), 1, payload));
            }
        }
        mixed.addAll(events());
        List<Outcome> outcomes = outcomes(push(mixed, false));
        assertTrue(outcomes.contains(Outcome.SENT), outcomes.toString());
        assertNotNull(push(List.of(mixed.get(0)), true));
    }

    @Test
    void the_test_of_the_settings_speaks_the_schools_language() {
        checkLanguages(host -> connector().test(host.context(), new TestRequest("en")).message());
    }
}
