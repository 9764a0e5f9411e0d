package io.lyceum.shared.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of files that a school may store. What is not listed is refused: above all HTML,
 * scripts and documents with macros.
 */
public enum FileType {
    PNG("image/png", Family.PICTURE, Disposition.INLINE, "png"),
    JPEG("image/jpeg", Family.PICTURE, Disposition.INLINE, "jpg", "jpeg"),
    GIF("image/gif", Family.PICTURE, Disposition.INLINE, "gif"),
    WEBP("image/webp", Family.PICTURE, Disposition.INLINE, "webp"),
    AVIF("image/avif", Family.PICTURE, Disposition.INLINE, "avif"),
    /** Shown by {@code <img>} as any picture, but never opened as a document of its own. */
    SVG("image/svg+xml", Family.DRAWING, Disposition.ATTACHMENT, "svg"),
    PDF("application/pdf", Family.DOCUMENT, Disposition.INLINE, "pdf"),
    MP4("video/mp4", Family.VIDEO, Disposition.INLINE, "mp4", "m4v"),
    WEBM("video/webm", Family.VIDEO, Disposition.INLINE, "webm"),
    MP3("audio/mpeg", Family.AUDIO, Disposition.INLINE, "mp3"),
    M4A("audio/mp4", Family.AUDIO, Disposition.INLINE, "m4a"),
    OGG("audio/ogg", Family.AUDIO, Disposition.INLINE, "ogg", "oga", "opus"),
    WAV("audio/wav", Family.AUDIO, Disposition.INLINE, "wav"),
    SUBTITLES("text/vtt; charset=utf-8", Family.TEXT, Disposition.INLINE, "vtt"),
    TEXT("text/plain", Family.TEXT, Disposition.ATTACHMENT, "txt"),
    CSV("text/csv", Family.TEXT, Disposition.ATTACHMENT, "csv", "tsv"),
    MARKDOWN("text/markdown", Family.TEXT, Disposition.ATTACHMENT, "md", "markdown"),
    JSON("application/json", Family.TEXT, Disposition.ATTACHMENT, "json"),
    ZIP("application/zip", Family.ARCHIVE, Disposition.ATTACHMENT, "zip"),
    EPUB("application/epub+zip", Family.ARCHIVE, Disposition.ATTACHMENT, "epub"),
    ODT("application/vnd.oasis.opendocument.text", Family.ARCHIVE, Disposition.ATTACHMENT, "odt"),
    ODS(
            "application/vnd.oasis.opendocument.spreadsheet",
            Family.ARCHIVE,
            Disposition.ATTACHMENT,
            "ods"),
    ODP(
            "application/vnd.oasis.opendocument.presentation",
            Family.ARCHIVE,
            Disposition.ATTACHMENT,
            "odp"),
    ODG(
            "application/vnd.oasis.opendocument.graphics",
            Family.ARCHIVE,
            Disposition.ATTACHMENT,
            "odg"),
    DOCX(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Family.ARCHIVE,
            Disposition.ATTACHMENT,
            "docx"),
    XLSX(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Family.ARCHIVE,
            Disposition.ATTACHMENT,
            "xlsx"),
    PPTX(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Family.ARCHIVE,
            Disposition.ATTACHMENT,
            "pptx");

    /** What a file is for; inside one family a wrong ending is harmless and corrected. */
    public enum Family {
        PICTURE,
        DRAWING,
        DOCUMENT,
        VIDEO,
        AUDIO,
        TEXT,
        ARCHIVE
    }

    /** Whether a browser may show the file or must save it. */
    public enum Disposition {
        INLINE,
        ATTACHMENT
    }

    private final String mediaType;
    private final Family family;
    private final Disposition disposition;
    private final List<String> endings;

    FileType(String mediaType, Family family, Disposition disposition, String... endings) {
        this.mediaType = mediaType;
        this.family = family;
        this.disposition = disposition;
        this.endings = List.of(endings);
    }

    /** The value for {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    public Family family() {
        return family;
    }

    /** The most that a browser may do with it. */
    public Disposition disposition() {
        return disposition;
    }

    /** The endings of file names, lower case, without the dot, the usual one first. */
    public List<String> endings() {
        return endings;
    }

    /**
     * Tells whether a file of a course, by its name, is a picture. Pictures are open to visitors,
     * who see them in descriptions and free previews, at addresses that cannot be guessed; every
     * other file needs somebody who is signed in.
     */
    public static boolean isPicture(String fileName) {
        return ofName(fileName)
                .map(FileType::family)
                .filter(family -> family == Family.PICTURE || family == Family.DRAWING)
                .isPresent();
    }

    /** Finds the type that a file name promises. */
    public static Optional<FileType> ofName(String fileName) {
        String ending = ending(fileName);
        return Arrays.stream(values()).filter(type -> type.endings.contains(ending)).findFirst();
    }

    /** Finds the type by the value of {@link #mediaType()}. */
    public static Optional<FileType> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equalsIgnoreCase(mediaType))
                .findFirst();
    }

    static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }
}
