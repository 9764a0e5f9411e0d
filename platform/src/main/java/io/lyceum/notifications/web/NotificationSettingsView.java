package io.lyceum.notifications.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What somebody wants to be told.
 *
 * @param error what is wrong with the form; empty when nothing is
 * @param zone the chosen time zone; empty for the school's
 * @param schoolZone the school's time zone
 * @param quiet whether devices are left alone for some hours
 * @param version what the form was read with
 * @param pushKey what browsers are told to listen to
 * @param done key of what was just done; empty for nothing
 */
public record NotificationSettingsView(
        List<TopicRow> topics,
        List<Day> days,
        String studyAt,
        String zone,
        String schoolZone,
        List<String> zones,
        boolean quiet,
        String quietFrom,
        String quietUntil,
        int version,
        List<DeviceRow> devices,
        String pushKey,
        String done,
        String error) {

    /** One topic with its channels. */
    public record TopicRow(String key, List<Box> boxes) {}

    /**
     * One way of being told of it.
     *
     * @param name of the field
     * @param fixed whether it is no choice
     */
    public record Box(String channel, String name, boolean checked, boolean fixed) {}

    /**
     * A browser on which they are told.
     *
     * @param failing whether nothing reaches it
     */
    public record DeviceRow(String removeAction, String name, String added, boolean failing) {}

    /** A day of the week. */
    public record Day(String name, String label, boolean chosen) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("notifications.settings"));
    }
}
