package io.lyceum.shared.files;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What files that others bring are, told from their endings. No encoding is said of text: old
 * content says it in the file itself, and a header would overrule it.
 */
public final class ContentTypes {

    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_ENDING = new HashMap<>();

    static {
        for (String line :
                """
                text/html html htm
                application/xhtml+xml xhtml
                text/css css
                text/javascript js mjs cjs
                application/json json map
                application/manifest+json webmanifest
                application/xml xml xsd xsl dtd
                text/plain txt md log
                text/csv csv
                text/vtt vtt
                application/x-subrip srt
                image/svg+xml svg
                image/png png
                image/jpeg jpg jpeg jfif
                image/gif gif
                image/webp webp
                image/avif avif
                image/bmp bmp
                image/x-icon ico cur
                audio/mpeg mp3
                audio/mp4 m4a
                audio/ogg ogg oga opus
                audio/wav wav
                audio/aac aac
                video/mp4 mp4 m4v
                video/webm webm
                video/ogg ogv
                video/quicktime mov
                application/vnd.apple.mpegurl m3u8
                video/mp2t ts
                font/woff2 woff2
                font/woff woff
                font/ttf ttf
                font/otf otf
                application/vnd.ms-fontobject eot
                application/wasm wasm
                application/pdf pdf
                application/zip zip
                application/msword doc
                application/vnd.ms-excel xls
                application/vnd.ms-powerpoint ppt
                application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
                application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
                application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
                application/x-shockwave-flash swf
                """
                        .lines()
                        .toList()) {
            String[] words = line.strip().split(" ");
            for (int i = 1; i < words.length; i++) {
                BY_ENDING.put(words[i], words[0]);
            }
        }
    }

    private ContentTypes() {}

    /** Tells a file's type from its name. */
    public static String of(String path) {
        int dot = path.lastIndexOf('.');
        return dot < path.lastIndexOf('/')
                ? UNKNOWN
                : BY_ENDING.getOrDefault(path.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
