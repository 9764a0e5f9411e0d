package io.lyceum.shared.files;

import io.lyceum.tenancy.SchoolId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Where the bytes of a school's files lie. Equal bytes of one school are stored once; two schools
 * never share anything. Calls may block on disk or network: never make them in a transaction.
 */
public interface FileStore {

    /**
     * Stores everything that the stream gives. When this returns the bytes survive a crash; when it
     * throws nothing of them is left.
     *
     * @param content read to its end and not closed
     * @param limit most bytes to accept
     * @throws io.lyceum.shared.problem.Problem {@link FileProblem#FILE_TOO_LARGE} as soon as the
     *     stream gives more than the limit
     */
    StoredContent put(SchoolId school, InputStream content, long limit) throws IOException;

    /**
     * Opens a part of a file; the caller closes the stream.
     *
     * @param offset first byte, from 0
     * @param length number of bytes; the stream ends earlier when the file does
     * @throws FileNotFoundException when the school has no such content
     */
    InputStream open(SchoolId school, FileHash hash, long offset, long length) throws IOException;

    /**
     * Opens a whole file; the caller closes the stream.
     *
     * @throws FileNotFoundException when the school has no such content
     */
    default InputStream open(SchoolId school, FileHash hash) throws IOException {
        return open(school, hash, 0, Long.MAX_VALUE);
    }

    /** Tells whether the school has this content. */
    boolean contains(SchoolId school, FileHash hash) throws IOException;

    /**
     * Deletes content; does nothing when it is not there. Equal uploads share one content, so the
     * caller first makes sure that no row names this hash any more.
     */
    void delete(SchoolId school, FileHash hash) throws IOException;

    /**
     * Deletes content of a school without asking who uses it: for a school that is erased.
     *
     * @param most how many files at most
     * @return how many were deleted; 0 when nothing of the school is left
     */
    int deleteSome(SchoolId school, int most) throws IOException;

    /** Removes uploads on this node that were cut off by a crash before the given moment. */
    void removeAbandonedUploads(Instant before) throws IOException;
}
