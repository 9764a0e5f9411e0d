package io.lyceum.catalog.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Levels of headings as they are shown: below the page's only {@code h1}, and never more than one
 * deeper than the heading before them, whatever levels the author chose. Headings of the same level
 * in the source stay on the same level.
 */
final class Outline {

    private static final int PAGE_TITLE = 1;
    private static final int LOWEST = 6;

    /** A heading that those after it may belong to. */
    private record Open(int written, int shown) {}

    private final List<Open> open = new ArrayList<>();

    /** How many of the open headings stand outside the innermost block. */
    private int outside;

    /** Begins the part of a heading, and answers the level that it is shown at. */
    int heading(int written) {
        while (open.size() > outside && open.get(open.size() - 1).written() >= written) {
            open.remove(open.size() - 1);
        }
        int above = open.isEmpty() ? PAGE_TITLE : open.get(open.size() - 1).shown();
        int shown = Math.min(LOWEST, above + 1);
        open.add(new Open(written, shown));
        return shown;
    }

    /**
     * Begins a block whose headings end no part outside of it.
     *
     * @return what {@link #leave} needs
     */
    int enter() {
        int before = outside;
        outside = open.size();
        return before;
    }

    /** Gives the block that was just entered a title above all its headings. */
    int title() {
        return heading(0);
    }

    /** Ends a block with all parts that began in it. */
    void leave(int entered) {
        open.subList(outside, open.size()).clear();
        outside = entered;
    }
}
