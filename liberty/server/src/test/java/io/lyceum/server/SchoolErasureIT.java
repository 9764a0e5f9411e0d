package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A school goes for good: nothing of it is left anywhere, its neighbour has lost nothing, and what
 * breaks on the way is finished later. One school with rows in every table is erased once, through
 * all that can happen to it; the tests look at what was seen.
 */
@Isolated
class SchoolErasureIT {

    private static final Duration ERASURE = Duration.ofSeconds(90);
    private static final Api PLATFORM = Stack.platform();

    private static SampleSchool gone;
    private static SampleSchool neighbour;
    private static String domain;
    private static String token;
    private static Map<String, Long> rowsBefore;
    private static String neighbourBefore;
    private static JsonNode inGrace;
    private static int hostInGrace;
    private static String sumsBeforeGrace;
    private static String sumsAfterGrace;
    private static JsonNode brokenOff;
    private static int hostWhenBrokenOff;
    private static Answer backWhenBrokenOff;
    private static JsonNode erased;

    @BeforeAll
    static void eraseASchoolThroughAllThatCanHappenToIt() throws SQLException {
        neighbour = TwoSchools.ready().a;
        gone = TwoSchools.another("Elder").a;
        domain = "academy." + gone.slug + ".example";
        token = gone.token("OWNER");
        addTableOfTomorrow();
        addDomain();
        neighbourBefore = sums(neighbour);
        rowsBefore = rows(gone.id);
        for (String table : List.of("public.person", "keycloak.user_entity")) {
            assertTrue(mentions(table) > 0, table + " names people before");
        }

        sumsBeforeGrace = sums(gone);
        delete(gone.slug);
        eraseAnotherSchoolMeanwhile();
        inGrace = PLATFORM.get("/platform/schools/" + gone.slug).expect(200).json();
        hostInGrace = statusOf(gone.origin());
        PLATFORM.post("/platform/schools/" + gone.slug + "/reactivate", Map.of()).expect(200);
        sumsAfterGrace = sums(gone);

        delete(gone.slug);
        try (Connection inTheWay = Stack.superuser()) {
            inTheWay.setAutoCommit(false);
            Stack.execute(inTheWay, "select 1 from course where tenant_id = ? for update", gone.id);
            letGraceEnd();
            breakOffTheStatementThatWaits();
            brokenOff =
                    await(gone.slug, school -> step(school, "rows").equals("FAILED"), "a failure");
            hostWhenBrokenOff = statusOf(gone.origin());
            backWhenBrokenOff =
                    PLATFORM.post("/platform/schools/" + gone.slug + "/reactivate", Map.of());
            inTheWay.rollback();
        }
        erased = awaitErased(gone.slug);
    }

