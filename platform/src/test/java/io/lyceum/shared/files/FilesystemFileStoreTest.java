package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemFileStoreTest extends FileStoreContract {

    @TempDir Path root;
    private FilesystemFileStore store;

    @BeforeEach
    void open() {
        store = new FilesystemFileStore(root);
    }

    @Override
    FileStore store() {
        return store;
    }

    @Override
    long leftovers() throws IOException {
        Path incoming = root.resolve("incoming");
        if (!Files.isDirectory(incoming)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(incoming)) {
            return files.count();
        }
    }

    @Test
    void aFileLiesUnderItsSchoolAndHash() throws IOException {
        FileHash hash = put(SCHOOL, bytes(100)).hash();

        Path expected =
                root.resolve(SCHOOL.toString())
                        .resolve(hash.hex().substring(0, 2))
                        .resolve(hash.hex());
        assertTrue(Files.isRegularFile(expected));
    }

    @Override
    Path incoming() {
        return root.resolve("incoming");
    }
}
