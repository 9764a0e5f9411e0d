package io.lyceum.devstack;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A report that a mail could not be delivered, as mail servers write it (RFC 3464). */
final class Bounce {

    private Bounce() {}

    /**
     * @param to the envelope's sender of the mail that could not be delivered
     * @param recipient to whom it could not
     */
    static MimeMessage of(String to, String recipient) {
        String text =
                """
                From: Mail delivery <mailer-daemon@localhost>
                To: <%1$s>
                Subject: Undelivered mail
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="part"

                --part
                Content-Type: text/plain

                Your mail to %2$s could not be delivered.

                --part
                Content-Type: message/delivery-status

                Reporting-MTA: dns; localhost

                Final-Recipient: rfc822; %2$s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <%2$s>: there is no such mailbox

                --part--
                """
                        .formatted(to, recipient)
                        .replace("\n", "\r\n");
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
