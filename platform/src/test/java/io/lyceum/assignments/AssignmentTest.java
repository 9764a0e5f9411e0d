package io.lyceum.assignments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.assignments.Assignment.Completion;
import io.lyceum.assignments.Assignment.Criterion;
import io.lyceum.assignments.Assignment.Due;
import io.lyceum.assignments.Assignment.Late;
import io.lyceum.assignments.Assignment.Level;
import io.lyceum.assignments.Submission.Grade;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked for, when it is due, and what coming late costs. */
class AssignmentTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant DUE = Instant.parse("2026-03-10T12:00:00Z");

    private static Assignment assignment(Due due, Late late) {
        return new Assignment(
                "Write.", true, 2, 20, List.of(), due, late, 0, Completion.PASSED, 50);
    }

    private static Due on(Instant at) {
        return new Due(Due.Kind.DATE, Optional.of(at), 0);
    }

    @Test
    void eachBegunDayCounts() {
        assertEquals(0, Assignment.daysLate(DUE, DUE.minusSeconds(1)));
        assertEquals(0, Assignment.daysLate(DUE, DUE));
        assertEquals(1, Assignment.daysLate(DUE, DUE.plusSeconds(1)));
        assertEquals(1, Assignment.daysLate(DUE, DUE.plus(Duration.ofHours(23))));
        assertEquals(2, Assignment.daysLate(DUE, DUE.plus(Duration.ofDays(1))));
        assertEquals(8, Assignment.daysLate(DUE, DUE.plus(Duration.ofDays(7)).plusSeconds(5)));
    }

    @Test
    void moreThanEverythingIsNeverTakenOff() {
        Assignment strict = assignment(on(DUE), new Late(true, 0, 30));
        assertEquals(0, strict.penalty(0));
        assertEquals(60, strict.penalty(2));
        assertEquals(100, strict.penalty(4));
        assertEquals(100, strict.penalty(Integer.MAX_VALUE));
    }

    @Test
    void daysAfterEnrolmentEndWithTheDayAtTheSchool() {
        Assignment weekly = assignment(new Due(Due.Kind.DAYS, Optional.empty(), 7), late());
        // Late in the evening in UTC it is the next day already in summer.
        Instant enrolled = Instant.parse("2026-07-01T23:30:00Z");
        assertEquals(
                Optional.of(Instant.parse("2026-07-09T22:59:00Z")), weekly.dueAt(enrolled, LISBON));
    }

    private static Late late() {
        return new Late(true, 3, 10);
    }

    @Test
    void itIsTakenUntilTheLastLateDay() {
        assertEquals(
                Optional.of(DUE.plus(Duration.ofDays(3))),
                assignment(on(DUE), late()).closesAt(DUE, LISBON));
        assertEquals(
                Optional.of(DUE), assignment(on(DUE), new Late(false, 0, 0)).closesAt(DUE, LISBON));
        assertEquals(
                Optional.empty(), assignment(on(DUE), new Late(true, 0, 0)).closesAt(DUE, LISBON));
        assertEquals(Optional.empty(), assignment(Due.NEVER, late()).closesAt(DUE, LISBON));
    }

    @Test
    void aRubricAddsItsBestLevelsUp() {
        Assignment marked =
                new Assignment(
                        "",
                        true,
                        0,
                        100,
                        List.of(
                                new Criterion(
                                        "Structure",
                                        List.of(
                                                new Level("Clear", 4, ""),
                                                new Level("None", 0, ""))),
                                new Criterion(
                                        "Style", List.of(new Level("Fine", 2.5, "No slips")))),
                        Due.NEVER,
                        late(),
                        2,
                        Completion.RETURNED,
                        0);
        assertEquals(6.5, marked.most());
        assertEquals(marked, Assignment.of(marked.content()));
    }

    @Test
    void whatAnActivityKeepsSurvivesBeingWrittenAndRead() {
        Assignment due = assignment(on(DUE), late());
        String json = Json.write(due.content());
        @SuppressWarnings("unchecked")
        Map<String, Object> read = Json.read(json, Map.class);
        assertEquals(due, Assignment.of(read));
        assertEquals(Assignment.NEW, Assignment.of(Map.of()));
    }

    @Test
    void whatIsNoAssignmentIsRefused() {
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("questions", List.of()),
                        Map.of("text", "maybe"),
                        Map.of("text", false, "files", 0, "points", 1),
                        Map.of("text", true, "files", 99, "points", 1),
                        Map.of("text", true, "files", 0, "points", 0))) {
            Problem problem = assertThrows(Problem.class, () -> Assignment.of(wrong));
            assertEquals(CommonProblem.INVALID_INPUT, problem.code(), wrong.toString());
        }
    }

    @Test
    void hundredthsOfPointsAreTaken() {
        for (double points : new double[] {1.1, 2.2, 0.55, 0.07, 9.99, 0}) {
            assertEquals(points, new Level("Fine", points, "").points());
        }
        assertThrows(Problem.class, () -> new Level("Fine", 0.005, ""));
        assertThrows(Problem.class, () -> new Level("Fine", -1, ""));
    }

    @Test
    void twoCriteriaOfOneNameAreRefused() {
        Criterion one = new Criterion("Style", List.of(new Level("Fine", 1, "")));
        Problem problem =
                assertThrows(
                        Problem.class,
                        () ->
                                new Assignment(
                                        "",
                                        true,
                                        0,
                                        1,
                                        List.of(one, one),
                                        Due.NEVER,
                                        late(),
                                        0,
                                        Completion.SUBMITTED,
                                        0));
        assertTrue(problem.fields().stream().anyMatch(f -> f.field().equals("rubric")));
    }

    @Test
    void nobodyPassesByRounding() {
        assertEquals(49, new Grade(9.99, 20, 0, List.of(), "", false).percent());
        assertEquals(50, new Grade(10, 20, 0, List.of(), "", false).percent());
        Grade late = new Grade(17, 20, 10, List.of(), "", false);
        assertEquals(15.3, late.result());
        assertEquals(76, late.percent());
        assertEquals(0, new Grade(20, 20, 100, List.of(), "", false).percent());
    }
}
