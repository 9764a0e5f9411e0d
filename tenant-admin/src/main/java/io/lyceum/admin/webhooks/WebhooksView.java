package io.lyceum.admin.webhooks;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A school's webhooks.
 *
 * @param add where a new one is made
 * @param catalogue where the events are described
 */
public record WebhooksView(List<Row> rows, String add, String catalogue) {

    /**
     * One webhook.
     *
     * @param events how many it is told of, in words
     * @param last when it last took something
     */
    public record Row(
            String href,
            String name,
            String url,
            Badge state,
            String events,
            Optional<Instant> last) {}
}
