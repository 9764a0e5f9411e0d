package io.lyceum.catalog.internal.imports;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How the characters of a text are written as bytes.
 *
 * @param markBytes length of the byte order mark at the beginning; 0 when there is none
 * @param guessed whether statistics chose it: then somebody should look at the result
 */
record TextEncoding(Charset charset, int markBytes, boolean guessed) {

    private static final int SAMPLE = 64 * 1024;
    private static final int ENOUGH_CONFIDENCE = 10;

    /** Decodes a whole text. */
    static Decoded decode(byte[] bytes) {
        try {
            TextEncoding encoding = detect(new ByteArrayInputStream(bytes));
            ByteBuffer content =
                    ByteBuffer.wrap(
                            bytes, encoding.markBytes(), bytes.length - encoding.markBytes());
            return new Decoded(encoding.charset().decode(content).toString(), encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text and how it was written. */
    record Decoded(String text, TextEncoding encoding) {}

    /**
     * Finds the encoding of everything that a stream gives. UTF-8 is proven over the whole text;
     * anything else is guessed from the lines that are not plain ASCII.
     */
    static TextEncoding detect(InputStream content) throws IOException {
        byte[] head = content.readNBytes(4);
        int mark = startsWith(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (startsWith(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2, false);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2, false);
        }
        Scan scan = new Scan();
        scan.add(head, head.length);
        byte[] buffer = new byte[64 * 1024];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            scan.add(buffer, n);
        }
        if (scan.zerosAtOdd > scan.length / 8 || scan.zerosAtEven > scan.length / 8) {
            return new TextEncoding(
                    scan.zerosAtOdd >= scan.zerosAtEven
                            ? StandardCharsets.UTF_16LE
                            : StandardCharsets.UTF_16BE,
                    0,
                    true);
        }
        return scan.isUtf8()
                ? new TextEncoding(StandardCharsets.UTF_8, mark, false)
                : new TextEncoding(guess(scan.sample.toByteArray()), 0, true);
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset guess(byte[] sample) {
        CharsetDetector detector = new CharsetDetector();
        detector.setText(sample);
        for (CharsetMatch match : detector.detectAll()) {
            String name = match.getName().toUpperCase(Locale.ROOT);
            if (match.getConfidence() < ENOUGH_CONFIDENCE) {
                break;
            }
            boolean oneByte =
                    name.startsWith("ISO-8859-")
                            || name.startsWith("WINDOWS-125")
                            || name.equals("KOI8-R");
            if (oneByte && Charset.isSupported(name)) {
                // What calls itself Latin-1 is Windows' variant, as browsers have it too.
                return Charset.forName(name.equals("ISO-8859-1") ? "windows-1252" : name);
            }
        }
        return Charset.forName("windows-1252");
    }

    /** Tells whether text really is in this encoding. */
    static boolean fits(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Proves or disproves UTF-8 byte by byte and keeps lines that statistics can work on. */
    private static final class Scan {

        private final ByteArrayOutputStream sample = new ByteArrayOutputStream();
        private final byte[] line = new byte[4096];
        private int lineLength;
        private boolean lineIsAscii = true;
        private boolean broken;
        private int following;
        private int lowest = 0x80;
        private int highest = 0xBF;
        private long length;
        private long zerosAtOdd;
        private long zerosAtEven;

        void add(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                int b = bytes[i] & 0xff;
                if (b == 0) {
                    if ((length & 1) == 1) {
                        zerosAtOdd++;
                    } else {
                        zerosAtEven++;
                    }
                }
                length++;
                if (!broken) {
                    check(b);
                }
                keep(b);
            }
        }

        /** The ranges of the Unicode standard, table 3-7: no overlong forms, no surrogates. */
        private void check(int b) {
            if (following > 0) {
                broken = b < lowest || b > highest;
                following--;
                lowest = 0x80;
                highest = 0xBF;
            } else if (b >= 0xC2 && b <= 0xDF) {
                following = 1;
            } else if (b >= 0xE0 && b <= 0xEF) {
                following = 2;
                lowest = b == 0xE0 ? 0xA0 : 0x80;
                highest = b == 0xED ? 0x9F : 0xBF;
            } else if (b >= 0xF0 && b <= 0xF4) {
                following = 3;
                lowest = b == 0xF0 ? 0x90 : 0x80;
                highest = b == 0xF4 ? 0x8F : 0xBF;
            } else {
                broken = b >= 0x80;
            }
        }

        private void keep(int b) {
            if (sample.size() >= SAMPLE) {
                return;
            }
            lineIsAscii &= b < 0x80;
            line[lineLength++] = (byte) b;
            if (b == '\n' || lineLength == line.length) {
                endLine();
            }
        }

        private void endLine() {
            if (!lineIsAscii) {
                sample.write(line, 0, lineLength);
            }
            lineLength = 0;
            lineIsAscii = true;
        }

        boolean isUtf8() {
            endLine();
            return !broken && following == 0;
        }
    }
}
