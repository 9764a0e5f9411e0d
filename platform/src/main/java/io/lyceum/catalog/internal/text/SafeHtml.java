package io.lyceum.catalog.internal.text;

import java.util.List;

/**
 * HTML that passed the sanitiser, with what was noticed on the way. Only {@link Markdown} makes it.
 */
public final class SafeHtml {

    private final String html;
    private final List<Section> sections;
    private final List<MarkdownNote> notes;

    SafeHtml(String html, List<Section> sections, List<MarkdownNote> notes) {
        this.html = html;
        this.sections = List.copyOf(sections);
        this.notes = List.copyOf(notes);
    }

    /** The markup; may be written into a page unescaped. */
    public String html() {
        return html;
    }

    /**
     * The headings of the text in order, without those inside callouts; for a table of contents.
     */
    public List<Section> sections() {
        return sections;
    }

    /** What was changed or lost, by line; empty when everything came through. */
    public List<MarkdownNote> notes() {
        return notes;
    }

    @Override
    public String toString() {
        return html;
    }

    /**
     * One heading.
     *
     * @param level 2 to 6
     * @param anchor value of the heading's {@code id}, without {@code #}
     * @param title plain text
     */
    public record Section(int level, String anchor, String title) {}
}
