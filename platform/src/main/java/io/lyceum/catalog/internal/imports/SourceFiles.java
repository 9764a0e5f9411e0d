package io.lyceum.catalog.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of an import: a folder, or what a zip archive held. When everything lies in one folder,
 * as in archives that GitHub makes, paths start inside it.
 */
public final class SourceFiles {

    private final Path root;
    private final TreeSet<String> paths;

    private SourceFiles(Path root, TreeSet<String> paths) {
        this.root = root;
        this.paths = paths;
    }

    /** Lists a folder; links in it are not followed. */
    public static SourceFiles of(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            TreeSet<String> paths = new TreeSet<>();
            all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .forEach(paths::add);
            return withoutCommonFolder(new SourceFiles(folder, paths));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFiles withoutCommonFolder(SourceFiles files) {
        if (files.paths.isEmpty()) {
            return files;
        }
        String first = files.paths.first();
        String folder = first.substring(0, first.indexOf('/') + 1);
        if (folder.isEmpty() || !files.paths.stream().allMatch(path -> path.startsWith(folder))) {
            return files;
        }
        TreeSet<String> inside = new TreeSet<>();
        files.paths.forEach(path -> inside.add(path.substring(folder.length())));
        return new SourceFiles(files.root.resolve(folder), inside);
    }

    /** Paths with {@code /}, sorted. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    public boolean contains(String path) {
        return paths.contains(path);
    }

    /** Lists the files under a folder, without those in folders inside it. */
    public List<String> directlyIn(String folder) {
        return paths.subSet(folder + "/", folder + "0").stream()
                .filter(path -> path.indexOf('/', folder.length() + 1) < 0)
                .toList();
    }

    public long size(String path) {
        try {
            return Files.size(resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InputStream open(String path) throws IOException {
        return Files.newInputStream(resolve(path));
    }

    /**
     * Reads a small file.
     *
     * @return empty when it is not there or larger than the limit
     */
    Optional<byte[]> read(String path, long limit) {
        if (!contains(path) || size(path) > limit) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path resolve(String path) {
        if (!contains(path)) {
            throw new IllegalArgumentException("not listed: " + path);
        }
        return root.resolve(path);
    }
}
