package io.lyceum.integrations;

/** What is done about a message. */
public enum InboundAction {
    /** Somebody is invited as a learner; who is here already stays as they are. */
    INVITE,
    /**
     * Somebody is enrolled in a free course; who is not here yet is invited, and enrolled on
     * joining.
     */
    ENROL,
    /** There is nobody at a mail address. */
    ADDRESS_BOUNCED,
    /** Somebody called a mail spam. */
    ADDRESS_COMPLAINED
}
