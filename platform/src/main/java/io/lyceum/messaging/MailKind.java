package io.lyceum.messaging;

/** Mails whose words a school may choose. */
public enum MailKind {
    WELCOME(false),
    ENROLMENT(true),
    COMPLETION(true),
    RECEIPT(true),
    PAYMENT_DUE(true),
    SEAT(true),
    RETURNED(true),
    FIRST_COURSE(false),
    FIRST_COURSE_AGAIN(false),
    UNFINISHED(true),
    UNFINISHED_AGAIN(true),
    CHECKOUT_LEFT(true),
    COMEBACK(false),
    LESSON_REMINDER(true),
    NEW_LESSONS(true),
    NEW_COURSES(true);

    private final boolean ofCourse;

    MailKind(boolean ofCourse) {
        this.ofCourse = ofCourse;
    }

    /** Tells whether it is about a course. */
    public boolean isOfCourse() {
        return ofCourse;
    }
}
