package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two schools that cannot see each other: in the database table by table, and over HTTP route by
 * route. Both are enumerated, so a new table or route is covered without anybody remembering.
 */
@Isolated
class TwoSchoolsIT {

    private static final String REFUSED = "42501";

    private final TwoSchools schools = TwoSchools.ready();

    /**
     * The application's role, without leaving traces in the statistics of statements, which another
     * test reads: those are to hold what the application said.
     */
    private static Connection asApplication() throws SQLException {
        Connection connection = Stack.superuser();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set pg_stat_statements.track = 'none'");
            statement.execute("set role lyceum_app");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private static void bind(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement bind = connection.prepareStatement("select bind_tenant(?)")) {
            bind.setObject(1, tenant);
            bind.execute();
        }
    }

    private interface TableCheck {
        void check(Connection connection, String table) throws SQLException;
    }

    private static void forEveryTable(TableCheck check) throws SQLException {
        List<Executable> checks = new ArrayList<>();
        try (Connection superuser = Stack.superuser()) {
            List<String> tables = SchoolTables.names(superuser);
            assertTrue(tables.size() >= 15, "the catalogue was read: " + tables);
            for (String table : tables) {
                checks.add(
                        () -> {
                            try (Connection connection = asApplication()) {
                                check.check(connection, table);
                                connection.rollback();
                            }
                        });
            }
        }
        assertAll(checks);
    }

    private static long number(Connection connection, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** A row of school A, as JSON, under a new id. */
    private String sampleRow(String table) throws SQLException {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query =
                        superuser.prepareStatement(
                                "select to_jsonb(t) || jsonb_build_object('id', ?::text) from "
                                        + table
                                        + " t where tenant_id = ? limit 1")) {
            query.setString(1, UUID.randomUUID().toString());
            query.setObject(2, schools.a.id);
            try (ResultSet row = query.executeQuery()) {
                assertTrue(
                        row.next(), "school A has a row in " + table + ", else nothing is shown");
                return row.getString(1);
            }
        }
    }

