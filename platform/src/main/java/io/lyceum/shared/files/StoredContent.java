package io.lyceum.shared.files;

/**
 * Bytes that are safely stored.
 *
 * @param hash address of the bytes inside their school
 * @param size in bytes
 */
public record StoredContent(FileHash hash, long size) {

    public StoredContent {
        if (size < 0) {
            throw new IllegalArgumentException("A file cannot have " + size + " bytes");
        }
    }
}
