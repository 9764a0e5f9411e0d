package io.lyceum.notifications.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What somebody was told.
 *
 * @param unread whether there is anything that they have not read
 * @param older address of the next page; empty on the last one
 */
public record NotificationsView(List<Item> items, boolean unread, String older) {

    /**
     * One thing.
     *
     * @param href marks it as read and leads where it is about
     * @param machineTime for programs, ISO 8601
     */
    public record Item(
            String href,
            String icon,
            String title,
            String text,
            String when,
            String machineTime,
            boolean unread) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("notifications.title"));
    }
}