    private Optional<String> refusalOfInsert(Connection connection, String table, String json)
            throws SQLException {
        String columns;
        try (Connection superuser = Stack.superuser()) {
            columns = String.join(", ", SchoolTables.columns(superuser, table));
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into %s (%s) select %s from jsonb_populate_record(null::%s, ?::jsonb)"
                                .formatted(table, columns, columns, table))) {
            insert.setString(1, json);
            insert.executeUpdate();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e.getSQLState() + " " + e.getMessage());
        }
    }

    // ------------------------------------------------------------------ database

    @Test
    void everySchoolTableIsBuiltSoThatSchoolsCannotMeet() throws SQLException {
        Map<String, List<String>> faults = new TreeMap<>();
        try (Connection superuser = Stack.superuser()) {
            for (String table : SchoolTables.names(superuser)) {
                List<String> found = SchoolTables.faults(superuser, table);
                if (!found.isEmpty()) {
                    faults.put(table, found);
                }
            }
        }
        assertEquals(Map.of(), faults);
    }

    @Test
    void aBrokenPolicyIsNoticed() throws SQLException {
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(
                    """
                    create table broken_note (
                        tenant_id uuid not null default current_tenant(),
                        id uuid not null,
                        text text not null,
                        constraint broken_note_pk primary key (tenant_id, id))
                    """);
            statement.execute("call protect_school_table('broken_note')");
            assertEquals(List.of(), SchoolTables.faults(superuser, "broken_note"));

            statement.execute("create index broken_note_text_ix on broken_note (text)");
            assertEquals(1, SchoolTables.faults(superuser, "broken_note").size());

            statement.execute("drop index broken_note_text_ix");
            statement.execute(
                    "create policy broken_note_all on broken_note to lyceum_app using (true)");
            assertEquals(1, SchoolTables.faults(superuser, "broken_note").size());

            statement.execute("drop policy broken_note_all on broken_note");
            statement.execute("alter policy broken_note_tenant on broken_note with check (true)");
            assertFalse(SchoolTables.faults(superuser, "broken_note").isEmpty());

            statement.execute("alter table broken_note no force row level security");
            assertTrue(
                    SchoolTables.faults(superuser, "broken_note")
                            .contains("row level security is not forced"));
            superuser.rollback();
        }
    }

    @Test
    void aPermissivePolicyShowsTheRowsOfTheOtherSchool() throws SQLException {
        // The proof that the row checks below can fail.
        try (Connection connection = Stack.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create policy leak on course to lyceum_app using (true)");
            statement.execute("set local pg_stat_statements.track = 'none'");
            statement.execute("set local role lyceum_app");
            bind(connection, schools.b.id);
            assertTrue(
                    number(
                                    connection,
                                    "select count(*) from course where tenant_id = ?",
                                    schools.a.id)
                            > 0);
            connection.rollback();
        }
    }

    @Test
    void withoutASchoolNoTableShowsARow() throws SQLException {
        forEveryTable(
                (connection, table) ->
                        assertEquals(
                                0, number(connection, "select count(*) from " + table), table));
    }

    @Test
    void withoutASchoolNoTableTakesARow() throws SQLException {
        forEveryTable(
                (connection, table) -> {
                    Optional<String> refusal = refusalOfInsert(connection, table, sampleRow(table));
                    assertTrue(
                            refusal.filter(r -> r.startsWith(REFUSED)).isPresent(),
                            table + ": " + refusal);
                });
    }

    @Test
    void aSchoolSeesItsOwnRowsAndNoneOfTheOther() throws SQLException {
        forEveryTable(
                (connection, table) -> {
                    bind(connection, schools.a.id);
                    assertTrue(number(connection, "select count(*) from " + table) > 0, table);
                    connection.rollback();
                    bind(connection, schools.b.id);
                    assertEquals(
                            0,
                            number(
                                    connection,
                                    "select count(*) from " + table + " where tenant_id <> ?",
                                    schools.b.id),
                            table);
                });
    }

    @Test
    void aSchoolCannotChangeRowsOfTheOther() throws SQLException {
        forEveryTable(
                (connection, table) -> {
                    bind(connection, schools.b.id);
                    try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update "
                                                    + table
                                                    + " set id = id where tenant_id = ?");
                            PreparedStatement delete =
                                    connection.prepareStatement(
                                            "delete from " + table + " where tenant_id = ?")) {
                        update.setObject(1, schools.a.id);
                        assertEquals(0, update.executeUpdate(), table);
                        delete.setObject(1, schools.a.id);
                        assertEquals(0, delete.executeUpdate(), table);
                    }
                });
    }

    @Test
    void aSchoolCannotWriteARowForTheOther() throws SQLException {
        forEveryTable(
                (connection, table) -> {
                    bind(connection, schools.b.id);
                    Optional<String> refusal = refusalOfInsert(connection, table, sampleRow(table));
                    assertTrue(
                            refusal.filter(r -> r.startsWith(REFUSED)).isPresent(),
                            table + ": " + refusal);
                });
    }

    @Test
    void aSchoolCannotGiveARowAway() throws SQLException {
        forEveryTable(
                (connection, table) -> {
                    bind(connection, schools.a.id);
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update " + table + " set tenant_id = ? where tenant_id = ?")) {
                        update.setObject(1, schools.b.id);
                        update.setObject(2, schools.a.id);
                        update.executeUpdate();
                        throw new AssertionError(table + " let its rows go");
                    } catch (SQLException e) {
                        assertEquals(REFUSED, e.getSQLState(), table + ": " + e.getMessage());
                    }
                });
    }

    @Test
    void searchRefusesAnotherSchoolThanTheBoundOne() throws SQLException {
        for (String call :
                List.of(
                        "select count(*) from search_courses(?, 'course', 10, null, null)",
                        "select count(*) from search_courses_alike(?, 'course', 10)")) {
            try (Connection connection = asApplication()) {
                bind(connection, schools.b.id);
                SQLException refused =
                        org.junit.jupiter.api.Assertions.assertThrows(
                                SQLException.class, () -> number(connection, call, schools.a.id));
                assertEquals(REFUSED, refused.getSQLState());
            }
        }
    }

    // ------------------------------------------------------------------ routes

    /** What the names in addresses stand for: things of school A. */
    private Map<String, String> thingsOfA() {
        Map<String, String> things = new HashMap<>();
        things.put("course", schools.a.course().id());
        things.put("module", schools.a.course().modules().get(0));
        things.put("lesson", schools.a.course().lessons().get(0));
        things.put("enrolment", schools.enrolment);
        things.put("code", schools.certificate.path("code").asText());
        things.put("slug", schools.a.slug);
        things.put("host", schools.a.slug + ".lyceum.localhost");
        things.put("name", "logo");
        things.put("revision", "1");
        things.put("icon", "book");
        things.put("seed", "wood");
        things.put("size", "192");
        things.put("import", schools.courseImport.toString());
        things.put("file", schools.file);
        things.put("path", "logo");
        things.put("key", "x");
        things.put("section", "general");
        things.put("certificate", Api.id(schools.certificate));
        things.put("invitation", schools.invitation);
        things.put("person", schools.learner);
        things.put("category", schools.category);
        things.put("delivery", schools.delivery);
        things.put("webhook", schools.webhook);
        things.put("removal", schools.removal.toString());
        things.put("change", schools.change.toString());
        things.put("activity", schools.activity.toString());
        things.put("submission", schools.submission.toString());
        things.put("plugin", "a-only");
        things.put("publisher", "a-only");
        things.put("picture", schools.activity.toString());
        things.put("rating", schools.activity.toString());
        things.put("version", "1.0.0");
        things.put("number", "1");
        things.put("kind", "connector");
        things.put("mail", "a-only");
        things.put("language", "en");
        things.put("extension", "a");
        things.put("job", "a");
        things.put("device", schools.device.toString());
        things.put("note", schools.note.toString());
        things.put("action", schools.note.toString());
        things.put("suppression", schools.suppression.toString());
        things.put("rate", schools.rate.toString());
        things.put("taxRate", schools.taxRate.toString());
        things.put("registration", schools.registration.toString());
        things.put("vatId", "a-only");
        things.put("crm", schools.crm);
        things.put("order", schools.order.toString());
        things.put("product", schools.product.toString());
        things.put("offer", schools.offer.toString());
        things.put("coupon", schools.coupon.toString());
        things.put("seat", schools.seat.toString());
        things.put("subscription", schools.subscription.toString());
        things.put("account", schools.learner);
        things.put("payment", schools.planPayment.toString());
        things.put("plan", schools.activity.toString());
        things.put("reservation", schools.reservation.toString());
        things.put("run", schools.order.toString());
        things.put("inbound", schools.inbound);
        things.put("message", schools.message.toString());
        things.put("notification", schools.notification.toString());
        things.put("step", "a-only");
        things.put("token", "a-only");
        return things;
    }

    private Map<String, String> thingsOfA(Routes.Route route) {
        Map<String, String> things = thingsOfA();
        String id = Api.id(schools.certificate);
        if (route.path().contains("/people/invitations")) {
            id = schools.invitation;
        } else if (route.path().contains("/people/erasures")) {
            id = schools.erasure.toString();
        } else if (route.path().contains("/people")) {
            id = schools.learner;
        } else if (route.path().startsWith("/files")) {
            id = schools.file;
        }
        things.put("id", id);
        if (route.path().startsWith("/courses/")) {
            // Pages for learners name courses and lessons by their readable addresses.
            things.put("course", schools.a.course().slug());
        }
        return things;
    }

    private void assertNothingOfA(Routes.Route route, Answer answer) {
        assertFalse(
                answer.body().contains(schools.a.mark) || answer.body().contains(schools.a.slug),
                route + " shows something of the other school: " + answer);
    }

    private String checksumOfA() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            return SchoolTables.checksum(superuser, schools.a.id);
        }
    }

    /**
     * Every route but one: the realm reports ended sessions from the inside, at any host, to the
     * school that the address names. What it says is believed only when that school's realm signed
     * it, which {@code SignInIT} checks.
     */
    private static List<Routes.Route> routes() {
        return Routes.all().stream()
                .filter(route -> !route.path().startsWith("/oidc/backchannel-logout/"))
                .toList();
    }

    private static String bodyOf(Routes.Route route) {
        return route.method().equals("GET") || route.method().equals("DELETE") ? "" : "{}";
    }

    @Test
    void theDocumentedRoutesAreTheOnesThatExist() {
        List<Routes.Route> api =
                Routes.all().stream().filter(Routes.Route::isApi).sorted().toList();

        assertEquals(api, Routes.documented());
    }

    @Test
    void aTokenOfOneSchoolIsRefusedAtTheOtherOnEveryRoute() {
        String token = schools.a.token("OWNER");
        List<Executable> checks = new ArrayList<>();
        for (Routes.Route route : routes()) {
            checks.add(
                    () -> {
                        Answer answer =
                                Stack.send(
                                        route.method(),
                                        schools.b.origin() + route.filled(thingsOfA(route)),
                                        Map.of(
                                                "Authorization", "Bearer " + token,
                                                "Content-Type", "application/json",
                                                "Accept", "application/json"),
                                        bodyOf(route));
                        // The look of a school is read before anybody is asked who they are.
                        if (!route.path().startsWith("/brand.")) {
                            assertEquals(401, answer.status(), route + ": " + answer);
                        }
                        assertNothingOfA(route, answer);
                    });
        }
        assertAll(checks);
    }

    @Test
    void aSessionOfOneSchoolIsAVisitorAtTheOtherOnEveryRoute() {
        Browser visitor = new Browser();
        Browser owner = new Browser();
        owner.signIn(
                schools.a.origin(), "/profile", schools.a.email("OWNER"), SampleSchool.PASSWORD);
        String session =
                owner.cookie(schools.a.slug + ".lyceum.localhost", "lyceum_session").orElseThrow();
        Browser stranger = new Browser();
        stranger.setCookie(schools.b.slug + ".lyceum.localhost", "lyceum_session", session);
        List<Executable> checks = new ArrayList<>();
        for (Routes.Route route : routes()) {
            checks.add(
                    () -> {
                        String url = schools.b.origin() + route.filled(thingsOfA(route));
                        Map<String, String> headers =
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Accept",
                                        route.isApi() ? "application/json" : "text/html",
                                        "Origin",
                                        schools.b.origin());
                        Answer known = stranger.once(route.method(), url, headers, bodyOf(route));
                        Answer unknown = visitor.once(route.method(), url, headers, bodyOf(route));
                        assertEquals(unknown.status(), known.status(), route + ": " + known);
                        assertFalse(known.body().contains(schools.a.mark), route + ": " + known);
                    });
        }
        assertAll(checks);
    }

    @Test
    void whatBelongsToOneSchoolDoesNotExistAtTheOther() throws SQLException {
        String before = checksumOfA();
        Api owner = schools.b.as("OWNER");
        List<Executable> checks = new ArrayList<>();
        for (Routes.Route route : routes()) {
            // A number is checked for anybody; it is nobody's.
            boolean nobodys = route.path().contains("{revision") || route.path().contains("{vatId");
            boolean named = route.path().contains("{") && !nobodys;
            if (!named || route.path().contains("/platform/")) {
                continue;
            }
            checks.add(
                    () -> {
                        Answer answer =
                                Stack.send(
                                        route.method(),
                                        schools.b.origin() + route.filled(thingsOfA(route)),
                                        Map.of(
                                                "Authorization",
                                                "Bearer " + owner.token().get(),
                                                "If-Match",
                                                "\"v1\"",
                                                "Content-Type",
                                                route.isApi()
                                                        ? "application/json"
                                                        : "application/x-www-form-urlencoded"),
                                        route.isApi() ? bodyOf(route) : "");
                        // A form that was refused leads back to its page, which says so.
                        boolean form = !route.isApi() && route.method().equals("POST");
                        boolean refused =
                                route.method().equals("GET") || route.method().equals("DELETE")
                                        ? answer.status() == 404
                                        : answer.status() >= 400 && answer.status() < 500
                                                || form && answer.status() == 303;
                        assertTrue(refused, route + ": " + answer);
                        assertNothingOfA(route, answer);
                    });
        }
        assertAll(checks);
        assertEquals(before, checksumOfA(), "nothing of the first school changed");
    }

    @Test
    void noDoorLeadsIntoTheOtherSchool() {
        DoorProbes.Door server =
                (host, path, headers) -> Stack.get("http://" + host + port() + path, headers);

        assertEquals(List.of(), DoorProbes.faults(server, home(schools.a), home(schools.b)));
    }

    private static DoorProbes.Home home(SampleSchool school) {
        Browser learner = new Browser();
        learner.signIn(school.origin(), "/profile", school.email("LEARNER"), SampleSchool.PASSWORD);
        String host = school.slug + ".lyceum.localhost";
        return new DoorProbes.Home(
                host,
                school.mark,
                school.email("LEARNER"),
                school.token("LEARNER"),
                learner.cookie(host, "lyceum_session").orElseThrow());
    }

    @Test
    void aHostThatLeadsToNoSchoolShowsNothingOfAny() {
        Answer answer =
                Stack.get(
                        "http://nobody.lyceum.localhost" + port() + "/courses",
                        Map.of("Accept", "text/html"));

        assertEquals(404, answer.status());
        assertNothingOfA(new Routes.Route("GET", "/courses"), answer);
    }

    private static String port() {
        String host = Stack.RUNNING.platformHost();
        return host.substring(host.indexOf(':'));
    }
}
