package io.lyceum.plugins.hubspot;

import static io.lyceum.plugins.hubspot.SampleSchool.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.connector.Connector.PushRequest;
import io.lyceum.plugin.connector.Connector.Pushed;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.testkit.FakeHttp;
import io.lyceum.plugin.testkit.TestHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

    private final SampleSchool school = new SampleSchool();
    private final FakeHubSpot hubSpot = school.hubSpot;

    private static Http.Response retryAfter(int status, String seconds) {
        return new Http.Response(status, Map.of("retry-after", List.of(seconds)), "");
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                row(10, () -> FakeHubSpot.limit("TEN_SECONDLY_ROLLING")),
                row(10, () -> FakeHubSpot.limit("SECONDLY")),
                row(3600, () -> FakeHubSpot.limit("DAILY")),
                row(10, () -> new Http.Response(429, Map.of(), "<html>")),
                row(7, () -> retryAfter(429, "7")),
                row(86_400, () -> retryAfter(429, "999999999")),
                row(10, () -> retryAfter(429, "Wed, 21 Oct 2026 07:28:00 GMT")),
                row(30, () -> FakeHubSpot.error(500, "x", "internal error")),
                row(30, () -> new Http.Response(502, Map.of(), "<html>Bad Gateway")),
                row(120, () -> retryAfter(503, "120")),
                row(30, () -> new Http.Response(423, Map.of(), "")),
                row(600, () -> retryAfter(477, "600")),
                row(30, () -> FakeHttp.json(200, "<html>a proxy's page")),
                row(30, () -> FakeHttp.json(200, "[]")),
                row(
                        30,
                        () -> {
                            throw new HttpFailed("no answer in time");
                        }));
    }

    private static Arguments row(int seconds, Supplier<Http.Response> answer) {
        return Arguments.of(seconds, answer);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_passes_is_tried_again_later_and_nothing_is_lost(
            int seconds, Supplier<Http.Response> answer) {
        DomainEvent[] events = {school.enrolled("ada", "java"), school.enrolled("bob", "java")};
        hubSpot.passing(1).failing(1, answer);
        Pushed pushed = school.push(events);
        assertEquals(List.of(Outcome.LATER, Outcome.LATER), outcomes(pushed));
        assertEquals(seconds, pushed.retryAfterSeconds());
        assertTrue(pushed.lines().stream().noneMatch(line -> line.error().isBlank()));
        assertEquals(2, hubSpot.calls.size(), "HubSpot is left alone");
        assertEquals(List.of(Outcome.SENT, Outcome.SENT), outcomes(school.push(events)));
        assertEquals("1", hubSpot.contact("ada@example.org").get("lms_courses"));
    }

    @Test
    void a_limit_in_the_middle_keeps_what_was_sent_and_puts_off_the_rest_in_order() {
        hubSpot.add(Map.of("email", "ada@example.org"));
        DomainEvent[] events = {
            school.enrolled("bob", "java"),
            school.enrolled("ada", "java"),
            school.lesson("bob", "java", 10)
        };
        hubSpot.passing(2).failing(1, () -> FakeHubSpot.limit("TEN_SECONDLY_ROLLING"));
        Pushed pushed = school.push(events);
        assertEquals(List.of(Outcome.LATER, Outcome.SENT, Outcome.LATER), outcomes(pushed));
        assertEquals("java", hubSpot.contact("ada@example.org").get("lms_course"));
        assertEquals(
                List.of(Outcome.SENT, Outcome.UNCHANGED, Outcome.UNCHANGED),
                outcomes(school.push(events)));
        assertEquals("10", hubSpot.contact("bob@example.org").get("lms_progress"));
    }

    @Test
    void a_refused_token_fails_all_events_with_one_request_and_says_what_to_do() {
        school.host.secret("accessToken", "revoked");
        Pushed pushed = school.push(school.enrolled("ada", "java"), school.enrolled("bob", "java"));
        assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), outcomes(pushed));
        assertEquals(1, hubSpot.calls.size());
        assertTrue(pushed.lines().get(1).error().contains("private app"));
    }

    @Test
    void missing_rights_are_named() {
        hubSpot.failing(1, () -> FakeHubSpot.error(403, "MISSING_SCOPES", "requires scopes"));
        Pushed pushed = school.push(school.enrolled("ada", "java"));
        assertEquals(List.of(Outcome.FAILED), outcomes(pushed));
        assertTrue(pushed.lines().get(0).error().contains("crm.objects.contacts.write"));
    }

    @Test
    void without_a_token_nothing_is_asked() {
        TestHost bare = TestHost.ofClassPath().person("ada", "Ada", "ada@example.org");
        bare.http().answer(hubSpot);
        Pushed pushed =
                bare.extension(Connector.class, "hubspot")
                        .push(
                                bare.context(),
                                new PushRequest(List.of(school.enrolled("ada", "java")), false));
        assertEquals(List.of(Outcome.FAILED), outcomes(pushed));
        assertTrue(pushed.lines().get(0).error().startsWith("There is no access token yet"));
        assertEquals(List.of(), hubSpot.calls);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_contact_that_hubspot_does_not_take_fails_alone(boolean allOrNothing) {
        hubSpot.allOrNothing = allOrNothing;
        school.host.person("bad", "Bad Address", "bad at example");
        Pushed pushed =
                school.push(
                        school.enrolled("ada", "java"),
                        school.enrolled("bad", "java"),
                        school.enrolled("bob", "java"),
                        school.lesson("bad", "java", 5));
        assertEquals(
                List.of(Outcome.SENT, Outcome.FAILED, Outcome.SENT, Outcome.FAILED),
                outcomes(pushed));
        assertTrue(pushed.lines().get(1).error().contains("is invalid"));
        assertEquals(allOrNothing ? 8 : 4, hubSpot.calls.size());
        assertEquals(2, hubSpot.contacts.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_property_that_is_not_there_fails_those_who_have_a_value_for_it(boolean allOrNothing) {
        hubSpot.allOrNothing = allOrNothing;
        hubSpot.properties.remove("lms_completed_course");
        hubSpot.add(Map.of("email", "ada@example.org"));
        hubSpot.add(Map.of("email", "bob@example.org"));
        Pushed pushed =
                school.push(
                        school.completed("ada", "java"),
                        school.enrolled("bob", "java"),
                        school.enrolled("cy", "java"));
        assertEquals(List.of(Outcome.FAILED, Outcome.SENT, Outcome.SENT), outcomes(pushed));
        assertTrue(pushed.lines().get(0).error().contains("lms_completed_course"));
    }

    @Test
    void a_limit_while_contacts_are_tried_one_by_one_leaves_hubspot_alone() {
        hubSpot.allOrNothing = true;
        school.host.person("bad", "Bad Address", "bad at example");
        List<DomainEvent> events =
                List.of(
                        school.enrolled("bad", "java"),
                        school.enrolled("ada", "java"),
                        school.enrolled("bob", "java"),
                        school.enrolled("cy", "java"));
        hubSpot.passing(6).failing(1, () -> FakeHubSpot.limit("TEN_SECONDLY_ROLLING"));
        Pushed pushed = school.push(events);
        assertEquals(
                List.of(Outcome.FAILED, Outcome.SENT, Outcome.LATER, Outcome.LATER),
                outcomes(pushed));
        assertEquals(10, pushed.retryAfterSeconds());
        assertEquals(7, hubSpot.calls.size());
    }

    @Test
    void what_failed_is_sent_when_the_event_comes_again_after_a_correction() {
        hubSpot.properties.remove("lms_course");
        DomainEvent event = school.enrolled("ada", "java");
        assertEquals(List.of(Outcome.FAILED), outcomes(school.push(event)));
        hubSpot.properties.put("lms_course", "string");
        assertEquals(List.of(Outcome.SENT), outcomes(school.push(event)));
        assertEquals("java", hubSpot.contact("ada@example.org").get("lms_course"));
    }

    @Test
    void what_failed_still_counts_when_the_next_event_comes() {
        hubSpot.properties.remove("lms_course");
        school.push(school.enrolled("ada", "java"));
        hubSpot.properties.put("lms_course", "string");
        school.push(school.lesson("ada", "java", 60));
        Map<String, String> contact = hubSpot.contact("ada@example.org");
        assertEquals("java", contact.get("lms_course"));
        assertEquals("60", contact.get("lms_progress"));
    }

    @Test
    void the_token_is_never_in_a_request_that_the_plugin_wrote() {
        List<String> bodies = new ArrayList<>();
        school.push(school.enrolled("ada", "java"));
        school.host.http().requests().forEach(r -> bodies.add(r.url() + r.body()));
        assertFalse(bodies.isEmpty());
        assertTrue(bodies.stream().noneMatch(b -> b.contains(FakeHubSpot.TOKEN)));
    }
}
