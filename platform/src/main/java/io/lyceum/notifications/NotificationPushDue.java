package io.lyceum.notifications;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody is to be told of something on their devices. */
@Event.Type(name = "notification.push_due")
public record NotificationPushDue(UUID person, UUID notification) implements Event {}
