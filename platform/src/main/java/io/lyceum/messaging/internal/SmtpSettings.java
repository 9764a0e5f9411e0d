package io.lyceum.messaging.internal;

import io.lyceum.integrations.MailServer.Security;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * How the mail server is reached.
 *
 * @param from address in {@code From} and of the envelope
 * @param connect longest wait for a connection
 * @param answer longest wait for each answer
 * @param sockets what connections are made with; nothing for the usual ones
 * @param dkim what mails are signed with, if they are
 */
record SmtpSettings(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String from,
        Duration connect,
        Duration answer,
        Optional<SocketFactory> sockets,
        Optional<DkimKey> dkim) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** With the usual patience. */
    SmtpSettings(
            String host,
            int port,
            Security security,
            Optional<Login> login,
            String from,
            Optional<SocketFactory> sockets,
            Optional<DkimKey> dkim) {
        this(host, port, security, login, from, CONNECT, ANSWER, sockets, dkim);
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
