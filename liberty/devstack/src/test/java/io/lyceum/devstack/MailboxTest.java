package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T05:00:00Z"), ZoneOffset.UTC);
    private static final String MAIL =
            """
            From: =?UTF-8?Q?=D0=9B=D0=B0=D0=B4=D0=BE=D0=B3=D0=B0?= <no-reply@ladoga.example>
            To: maria@ladoga.example
            Subject: =?UTF-8?B?0J/RgNC40LLQtdGC?=
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Open http://ladoga.lyceum.localhost:8080/welcome. Thanks!
            --b
            Content-Type: text/html; charset=utf-8

            <p><a href="http://ladoga.lyceum.localhost:8080/welcome?a=1&amp;b=2">Открыть</a></p>
            --b--
            """
                    .replace("\n", "\r\n");

    @TempDir private Path folder;
    private Mailbox mailbox;

    @BeforeEach
    void openMailbox() {
        mailbox = new Mailbox(folder, CLOCK);
    }

    private void receive(String to, String raw) {
        mailbox.accept(List.of(to), raw.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aMailIsReadWithItsPartsAndLinks() {
        receive("Maria@ladoga.example", MAIL);

        CapturedMail mail = mailbox.find(Optional.empty(), Optional.empty()).get(0);

        assertEquals("Привет", mail.subject());
        assertEquals("Ладога <no-reply@ladoga.example>", mail.from());
        assertTrue(mail.html().contains("Открыть"));
        assertEquals(
                List.of(
                        "http://ladoga.lyceum.localhost:8080/welcome?a=1&b=2",
                        "http://ladoga.lyceum.localhost:8080/welcome"),
                mail.links());
    }

    @Test
    void mailsAreFoundByRecipientNewestFirst() {
        receive("a@x.example", "Subject: first\r\n\r\none");
        receive("b@x.example", "Subject: other\r\n\r\ntwo");
        receive("a@x.example", "Subject: second\r\n\r\nthree");

        List<CapturedMail> found = mailbox.find(Optional.of("A@x.example"), Optional.empty());

        assertEquals(
                List.of("second", "first"), found.stream().map(CapturedMail::subject).toList());
    }

    @Test
    void mailsSurviveARestart() {
        receive("a@x.example", MAIL);

        Mailbox reopened = new Mailbox(folder, CLOCK);

        CapturedMail mail = reopened.find(Optional.of("a@x.example"), Optional.empty()).get(0);
        assertEquals("Привет", mail.subject());
        assertEquals(CLOCK.instant(), mail.receivedAt());
        assertTrue(
                new String(reopened.raw(mail.id()).orElseThrow(), StandardCharsets.UTF_8)
                        .startsWith("From:"));
    }

    @Test
    void onlyTheNewestMailsAreKept() throws IOException {
        for (int i = 0; i < Mailbox.KEPT + 5; i++) {
            receive("a@x.example", "Subject: " + i + "\r\n\r\n");
        }

        List<CapturedMail> kept = mailbox.find(Optional.empty(), Optional.empty());
        assertEquals(Mailbox.KEPT, kept.size());
        assertEquals(Integer.toString(Mailbox.KEPT + 4), kept.get(0).subject());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Mailbox.KEPT, files.count());
        }
    }

    @Test
    void waitingEndsWithTheMailOrWithTheTime() {
        assertEquals(List.of(), mailbox.await(Optional.of("a@x.example"), Optional.empty(), 0));

        new Thread(() -> receive("a@x.example", MAIL)).start();

        assertEquals(1, mailbox.await(Optional.of("a@x.example"), Optional.empty(), 30).size());
    }

    @Test
    void brokenMailIsShownAsItCame() {
        receive("a@x.example", "Content-Type: multipart/mixed\r\n\r\nno boundary here");

        CapturedMail mail = mailbox.find(Optional.empty(), Optional.empty()).get(0);

        assertTrue(mail.text().contains("no boundary here") || mail.subject().isEmpty());
    }

    @Test
    void textBecomesHtmlWithLinksAndNothingElse() {
        assertEquals(
                "&lt;b&gt; <a target=\"_blank\" rel=\"noopener\""
                        + " href=\"http://x.example/?a=1&amp;b=2\">http://x.example/?a=1&amp;b=2</a>"
                        + " end",
                MailboxPages.linked("<b> http://x.example/?a=1&b=2 end"));
    }

    @Test
    void theMailboxAnswersOnLocalNamesOnly() {
        assertTrue(MailboxPages.isLocal("127.0.0.1:8025"));
        assertTrue(MailboxPages.isLocal("localhost"));
        assertTrue(MailboxPages.isLocal("lyceum.localhost:8025"));
        assertFalse(MailboxPages.isLocal("evil.example:8025"));
        assertFalse(MailboxPages.isLocal("localhost.evil.example"));
        assertFalse(MailboxPages.isLocal(null));
    }

    @Test
    void agesAndQueriesAreRead() {
        assertEquals("now", MailboxPages.ago(Duration.ofSeconds(59)));
        assertEquals("5 min", MailboxPages.ago(Duration.ofMinutes(5)));
        assertEquals("2 d", MailboxPages.ago(Duration.ofHours(50)));
        assertEquals(
                Map.of("to", "a+b@x.example", "empty", ""),
                MailboxPages.query("to=a%2Bb%40x.example&empty"));
    }
}
