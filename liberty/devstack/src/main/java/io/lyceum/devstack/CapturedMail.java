package io.lyceum.devstack;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail that was captured instead of being delivered.
 *
 * @param to envelope recipients, lower case
 * @param html empty when the mail has no HTML part
 * @param links targets found in the HTML or the text, in order, each once
 * @param attachments file names
 * @param headers by name; of those that come more than once the last one
 */
record CapturedMail(
        String id,
        Instant receivedAt,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        List<String> links,
        List<String> attachments,
        Map<String, String> headers) {

    private static final Pattern HREF =
            Pattern.compile("href\\s*=\\s*[\"'](https?://[^\"']+)[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"']+");
    private static final int NESTING_LIMIT = 20;

    CapturedMail {
        to = List.copyOf(to);
        links = List.copyOf(links);
        attachments = List.copyOf(attachments);
        headers = Map.copyOf(headers);
    }

    static CapturedMail parse(String id, Instant receivedAt, List<String> to, byte[] raw) {
        try {
            MimeMessage message =
                    new MimeMessage(
                            Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            Parts parts = new Parts();
            parts.read(message, 0);
            String html = parts.html.toString();
            String text = parts.text.toString();
            return new CapturedMail(
                    id,
                    receivedAt,
                    message.getFrom() == null
                            ? ""
                            : String.join(
                                    ", ",
                                    Arrays.stream(message.getFrom())
                                            .map(CapturedMail::readable)
                                            .toList()),
                    to,
                    message.getSubject() == null ? "" : message.getSubject(),
                    text,
                    html,
                    links(html, text),
                    parts.attachments,
                    headers(message));
        } catch (MessagingException | IOException e) {
            return new CapturedMail(
                    id,
                    receivedAt,
                    "",
                    to,
                    "(unreadable: " + e.getMessage() + ")",
                    new String(raw, java.nio.charset.StandardCharsets.UTF_8),
                    "",
                    List.of(),
                    List.of(),
                    Map.of());
        }
    }

    /** By name; of those that come more than once the last one. */
    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.put(header.getName(), MimeUtility.unfold(header.getValue()));
        }
        return headers;
    }

    private static String readable(jakarta.mail.Address address) {
        if (address instanceof InternetAddress internet && internet.getPersonal() != null) {
            return internet.getPersonal() + " <" + internet.getAddress() + ">";
        }
        return address.toString();
    }

    static List<String> links(String html, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher href = HREF.matcher(html);
        while (href.find()) {
            found.add(href.group(1).replace("&amp;", "&"));
        }
        Matcher url = URL.matcher(text);
        while (url.find()) {
            found.add(url.group().replaceAll("[.,;:!?)\\]]+$", ""));
        }
        return List.copyOf(found);
    }

    boolean isTo(String address) {
        return to.contains(address.toLowerCase(java.util.Locale.ROOT));
    }

    private static final class Parts {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<String> attachments = new ArrayList<>();

        private void read(Part part, int depth) throws MessagingException, IOException {
            if (depth > NESTING_LIMIT) {
                return;
            }
            if (part.isMimeType("multipart/*")) {
                Multipart multipart = (Multipart) part.getContent();
                for (int i = 0; i < multipart.getCount(); i++) {
                    BodyPart inside = multipart.getBodyPart(i);
                    read(inside, depth + 1);
                }
            } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                    || part.getFileName() != null) {
                attachments.add(part.getFileName() == null ? "file" : part.getFileName());
            } else if (part.isMimeType("text/html")) {
                html.append(part.getContent());
            } else if (part.isMimeType("text/plain")) {
                text.append(part.getContent());
            }
        }
    }
}
