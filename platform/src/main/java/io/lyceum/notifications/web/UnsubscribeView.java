package io.lyceum.notifications.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;

/**
 * Somebody who does not want some mails any more.
 *
 * @param topic key of what they are about; empty for an address that is none of ours
 * @param action where the button posts to
 * @param state of it
 */
public record UnsubscribeView(String topic, String action, State state) {

    /** Where it stands. */
    public enum State {
        ASKED,
        DONE,
        BACK,
        UNKNOWN
    }

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("unsubscribe.title"));
    }
}
