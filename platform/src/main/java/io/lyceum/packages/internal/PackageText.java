package io.lyceum.packages.internal;

import io.lyceum.plugin.QuotaExceeded;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text files of packages, which come in many encodings. */
public final class PackageText {

    /** The largest text file that a plugin reads, in bytes. */
    public static final int LARGEST = 2 * 1024 * 1024;

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private PackageText() {}

    /**
     * Requires that a text file is small enough to be read.
     *
     * @throws QuotaExceeded when it is not
     */
    public static void requireSmall(String path, long size) {
        if (size > LARGEST) {
            throw new QuotaExceeded(
                    path + " has " + size + " bytes, and " + LARGEST + " at most are read");
        }
    }

    /**
     * Reads text: by its byte order mark, else as its XML declaration says, else as UTF-8. What is
     * wrong in an encoding becomes U+FFFD.
     */
    public static String of(byte[] bytes) {
        if (starts(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (starts(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        return new String(bytes, declared(bytes));
    }

    private static Charset declared(byte[] bytes) {
        String head =
                new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.ISO_8859_1);
        Matcher matcher = DECLARED.matcher(head);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset named = Charset.forName(matcher.group(1));
            // The declaration was read byte by byte, so two bytes a letter it is not.
            return named.name().startsWith("UTF-16") || named.name().startsWith("UTF-32")
                    ? StandardCharsets.UTF_8
                    : named;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean starts(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
