package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Content packages over HTTP: upload, the origin that they run on, what they send back. */
@Beside.Schools
class PackageIT {

    private final SampleSchool school = TwoSchools.ready().b;

    private PackageCourse course() {
        return new PackageCourse(school, "Packed " + System.nanoTime());
    }

    private static byte[] bowls() {
        return SamplePackage.scorm12("Bowls on the lathe", "Roughing");
    }

    private static String at(SampleSchool school, String path) {
        return "http://" + Stack.RUNNING.schoolHost(school.slug + "--content") + path;
    }

    private static int count(String sql, Object value) {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query = superuser.prepareStatement(sql)) {
            query.setObject(1, value);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int packages(PackageCourse course) {
        return count(
                "select count(*) from content_package where activity_id = ?",
                UUID.fromString(course.activity));
    }

    // --------------------------------------------------------------------------------- upload

    @Test
    void aTeacherReadsWhatWorksBeforeLearnersSeeAnything() {
        PackageCourse course = course();
        course.enrol();
        course.upload("golf.zip", SamplePackage.golf()).expect(303);

        String desk = course.teacher.get(course.desk).expect(200).body();
        assertTrue(desk.contains("Golf Explained") && desk.contains("golf.zip"), desk);
        assertTrue(desk.contains("report-line"), desk);
        assertTrue(course.lessonPage().contains("has not uploaded this package yet"));

        course.confirm().expect(303);
        assertTrue(course.lessonPage().contains("place=run"));
        assertTrue(course.teacher.get(course.desk).expect(200).body().contains("In use"));
    }

    @Test
    void anUploadThatIsGivenUpIsNotConfirmedLater() {
        PackageCourse course = course();
        course.upload("bowls.zip", bowls()).expect(303);
        Forms.Form confirm =
                Forms.find(course.teacher.get(course.desk).expect(200).body(), "name=\"package\"");
        course.teacher.post(course.desk + "/discard", Map.of(), "text/html").expect(303);
        course.teacher.send(confirm).expect(303);
        assertFalse(course.teacher.get(course.desk).expect(200).body().contains("In use"));
    }

    @Test
    void archivesThatDoHarmAreRefusedAndNothingOfThemIsKept() {
        PackageCourse course = course();
        byte[] manifest = "<manifest/>".getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> refused =
                Map.of(
                        "leads elsewhere",
                        Archive.of(Map.of("../evil.html", manifest)),
                        "a link",
                        Archive.withLink(Archive.of(Map.of("imsmanifest.xml", manifest))),
                        "far more than it holds",
                        Archive.of(Map.of("imsmanifest.xml", new byte[40 << 20])),
                        "cannot be read",
                        "no zip at all".getBytes(StandardCharsets.UTF_8),
                        "no imsmanifest.xml",
                        Archive.of(Map.of("index.html", manifest)));
        List<Executable> checks = new ArrayList<>();
        refused.forEach(
                (why, archive) ->
                        checks.add(
                                () -> {
                                    Answer answer = course.upload("evil.zip", archive).expect(422);
                                    assertTrue(answer.body().contains(why), why + ": " + answer);
                                }));
        checks.add(() -> assertEquals(0, packages(course)));
        assertAll(checks);
    }

    // --------------------------------------------------------------------------- running it

    @Test
    void aLearnerRunsAPackageToItsEndAndTheLessonIsComplete() {
        PackageCourse course = course().with(bowls());
        String enrolment = course.enrol();
        String address = course.open();
        assertTrue(address.startsWith(at(school, "/p/")), address);
        JsonNode told = PackageCourse.stage(address);
        String session = told.path("session").asText();
        assertEquals("files/part%201/index.html", told.path("file").asText());

        Answer half =
                PackageCourse.commit(
                                address, session, 1, Map.of("cmi.core.lesson_location", "3"), false)
                        .expect(200);
        assertFalse(half.json().path("complete").asBoolean());

        Map<String, String> end =
                Map.of("cmi.core.lesson_status", "completed", "cmi.core.score.raw", "90");
        Answer done = PackageCourse.commit(address, session, 2, end, true).expect(200);
        assertTrue(done.json().path("complete").asBoolean(), done.toString());
        assertEquals(0.9, done.json().path("score").asDouble(), 0.001);
        // The answer did not arrive, and the adapter sends it again.
        Answer again = PackageCourse.commit(address, session, 2, end, true).expect(200);
        assertEquals(done.json(), again.json());

        String page = course.lessonPage();
        assertTrue(page.contains("is-done") && page.contains("90"), page);
        String progress =
                school.as("LEARNER")
                        .get("/enrolments/" + enrolment + "/progress")
                        .expect(200)
                        .body();
        assertTrue(
                progress.contains(course.course.lessons().get(0))
                        && progress.contains("completedAt"),
                progress);
    }

    @Test
    void aTeacherMayLookAndNothingOfItCounts() {
        PackageCourse course = course().with(bowls());
        String page =
                course.teacher
                        .get(course.lesson + "?activity=" + course.activity + "&place=run")
                        .expect(200)
                        .body();
        assertTrue(page.contains("nothing of it counts"), page);
        String address = PackageCourse.frame(page);
        String session = PackageCourse.stage(address).path("session").asText();
        assertTrue(
                PackageCourse.commit(
                                address,
                                session,
                                1,
                                Map.of("cmi.core.lesson_status", "completed"),
                                true)
                        .expect(200)
                        .json()
                        .path("complete")
                        .asBoolean());
        assertEquals(
                0,
                count(
                        "select count(*) from activity_result where activity_id = ?",
                        UUID.fromString(course.activity)));
    }

    @Test
    void ofTwoWindowsTheNewerOneGoesOn() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String first = course.open();
        String old = PackageCourse.stage(first).path("session").asText();
        PackageCourse.commit(first, old, 1, location("1", 1), false).expect(200);
        String second = course.open();
        String fresh = PackageCourse.stage(second).path("session").asText();
        PackageCourse.commit(second, fresh, 1, location("2", 2), false).expect(200);

        Answer late = PackageCourse.commit(first, old, 2, location("3", 1), false).expect(410);

        assertTrue(late.json().path("gone").asBoolean());
        assertEquals("RUN_SUPERSEDED", late.json().path("code").asText());
        assertEquals(
                "2",
                PackageCourse.stage(course.open())
                        .path("data")
                        .path("values")
                        .path("cmi.core.lesson_location")
                        .asText());
    }

