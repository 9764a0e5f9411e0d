package io.lyceum.plugins.internal;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileStore;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Archives of plugins: kept in the file store among the platform's own files, with a copy on this
 * node while they run. A copy whose digest is another one is not opened.
 */
@ApplicationScoped
public class Archives {

    private final FileStore store;
    private @Nullable Path folder;

    protected Archives() {
        this(null);
    }

    @Inject
    Archives(FileStore store) {
        this.store = store;
    }

    /** A folder of this node's own, for copies, libraries and sockets; gone with the server. */
    public synchronized Path folder() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("lyceum-plugins");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes in what somebody sent, without keeping it yet. */
    public Path receive(InputStream content) throws IOException {
        Path file = Files.createTempFile(folder(), "received", ".jar");
        try (InputStream limited = content) {
            Files.write(file, limited.readNBytes((int) PluginArchive.LARGEST + 1));
        }
        return file;
    }

    /** Keeps an archive for all nodes. */
    public void keep(PluginArchive archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive.file())) {
            store.put(SchoolId.PLATFORM, in, PluginArchive.LARGEST);
        }
    }

    /**
     * Opens a kept archive on this node.
     *
     * @throws IOException if it is not there, or is another one
     */
    public PluginArchive open(String sha256) throws IOException {
        Path copy = folder().resolve(sha256 + ".jar");
        if (!Files.exists(copy)) {
            Path part = Files.createTempFile(folder(), "copy", ".part");
            try (InputStream in = store.open(SchoolId.PLATFORM, new FileHash(sha256))) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        PluginArchive archive = PluginArchive.open(copy);
        if (!archive.sha256().equals(sha256)) {
            Files.deleteIfExists(copy);
            throw new IOException("the archive is not the one that was taken in");
        }
        return archive;
    }

    @PreDestroy
    synchronized void clean() {
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
