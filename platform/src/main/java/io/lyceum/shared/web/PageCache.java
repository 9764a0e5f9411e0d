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
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pages that all visitors of a school see alike, kept for moments on this node. A change on this
 * node empties the school's pages at once; one on another node shows within {@link #LIFE}. Only
 * what is asked for without a person is kept.
 */
@ApplicationScoped
public class PageCache {

    /** The longest that a page may lag behind its school. */
    public static final Duration LIFE = Duration.ofSeconds(4);

    /** After this one request renders the page anew, while the others still get the old one. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** How long the place of a page is kept that nobody asks for. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final int MOST_PAGES = 2_000;
    private static final int MOST_PARTS = 10_000;

    private final Clock clock;
    private final SchoolCache<Key, Place<Page>> pages = new SchoolCache<>(MOST_PAGES, IDLE);
    private final SchoolCache<String, Place<Object>> parts = new SchoolCache<>(MOST_PARTS, IDLE);

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

    /**
     * Answers a kept page, or renders it and keeps it.
     *
     * @param render empty for what is no page to keep, such as a redirect
     */
    public Optional<Page> get(SchoolId school, Key key, Supplier<Optional<Page>> render) {
        return pages.get(school, key, Place::new).get(clock, render);
    }

    /**
     * Answers something that all readers of a school's pages see alike, signed in or not, as old as
     * a page may be.
     *
     * @param name says what it is, and of which version
     */
    public <T> T part(SchoolId school, String name, Class<T> type, Supplier<T> make) {
        return parts.get(school, name, Place::new)
                .get(clock, () -> Optional.of(make.get()))
                .map(type::cast)
                .orElseThrow();
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

        private record Kept<V>(V value, Instant freshUntil, Instant until) {}

        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile Optional<Kept<V>> kept = Optional.empty();

        Optional<V> get(Clock clock, Supplier<Optional<V>> make) {
            Instant now = clock.instant();
            Optional<Kept<V>> known = kept.filter(k -> now.isBefore(k.until));
            if (known.isPresent()
                    && (now.isBefore(known.get().freshUntil)
                            || !renewing.compareAndSet(false, true))) {
                return known.map(Kept::value);
            }
            try {
                Optional<V> made = make.get();
                made.ifPresent(
                        value ->
                                kept =
                                        Optional.of(
                                                new Kept<>(
                                                        value, now.plus(FRESH), now.plus(LIFE))));
                return made;
            } finally {
                renewing.set(false);
            }
        }
    }
}
