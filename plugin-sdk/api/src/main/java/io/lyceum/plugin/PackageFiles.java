package io.lyceum.plugin;

import io.lyceum.plugin.stability.Beta;
import java.util.List;
import java.util.Optional;

/**
 * The files of an uploaded content package. The host has unpacked and inspected the archive: no
 * path leaves it, and count and sizes are bounded.
 */
@Beta
public interface PackageFiles {

    /** Lists all files in the order of their paths. */
    List<PackageFile> list();

    /**
     * Reads a text file in UTF-8 (or the encoding that its byte order mark or XML declaration
     * names).
     *
     * @return nothing when there is no such file
     * @throws QuotaExceeded if it is larger than 2 MB
     */
    Optional<String> text(String path);

    /**
     * A file of a package.
     *
     * @param path with slashes, relative to the package's root
     * @param size in bytes
     */
    @Beta
    record PackageFile(String path, long size) {}
}
