package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A learner asks what is known of them, and leaves for good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class PersonErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SOURCE =
            """
            package sample;
            import io.lyceum.plugin.*;
            import io.lyceum.plugin.event.*;
            import io.lyceum.plugin.privacy.*;
            import java.util.*;
            public class Sample {
                public static class Diary implements DomainEventListener {
                    public Handled on(PluginContext c, DomainEvent e) {
                        String person = (String) e.payload().get("person");
                        c.storage("book").put(person, Map.of("last", e.type()));
                        return Handled.DONE;
                    }
                }
                public static class Privacy implements PrivacyProvider {
                    public PersonData export(PluginContext c, PersonRequest r) {
                        if (Boolean.TRUE.equals(c.settings().get("fails"))) {
                            throw new IllegalStateException("the book is locked");
                        }
                        return new PersonData(c.storage("book").get(r.person())
                                .map(e -> List.of(e.value())).orElse(List.of()));
                    }
                    public Erased erase(PluginContext c, PersonRequest r) {
                        if (Boolean.TRUE.equals(c.settings().get("fails"))) {
                            throw new IllegalStateException("the book is locked");
                        }
                        boolean gone = c.storage("book").delete(r.person());
                        return new Erased(gone ? 1 : 0, List.of("An invoice <of> 2026 stays, as the law asks."));
                    }
                }
            }
            """;

    private static final String DESCRIPTOR =
            """
            id: %s
            version: 1.0.0
            name: Diary
            description: Writes down who was here.
            publisher: nobody
            sdk: "[1.0,2.0)"
            provides:
              - kind: listener
                id: diary
                class: sample.Sample$Diary
                name: Diary
              - kind: privacy
                id: privacy
                class: sample.Sample$Privacy
                name: Privacy
            storage:
              - name: book
                scope: settings
                data: personal
                purpose: To remember who was here.
            settings:
              type: object
              properties:
                fails:
                  type: boolean
                  title: Fails
            subscribes: [enrolment.created, course.completed]
            """;

    private final String plugin = "diary-" + Long.toString(System.nanoTime(), 36);
    private SampleSchool school;
    private Forms owner;
    private SamplePlugin installed;
    private SampleCourse course;

    @BeforeAll
    void installAPluginThatRemembers() throws IOException {
        school = SampleSchool.withPeople("Elder");
        owner = new Forms(school.origin(), school.token("OWNER"));
        installed =
                SamplePlugin.published(
                        plugin,
                        SamplePlugin.archive(
                                "sample.Sample", SOURCE, DESCRIPTOR.formatted(plugin)));
        installed.install(owner);
        course = school.publish("Left");
    }

    @AfterAll
    void revoke() {
        if (installed != null) {
            installed.revoke();
        }
    }

    private record Learner(String email, String id, Api api) {}

    /** Somebody new takes the course to its end and holds a certificate; the plugin knows. */
    private Learner learner() {
        String email = "leaves-" + System.nanoTime() + "@" + school.slug + ".example";
        Stack.RUNNING.account(school.slug, email, "Leaving Learner", SampleSchool.PASSWORD);
        Api api =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));
        String id = Api.id(api.get("/people/me").expect(200));
        String enrolment =
                Api.id(api.post("/enrolments", Map.of("course", course.id())).expect(201));
        for (String lesson : course.lessons()) {
            api.post("/enrolments/" + enrolment + "/lessons/" + lesson + "/complete", Map.of())
                    .expect(200);
        }
        Stack.eventually(
                "the certificate and the plugin's entry",
                PATIENCE,
                () ->
                        Optional.of(api.get("/certificates").expect(200).json())
                                .filter(c -> c.size() == 1)
                                .filter(c -> remembered(id)));
        return new Learner(email, id, api);
    }

    private boolean remembered(String person) {
        return rows("plugin_entry", "value ->> 'last' = 'course.completed' and key", person) == 1;
    }

    private int rows(String table, String column, String value) {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select count(*) from "
                                        + table
                                        + " where tenant_id = ? and "
                                        + column
                                        + " = ?")) {
            query.setObject(1, school.id);
            if (column.endsWith("_id") || column.equals("id")) {
                query.setObject(2, UUID.fromString(value));
            } else {
                query.setString(2, value);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the learner's number or address still stands, by table. */
    private Map<String, Integer> traces(Learner learner) throws SQLException {
        Map<String, Integer> traces = new TreeMap<>();
        try (Connection connection = Stack.superuser()) {
            for (String table : SchoolTables.names(connection)) {
                try (PreparedStatement query =
                        connection.prepareStatement(
                                "select count(*) from "
                                        + table
                                        + " t where t.tenant_id = ? and (strpos(t::text, ?) > 0"
                                        + " or strpos(t::text, ?) > 0)")) {
                    query.setObject(1, school.id);
                    query.setString(2, learner.id());
                    query.setString(3, learner.email());
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        if (row.getInt(1) > 0) {
                            traces.put(table, row.getInt(1));
                        }
                    }
                }
            }
        }
        return traces;
    }

    private Answer erase(String person, String email) {
        return school.as("ADMIN").post("/people/" + person + "/erasure", Map.of("email", email));
    }

    private JsonNode awaited(String erasure) {
        return Stack.eventually(
                "the erasure",
                PATIENCE,
                () ->
                        Optional.of(
                                        school.as("ADMIN")
                                                .get("/people/erasures/" + erasure)
                                                .expect(200)
                                                .json())
                                .filter(e -> !e.path("done").isNull() && e.hasNonNull("done")));
    }

    private void set(boolean fails) {
        owner.post(
                        "/manage/plugins/" + plugin + "/settings",
                        fails ? Map.of("fails", List.of("true")) : Map.of(),
                        "text/html")
                .expect(303);
    }

    @Test
    void everythingThatIsKnownOfALearnerIsHandedToThem() {
        Learner learner = learner();
        JsonNode data = learner.api().get("/people/me/data").expect(200).json();
        assertEquals(learner.email(), data.at("/person/email").asText(), data.toString());
        assertEquals("Left", data.at("/enrolment/0/course").asText());
        assertEquals(100, data.at("/enrolment/0/percent").asInt());
        assertEquals(course.lessons().size(), data.path("lesson_progress").size());
        assertEquals("Leaving Learner", data.at("/certificate/0/learner_name").asText());
        assertEquals("course.completed", data.at("/plugins/" + plugin + "/0/last").asText());
        assertTrue(data.path("unanswered").isEmpty(), data.toString());

        Answer file = owner.get("/manage/people/" + learner.id() + "/data").expect(200);
        assertTrue(
                file.header("Content-Disposition").orElseThrow().startsWith("attachment"),
                file.toString());
        assertEquals(data.path("enrolment"), file.json().path("enrolment"));

        set(true);
        JsonNode without =
                school.as("ADMIN").get("/people/" + learner.id() + "/data").expect(200).json();
        assertEquals(plugin, without.at("/unanswered/0").asText(), without.toString());
        set(false);
    }

    @Test
    void aLearnerWhoLeavesIsForgottenEverywhere() throws SQLException {
        Learner learner = learner();
        Learner stays = learner();
        assertFalse(traces(learner).isEmpty());
        Stack.eventually(
                "being told of the certificate",
                PATIENCE,
                () ->
                        stays.api().get("/notifications").expect(200).json().path("items").size()
                                        == 1
                                ? Optional.of(true)
                                : Optional.empty());
        Map<String, Integer> before = traces(stays);
        String code = learner.api().get("/certificates").json().at("/0/code").asText();

        assertEquals(422, erase(learner.id(), "somebody@else.example").status());
        learner.api().get("/people/me").expect(200);
        Answer begun = erase(learner.id(), learner.email().toUpperCase()).expect(202);
        String erasure = Api.id(begun);
        assertEquals(403, learner.api().get("/people/me").status());
        assertEquals(
                erasure, Api.id(school.as("ADMIN").get("/people/erasures/" + erasure).expect(200)));

        JsonNode done = awaited(erasure);
        assertEquals("KEPT", done.at("/notes/0/kind").asText(), done.toString());
        assertTrue(done.at("/notes/0/text").asText().contains("invoice"), done.toString());
        assertEquals(
                Map.of("audit_entry", 3, "person_erasure", 1),
                traces(learner),
                "what was done, by a number that leads to nobody");
        assertEquals(before, traces(stays), "nobody else loses anything");
        assertFalse(
                Stack.get(school.origin() + "/verify/" + code, Map.of("Accept", "text/html"))
                        .body()
                        .contains("Leaving Learner"));
        erase(learner.id(), learner.email()).expect(404);
        assertEquals(
                403,
                learner.api().get("/people/me").status(),
                "a token that still lives brings nobody back");
        assertEquals(0, rows("person", "email", learner.email()));
        assertTrue(
                Stack.get(Stack.schoolUrl(school.slug) + "/sign-in", Map.of("Accept", "text/html"))
                                .status()
                        < 400);
        Stack.RUNNING.account(school.slug, learner.email(), "Somebody new", SampleSchool.PASSWORD);
        String page = owner.get("/manage/people/erasures").expect(200).body();
        assertTrue(page.contains("An invoice &lt;of&gt; 2026 stays"), page);
    }

    @Test
    void aPluginThatFailsIsAskedAgainAndHoldsNothingElseUp() {
        Learner learner = learner();
        set(true);
        String erasure = Api.id(erase(learner.id(), learner.email()).expect(202));
        JsonNode waiting =
                Stack.eventually(
                        "the first refusal",
                        PATIENCE,
                        () ->
                                Optional.of(
                                                school.as("ADMIN")
                                                        .get("/people/erasures/" + erasure)
                                                        .expect(200)
                                                        .json())
                                        .filter(e -> !e.path("lastError").asText().isEmpty()));
        assertEquals(plugin, waiting.at("/waiting/0").asText(), waiting.toString());
        assertEquals(
                409,
                school.as("ADMIN")
                        .post("/people/" + learner.id() + "/activate", Map.of())
                        .status());
        set(false);
        assertTrue(awaited(erasure).path("waiting").isEmpty());
        assertEquals(0, rows("person", "id", learner.id()));
    }

    @Test
    void aPluginThatIsOffIsNamed() {
        Learner learner = learner();
        owner.post("/manage/plugins/" + plugin + "/disable", Map.of(), "text/html").expect(303);
        JsonNode done = awaited(Api.id(erase(learner.id(), learner.email()).expect(202)));
        assertEquals("OFF", done.at("/notes/0/kind").asText(), done.toString());
        owner.post("/manage/plugins/" + plugin + "/enable", Map.of(), "text/html").expect(303);
    }

    @Test
    void ownersAndOneselfCannotBeErased() {
        String self = Api.id(school.as("ADMIN").get("/people/me").expect(200));
        assertEquals(409, erase(self, school.email("ADMIN")).status());
        String above = Api.id(school.as("OWNER").get("/people/me").expect(200));
        assertEquals(403, erase(above, school.email("OWNER")).status());
    }
}
