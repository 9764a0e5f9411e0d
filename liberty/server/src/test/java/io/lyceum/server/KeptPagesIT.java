package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages that are kept for all visitors: nobody's own things in them, and no change missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptPagesIT {

    private final SampleSchool school = SampleSchool.withPeople("Kept");

    private Answer catalogue(Map<String, String> headers) {
        return new Browser().once("GET", school.origin() + "/courses", headers, "").expect(200);
    }

    private Answer catalogue() {
        return catalogue(Map.of());
    }

    @Test
    void aVisitorWhoHasThePageIsToldThatItIsTheSame() {
        school.course();
        Answer first = catalogue();
        String tag = first.header("ETag").orElseThrow();

        Answer again =
                new Browser()
                        .once(
                                "GET",
                                school.origin() + "/courses",
                                Map.of("If-None-Match", tag),
                                "");

        assertEquals(304, again.status());
        assertEquals("", again.body());
        assertEquals("private, no-cache", first.header("Cache-Control").orElseThrow());
        assertTrue(first.header("Vary").orElseThrow().contains("Cookie"));
        assertTrue(first.header("Set-Cookie").isEmpty());
    }

    @Test
    void whatATeacherPublishesShowsToVisitorsAtOnce() {
        catalogue();

        SampleSchool.SampleCourse course = school.publish(school.mark + " published later");
        Answer page = new Browser().get(school.origin() + "/courses/" + course.slug()).expect(200);

        assertTrue(catalogue().body().contains(school.mark + " published later"));
        assertTrue(page.body().contains("published later"));
        school.as("TEACHER").post("/courses/" + course.id() + "/unpublish", Map.of()).expect(200);
        assertFalse(catalogue().body().contains(school.mark + " published later"));
        assertEquals(
                404, new Browser().get(school.origin() + "/courses/" + course.slug()).status());
    }

    @Test
    void nobodyGetsThePageOfSomebodyWhoIsSignedIn() {
        school.course();
        Browser learner = school.signedIn("LEARNER");
        String before = catalogue().body();

        String own = learner.get(school.origin() + "/courses").expect(200).body();
        Answer after = catalogue();

        assertTrue(own.contains(school.email("LEARNER")));
        assertFalse(after.body().contains(school.email("LEARNER")));
        assertEquals(before, after.body());
    }

    @Test
    void languagesAndCompressionArePagesOfTheirOwn() throws IOException {
        school.course();
        Answer english = catalogue(Map.of("Accept-Language", "en"));
        Answer russian = catalogue(Map.of("Accept-Language", "ru"));
        Answer packed = catalogue(Map.of("Accept-Language", "en", "Accept-Encoding", "gzip"));

        assertEquals("en", english.header("Content-Language").orElseThrow());
        assertEquals("ru", russian.header("Content-Language").orElseThrow());
        assertNotEquals(english.body(), russian.body());
        assertEquals("gzip", packed.header("Content-Encoding").orElseThrow());
        assertNotEquals(english.header("ETag"), packed.header("ETag"));
        try (GZIPInputStream plain =
                new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertEquals(english.body(), new String(plain.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void anAddressIsAnsweredWithItsOwnLinksOnly() {
        school.course();
        catalogue();

        Answer other = new Browser().get(school.origin() + "/courses?level=BEGINNER").expect(200);

        assertTrue(other.body().contains("level%3DBEGINNER"));
        assertFalse(catalogue().body().contains("level%3DBEGINNER"));
    }
}
