package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path ROOT = Path.of("/lyceum");

    @Test
    void aPortComesFromItsVariableOrIsTheUsualOne() {
        Settings settings = Settings.from(ROOT, Map.of("LYCEUM_PORT", "9080"));

        assertEquals(9080, settings.port(Port.WEB));
        assertEquals(8081, settings.port(Port.KEYCLOAK));
        assertEquals("http://lyceum.localhost:9080", settings.platformUrl());
    }

    @Test
    void whatIsNoPortIsRefusedByName() {
        for (String wrong : new String[] {"0", "65536", "http", "-1", "99999999999"}) {
            Failure failure =
                    assertThrows(
                            Failure.class,
                            () -> Settings.from(ROOT, Map.of("LYCEUM_DB_PORT", wrong)));

            assertEquals(
                    "LYCEUM_DB_PORT=" + wrong + " is no port. Use 1 to 65535.",
                    failure.getMessage());
        }
    }

    @Test
    void twoPartsCannotShareAPort() {
        Failure failure =
                assertThrows(
                        Failure.class, () -> Settings.from(ROOT, Map.of("LYCEUM_PORT", "8081")));

        assertEquals(
                "Port 8081 is given twice; change LYCEUM_KEYCLOAK_PORT.", failure.getMessage());
    }

    @Test
    void theDataFolderMayBeElsewhereAndTheCacheStays() {
        Settings settings = Settings.from(ROOT, Map.of("LYCEUM_DATA", "/big/disk"));

        assertEquals(Path.of("/big/disk"), settings.data());
        assertEquals(Path.of("/lyceum/.lyceum/cache"), settings.cache());
    }

    @Test
    void aTemporaryStackHasPortsOfItsOwn() {
        Settings settings =
                Settings.temporary(
                        ROOT, Path.of("/tmp/x"), Map.of("LYCEUM_PORT", "not used"), Map.of());

        assertEquals(Port.values().length, new HashSet<>(settings.ports().values()).size());
    }

    @Test
    void only_a_stack_for_plugins_lets_their_archives_be_replaced() {
        Path root = Path.of("/somewhere");
        assertEquals(Map.of(), Settings.from(root, Map.of()).extra());
        Settings settings = Settings.pluginDevelopment(root, Map.of());
        assertEquals(Map.of("LYCEUM_PLUGINS_DEV", "true"), settings.extra());
        assertEquals(root.resolve(".lyceum/plugin-dev"), settings.data());
    }
}
