package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.web.PageCache;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** Pages that are kept for all visitors: nobody's own things in them, and no change missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
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

    /** Tables whose rows stand on pages of visitors or of all readers. */
    private static final Set<String> SHOWN =
            Set.of(
                    "activity",
                    "brand",
                    "course",
                    "course_category",
                    "course_file",
                    "course_module",
                    "lesson",
                    "offer",
                    "product",
                    "product_course",
                    "school_plugin");

    @Test
    void whateverChangesInAShownTableIsFollowedByAllNodes() throws SQLException {
        school.course();
        try (Connection superuser = Stack.superuser()) {
            for (String table : SchoolTables.names(superuser)) {
                long before = changes(superuser);
                superuser.setAutoCommit(false);
                Stack.execute(superuser, "select bind_tenant(?)", school.id);
                Stack.execute(
                        superuser,
                        "update " + table + " set tenant_id = tenant_id where tenant_id = ?",
                        school.id);
                superuser.commit();
                superuser.setAutoCommit(true);
                assertEquals(SHOWN.contains(table) ? 1 : 0, changes(superuser) - before, table);
            }
        }
    }

    private long changes(Connection superuser) throws SQLException {
        try (PreparedStatement query =
                superuser.prepareStatement(
                        "select count(*) from content_change where tenant_id = ?")) {
            query.setObject(1, school.id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void whatAnotherNodeChangesShowsWithinSeconds() throws SQLException {
        SampleSchool.SampleCourse course = school.publish(school.mark + " seen from afar");
        String page = school.origin() + "/courses/" + course.slug();
        assertTrue(new Browser().get(page).expect(200).body().contains("seen from afar"));

        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update course set title = ? where tenant_id = ? and id = ?",
                    school.mark + " renamed elsewhere",
                    school.id,
                    UUID.fromString(course.id()));
        }

        Stack.eventually(
                "the new title",
                PageCache.LIFE,
                () ->
                        Optional.of(new Browser().get(page).expect(200).body())
                                .filter(body -> body.contains("renamed elsewhere")));
    }

    /** A change that no trigger sees shows whether a page was read anew without need. */
    @Test
    void aPageIsReadAnewOnlyWhenItsSchoolHasChanged() throws SQLException {
        SampleSchool.SampleCourse course = school.publish(school.mark + " stays");
        String page = school.origin() + "/courses/" + course.slug();
        UUID id = UUID.fromString(course.id());
        try (Connection superuser = Stack.superuser()) {
            Stack.eventually(
                    "a page that is kept",
                    Duration.ofSeconds(30),
                    () -> {
                        String title = school.mark + " unseen " + System.nanoTime();
                        silently(superuser, id, title);
                        Instant end = Instant.now().plus(PageCache.LIFE).plusSeconds(1);
                        boolean kept = true;
                        while (kept && Instant.now().isBefore(end)) {
                            kept = !new Browser().get(page).expect(200).body().contains(title);
                        }
                        return Optional.of(kept).filter(k -> k);
                    });

            Stack.execute(
                    superuser,
                    "update course set subtitle = 'seen' where tenant_id = ? and id = ?",
                    school.id,
                    id);
            Stack.eventually(
                    "the page as it is now",
                    PageCache.LIFE,
                    () ->
                            Optional.of(new Browser().get(page).expect(200).body())
                                    .filter(body -> body.contains(school.mark + " unseen")));
        }
    }

    private void silently(Connection superuser, UUID course, String title) {
        try {
            Stack.execute(superuser, "set session_replication_role = replica");
            Stack.execute(
                    superuser,
                    "update course set title = ? where tenant_id = ? and id = ?",
                    title,
                    school.id,
                    course);
            Stack.execute(superuser, "set session_replication_role = origin");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
