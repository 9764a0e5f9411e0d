package io.lyceum.plugin.runtime.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip file through its central directory, which is what class loaders read (APPNOTE.TXT 6.3.10,
 * 4.3). Readers that go from one local header to the next must see the same entries, so the file
 * has to be nothing but its entries one after the other, their directory, and its end: no byte
 * before, between or behind them.
 *
 * <p>Whether an entry is a symbolic link stands in the directory's external attributes, which Java
 * neither shows nor honours. That is harmless here: nothing of an archive is unpacked but its
 * libraries, and those are written as plain files.
 */
final class ZipDirectory implements AutoCloseable {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int ENCRYPTED = 1;
    private static final int DESCRIBED = 1 << 3;

    /** Sizes of what may stand behind an entry's data; no other entry has room in it. */
    private static final Set<Long> DESCRIPTORS = Set.of(12L, 16L, 20L, 24L);

    private static final long LARGEST_DIRECTORY = 16L * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final FileChannel channel;
    private final List<Entry> entries;

    /**
     * An entry.
     *
     * @param offset of its local header
     * @param packed bytes in the file
     * @param size bytes when unpacked
     */
    record Entry(
            String name,
            byte[] rawName,
            int flags,
            int method,
            long crc,
            long offset,
            long packed,
            long size) {}

