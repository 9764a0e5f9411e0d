package io.lyceum.messaging;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a mail says. The words around it come from the message bundle {@code mail}. */
public sealed interface MailContent {

    /** Which one it is of those whose words a school may choose. */
    default Optional<MailKind> kind() {
        return Optional.empty();
    }

    /** The course that it is about, for a school's own words. */
    default String course() {
        return "";
    }

    /**
     * Greets a new learner.
     *
     * @param catalogueUrl where courses are found
     */
    record Welcome(String catalogueUrl) implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.WELCOME);
        }
    }

    /**
     * Tells that a course was paid.
     *
     * @param number of the receipt
     * @param price as shown to people
     * @param orderUrl where it stands
     */
    record Receipt(
            String courseTitle, String number, String price, LocalDate paidOn, String orderUrl)
            implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.RECEIPT);
        }

        @Override
        public String course() {
            return courseTitle;
        }
    }

    /**
     * Tells that a payment of a subscription has failed.
     *
     * @param title of what is subscribed to
     * @param price as shown to people
     * @param openUntil until when it stays open; nothing if it is closed
     * @param url where the card is changed
     */
    record PaymentDue(String title, String price, Optional<LocalDate> openUntil, String url)
            implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.PAYMENT_DUE);
        }

        @Override
        public String course() {
            return title;
        }
    }

    /**
     * Tells somebody that a seat was paid for them.
     *
     * @param buyer who has paid for it; their name, or that of their company
     * @param title of what it is a seat in
     * @param url where it is taken
     */
    record Seat(String buyer, String title, String url) implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.SEAT);
        }

        @Override
        public String course() {
            return title;
        }
    }

    /**
     * Tells a learner that something they handed in came back, marked.
     *
     * @param courseTitle of the assignment's course
     * @param assignment title of the assignment
     * @param points that count
     * @param most that could be reached
     * @param again whether the teacher asks for another attempt
     * @param url where it stands
     */
    record Returned(
            String courseTitle,
            String assignment,
            double points,
            double most,
            boolean again,
            String url)
            implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.RETURNED);
        }

        @Override
        public String course() {
            return courseTitle;
        }
    }

    /**
     * Confirms an enrolment.
     *
     * @param teacher the teacher's name, if one is shown
     * @param lessons number of lessons
     * @param courseUrl where the learner starts
     */
    record EnrolmentConfirmed(
            String courseTitle, Optional<String> teacher, int lessons, String courseUrl)
            implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.ENROLMENT);
        }

        @Override
        public String course() {
            return courseTitle;
        }
    }

    /**
     * Congratulates on a completed course.
     *
     * @param completed in the school's time zone
     * @param certificate present when the course gives one
     */
    record CourseCompleted(
            String courseTitle,
            LocalDate completed,
            String courseUrl,
            Optional<CertificateLink> certificate)
            implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(MailKind.COMPLETION);
        }

        @Override
        public String course() {
            return courseTitle;
        }
    }

    /**
     * Reminds of something, or tells what is new.
     *
     * @param nudge which of these
     * @param lesson title of the lesson that comes next or first; may be empty
     * @param count how many there are of what it tells about
     * @param percent how much of the course is done
     */
    record Nudge(
            MailKind nudge, String courseTitle, String lesson, int count, int percent, String url)
            implements MailContent {

        @Override
        public Optional<MailKind> kind() {
            return Optional.of(nudge);
        }

        @Override
        public String course() {
            return courseTitle;
        }
    }

    /**
     * Where a certificate is.
     *
     * @param code as printed on it
     * @param downloadUrl the PDF, for its owner
     * @param verifyUrl the public page that proves it
     */
    record CertificateLink(String code, String downloadUrl, String verifyUrl) {}

    /**
     * Invites somebody into a school.
     *
     * @param inviter name of the person who invites
     * @param acceptUrl where a password is set
     * @param validDays how long the address works
     */
    record Invitation(String inviter, InvitedAs role, String acceptUrl, int validDays)
            implements MailContent {}

    /** The role that an invited person gets. */
    enum InvitedAs {
        OWNER,
        ADMIN,
        TEACHER,
        LEARNER
    }

    /**
     * Tells the owner that the school is there.
     *
     * @param schoolUrl the school's public address
     * @param setPasswordUrl where the owner sets a password
     * @param validDays how long that address works
     */
    record SchoolReady(String schoolUrl, String setPasswordUrl, int validDays)
            implements MailContent {}

    /**
     * Tells somebody that the account no longer works.
     *
     * @param contact mail address for questions, if the school named one
     */
    record AccountDeactivated(Optional<String> contact) implements MailContent {}

    /**
     * Tells a publisher what became of a version of its plugin.
     *
     * @param plugin name of the plugin
     * @param reason in the reviewer's words; may be empty
     * @param url where the version can be read and worked on
     */
    record PluginDecided(
            String plugin, String version, Decision decision, String reason, String url)
            implements MailContent {}

    /** What the platform's reviewers decided. */
    enum Decision {
        APPROVED,
        PUBLISHED,
        CHANGES_REQUESTED,
        REJECTED,
        YANKED,
        REVOKED
    }

    /**
     * Tells those who run a school that a webhook does not work.
     *
     * @param webhook what people call it
     * @param until the day on which it is switched off unless it works again; nothing if it was
     * @param url where it can be looked at
     */
    record WebhookTrouble(String webhook, Trouble trouble, Optional<LocalDate> until, String url)
            implements MailContent {}

    /**
     * Tells those who run a school that a buyer's bank disputes a payment.
     *
     * @param number of the receipt; empty if there is none
     * @param amount as shown to people
     * @param due until when evidence is taken, if any is
     * @param orderUrl where it stands
     */
    record Disputed(
            String courseTitle,
            String number,
            String amount,
            Optional<LocalDate> due,
            String orderUrl)
            implements MailContent {}

    /**
     * Tells those who run a school that its plan could not be charged.
     *
     * @param price of a payment, as shown to people
     * @param until the day until which the plan stays; nothing if it is over
     * @param planUrl where the card is changed
     */
    record PlanDue(String plan, String price, Optional<LocalDate> until, String planUrl)
            implements MailContent {}

    /**
     * Shows that a mail server works.
     *
     * @param host its name
     */
    record Trial(String host) implements MailContent {}

    /** What is wrong with a webhook. */
    enum Trouble {
        FAILING,
        DISABLED,
        GONE
    }

    /**
     * Says anything else in words that somebody wrote.
     *
     * @param paragraphs plain text
     */
    record Notice(String subject, List<String> paragraphs, Optional<Action> action)
            implements MailContent {

        public Notice {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /**
     * The one thing to do in a mail.
     *
     * @param url absolute, http or https
     */
    record Action(String label, String url) {

        public Action {
            if (!url.matches("(?i)https?://[^\\s]+")) {
                throw new IllegalArgumentException("Not a web address: " + url);
            }
        }
    }
}
