package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.connector.Connector.Line;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.connector.Connector.PushRequest;
import io.lyceum.plugin.connector.Connector.Pushed;
import io.lyceum.plugin.connector.Connector.Tested;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.privacy.PrivacyProvider;
import io.lyceum.plugin.testkit.TestHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A school with a token, every fact mapped, and a HubSpot that has the properties. */
final class SampleSchool {

    static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    final TestHost host = TestHost.ofClassPath();
    final FakeHubSpot hubSpot = new FakeHubSpot();
    final Connector connector = host.extension(Connector.class, "hubspot");
    final PrivacyProvider privacy = host.extension(PrivacyProvider.class, "hubspot");

    private int events;

    /** Events as a school sends them, each time the same. */
    static List<DomainEvent> events(Function<SampleSchool, List<DomainEvent>> of) {
        return of.apply(new SampleSchool());
    }

    SampleSchool() {
        host.http().answer(hubSpot);
        host.secret("accessToken", FakeHubSpot.TOKEN);
        map("lastCourseProperty", "lms_course", "string");
        map("lastEnrolmentDateProperty", "lms_enrolled_on", "date");
        map("coursesEnrolledProperty", "lms_courses", "number");
        map("coursesCompletedProperty", "lms_completed", "number");
        map("lastCompletedCourseProperty", "lms_completed_course", "string");
        map("progressPercentProperty", "lms_progress", "number");
        host.person("ada", "Ada Lovelace", "ada@example.org");
        host.person("bob", "Bob Baker", "Bob@Example.org");
        host.person("cy", "Cy", "cy@example.org");
    }

    void map(String setting, String property, String type) {
        host.setting(setting, property);
        hubSpot.properties.put(property, type);
    }

    Pushed push(DomainEvent... all) {
        return push(List.of(all));
    }

    Pushed push(List<DomainEvent> all) {
        return connector.push(host.context(), new PushRequest(all, false));
    }

    Pushed dryRun(DomainEvent... all) {
        return connector.push(host.context(), new PushRequest(List.of(all), true));
    }

    Tested test() {
        return connector.test(host.context(), new Connector.TestRequest("en"));
    }

    static List<Outcome> outcomes(Pushed pushed) {
        return pushed.lines().stream().map(Line::outcome).toList();
    }

    DomainEvent joined(String person, String role) {
        return event("person.joined", Map.of("person", person, "role", role));
    }

    DomainEvent changed(String person) {
        return event("person.changed", Map.of("person", person));
    }

    DomainEvent enrolled(String person, String course) {
        return event(
                "enrolment.created",
                Map.of("enrolment", enrolment(person, course), "person", person, "course", course));
    }

    DomainEvent lesson(String person, String course, int percent) {
        return event(
                "lesson.completed",
                Map.of(
                        "enrolment",
                        enrolment(person, course),
                        "lesson",
                        "lesson-1",
                        "percent",
                        percent));
    }

    DomainEvent completed(String person, String course) {
        return event(
                "course.completed",
                Map.of("enrolment", enrolment(person, course), "person", person, "course", course));
    }

    static String enrolment(String person, String course) {
        return "enrolment-" + person + "-" + course;
    }

    /** Each event is a day after the one before. */
    DomainEvent event(String type, Map<String, Object> payload) {
        Instant at = START.plusSeconds(86_400L * events++);
        return new DomainEvent("event-" + events, type, 1, at, 1, payload);
    }
}
