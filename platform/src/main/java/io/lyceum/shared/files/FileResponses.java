package io.lyceum.shared.files;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides how a stored file is answered: status, headers and which bytes. Conditional requests and
 * ranges follow RFC 9110, sections 13 and 14; the file name follows RFC 6266.
 */
public final class FileResponses {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=\\s*(\\d*)-(\\d*)\\s*");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final String HARMLESS =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:;"
                    + " media-src 'self'; base-uri 'none'; form-action 'none'";

    private FileResponses() {}

    /**
     * An answer before its body.
     *
     * @param status 200, 206, 304 or 416
     * @param headers every header of the answer, in order
     * @param offset first byte of the body
     * @param length bytes of the body; 0 when there is none
     */
    public record FileResponse(int status, Map<String, String> headers, long offset, long length) {

        /** Tells whether bytes follow; not for HEAD, 304 and 416. */
        public boolean hasBody() {
            return length > 0;
        }
    }

    /**
     * Plans the answer to a request for a file. The caller has checked permission and then streams
     * {@code FileStore.open(school, hash, offset, length)}.
     */
    public static FileResponse plan(FileRequest request, ServedFile file) {
        Map<String, String> headers = commonHeaders(file);
        if (isUnchanged(request, file)) {
            return new FileResponse(304, headers, 0, 0);
        }
        headers.put("Content-Type", file.type().mediaType());
        headers.put("Content-Disposition", disposition(file));
        headers.put("Accept-Ranges", "bytes");
        if (request.head()) {
            headers.put("Content-Length", Long.toString(file.size()));
            return new FileResponse(200, headers, 0, 0);
        }
        Optional<Range> range = range(request, file);
        if (range.isEmpty()) {
            headers.put("Content-Length", Long.toString(file.size()));
            return new FileResponse(200, headers, 0, file.size());
        }
        Range wanted = range.get();
        if (wanted.isEmpty()) {
            headers.remove("Content-Disposition");
            headers.put("Content-Type", "text/plain");
            headers.put("Content-Range", "bytes */" + file.size());
            headers.put("Content-Length", "0");
            return new FileResponse(416, headers, 0, 0);
        }
        headers.put(
                "Content-Range",
                "bytes " + wanted.first() + "-" + wanted.last() + "/" + file.size());
        headers.put("Content-Length", Long.toString(wanted.length()));
        return new FileResponse(206, headers, wanted.first(), wanted.length());
    }

    /** The strong validator of a file: the same bytes always have the same. */
    public static String etag(FileHash hash) {
        return '"' + hash.hex().substring(0, 32) + '"';
    }

    private static Map<String, String> commonHeaders(ServedFile file) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", etag(file.hash()));
        headers.put("Last-Modified", HTTP_DATE.format(file.stored()));
        headers.put("Cache-Control", caching(file.audience()));
        headers.put("Content-Security-Policy", policy(file.type()));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(
                "Cross-Origin-Resource-Policy",
                file.audience() == ServedFile.Audience.ONE_PERSON ? "same-origin" : "cross-origin");
        headers.put("Referrer-Policy", "no-referrer");
        return headers;
    }

    private static String caching(ServedFile.Audience audience) {
        return switch (audience) {
            case EVERYONE -> "public, max-age=31536000, immutable";
            case EVERYONE_REVALIDATED -> "public, no-cache";
            case ONE_PERSON -> "private, no-cache";
        };
    }

    /**
     * {@code sandbox} gives the file an origin of its own without scripts. Chromium's PDF viewer
     * refuses to work in it; it runs apart from the school's origin anyway.
     */
    private static String policy(FileType type) {
        return type == FileType.PDF ? HARMLESS : "sandbox; " + HARMLESS;
    }

    private static boolean isUnchanged(FileRequest request, ServedFile file) {
        if (request.ifNoneMatch().isPresent()) {
            String validators = request.ifNoneMatch().get();
            return validators.strip().equals("*") || lists(validators, etag(file.hash()));
        }
        return request.ifModifiedSince()
                .flatMap(FileResponses::date)
                .filter(since -> !file.stored().truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .isPresent();
    }

    /** Compares weakly, as the RFC asks for If-None-Match. */
    private static boolean lists(String validators, String etag) {
        for (String one : validators.split(",", -1)) {
            String stripped = one.strip();
            if (stripped.equals(etag) || stripped.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private record Range(long first, long last) {

        static final Range NOTHING = new Range(0, -1);

        boolean isEmpty() {
            return last < first;
        }

        long length() {
            return last - first + 1;
        }
    }

    /**
     * Finds the wanted part; empty means the whole file: no range asked, several (allowed to be
     * answered whole), not understood, or the file changed since the first part.
     */
    private static Optional<Range> range(FileRequest request, ServedFile file) {
        if (request.range().isEmpty() || hasChanged(request, file)) {
            return Optional.empty();
        }
        Matcher matcher = ONE_RANGE.matcher(request.range().get());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Long> first = number(matcher.group(1));
        Optional<Long> last = number(matcher.group(2));
        if (first.isEmpty()) {
            return last.map(suffix -> suffixOf(file.size(), suffix));
        }
        if (last.isPresent() && last.get() < first.get()) {
            return Optional.empty();
        }
        if (first.get() >= file.size()) {
            return Optional.of(Range.NOTHING);
        }
        long end = Math.min(last.orElse(Long.MAX_VALUE), file.size() - 1);
        return Optional.of(new Range(first.get(), end));
    }

    private static Range suffixOf(long size, long suffix) {
        if (suffix == 0 || size == 0) {
            return Range.NOTHING;
        }
        return new Range(Math.max(0, size - suffix), size - 1);
    }

    /** If-Range needs the exact strong validator or the exact date. */
    private static boolean hasChanged(FileRequest request, ServedFile file) {
        if (request.ifRange().isEmpty()) {
            return false;
        }
        String condition = request.ifRange().get().strip();
        return !condition.equals(etag(file.hash()))
                && !condition.equals(HTTP_DATE.format(file.stored()));
    }

    /** A number too long for a position is as good as the largest. */
    private static Optional<Long> number(String digits) {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(HTTP_DATE.parse(text.strip(), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String disposition(ServedFile file) {
        String kind =
                switch (file.type().disposition()) {
                    case INLINE -> "inline";
                    case ATTACHMENT -> "attachment";
                };
        String name = fileName(file);
        String plain = name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%]", "_");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + percentEncoded(name);
    }

    /**
     * Control and path characters, invisible direction marks and endless names are made harmless.
     */
    private static String fileName(ServedFile file) {
        String name = file.name().replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?<>|]", "_").strip();
        String ending = "." + file.type().endings().get(0);
        int dot = name.lastIndexOf('.');
        boolean rightEnding = file.type().endings().contains(FileType.ending(name));
        String base = rightEnding ? name.substring(0, dot) : name;
        String kept = rightEnding ? name.substring(dot) : ending;
        int most = Math.min(base.length(), 120);
        if (most < base.length() && Character.isHighSurrogate(base.charAt(most - 1))) {
            most--;
        }
        return (base.isBlank() ? "file" : base.substring(0, most)) + kept;
    }

    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (one & 0xff);
            boolean plain =
                    letter < 0x80
                            && (Character.isLetterOrDigit(letter)
                                    || "!#$&+-.^_`|~".indexOf(letter) >= 0);
            encoded.append(plain ? String.valueOf(letter) : String.format("%%%02X", (int) letter));
        }
        return encoded.toString();
    }
}
