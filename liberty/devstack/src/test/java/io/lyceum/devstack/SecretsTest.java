package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir private Path folder;

    @Test
    void theyAreMadeOnceAndOnlyTheOwnerReadsThem() throws IOException {
        Path file = folder.resolve("new/secrets.properties");

        Secrets made = Secrets.keptIn(file);
        Secrets read = Secrets.keptIn(file);

        assertEquals(made.databaseApp(), read.databaseApp());
        assertEquals(made.encryptionKey(), read.encryptionKey());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(32, Base64.getDecoder().decode(made.encryptionKey()).length);
    }

    @Test
    void noTwoAreTheSame() {
        Secrets one = Secrets.keptIn(folder.resolve("one"));
        Secrets two = Secrets.keptIn(folder.resolve("two"));

        assertNotEquals(one.databaseApp(), one.databaseOwner());
        assertNotEquals(one.databaseApp(), two.databaseApp());
    }

    @Test
    void aSecretThatAnOlderFileLacksIsAdded() throws IOException {
        Path file = folder.resolve("secrets.properties");
        Files.writeString(file, "database.app=kept\n");

        Secrets secrets = Secrets.keptIn(file);

        assertEquals("kept", secrets.databaseApp());
        assertEquals(secrets.ltpa(), Secrets.keptIn(file).ltpa());
    }
}
