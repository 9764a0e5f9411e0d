package io.lyceum.shared.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Chooses the file store by the settings: S3 when a bucket is named, else a local folder. */
@ApplicationScoped
class ConfiguredFileStore {

    private final Config config;

    @Inject
    ConfiguredFileStore(Config config) {
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected ConfiguredFileStore() {
        this.config = null;
    }

    @Produces
    @ApplicationScoped
    FileStore fileStore() {
        Path root = Path.of(config.getValue("lyceum.files.root", String.class));
        return setting("bucket")
                .<FileStore>map(bucket -> new S3FileStore(s3(bucket), root.resolve("incoming")))
                .orElseGet(() -> new FilesystemFileStore(root));
    }

    void close(@Disposes FileStore store) {
        if (store instanceof S3FileStore s3) {
            s3.close();
        }
    }

    private S3Settings s3(String bucket) {
        return new S3Settings(
                setting("endpoint").map(URI::create),
                bucket,
                setting("region").orElse("us-east-1"),
                setting("access-key").orElse(""),
                setting("secret-key").orElse(""));
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue("lyceum.files.s3." + name, String.class);
    }
}
