package io.lyceum.identity.internal.realms;

import java.util.Optional;

/**
 * How a realm sends its mail.
 *
 * @param from address that mails come from
 * @param login user and password, when the server wants them
 */
public record RealmMail(
        String host, int port, String from, Optional<Login> login, Encryption encryption) {

    public RealmMail {
        if (host.isBlank() || from.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("mail needs a host, a port and a sender");
        }
    }

    /** How the connection to the mail server is protected. */
    public enum Encryption {
        NONE,
        STARTTLS,
        TLS
    }

    /** The account on the mail server. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[…]";
        }
    }
}
