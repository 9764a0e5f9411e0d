package io.lyceum.packages.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.lyceum.packages.PackageEntry;
import io.lyceum.packages.PackageId;
import io.lyceum.shared.files.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    private static final List<String> PATHS = List.of("b.txt", "sub/empty", "sub/a b.txt");

    @TempDir private Path temporary;

    @BeforeEach
    void unpack() throws IOException {
        Files.createDirectory(temporary.resolve("sub"));
        Files.writeString(temporary.resolve("b.txt"), "first");
        Files.writeString(temporary.resolve("sub/empty"), "");
        Files.writeString(temporary.resolve("sub/a b.txt"), "второй");
    }

    private Bundle bundle() throws IOException {
        return Bundle.write(
                new PackageId(UUID.randomUUID()), temporary, PATHS, temporary.resolve("bundle"));
    }

    @Test
    void eachFileLiesWhereItsEntrySays() throws IOException {
        Bundle bundle = bundle();
        byte[] all = Files.readAllBytes(temporary.resolve("bundle"));

        assertEquals(PATHS, bundle.files().stream().map(PackageEntry::path).toList());
        for (PackageEntry file : bundle.files()) {
            byte[] bytes =
                    Arrays.copyOfRange(all, (int) file.first(), (int) (file.first() + file.size()));
            assertEquals(
                    Files.readString(temporary.resolve(file.path())),
                    new String(bytes, StandardCharsets.UTF_8));
            assertEquals(FileHash.of(bytes), file.hash());
        }
        assertEquals(FileHash.of(all), bundle.hash());
        assertEquals(all.length, bundle.size());
    }

    @Test
    void theSameFilesTwiceAreTwoContents() throws IOException {
        assertNotEquals(bundle().hash(), bundle().hash());
    }
}
