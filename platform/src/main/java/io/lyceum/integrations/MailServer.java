package io.lyceum.integrations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The mail server of a school, through which its mails go instead of the platform's.
 *
 * @param user name at the server; nothing if it asks for none
 * @param from address in {@code From} and of the envelope
 * @param perMinute how many mails each node hands it at most; 0 for as many as there are
 * @param dkim what mails are signed with, if they are
 * @param version goes up with each change that a person makes
 * @param failingSince since when no mail was taken; nothing while it works
 * @param lastError why the last mail that was not taken was not; empty before the first one
 */
public record MailServer(
        UUID id,
        String host,
        int port,
        Security security,
        Optional<String> user,
        String from,
        int perMinute,
        boolean active,
        int version,
        Optional<Dkim> dkim,
        Optional<Instant> failingSince,
        Optional<Instant> lastSuccessAt,
        String lastError) {

    /** How the connection is protected. */
    public enum Security {
        /** Not at all: only for a server of the installation's own network. */
        NONE,
        /** Plain at first, then encrypted, or not used at all. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS
    }

    /**
     * The public half of what mails are signed with (RFC 6376).
     *
     * @param publicKey RSA, X.509 in Base64
     */
    public record Dkim(String domain, String selector, String publicKey) {

        /** The name of the TXT record that receivers look for. */
        public String recordName() {
            return selector + "._domainkey." + domain;
        }

        /** What has to be in that record. */
        public String record() {
            return "v=DKIM1; k=rsa; p=" + publicKey;
        }
    }

    /** The domain of its sender. */
    public String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }
}
