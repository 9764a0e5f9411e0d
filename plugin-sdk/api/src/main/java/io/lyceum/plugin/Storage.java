package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries by key in one declared storage. Each change is written when the method returns, and takes
 * part in no transaction with others: write one entry for what must change together, and use
 * versions where two calls may meet.
 */
@Stable
public interface Storage {

    /** The longest key, in characters. */
    int LONGEST_KEY = 200;

    /** The largest value, in bytes of its JSON. */
    int LARGEST_VALUE = 256 * 1024;

    /** Finds an entry. */
    Optional<Entry> get(String key);

    /**
     * Writes an entry, whether there is one or not.
     *
     * @throws QuotaExceeded if the value or the storage becomes too large, or the key is empty or
     *     too long
     */
    Entry put(String key, Map<String, Object> value);

    /**
     * Writes an entry that is not there yet.
     *
     * @return the new entry, or nothing when there was one: of many that create a key at once,
     *     exactly one gets it
     * @throws QuotaExceeded if the value or the storage becomes too large
     */
    Optional<Entry> create(String key, Map<String, Object> value);

    /**
     * Changes an entry that nobody has changed since it was read.
     *
     * @param version of the entry that was read
     * @return the changed entry, or nothing when it is gone or has another version
     * @throws QuotaExceeded if the value or the storage becomes too large
     */
    Optional<Entry> replace(String key, Map<String, Object> value, long version);

    /** Deletes an entry; false when there was none. */
    boolean delete(String key);

    /**
     * Lists entries in the order of their keys (by code point). A page whose values together are
     * larger than 4 MB fails the call: where values are large, read smaller pages.
     *
     * @param prefix what keys begin with; empty for all
     * @param after the last key of the page before; null for the first page
     * @param limit 1 to 200
     */
    List<Entry> list(String prefix, @Nullable String after, int limit);

    /**
     * One entry.
     *
     * @param version 1 for a new entry, one more with each change
     */
    @Stable
    record Entry(String key, Map<String, Object> value, long version, Instant updatedAt) {}
}
