package io.lyceum.notifications;

import io.lyceum.shared.outbox.Event;
import java.util.Optional;
import java.util.UUID;

/**
 * Many are to be told of something, those after the last one that was.
 *
 * @param about what tells it apart from others of its kind
 * @param course whose learners are told; all learners of the school without one
 * @param last who was told last
 */
@Event.Type(name = "notification.announcement_due")
public record AnnouncementDue(
        NotificationKind kind,
        String about,
        Optional<UUID> course,
        Facts facts,
        Optional<UUID> last)
        implements Event {}
