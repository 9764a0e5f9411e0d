package io.lyceum.notifications;

import io.lyceum.messaging.MailKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What people are told of. The names are stored: they stay. */
public enum NotificationKind {
    CERTIFICATE(Topic.LEARNING),
    RETURNED(Topic.LEARNING),
    NEW_LESSONS(Topic.LESSONS, MailKind.NEW_LESSONS, true, Duration.ofHours(1)),
    NEW_COURSES(Topic.NEWS, MailKind.NEW_COURSES, false, Duration.ofHours(1)),
    FIRST_COURSE(Topic.NEWS, MailKind.FIRST_COURSE, false, Duration.ofDays(2)),
    FIRST_COURSE_AGAIN(Topic.NEWS, MailKind.FIRST_COURSE_AGAIN, false, Duration.ofDays(7)),
    UNFINISHED(Topic.REMINDERS, MailKind.UNFINISHED, true, Duration.ofDays(7)),
    UNFINISHED_AGAIN(Topic.REMINDERS, MailKind.UNFINISHED_AGAIN, true, Duration.ofDays(21)),
    LESSON_REMINDER(Topic.REMINDERS, MailKind.LESSON_REMINDER, true, Duration.ZERO),
    CHECKOUT_LEFT(Topic.REMINDERS, MailKind.CHECKOUT_LEFT, true, Duration.ofHours(3)),
    COMEBACK(Topic.NEWS, MailKind.COMEBACK, false, Duration.ofDays(45));

    private final Topic topic;
    private final Optional<MailKind> mail;
    private final boolean usual;
    private final Duration delay;

    NotificationKind(Topic topic) {
        this.topic = topic;
        this.mail = Optional.empty();
        this.usual = true;
        this.delay = Duration.ZERO;
    }

    NotificationKind(Topic topic, MailKind mail, boolean usual, Duration delay) {
        this.topic = topic;
        this.mail = Optional.of(mail);
        this.usual = usual;
        this.delay = delay;
    }

    public Topic topic() {
        return topic;
    }

    /** The mail that says it; nothing if another one is sent anyway. */
    public Optional<MailKind> mail() {
        return mail;
    }

    /** Tells whether it is worth little later, so that it waits behind no campaign. */
    public boolean prompt() {
        return this == CERTIFICATE || this == RETURNED || this == LESSON_REMINDER;
    }

    /** Tells whether schools switch it: all that is told without anybody doing something. */
    public boolean switched() {
        return mail.isPresent();
    }

    /** Tells whether it waits for something, so that a school can choose how long. */
    public boolean delayed() {
        return !delay.isZero();
    }

    /** Whether it is told at schools that have not said otherwise. */
    public boolean usual() {
        return usual;
    }

    /** How long it waits at schools that have not said otherwise. */
    public Duration usualDelay() {
        return delay;
    }

    /** Those that schools switch. */
    public static List<NotificationKind> steps() {
        return Arrays.stream(values()).filter(NotificationKind::switched).toList();
    }
}
