package io.lyceum.plugins.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.plugins.hubspot.LearnerEvent.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnerFactsTest {

    private static final Instant EARLY = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant LATE = Instant.parse("2026-02-05T09:00:00Z");

    private static LearnerEvent event(Type type, String enrolment, Instant at) {
        return new LearnerEvent(type, "ada", enrolment, "course-" + enrolment, 30, false, at);
    }

    private static LearnerFacts after(LearnerEvent... events) {
        LearnerFacts facts = LearnerFacts.NONE;
        for (LearnerEvent event : events) {
            facts = facts.with(event);
        }
        return facts;
    }

    @Test
    void an_older_completion_that_comes_late_moves_none_back() {
        LearnerEvent early = event(Type.COURSE_COMPLETED, "a", EARLY);
        LearnerEvent late = event(Type.COURSE_COMPLETED, "a", LATE);
        assertEquals(after(early, late), after(late, early));
        assertEquals(LATE, after(late, early).lastCompleted().orElseThrow().completed());
    }

    @Test
    void an_enrolment_keeps_its_first_day() {
        LearnerFacts facts =
                after(event(Type.ENROLLED, "a", EARLY), event(Type.ENROLLED, "a", LATE));
        assertEquals(EARLY, facts.lastEnrolled().orElseThrow().enrolled());
    }

    @Test
    void a_completed_course_counts_though_its_enrolment_was_never_told() {
        LearnerFacts facts = after(event(Type.COURSE_COMPLETED, "a", EARLY));
        assertEquals(1, facts.coursesEnrolled());
        assertEquals(1, facts.coursesCompleted());
        assertEquals(true, facts.lastEnrolled().isEmpty());
    }

    @Test
    void facts_come_back_from_the_storage_as_they_went() {
        LearnerFacts facts =
                after(event(Type.ENROLLED, "a", EARLY), event(Type.COURSE_COMPLETED, "b", LATE))
                        .told("101", "ada@example.org", Map.of("lms_courses", "2"));
        assertEquals(facts, LearnerFacts.of(facts.entry()));
    }

    @Test
    void an_entry_that_is_garbage_is_no_failure() {
        assertEquals(
                LearnerFacts.NONE,
                LearnerFacts.of(
                        Map.of(
                                "enrolments",
                                Map.of("a", 1, "b", Map.of("course", List.of())),
                                "contact",
                                7,
                                "email",
                                true,
                                "sent",
                                "x")));
    }
}
