package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    @TempDir private Path folder;

    private final Console quiet = new Console(new PrintStream(new ByteArrayOutputStream()), false);

    private Servers servers() {
        return new Servers(folder.resolve("servers"), Watchdog.start());
    }

    private Child sleeper() {
        return Child.start(
                "sleeper", new ProcessBuilder("sleep", "60"), folder.resolve("sleeper.log"));
    }

    @Test
    void theyAreStoppedInOrderWhateverOrderTheyCameIn() {
        List<String> stopped = new ArrayList<>();
        Servers servers = servers();
        servers.add(Servers.Rank.MAILBOX, "mailbox", () -> stopped.add("mailbox"));
        servers.add(Servers.Rank.LIBERTY, "liberty", () -> stopped.add("liberty"));
        servers.add(Servers.Rank.DATABASE, "database", () -> stopped.add("database"));
        servers.add(Servers.Rank.KEYCLOAK, "keycloak", () -> stopped.add("keycloak"));

        servers.stopAll(quiet);

        assertEquals(List.of("liberty", "keycloak", "mailbox", "database"), stopped);
    }

    @Test
    void aServerThatEndsByItselfEndsTheStack() throws InterruptedException {
        Servers servers = servers();
        Child child = sleeper();
        servers.add(Servers.Rank.LIBERTY, child);

        child.handle().destroyForcibly();

        Optional<Failure> end = servers.awaitEnd();
        assertTrue(end.orElseThrow().getMessage().startsWith("sleeper ended by itself"));
        servers.stopAll(quiet);
    }

    @Test
    void aKilledLaunchersServersAreEndedByTheNext() throws Exception {
        Child child = sleeper();
        servers().add(Servers.Rank.LIBERTY, child);
        assertTrue(child.isAlive());

        Servers.stopLeftovers(folder.resolve("servers"));

        assertFalse(child.isAlive());
        assertFalse(Files.exists(folder.resolve("servers")));
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() {
        long self = ProcessHandle.current().pid();

        assertEquals(
                Optional.empty(), Servers.leftover(self + " 1999-01-01T00:00:00Z Open Liberty"));
        assertEquals(Optional.empty(), Servers.leftover("garbage"));
    }

    @Test
    void theWatchdogEndsServersWhenTheLauncherIsGone() throws Exception {
        Child child = sleeper();
        // A launcher that is gone has closed its end of the pipe.
        try (Watchdog watchdog = Watchdog.start()) {
            watchdog.add(child.pid(), "TERM", "KILL");
        }

        child.handle().onExit().get(20, TimeUnit.SECONDS);
        assertFalse(child.isAlive());
    }
}
