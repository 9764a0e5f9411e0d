package io.lyceum.messaging;

/** The way out: an SMTP server, or a list in a test. */
public interface MailTransport {

    /** Sends one mail; blocks until the server has answered or the time is up. */
    Outcome send(Mail mail);

    /** What became of a mail. */
    sealed interface Outcome {

        /** The server took it. */
        record Accepted() implements Outcome {}

        /**
         * No server, no answer, or the server is busy or refuses us for now.
         *
         * @param why for the log; may hold the address
         */
        record TryLater(String why) implements Outcome {}

        /**
         * This mail will never be taken: the address does not exist or cannot exist.
         *
         * @param why for the log; may hold the address
         * @param nobody whether the server says that there is nobody at this address
         */
        record Refused(String why, boolean nobody) implements Outcome {}
    }
}
