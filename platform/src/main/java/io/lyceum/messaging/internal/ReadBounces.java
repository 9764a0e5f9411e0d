package io.lyceum.messaging.internal;

import io.lyceum.messaging.Suppression;
import io.lyceum.messaging.Suppressions;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.text.Redaction;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the mailbox to which mail servers return what they could not deliver, and notes addresses
 * where nobody is. What is read is removed there; two nodes that read the same note it once.
 */
@ApplicationScoped
class ReadBounces implements Chore {

    private static final Logger LOG = Logger.getLogger(ReadBounces.class.getName());
    private static final int MOST = 500;
    private static final String PATIENCE_MILLIS = "20000";

    private final Optional<URI> mailbox;
    private final ReturnAddress returns;
    private final Suppressions suppressions;
    private final Transactions transactions;
    private final CurrentSchool school;

    protected ReadBounces() {
        this(Optional.empty(), null, null, null, null);
    }

    /**
     * @param mailbox as {@code imaps://user:password@imap.example.org:993/INBOX}
     */
    @Inject
    ReadBounces(
            @ConfigProperty(name = "lyceum.bounces.mailbox") Optional<URI> mailbox,
            ReturnAddress returns,
            Suppressions suppressions,
            Transactions transactions,
            CurrentSchool school) {
        this.mailbox = mailbox;
        this.returns = returns;
        this.suppressions = suppressions;
        this.transactions = transactions;
        this.school = school;
    }

    @Override
    public void onThisNode(Instant now) {
        if (mailbox.isEmpty()) {
            return;
        }
        try (Store store = open(mailbox.get())) {
            read(store.getFolder(folder(mailbox.get())));
        } catch (MessagingException | IOException e) {
            LOG.log(Level.WARNING, "bounces: the mailbox cannot be read: {0}", e.getMessage());
        }
    }

    private static Store open(URI mailbox) throws MessagingException {
        String protocol = mailbox.getScheme();
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "timeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        Store store = Session.getInstance(properties).getStore(protocol);
        String[] login = mailbox.getUserInfo().split(":", 2);
        store.connect(mailbox.getHost(), mailbox.getPort(), login[0], login[1]);
        return store;
    }

    private static String folder(URI mailbox) {
        String path = mailbox.getPath();
        return path == null || path.length() < 2 ? "INBOX" : path.substring(1);
    }

    private void read(Folder folder) throws MessagingException, IOException {
        folder.open(Folder.READ_WRITE);
        try {
            int count = Math.min(folder.getMessageCount(), MOST);
            for (int i = 1; i <= count; i++) {
                Message mail = folder.getMessage(i);
                note(mail);
                mail.setFlag(Flags.Flag.DELETED, true);
            }
        } finally {
            folder.close(true);
        }
    }

    private void note(Message mail) throws MessagingException, IOException {
        String to = returnedTo(mail);
        for (DeliveryReport report : DeliveryReport.of(mail)) {
            if (report.saysNobody()) {
                returns.school(to, report.recipient())
                        .ifPresent(
                                one -> school.run(one, () -> transactions.run(() -> note(report))));
            }
        }
    }

    private void note(DeliveryReport report) {
        suppressions.report(
                report.recipient(),
                Suppression.Reason.BOUNCED,
                Redaction.withoutAddresses(report.status() + " " + report.why()).strip());
    }

    private static String returnedTo(Message mail) throws MessagingException {
        StringBuilder to = new StringBuilder();
        for (String name : new String[] {"Delivered-To", "X-Original-To", "Envelope-To", "To"}) {
            String[] values = mail.getHeader(name);
            if (values != null) {
                Arrays.stream(values).forEach(value -> to.append(value).append(' '));
            }
        }
        return to.toString();
    }
}
