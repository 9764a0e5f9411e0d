package io.lyceum.commerce.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What somebody pays again and again.
 *
 * @param done what has just been done; empty for nothing
 * @param error why it could not be; empty if it could
 * @param test whether no real money moves
 */
public record SubscriptionsView(List<Line> lines, String done, String error, boolean test) {

    /**
     * A subscription.
     *
     * @param path to which what can be done is sent
     * @param state as it is named in the texts
     * @param text what that means, with its dates
     * @param mayCancel whether it can be ended
     * @param mayKeep whether its end can be taken back
     * @param changes what it could be changed to
     */
    public record Line(
            String path,
            String title,
            String price,
            String state,
            boolean good,
            String text,
            boolean mayCancel,
            boolean mayKeep,
            boolean mayPause,
            boolean mayResume,
            boolean mayPay,
            List<Change> changes) {}

    /** Another offer. */
    public record Change(String id, String title, String price) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("subscriptions.title"));
    }
}
