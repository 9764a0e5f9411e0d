package io.lyceum.integrations.internal;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.EnrolmentId;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How things stand with a learner now, by the names of sources. Inside a transaction. */
@ApplicationScoped
class CrmFacts {

    @Inject People people;
    @Inject Enrolments enrolments;
    @Inject Courses courses;
    @Inject Brands brands;

    /**
     * What is known.
     *
     * @param values a number or a text, by source; what is not known is left out
     * @param enrolled whether it is about an enrolment as well
     */
    record Facts(Map<String, Object> values, boolean enrolled) {

        String text(String source) {
            return String.valueOf(values.getOrDefault(source, ""));
        }
    }

    /**
     * Of a person, and of their enrolment in a course if there is one; nothing of who may not come
     * in.
     */
    Optional<Facts> of(PersonId id, Optional<CourseId> course) {
        try {
            return Optional.of(people.byId(id))
                    .filter(Person::active)
                    .map(person -> facts(person, course.flatMap(c -> enrolments.find(id, c))));
        } catch (Problem problem) {
            if (problem.code() != CommonProblem.NOT_FOUND) {
                throw problem;
            }
            return Optional.empty();
        }
    }

    /** Of an enrolment and its learner. */
    Optional<Facts> of(EnrolmentId id) {
        Enrolment enrolment = enrolments.byId(id);
        return of(enrolment.person(), Optional.of(enrolment.course()));
    }

    private Facts facts(Person person, Optional<Enrolment> enrolment) {
        Map<String, Object> values = new TreeMap<>();
        String name = person.name().strip();
        int space = name.lastIndexOf(' ');
        values.put("person.id", person.id().toString());
        values.put("person.email", person.email());
        values.put("person.name", name);
        values.put("person.firstName", space < 0 ? "" : name.substring(0, space).strip());
        values.put("person.lastName", name.substring(space + 1));
        person.locale().map(Locale::getLanguage).ifPresent(l -> values.put("person.language", l));
        values.put("person.joinedAt", person.createdAt().toString());
        values.put("school.name", brands.latest().name());
        if (enrolment.isPresent()) {
            put(values, enrolment.get());
        }
        return new Facts(values, enrolment.isPresent());
    }

    private void put(Map<String, Object> values, Enrolment enrolment) {
        Course course = courses.byId(enrolment.course());
        values.put("enrolment.id", enrolment.id().toString());
        values.put("enrolment.status", enrolment.status().name().toLowerCase(Locale.ROOT));
        values.put("enrolment.percent", enrolment.percent());
        values.put("enrolment.enrolledAt", enrolment.enrolledAt().toString());
        enrolment.completedAt().ifPresent(at -> values.put("enrolment.completedAt", at.toString()));
        values.put("course.id", course.id().toString());
        values.put("course.title", course.title());
        values.put("course.slug", course.slug());
    }
}
