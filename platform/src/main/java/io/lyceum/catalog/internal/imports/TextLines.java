package io.lyceum.catalog.internal.imports;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The lines of a text, numbered, bounded in length, and with a way back. */
final class TextLines implements Closeable {

    /** Longer lines are cut; no row of a table is longer. */
    static final int LONGEST = 1_000_000;

    private final BufferedReader reader;
    private final Deque<Line> returned = new ArrayDeque<>();
    private int number;
    private int peeked = -2;

    /**
     * One line.
     *
     * @param number 1-based
     * @param text without its end
     * @param cut whether the line was longer
     */
    record Line(int number, String text, boolean cut) {}

    TextLines(Reader reader) {
        this.reader = new BufferedReader(reader, 64 * 1024);
    }

    Optional<Line> next() throws IOException {
        if (!returned.isEmpty()) {
            return Optional.of(returned.pop());
        }
        int c = read();
        if (c < 0) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        boolean cut = false;
        while (c >= 0 && c != '\n' && c != '\r') {
            if (text.length() < LONGEST) {
                text.append((char) c);
            } else {
                cut = true;
            }
            c = read();
        }
        if (c == '\r') {
            int after = read();
            if (after != '\n') {
                peeked = after;
            }
        }
        return Optional.of(new Line(++number, text.toString(), cut));
    }

    /** Gives a line back; it is the next one to come. */
    void giveBack(Line line) {
        returned.push(line);
    }

    private int read() throws IOException {
        if (peeked != -2) {
            int c = peeked;
            peeked = -2;
            return c;
        }
        return reader.read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
