package io.lyceum.catalog;

import java.util.List;
import java.util.Map;

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

    /** Puts parts into a lesson that has none yet; into one that has some, nothing. */
    List<Outcome> add(CourseId course, LessonId lesson, List<Part> parts);
}
