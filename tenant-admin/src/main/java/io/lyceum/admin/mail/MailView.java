package io.lyceum.admin.mail;

import io.lyceum.admin.deliveries.AttemptRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the school's mails go out.
 *
 * @param securities how a connection may be protected
 * @param own the school's own server, if it has one
 */
public record MailView(Form form, List<Option> securities, Optional<Own> own) {

    /**
     * The school's own server.
     *
     * @param path where its actions are posted
     * @param failing since when it has taken no mail
     * @param you who gets a trial mail
     * @param trial what the last trial came to
     */
    public record Own(
            String path,
            Badge state,
            boolean active,
            Optional<Instant> failing,
            String error,
            Optional<Instant> lastSuccess,
            Optional<Dkim> dkim,
            String domain,
            String you,
            Optional<AttemptRow> trial) {}

    /** What has to be in the DNS. */
    public record Dkim(String name, String value) {}
}