    @AfterAll
    static void removeTheTableOfTomorrow() throws SQLException {
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("drop table if exists note_of_tomorrow");
        }
    }

    /** A table that no line of the product knows, with a key to one that it does. */
    private static void addTableOfTomorrow() throws SQLException {
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    """
                    create table note_of_tomorrow (
                        tenant_id uuid not null default current_tenant(),
                        id uuid not null,
                        course_id uuid not null,
                        after_id uuid,
                        constraint note_of_tomorrow_pk primary key (tenant_id, id),
                        constraint note_of_tomorrow_course_fk foreign key (tenant_id, course_id)
                            references course (tenant_id, id),
                        constraint note_of_tomorrow_after_fk foreign key (tenant_id, after_id)
                            references note_of_tomorrow (tenant_id, id))
                    """);
            statement.execute("call protect_school_table('note_of_tomorrow')");
            for (SampleSchool school : List.of(gone, neighbour)) {
                UUID first = UUID.randomUUID();
                UUID course = UUID.fromString(school.course().id());
                String insert =
                        "insert into note_of_tomorrow (tenant_id, id, course_id, after_id) values (?, ?, ?, ?)";
                Stack.execute(superuser, insert, school.id, first, course, null);
                Stack.execute(superuser, insert, school.id, UUID.randomUUID(), course, first);
            }
        }
    }

    private static void addDomain() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    insert into school_host (host, school_id, kind, status, created_at, verified_at)
                    values (?, ?, 'CUSTOM', 'VERIFIED', now(), now())
                    """,
                    domain,
                    gone.id);
        }
    }

    /** The worker goes by while the other school is still in its grace. */
    private static void eraseAnotherSchoolMeanwhile() {
        SampleSchool other = SampleSchool.onboard("Fir", "en");
        String erase = "/platform/schools/" + other.slug + "/erase?confirm=";
        PLATFORM.post(erase + other.slug, Map.of()).expect(409);
        delete(other.slug);
        PLATFORM.post(erase + "somebody-else", Map.of()).expect(422);
        PLATFORM.post(erase + other.slug, Map.of()).expect(200);
        awaitErased(other.slug);
    }

    private static void delete(String slug) {
        PLATFORM.send("DELETE", "/platform/schools/" + slug + "?confirm=" + slug, Map.of(), "")
                .expect(200);
    }

    private static void letGraceEnd() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "update school set delete_after = now() - interval '1 second' where id = ?",
                    gone.id);
        }
    }

    /** Cuts the connection on which the worker is in the middle of a transaction. */
    private static void breakOffTheStatementThatWaits() {
        Stack.eventually(
                "the worker waits for the locked rows",
                ERASURE,
                () -> {
                    try (Connection superuser = Stack.superuser();
                            Statement statement = superuser.createStatement();
                            ResultSet cut =
                                    statement.executeQuery(
                                            """
                                            select pg_terminate_backend(pid)
                                            from pg_stat_activity
                                            where usename = 'lyceum_app'
                                              and wait_event_type = 'Lock'
                                              and query like 'delete from course%'
                                            """)) {
                        return cut.next() ? Optional.of(true) : Optional.empty();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static JsonNode await(
            String slug, java.util.function.Predicate<JsonNode> fits, String what) {
        return Stack.eventually(
                what + " of " + slug,
                ERASURE,
                () ->
                        Optional.of(PLATFORM.get("/platform/schools/" + slug).expect(200).json())
                                .filter(fits));
    }

    private static JsonNode awaitErased(String slug) {
        return await(slug, s -> s.path("status").asText().equals("ERASED"), "the erasure");
    }

    private static String step(JsonNode school, String key) {
        for (JsonNode step : school.path("erasure")) {
            if (step.path("key").asText().equals(key)) {
                return step.path("status").asText();
            }
        }
        return "";
    }

    private static int statusOf(String origin) {
        return Stack.get(origin + "/", Map.of("Accept", "text/html")).status();
    }

    private static int realmStatus(String slug) {
        return Stack.get(Stack.RUNNING.keycloakUrl() + "/realms/" + slug, Map.of()).status();
    }

    private static String sums(SampleSchool school) throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            // Closing a school ends its sessions, and rows of the school itself say how it stands.
            return SchoolTables.checksum(superuser, school.id)
                    .replaceAll("(?m)^(session|\\(select \\*, id as).*$", "");
        }
    }

    /** The number of a school's rows in every table that has some, as the catalogue knows them. */
    private static Map<String, Long> rows(UUID school) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement()) {
            List<String[]> columns = new ArrayList<>();
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select table_name, column_name
                            from information_schema.columns
                            where table_schema = 'public'
                              and column_name in ('tenant_id', 'school_id')
                            """)) {
                while (row.next()) {
                    columns.add(new String[] {row.getString(1), row.getString(2)});
                }
            }
            for (String[] column : columns) {
                try (PreparedStatement query =
                        superuser.prepareStatement(
                                "select count(*) from "
                                        + column[0]
                                        + " where "
                                        + column[1]
                                        + " = ?")) {
                    query.setObject(1, school);
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        rows.put(column[0], row.getLong(1));
                    }
                }
            }
        }
        return rows;
    }

    private static long filesOf(SampleSchool school) {
        Path folder = Stack.RUNNING.files().resolve(school.id.toString());
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ within the grace

    @Test
    void withinItsGraceASchoolIsClosedAndWhole() {
        assertEquals("DELETING", inGrace.path("status").asText());
        assertEquals(503, hostInGrace);
        Instant end = Instant.parse(inGrace.path("deleteAfter").asText());
        assertTrue(end.isAfter(Instant.now().plus(Duration.ofDays(29))), end.toString());
    }

    @Test
    void aSchoolThatIsBroughtBackHasLostNothing() {
        assertEquals(sumsBeforeGrace, sumsAfterGrace);
    }

    // ------------------------------------------------------------------ on the way

    @Test
    void aFailureOnTheWayIsVisibleAndWhatWasErasedStaysSo() {
        assertEquals("ERASING", brokenOff.path("status").asText());
        assertEquals("DONE", step(brokenOff, "realm"));
        assertEquals("DONE", step(brokenOff, "files"));
        assertEquals(2, brokenOff.path("erased").path("note_of_tomorrow").asLong());
        assertEquals(0, brokenOff.path("erased").path("course").asLong());
    }

    @Test
    void onceItHasBegunNobodyEntersAndNobodyBringsItBack() {
        assertEquals(404, hostWhenBrokenOff);
        assertEquals(409, backWhenBrokenOff.status());
    }

    // ------------------------------------------------------------------ afterwards

    @Test
    void noTableHasARowOfTheSchool() throws SQLException {
        Map<String, Long> left = rows(gone.id);
        // How it went is told by the steps, which are all that stays beside the school's own row.
        assertTrue(left.remove("erasure_step") > 0);
        // That its content was deleted other nodes are still to read; the rows hold nothing else.
        left.remove("content_change");
        Map<String, Long> before = new TreeMap<>(rowsBefore);
        before.values().removeIf(number -> number == 0);
        assertTrue(before.size() >= 20, "the school had rows in " + before);

        left.values().removeIf(number -> number == 0);
        assertEquals(Map.of(), left);
    }

    @Test
    void aTableThatTheProductDoesNotKnowIsErasedAsWell() throws SQLException {
        assertEquals(2, rowsBefore.get("note_of_tomorrow"));
        assertEquals(0, rows(gone.id).get("note_of_tomorrow"));
        assertEquals(2, rows(neighbour.id).get("note_of_tomorrow"));
    }

    @Test
    void theNeighbourHasLostNothing() throws SQLException {
        assertEquals(neighbourBefore, sums(neighbour));
        assertEquals(200, realmStatus(neighbour.slug));
        assertEquals(200, statusOf(neighbour.origin()));
        assertTrue(filesOf(neighbour) > 0);
    }

    @Test
    void theRealmAndTheFilesAreGone() {
        assertEquals(404, realmStatus(gone.slug));
        assertFalse(Files.exists(Stack.RUNNING.files().resolve(gone.id.toString())));
        assertTrue(erased.path("erased").path("files").asLong() > 0);
    }

    @Test
    void noHostLeadsToTheSchoolAndItsTokensAreNothing() {
        assertEquals(404, statusOf(gone.origin()));
        Answer answer =
                Stack.get(
                        gone.origin() + "/api/v1/people/me",
                        Map.of("Authorization", "Bearer " + token));
        assertEquals(404, answer.status(), answer.toString());
        String port = gone.origin().substring(gone.origin().lastIndexOf(':'));
        assertEquals(404, statusOf("http://" + domain + port));
    }

    @Test
    void nothingInTheDatabaseNamesAPersonOfTheSchool() throws SQLException {
        List<Executable> checks = new ArrayList<>();
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select table_schema || '.' || table_name
                                from information_schema.tables
                                where table_schema in ('public', 'keycloak')
                                  and table_type = 'BASE TABLE'
                                """)) {
            while (row.next()) {
                String table = row.getString(1);
                checks.add(() -> assertEquals(0, mentions(table), table));
            }
        }
        assertTrue(checks.size() > 100, "both schemas were read: " + checks.size());
        assertAll(checks);
    }

    private static long mentions(String table) throws SQLException {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query =
                        superuser.prepareStatement(
                                "select count(*) from " + table + " t where t::text like ?")) {
            query.setString(1, "%@" + gone.slug + ".example%");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void itsAddressIsNotGivenToAnybodyElse() {
        Answer refused =
                PLATFORM.post(
                        "/platform/schools",
                        Map.of(
                                "slug", gone.slug,
                                "name", "Somebody else",
                                "ownerEmail", "new@somebody.example",
                                "ownerName", "New",
                                "locale", "en",
                                "timeZone", "Europe/Lisbon"));

        assertEquals("SLUG_TAKEN", refused.expect(409).json().path("code").asText());
    }

    @Test
    void whatIsLeftSaysWhatWasThereAndNothingAboutPeople() {
        assertEquals("", erased.path("ownerEmail").asText());
        assertFalse(erased.path("erasedAt").asText().isEmpty());
        assertTrue(erased.path("steps").isEmpty());
        for (String table : List.of("person", "course", "lesson", "enrolment", "certificate")) {
            assertEquals(rowsBefore.get(table), erased.path("erased").path(table).asLong(), table);
        }
        assertEquals(1, erased.path("erased").path("realms").asLong());
    }

    @Test
    void thePlatformsPageShowsIt() {
        Answer page =
                Stack.get(
                                Stack.platformUrl() + "/platform/schools/" + gone.slug,
                                Map.of(
                                        "Authorization",
                                        "Bearer " + PLATFORM.token().get(),
                                        "Accept",
                                        "text/html"))
                        .expect(200);

        assertTrue(page.body().contains("Everything else erased"), page.toString());
        assertFalse(page.body().contains("/reactivate"));
        assertFalse(page.body().contains("owner@"));
    }

    @Test
    void thePlatformKeepsTheRecordOfIt() throws SQLException {
        List<String> actions = new ArrayList<>();
        try (Connection superuser = Stack.superuser();
                PreparedStatement query =
                        superuser.prepareStatement(
                                """
                                select a.action
                                from audit_entry a
                                join school p on p.id = a.tenant_id and p.slug = 'platform'
                                where a.subject_id = ?
                                order by a.at, a.id
                                """)) {
            query.setString(1, gone.id.toString());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    actions.add(row.getString(1));
                }
            }
        }
        assertEquals(
                List.of(
                        "school.created",
                        "school.deletion_requested",
                        "school.reactivated",
                        "school.deletion_requested",
                        "school.erasure_begun",
                        "school.erased"),
                actions);
    }
}
