package io.lyceum.shared.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.web.PageCache.Keep;
import io.lyceum.shared.web.PageCache.Key;
import io.lyceum.shared.web.PageCache.Page;
import io.lyceum.tenancy.SchoolId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PageCacheTest {

    private static final SchoolId PAROLETTA = new SchoolId(new UUID(1, 1));
    private static final SchoolId LADOGA = new SchoolId(new UUID(2, 2));

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private int rendered;

    private final PageCache cache =
            new PageCache(
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    });

    private static final Key COURSES = new Key("http://school.example", "en", "/courses");

    private static Page page(String text) {
        return new Page(text.getBytes(StandardCharsets.UTF_8));
    }

    private Supplier<Optional<Page>> next() {
        return () -> Optional.of(page("page " + ++rendered));
    }

    private String get(SchoolId school, Key key) {
        return new String(
                cache.get(school, key, Keep.FOR_MOMENTS, next()).orElseThrow().body(),
                StandardCharsets.UTF_8);
    }

    @Test
    void aPageIsRenderedOnceForAllVisitors() {
        assertEquals("page 1", get(PAROLETTA, COURSES));
        assertEquals("page 1", get(PAROLETTA, COURSES));
    }

    @Test
    void noSchoolGetsThePageOfAnother() {
        get(PAROLETTA, COURSES);

        assertEquals("page 2", get(LADOGA, COURSES));
        assertEquals("page 1", get(PAROLETTA, COURSES));
    }

    @Test
    void hostLanguageAndQueryArePagesOfTheirOwn() {
        get(PAROLETTA, COURSES);

        assertEquals("page 2", get(PAROLETTA, new Key("http://own.example", "en", "/courses")));
        assertEquals("page 3", get(PAROLETTA, new Key("http://school.example", "ru", "/courses")));
        assertEquals(
                "page 4",
                get(PAROLETTA, new Key("http://school.example", "en", "/courses?level=ALL")));
    }

    @Test
    void aPageNeverLagsBehindForFiveSeconds() {
        get(PAROLETTA, COURSES);
        now = now.plus(PageCache.LIFE);

        assertEquals("page 2", get(PAROLETTA, COURSES));
        assertTrue(PageCache.LIFE.compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void aPageThatIsNoLongerFreshIsRenderedByOneRequestWhileOthersStillGetIt() {
        get(PAROLETTA, COURSES);
        now = now.plusMillis(3_500);

        Page renewed =
                cache.get(
                                PAROLETTA,
                                COURSES,
                                Keep.FOR_MOMENTS,
                                () -> {
                                    assertEquals("page 1", get(PAROLETTA, COURSES));
                                    return next().get();
                                })
                        .orElseThrow();

        assertEquals(page("page 2").tag(), renewed.tag());
        assertEquals("page 2", get(PAROLETTA, COURSES));
    }

    @Test
    void aChangeDropsTheSchoolsPagesAndNoOthers() {
        get(PAROLETTA, COURSES);
        get(LADOGA, COURSES);

        cache.forget(PAROLETTA);

        assertEquals("page 3", get(PAROLETTA, COURSES));
        assertEquals("page 2", get(LADOGA, COURSES));
    }

    @Test
    void aPageThatWasBegunBeforeAChangeIsNotKeptAfterIt() {
        cache.get(
                PAROLETTA,
                COURSES,
                Keep.FOR_MOMENTS,
                () -> {
                    Optional<Page> old = next().get();
                    cache.forget(PAROLETTA);
                    return old;
                });

        assertEquals("page 2", get(PAROLETTA, COURSES));
    }

    private String lasting(SchoolId school) {
        return new String(
                cache.get(school, COURSES, Keep.UNTIL_CHANGED, next()).orElseThrow().body(),
                StandardCharsets.UTF_8);
    }

    @Test
    void aPageMadeOfContentIsKeptUntilItsSchoolChangesAsLongAsChangesAreFollowed() {
        cache.followed(now.plusSeconds(600));
        lasting(PAROLETTA);
        get(LADOGA, COURSES);
        now = now.plusSeconds(300);

        assertEquals("page 1", lasting(PAROLETTA));
        assertEquals("page 3", get(LADOGA, COURSES));
        cache.forget(PAROLETTA);
        assertEquals("page 4", lasting(PAROLETTA));
    }

    @Test
    void aPageIsNotBelievedForLongWhenNobodyFollowsChanges() {
        cache.followed(now.plusSeconds(10));
        lasting(PAROLETTA);
        now = now.plusSeconds(9);
        assertEquals("page 1", lasting(PAROLETTA));
        now = now.plusSeconds(2);

        assertEquals("page 2", lasting(PAROLETTA));
    }

    @Test
    void nothingIsKeptForEver() {
        lasting(PAROLETTA);
        now = now.plus(PageCache.LASTING).plusSeconds(2);
        cache.followed(now.plusSeconds(10));

        assertEquals("page 2", lasting(PAROLETTA));
    }

    @Test
    void whatMayConcernAnySchoolDropsThePagesOfAll() {
        get(PAROLETTA, COURSES);
        get(LADOGA, COURSES);

        cache.forgetAll();

        assertEquals("page 3", get(PAROLETTA, COURSES));
        assertEquals("page 4", get(LADOGA, COURSES));
    }

    @Test
    void whatIsNoPageIsNotKept() {
        assertTrue(cache.get(PAROLETTA, COURSES, Keep.FOR_MOMENTS, Optional::empty).isEmpty());
        assertEquals("page 1", get(PAROLETTA, COURSES));
    }

    @Test
    void partsFollowTheSameRules() {
        Supplier<String> facts = () -> "facts " + ++rendered;

        assertEquals(
                "facts 1", cache.part(PAROLETTA, "facts", Keep.FOR_MOMENTS, String.class, facts));
        assertEquals(
                "facts 1", cache.part(PAROLETTA, "facts", Keep.FOR_MOMENTS, String.class, facts));
        assertEquals("facts 2", cache.part(LADOGA, "facts", Keep.FOR_MOMENTS, String.class, facts));
        cache.forget(PAROLETTA);
        assertEquals(
                "facts 3", cache.part(PAROLETTA, "facts", Keep.FOR_MOMENTS, String.class, facts));
        assertEquals("facts 2", cache.part(LADOGA, "facts", Keep.FOR_MOMENTS, String.class, facts));
    }

    @Test
    void theCompressedPageIsThePage() throws IOException {
        Page page = page("words ".repeat(500));

        try (GZIPInputStream plain =
                new GZIPInputStream(new ByteArrayInputStream(page.gzipped()))) {
            assertArrayEquals(page.body(), plain.readAllBytes());
        }
        assertTrue(page.gzipped().length < page.body().length / 10);
    }
}
