package io.lyceum.plugin.testkit;

import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Storage.Entry;
import io.lyceum.plugin.runtime.Codec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Entries by owner and key. */
final class MemoryStore {

    /** Java's own order of text is that of UTF-16, which puts emoji before some older letters. */
    private static final Comparator<String> BY_CODE_POINT =
            (one, other) ->
                    Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private final Map<String, TreeMap<String, Entry>> byOwner = new TreeMap<>();

    synchronized Optional<Entry> get(String owner, String key) {
        return Optional.ofNullable(of(owner).get(key));
    }

    synchronized Entry put(
            String owner, String key, Map<String, Object> value, long quota, Instant now) {
        TreeMap<String, Entry> entries = of(owner);
        Entry before = entries.get(key);
        long others =
                entries.values().stream()
                        .filter(entry -> !entry.key().equals(key))
                        .mapToLong(entry -> size(entry.value()))
                        .sum();
        if (others + size(value) > quota) {
            throw new QuotaExceeded("the storage may hold " + quota + " bytes");
        }
        Entry entry = new Entry(key, value, before == null ? 1 : before.version() + 1, now);
        entries.put(key, entry);
        return entry;
    }

    synchronized Optional<Entry> create(
            String owner, String key, Map<String, Object> value, long quota, Instant now) {
        return of(owner).containsKey(key)
                ? Optional.empty()
                : Optional.of(put(owner, key, value, quota, now));
    }

    synchronized Optional<Entry> replace(
            String owner,
            String key,
            Map<String, Object> value,
            long version,
            long quota,
            Instant now) {
        Entry before = of(owner).get(key);
        return before == null || before.version() != version
                ? Optional.empty()
                : Optional.of(put(owner, key, value, quota, now));
    }

    synchronized boolean delete(String owner, String key) {
        return of(owner).remove(key) != null;
    }

    synchronized List<Entry> list(String owner, String prefix, @Nullable String after, int limit) {
        return of(owner).values().stream()
                .filter(entry -> entry.key().startsWith(prefix))
                .filter(entry -> after == null || BY_CODE_POINT.compare(entry.key(), after) > 0)
                .limit(limit)
                .toList();
    }

    /** All values, by {@code storage/activity/learner/key}. */
    synchronized SortedMap<String, Map<String, Object>> all() {
        SortedMap<String, Map<String, Object>> all = new TreeMap<>();
        byOwner.forEach(
                (owner, entries) ->
                        entries.forEach((key, entry) -> all.put(owner + "/" + key, entry.value())));
        return all;
    }

    private TreeMap<String, Entry> of(String owner) {
        return byOwner.computeIfAbsent(owner, o -> new TreeMap<>(BY_CODE_POINT));
    }

    private static long size(Map<String, Object> value) {
        return Codec.bytes(value).length;
    }
}
