package io.lyceum.notifications;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody is to be told of something by mail. */
@Event.Type(name = "notification.mail_due")
public record NotificationMailDue(UUID person, UUID notification) implements Event {}
