package io.lyceum.admin.mail;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.util.List;
import java.util.Optional;

/** The mails whose words a school may choose. */
public record MailTextsView(List<Row> rows) {

    /** One mail in one language. */
    public record Row(
            String href, String kind, String language, String subject, Optional<Badge> own) {}

    /**
     * The words of one.
     *
     * @param path where its actions are
     * @param own whether they are the school's own
     * @param placeholders what stands for something
     */
    public record Edit(
            Form form, String path, boolean own, List<String> placeholders, String you) {}
}
