package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A school follows a channel of versions; a version is used once every node has loaded it. */
@Isolated
class PluginChannelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SOURCE =
            """
            package sample;
            import io.lyceum.plugin.*;
            import io.lyceum.plugin.page.*;
            import io.lyceum.plugin.view.*;
            import java.util.*;
            public class Page implements AdminPage {
                static final Object NEEDED = %s;
                public View show(PluginContext c, ShowRequest r) {
                    return View.of(new Component.Heading("A page"));
                }
                public Acted act(PluginContext c, ActRequest r) {
                    return new Acted(List.of(), null, null, "");
                }
            }
            """;

    private static final String DESCRIPTOR =
            """
            id: %s
            version: %s
            name: Followed
            description: Comes in many versions.
            publisher: nobody
            sdk: "[1.0,2.0)"
            provides:
              - kind: page
                id: page
                class: sample.Page
                name: Page
            %s
            """;

    private static final String SCOPE =
            """
            scopes:
              - scope: users.name
                purpose: To greet people.
            """;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Forms owner = new Forms(school.origin(), school.token("OWNER"));
    private final String id = "followed-" + Long.toString(System.nanoTime(), 36);
    private SamplePlugin plugin;

    @BeforeEach
    void install() throws IOException {
        plugin = SamplePlugin.published(id, archive("1.0.0", "", "1"));
        plugin.install(owner);
    }

    @AfterEach
    void remove() {
        owner.post("/manage/plugins/" + id + "/remove", Map.of("confirm", List.of(id)), "text/html")
                .expect(303);
    }

    private byte[] archive(String version, String rights, String needed) throws IOException {
        return SamplePlugin.archive(
                "sample.Page", SOURCE.formatted(needed), DESCRIPTOR.formatted(id, version, rights));
    }

    private void publish(String version, String rights, String needed) throws IOException {
        PluginIT.upload(archive(version, rights, needed)).expect(303);
        plugin.move(version, "PUBLISHED");
    }

    private String version() {
        return installed().path("version").asText();
    }

    private com.fasterxml.jackson.databind.JsonNode installed() {
        return school.as("ADMIN").get("/plugins/" + id).expect(200).json();
    }

    private void follow(String channel) {
        school.as("ADMIN")
                .put("/plugins/" + id + "/channel", "*", Map.of("channel", channel))
                .expect(200);
    }

    private void await(String version) {
        Stack.eventually(
                version, PATIENCE, () -> Optional.of(version()).filter(now -> now.equals(version)));
    }

    @Test
    void aSchoolFollowsItsChannelAsLongAsNothingNewIsAskedFor() throws IOException {
        publish("1.1.0", "", "1");
        assertEquals("1.0.0", version(), "who follows nothing stays");

        follow("STABLE");
        await("1.1.0");

        publish("1.2.0-rc.1", "", "1");
        publish("1.1.1", "", "1");
        await("1.1.1");
        publish("1.0.9", "", "1");
        follow("PREVIEW");
        publish("1.2.0-rc.2", "", "1");
        await("1.2.0-rc.2");

        publish("1.3.0", SCOPE, "1");
        publish("1.4.0", SCOPE, "1");
        String page =
                Stack.eventually(
                        "the update",
                        PATIENCE,
                        () ->
                                Optional.of(owner.get("/manage/plugins/" + id).expect(200).body())
                                        .filter(p -> p.contains("value=\"1.4.0\"")));
        assertTrue(page.contains("To greet people."), page);
        assertEquals("1.2.0-rc.2", version(), "what asks for more waits for consent");
        plugin.install(owner, "1.4.0");
        assertEquals("1.4.0", version());

        owner.post("/manage/plugins/" + id + "/roll-back", Map.of(), "text/html").expect(303);
        assertEquals("1.2.0-rc.2", version());
        assertEquals("PINNED", installed().path("channel").asText());
    }

    @Test
    void aVersionThatDoesNotStartIsNotUsed() throws IOException {
        follow("STABLE");
        publish("1.1.0", "", "Objects.requireNonNull(null, \"its power\")");
        Stack.eventually(
                "the failure to be noted",
                PATIENCE,
                () ->
                        Optional.of(installed().path("lastError").asText())
                                .filter(error -> error.startsWith("1.1.0: ")));
        assertEquals("1.0.0", version());
        Answer refused =
                school.as("ADMIN")
                        .post("/plugins", Map.of("plugin", id, "version", "1.1.0"))
                        .expect(409);
        assertEquals("PLUGIN_DOES_NOT_START", refused.json().path("code").asText());
        owner.get("/manage/plugins/" + id + "/pages/page").expect(200);
        publish("1.1.1", "", "1");
        await("1.1.1");
    }

    @Test
    void noSchoolChangesBeforeEveryNodeHasLoadedTheVersion() throws IOException, SQLException {
        publish("1.1.0", "", "1");
        String other = "node:" + UUID.randomUUID();
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    "insert into node_lease (name, holder, until)"
                            + " values (?, 'another', now() + interval '10 minutes')",
                    other);
            try {
                Answer refused =
                        school.as("ADMIN")
                                .post("/plugins", Map.of("plugin", id, "version", "1.1.0"))
                                .expect(503);
                assertEquals("PLUGIN_NODES_NOT_READY", refused.json().path("code").asText());
                assertEquals("1.0.0", version());

                assertEquals(
                        "PLUGIN_DOES_NOT_START",
                        answered(superuser, other, "error = 'no disk'")
                                .expect(409)
                                .json()
                                .path("code")
                                .asText());
                assertEquals("1.0.0", version());

                answered(superuser, other, "ready_at = now()").expect(201);
                assertEquals("1.1.0", version());
            } finally {
                Stack.execute(superuser, "delete from node_lease where name = ?", other);
            }
        }
    }

    /** Installs a version while another node says something about it, once it is asked. */
    private Answer answered(Connection superuser, String node, String said) {
        CompletableFuture<Answer> installed =
                CompletableFuture.supplyAsync(
                        () ->
                                school.as("ADMIN")
                                        .post(
                                                "/plugins",
                                                Map.of("plugin", id, "version", "1.1.0")));
        return Stack.eventually(
                "the installation",
                Duration.ofSeconds(30),
                () -> {
                    execute(
                            superuser,
                            "update plugin_ready set "
                                    + said
                                    + " where node = ? and plugin_id = ? and ready_at is null and error = ''"
                                    + " and asked_at > now() - interval '3 seconds'",
                            node,
                            id);
                    return installed.isDone() ? Optional.of(installed.join()) : Optional.empty();
                });
    }

    private static void execute(Connection superuser, String sql, Object... values) {
        try {
            Stack.execute(superuser, sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNodeLoadsWhatItIsAskedFor() throws IOException, SQLException {
        publish("1.1.0", "", "1");
        publish("1.1.1", "", "Objects.requireNonNull(null, \"its power\")");
        try (Connection superuser = Stack.superuser()) {
            String node = text(superuser, "select name from node_lease where name like 'node:%'");
            for (String version : List.of("1.1.0", "1.1.1")) {
                Stack.execute(
                        superuser,
                        "insert into plugin_ready (plugin_id, version, node, asked_at)"
                                + " values (?, ?, ?, now())",
                        id,
                        version,
                        node);
            }
            String said = "select coalesce(ready_at::text, '') || error from plugin_ready";
            Stack.eventually(
                    "both answers",
                    PATIENCE,
                    () ->
                            Optional.of(
                                            List.of(
                                                    text(superuser, said + where("1.1.0")),
                                                    text(superuser, said + where("1.1.1"))))
                                    .filter(both -> both.stream().noneMatch(String::isEmpty))
                                    .filter(both -> both.get(0).startsWith("20"))
                                    .filter(both -> both.get(1).contains("its power")));
        }
    }

    private String where(String version) {
        return " where plugin_id = '" + id + "' and version = '" + version + "'";
    }

    private static String text(Connection superuser, String sql) {
        try (PreparedStatement query = superuser.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            assertTrue(row.next(), sql);
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
