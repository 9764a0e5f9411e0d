package io.lyceum.notifications;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * Somebody is to be told of something on their devices.
 *
 * @param prompt whether it is worth little later
 */
@Event.Type(name = "notification.push_due")
public record NotificationPushDue(UUID person, UUID notification, boolean prompt)
        implements Event {}
