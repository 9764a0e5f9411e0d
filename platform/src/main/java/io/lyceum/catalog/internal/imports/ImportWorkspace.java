package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.ImportId;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.files.ZipInspection;
import io.lyceum.shared.files.ZipLimits;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * This node's own copies of uploaded files and of what was in archives. Anything in it can be lost:
 * it is made again from the file store.
 */
@ApplicationScoped
public class ImportWorkspace {

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

    private final FileStore store;
    private final CurrentSchool school;
    private final Clock clock;
    private Optional<Path> root = Optional.empty();

    protected ImportWorkspace() {
        this(null, null, null);
    }

    @Inject
    ImportWorkspace(FileStore store, CurrentSchool school, Clock clock) {
        this.store = store;
        this.school = school;
        this.clock = clock;
    }

    /** The uploaded file on this node. */
    public Path file(ImportId id, FileHash hash) throws IOException {
        Path folder = folder(id);
        Path file = folder.resolve("upload");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path part = folder.resolve(UUID.randomUUID() + ".part");
            try (InputStream content = store.open(school.id(), hash)) {
                Files.copy(content, part);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** What the uploaded archive holds; inspected when it is unpacked. */
    SourceFiles unpacked(ImportId id, FileHash hash) throws IOException {
        Path target = folder(id).resolve("unpacked");
        if (!Files.exists(target)) {
            Path archive = file(id, hash);
            Path part = Files.createDirectory(folder(id).resolve(UUID.randomUUID() + ".part"));
            try {
                new ZipInspection(ZipLimits.COURSE).unpack(archive, part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                // Another thread of this node was quicker; both unpacked the same bytes.
            } finally {
                delete(part);
            }
        }
        return SourceFiles.of(target);
    }

    /** A folder with nothing but the uploaded document, under a name that readers look for. */
    SourceFiles alone(ImportId id, FileHash hash, String name) throws IOException {
        Path target = folder(id).resolve("alone");
        Files.createDirectories(target);
        Path document = target.resolve(name);
        if (!Files.exists(document)) {
            Path part = folder(id).resolve(UUID.randomUUID() + ".part");
            Files.copy(file(id, hash), part);
            Files.move(part, document, StandardCopyOption.ATOMIC_MOVE);
        }
        return SourceFiles.of(target);
    }

    /** Removes this node's copies. */
    public void forget(ImportId id) {
        delete(folder(id));
    }

    /** A folder that nobody else on the machine can look into or have made before. */
    private synchronized Path root() {
        try {
            if (root.isEmpty() || !Files.exists(root.get())) {
                root = Optional.of(Files.createTempDirectory("lyceum-imports-"));
            }
            return root.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    synchronized void close() {
        root.ifPresent(ImportWorkspace::delete);
    }

    private Path folder(ImportId id) {
        return root().resolve(school.id().toString()).resolve(id.toString());
    }

    /** Removes copies of the current school that nobody has touched for long. */
    void forgetOldFolders() {
        Path ours = root().resolve(school.id().toString());
        if (!Files.exists(ours)) {
            return;
        }
        Instant old = clock.instant().minus(FORGOTTEN_AFTER);
        try (Stream<Path> folders = Files.list(ours)) {
            for (Path folder : folders.toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Left for the next time: these are copies.
        }
    }
}
