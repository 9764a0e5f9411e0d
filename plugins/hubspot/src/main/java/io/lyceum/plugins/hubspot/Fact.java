package io.lyceum.plugins.hubspot;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A fact of a learner that can be mapped to a property of contacts. */
enum Fact {
    LAST_COURSE("lastCourseProperty", "string"),
    LAST_ENROLMENT_DATE("lastEnrolmentDateProperty", "date", "string"),
    COURSES_ENROLLED("coursesEnrolledProperty", "number", "string"),
    COURSES_COMPLETED("coursesCompletedProperty", "number", "string"),
    LAST_COMPLETED_COURSE("lastCompletedCourseProperty", "string"),
    PROGRESS_PERCENT("progressPercentProperty", "number", "string");

    private final String setting;
    private final List<String> types;

    Fact(String setting, String... types) {
        this.setting = setting;
        this.types = List.of(types);
    }

    /** The setting with the property's name. */
    String setting() {
        return setting;
    }

    /** The types at HubSpot that take it, the best one first. */
    List<String> types() {
        return types;
    }

    /** The value as HubSpot takes it; nothing while there is none. */
    Optional<String> value(LearnerFacts facts, ZoneId zone) {
        return switch (this) {
            case LAST_COURSE -> facts.lastEnrolled().map(LearnerFacts.Enrolment::course);
            case LAST_ENROLMENT_DATE ->
                    facts.lastEnrolled()
                            .map(LearnerFacts.Enrolment::enrolled)
                            .map(time -> LocalDate.ofInstant(time, zone).toString());
            case COURSES_ENROLLED -> Optional.of(String.valueOf(facts.coursesEnrolled()));
            case COURSES_COMPLETED -> Optional.of(String.valueOf(facts.coursesCompleted()));
            case LAST_COMPLETED_COURSE -> facts.lastCompleted().map(LearnerFacts.Enrolment::course);
            case PROGRESS_PERCENT -> facts.lastWorked().map(e -> String.valueOf(e.percent()));
        };
    }
}
