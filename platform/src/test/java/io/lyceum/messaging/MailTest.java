package io.lyceum.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @Test
    void lineBreaksInNamesAndSubjectBecomeSpaces() {
        Mail mail =
                mail(
                        "Eve\r\nBcc: all@example.org",
                        "Hi\n\n<script>\u2028",
                        "School\rX",
                        "id@example");

        assertEquals("Eve Bcc: all@example.org", mail.toName());
        assertEquals("Hi <script>", mail.subject());
        assertEquals("School X", mail.fromName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-at", "a@b\r\nX: y", "<a@b>", "a b@c"})
    void aMessageIdMustBeOneToken(String id) {
        assertThrows(IllegalArgumentException.class, () -> mail("", "s", "f", id));
    }

    @Test
    void headersCannotSmuggleOthers() {
        assertThrows(
                IllegalArgumentException.class,
                () -> withHeader("X-A: b\r\nBcc", "all@example.org"));
        assertEquals(
                "a Bcc: all@example.org",
                withHeader("X-A", "a\r\nBcc: all@example.org").headers().get("X-A"));
    }

    private static Mail mail(String toName, String subject, String fromName, String id) {
        return new Mail(
                "a@example.org",
                toName,
                subject,
                "<p>",
                "text",
                fromName,
                Optional.empty(),
                id,
                Map.of());
    }

    private static Mail withHeader(String name, String value) {
        return new Mail(
                "a@example.org",
                "",
                "s",
                "<p>",
                "text",
                "f",
                Optional.empty(),
                "id@example",
                Map.of(name, value));
    }
}
