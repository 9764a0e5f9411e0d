package io.lyceum.activities;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import java.util.Map;

/**
 * An activity in a lesson.
 *
 * @param plugin id of the plugin that it is of
 * @param type the plugin's activity type
 * @param content what the plugin's author view has made; JSON
 * @param position in the lesson, from 1
 */
public record Activity(
        ActivityId id,
        CourseId course,
        LessonId lesson,
        String plugin,
        String type,
        String title,
        Map<String, Object> content,
        int position,
        long version) {}
