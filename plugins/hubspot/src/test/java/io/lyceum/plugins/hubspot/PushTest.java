package io.lyceum.plugins.hubspot;

import static io.lyceum.plugins.hubspot.SampleSchool.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.connector.Connector.Change;
import io.lyceum.plugin.connector.Connector.Line;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.connector.Connector.Pushed;
import io.lyceum.plugin.event.DomainEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PushTest {

    private final SampleSchool school = new SampleSchool();
    private final FakeHubSpot hubSpot = school.hubSpot;

    @Test
    void an_enrolment_makes_a_contact_with_name_and_facts() {
        Pushed pushed = school.push(school.enrolled("ada", "java"));
        assertEquals(List.of(Outcome.SENT), outcomes(pushed));
        assertEquals(
                Map.of(
                        "email", "ada@example.org",
                        "firstname", "Ada",
                        "lastname", "Lovelace",
                        "lms_course", "java",
                        "lms_enrolled_on", "2026-01-05",
                        "lms_courses", "1",
                        "lms_completed", "0"),
                hubSpot.contact("ada@example.org"));
    }

    @Test
    void a_way_through_two_courses_is_told_step_by_step() {
        school.push(school.joined("ada", "LEARNER"));
        assertEquals("0", hubSpot.contact("ada@example.org").get("lms_courses"));
        school.push(school.enrolled("ada", "java"));
        school.push(school.enrolled("ada", "sql"));
        school.push(school.lesson("ada", "java", 50));
        Map<String, String> contact = hubSpot.contact("ada@example.org");
        assertEquals("2", contact.get("lms_courses"));
        assertEquals("sql", contact.get("lms_course"));
        assertEquals("2026-01-07", contact.get("lms_enrolled_on"));
        assertEquals("50", contact.get("lms_progress"));
        assertNull(contact.get("lms_completed_course"));
        school.push(school.completed("ada", "java"));
        assertEquals("1", contact.get("lms_completed"));
        assertEquals("java", contact.get("lms_completed_course"));
        assertEquals("100", contact.get("lms_progress"));
        assertEquals(1, hubSpot.contacts.size());
    }

    @Test
    void events_of_one_learner_in_a_batch_become_one_write_and_a_line_each() {
        Pushed pushed =
                school.push(
                        school.enrolled("ada", "java"),
                        school.enrolled("bob", "java"),
                        school.lesson("ada", "java", 40),
                        school.lesson("ada", "java", 80));
        assertEquals(
                List.of(
                        "POST /crm/v3/objects/contacts/batch/read",
                        "POST /crm/v3/objects/contacts/batch/upsert"),
                hubSpot.calls);
        assertEquals(List.of("event-1", "event-2", "event-3", "event-4"), ids(pushed));
        assertEquals(
                List.of(new Change("contact ada@example.org", "lms_progress", "40", "80")),
                pushed.lines().get(3).changes());
        assertEquals("80", hubSpot.contact("ada@example.org").get("lms_progress"));
        assertEquals("1", hubSpot.contact("bob@example.org").get("lms_courses"));
    }

    private static List<String> ids(Pushed pushed) {
        return pushed.lines().stream().map(Line::event).toList();
    }

    @Test
    void an_existing_contact_keeps_what_is_not_mapped_and_a_name_corrected_there() {
        hubSpot.add(
                Map.of("email", "ada@example.org", "firstname", "A. Augusta", "city", "London"));
        Pushed pushed = school.push(school.enrolled("ada", "java"));
        Map<String, String> contact = hubSpot.contact("ada@example.org");
        assertEquals("A. Augusta", contact.get("firstname"));
        assertEquals("Lovelace", contact.get("lastname"));
        assertEquals("London", contact.get("city"));
        assertEquals(
                List.of(
                        "lastname",
                        "lms_completed",
                        "lms_course",
                        "lms_courses",
                        "lms_enrolled_on"),
                pushed.lines().get(0).changes().stream().map(Change::property).toList());
        school.push(school.lesson("ada", "java", 10));
        assertEquals("A. Augusta", contact.get("firstname"));
    }

    @Test
    void a_name_that_changes_at_the_school_changes_at_hubspot() {
        school.push(school.enrolled("ada", "java"));
        school.host.person("ada", "Ada King", "ada@example.org");
        Pushed pushed = school.push(school.changed("ada"));
        assertEquals(
                List.of(new Change("contact ada@example.org", "lastname", "Lovelace", "King")),
                pushed.lines().get(0).changes());
        assertEquals("King", hubSpot.contact("ada@example.org").get("lastname"));
    }

    @Test
    void a_new_address_moves_the_contact_instead_of_making_another() {
        school.push(school.enrolled("ada", "java"));
        school.host.person("ada", "Ada Lovelace", "ada@new.example.org");
        Pushed pushed = school.push(school.changed("ada"));
        assertEquals(
                List.of(
                        new Change(
                                "contact ada@new.example.org",
                                "email",
                                "ada@example.org",
                                "ada@new.example.org")),
                pushed.lines().get(0).changes());
        assertEquals(1, hubSpot.contacts.size());
        assertEquals("java", hubSpot.contact("ada@new.example.org").get("lms_course"));
    }

    @Test
    void a_new_address_that_has_a_contact_already_leads_to_that_one() {
        school.push(school.enrolled("ada", "java"));
        hubSpot.add(Map.of("email", "ada@new.example.org", "firstname", "Ada"));
        school.host.person("ada", "Ada Lovelace", "ada@new.example.org");
        assertEquals(List.of(Outcome.SENT), outcomes(school.push(school.changed("ada"))));
        assertEquals(2, hubSpot.contacts.size());
        assertEquals("java", hubSpot.contact("ada@new.example.org").get("lms_course"));
    }

    @Test
    void a_second_address_of_a_merged_contact_leads_to_it_and_does_not_become_the_first() {
        hubSpot.add(
                Map.of(
                        "email", "countess@example.org",
                        "hs_additional_emails", "old@example.org;ada@example.org"));
        school.push(school.enrolled("ada", "java"));
        assertEquals(1, hubSpot.contacts.size());
        assertEquals("java", hubSpot.contact("countess@example.org").get("lms_course"));
    }

    @Test
    void a_contact_deleted_at_hubspot_is_made_again_with_everything() {
        school.push(school.enrolled("ada", "java"));
        hubSpot.contacts.clear();
        school.push(school.lesson("ada", "java", 30));
        Map<String, String> contact = hubSpot.contact("ada@example.org");
        assertEquals("java", contact.get("lms_course"));
        assertEquals("30", contact.get("lms_progress"));
        assertEquals("Ada", contact.get("firstname"));
    }

    @Test
    void an_event_that_comes_twice_changes_nothing_and_asks_nothing() {
        DomainEvent event = school.enrolled("ada", "java");
        school.push(event);
        hubSpot.contact("ada@example.org").put("lms_courses", "7");
        hubSpot.calls.clear();
        assertEquals(List.of(Outcome.UNCHANGED), outcomes(school.push(event)));
        assertEquals(List.of(), hubSpot.calls);
        assertEquals("7", hubSpot.contact("ada@example.org").get("lms_courses"));
    }

    @Test
    void a_whole_history_sent_again_in_any_order_counts_nothing_twice() {
        List<DomainEvent> history =
                new ArrayList<>(
                        List.of(
                                school.enrolled("ada", "java"),
                                school.lesson("ada", "java", 50),
                                school.completed("ada", "java"),
                                school.enrolled("ada", "sql"),
                                school.lesson("ada", "sql", 20)));
        school.push(history);
        Map<String, String> after = Map.copyOf(hubSpot.contact("ada@example.org"));
        hubSpot.calls.clear();
        Collections.reverse(history);
        Pushed again = school.push(history);
        assertTrue(outcomes(again).stream().allMatch(Outcome.UNCHANGED::equals), again.toString());
        for (DomainEvent event : history) {
            school.push(event);
        }
        assertEquals(List.of(), hubSpot.calls);
        assertEquals(after, hubSpot.contact("ada@example.org"));
        assertEquals("2", after.get("lms_courses"));
        assertEquals("20", after.get("lms_progress"));
    }

    @Test
    void an_event_twice_in_one_batch_counts_once() {
        DomainEvent event = school.enrolled("ada", "java");
        Pushed pushed = school.push(event, event);
        assertEquals(List.of(Outcome.SENT, Outcome.UNCHANGED), outcomes(pushed));
        assertEquals("1", hubSpot.contact("ada@example.org").get("lms_courses"));
    }

    @Test
    void enrolling_again_in_a_course_makes_it_no_second_course() {
        school.push(
                school.enrolled("ada", "java"),
                school.event(
                        "enrolment.created",
                        Map.of("enrolment", "second", "person", "ada", "course", "java")));
        assertEquals("1", hubSpot.contact("ada@example.org").get("lms_courses"));
    }

    @Test
    void an_answer_that_was_lost_after_the_write_does_no_harm() {
        DomainEvent event = school.enrolled("ada", "java");
        hubSpot.passing(1).failing(1, () -> FakeHubSpot.error(502, "x", "Bad Gateway"));
        hubSpot.add(
                Map.of(
                        "email",
                        "ada@example.org",
                        "firstname",
                        "Ada",
                        "lastname",
                        "Lovelace",
                        "lms_course",
                        "java",
                        "lms_enrolled_on",
                        "2026-01-05",
                        "lms_courses",
                        "1"));
        assertEquals(List.of(Outcome.LATER), outcomes(school.push(event)));
        assertEquals(List.of(Outcome.SENT), outcomes(school.push(event)));
        assertEquals(1, hubSpot.contacts.size());
        assertEquals("1", hubSpot.contact("ada@example.org").get("lms_courses"));
    }

    @Test
    void a_hundred_learners_are_two_requests() {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            school.host.person("p" + i, "P " + i, "p" + i + "@example.org");
            events.add(school.enrolled("p" + i, "java"));
        }
        Pushed pushed = school.push(events);
        assertTrue(outcomes(pushed).stream().allMatch(Outcome.SENT::equals));
        assertEquals(2, hubSpot.calls.size());
        assertEquals(100, hubSpot.contacts.size());
    }

    @Test
    void two_people_with_one_address_share_the_contact() {
        school.host.person("ada2", "Ada Lovelace", "ADA@example.org");
        Pushed pushed = school.push(school.enrolled("ada", "java"), school.enrolled("ada2", "sql"));
        assertEquals(List.of(Outcome.SENT, Outcome.SENT), outcomes(pushed));
        assertEquals(1, hubSpot.contacts.size());
        assertEquals("sql", hubSpot.contact("ada@example.org").get("lms_course"));
    }

    @Test
    void a_property_that_is_not_mapped_is_not_sent() {
        school.host.setting("lastNameProperty", "").setting("coursesEnrolledProperty", "");
        school.push(school.enrolled("ada", "java"));
        Map<String, String> contact = hubSpot.contact("ada@example.org");
        assertEquals("Ada Lovelace", contact.get("firstname"));
        assertNull(contact.get("lastname"));
        assertNull(contact.get("lms_courses"));
    }

    static Stream<Arguments> leftOut() {
        return Stream.of(
                Arguments.of("person.joined", Map.of("person", "cy", "role", "TEACHER")),
                Arguments.of("person.changed", Map.of("person", "cy")),
                Arguments.of(
                        "enrolment.created",
                        Map.of("enrolment", "e1", "person", "gone", "course", "java")),
                Arguments.of(
                        "enrolment.created",
                        Map.of("enrolment", "e1", "person", "mute", "course", "java")),
                Arguments.of("lesson.completed", Map.of("enrolment", "unknown", "percent", 10)),
                Arguments.of("course.published", Map.of("course", "java")));
    }

    @ParameterizedTest
    @MethodSource("leftOut")
    void what_is_of_no_learner_with_an_address_is_left_out_without_a_request(
            String type, Map<String, Object> payload) {
        school.host.person("mute", "Mute", " ");
        Pushed pushed = school.push(school.event(type, payload));
        assertEquals(List.of(Outcome.UNCHANGED), outcomes(pushed));
        assertNull(pushed.lines().get(0).error());
        assertEquals(List.of(), hubSpot.calls);
    }

    @Test
    void what_a_learner_did_before_they_had_an_address_is_sent_when_they_have_one() {
        school.host.person("mute", "Mute Swan", "");
        school.push(school.enrolled("mute", "java"));
        school.host.person("mute", "Mute Swan", "mute@example.org");
        school.push(school.changed("mute"));
        assertEquals("java", hubSpot.contact("mute@example.org").get("lms_course"));
    }

    static Stream<Map<String, Object>> garbage() {
        return Stream.of(
                Map.of(),
                Map.of("person", "ada"),
                Map.of("person", 7, "enrolment", "e1", "course", "c1"),
                Map.of("person", List.of("ada"), "enrolment", "e1", "course", "c1"),
                Map.of("person", "ada", "enrolment", "a/../b", "course", "c1"),
                Map.of("person", "", "enrolment", "e1", "course", "c1"),
                Map.of("person", "x".repeat(101), "enrolment", "e1", "course", "c1"));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void an_event_without_its_ids_fails_alone(Map<String, Object> payload) {
        Pushed pushed =
                school.push(
                        school.event("enrolment.created", payload), school.enrolled("bob", "java"));
        assertEquals(List.of(Outcome.FAILED, Outcome.SENT), outcomes(pushed));
        assertTrue(pushed.lines().get(0).error().contains("enrolment.created"));
    }

    @Test
    void the_day_of_an_enrolment_is_the_day_at_the_school() {
        Instant lateInLondon = Instant.parse("2026-01-05T23:30:00Z");
        DomainEvent event =
                new DomainEvent(
                        "late",
                        "enrolment.created",
                        1,
                        lateInLondon,
                        1,
                        Map.of("enrolment", "e1", "person", "ada", "course", "java"));
        school.push(event);
        assertEquals("2026-01-06", hubSpot.contact("ada@example.org").get("lms_enrolled_on"));
    }

    @Test
    void of_two_lessons_completed_in_the_same_instant_the_further_one_counts() {
        school.push(school.enrolled("ada", "java"));
        DomainEvent further = school.lesson("ada", "java", 60);
        DomainEvent less =
                new DomainEvent(
                        "less",
                        further.type(),
                        1,
                        further.occurredAt(),
                        1,
                        Map.of("enrolment", "enrolment-ada-java", "percent", 40));
        school.push(further);
        school.push(less);
        assertEquals("60", hubSpot.contact("ada@example.org").get("lms_progress"));
    }

    @Test
    void a_percent_beyond_a_hundred_is_a_hundred() {
        school.push(school.enrolled("ada", "java"), school.lesson("ada", "java", 1000));
        assertEquals("100", hubSpot.contact("ada@example.org").get("lms_progress"));
    }

    @Test
    void no_log_line_names_a_person() {
        school.host.person("mute", "Mute", "");
        school.push(school.enrolled("ada", "java"), school.enrolled("mute", "java"));
        assertEquals(1, school.host.used().size());
        assertTrue(school.host.used().stream().noneMatch(u -> u.toString().contains("ute@")));
        assertTrue(school.host.used().get(0).arguments().toString().contains("1 of 2 events"));
    }
}
