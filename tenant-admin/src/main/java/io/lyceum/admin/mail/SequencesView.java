package io.lyceum.admin.mail;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/** What people are told by itself. */
public record SequencesView(List<Group> groups) {

    /** Steps that belong together. */
    public record Group(String title, String text, List<Row> rows) {}

    /**
     * One step.
     *
     * @param when after what it comes, and how long
     */
    public record Row(
            String href,
            String title,
            String when,
            Badge state,
            String told,
            String mailed,
            String read) {}

    /**
     * One step to switch.
     *
     * @param delayed whether it waits
     * @param after what it waits after
     * @param words where its mail's words are, by language
     */
    public record Edit(
            Form form,
            boolean delayed,
            String after,
            List<Option> units,
            String told,
            String mailed,
            String read,
            List<Words> words) {}

    /** The words of its mail in one language. */
    public record Words(String language, String href, String previewHref) {}
}
