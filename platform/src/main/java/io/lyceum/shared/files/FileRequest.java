package io.lyceum.shared.files;

import java.util.Optional;

/**
 * What a browser asks for, apart from the file itself: the request headers that matter, as they
 * came.
 *
 * @param head true for HEAD, false for GET
 */
public record FileRequest(
        boolean head,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince,
        Optional<String> range,
        Optional<String> ifRange) {

    /** A plain GET of the whole file. */
    public static FileRequest get() {
        return new FileRequest(
                false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
