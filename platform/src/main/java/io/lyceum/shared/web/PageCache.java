package io.lyceum.shared.web;

import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.security.Tokens;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pages that all visitors of a school see alike, kept on this node. A change on this node empties
 * the school's pages at once, one on another node within a second or two: as long as {@link
 * ContentWatch} follows the changes, a page is kept until its school changes; while it does not,
 * for moments. Only what is asked for without a person is kept.
 */
@ApplicationScoped
public class PageCache {

    /** The longest that a page may lag behind its school. */
    public static final Duration LIFE = Duration.ofSeconds(4);

    /** After its time one request renders a page anew, while the others still get the old one. */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private static final Duration FRESH = LIFE.minus(RENEWAL);

    /** The longest that something is kept of a school that does not change. */
    static final Duration LASTING = Duration.ofMinutes(10);

    /** What a part weighs that is no text, in bytes; a guess. */
    private static final int PART = 8_000;

    private final Clock clock;
    private final SchoolCache<Key, Place<Page>> pages =
            SchoolCache.weighed(
                    Runtime.getRuntime().maxMemory() / 8,
                    LASTING.plus(LIFE),
                    place -> place.weight(page -> page.body().length * 5 / 4));
    private final SchoolCache<String, Place<Object>> parts =
            SchoolCache.weighed(
                    Runtime.getRuntime().maxMemory() / 16,
                    LASTING.plus(LIFE),
                    place ->
                            place.weight(
                                    part ->
                                            part instanceof String text
                                                    ? text.length() * 2
                                                    : PART));
    private volatile Instant followedUntil = Instant.MIN;

    protected PageCache() {
        this(Clock.systemUTC());
    }

    @Inject
    PageCache(Clock clock) {
        this.clock = clock;
    }

    /**
     * Which page of a school it is.
     *
     * @param origin scheme, host and port, which stand in the page's links
     * @param language of the page
     * @param path path and query
     */
    public record Key(String origin, String language, String path) {}

    /** A rendered page, as it is and, once somebody asked for that, compressed. */
    public static final class Page {

        private final byte[] body;
        private final String tag;
        private volatile byte @Nullable [] gzipped;

        /** Keeps a page's bytes. */
        public Page(byte[] body) {
            this.body = body;
            this.tag = Tokens.hash(body).substring(0, 22);
        }

        /** The page as it was rendered. */
        public byte[] body() {
            return body;
        }

        /** The entity tag without quotes. */
        public String tag() {
            return tag;
        }

        /** The page compressed with gzip. */
        public byte[] gzipped() {
            byte[] packed = gzipped;
            if (packed == null) {
                packed = gzip(body);
                gzipped = packed;
            }
            return packed;
        }

        private static byte[] gzip(byte[] body) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    /** How long something may be kept. */
    public enum Keep {
        /** It may change without anything of the school changing. */
        FOR_MOMENTS,

        /** It is made of the school's content alone. */
        UNTIL_CHANGED
    }

    /**
     * Answers a kept page, or renders it and keeps it.
     *
     * @param render empty for what is no page to keep, such as a redirect
     */
    public Optional<Page> get(
            SchoolId school, Key key, Keep keep, Supplier<Optional<Page>> render) {
        return get(pages, school, key, keep, render);
    }

    /**
     * Answers something that all readers of a school's pages see alike, signed in or not, as old as
     * a page may be.
     *
     * @param name says what it is, and of which version
     */
    public <T> T part(SchoolId school, String name, Keep keep, Class<T> type, Supplier<T> make) {
        return get(parts, school, name, keep, () -> Optional.of(make.get()))
                .map(type::cast)
                .orElseThrow();
    }

    private <K, V> Optional<V> get(
            SchoolCache<K, Place<V>> kept,
            SchoolId school,
            K key,
            Keep keep,
            Supplier<Optional<V>> make) {
        Place<V> place = kept.get(school, key, Place::new);
        Instant now = clock.instant();
        Optional<V> known = place.known(now, now.isBefore(followedUntil));
        if (known.isPresent()) {
            return known;
        }
        try {
            Optional<V> made = make.get();
            if (made.isPresent()) {
                place.keep(
                        made.get(),
                        now.plus(FRESH),
                        keep == Keep.UNTIL_CHANGED ? now.plus(LASTING) : now);
                kept.weigh(school, key, place);
            }
            return made;
        } finally {
            place.renewed();
        }
    }

    /** Says that every change of a school leads to {@link #forget} in time, up to a moment. */
    void followed(Instant until) {
        followedUntil = until;
    }

    /** Drops the pages of all schools on this node. */
    void forgetAll() {
        pages.forgetAll();
        parts.forgetAll();
    }

    /** Drops a school's pages on this node, after something that they show has changed. */
    public void forget(SchoolId school) {
        pages.forget(school);
        parts.forget(school);
    }

    /**
     * Where one thing is kept. When a school's things are dropped, their places are: who still
     * renders what was true before puts it where nobody looks any more.
     */
    private static final class Place<V> {

        /**
         * @param fresh until when it is believed without knowing what changed
         * @param lasting until when it is believed if nothing has changed
         */
        private record Kept<V>(V value, Instant fresh, Instant lasting) {}

        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile Optional<Kept<V>> kept = Optional.empty();

        /** What is kept, unless the caller is to make it anew. */
        Optional<V> known(Instant now, boolean followed) {
            Optional<Kept<V>> here = kept;
            if (here.isEmpty()) {
                return Optional.empty();
            }
            Kept<V> value = here.get();
            Instant end =
                    followed && value.lasting().isAfter(value.fresh())
                            ? value.lasting()
                            : value.fresh();
            boolean known =
                    now.isBefore(end)
                            || now.isBefore(end.plus(RENEWAL))
                                    && !renewing.compareAndSet(false, true);
            return known ? Optional.of(value.value()) : Optional.empty();
        }

        void keep(V value, Instant fresh, Instant lasting) {
            kept = Optional.of(new Kept<>(value, fresh, lasting));
        }

        void renewed() {
            renewing.set(false);
        }

        int weight(ToIntFunction<V> weigher) {
            return kept.map(k -> weigher.applyAsInt(k.value())).orElse(0);
        }
    }
}
