package io.lyceum.plugin.testkit;

import io.lyceum.plugin.PackageFiles.PackageFile;
import io.lyceum.plugin.QuotaExceeded;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of a content package; text is what they decode to, and bytes that are none do too. */
final class MemoryFiles {

    private static final int LARGEST_TEXT = 2 * 1024 * 1024;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,200}encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    synchronized void put(String path, byte[] content) {
        files.put(path, content.clone());
    }

    synchronized void clear() {
        files.clear();
    }

    synchronized List<PackageFile> list() {
        return files.entrySet().stream()
                .map(file -> new PackageFile(file.getKey(), file.getValue().length))
                .toList();
    }

    synchronized @Nullable String text(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            return null;
        }
        if (bytes.length > LARGEST_TEXT) {
            throw new QuotaExceeded(path + " is larger than " + LARGEST_TEXT + " bytes");
        }
        String text = new String(bytes, charset(bytes));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        int length = Math.min(bytes.length, 300);
        Matcher declared =
                DECLARED.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        if (declared.find() && !isUtf8(bytes)) {
            try {
                return Charset.forName(declared.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return StandardCharsets.UTF_8;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
