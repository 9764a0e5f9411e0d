package io.lyceum.shared.files;

/**
 * What an archive may hold.
 *
 * @param entries files and folders together
 * @param entryBytes unpacked bytes of one file
 * @param totalBytes unpacked bytes of all files
 * @param depth folders above a file
 * @param ratio unpacked to packed bytes; checked once a file is larger than a megabyte
 */
public record ZipLimits(int entries, long entryBytes, long totalBytes, int depth, int ratio) {

    private static final long MEGABYTE = 1024L * 1024;

    /** Room for a whole lesson repository with its pictures and data. */
    public static final ZipLimits COURSE =
            new ZipLimits(10_000, 200 * MEGABYTE, 1024 * MEGABYTE, 20, 200);

    /** Room for a content package with its video; more of it at once would fill a disk. */
    public static final ZipLimits PACKAGE =
            new ZipLimits(10_000, 256 * MEGABYTE, 768 * MEGABYTE, 20, 200);
}
