package io.lyceum.catalog.internal.text;

/**
 * Something in a text that did not come through as written.
 *
 * @param line 1-based line in the source that was rendered
 * @param subject the words it is about, shortened: an address, a name of a block
 */
public record MarkdownNote(int line, Kind kind, String subject) {

    private static final int LONGEST_SUBJECT = 160;

    public MarkdownNote {
        if (subject.length() > LONGEST_SUBJECT) {
            subject = subject.substring(0, LONGEST_SUBJECT - 1) + '…';
        }
    }

    /** What happened to it. */
    public enum Kind {
        /** A relative link leads nowhere; its text stays. */
        LINK_LOST(true),
        /**
         * A link with a scheme that is not followed, such as {@code javascript:}; its text stays.
         */
        LINK_UNSAFE(true),
        /** A relative image is missing; its description stays. */
        IMAGE_LOST(true),
        /** An image on another server became a link to it. */
        IMAGE_EXTERNAL(false),
        /** A fenced div of a kind that has no look of its own; its content stays. */
        DIV_UNKNOWN(false),
        /** A fenced div that is never closed; it ends with the text. */
        DIV_UNCLOSED(false),
        /** A closing fence without an opening one. */
        DIV_STRAY_CLOSE(false),
        /** Notes for instructors, hidden from learners. */
        INSTRUCTOR_NOTE(false),
        /** A grid table that could not be read as a table; shown as plain text. */
        TABLE_AS_TEXT(false),
        /** A Liquid tag of an older site generator. */
        LIQUID(true),
        /** A kramdown attribute list such as <code>{: .solution}</code>. */
        KRAMDOWN_ATTRIBUTES(true),
        /** Code that the author's tools run when they build the page; shown, not run. */
        CODE_NOT_RUN(false),
        /** HTML that is not on the allow-list. */
        HTML_REMOVED(true),
        /** The text nests deeper or is longer than any lesson; shown as plain text. */
        TOO_COMPLEX(true);

        private final boolean lost;

        Kind(boolean lost) {
            this.lost = lost;
        }

        /** Tells whether something is gone, rather than shown in another way. */
        public boolean lost() {
            return lost;
        }
    }
}
