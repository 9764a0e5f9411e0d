package io.lyceum.notifications;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * Somebody is to be told of something by mail.
 *
 * @param prompt whether it is worth little later
 */
@Event.Type(name = "notification.mail_due")
public record NotificationMailDue(UUID person, UUID notification, boolean prompt)
        implements Event {}