    private ZipDirectory(FileChannel channel, List<Entry> entries) {
        this.channel = channel;
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file's directory.
     *
     * @throws ArchiveRefused if the file holds anything that the directory does not tell of
     * @throws ZipException if this is no readable zip file
     */
    static ZipDirectory open(Path file, int mostEntries) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            List<Entry> entries = entries(channel, mostEntries);
            requireTheSame(file, entries);
            return new ZipDirectory(channel, entries);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The entries in the order of the directory. */
    List<Entry> entries() {
        return entries;
    }

    /**
     * Unpacks an entry.
     *
     * @throws ZipException if its data is not what the directory says
     */
    void copy(Entry entry, OutputStream into) throws IOException {
        long data = dataOf(channel, entry);
        CRC32 crc = new CRC32();
        long size =
                entry.method() == ZipEntry.STORED
                        ? copyStored(entry, data, into, crc)
                        : copyDeflated(entry, data, into, crc);
        if (size != entry.size() || crc.getValue() != entry.crc()) {
            throw new ZipException("an entry's data is not what the directory says");
        }
    }

    private long copyStored(Entry entry, long data, OutputStream into, CRC32 crc)
            throws IOException {
        for (long done = 0; done < entry.packed(); ) {
            byte[] bytes = bytes(channel, data + done, chunk(entry.packed() - done));
            crc.update(bytes);
            into.write(bytes);
            done += bytes.length;
        }
        return entry.packed();
    }

    private long copyDeflated(Entry entry, long data, OutputStream into, CRC32 crc)
            throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] buffer = new byte[BUFFER];
            long fed = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(buffer);
                crc.update(buffer, 0, n);
                into.write(buffer, 0, n);
                if (n == 0 && !inflater.finished()) {
                    if (!inflater.needsInput() || fed == entry.packed()) {
                        throw new ZipException("an entry's data ends too early");
                    }
                    byte[] more = bytes(channel, data + fed, chunk(entry.packed() - fed));
                    inflater.setInput(more);
                    fed += more.length;
                }
            }
            if (inflater.getBytesRead() != entry.packed()) {
                throw hidden("An entry's data goes on after its end.");
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw new ZipException("an entry's data is damaged");
        } finally {
            inflater.end();
        }
    }

    private static int chunk(long left) {
        return (int) Math.min(left, BUFFER);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static List<Entry> entries(FileChannel channel, int mostEntries) throws IOException {
        long end = channel.size() - END_SIZE;
        if (end < 0) {
            throw new ZipException("too short for a zip file");
        }
        ByteBuffer tail = buffer(channel, end, END_SIZE);
        if (tail.getInt(0) != END) {
            throw new ZipException("no directory at the end; comments there are not read");
        }
        if (end >= LOCATOR_SIZE
                && buffer(channel, end - LOCATOR_SIZE, 4).getInt(0) == END64_LOCATOR) {
            throw new ZipException("Zip64 is not read");
        }
        int count = unsigned(tail.getShort(10));
        long size = unsigned(tail.getInt(12));
        long start = unsigned(tail.getInt(16));
        if (count > mostEntries || size > LARGEST_DIRECTORY) {
            throw new ArchiveRefused(
                    "count", "The archive has more than " + mostEntries + " entries.");
        }
        if (start + size != end) {
            throw hidden("The archive's directory is not where it says: bytes before or behind.");
        }
        List<Entry> entries = parsed(buffer(channel, start, (int) size));
        if (entries.size() != count) {
            throw new ZipException("the directory has another count than it says");
        }
        requireGapless(channel, entries, start);
        return entries;
    }

    private static List<Entry> parsed(ByteBuffer directory) throws ZipException {
        List<Entry> entries = new ArrayList<>();
        while (directory.hasRemaining()) {
            int at = directory.position();
            if (directory.remaining() < CENTRAL_SIZE || directory.getInt(at) != CENTRAL) {
                throw new ZipException("the directory is damaged");
            }
            int name = unsigned(directory.getShort(at + 28));
            int more =
                    unsigned(directory.getShort(at + 30)) + unsigned(directory.getShort(at + 32));
            if (directory.remaining() < CENTRAL_SIZE + name + more) {
                throw new ZipException("the directory is damaged");
            }
            byte[] raw = new byte[name];
            directory.get(at + CENTRAL_SIZE, raw);
            Entry entry =
                    new Entry(
                            new String(raw, StandardCharsets.UTF_8),
                            raw,
                            unsigned(directory.getShort(at + 8)),
                            unsigned(directory.getShort(at + 10)),
                            unsigned(directory.getInt(at + 16)),
                            unsigned(directory.getInt(at + 42)),
                            unsigned(directory.getInt(at + 20)),
                            unsigned(directory.getInt(at + 24)));
            if ((entry.flags() & ENCRYPTED) != 0) {
                throw new ZipException("an entry is encrypted");
            }
            if (entry.method() != ZipEntry.STORED && entry.method() != ZipEntry.DEFLATED) {
                throw new ZipException("an entry is packed in a way that Java cannot read");
            }
            entries.add(entry);
            directory.position(at + CENTRAL_SIZE + name + more);
        }
        return entries;
    }

    private static void requireGapless(FileChannel channel, List<Entry> entries, long directory)
            throws IOException {
        long expected = 0;
        boolean described = false;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingLong(Entry::offset)).toList()) {
            requireGapless(entry.offset() - expected, described);
            expected = dataOf(channel, entry) + entry.packed();
            described = (entry.flags() & DESCRIBED) != 0;
        }
        requireGapless(directory - expected, described);
    }

    private static void requireGapless(long gap, boolean described) {
        if (gap != 0 && !(described && DESCRIPTORS.contains(gap))) {
            throw hidden("The archive has bytes that its directory does not list.");
        }
    }

    private static long dataOf(FileChannel channel, Entry entry) throws IOException {
        ByteBuffer header = buffer(channel, entry.offset(), LOCAL_SIZE);
        int length = unsigned(header.getShort(26));
        if (header.getInt(0) != LOCAL
                || !Arrays.equals(
                        bytes(channel, entry.offset() + LOCAL_SIZE, length), entry.rawName())) {
            throw hidden("An entry calls itself something else than the directory does.");
        }
        return entry.offset() + LOCAL_SIZE + length + unsigned(header.getShort(28));
    }

    /** Makes sure that Java's own reader, and so the class loader, sees these very entries. */
    private static void requireTheSame(Path file, List<Entry> entries) throws IOException {
        Set<String> here = new HashSet<>();
        entries.forEach(entry -> here.add(entry.name()));
        Set<String> there = new TreeSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(there::add);
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused("names", "A name in the archive is no UTF-8.");
        }
        if (!here.equals(there)) {
            throw hidden("The archive's directory can be read in two ways.");
        }
    }

    private static ArchiveRefused hidden(String message) {
        return new ArchiveRefused("hidden", message);
    }

    private static ByteBuffer buffer(FileChannel channel, long from, int length)
            throws IOException {
        return ByteBuffer.wrap(bytes(channel, from, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        if (from < 0 || from + length > channel.size()) {
            throw new EOFException("the file ends too early");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("the file ends too early");
            }
        }
        return buffer.array();
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
