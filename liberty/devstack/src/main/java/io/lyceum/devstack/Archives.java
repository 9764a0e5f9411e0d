package io.lyceum.devstack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks the servers' archives in Java: a machine with only a JDK may have no tar and no unzip.
 */
final class Archives {

    private Archives() {}

    static void unpackTarGz(Path archive, Path folder) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            unpack(tar, folder);
        }
    }

    static void unpackTarXz(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            unpack(tar, folder);
        }
    }

    /** Zips carry no usable permissions here: files in a {@code bin} folder become executable. */
    static void unpackZip(Path archive, Path folder) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                ZipArchiveInputStream zip = new ZipArchiveInputStream(file)) {
            unpack(zip, folder);
        }
    }

    private static void unpack(ArchiveInputStream<? extends ArchiveEntry> entries, Path folder)
            throws IOException {
        Path base = folder.toAbsolutePath().normalize();
        ArchiveEntry entry;
        while ((entry = entries.getNextEntry()) != null) {
            Path target = base.resolve(entry.getName()).normalize();
            if (!target.startsWith(base)) {
                throw new IOException("An entry leaves its archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry instanceof TarArchiveEntry tar && tar.isSymbolicLink()) {
                Path aim = target.getParent().resolve(tar.getLinkName()).normalize();
                if (!aim.startsWith(base)) {
                    throw new IOException("A link leaves its archive: " + entry.getName());
                }
                Files.deleteIfExists(target);
                Files.createSymbolicLink(target, Path.of(tar.getLinkName()));
                continue;
            }
            Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
            if (isExecutable(entry)) {
                makeExecutable(target);
            }
        }
    }

    private static boolean isExecutable(ArchiveEntry entry) {
        if (entry instanceof TarArchiveEntry tar) {
            return (tar.getMode() & 0100) != 0;
        }
        return entry.getName().matches(".*/bin/[^/.]+");
    }

    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
