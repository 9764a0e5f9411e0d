package io.lyceum.shared.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip archives by hand, also such as no tool would write. */
final class SampleZip {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();
    private int announcedEntries = -1;

    /** An entry before it is written; every part of it can lie. */
    static final class Entry {

        byte[] name = {};
        byte[] localName = {};
        byte[] content = {};
        int method = 8;
        int flags = 0x800;
        int unixMode = 0100644;
        int wrongOffset = -1;
        int claimedSize = -1;
        int wrongChecksum;

        Entry named(String text) {
            name = text.getBytes(StandardCharsets.UTF_8);
            localName = name;
            return this;
        }

        Entry holding(byte[] content) {
            this.content = content;
            return this;
        }
    }

    static Entry entry(String name, String content) {
        return new Entry().named(name).holding(content.getBytes(StandardCharsets.UTF_8));
    }

    SampleZip with(String name, String content) {
        return with(entry(name, content));
    }

    SampleZip with(Entry entry) {
        CRC32 crc = new CRC32();
        crc.update(entry.content);
        int checksum = (int) crc.getValue() + entry.wrongChecksum;
        byte[] packed = entry.method == 8 ? deflate(entry.content) : entry.content;
        int size = entry.claimedSize >= 0 ? entry.claimedSize : entry.content.length;
        int offset = bytes.size();
        bytes.writeBytes(
                little(30 + entry.localName.length)
                        .putInt(0x04034b50)
                        .putShort((short) 20)
                        .putShort((short) entry.flags)
                        .putShort((short) entry.method)
                        .putInt(0)
                        .putInt(checksum)
                        .putInt(packed.length)
                        .putInt(size)
                        .putShort((short) entry.localName.length)
                        .putShort((short) 0)
                        .put(entry.localName)
                        .array());
        bytes.writeBytes(packed);
        directory.add(
                little(46 + entry.name.length)
                        .putInt(0x02014b50)
                        .putShort((short) (3 << 8 | 20))
                        .putShort((short) 20)
                        .putShort((short) entry.flags)
                        .putShort((short) entry.method)
                        .putInt(0)
                        .putInt(checksum)
                        .putInt(packed.length)
                        .putInt(size)
                        .putShort((short) entry.name.length)
                        .putInt(0)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(entry.unixMode << 16)
                        .putInt(entry.wrongOffset >= 0 ? entry.wrongOffset : offset)
                        .put(entry.name)
                        .array());
        return this;
    }

    SampleZip announcing(int entries) {
        announcedEntries = entries;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        int start = whole.size();
        directory.forEach(whole::writeBytes);
        int count = announcedEntries >= 0 ? announcedEntries : directory.size();
        whole.writeBytes(
                little(22)
                        .putInt(0x06054b50)
                        .putInt(0)
                        .putShort((short) count)
                        .putShort((short) count)
                        .putInt(whole.size() - start)
                        .putInt(start)
                        .putShort((short) 0)
                        .array());
        return whole.toByteArray();
    }

    Path in(Path folder) {
        try {
            return Files.write(folder.resolve("sample.zip"), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
