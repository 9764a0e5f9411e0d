package io.lyceum.shared.files;

import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder where an upload lies until it is complete and its hash is known. What a crash leaves
 * here has no address and can be removed by age.
 */
final class Incoming {

    private static final int BUFFER = 64 * 1024;

    private final Path folder;

    Incoming(Path folder) {
        this.folder = folder;
    }

    /** One complete upload on disk; closing it removes what has not been moved away. */
    record Upload(Path path, StoredContent content) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /** Writes the stream to disk, hashing on the way, and forces it to the device. */
    Upload receive(InputStream content, long limit) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(UUID.randomUUID().toString());
        boolean complete = false;
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            MessageDigest digest = FileHash.digest();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > limit) {
                    throw new Problem(FileProblem.FILE_TOO_LARGE, megabytes(limit));
                }
                digest.update(buffer, 0, read);
                writeFully(file, ByteBuffer.wrap(buffer, 0, read));
            }
            file.force(true);
            complete = true;
            return new Upload(path, new StoredContent(FileHash.finished(digest), size));
        } finally {
            if (!complete) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Removes uploads that a crash left behind. */
    void removeOlderThan(Instant moment) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(moment)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Shows small limits, which only tests have, as a fraction. */
    private static String megabytes(long limit) {
        double megabytes = limit / 1_000_000.0;
        return megabytes == Math.rint(megabytes)
                ? Long.toString((long) megabytes)
                : Double.toString(megabytes);
    }
}
