package io.lyceum.packages;

import io.lyceum.packages.internal.PackageText;
import io.lyceum.plugin.PackageFiles;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileStore;
import io.lyceum.tenancy.SchoolId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The files of a package that is kept, as plugins see them; looked at only when they ask. */
final class StoredFiles implements PackageFiles {

    private final Packages packages;
    private final FileStore store;
    private final SchoolId school;
    private final PackageId id;
    private final FileHash bundle;

    StoredFiles(
            Packages packages, FileStore store, SchoolId school, PackageId id, FileHash bundle) {
        this.packages = packages;
        this.store = store;
        this.school = school;
        this.id = id;
        this.bundle = bundle;
    }

    @Override
    public List<PackageFile> list() {
        return packages.files(id).stream()
                .map(file -> new PackageFile(file.path(), file.size()))
                .toList();
    }

    @Override
    public Optional<String> text(String path) {
        return packages.files(id).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(this::read);
    }

    private String read(PackageEntry file) {
        PackageText.requireSmall(file.path(), file.size());
        try (InputStream in = store.open(school, bundle, file.first(), file.size())) {
            return PackageText.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
