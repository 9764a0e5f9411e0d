package io.lyceum.messaging;

import java.util.Arrays;
import java.util.List;

/**
 * What a mail says in a school's own words, with {@code {name}}, {@code {school}} and {@code
 * {course}} for what differs from mail to mail.
 *
 * @param text paragraphs with an empty line between them
 */
public record Wording(String subject, String text) {

    /** The paragraphs, as they were written. */
    public List<String> paragraphs() {
        return Arrays.stream(text.strip().split("(\\r?\\n[ \\t]*){2,}"))
                .map(String::strip)
                .toList();
    }
}
