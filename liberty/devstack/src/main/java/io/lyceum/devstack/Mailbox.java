package io.lyceum.devstack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes every mail that the application and Keycloak send and keeps the newest ones, so that a
 * person can read them and click on their links. Nothing leaves the machine.
 *
 * <p>A mail is a file of its own: one line with the envelope's recipients, then the mail as it
 * came.
 */
final class Mailbox {

    /** Older mails go when there are more. */
    static final int KEPT = 500;

    /** Who gets what is returned, by IMAP; the same is the password. */
    static final String BOUNCES = "bounces";

    private static final int LARGEST = 10 << 20;

    private final Path folder;
    private final Clock clock;
    private final Deque<CapturedMail> newestFirst = new ArrayDeque<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    private long counter;

    Mailbox(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".eml")).sorted().forEach(this::load);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String url(Settings settings) {
        return "http://127.0.0.1:" + settings.port(Port.MAILBOX);
    }

    private void load(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            int end = indexOfNewline(content);
            String id = file.getFileName().toString().replace(".eml", "");
            String recipients = new String(content, 0, end, StandardCharsets.UTF_8);
            newestFirst.addFirst(
                    CapturedMail.parse(
                            id,
                            Instant.ofEpochMilli(Long.parseLong(id.split("-")[0])),
                            List.of(recipients.split(" ")),
                            Arrays.copyOfRange(content, end + 1, content.length)));
            trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int indexOfNewline(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return content.length - 1;
    }

    synchronized void accept(List<String> recipients, byte[] raw) {
        Instant now = clock.instant();
        List<String> to =
                recipients.stream()
                        .map(address -> address.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
                        .toList();
        String id =
                String.format(Locale.ROOT, "%013d-%05d", now.toEpochMilli(), counter++ % 100_000);
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes((String.join(" ", to) + "\n").getBytes(StandardCharsets.UTF_8));
            content.writeBytes(raw);
            Files.write(folder.resolve(id + ".eml"), content.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        newestFirst.addFirst(CapturedMail.parse(id, now, to, raw));
        trim();
        notifyAll();
    }

    private void trim() {
        while (newestFirst.size() > KEPT) {
            delete(newestFirst.removeLast());
        }
    }

    private void delete(CapturedMail mail) {
        try {
            Files.deleteIfExists(folder.resolve(mail.id() + ".eml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void clear() {
        newestFirst.forEach(this::delete);
        newestFirst.clear();
    }

    /** Answers mails, newest first; to everybody when no address is given. */
    synchronized List<CapturedMail> find(Optional<String> to, Optional<String> subject) {
        return newestFirst.stream()
                .filter(mail -> to.isEmpty() || mail.isTo(to.get()))
                .filter(mail -> subject.isEmpty() || mail.subject().contains(subject.get()))
                .toList();
    }

    /** Like {@link #find}, but waits for the first match: tests need not ask again and again. */
    synchronized List<CapturedMail> await(
            Optional<String> to, Optional<String> subject, int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<CapturedMail> found = find(to, subject);
        try {
            long left;
            while (found.isEmpty() && (left = deadline - System.nanoTime()) > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                found = find(to, subject);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    synchronized Optional<CapturedMail> byId(String id) {
        return newestFirst.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    Optional<byte[]> raw(String id) {
        if (byId(id).isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(folder.resolve(id + ".eml"));
            return Optional.of(
                    Arrays.copyOfRange(content, indexOfNewline(content) + 1, content.length));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Refuses mails to an address for good, as the server of a closed mailbox would. */
    void refuse(String address) {
        refused.add(address.toLowerCase(Locale.ROOT));
    }

    /** Takes mails to an address again. */
    void takeAgain(String address) {
        refused.remove(address.toLowerCase(Locale.ROOT));
    }

    /** Takes the next mail to an address and returns it, as a server that finds out later does. */
    void bounce(String address) {
        returned.add(address.toLowerCase(Locale.ROOT));
    }

    /**
     * Listens on the loopback address: for SMTP, where any recipient is fine that is not refused,
     * and for IMAP, where what was returned is had.
     */
    AutoCloseable listen(int smtpPort, int imapPort) {
        ServerSetup smtp = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        ServerSetup imap = new ServerSetup(imapPort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        GreenMail server =
                new GreenMail(new ServerSetup[] {smtp, imap}) {
                    @Override
                    protected Map<String, AbstractServer> createServices(
                            ServerSetup[] config, Managers managers) {
                        return new HashMap<>(
                                Map.of(
                                        ServerSetup.PROTOCOL_SMTP,
                                        new RefusingServer(smtp, managers),
                                        ServerSetup.PROTOCOL_IMAP,
                                        new ImapServer(imap, managers)));
                    }
                };
        GreenMailUser sink = server.setUser("sink@localhost", "sink", "sink");
        GreenMailUser bounces = server.setUser("bounces@localhost", BOUNCES, BOUNCES);
        server.getUserManager()
                .setMessageDeliveryHandler(
                        (message, address) -> {
                            capture(
                                    message.getMessage(),
                                    message.getToAddresses().stream()
                                            .map(to -> to.getEmail())
                                            .toList(),
                                    address.getEmail());
                            if (returned.remove(address.getEmail().toLowerCase(Locale.ROOT))) {
                                bounces.deliver(
                                        Bounce.of(
                                                message.getReturnPath().getEmail(),
                                                address.getEmail()));
                            }
                            return sink;
                        });
        server.start();
        Thread purge =
                new Thread(
                        () -> {
                            // GreenMail keeps a copy of its own in memory, which nobody reads.
                            while (!Thread.currentThread().isInterrupted()) {
                                try {
                                    Thread.sleep(10_000);
                                    server.getManagers()
                                            .getImapHostManager()
                                            .getInbox(sink)
                                            .deleteAllMessages();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                } catch (com.icegreen.greenmail.store.FolderException e) {
                                    // It is tried again in ten seconds.
                                    continue;
                                }
                            }
                        },
                        "mailbox-purge");
        purge.setDaemon(true);
        purge.start();
        return () -> {
            purge.interrupt();
            server.stop();
        };
    }

    private final class RefusingServer extends SmtpServer {

        private final SmtpManager door;

        RefusingServer(ServerSetup setup, Managers managers) {
            super(setup, managers);
            door =
                    new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
                        @Override
                        public @Nullable String checkRecipient(
                                SmtpState state, MailAddress recipient) {
                            return refused.contains(recipient.getEmail().toLowerCase(Locale.ROOT))
                                    ? "550 5.1.1 <" + recipient.getEmail() + "> is closed"
                                    : super.checkRecipient(state, recipient);
                        }
                    };
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new SmtpHandler(new SmtpCommandRegistry(), door, client);
        }
    }

    /** GreenMail calls once per recipient; the mail is kept once, at the first of them. */
    private void capture(MimeMessage message, List<String> recipients, String current) {
        if (!recipients.isEmpty() && !recipients.get(0).equalsIgnoreCase(current)) {
            return;
        }
        try {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            message.writeTo(raw);
            if (raw.size() <= LARGEST) {
                accept(
                        new ArrayList<>(recipients.isEmpty() ? List.of(current) : recipients),
                        raw.toByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
