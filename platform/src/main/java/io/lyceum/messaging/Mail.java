package io.lyceum.messaging;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A mail ready to be sent to one person. Line breaks and other control characters in names and
 * subject become spaces, so that nobody's name can add a header.
 *
 * @param to mail address
 * @param toName may be empty
 * @param html the whole document
 * @param text the same for people who read plain text
 * @param fromName the school's name; the address belongs to the mail server's settings
 * @param messageId without angle brackets; the same each time this mail is tried again, so that the
 *     receiver can drop a second copy
 * @param headers further headers
 */
public record Mail(
        String to,
        String toName,
        String subject,
        String html,
        String text,
        String fromName,
        Optional<String> replyTo,
        String messageId,
        Map<String, String> headers) {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+");

    public Mail {
        toName = oneLine(toName);
        subject = oneLine(subject);
        fromName = oneLine(fromName);
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("Not a message id: " + messageId);
        }
        Map<String, String> clean = new TreeMap<>();
        headers.forEach(
                (name, value) -> {
                    if (!HEADER.matcher(name).matches()) {
                        throw new IllegalArgumentException("Not the name of a header: " + name);
                    }
                    clean.put(name, oneLine(value));
                });
        headers = Map.copyOf(clean);
    }

    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }
}
