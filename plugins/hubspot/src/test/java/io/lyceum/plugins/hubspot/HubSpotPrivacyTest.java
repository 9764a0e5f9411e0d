package io.lyceum.plugins.hubspot;

import static io.lyceum.plugins.hubspot.SampleSchool.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.privacy.PrivacyProvider.Erased;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubSpotPrivacyTest {

    private final SampleSchool school = new SampleSchool();
    private final FakeHubSpot hubSpot = school.hubSpot;

    @BeforeEach
    void sendTwoLearners() {
        school.push(
                school.enrolled("ada", "java"),
                school.enrolled("ada", "sql"),
                school.enrolled("bob", "java"));
    }

    private List<Map<String, Object>> export(String person) {
        return school.privacy.export(school.host.context(), new PersonRequest(person)).entries();
    }

    private Erased erase(String person) {
        return school.privacy.erase(school.host.context(), new PersonRequest(person));
    }

    @Test
    void an_export_gives_what_is_kept_here_and_what_is_at_hubspot() {
        List<Map<String, Object>> entries = export("ada");
        assertEquals(2, entries.size());
        assertEquals("ada@example.org", entries.get(0).get("email"));
        assertTrue(entries.get(0).get("enrolments").toString().contains("sql"));
        assertTrue(entries.get(1).get("properties").toString().contains("lms_course=sql"));
        assertTrue(entries.toString().contains("ada") && !entries.toString().contains("bob"));
    }

    @Test
    void an_export_while_hubspot_is_down_says_so_and_gives_the_rest() {
        hubSpot.failing(1, () -> FakeHubSpot.error(500, "x", "down"));
        List<Map<String, Object>> entries = export("ada");
        assertTrue(entries.get(1).get("note").toString().contains("could not be read"));
        assertEquals("ada@example.org", entries.get(0).get("email"));
    }

    @Test
    void of_a_person_who_was_never_sent_there_is_nothing() {
        assertEquals(List.of(), export("cy"));
        assertEquals(new Erased(0, List.of()), erase("cy"));
    }

    @Test
    void erasing_forgets_the_person_here_and_says_what_stays_at_hubspot() {
        String contact = hubSpot.find("ada@example.org").orElseThrow();
        Erased erased = erase("ada");
        assertEquals(3, erased.entries());
        assertEquals(1, erased.kept().size());
        assertTrue(erased.kept().get(0).contains(contact));
        assertEquals(List.of(), export("ada"));
        assertEquals(2, export("bob").size());
        assertEquals(2, hubSpot.contacts.size());
        assertEquals(new Erased(0, List.of()), erase("ada"));
    }

    @Test
    void erasing_deletes_the_contact_for_good_when_the_school_wants_it() {
        school.host.setting("deleteContacts", true);
        assertEquals(new Erased(3, List.of()), erase("ada"));
        assertTrue(hubSpot.find("ada@example.org").isEmpty());
        assertTrue(hubSpot.find("bob@example.org").isPresent());
        assertEquals(List.of(), hubSpot.blocked);
    }

    @Test
    void a_contact_that_is_gone_already_is_no_hindrance() {
        school.host.setting("deleteContacts", true);
        hubSpot.contacts.clear();
        assertEquals(new Erased(3, List.of()), erase("ada"));
    }

    @Test
    void a_contact_that_cannot_be_deleted_now_can_be_deleted_by_erasing_again() {
        school.host.setting("deleteContacts", true);
        hubSpot.failing(1, () -> FakeHubSpot.limit("DAILY"));
        Erased first = erase("ada");
        assertEquals(0, first.entries());
        assertTrue(first.kept().get(0).contains("could not be deleted"));
        assertEquals(new Erased(3, List.of()), erase("ada"));
        assertTrue(hubSpot.find("ada@example.org").isEmpty());
    }

    @Test
    void an_event_that_comes_after_the_person_was_erased_brings_nothing_back() {
        school.host.setting("deleteContacts", true);
        DomainEvent late = school.lesson("ada", "java", 70);
        erase("ada");
        assertEquals(List.of(Outcome.UNCHANGED), outcomes(school.push(late)));
        assertEquals(List.of(), export("ada"));
        assertTrue(hubSpot.find("ada@example.org").isEmpty());
    }

    @Test
    void a_person_who_is_erased_while_they_are_sent_is_not_remembered() {
        hubSpot.failing(
                1,
                () -> {
                    erase("ada");
                    return new Http.Response(0, Map.of(), "");
                });
        school.push(school.lesson("ada", "java", 70));
        assertEquals(List.of(), export("ada"));
    }
}
