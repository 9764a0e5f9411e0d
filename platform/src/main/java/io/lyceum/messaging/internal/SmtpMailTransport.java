package io.lyceum.messaging.internal;

import com.ibm.icu.text.IDNA;
import io.lyceum.messaging.Mail;
import io.lyceum.messaging.MailTransport;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends by SMTP with Jakarta Mail, one connection a mail. */
final class SmtpMailTransport implements MailTransport {

    private static final String UTF_8 = "UTF-8";

    /**
     * Bad destination addresses (RFC 3463, RFC 7505). An answer without such a code may as well
     * mean that the server does not want our mails.
     */
    private static final Pattern NOBODY = Pattern.compile("\\b5\\.1\\.(?:1|2|3|6|10)\\b");

    private static final Pattern ANSWER = Pattern.compile("(?s)\\s*([245])\\d\\d[ -].*");
    private static final IDNA DOMAINS =
            IDNA.getUTS46Instance(
                    IDNA.USE_STD3_RULES
                            | IDNA.NONTRANSITIONAL_TO_ASCII
                            | IDNA.CHECK_BIDI
                            | IDNA.CHECK_CONTEXTJ);

    private final SmtpSettings settings;
    private final Clock clock;
    private final Properties properties;
    private final UnaryOperator<String> returns;

    SmtpMailTransport(SmtpSettings settings, Clock clock) {
        this(settings, clock, to -> settings.from());
    }

    /**
     * @param returns the envelope's sender of a mail to somebody
     */
    SmtpMailTransport(SmtpSettings settings, Clock clock, UnaryOperator<String> returns) {
        this.returns = returns;
        this.settings = settings;
        this.clock = clock;
        this.properties = properties(settings);
    }

    @Override
    public Outcome send(Mail mail) {
        try {
            Session session = session(mail);
            MimeMessage message = message(session, mail);
            try (Transport transport = session.getTransport("smtp")) {
                if (settings.login().isPresent()) {
                    SmtpSettings.Login login = settings.login().get();
                    transport.connect(login.user(), login.password());
                } else {
                    transport.connect();
                }
                transport.sendMessage(message, message.getAllRecipients());
            }
            return new Outcome.Accepted();
        } catch (AddressException e) {
            return new Outcome.Refused("Not a mail address: " + e.getMessage(), false);
        } catch (AuthenticationFailedException e) {
            // The settings are wrong, not the mail: it must not be given up.
            return new Outcome.TryLater("The mail server refuses our sign-in: " + e.getMessage());
        } catch (MessagingException e) {
            return outcome(e);
        }
    }

    private Session session(Mail mail) {
        Properties own = new Properties();
        own.putAll(properties);
        own.setProperty("mail.smtp.from", returns.apply(mail.to()));
        // Letters outside ASCII before the @ need a server with SMTPUTF8; others need nothing.
        String local = mail.to().substring(0, Math.max(0, mail.to().lastIndexOf('@')));
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
            own.setProperty("mail.mime.allowutf8", "true");
        }
        return Session.getInstance(own);
    }

    private MimeMessage message(Session session, Mail mail) throws MessagingException {
        MimeMessage message = new IdentifiedMessage(session, mail.messageId());
        message.setFrom(address(settings.from(), mail.fromName()));
        message.setRecipient(Message.RecipientType.TO, address(mail.to(), mail.toName()));
        if (mail.replyTo().isPresent()) {
            message.setReplyTo(
                    new InternetAddress[] {address(mail.replyTo().get(), mail.fromName())});
        }
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), header.getValue());
        }
        MimeMultipart alternatives =
                new MimeMultipart(
                        "alternative", part(mail.text(), "plain"), part(mail.html(), "html"));
        message.setContent(alternatives);
        message.saveChanges();
        if (settings.dkim().isPresent()) {
            settings.dkim().get().sign(message);
        }
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** Writes the domain in its ASCII form, which every server on the way understands. */
    private static InternetAddress address(String address, String name) throws AddressException {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new AddressException("it lacks a part around the @", address);
        }
        IDNA.Info info = new IDNA.Info();
        StringBuilder domain = new StringBuilder();
        DOMAINS.nameToASCII(address.substring(at + 1).strip(), domain, info);
        if (info.hasErrors()) {
            throw new AddressException("its domain cannot exist", address);
        }
        InternetAddress whole = new InternetAddress();
        whole.setAddress(address.substring(0, at).strip() + "@" + domain);
        whole.validate();
        try {
            if (!name.isEmpty()) {
                whole.setPersonal(name, UTF_8);
            }
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
        return whole;
    }

    /**
     * Looks for the server's own answer in the chain: 5xx is final, 4xx and everything that never
     * got an answer is not (RFC 5321, section 4.2.1).
     */
    private static Outcome outcome(MessagingException failure) {
        boolean unanswered = true;
        boolean permanent = false;
        for (Exception e = failure; e != null; e = next(e)) {
            Optional<Character> kind = answer(e);
            if (kind.isPresent()) {
                unanswered = false;
                permanent = kind.get() == '5';
            }
        }
        String why = description(failure);
        if (unanswered && failure instanceof SendFailedException) {
            return new Outcome.Refused(why, false);
        }
        return permanent
                ? new Outcome.Refused(why, NOBODY.matcher(why).find())
                : new Outcome.TryLater(why);
    }

    private static Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static Optional<Character> answer(Exception e) {
        Matcher matcher = ANSWER.matcher(String.valueOf(e.getMessage()));
        return matcher.matches() ? Optional.of(matcher.group(1).charAt(0)) : Optional.empty();
    }

    private static String description(Exception failure) {
        StringBuilder words = new StringBuilder();
        for (Exception e = failure; e != null; e = next(e)) {
            words.append(words.isEmpty() ? "" : ": ")
                    .append(String.valueOf(e.getMessage()).strip());
        }
        return words.toString();
    }

    private static Properties properties(SmtpSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty(
                "mail.smtp.connectiontimeout", Long.toString(settings.connect().toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(settings.answer().toMillis()));
        properties.setProperty(
                "mail.smtp.writetimeout", Long.toString(settings.answer().toMillis()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
        switch (settings.security()) {
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        settings.sockets()
                .ifPresent(
                        sockets -> {
                            properties.put("mail.smtp.socketFactory", sockets);
                            properties.setProperty("mail.smtp.socketFactory.fallback", "false");
                        });
        return properties;
    }

    /** Keeps our Message-ID, which Jakarta Mail would otherwise replace when saving. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String messageId;

        IdentifiedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }
}
