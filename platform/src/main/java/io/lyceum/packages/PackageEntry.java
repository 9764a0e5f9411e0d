package io.lyceum.packages;

import io.lyceum.shared.files.FileHash;

/**
 * One file of a package.
 *
 * @param path with slashes, relative to the package's root
 * @param hash of its bytes
 * @param first where it begins in the bundle
 * @param size in bytes
 */
public record PackageEntry(String path, FileHash hash, long first, long size) {}
