package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.SchoolId;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every file store promises. */
abstract class FileStoreContract {

    static final SchoolId SCHOOL = new SchoolId(new UUID(7, 1));
    static final SchoolId OTHER_SCHOOL = new SchoolId(new UUID(7, 2));

    abstract FileStore store();

    /** Number of uploads that lie about unfinished. */
    abstract long leftovers() throws IOException;

    /** Where uploads lie until they are complete. */
    abstract Path incoming();

    @Test
    void onlyUploadsOlderThanTheMomentAreRemoved() throws IOException {
        Instant moment = Instant.parse("2026-11-20T12:00:00Z");
        Path incoming = Files.createDirectories(incoming());
        Path old = Files.createFile(incoming.resolve("old"));
        Path young = Files.createFile(incoming.resolve("young"));
        Files.setLastModifiedTime(old, FileTime.from(moment.minusSeconds(1)));
        Files.setLastModifiedTime(young, FileTime.from(moment));

        store().removeAbandonedUploads(moment);

        assertEquals(1, leftovers());
        assertTrue(Files.exists(young));
    }

    @Test
    void whatIsStoredIsReadBackByItsHash() throws IOException {
        byte[] content = bytes(300_000);

        StoredContent stored = store().put(SCHOOL, new ByteArrayInputStream(content), 300_000);

        assertEquals(FileHash.of(content), stored.hash());
        assertEquals(300_000, stored.size());
        assertTrue(store().contains(SCHOOL, stored.hash()));
        assertArrayEquals(content, read(store().open(SCHOOL, stored.hash())));
        assertEquals(0, leftovers());
    }

    @Test
    void anEmptyFileIsStored() throws IOException {
        StoredContent stored = put(SCHOOL, new byte[0]);

        assertEquals(0, stored.size());
        assertEquals(0, read(store().open(SCHOOL, stored.hash())).length);
    }

    @Test
    void oneByteOverTheLimitIsRefusedAndNothingIsLeft() throws IOException {
        byte[] content = bytes(100_001);

        Problem problem =
                assertThrows(
                        Problem.class,
                        () -> store().put(SCHOOL, new ByteArrayInputStream(content), 100_000));

        assertEquals(FileProblem.FILE_TOO_LARGE, problem.code());
        assertFalse(store().contains(SCHOOL, FileHash.of(content)));
        assertEquals(0, leftovers());
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken =
                new InputStream() {
                    private int left = 200_000;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("The connection is gone");
                        }
                        return 'x';
                    }
                };

        assertThrows(IOException.class, () -> store().put(SCHOOL, broken, 1_000_000));

        assertEquals(0, leftovers());
    }

    @Test
    void theSameFileTwiceIsStoredOnce() throws IOException {
        byte[] content = bytes(5_000);

        assertEquals(put(SCHOOL, content), put(SCHOOL, content));

        assertArrayEquals(content, read(store().open(SCHOOL, FileHash.of(content))));
    }

    @Test
    void aSchoolNeverReadsOrDeletesTheFileOfAnother() throws IOException {
        byte[] content = bytes(1_000);
        FileHash hash = put(SCHOOL, content).hash();

        assertFalse(store().contains(OTHER_SCHOOL, hash));
        assertThrows(FileNotFoundException.class, () -> store().open(OTHER_SCHOOL, hash));
        store().delete(OTHER_SCHOOL, hash);

        assertArrayEquals(content, read(store().open(SCHOOL, hash)));
    }

    @Test
    void aPartIsReadFromItsOffset() throws IOException {
        FileHash hash = put(SCHOOL, "0123456789".getBytes()).hash();

        assertEquals("345", new String(read(store().open(SCHOOL, hash, 3, 3))));
        assertEquals("89", new String(read(store().open(SCHOOL, hash, 8, 100))));
        assertEquals("", new String(read(store().open(SCHOOL, hash, 10, 5))));
        assertEquals("", new String(read(store().open(SCHOOL, hash, 2, 0))));
        assertEquals("23456789", new String(read(store().open(SCHOOL, hash, 2, Long.MAX_VALUE))));
    }

    @Test
    void aDeletedFileIsGoneAndDeletingAgainIsHarmless() throws IOException {
        FileHash hash = put(SCHOOL, bytes(10)).hash();

        store().delete(SCHOOL, hash);
        store().delete(SCHOOL, hash);

        assertFalse(store().contains(SCHOOL, hash));
        assertThrows(FileNotFoundException.class, () -> store().open(SCHOOL, hash));
    }

    @Test
    void aSchoolIsEmptiedInPortionsAndItsNeighbourKeepsEverything() throws IOException {
        SchoolId leaving = new SchoolId(new UUID(7, 3));
        SchoolId neighbour = new SchoolId(new UUID(7, 4));
        FileHash kept = put(neighbour, bytes(5)).hash();
        for (int size = 1; size <= 5; size++) {
            put(leaving, bytes(size));
        }

        assertEquals(3, store().deleteSome(leaving, 3));
        assertEquals(2, store().deleteSome(leaving, 3));
        assertEquals(0, store().deleteSome(leaving, 3));
        assertEquals(0, store().deleteSome(leaving, 3));

        for (int size = 1; size <= 5; size++) {
            assertFalse(store().contains(leaving, FileHash.of(bytes(size))));
        }
        assertTrue(store().contains(neighbour, kept));
    }

    final StoredContent put(SchoolId school, byte[] content) throws IOException {
        return store().put(school, new ByteArrayInputStream(content), 10_000_000);
    }

    static byte[] read(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
