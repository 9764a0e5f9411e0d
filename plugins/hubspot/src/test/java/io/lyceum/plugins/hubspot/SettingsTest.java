package io.lyceum.plugins.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.connector.Connector.Tested;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private final SampleSchool school = new SampleSchool();

    @Test
    void good_settings_work_and_nothing_is_written() {
        Tested tested = school.test();
        assertTrue(tested.works(), tested.message());
        assertTrue(tested.message().contains("lms_course"), tested.message());
        assertEquals(0, school.hubSpot.writes());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("does not accept", s -> s.host.secret("accessToken", "old")),
                row(
                        "crm.schemas.contacts.read",
                        s ->
                                s.hubSpot
                                        .passing(1)
                                        .failing(1, () -> FakeHubSpot.error(403, "x", "no"))),
                row(
                        "tried again",
                        s -> s.hubSpot.failing(1, () -> FakeHubSpot.error(500, "x", "down"))),
                row("no property lms_course", s -> s.hubSpot.properties.remove("lms_course")),
                row(
                        "lms_courses at HubSpot is of type enumeration; this needs number",
                        s -> s.hubSpot.properties.put("lms_courses", "enumeration")),
                row("cannot be written", s -> s.hubSpot.readOnly.add("lms_progress")),
                row("mapped twice", s -> s.host.setting("progressPercentProperty", "lms_courses")),
                row(
                        "“../secrets” is no internal name",
                        s -> s.host.setting("lastCourseProperty", "../secrets")),
                row(
                        "“email” is no internal name",
                        s -> s.host.setting("lastCourseProperty", "email")));
    }

    private static Arguments row(String words, Consumer<SampleSchool> change) {
        return Arguments.of(words, change);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_said_in_words(String words, Consumer<SampleSchool> change) {
        change.accept(school);
        Tested tested = school.test();
        assertFalse(tested.works());
        assertTrue(tested.message().contains(words), tested.message());
    }

    @Test
    void everything_wrong_is_said_at_once() {
        school.hubSpot.properties.remove("lms_course");
        school.hubSpot.properties.remove("lms_progress");
        String message = school.test().message();
        assertTrue(message.contains("lms_course") && message.contains("lms_progress"), message);
    }

    @Test
    void the_answer_is_in_the_language_of_the_call() {
        school.host.locale("ru-RU");
        assertTrue(school.test().message().startsWith("HubSpot отвечает"));
    }
}
