package io.lyceum.shared.files;

import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what an uploaded file really is. What the browser claims is not asked: the ending must be
 * on the list of {@link FileType} and the first bytes must agree with it.
 */
public final class MediaTypes {

    /** Number of leading bytes that are enough to tell any type. */
    public static final int HEAD = 4096;

    private static final int PDF_HEADER_WITHIN = 1024;
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis", "mif1");

    private MediaTypes() {}

    /**
     * Looks at the first bytes of a stream and leaves it at its start.
     *
     * @param content a stream that supports mark and reset, such as a buffered one
     * @throws Problem as {@link #recognise(String, byte[])}
     */
    public static FileType recognise(String fileName, InputStream content) throws IOException {
        if (!content.markSupported()) {
            throw new IllegalArgumentException("Wrap the stream in a BufferedInputStream");
        }
        content.mark(HEAD);
        byte[] head = content.readNBytes(HEAD);
        content.reset();
        return recognise(fileName, head);
    }

    /**
     * Tells the type of a file. A picture, sound or video with the ending of another type of its
     * family gets its real type.
     *
     * @param fileName as given by the person; only its ending matters
     * @param head the first {@link #HEAD} bytes, or all of a shorter file
     * @throws Problem {@link FileProblem#FILE_EMPTY}, {@link FileProblem#FILE_TYPE_NOT_ACCEPTED}
     *     when the ending is not on the list, {@link FileProblem#FILE_TYPE_MISMATCH} when the
     *     content is something else
     */
    public static FileType recognise(String fileName, byte[] head) {
        FileType promised =
                FileType.ofName(fileName)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                FileProblem.FILE_TYPE_NOT_ACCEPTED,
                                                shown(FileType.ending(fileName)),
                                                acceptedEndings()));
        if (head.length == 0) {
            throw new Problem(FileProblem.FILE_EMPTY);
        }
        return agreed(promised, head)
                .orElseThrow(
                        () ->
                                new Problem(
                                        FileProblem.FILE_TYPE_MISMATCH,
                                        shown(FileType.ending(fileName))));
    }

    private static Optional<FileType> agreed(FileType promised, byte[] head) {
        return switch (promised.family()) {
            case PICTURE, VIDEO, AUDIO, DOCUMENT ->
                    byMagic(head).filter(found -> found.family() == promised.family());
            case DRAWING -> looksLikeSvg(head) ? Optional.of(promised) : Optional.empty();
            case TEXT -> looksLikeText(promised, head) ? Optional.of(promised) : Optional.empty();
            case ARCHIVE -> isArchive(promised, head) ? Optional.of(promised) : Optional.empty();
        };
    }

    /** The signatures are those of the WHATWG MIME Sniffing standard and of the formats' makers. */
    private static Optional<FileType> byMagic(byte[] head) {
        if (starts(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(FileType.PNG);
        }
        if (starts(head, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(FileType.JPEG);
        }
        if (starts(head, 0, 'G', 'I', 'F', '8') && (starts(head, 4, '7') || starts(head, 4, '9'))) {
            return Optional.of(FileType.GIF);
        }
        if (starts(head, 0, 'R', 'I', 'F', 'F')) {
            return starts(head, 8, 'W', 'E', 'B', 'P')
                    ? Optional.of(FileType.WEBP)
                    : starts(head, 8, 'W', 'A', 'V', 'E')
                            ? Optional.of(FileType.WAV)
                            : Optional.empty();
        }
        if (starts(head, 4, 'f', 't', 'y', 'p')) {
            return Optional.of(byBrand(latin(head, 8, 4)));
        }
        if (starts(head, 0, 0x1a, 0x45, 0xdf, 0xa3) && latin(head, 0, 64).contains("webm")) {
            return Optional.of(FileType.WEBM);
        }
        if (starts(head, 0, 'O', 'g', 'g', 'S')) {
            return Optional.of(FileType.OGG);
        }
        if (starts(head, 0, 'I', 'D', '3') || isMp3Frame(head)) {
            return Optional.of(FileType.MP3);
        }
        return latin(head, 0, PDF_HEADER_WITHIN).contains("%PDF-")
                ? Optional.of(FileType.PDF)
                : Optional.empty();
    }

    private static FileType byBrand(String brand) {
        if (AVIF_BRANDS.contains(brand)) {
            return FileType.AVIF;
        }
        return brand.startsWith("M4A") || brand.startsWith("M4B") ? FileType.M4A : FileType.MP4;
    }

    /** Eleven sync bits, then neither a reserved version or layer nor a forbidden bit rate. */
    private static boolean isMp3Frame(byte[] head) {
        return head.length > 2
                && (head[0] & 0xff) == 0xff
                && (head[1] & 0xe0) == 0xe0
                && (head[1] & 0x18) != 0x08
                && (head[1] & 0x06) == 0x02
                && (head[2] & 0xf0) != 0xf0;
    }

    private static boolean looksLikeSvg(byte[] head) {
        if (hasUtf16Mark(head)) {
            return true;
        }
        String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        return text.startsWith("<")
                && (text.contains("<svg") || text.contains(":svg") || head.length >= HEAD);
    }

    /**
     * Accepts any encoding, because the importers recognise it later: only bytes that no text has
     * are refused.
     */
    private static boolean looksLikeText(FileType promised, byte[] head) {
        if (hasUtf16Mark(head)) {
            return true;
        }
        for (byte one : head) {
            boolean control = one >= 0 && one < 0x20;
            boolean usual = one == '\t' || one == '\n' || one == '\r' || one == '\f' || one == 0x1a;
            if (control && !usual) {
                return false;
            }
        }
        return switch (promised) {
            case JSON -> {
                String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "");
                yield text.stripLeading().matches("(?s)[\\[{\"\\-0-9tfn].*");
            }
            case SUBTITLES ->
                    new String(head, StandardCharsets.UTF_8)
                            .replace("\uFEFF", "")
                            .startsWith("WEBVTT");
            default -> true;
        };
    }

    private static boolean isArchive(FileType promised, byte[] head) {
        boolean zip = starts(head, 0, 'P', 'K', 3, 4) || starts(head, 0, 'P', 'K', 5, 6);
        return switch (promised) {
            // The first entry of these is "mimetype", stored without compression at byte 30.
            case ODT, ODS, ODP, ODG, EPUB ->
                    zip && latin(head, 30, 120).startsWith("mimetype" + promised.mediaType());
            default -> zip;
        };
    }

    private static boolean hasUtf16Mark(byte[] head) {
        return starts(head, 0, 0xff, 0xfe) || starts(head, 0, 0xfe, 0xff);
    }

    private static boolean starts(byte[] head, int offset, int... expected) {
        if (head.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[offset + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static String latin(byte[] head, int offset, int length) {
        int from = Math.min(offset, head.length);
        int to = Math.min(head.length, offset + length);
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String shown(String ending) {
        return ending.isEmpty() ? "nothing" : "." + ending;
    }

    private static String acceptedEndings() {
        return Arrays.stream(FileType.values())
                .map(type -> type.endings().get(0))
                .collect(Collectors.joining(", "));
    }
}
