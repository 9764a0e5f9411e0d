package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A version that fails at several schools is withdrawn, and the one before takes its place. */
@Isolated
class PluginQuarantineIT {

    /** Five openings of the breaker, with a rest of a second between them on a test's stack. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final String SOURCE =
            """
            package sample;
            import io.lyceum.plugin.*;
            import io.lyceum.plugin.page.*;
            import io.lyceum.plugin.view.*;
            public class Page implements AdminPage {
                public View show(PluginContext c, ShowRequest r) {
                    if (c.pluginVersion().equals("1.1.0") && r.place().equals("fail")) {
                        throw new IllegalStateException("broken");
                    }
                    return View.of(new Component.Heading("This is " + c.pluginVersion()));
                }
                public Acted act(PluginContext c, ActRequest r) { return null; }
            }
            """;

    private static final String DESCRIPTOR =
            """
            id: %s
            version: %s
            name: Sample
            description: Breaks with its second version.
            publisher: nobody
            sdk: "[1.0,2.0)"
            provides:
              - kind: page
                id: page
                class: sample.Page
                name: Page
            """;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Forms owner = new Forms(school.origin(), school.token("OWNER"));
    private SamplePlugin plugin;

    @BeforeEach
    void install() throws IOException {
        String id = "breaks-" + Long.toString(System.nanoTime(), 36);
        plugin = SamplePlugin.published(id, archive(id, "1.0.0"));
        plugin.install(owner);
        PluginIT.upload(archive(id, "1.1.0")).expect(303);
        plugin.move("1.1.0", "PUBLISHED");
        plugin.install(owner, "1.1.0");
    }

    private static byte[] archive(String id, String version) throws IOException {
        return SamplePlugin.archive("sample.Page", SOURCE, DESCRIPTOR.formatted(id, version));
    }

    @AfterEach
    void revoke() {
        plugin.revoke();
    }

    private String page(String place) {
        return owner.get("/manage/plugins/" + plugin.id() + "/pages/page?place=" + place).body();
    }

    @Test
    void aVersionThatIsWithdrawnGivesWayToTheOneBefore() {
        assertTrue(page("").contains("This is 1.1.0"));

        plugin.move("1.1.0", "REVOKED");

        assertTrue(page("").contains("This is 1.0.0"));
        owner.post("/manage/plugins/" + plugin.id() + "/disable", Map.of(), "text/html")
                .expect(303);
        assertEquals(303, owner.get("/manage/plugins/" + plugin.id() + "/pages/page").status());
    }

    @Test
    void quarantineAtThreeSchoolsWithdrawsTheVersionEverywhere() throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            for (UUID other : new UUID[] {TwoSchools.ready().a.id, platform(superuser)}) {
                Stack.execute(
                        superuser,
                        """
                        insert into plugin_quarantine (plugin_id, version, school_id, at)
                        values (?, '1.1.0', ?, now())
                        """,
                        plugin.id(),
                        other);
            }
        }
        assertTrue(page("").contains("This is 1.1.0"), "two schools are not enough");

        Stack.eventually(
                "the version before",
                PATIENCE,
                () -> {
                    for (int i = 0; i < 20; i++) {
                        page("fail");
                    }
                    return Optional.of(page("fail")).filter(p -> p.contains("This is 1.0.0"));
                });

        String told =
                new Forms(Stack.platformUrl(), Stack.platform().token().get())
                        .get("/platform/plugins/" + plugin.id() + "/1.1.0")
                        .expect(200)
                        .body();
        assertTrue(told.contains("quarantine at 3 schools"), told);
    }

    private static UUID platform(Connection superuser) throws SQLException {
        try (var query =
                        superuser.prepareStatement(
                                "select id from school where slug = 'platform'");
                var row = query.executeQuery()) {
            assertTrue(row.next());
            return row.getObject(1, UUID.class);
        }
    }
}