    private static Map<String, String> location(String page, int launch) {
        return Map.of("cmi.core.lesson_location", page, "lyceum.launch", Integer.toString(launch));
    }

    @Test
    void commitsThatComeAtOnceLoseNothing() throws Exception {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String address = course.open();
        String session = PackageCourse.stage(address).path("session").asText();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Answer>> commits = new ArrayList<>();
            for (int i = 1; i <= 12; i++) {
                int number = i;
                commits.add(
                        () ->
                                PackageCourse.commit(
                                        address,
                                        session,
                                        number,
                                        Map.of(
                                                "cmi.objectives." + (number - 1) + ".id",
                                                "o" + number),
                                        false));
            }
            for (Future<Answer> answer : threads.invokeAll(commits)) {
                // A host that is asked too much at once says so, and the adapter tries again.
                int status = answer.get().status();
                assertTrue(status == 200 || status == 503, answer.get().toString());
            }
            for (int i = 0; i < commits.size(); i++) {
                commits.get(i).call().expect(200);
            }
        } finally {
            threads.shutdownNow();
        }
        JsonNode values = PackageCourse.stage(course.open()).path("data").path("values");
        for (int i = 1; i <= 12; i++) {
            assertEquals(
                    "o" + i,
                    values.path("cmi.objectives." + (i - 1) + ".id").asText(),
                    () -> "" + values);
        }
    }

    @Test
    void aRunGoesOnWithTheFilesThatItBeganWith() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String before = course.open();
        PackageCourse.stage(before);

        course.with(SamplePackage.scorm12("Spoons", "Carving"));

        String page = "files/part%201/index.html";
        assertTrue(Stack.get(before + page, Map.of()).expect(200).body().contains("Roughing"));
        String session = PackageCourse.stage(before).path("session").asText();
        PackageCourse.commit(before, session, 1, Map.of(), false).expect(200);
        assertTrue(
                Stack.get(course.open() + page, Map.of()).expect(200).body().contains("Carving"));
    }

    @Test
    void filesThatNobodyNeedsAreRemovedAndNoOthers() throws SQLException {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String running = course.open();
        course.with(bowls());
        course.upload("waiting.zip", bowls()).expect(303);
        assertEquals(3, packages(course));
        UUID activity = UUID.fromString(course.activity);
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    update content_package
                    set uploaded_at = uploaded_at - interval '2 days', retired_at = retired_at - interval '2 days'
                    where activity_id = ?
                    """,
                    activity);
            // The forgotten upload is retired by the first round, and removed later.
            await(
                    "the forgotten upload is given up",
                    "select count(*) from content_package where activity_id = ? and retired_at is null",
                    activity,
                    1);
            Stack.execute(
                    superuser,
                    "update content_package set retired_at = retired_at - interval '2 days'"
                            + " where activity_id = ?",
                    activity);
            await(
                    "its files go",
                    "select count(*) from content_package where activity_id = ?",
                    activity,
                    2);
            // Somebody still runs what was replaced.
            Stack.get(running + "files/imsmanifest.xml", Map.of()).expect(200);

            Stack.execute(
                    superuser,
                    "update package_launch set expires_at = now() - interval '1 minute'"
                            + " where activity_id = ?",
                    activity);
            await(
                    "the replaced package goes",
                    "select count(*) from content_package where activity_id = ?",
                    activity,
                    1);
        }
        Stack.get(course.open() + "files/imsmanifest.xml", Map.of()).expect(200);
    }

    private static void await(String what, String sql, Object value, int wanted) {
        Stack.eventually(
                what,
                Duration.ofSeconds(60),
                () -> count(sql, value) == wanted ? Optional.of(true) : Optional.empty());
    }

    // ------------------------------------------------------------------------------- files

    @Test
    void filesAreWhatTheyAreForBrowsers() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String address = course.open();

        Answer page = Stack.get(address + "files/part%201/index.html", Map.of()).expect(200);
        assertEquals("text/html", page.header("Content-Type").orElseThrow());
        assertEquals("nosniff", page.header("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", page.header("Referrer-Policy").orElseThrow());
        assertEquals(
                "frame-ancestors 'self' " + school.origin(),
                page.header("Content-Security-Policy").orElseThrow());
        assertTrue(page.header("X-Frame-Options").isEmpty());
        assertTrue(page.header("Set-Cookie").isEmpty());
        Stack.get(
                        address + "files/part%201/index.html",
                        Map.of("If-None-Match", page.header("ETag").orElseThrow()))
                .expect(304);

        Answer part =
                Stack.get(address + "files/data/words.txt", Map.of("Range", "bytes=3-5"))
                        .expect(206);
        assertArrayEquals("345".getBytes(StandardCharsets.US_ASCII), part.bytes());
        assertEquals("bytes 3-5/10", part.header("Content-Range").orElseThrow());
        assertEquals("0123456789", Stack.get(address + "files/data/words.txt", Map.of()).body());

        Answer adapter = Stack.get(address + "adapter/scorm.js", Map.of()).expect(200);
        assertEquals("text/javascript", adapter.header("Content-Type").orElseThrow());
        Stack.get(address + "files/part%201/index.html", Map.of("Service-Worker", "script"))
                .expect(404);
    }

    @Test
    void noPathLeadsOutOfThePackage() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String address = course.open();
        List<Executable> checks = new ArrayList<>();
        for (String path :
                List.of(
                        "files/",
                        "files/missing.html",
                        "files/../stage.js/x",
                        "files/%2e%2e/%2e%2e/brand.1.css",
                        "files/..%2f..%2fimsmanifest.xml",
                        "files/./../../etc/passwd",
                        "files/IMSMANIFEST.XML",
                        "adapter/../plugin.yaml",
                        "adapter/..%2fplugin.yaml",
                        "adapter/plugin.yaml",
                        "assets/css/base.css",
                        "commits",
                        "brand.1.css")) {
            checks.add(
                    () -> {
                        int status = Stack.get(address + path, Map.of()).status();
                        assertTrue(status >= 400 && status < 500, path + ": " + status);
                    });
        }
        assertAll(checks);
        Stack.get(address + "files/imsmanifest.xml", Map.of()).expect(200);
    }

    // -------------------------------------------------------------------------- who may what

    @Test
    void aTokenIsForOneSchoolAndForAWhile() throws SQLException {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String address = course.open();
        String session = PackageCourse.stage(address).path("session").asText();
        String elsewhere =
                address.replace(school.slug + "--content", TwoSchools.ready().a.slug + "--content");
        String unknown = at(school, "/p/" + "x".repeat(43) + "/");
        for (String wrong : List.of(elsewhere, unknown)) {
            Stack.get(wrong, Map.of()).expect(410);
            Stack.get(wrong + "files/imsmanifest.xml", Map.of()).expect(410);
            assertTrue(
                    PackageCourse.commit(wrong, session, 1, Map.of(), false)
                            .expect(410)
                            .json()
                            .path("gone")
                            .asBoolean());
        }
        // A session belongs to its launch.
        PackageCourse.commit(course.open(), session, 1, Map.of(), false).expect(410);
        PackageCourse.commit(address, session, 1, Map.of(), false).expect(200);

        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update package_launch set expires_at = now() - interval '1 second'"
                            + " where activity_id = ?",
                    UUID.fromString(course.activity));
        }

        Stack.get(address, Map.of()).expect(410);
        Stack.get(address + "files/imsmanifest.xml", Map.of()).expect(410);
        Stack.get(address + "adapter/scorm.js", Map.of()).expect(410);
        PackageCourse.commit(address, session, 2, Map.of(), false).expect(410);
    }

    @Test
    void theTokenIsKeptAsItsDigestOnly() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String token = course.open().replaceFirst("/$", "").replaceFirst(".*/", "");

        assertEquals(43, token.length());
        assertNotEquals(token, course.open().replaceFirst("/$", "").replaceFirst(".*/", ""));
        assertEquals(
                0,
                count(
                        "select count(*) from package_launch l where l::text like ?",
                        "%" + token + "%"));
    }

    @Test
    void nobodyElseGetsAPackageToRun() {
        PackageCourse course = course().with(bowls());
        String run = course.lesson + "?activity=" + course.activity + "&place=run";
        course.learner.get(run).expect(403);
        Answer visitor = Stack.get(school.origin() + run, Map.of("Accept", "text/html"));
        assertFalse(visitor.body().contains("/p/"), visitor.toString());
        SampleSchool other = TwoSchools.ready().a;
        new Forms(other.origin(), other.token("OWNER")).get(run).expect(404);
        new Forms(other.origin(), other.token("OWNER")).get(course.desk).expect(404);
    }

    @Test
    void whoHasLeftTheSchoolCommitsInVain() {
        SampleSchool own = SampleSchool.withPeople("Juniper");
        PackageCourse course = new PackageCourse(own, "Packed").with(bowls());
        course.enrol();
        String address = course.open();
        String session = PackageCourse.stage(address).path("session").asText();
        PackageCourse.commit(address, session, 1, Map.of(), false).expect(200);
        String learner = Api.id(own.as("LEARNER").get("/people/me").expect(200));
        new Forms(own.origin(), own.token("OWNER"))
                .post("/manage/people/" + learner + "/deactivate", Map.of(), "text/html")
                .expect(303);

        PackageCourse.commit(address, session, 2, Map.of(), false).expect(410);
        Stack.get(address, Map.of()).expect(410);
    }

    @Test
    void commitsThatAreNoneAreRefused() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String address = course.open();
        String session = PackageCourse.stage(address).path("session").asText();
        Map<String, String> json = Map.of("Content-Type", "application/json");

        PackageCourse.commit(
                        address, session, 1, Map.of("cmi.suspend_data", "x".repeat(2 << 20)), false)
                .expect(413);
        PackageCourse.commit(
                        address, session, 1, Map.of("cmi.suspend_data", "x".repeat(200_000)), false)
                .expect(400);
        PackageCourse.commit(address, session, 0, Map.of(), false).expect(400);
        for (String body : List.of("", "[]", "{", "{\"session\":\"x\"}", "null")) {
            Stack.send("POST", address + "commits", json, body).expect(400);
        }
        Stack.send("POST", address + "commits", Map.of("Content-Type", "text/plain"), "{}")
                .expect(400);
        PackageCourse.commit(address, session, 1, Map.of("cmi.core.exit", "suspend"), false)
                .expect(200);
    }

    // ------------------------------------------------------------------------ the content host

    @Test
    void nothingButPackagesIsAtTheContentHost() {
        Browser owner = school.signedIn("OWNER");
        String session =
                owner.cookie(school.slug + ".lyceum.localhost", "lyceum_session").orElseThrow();
        List<Executable> checks = new ArrayList<>();
        for (Routes.Route route : Routes.all()) {
            checks.add(
                    () ->
                            assertEquals(
                                    404,
                                    Stack.send(
                                                    route.method(),
                                                    at(school, anything(route)),
                                                    Map.of(
                                                            "Cookie",
                                                            "lyceum_session=" + session,
                                                            "Authorization",
                                                            "Bearer " + school.token("OWNER"),
                                                            "Content-Type",
                                                            "application/json"),
                                                    route.method().equals("GET") ? "" : "{}")
                                            .status(),
                                    route::toString));
        }
        for (String path : List.of("/assets/x", "/sw.js", "/.well-known/x", "/p", "/P/")) {
            checks.add(
                    () -> assertEquals(404, Stack.get(at(school, path), Map.of()).status(), path));
        }
        assertAll(checks);
    }

    private static String anything(Routes.Route route) {
        return route.path().replaceAll("\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}", "1");
    }

    @Test
    void packagesRunNowhereElse() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String path = course.open().replaceFirst("^http://[^/]+", "");

        Stack.get(school.origin() + path, Map.of()).expect(404);
        Stack.get(school.origin() + path + "files/imsmanifest.xml", Map.of()).expect(404);
        Stack.get(Stack.platformUrl() + path, Map.of()).expect(404);
        Stack.get("http://" + Stack.RUNNING.schoolHost("nobody--content") + path, Map.of())
                .expect(404);
        Stack.get(
                        "http://"
                                + Stack.RUNNING.schoolHost("a." + school.slug + "--content")
                                + path,
                        Map.of())
                .expect(404);
    }

    @Test
    void noSchoolGetsASlugThatLooksLikeAContentHost() {
        Answer refused =
                Stack.platform()
                        .post(
                                "/platform/schools",
                                Map.of(
                                        "slug",
                                        "oak--content",
                                        "name",
                                        "Oak",
                                        "ownerEmail",
                                        "owner@oak.example"));
        assertEquals(422, refused.status(), refused.toString());
    }

    @Test
    void aLessonMayHaveItsSchoolsPackagesInAFrameAndNothingElse() {
        PackageCourse course = course().with(bowls());
        course.enrol();
        String policy =
                course.learner
                        .get(course.lesson)
                        .expect(200)
                        .header("Content-Security-Policy")
                        .orElseThrow();
        assertTrue(policy.contains("; frame-src " + at(school, "")), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        Answer stage = Stack.get(course.open(), Map.of("Accept", "text/html")).expect(200);
        assertTrue(
                stage.header("Content-Security-Policy")
                        .orElseThrow()
                        .endsWith("frame-ancestors " + school.origin()),
                stage.toString());
    }

    @Test
    void aPluginThatIsOffLeavesTheLessonReadableAndCommitsToBeTriedAgain() {
        SampleSchool own = SampleSchool.withPeople("Hazel");
        PackageCourse course = new PackageCourse(own, "Packed").with(bowls());
        course.enrol();
        String address = course.open();
        String session = PackageCourse.stage(address).path("session").asText();
        Forms owner = new Forms(own.origin(), own.token("OWNER"));
        owner.post("/manage/plugins/scorm/disable", Map.of(), "text/html").expect(303);

        course.learner.get(course.lesson).expect(200);
        Answer refused = PackageCourse.commit(address, session, 1, Map.of(), false);
        assertTrue(refused.status() >= 400 && refused.status() != 410, refused.toString());
        assertFalse(refused.json().path("gone").asBoolean());

        owner.post("/manage/plugins/scorm/enable", Map.of(), "text/html").expect(303);
        PackageCourse.commit(address, session, 1, Map.of(), false).expect(200);
    }
}
