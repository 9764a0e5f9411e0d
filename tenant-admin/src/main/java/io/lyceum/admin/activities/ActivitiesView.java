package io.lyceum.admin.activities;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/**
 * A lesson's activities, and the form that adds one.
 *
 * @param types what can be added, as {@code plugin/type}
 */
public record ActivitiesView(Form add, List<Option> types, List<ActivityRow> rows) {

    /**
     * One activity.
     *
     * @param copies whether it can be copied
     * @param at place in the lesson, from 0
     */
    public record ActivityRow(
            String path, String title, String type, boolean copies, int at, boolean last) {}
}
