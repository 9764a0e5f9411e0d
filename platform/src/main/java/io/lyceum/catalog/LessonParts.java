package io.lyceum.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lessons have beside their text, carried along when a course leaves its school or comes in.
 * No transaction is open around these methods: plugins are asked.
 */
public interface LessonParts {

    /**
     * One part of a lesson.
     *
     * @param plugin whose it is
     * @param type which of its kinds
     * @param content of the plugin's own making
     */
    record Part(String plugin, String type, String title, Map<String, Object> content) {}

    /** What became of a part that came in. */
    sealed interface Outcome {

        /**
         * It is in the lesson.
         *
         * @param notes what the plugin could not take over
         */
        record Added(String title, List<String> notes) implements Outcome {}

        /** It is not, because its plugin is not there or has refused it. */
        record Left(String title, String plugin) implements Outcome {}
    }

    /** Gives the parts of a course's lessons, in their order. */
    Map<LessonId, List<Part>> of(CourseId course);

    /** Tells whether the school has what a part needs. */
    boolean offers(Part part);

    /**
     * Puts a part into a lesson, unless the part of that place is there.
     *
     * @param place among the lesson's parts, from 1
     * @return nothing when it is there
     */
    Optional<Outcome> add(CourseId course, LessonId lesson, int place, Part part);
}
