package io.lyceum.shared.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a file's bytes: its address inside a school and its version for caches.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record FileHash(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public FileHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hex: " + hex);
        }
    }

    /** Hashes bytes that are in memory anyway. */
    public static FileHash of(byte[] content) {
        return finished(digest(), content);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static FileHash finished(MessageDigest digest, byte... rest) {
        return new FileHash(HexFormat.of().formatHex(digest.digest(rest)));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
