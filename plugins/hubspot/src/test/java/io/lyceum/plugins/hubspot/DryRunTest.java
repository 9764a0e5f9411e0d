package io.lyceum.plugins.hubspot;

import static io.lyceum.plugins.hubspot.SampleSchool.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.plugin.connector.Connector.Change;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.connector.Connector.Pushed;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private final SampleSchool school = new SampleSchool();
    private final FakeHubSpot hubSpot = school.hubSpot;

    @Test
    void a_dry_run_lists_what_would_change_from_what_to_what() {
        hubSpot.add(Map.of("email", "ada@example.org", "firstname", "Ada", "lms_courses", "9"));
        Pushed pushed =
                school.dryRun(school.enrolled("ada", "java"), school.lesson("ada", "java", 50));
        String ada = "contact ada@example.org";
        assertEquals(
                List.of(
                        new Change(ada, "lastname", null, "Lovelace"),
                        new Change(ada, "lms_completed", null, "0"),
                        new Change(ada, "lms_course", null, "java"),
                        new Change(ada, "lms_courses", "9", "1"),
                        new Change(ada, "lms_enrolled_on", null, "2026-01-05")),
                pushed.lines().get(0).changes());
        assertEquals(
                List.of(new Change(ada, "lms_progress", null, "50")),
                pushed.lines().get(1).changes());
    }

    @Test
    void a_dry_run_writes_nothing_at_hubspot_and_nothing_here() {
        String id = hubSpot.add(Map.of("email", "ada@example.org"));
        DomainEvent[] events = {
            school.enrolled("ada", "java"),
            school.enrolled("bob", "java"),
            school.completed("ada", "java")
        };
        Pushed first = school.dryRun(events);
        assertEquals(List.of(Outcome.SENT, Outcome.SENT, Outcome.SENT), outcomes(first));
        assertEquals(0, hubSpot.writes());
        assertEquals(Map.of(id, Map.of("email", "ada@example.org")), hubSpot.contacts);
        assertEquals(
                List.of(),
                school.privacy.export(school.host.context(), new PersonRequest("ada")).entries());
        assertEquals(first, school.dryRun(events));
    }

    @Test
    void the_real_run_changes_what_the_dry_run_has_said() {
        hubSpot.add(Map.of("email", "ada@example.org", "firstname", "Augusta"));
        DomainEvent[] events = {
            school.enrolled("ada", "java"),
            school.enrolled("bob", "sql"),
            school.lesson("bob", "sql", 25),
            school.changed("ada")
        };
        assertEquals(school.dryRun(events), school.push(events));
    }

    @Test
    void a_dry_run_after_the_real_one_finds_nothing_left_to_do() {
        DomainEvent event = school.enrolled("ada", "java");
        school.push(event);
        assertEquals(List.of(Outcome.UNCHANGED), outcomes(school.dryRun(event)));
    }
}
