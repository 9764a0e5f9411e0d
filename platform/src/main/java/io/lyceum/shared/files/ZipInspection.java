package io.lyceum.shared.files;

import io.lyceum.shared.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Looks into a zip archive and unpacks it, refusing what could do harm. Reads the central directory
 * itself, because Java's readers hide links and duplicates, and checks it against the local
 * headers, because an archive that says two things means mischief. Sizes are counted while
 * unpacking; what headers say about them is never trusted. Format: PKWARE APPNOTE 6.3.10.
 */
public final class ZipInspection {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LONGEST_END = 22 + 0xffff;
    private static final int LARGEST_DIRECTORY = 16 * 1024 * 1024;
    private static final long RATIO_GRACE = 1024L * 1024;
    private static final int LONGEST_PART = 200;
    private static final int LONGEST_PATH = 1000;
    private static final int DIRECTORY_ATTRIBUTE = 0x10;
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

    /** What packers add by themselves; it is no part of what was packed. */
    private static final Pattern IGNORED =
            Pattern.compile(
                    "(?:.*/)?(?:__MACOSX/.*|\\.DS_Store|Thumbs\\.db|desktop\\.ini|\\.git/.*)");

    private final ZipLimits limits;

    public ZipInspection(ZipLimits limits) {
        this.limits = limits;
    }

