package io.lyceum.shared.files;

import io.lyceum.tenancy.SchoolId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps files in a folder as {@code {school}/{first two digits}/{sha256}}. Uploads are written
 * beside, forced to the device and renamed, so a reader or a backup never sees half a file.
 */
public final class FilesystemFileStore implements FileStore {

    private final Path root;
    private final Incoming incoming;

    /**
     * Uses a folder, which is created with the first file.
     *
     * @param root a folder on one file system, so that renaming inside it is atomic
     */
    public FilesystemFileStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = new Incoming(this.root.resolve("incoming"));
    }

    @Override
    public StoredContent put(SchoolId school, InputStream content, long limit) throws IOException {
        try (Incoming.Upload upload = incoming.receive(content, limit)) {
            Path target = path(school, upload.content().hash());
            Files.createDirectories(target.getParent());
            moveInPlace(upload.path(), target);
            forceFolder(target.getParent());
            return upload.content();
        }
    }

    @Override
    public InputStream open(SchoolId school, FileHash hash, long offset, long length)
            throws IOException {
        try {
            FileChannel file = FileChannel.open(path(school, hash), StandardOpenOption.READ);
            file.position(offset);
            return new LimitedInputStream(Channels.newInputStream(file), length);
        } catch (NoSuchFileException e) {
            throw missing(school, hash, e);
        }
    }

    @Override
    public boolean contains(SchoolId school, FileHash hash) {
        return Files.isRegularFile(path(school, hash));
    }

    @Override
    public void delete(SchoolId school, FileHash hash) throws IOException {
        Files.deleteIfExists(path(school, hash));
    }

    @Override
    public int deleteSome(SchoolId school, int most) throws IOException {
        Path folder = root.resolve(school.toString());
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> some;
        try (Stream<Path> all = Files.walk(folder)) {
            some = all.filter(path -> !Files.isDirectory(path)).limit(most).toList();
        }
        for (Path path : some) {
            Files.deleteIfExists(path);
        }
        if (some.isEmpty()) {
            deleteEmpty(folder);
        }
        return some.size();
    }

    private static void deleteEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void removeAbandonedUploads(Instant before) throws IOException {
        incoming.removeOlderThan(before);
    }

    private Path path(SchoolId school, FileHash hash) {
        return root.resolve(school.toString())
                .resolve(hash.hex().substring(0, 2))
                .resolve(hash.hex());
    }

    /** Equal bytes are there already when the same file is uploaded again: either copy will do. */
    private static void moveInPlace(Path upload, Path target) throws IOException {
        try {
            Files.move(upload, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(upload);
        }
    }

    /** Makes the rename itself survive a power cut; not every platform can open a folder. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }

    static FileNotFoundException missing(SchoolId school, FileHash hash, Exception cause) {
        FileNotFoundException missing =
                new FileNotFoundException("School " + school + " has no content " + hash);
        missing.initCause(cause);
        return missing;
    }
}
