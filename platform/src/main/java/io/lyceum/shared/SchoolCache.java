package io.lyceum.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lyceum.tenancy.SchoolId;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

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
        this(Caffeine.newBuilder().maximumSize(most).expireAfterWrite(life).build(), partition);
    }

    private SchoolCache(Cache<Key, V> known, Function<SchoolId, ?> partition) {
        this.known = known;
        this.partition = partition;
    }

    /**
     * Makes a cache of things that differ much in size.
     *
     * @param most how much all of them together may weigh
     * @param weigher weighs a thing when it comes in, and when {@link #weigh} says that it changed
     */
    public static <K, V> SchoolCache<K, V> weighed(
            long most, Duration life, ToIntFunction<V> weigher) {
        return new SchoolCache<>(
                Caffeine.newBuilder()
                        .maximumWeight(most)
                        .weigher((Key key, V value) -> weigher.applyAsInt(value))
                        .expireAfterWrite(life)
                        .build(),
                school -> school);
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

    /** Says that a thing weighs more or less than it did; one that was forgotten stays so. */
    public void weigh(SchoolId school, K key, V value) {
        known.asMap().replace(new Key(partition.apply(school), key), value, value);
    }

    /** Forgets everything of all schools on this node. */
    public void forgetAll() {
        known.invalidateAll();
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
