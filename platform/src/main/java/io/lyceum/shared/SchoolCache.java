package io.lyceum.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lyceum.tenancy.SchoolId;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things of schools, remembered on this node for a while. Nothing goes in or comes out without the
 * school that it belongs to; therefore no other class keeps such things by itself.
 *
 * @param <K> what tells the things of one school apart
 */
public final class SchoolCache<K, V> {

    private final Cache<Key, V> known;
    private final Function<SchoolId, ?> partition;

    /**
     * Makes a cache.
     *
     * @param most how many things of all schools together
     * @param life how long after its reading a thing is believed
     */
    public SchoolCache(int most, Duration life) {
        this(most, life, school -> school);
    }

    /** For a test that breaks what tells schools apart. */
    SchoolCache(int most, Duration life, Function<SchoolId, ?> partition) {
        this.known = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(life).build();
        this.partition = partition;
    }

    /** Answers what is known, or reads and remembers it. */
    public V get(SchoolId school, K key, Supplier<V> read) {
        Key whole = new Key(partition.apply(school), key);
        V hit = known.getIfPresent(whole);
        if (hit == null) {
            hit = read.get();
            known.put(whole, hit);
        }
        return hit;
    }

    /** Forgets one thing of a school on this node. */
    public void forget(SchoolId school, K key) {
        known.invalidate(new Key(partition.apply(school), key));
    }

    /** Forgets everything of a school on this node. */
    public void forget(SchoolId school) {
        Object part = partition.apply(school);
        known.asMap().keySet().removeIf(key -> key.part().equals(part));
    }

    private record Key(Object part, Object key) {}
}
