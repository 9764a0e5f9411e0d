package io.lyceum.shared.pdf;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The fonts of documents: DejaVu, which has Latin, Cyrillic and Greek. They are read from the class
 * path and measured without AWT, whose fonts need native libraries that small images lack.
 */
public enum Typeface {
    SERIF("DejaVuSerifCondensed", "serif", 400, false),
    SERIF_ITALIC("DejaVuSerifCondensed-Italic", "serif", 400, true),
    SERIF_BOLD("DejaVuSerifCondensed-Bold", "serif", 700, false),
    SANS("DejaVuSansCondensed", "sans", 400, false),
    SANS_BOLD("DejaVuSansCondensed-Bold", "sans", 700, false),
    MONO("DejaVuSansMono", "mono", 400, false);

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

    private final String file;
    private final String family;
    private final int weight;
    private final boolean italic;

    /** Reading a font takes a tenth of a second, so it is kept; guarded by itself. */
    private TrueTypeFont font;

    Typeface(String file, String family, int weight, boolean italic) {
        this.file = file;
        this.family = family;
        this.weight = weight;
        this.italic = italic;
    }

    /** A text broken into lines at the largest size at which it fits. */
    public record Fitted(double size, List<String> lines) {}

    public String family() {
        return family;
    }

    public int weight() {
        return weight;
    }

    public boolean italic() {
        return italic;
    }

    InputStream open() {
        InputStream stream = Typeface.class.getResourceAsStream(FOLDER + file + ".ttf");
        if (stream == null) {
            throw new IllegalStateException("The font " + file + " is not on the class path");
        }
        return stream;
    }

    /**
     * Breaks a text into at most so many lines, with letters between two sizes. A text too long
     * even for the smallest size gets more lines rather than losing a word.
     */
    public Fitted fit(String text, double width, double largest, double smallest, int mostLines) {
        double size = largest;
        List<String> lines = lines(text, width / size);
        while (lines.size() > mostLines && size > smallest) {
            size = Math.max(smallest, size - 1);
            lines = lines(text, width / size);
        }
        return new Fitted(size, lines);
    }

    /** The width of a text in units of its size. */
    public synchronized double width(String text) {
        try {
            double units = 0;
            for (int codePoint : text.codePoints().toArray()) {
                units += font().getAdvanceWidth(glyph(codePoint));
            }
            return units / font().getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outline of one letter of size 1, standing on the origin. */
    public synchronized Path2D outline(int codePoint) {
        try {
            GlyphData data = font().getGlyph().getGlyph(glyph(codePoint));
            if (data == null) {
                return new Path2D.Double();
            }
            double scale = 1.0 / font().getUnitsPerEm();
            return new Path2D.Double(
                    data.getPath(), AffineTransform.getScaleInstance(scale, -scale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String text, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String joined = line.isEmpty() ? word : line + " " + word;
            if (width(joined) <= width) {
                line.setLength(0);
                line.append(joined);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(endOfLongWord(word, width, lines));
        }
        lines.add(line.toString());
        return lines;
    }

    /** Cuts a word that is wider than a line; what is left starts the next line. */
    private String endOfLongWord(String word, double width, List<String> lines) {
        String rest = word;
        while (width(rest) > width) {
            int end = rest.offsetByCodePoints(0, 1);
            while (end < rest.length()
                    && width(rest.substring(0, rest.offsetByCodePoints(end, 1))) <= width) {
                end = rest.offsetByCodePoints(end, 1);
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    private int glyph(int codePoint) throws IOException {
        CmapLookup lookup = font().getUnicodeCmapLookup();
        return lookup.getGlyphId(codePoint);
    }

    private TrueTypeFont font() throws IOException {
        if (font == null) {
            try (InputStream stream = open()) {
                font = new TTFParser().parse(new RandomAccessReadBuffer(stream));
            }
        }
        return font;
    }
}
