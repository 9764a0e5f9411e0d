package io.lyceum.notifications;

/** What a notification is about, as people choose among them. */
public enum Topic {
    /**
     * What became of one's own learning. Its mails are no choice: they answer what somebody did.
     */
    LEARNING,
    /** New lessons of courses that somebody learns in. */
    LESSONS,
    /** Courses that wait to be gone on with, and the learner's own plan. */
    REMINDERS,
    /**
     * What else the school offers. Never sent for the sake of anything somebody did: advertising.
     */
    NEWS;

    /** Tells whether people can choose a channel of this topic. */
    public boolean choosable(Channel channel) {
        return this != LEARNING || channel != Channel.MAIL;
    }
}
