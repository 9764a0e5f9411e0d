package io.lyceum.messaging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.lyceum.integrations.MailServer.Security;
import io.lyceum.messaging.Mail;
import io.lyceum.messaging.MailTransport.Outcome;
import io.lyceum.shared.net.OutboundSockets;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailTransportTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T10:15:00Z"), ZoneOffset.UTC);

    private GreenMail server;

    @BeforeEach
    void startServer() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Test
    void aMailArrivesWithBothPartsAndItsHeaders() throws Exception {
        Mail mail = mail("mara@example.org", "Mara Quill", "Welcome");

        assertInstanceOf(Outcome.Accepted.class, transport(port()).send(mail));

        MimeMessage received = received();
        assertEquals("Welcome", received.getSubject());
        assertEquals("<event.1@school.example>", received.getMessageID());
        assertEquals(CLOCK.instant(), received.getSentDate().toInstant());
        assertEquals("auto-generated", received.getHeader("Auto-Submitted", null));
        assertEquals(
                "hello@school.example",
                received.getReplyTo()[0].toString().replaceAll(".*<|>", ""));
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertTrue(received.getContentType().startsWith("multipart/alternative"));
        assertEquals("Привет, text\r\n", parts.getBodyPart(0).getContent());
        assertTrue(parts.getBodyPart(1).getContentType().startsWith("text/html"));
    }

    @Test
    void aMailTriedTwiceHasTheSameMessageId() throws Exception {
        Mail mail = mail("mara@example.org", "Mara", "Welcome");

        transport(port()).send(mail);
        transport(port()).send(mail);

        assertEquals(2, server.getReceivedMessages().length);
        assertEquals(
                server.getReceivedMessages()[0].getMessageID(),
                server.getReceivedMessages()[1].getMessageID());
    }

    @Test
    void aLongRussianSubjectAndNameAreEncodedAndFolded() throws Exception {
        String subject =
                "Вы записаны на курс «Гармония: от трезвучия к модуляции» ".repeat(4).strip();
        String name = "Мария-Антуанетта Кедрова-Заозерская, мл.";

        transport(port()).send(mail("maria@example.org", name, subject));

        MimeMessage received = received();
        assertEquals(subject, received.getSubject());
        assertEquals(name, ((InternetAddress) received.getAllRecipients()[0]).getPersonal());
        for (String line : GreenMailUtil.getHeaders(received).split("\r?\n")) {
            assertTrue(line.length() <= 78, line);
            assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(line), line);
        }
    }

    @Test
    void aNameCannotAddARecipientOrHeader() throws Exception {
        String evil = "Eve\r\nBcc: everyone@example.org\r\n\r\nBuy now <all@example.org>, \"x\"";

        transport(port()).send(mail("eve@example.org", evil, evil));

        MimeMessage received = received();
        assertEquals(1, received.getAllRecipients().length);
        assertEquals(null, received.getHeader("Bcc"));
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    void aDomainInAnotherScriptIsWrittenInAscii() throws Exception {
        assertInstanceOf(
                Outcome.Accepted.class,
                transport(port()).send(mail("mail@школа.рф", "Анна", "Тема")));

        assertEquals("mail@xn--80atdl2c.xn--p1ai", address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@example.org",
                "a@",
                "a b@example.org",
                "a@exa mple.org",
                "a@b@example.org",
                "a@example.org>\r\nRCPT TO:<b@example.org",
                "a@-.org",
                "a@example.org, b@example.org"
            })
    void whatIsNoAddressIsRefusedForGood(String address) {
        Outcome outcome = transport(port()).send(mail(address, "", "s"));

        assertInstanceOf(Outcome.Refused.class, outcome, address);
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void aServerThatIsDownIsTriedLater() {
        int port = port();
        server.stop();

        assertInstanceOf(
                Outcome.TryLater.class, transport(port).send(mail("a@example.org", "", "s")));
    }

    @ParameterizedTest
    @CsvSource({
        "450 4.2.1 mailbox busy,      TryLater",
        "421 4.3.2 shutting down,     TryLater",
        "451 4.7.1 greylisted,        TryLater",
        "550 5.1.1 no such user,      Refused",
        "552 5.2.2 mailbox full,      Refused",
        "553 5.1.3 bad address,       Refused",
    })
    void theServersAnswerDecidesBetweenLaterAndNever(String answer, String expected)
            throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(answer)) {
            Outcome outcome = transport(scripted.port()).send(mail("a@example.org", "", "s"));

            assertEquals(expected, outcome.getClass().getSimpleName(), outcome.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such user,         true",
        "550 5.1.10 no mail here,        true",
        "553 5.1.3 bad address,          true",
        "550 5.7.1 we do not want you,   false",
        "552 5.2.2 mailbox full,         false",
        "550 no such user or bad sender, false",
        "550 5.1.8 your address is bad,  false",
    })
    void onlyACodeForThePlaceItGoesToSaysThatNobodyIsThere(String answer, boolean nobody)
            throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(answer)) {
            Outcome outcome = transport(scripted.port()).send(mail("a@example.org", "", "s"));

            assertEquals(nobody, ((Outcome.Refused) outcome).nobody(), outcome.toString());
        }
    }

    @Test
    void aServerThatNeverAnswersDoesNotHoldUsUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () ->
                            assertInstanceOf(
                                    Outcome.TryLater.class,
                                    transport(silent.getLocalPort())
                                            .send(mail("a@example.org", "", "s"))));
        }
    }

    @Test
    void aServerWithoutEncryptionIsNotUsedWhenEncryptionIsAskedFor() {
        SmtpSettings settings = settings(port(), Security.STARTTLS, Optional.empty());

        assertInstanceOf(
                Outcome.TryLater.class,
                new SmtpMailTransport(settings, CLOCK).send(mail("a@example.org", "", "s")));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void theLoginIsUsedAndAWrongOneLosesNoMail() {
        server.setUser("post@school.example", "post", "right");
        server.getUserManager().setAuthRequired(true);

        assertInstanceOf(Outcome.TryLater.class, sendAs("wrong"));
        assertInstanceOf(Outcome.Accepted.class, sendAs("right"));
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    void settingsAreCheckedAndHideThePassword() {
        assertThrows(
                IllegalArgumentException.class, () -> settings(0, Security.NONE, Optional.empty()));
        assertFalse(settings(25, Security.NONE, login("secret")).toString().contains("secret"));
    }

    private Outcome sendAs(String password) {
        SmtpSettings settings = settings(port(), Security.NONE, login(password));
        return new SmtpMailTransport(settings, CLOCK).send(mail("a@example.org", "", "s"));
    }

    private static Optional<SmtpSettings.Login> login(String password) {
        return Optional.of(new SmtpSettings.Login("post", password));
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private MimeMessage received() {
        assertEquals(1, server.getReceivedMessages().length);
        return server.getReceivedMessages()[0];
    }

    private String address() throws MessagingException {
        return ((InternetAddress) received().getAllRecipients()[0]).getAddress();
    }

    private static SmtpMailTransport transport(int port) {
        return new SmtpMailTransport(settings(port, Security.NONE, Optional.empty()), CLOCK);
    }

    @Test
    void aMailIsSignedAsItArrives() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        DkimKey key =
                new DkimKey(
                        "school.example",
                        "lyceum1",
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        String record =
                "v=DKIM1; k=rsa; p="
                        + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        Mail mail =
                mail(
                        "mara@example.org",
                        "Мара Quill",
                        "Привет, a subject that is folded ".repeat(6));

        assertInstanceOf(
                Outcome.Accepted.class,
                new SmtpMailTransport(
                                through(port(), Security.NONE, "127.0.0.1", Optional.of(key)),
                                CLOCK)
                        .send(mail));

        byte[] arrived = bytes(received());
        DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) -> List.of(record));
        List<SignatureRecord> signatures = verifier.verify(new ByteArrayInputStream(arrived));
        assertEquals(1, signatures.size());
        assertEquals("school.example", signatures.get(0).getDToken().toString());
        assertEquals("lyceum1", signatures.get(0).getSelector().toString());
        byte[] forged =
                new String(arrived, StandardCharsets.ISO_8859_1)
                        .replace("event.1", "event.2")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(FailException.class, () -> verifier.verify(new ByteArrayInputStream(forged)));
    }

    private static byte[] bytes(MimeMessage message) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    /** As a school's own server is reached; its name is told to be this machine. */
    private static SmtpSettings through(
            int port, Security security, String address, Optional<DkimKey> dkim) {
        return new SmtpSettings(
                "mail.school.example",
                port,
                security,
                Optional.empty(),
                "no-reply@school.example",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Optional.of(new OutboundSockets(Map.of("mail.school.example", address)).factory()),
                dkim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "localhost", "::1"})
    void aSchoolsServerIsNotOneOfOurOwnNetwork(String host) {
        SmtpSettings inside =
                new SmtpSettings(
                        host,
                        port(),
                        Security.NONE,
                        Optional.empty(),
                        "no-reply@school.example",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Optional.of(new OutboundSockets(Map.of()).factory()),
                        Optional.empty());

        Outcome outcome =
                new SmtpMailTransport(inside, CLOCK)
                        .send(mail("mara@example.org", "Mara", "Welcome"));

        assertInstanceOf(Outcome.TryLater.class, outcome);
        assertTrue(
                outcome.toString().contains("does not lead to the public internet"),
                outcome.toString());
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void overTlsAServerHasToProveWhoItIs() {
        GreenMail secure =
                new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        secure.start();
        try {
            Outcome outcome =
                    new SmtpMailTransport(
                                    through(
                                            secure.getSmtps().getPort(),
                                            Security.TLS,
                                            "127.0.0.1",
                                            Optional.empty()),
                                    CLOCK)
                            .send(mail("mara@example.org", "Mara", "Welcome"));

            assertInstanceOf(Outcome.TryLater.class, outcome);
            assertTrue(outcome.toString().contains("certification path"), outcome.toString());
            assertEquals(0, secure.getReceivedMessages().length);
        } finally {
            secure.stop();
        }
    }

    private static SmtpSettings settings(
            int port, Security security, Optional<SmtpSettings.Login> login) {
        return new SmtpSettings(
                "127.0.0.1",
                port,
                security,
                login,
                "no-reply@school.example",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Optional.empty(),
                Optional.empty());
    }

    private static Mail mail(String to, String toName, String subject) {
        return new Mail(
                to,
                toName,
                subject,
                "<p>Привет, html</p>",
                "Привет, text\r\n",
                "Ладожская консерватория",
                Optional.of("hello@school.example"),
                "event.1@school.example",
                Map.of("Content-Language", "ru"));
    }

    /** Answers every recipient with the same line. */
    private static final class ScriptedServer implements AutoCloseable {

        private final ServerSocket socket;

        ScriptedServer(String recipientAnswer) throws IOException {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> serve(recipientAnswer));
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(String recipientAnswer) {
            try (Socket client = socket.accept();
                    BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            client.getInputStream(), StandardCharsets.US_ASCII));
                    OutputStream out = client.getOutputStream()) {
                say(out, "220 ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    say(out, line.startsWith("RCPT") ? recipientAnswer : "250 fine");
                }
            } catch (IOException closed) {
                return;
            }
        }

        private static void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
