package io.lyceum.notifications;

/** How people are told. */
public enum Channel {
    /** Among the notifications of the academy. */
    SITE,
    MAIL,
    /** On devices that somebody has signed up. */
    PUSH
}
