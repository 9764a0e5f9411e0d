package io.lyceum.messaging.internal;

import java.time.Duration;
import java.util.Optional;

/**
 * How the mail server is reached.
 *
 * @param from address in {@code From} and of the envelope
 * @param connect longest wait for a connection
 * @param answer longest wait for each answer
 */
record SmtpSettings(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String from,
        Duration connect,
        Duration answer) {

    /** How the connection is protected. */
    enum Security {
        /** Not at all: only for a server on the same machine or network. */
        NONE,
        /** Plain at first, then encrypted, or not used at all. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS
    }

    /** Name and password at the server. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    SmtpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("lyceum.smtp.host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("lyceum.smtp.port must be between 1 and 65535");
        }
        if (from.indexOf('@') < 1) {
            throw new IllegalArgumentException("lyceum.smtp.from must be a mail address");
        }
    }
}
