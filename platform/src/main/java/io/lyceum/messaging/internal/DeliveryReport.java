package io.lyceum.messaging.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a mail server reports of somebody to whom it could not deliver a mail (RFC 3464).
 *
 * @param recipient mail address
 * @param status as {@code 5.1.1} (RFC 3463)
 * @param why the answer of the server that refused it; may be empty
 */
record DeliveryReport(String recipient, String status, String why) {

    /** No mailbox there (RFC 3463, RFC 7505), or it was closed. */
    private static final Pattern NOBODY = Pattern.compile("5\\.(?:1\\.(?:1|2|3|6|10)|2\\.1)");

    private static final int LONGEST = 64 << 10;

    /** Tells whether there is nobody, and not only no room or no wish. */
    boolean saysNobody() {
        return NOBODY.matcher(status).matches();
    }

    /** Reads what a mail reports of those whom it failed to reach; nothing of other mails. */
    static List<DeliveryReport> of(Part mail) throws MessagingException, IOException {
        List<DeliveryReport> reports = new ArrayList<>();
        if (mail.isMimeType("multipart/report") && mail.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                if (parts.getBodyPart(i).isMimeType("message/delivery-status")) {
                    read(parts.getBodyPart(i), reports);
                }
            }
        }
        return reports;
    }

    private static void read(Part part, List<DeliveryReport> reports)
            throws MessagingException, IOException {
        String text;
        try (InputStream content = part.getInputStream()) {
            text = new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
        for (String group : text.split("\\r?\\n[ \\t]*\\r?\\n")) {
            InternetHeaders fields =
                    new InternetHeaders(
                            new ByteArrayInputStream(
                                    (group.strip() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
            String recipient = value(fields, "Original-Recipient");
            if (recipient.isEmpty()) {
                recipient = value(fields, "Final-Recipient");
            }
            String action = value(fields, "Action").toLowerCase(Locale.ROOT);
            if (action.equals("failed") && recipient.indexOf('@') > 0) {
                reports.add(
                        new DeliveryReport(
                                recipient,
                                value(fields, "Status").replaceAll("[^0-9.].*", ""),
                                value(fields, "Diagnostic-Code")));
            }
        }
    }

    /** Without the kind that stands before it: {@code rfc822; somebody@example.org}. */
    private static String value(InternetHeaders fields, String name) {
        String value = fields.getHeader(name, null);
        return value == null
                ? ""
                : value.replaceAll("\\s+", " ").replaceFirst("^[^;]*;", "").strip();
    }
}