    /**
     * Unpacks an archive.
     *
     * @param archive the uploaded file
     * @param folder an empty folder
     * @return paths of the unpacked files, with {@code /}, in the archive's order; empty for an
     *     archive without files
     * @throws Problem one of {@link ZipProblem}; the folder may then hold files, and the caller
     *     deletes it
     */
    public List<String> unpack(Path archive, Path folder) {
        try (FileChannel channel = FileChannel.open(archive)) {
            List<Entry> entries = inspect(channel);
            List<String> unpacked = new ArrayList<>();
            long left = limits.totalBytes();
            for (Entry entry : entries) {
                left -= unpack(channel, entry, folder, left);
                unpacked.add(entry.name());
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Entry(
            String name, byte[] rawName, int method, long crc, long packed, long offset) {}

    private List<Entry> inspect(FileChannel channel) throws IOException {
        ByteBuffer end = findEnd(channel);
        int disk = Short.toUnsignedInt(end.getShort(4));
        int count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        if (disk != 0) {
            throw damaged(ZipDamage.Code.ZIP_IN_PARTS);
        }
        if (count == 0xffff || start == 0xffffffffL) {
            throw new Problem(ZipProblem.ZIP_TOO_MANY_ENTRIES, limits.entries());
        }
        if (count > limits.entries()) {
            throw new Problem(ZipProblem.ZIP_TOO_MANY_ENTRIES, limits.entries());
        }
        if (size > LARGEST_DIRECTORY || start + size > channel.size()) {
            throw damaged(ZipDamage.Code.ZIP_CONTENTS_CUT);
        }
        ByteBuffer directory = read(channel, start, (int) size);
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            readEntry(directory, seen).ifPresent(entries::add);
        }
        if (directory.hasRemaining() && directory.remaining() >= 4) {
            // Some tools append a signature; more entries than announced are a trick.
            if (directory.getInt(directory.position()) == CENTRAL_SIGNATURE) {
                throw damaged(ZipDamage.Code.ZIP_CONTENTS_SURPLUS);
            }
        }
        refuseFilesUsedAsFolders(entries);
        refuseSharedBytes(entries, channel.size());
        return entries;
    }

    private static void refuseFilesUsedAsFolders(List<Entry> entries) {
        Set<String> files = new HashSet<>();
        entries.forEach(entry -> files.add(entry.name().toLowerCase(Locale.ROOT)));
        for (Entry entry : entries) {
            String path = entry.name().toLowerCase(Locale.ROOT);
            for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
                if (files.contains(path.substring(0, at))) {
                    throw new Problem(ZipProblem.ZIP_DUPLICATE, shown(entry.name()));
                }
            }
        }
    }

    /** Entries that share the same packed bytes are how small archives hold petabytes. */
    private static void refuseSharedBytes(List<Entry> entries, long archiveSize) {
        long packed = 0;
        for (Entry entry : entries) {
            packed += entry.packed();
            if (packed > archiveSize) {
                throw new Problem(ZipProblem.ZIP_BOMB, shown(entry.name()));
            }
        }
    }

    private static ByteBuffer findEnd(FileChannel channel) throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, LONGEST_END);
        ByteBuffer tail = read(channel, size - length, length);
        for (int at = length - 22; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE
                    && at + 22 + Short.toUnsignedInt(tail.getShort(at + 20)) == length) {
                return tail.position(at).slice().order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw damaged(ZipDamage.Code.ZIP_CONTENTS_MISSING);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw damaged(ZipDamage.Code.ZIP_ENDS_EARLY);
            }
        }
        return buffer.flip();
    }

    private Optional<Entry> readEntry(ByteBuffer directory, Set<String> seen) {
        if (directory.remaining() < 46
                || directory.getInt(directory.position()) != CENTRAL_SIGNATURE) {
            throw damaged(ZipDamage.Code.ZIP_CONTENTS_CUT);
        }
        int base = directory.position();
        int madeBy = Short.toUnsignedInt(directory.getShort(base + 4)) >> 8;
        int flags = Short.toUnsignedInt(directory.getShort(base + 8));
        int method = Short.toUnsignedInt(directory.getShort(base + 10));
        long crc = Integer.toUnsignedLong(directory.getInt(base + 16));
        long packed = Integer.toUnsignedLong(directory.getInt(base + 20));
        int nameLength = Short.toUnsignedInt(directory.getShort(base + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(base + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(base + 32));
        int attributes = directory.getInt(base + 38);
        long offset = Integer.toUnsignedLong(directory.getInt(base + 42));
        int next = base + 46 + nameLength + extraLength + commentLength;
        if (next > directory.limit()) {
            throw damaged(ZipDamage.Code.ZIP_CONTENTS_CUT);
        }
        byte[] rawName = new byte[nameLength];
        directory.get(base + 46, rawName);
        directory.position(next);
        String name = decode(rawName, (flags & 0x800) != 0);
        if ((flags & 0x2041) != 0) {
            throw new Problem(ZipProblem.ZIP_ENCRYPTED, shown(name));
        }
        int type = madeBy == 3 ? (attributes >>> 16) & 0xf000 : 0;
        boolean folder = name.endsWith("/") || (attributes & DIRECTORY_ATTRIBUTE) != 0;
        if (type != 0 && type != 0x8000 && type != 0x4000) {
            throw new Problem(ZipProblem.ZIP_LINK, shown(name));
        }
        String checked = checkName(name);
        if (IGNORED.matcher(checked).matches()) {
            return Optional.empty();
        }
        String folded = checked.toLowerCase(Locale.ROOT);
        if (!seen.add(folder && !folded.endsWith("/") ? folded + "/" : folded)
                || (!folder && seen.contains(folded + "/"))) {
            throw new Problem(ZipProblem.ZIP_DUPLICATE, shown(name));
        }
        if (folder) {
            return Optional.empty();
        }
        if (method != 0 && method != 8) {
            throw damaged(ZipDamage.Code.ZIP_METHOD, method);
        }
        if (packed == 0xffffffffL || offset == 0xffffffffL) {
            throw new Problem(
                    ZipProblem.ZIP_ENTRY_TOO_LARGE, shown(name), limits.entryBytes() >> 20);
        }
        return Optional.of(new Entry(checked, rawName, method, crc, packed, offset));
    }

    /** Old packers write names in the code page of DOS; all of them agree on ASCII. */
    private static String decode(byte[] name, boolean utf8) {
        String text = new String(name, StandardCharsets.UTF_8);
        boolean broken = text.indexOf('\uFFFD') >= 0;
        return utf8 || !broken ? text : new String(name, Charset.forName("IBM866"));
    }

    private String checkName(String name) {
        String path = Normalizer.normalize(name, Normalizer.Form.NFC);
        boolean escapes =
                path.isEmpty()
                        || path.startsWith("/")
                        || path.indexOf('\\') >= 0
                        || path.indexOf(':') >= 0
                        || path.indexOf('\uFFFD') >= 0
                        || path.length() > LONGEST_PATH
                        || path.codePoints().anyMatch(ZipInspection::isInvisible);
        if (escapes) {
            throw new Problem(ZipProblem.ZIP_UNSAFE_NAME, shown(name));
        }
        String[] parts =
                (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
        if (parts.length - 1 > limits.depth()) {
            throw new Problem(ZipProblem.ZIP_TOO_DEEP, shown(name), limits.depth());
        }
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new Problem(ZipProblem.ZIP_UNSAFE_NAME, shown(name));
            }
            if (RESERVED.matcher(part).matches()
                    || part.endsWith(".")
                    || part.endsWith(" ")
                    || part.length() > LONGEST_PART) {
                throw new Problem(ZipProblem.ZIP_RESERVED_NAME, shown(name));
            }
        }
        return path;
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }

    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(120)
                .forEach(c -> shown.appendCodePoint(isInvisible(c) ? '\uFFFD' : c));
        return shown.toString();
    }

    private long unpack(FileChannel channel, Entry entry, Path folder, long left)
            throws IOException {
        long start = startOfData(channel, entry);
        if (start + entry.packed() > channel.size()) {
            throw damaged(ZipDamage.Code.ZIP_ENTRY_CUT, shown(entry.name()));
        }
        Path target = folder.resolve(entry.name()).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw new Problem(ZipProblem.ZIP_UNSAFE_NAME, shown(entry.name()));
        }
        Files.createDirectories(target.getParent());
        Inflater inflater = new Inflater(true);
        try (InputStream packed = new Section(channel, start, entry.packed());
                InputStream content =
                        entry.method() == 8 ? new InflaterInputStream(packed, inflater) : packed;
                OutputStream out = Files.newOutputStream(target)) {
            return copy(content, out, entry, left);
        } catch (ZipException | EOFException e) {
            throw damaged(ZipDamage.Code.ZIP_ENTRY_DAMAGED, shown(entry.name()));
        } finally {
            inflater.end();
        }
    }

    private long copy(InputStream content, OutputStream out, Entry entry, long left)
            throws IOException {
        byte[] buffer = new byte[64 * 1024];
        CRC32 crc = new CRC32();
        long total = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            total += n;
            if (total > limits.entryBytes()) {
                throw new Problem(
                        ZipProblem.ZIP_ENTRY_TOO_LARGE,
                        shown(entry.name()),
                        limits.entryBytes() >> 20);
            }
            if (total > left) {
                throw new Problem(ZipProblem.ZIP_TOO_LARGE, limits.totalBytes() >> 20);
            }
            if (total > RATIO_GRACE && total / limits.ratio() > Math.max(1, entry.packed())) {
                throw new Problem(ZipProblem.ZIP_BOMB, shown(entry.name()));
            }
            crc.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        if (crc.getValue() != entry.crc()) {
            throw damaged(ZipDamage.Code.ZIP_CHECKSUM, shown(entry.name()));
        }
        return total;
    }

    private static long startOfData(FileChannel channel, Entry entry) throws IOException {
        if (entry.offset() + 30 > channel.size()) {
            throw damaged(ZipDamage.Code.ZIP_ENTRY_CUT, shown(entry.name()));
        }
        ByteBuffer header = read(channel, entry.offset(), 30);
        int nameLength = Short.toUnsignedInt(header.getShort(26));
        int extraLength = Short.toUnsignedInt(header.getShort(28));
        boolean same =
                header.getInt(0) == LOCAL_SIGNATURE
                        && Short.toUnsignedInt(header.getShort(8)) == entry.method()
                        && nameLength == entry.rawName().length
                        && entry.offset() + 30 + nameLength <= channel.size()
                        && Arrays.equals(
                                read(channel, entry.offset() + 30, nameLength).array(),
                                entry.rawName());
        if (!same) {
            throw damaged(ZipDamage.Code.ZIP_CONTENTS_DIFFER, shown(entry.name()));
        }
        return entry.offset() + 30 + nameLength + extraLength;
    }

    private static Problem damaged(ZipDamage.Code why, Object... arguments) {
        return new Problem(ZipProblem.ZIP_DAMAGED, ZipDamage.of(why, arguments));
    }

    /** Some bytes of a file as a stream. */
    private static final class Section extends InputStream {

        private final FileChannel channel;
        private final long end;
        private long position;

        Section(FileChannel channel, long start, long length) {
            this.channel = channel;
            this.position = start;
            this.end = start + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int wanted = (int) Math.min(length, end - position);
            if (wanted <= 0) {
                return -1;
            }
            int n = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
            position += Math.max(n, 0);
            return n;
        }
    }
}
