package io.lyceum.plugins.hubspot;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one learner. Facts only grow: an event that comes twice, or late, leaves them as
 * they are, so that nothing is counted twice however often and long ago an event was sent.
 *
 * @param enrolments by their ids
 * @param contact id at HubSpot; null before anything was sent
 * @param email that was sent last; null before
 * @param sent the properties that HubSpot was last told, by their names
 */
record LearnerFacts(
        Map<String, Enrolment> enrolments,
        @Nullable String contact,
        @Nullable String email,
        Map<String, String> sent) {

    /** Nothing is known yet. */
    static final LearnerFacts NONE = new LearnerFacts(Map.of(), null, null, Map.of());

    LearnerFacts {
        enrolments = Collections.unmodifiableMap(new TreeMap<>(enrolments));
        sent = Collections.unmodifiableMap(new TreeMap<>(sent));
    }

    /**
     * One enrolment in a course.
     *
     * @param enrolled null when only later events came here
     * @param completed null while it is not
     * @param percent of the course, 0 to 100
     * @param worked when the percent was told; null before
     */
    record Enrolment(
            String course,
            @Nullable Instant enrolled,
            @Nullable Instant completed,
            int percent,
            @Nullable Instant worked) {

        private static Enrolment in(String course) {
            return new Enrolment(course, null, null, 0, null);
        }

        private Enrolment enrolledAt(Instant at) {
            return new Enrolment(
                    course, enrolled == null ? at : enrolled, completed, percent, worked);
        }

        private Enrolment completedAt(Instant at) {
            return new Enrolment(
                    course,
                    enrolled,
                    completed == null || completed.isBefore(at) ? at : completed,
                    percent,
                    worked);
        }

        /** Two lessons can be completed in the same instant; the further one counts then. */
        private Enrolment workedAt(Instant at, int reached) {
            boolean newer = worked == null || worked.isBefore(at);
            boolean further = at.equals(worked) && reached > percent;
            return newer || further
                    ? new Enrolment(course, enrolled, completed, reached, at)
                    : this;
        }
    }

    /** Adds what an event tells. */
    LearnerFacts with(LearnerEvent event) {
        String id = event.enrolment();
        if (id == null) {
            return this;
        }
        Enrolment before = enrolments.get(id);
        if (before == null) {
            if (event.course() == null) {
                return this;
            }
            before = Enrolment.in(event.course());
        }
        Enrolment after =
                switch (event.type()) {
                    case JOINED, CHANGED -> before;
                    case ENROLLED -> before.enrolledAt(event.at());
                    case LESSON_COMPLETED -> before.workedAt(event.at(), event.percent());
                    case COURSE_COMPLETED ->
                            before.completedAt(event.at()).workedAt(event.at(), 100);
                };
        Map<String, Enrolment> all = new TreeMap<>(enrolments);
        all.put(id, after);
        return new LearnerFacts(all, contact, email, sent);
    }

    /** Notes what HubSpot has been told. */
    LearnerFacts told(String contactId, String address, Map<String, String> properties) {
        return new LearnerFacts(enrolments, contactId, address, properties);
    }

    Optional<Enrolment> lastEnrolled() {
        return latest(Enrolment::enrolled);
    }

    Optional<Enrolment> lastCompleted() {
        return latest(Enrolment::completed);
    }

    Optional<Enrolment> lastWorked() {
        return latest(Enrolment::worked);
    }

    /** Counts courses, not enrolments: who enrols again has no second course. */
    long coursesEnrolled() {
        return courses(enrolments.values().stream());
    }

    long coursesCompleted() {
        return courses(enrolments.values().stream().filter(e -> e.completed() != null));
    }

    private static long courses(Stream<Enrolment> enrolments) {
        return enrolments.map(Enrolment::course).distinct().count();
    }

    private Optional<Enrolment> latest(Function<Enrolment, @Nullable Instant> time) {
        return enrolments.values().stream()
                .filter(enrolment -> time.apply(enrolment) != null)
                .max(Comparator.comparing(time));
    }

    /** The facts as an entry of the storage. */
    Map<String, Object> entry() {
        Map<String, Object> kept = new LinkedHashMap<>();
        enrolments.forEach(
                (id, enrolment) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("course", enrolment.course());
                    put(one, "enrolled", enrolment.enrolled());
                    put(one, "completed", enrolment.completed());
                    one.put("percent", enrolment.percent());
                    put(one, "worked", enrolment.worked());
                    kept.put(id, one);
                });
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("enrolments", kept);
        put(entry, "contact", contact);
        put(entry, "email", email);
        entry.put("sent", new LinkedHashMap<>(sent));
        return entry;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value.toString());
        }
    }

    /** Reads an entry; what is no fact is left out. */
    static LearnerFacts of(Map<String, Object> entry) {
        Map<String, Enrolment> enrolments = new TreeMap<>();
        map(entry.get("enrolments"))
                .forEach(
                        (id, value) -> {
                            Map<?, ?> one = map(value);
                            if (one.get("course") instanceof String course) {
                                enrolments.put(
                                        id.toString(),
                                        new Enrolment(
                                                course,
                                                instant(one.get("enrolled")),
                                                instant(one.get("completed")),
                                                one.get("percent") instanceof Number percent
                                                        ? percent.intValue()
                                                        : 0,
                                                instant(one.get("worked"))));
                            }
                        });
        Map<String, String> sent = new TreeMap<>();
        map(entry.get("sent"))
                .forEach((name, value) -> sent.put(name.toString(), String.valueOf(value)));
        return new LearnerFacts(
                enrolments,
                entry.get("contact") instanceof String contact ? contact : null,
                entry.get("email") instanceof String email ? email : null,
                sent);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        try {
            return value instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
