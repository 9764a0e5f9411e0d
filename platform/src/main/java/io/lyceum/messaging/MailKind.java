package io.lyceum.messaging;

/** Mails whose words a school may choose. */
public enum MailKind {
    WELCOME,
    ENROLMENT,
    COMPLETION
}
