package io.lyceum.packages.internal;

import io.lyceum.plugin.PackageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a package that is unpacked on this node and not kept yet. */
public final class UnpackedFiles implements PackageFiles {

    private final Path folder;
    private final List<PackageFile> files;

    /**
     * Looks at a folder.
     *
     * @param paths of its files, with slashes
     */
    public UnpackedFiles(Path folder, List<String> paths) throws IOException {
        this.folder = folder;
        List<PackageFile> found = new java.util.ArrayList<>();
        for (String path : paths.stream().sorted().toList()) {
            found.add(new PackageFile(path, Files.size(folder.resolve(path))));
        }
        this.files = List.copyOf(found);
    }

    @Override
    public List<PackageFile> list() {
        return files;
    }

    @Override
    public Optional<String> text(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(
                        file -> {
                            PackageText.requireSmall(path, file.size());
                            try {
                                return PackageText.of(Files.readAllBytes(folder.resolve(path)));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }
}
