package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an S3 server in this JVM that checks signatures. */
class S3FileStoreTest extends FileStoreContract {

    private static final String BUCKET = "lyceum-files";

    private static S3Proxy server;

    @TempDir Path scratch;
    private S3FileStore store;

    @BeforeAll
    static void startServer() throws Exception {
        TransientNio2BlobStore buckets = new TransientNio2BlobStore();
        buckets.createContainer(BUCKET);
        server =
                S3Proxy.builder()
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, "access", "secret")
                        .blobStore(buckets)
                        .ignoreUnknownHeaders(true)
                        .build();
        server.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @BeforeEach
    void open() {
        store = new S3FileStore(settings("secret"), scratch);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    FileStore store() {
        return store;
    }

    @Override
    Path incoming() {
        return scratch;
    }

    @Override
    long leftovers() throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.count();
        }
    }

    @Test
    void aWrongSecretIsAFailureAndNotAnAbsence() {
        try (S3FileStore stranger = new S3FileStore(settings("wrong"), scratch)) {
            assertThrows(IOException.class, () -> stranger.contains(SCHOOL, FileHash.of(bytes(1))));
        }
    }

    @Test
    void theSecretIsNotShownWithTheSettings() {
        assertFalse(settings("very-secret").toString().contains("very-secret"));
    }

    private static S3Settings settings(String secret) {
        return new S3Settings(
                Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                BUCKET,
                "us-east-1",
                "access",
                secret);
    }
}
