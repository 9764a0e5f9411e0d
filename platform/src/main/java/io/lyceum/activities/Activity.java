package io.lyceum.activities;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.plugin.runtime.Kind;
import java.util.Map;

/**
 * An activity in a lesson.
 *
 * @param plugin id of the plugin that it is of
 * @param kind what the plugin provides it as: an activity, or a format of packages
 * @param type the plugin's extension
 * @param content what the plugin's author view has made; JSON
 * @param position in the lesson, from 1
 */
public record Activity(
        ActivityId id,
        CourseId course,
        LessonId lesson,
        String plugin,
        Kind kind,
        String type,
        String title,
        Map<String, Object> content,
        int position,
        long version) {

    /** Whether learners open a package that a teacher has uploaded. */
    public boolean isPackage() {
        return kind == Kind.PACKAGE;
    }

    /** Whether the house brings it itself, so that no plugin is asked about it. */
    public boolean isBuiltIn() {
        return BuiltIn.HOUSE.equals(plugin);
    }
}
